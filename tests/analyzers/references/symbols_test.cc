#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

std::vector<std::string> one(const std::string& symbol) {
  return {"symbol " + symbol + " > " + symbol};
}

TEST(Symbols, OfManySeries) {
  for (const char* symbol : {"UNEP/POPS/COP.8/INF/14",
                             "UNEP/POPS/COP.8/22/Add.1",
                             "UNEP/POPS/TOOLKIT/BATBEP/2016/2",
                             "UNEP/POPS/EGBATBEP.1/INF/4",
                             "UNEP/CBD/BS/COP-MOP/7/6/Add.3",
                             "FCCC/KP/CMP/2014/L.6",
                             "FCCC/CP/2015/10/Add.1",
                             "A/69/L.87/Rev.1",
                             "A/520/Rev.17",
                             "A/C.5/71/3",
                             "E/CN.4/1995/2",
                             "E/CN.4/Sub.2/1994/56",
                             "UNEP/FAO/CHW/RC/POPS/JWG.1/4",
                             "UNEP(DTIE)/Hg/OEWG.2/11",
                             "UNEP/OzL.Pro.27/13",
                             "A/HRC/31/56",
                             "S/2004/1",
                             "UNEP/GLC/COP.3/L.3",
                             "A/ES-10/1",
                             "XYZ/QRS/COP.2/4"}) {
    const std::string text = std::string("see ") + symbol + ".";
    EXPECT_EQ(shown(find(text, "en"), text), one(symbol));
  }
}

TEST(Symbols, InTheFramesOfEveryLanguage) {
  check({
      {"zh",
       "载于UNEP/GLC/COP.3/INF/2和UNEP/GLC/COP.3/INF/3号文件。",
       {"symbol UNEP/GLC/COP.3/INF/2 > UNEP/GLC/COP.3/INF/2",
        "symbol UNEP/GLC/COP.3/INF/3 > UNEP/GLC/COP.3/INF/3"}},
      {"ar",
       "في الوثيقتين UNEP/GLC/COP.3/INF/2 وUNEP/GLC/COP.3/INF/3.",
       {"symbol UNEP/GLC/COP.3/INF/2 > UNEP/GLC/COP.3/INF/2",
        "symbol UNEP/GLC/COP.3/INF/3 > UNEP/GLC/COP.3/INF/3"}},
      {"ru", "в документе UNEP/GLC/COP.3/9", {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9"}},
      {"ru",
       "в документе UNEP/GLC/СОР.3/9",
       {"symbol UNEP/GLC/СОР.3/9 > UNEP/GLC/COP.3/9"}},             // СОР in Cyrillic
      {"ru", "документ А/71/757", {"symbol А/71/757 > A/71/757"}},  // А in Cyrillic
  });
}

TEST(Symbols, Damaged) {
  check({
      {"en", "UNEP/GLC/ EGLAKES.2/4", {"symbol UNEP/GLC/ EGLAKES.2/4 > UNEP/GLC/EGLAKES.2/4"}},
      {"fr", "UNEP / GLC/COP.2/30", {"symbol UNEP / GLC/COP.2/30 > UNEP/GLC/COP.2/30"}},
      {"en",
       "UNEP/POPS/COP.8/\n\nINF/14",
       {"symbol UNEP/POPS/COP.8/\n\nINF/14 > UNEP/POPS/COP.8/INF/14"}},
      {"en", "UNEP/CHW.\u00A013/28", {"symbol UNEP/CHW.\u00A013/28 > UNEP/CHW.13/28"}},
      {"en",
       "UNEP/POPS/COP.8/22/ADD.1",
       {"symbol UNEP/POPS/COP.8/22/ADD.1 > UNEP/POPS/COP.8/22/Add.1"}},
      {"en", "A/66/6*", {"symbol A/66/6 > A/66/6"}},  // reissued
      {"en",
       "8 UNEP/GLC/COP.8/INF/14.",
       {"symbol UNEP/GLC/COP.8/INF/14 > UNEP/GLC/COP.8/INF/14"}},  // a note's number
  });
}

TEST(Symbols, JointOnesYieldTheirMembers) {
  check({{"en",
          "document UNEP/CHW.13/INF/9-\n\nUNEP/FAO/RC/COP.8/INF/8-UNEP/POPS/COP.8/INF/7.",
          {"symbol UNEP/CHW.13/INF/9-\n\nUNEP/FAO/RC/COP.8/INF/8-UNEP/POPS/COP.8/INF/7 > "
           "UNEP/CHW.13/INF/9 "
           "UNEP/FAO/RC/COP.8/INF/8 UNEP/POPS/COP.8/INF/7"}},
         {"en",
          "E/CN.4/1995/2-E/CN.4/Sub.2/1994/56",
          {"symbol E/CN.4/1995/2-E/CN.4/Sub.2/1994/56 > E/CN.4/1995/2 E/CN.4/Sub.2/1994/56"}}});
}

TEST(Symbols, ListsAndRanges) {
  check({
      {"en",
       "A/61/L.56 and Add.1",
       {"symbol A/61/L.56 > A/61/L.56", "symbol Add.1 > A/61/L.56/Add.1"}},
      {"fr",
       "E/1994/24 et Corr.1",
       {"symbol E/1994/24 > E/1994/24", "symbol Corr.1 > E/1994/24/Corr.1"}},
      {"ar",
       "A/61/L.56 وAdd.1",
       {"symbol A/61/L.56 > A/61/L.56", "symbol Add.1 > A/61/L.56/Add.1"}},
      {"zh",
       "A/61/L.56和Add.1",
       {"symbol A/61/L.56 > A/61/L.56", "symbol Add.1 > A/61/L.56/Add.1"}},
      {"en",
       "A/61/L.56/Add.1 and Add.2",
       {"symbol A/61/L.56/Add.1 > A/61/L.56/Add.1", "symbol Add.2 > A/61/L.56/Add.2"}},
      {"en",
       "UNEP/GLC/COP.3/INF/2 and INF/3",
       {"symbol UNEP/GLC/COP.3/INF/2 > UNEP/GLC/COP.3/INF/2",
        "symbol INF/3 > UNEP/GLC/COP.3/INF/3"}},
      {"en",
       "UNEP/GLC/COP.3/INF/2-4",
       {"symbol UNEP/GLC/COP.3/INF/2-4 > UNEP/GLC/COP.3/INF/2 UNEP/GLC/COP.3/INF/3 "
        "UNEP/GLC/COP.3/INF/4"}},
  });
}

TEST(Symbols, WithThePartThatIsCited) {
  check({
      {"en",
       "UNEP/GLC/COP.3/9, annex, para. 12.",
       {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9 @annex.para.12"}},
      {"fr", "UNEP/GLC/COP.3/9, annexe I", {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9 @annex.I"}},
      {"es",
       "(FCCC/SBI/1999/6, párr. 44 b))",
       {"symbol FCCC/SBI/1999/6 > FCCC/SBI/1999/6 @para.44(b)"}},
      {"ru",
       "UNEP/GLC/COP.3/9, приложение, п. 12.",
       {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9 @annex.para.12"}},
      {"zh",
       "会议报告（UNEP/GLC/COP.1/31）附件一。",
       {"symbol UNEP/GLC/COP.1/31 > UNEP/GLC/COP.1/31 @annex.I"}},
      {"ar",
       "UNEP/GLC/COP.3/9، المرفق، الفقرة 12",
       {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9 @annex.para.12"}},
      {"en",
       "annex I of document UNEP/GLC/COP.3/9",
       {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9 @annex.I"}},
      {"en",
       "paragraphs 85\u201393 of the summary of the report (UNEP/GLC/COP.3/9)",
       {"symbol UNEP/GLC/COP.3/9 > UNEP/GLC/COP.3/9 @para.85-93"}},
  });
}

TEST(Urls, EndBeforeThePunctuationOfTheSentence) {
  check({{"en",
          "see http://www.example.org/a/b.aspx?x=5324.",
          {"url http://www.example.org/a/b.aspx?x=5324 > http://www.example.org/a/b.aspx?x=5324"}},
         {"zh", "网站（www.example.org）。", {"url www.example.org > www.example.org"}},
         // broken behind a slash
         {"en",
          "http://www.example.org/Guidance/ \nComments/tab/Default.aspx.",
          {"url http://www.example.org/Guidance/ \nComments/tab/Default.aspx > "
           "http://www.example.org/Guidance/Comments/tab/Default.aspx"}}});
}

}  // namespace
}  // namespace hexapla::references
