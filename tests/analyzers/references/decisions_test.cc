#include "tests/analyzers/references/show.h"

namespace hexapla::references {
namespace {

TEST(Decisions, OfConferencesWithAPrefix) {
  check({
      {"en", "welcomes decision SC-5/2.", {"decision SC-5/2 > SC-5/2"}},
      {"fr", "rappelant la décision BC-11/4,", {"decision BC-11/4 > BC-11/4"}},
      {"es", "recordando la decisión RC-6/3,", {"decision RC-6/3 > RC-6/3"}},
      {"ru", "в решении СК-5/2 говорится", {"decision СК-5/2 > SC-5/2"}},
      {"ru",
       "в решениях БК-11/4 и РК-6/3",
       {"decision БК-11/4 > BC-11/4", "decision РК-6/3 > RC-6/3"}},
      {"ru",
       "решение КРХВ-9/1 и решение РГОС-VII/2",
       {"decision КРХВ-9/1 > CRC-9/1", "decision РГОС-VII/2 > OEWG-VII/2"}},
      {"zh", "根据第SC-5/2号决定，", {"decision SC-5/2 > SC-5/2"}},
      {"ar", "وفقا للمقرر ا س-5/2", {"decision ا س-5/2 > SC-5/2"}},
      {"ar",
       "في المقررين ا ب-11/4 وا ر-6/3",
       {"decision ا ب-11/4 > BC-11/4", "decision ا ر-6/3 > RC-6/3"}},
      // no word before it: the prefix says what it is
      {"en", "SC-5/2, annex.", {"decision SC-5/2 > SC-5/2 @annex"}},
      // a prefix that no table has, right behind the word
      {"en", "by decision GLC-2/4 of the Conference", {"decision GLC-2/4 > GLC-2/4"}},
  });
}

TEST(Decisions, DamagedForms) {
  check({
      {"en", "decision SC\u20115/2", {"decision SC\u20115/2 > SC-5/2"}},      // no-break hyphen
      {"en", "decision SC \u2013 5/2", {"decision SC \u2013 5/2 > SC-5/2"}},  // dash with spaces
      {"en", "decision SC-5/\n2", {"decision SC-5/\n2 > SC-5/2"}},  // broken behind the slash
      {"ru", "решение СК5/2", {"decision СК5/2 > SC-5/2"}},         // the hyphen is lost
      {"ru", "решение CK-5/2", {"decision CK-5/2 > SC-5/2"}},       // Latin C and K
      {"ru", "решение SС-5/2", {"decision SС-5/2 > SC-5/2"}},       // Latin S, Cyrillic С
      {"zh", "第ＳＣ－５／２号决定", {"decision ＳＣ－５／２ > SC-5/2"}},  // full width
      {"ar", "المقرر ا س-٥/٢", {"decision ا س-٥/٢ > SC-5/2"}},             // Arabic-Indic digits
      {"zh", "第SC-5/2和 SC-5/3号决定", {"decision SC-5/2 > SC-5/2", "decision SC-5/3 > SC-5/3"}},
  });
}

TEST(Decisions, ListsWithTitlesBetweenTheirMembers) {
  check(
      {{"en",
        "By decisions SC-5/2, on the toolkit for releases, and SC-5/3, on guidance, the Conference",
        {"decision SC-5/2 > SC-5/2", "decision SC-5/3 > SC-5/3"}},
       {"en",
        "decisions III/2, on lakes, IV/5, on rivers, and V/1 on springs",
        {"decision III/2 > III/2", "decision IV/5 > IV/5", "decision V/1 > V/1"}}});
}

TEST(Decisions, OfTheClimateTreaties) {
  check({
      {"en",
       "decisions 3/CP.18, 1/CP.20 and 4/CMP.8",
       {"decision 3/CP.18 > 3/CP.18", "decision 1/CP.20 > 1/CP.20", "decision 4/CMP.8 > 4/CMP.8"}},
      {"fr",
       "la décision 3/CP.18 et la décision 1/CP.20",
       {"decision 3/CP.18 > 3/CP.18", "decision 1/CP.20 > 1/CP.20"}},
      {"ru",
       "решения 3/СР.18 и 4/СМР.8",
       {"decision 3/СР.18 > 3/CP.18", "decision 4/СМР.8 > 4/CMP.8"}},  // Cyrillic
      {"zh", "第3/CP.18号决定", {"decision 3/CP.18 > 3/CP.18"}},
      {"ar", "المقرر 3/م أ-18", {"decision 3/م أ-18 > 3/CP.18"}},
      {"en", "18/CMA.1", {"decision 18/CMA.1 > 18/CMA.1"}},
  });
}

TEST(Decisions, PlaceholdersStayUnresolved) {
  check({
      {"en", "decision SC-9[\u2026] on finance", {"decision SC-9[\u2026] > SC-9/? !unresolved"}},
      {"en", "decision SC-9/[--]", {"decision SC-9/[--] > SC-9/? !unresolved"}},
      {"en", "Draft decision -/CP.23", {"decision -/CP.23 > ?/CP.23 !unresolved"}},
      {"fr",
       "Projet de décision [\u2026]/CP.23",
       {"decision [\u2026]/CP.23 > ?/CP.23 !unresolved"}},
      {"es", "proyecto de decisión IV/[\u2026]", {"decision IV/[\u2026] > IV/? !unresolved"}},
      {"zh", "第IV/[\u2026]号决定草案", {"decision IV/[\u2026] > IV/? !unresolved"}},
  });
}

TEST(Decisions, RomanSessionsTakeTheBodyOfTheDocument) {
  const Context lakes{"UNEP/GLC/COP.3/7", "", "UNEP/GLC"};
  check({
      {"en", "decision II/4", {"decision II/4 > UNEP/GLC:II/4"}, lakes},
      {"fr", "la décision II/4", {"decision II/4 > UNEP/GLC:II/4"}, lakes},
      {"ru", "решение II/4", {"decision II/4 > UNEP/GLC:II/4"}, lakes},
      {"zh", "第II/4号决定", {"decision II/4 > UNEP/GLC:II/4"}, lakes},
      // Arabic has no Roman numerals: the session stands in figures
      {"ar", "المقرر 2/4", {"decision 2/4 > UNEP/GLC:II/4"}, lakes},
      {"ar", "المقرر ٢/٤", {"decision ٢/٤ > UNEP/GLC:II/4"}, lakes},
      {"ar",
       "مشروع المقرر 3/[\u2026]",
       {"decision 3/[\u2026] > UNEP/GLC:III/? !unresolved"},
       lakes},
      // the document tells no body: bare
      {"en", "decision II/4", {"decision II/4 > II/4"}},
      {"ar", "المقرر 2/4", {"decision 2/4 > 2/4"}},
      // the sentence names another body than the document's
      {"en",
       "decision XI/10 of the Conference of the Parties to the Convention on Biological Diversity",
       {"decision XI/10 > CBD:XI/10"},
       lakes},
      // Stockholm decisions all have a prefix: a Roman one is of somebody else
      {"en",
       "decision XIV/7",
       {"decision XIV/7 > XIV/7"},
       {"UNEP/POPS/COP.8/9", "stockholm", "SC"}},
      {"en", "decision VIII/1", {"decision VIII/1 > BC:VIII/1"}, {"UNEP/CHW.9/3", "basel", "BC"}},
      {"ar", "المقرر 8/1", {"decision 8/1 > BC:VIII/1"}, {"UNEP/CHW.9/3", "basel", "BC"}},
      // since its fourteenth meeting the biodiversity conference counts in figures
      {"en", "decision 14/8", {"decision 14/8 > CBD:14/8"}, {"", "cbd", "CBD"}},
  });
}

TEST(Decisions, WithALetter) {
  check({{"en", "Governing Council decision 18/32 B", {"decision 18/32 B > UNEP/GC:18/32B"}},
         {"ru", "в решении 18/32 В Совета управляющих", {"decision 18/32 В > UNEP/GC:18/32B"}},
         {"ru", "в решении 18/32 С", {"decision 18/32 С > 18/32C"}},
         {"zh", "第18/32 C号决定", {"decision 18/32 C > 18/32C"}}});
}

TEST(Decisions, WithThePartThatIsCited) {
  check({
      {"en", "paragraph 6 of decision SC-5/2", {"decision SC-5/2 > SC-5/2 @para.6"}},
      {"fr", "au paragraphe 6 de la décision 3/CP.18", {"decision 3/CP.18 > 3/CP.18 @para.6"}},
      {"es", "en el párrafo 6 de su decisión XI/10", {"decision XI/10 > XI/10 @para.6"}},
      {"ru", "пункт 6 решения СК-5/2", {"decision СК-5/2 > SC-5/2 @para.6"}},
      {"ar", "الفقرة 6 من المقرر ا س-5/2", {"decision ا س-5/2 > SC-5/2 @para.6"}},
      {"zh", "第SC-5/2号决定第6段", {"decision SC-5/2 > SC-5/2 @para.6"}},
      {"en",
       "decision 3/CP.18, in particular paragraphs 4 to 6 thereof,",
       {"decision 3/CP.18 > 3/CP.18 @para.4-6"}},
      {"fr",
       "la décision 3/CP.18, en particulier ses paragraphes 4 à 6,",
       {"decision 3/CP.18 > 3/CP.18 @para.4-6"}},
      {"es",
       "la decisión 3/CP.18, en particular sus párrafos 4 a 6,",
       {"decision 3/CP.18 > 3/CP.18 @para.4-6"}},
      {"zh", "第3/CP.18号决定，特别是其中第4至6段，", {"decision 3/CP.18 > 3/CP.18 @para.4-6"}},
      {"zh",
       "通过了第SC-5/2号决定。决定第1段请秘书处",
       {"decision SC-5/2 > SC-5/2", "internal 第1段 > SC-5/2 @para.1"}},
      {"en", "annex II to decision SC-5/2", {"decision SC-5/2 > SC-5/2 @annex.II"}},
  });
}

}  // namespace
}  // namespace hexapla::references
