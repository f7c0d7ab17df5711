#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

TEST(Resolutions, OfTheGeneralAssembly) {
  check({
      {"en",
       "General Assembly resolutions 66/288 of 27 July 2012 and 67/203 of 21 December 2012",
       {"resolution 66/288 > A/RES/66/288", "resolution 67/203 > A/RES/67/203"}},
      {"fr", "la résolution 66/288 de l’Assemblée générale", {"resolution 66/288 > A/RES/66/288"}},
      {"es",
       "las resoluciones 41/60 J, de 3 de diciembre de 1986, y 43/76 H, de 7 de diciembre",
       {"resolution 41/60 J > A/RES/41/60[J]", "resolution 43/76 H > A/RES/43/76[H]"}},
      {"ru",
       "резолюцию Генеральной Ассамблеи 66/288 и свою резолюцию 67/203",
       {"resolution 66/288 > A/RES/66/288", "resolution 67/203 > A/RES/67/203"}},
      {"zh", "大会2012年7月27日第66/288号决议", {"resolution 66/288 > A/RES/66/288"}},
      {"zh",
       "第66/288和67/203号决议",
       {"resolution 66/288 > A/RES/66/288", "resolution 67/203 > A/RES/67/203"}},
      {"ar",
       "قراري الجمعية العامة 66/288 المؤرخ 27 تموز/يوليه 2012 و67/203",
       {"resolution 66/288 > A/RES/66/288", "resolution 67/203 > A/RES/67/203"}},
      {"ar", "قرارها ٦٦/٢٨٨", {"resolution ٦٦/٢٨٨ > A/RES/66/288"}},
      {"en", "A/RES/66/288", {"resolution A/RES/66/288 > A/RES/66/288"}},
      {"en",
       "resolution 43/222 A to C of 1988",
       {"resolution 43/222 A to C > A/RES/43/222[A] A/RES/43/222[B] A/RES/43/222[C]"}},
      {"en", "decision 58/401 of 2003", {"decision 58/401 > A/DEC/58/401"}},
  });
}

TEST(Resolutions, BeforeNineteenSeventySix) {
  check({
      {"en",
       "resolution 1514 (XV) and 217 A (III)",
       {"resolution 1514 (XV) > A/RES/1514(XV)", "resolution 217 A (III) > A/RES/217(III)[A]"}},
      {"ru",
       "резолюция 3411 A и В (XXX)",
       {"resolution 3411 A и В (XXX) > A/RES/3411(XXX)[A] A/RES/3411(XXX)[B]"}},
      {"ru",
       "резолюция 3419 A\u2013D (XXX)",
       {"resolution 3419 A\u2013D (XXX) > A/RES/3419(XXX)[A] A/RES/3419(XXX)[B] A/RES/3419(XXX)[C] "
        "A/RES/3419(XXX)[D]"}},
      {"zh", "第1514(XV)号决议", {"resolution 1514(XV) > A/RES/1514(XV)"}},
      {"ar", "القرار 1514 (د-15)", {"resolution 1514 (د-15) > A/RES/1514(XV)"}},
      {"en",
       "Economic and Social Council resolution 1503 (XLVIII)",
       {"resolution 1503 (XLVIII) > E/RES/1503(XLVIII)"}},
  });
}

TEST(Resolutions, OfTheSecurityCouncil) {
  check({
      {"en",
       "Security Council resolution 1325 (2000)",
       {"resolution 1325 (2000) > S/RES/1325(2000)"}},
      {"en", "S/RES/1325 (2000)", {"resolution S/RES/1325 (2000) > S/RES/1325(2000)"}},
      {"fr",
       "les résolutions 1325 (2000) et 1820 (2008)",
       {"resolution 1325 (2000) > S/RES/1325(2000)", "resolution 1820 (2008) > S/RES/1820(2008)"}},
      {"es",
       "párrafo 3 de la resolución 1977 (2011)",
       {"resolution 1977 (2011) > S/RES/1977(2011) @para.3"}},
      {"ru", "Резолюция 1325 (2000)", {"resolution 1325 (2000) > S/RES/1325(2000)"}},
      {"zh", "第1325(2000)号决议", {"resolution 1325(2000) > S/RES/1325(2000)"}},
      {"ar", "القرار ١٣٢٥ (٢٠٠٠)", {"resolution ١٣٢٥ (٢٠٠٠) > S/RES/1325(2000)"}},
      // the short form of one that is known by its number
      {"en", "the resolution 1325 agenda", {"resolution 1325 > S/RES/1325(2000)"}},
      // a number that no table has: none
      {"en", "resolution 1 of the meeting", {}},
  });
}

TEST(Resolutions, OfOthers) {
  check({{"en",
          "Economic and Social Council resolution 1996/31",
          {"resolution 1996/31 > E/RES/1996/31"}},
         {"en", "Human Rights Council resolution 16/21", {"resolution 16/21 > A/HRC/RES/16/21"}},
         {"en", "UNEP/EA.2/Res.5", {"resolution UNEP/EA.2/Res.5 > UNEP/EA.2/Res.5"}},
         {"es", "Resolución XI.19 (2012)", {"resolution XI.19 (2012) > RAMSAR:XI.19(2012)"}}});
}

TEST(SalesNumbers, TakeTheLetterOfTheEnglishEdition) {
  check({{"en",
          "(United Nations publication, Sales No. E.05.II.A.2 and corrigendum), chap. I, "
          "resolution 2, annex.",
          {"sales-number E.05.II.A.2 > E.05.II.A.2 @chap.I.resolution.2.annex"}},
         {"fr",
          "publication des Nations Unies, numéro de vente : F.05.II.A.2",
          {"sales-number F.05.II.A.2 > E.05.II.A.2"}},
         {"es", "núm. de venta: S.05.II.A.2", {"sales-number S.05.II.A.2 > E.05.II.A.2"}},
         {"ru", "в продаже под № R.05.II.A.2", {"sales-number R.05.II.A.2 > E.05.II.A.2"}},
         {"zh", "出售品编号：C.05.II.A.2", {"sales-number C.05.II.A.2 > E.05.II.A.2"}},
         {"ar", "رقم المبيع A.05.II.A.2", {"sales-number A.05.II.A.2 > E.05.II.A.2"}}});
}

}  // namespace
}  // namespace hexapla::references
