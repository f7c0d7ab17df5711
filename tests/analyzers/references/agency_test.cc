// Symbols of agencies with a grammar of their own: WHO, FAO and what is near them.
#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

// The line of a masthead, or what a person types: nothing else can be meant.
TEST(AgencySymbols, Alone) {
  const std::pair<const char*, const char*> cases[] = {
      {"A75/10", "A75/10"},
      {"A75/10 Add.1", "A75/10/Add.1"},
      {"A75/10 Rev. 1", "A75/10/Rev.1"},
      {"A75/INF./1", "A75/INF/1"},
      {"A75/INF/1", "A75/INF/1"},
      {"A75/A/CONF./7", "A75/A/CONF/7"},
      {"A75/B/SR/3", "A75/B/SR/3"},
      {"A75/10 Rev.1 Add.2", "A75/10/Rev.1/Add.2"},
      {"А75/10", "A75/10"},  // with the Cyrillic letter
      {"ج75/10", "A75/10"},
      {"EB150/5", "EB150/5"},
      {"EB150/5 Add.1", "EB150/5/Add.1"},
      {"EB150/CONF./3 Rev.1", "EB150/CONF/3/Rev.1"},
      {"م ت150/5", "EB150/5"},
      {"A75/DIV./2 Rev.1", "A75/DIV/2/Rev.1"},
      {"ج75/ متنوعات/2 تنقيح 1", "A75/DIV/2/Rev.1"},
      {"ج76/ متنوعات/2", "A76/DIV/2"},
      {"A26/WP/2", "A26/WP/2"},
      {"WHA45/1992/REC/3", "WHA45/1992/REC/3"},
      {"EUR/RC70/5", "EUR/RC70/5"},
      {"EUR/RC52/REC/1", "EUR/RC52/REC/1"},
      {"EUR/RC67/REP", "EUR/RC67/REP"},
      {"EUR/RC44/Inf.Doc./2 Rev. 1", "EUR/RC44/Inf.Doc/2/Rev.1"},
      {"EUR/RC44/Conf. Doc./14", "EUR/RC44/Conf.Doc/14"},
      {"AFR/RC57/19", "AFR/RC57/19"},
      {"SEA/RC68/34", "SEA/RC68/34"},
      {"EM/RC66/2", "EM/RC66/2"},
      {"EM/RC69/1-Rev.1", "EM/RC69/1/Rev.1"},
      {"EM/RC69/INF.DOC.1", "EM/RC69/Inf.Doc.1"},
      {"EM/RC59/Tech.Disc.1", "EM/RC59/Tech.Disc.1"},
      {"EM/RC61/13-E", "EM/RC61/13"},  // the language of this version, which is no part of it
      {"FCTC/COP/10/4", "FCTC/COP/10/4"},
      {"FCTC/COP/5/DIV/5", "FCTC/COP/5/DIV/5"},
      {"CSP29/FR", "CSP29/FR"},
      {"CD57/5", "CD57/5"},
      {"CL 170/REP", "CL170/REP"},
      {"CL 168/7", "CL168/7"},
      {"CL 170/INF/1 Rev.1", "CL170/INF/1/Rev.1"},
      {"C 2021/LIM/4", "C2021/LIM/4"},
      {"C 2021/3", "C2021/3"},
      {"C 2021/II/PV/2", "C2021/II/PV/2"},
      {"CL 99/INF/1-Rev.1", "CL99/INF/1/Rev.1"},
      {"CL 99/INF/8-Sup.1", "CL99/INF/8/Sup.1"},
      {"CFS 2021/49/2", "CFS2021/49/2"},
      {"CFS 2009/2 Rev. 1", "CFS2009/2/Rev.1"},
      {"C 65/2-Rev. 1", "C65/2/Rev.1"},
      {"PC 130/2", "PC130/2"},
      {"FC 185/5", "FC185/5"},
      {"PC 93/INF/3", "PC93/INF/3"},
      {"APRC/22/INF/5", "APRC/22/INF/5"},
      {"ERC/02/3-Sup.1", "ERC/02/3/Sup.1"},
      {"ARC/10/REP/Rev. 1", "ARC/10/REP/Rev.1"},
      {"LARC/20/REP", "LARC/20/REP"},
      {"IT/GB-9/22/8", "IT/GB-9/22/8"},
      {"IT/GB-8/19/16.2", "IT/GB-8/19/16.2"},
      {"IT/GB-9/22/8 Add.1", "IT/GB-9/22/8/Add.1"},
      {"IT/GB-9/22/Inf.3", "IT/GB-9/22/Inf.3"},
      {"IT/OWG-EFMLS-9/20/3", "IT/OWG-EFMLS-9/20/3"},
      {"CGRFA-18/21/10", "CGRFA-18/21/10"},
      {"CGRFA-18/21/Report", "CGRFA-18/21/Report"},
      {"CGRFA-16/17/Report/Rev.1", "CGRFA-16/17/Report/Rev.1"},
      {"CGRFA/WG-PGR-10/21/3", "CGRFA/WG-PGR-10/21/3"},
      {"CGRFA/WG-AnGR-10/18/7", "CGRFA/WG-AnGR-10/18/7"},
      {"CX/FH 19/51/3", "CX/FH19/51/3"},
      {"CX/CAC 21/44/2 Add.1", "CX/CAC21/44/2/Add.1"},
      {"COAG/2022/5", "COAG/2022/5"},
  };
  for (const auto& [line, symbol] : cases) {
    EXPECT_EQ(symbol_in_line(line), symbol) << line;
    EXPECT_EQ(canonical_form(line), symbol) << line;
    EXPECT_EQ(canonical_form(symbol), symbol) << line;
  }
  EXPECT_EQ(canonical_form("wha75.11"), "WHA75.11");
  EXPECT_EQ(canonical_form("cl 170/rep"), "CL170/REP");
  // A resolution is no document's symbol.
  EXPECT_EQ(symbol_in_line("WHA75.11"), "");
}

TEST(AgencySymbols, InText) {
  check({
      {"en",
       "as contained in document A75/10 Add.1, and in EB150/5;",
       {"symbol A75/10 Add.1 > A75/10/Add.1", "symbol EB150/5 > EB150/5"}},
      {"en", "documents A75/10 and A75/11", {"symbol A75/10 > A75/10", "symbol A75/11 > A75/11"}},
      {"en", "Recalling resolution WHA75.11 (2022),", {"resolution WHA75.11 > WHA75.11"}},
      {"en",
       "decision WHA75(11) and decision EB150(2)",
       {"decision WHA75(11) > WHA75(11)", "decision EB150(2) > EB150(2)"}},
      {"en", "the report (CL 170/REP).", {"symbol CL 170/REP > CL170/REP"}},
      {"fr",
       "Le document C 2021/3 et le document C 2021/LIM/4",
       {"symbol C 2021/3 > C2021/3", "symbol C 2021/LIM/4 > C2021/LIM/4"}},
      {"es", "en el documento A75/10", {"symbol A75/10 > A75/10"}},
      {"ru",
       "в документе A75/10 и резолюции WHA75.11",
       {"symbol A75/10 > A75/10", "resolution WHA75.11 > WHA75.11"}},
      {"zh",
       "见A75/10号文件和WHA75.11号决议",
       {"symbol A75/10 > A75/10", "resolution WHA75.11 > WHA75.11"}},
      {"ar", "الوثيقة ج75/10", {"symbol ج75/10 > A75/10"}},
      {"ar", "القرار ج ص ع75-11", {"resolution ج ص ع75-11 > WHA75.11"}},
      {"ar", "في المقرر الإجرائي م ت141(8)", {"decision م ت141(8) > EB141(8)"}},
      {"ar",
       "في دليل المندوبين (الوثيقة ج75/ متنوعات/2 تنقيح 1).",
       {"symbol ج75/ متنوعات/2 تنقيح 1 > A75/DIV/2/Rev.1"}},
      {"zh", "见《代表指南》（文件A76/DIV./2）。", {"symbol A76/DIV./2 > A76/DIV/2"}},
      {"es",
       "en la Guía para los delegados (documento A77/DIV./2)",
       {"symbol A77/DIV./2 > A77/DIV/2"}},
      {"en",
       "resolutions EUR/RC52/R1 and SEA/RC69/R4",
       {"resolution EUR/RC52/R1 > EUR/RC52/R1", "resolution SEA/RC69/R4 > SEA/RC69/R4"}},
      {"en", "decision FCTC/COP5(7)", {"decision FCTC/COP5(7) > FCTC/COP5(7)"}},
      {"en", "as set out in IT/GB-9/22/8.", {"symbol IT/GB-9/22/8 > IT/GB-9/22/8"}},
      // In a document of the agency its own kind needs no word beside it.
      {"en", "The report (A75/4) was noted.", {"symbol A75/4 > A75/4"}, {"A75/10", "", ""}},
  });
}

TEST(AgencySymbols, Traps) {
  check({
      {"en", "the road A40/44 and paper of sizes A4/5", {}},
      {"en", "grades A12/13 of the salary scale", {}},
      {"en", "OJ C 2021/22 season", {}},
      {"en", "Appendix C 2021/22", {}},
      {"en", "a CL 35/37 ratio", {}},
      {"en", "PC 12/24 V and FC 3/4", {}},
      {"en", "at 5 C 65/13 and C 20/25 degrees", {}},
      {"en", "IT/Telecom and CX/Systems 3/4", {}},
      {"en", "IT/OT/5 security and IT/telecom", {}},
      {"en", "CD12/13 discs", {}},
      {"en", "in EB150/5x, XEB150/5 and EB-150", {}},
      {"en", "WHA75 and EB150 were held", {}},
      {"en", "A75/010 and A1234/5", {}},
  });
  for (const char* line : {"A4", "A75", "C 2021", "CL 170", "IT/GB-9", "EB150", "A75/10/7/8/9x"})
    EXPECT_EQ(symbol_in_line(line), "") << line;
}

}  // namespace
}  // namespace hexapla::references
