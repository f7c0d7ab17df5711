#include "analyzers/language/identify.h"

#include <gtest/gtest.h>

#include "analyzers/language/profile.h"

namespace hexapla::language {
namespace {

struct Case {
  const char* text;
  const char* tag;
};

// Short lines of the kind that mastheads and headings are made of.
TEST(Identify, ShortLinesOfTheSixLanguages) {
  const Case cases[] = {
      {"Second meeting", "en"},
      {"Note by the secretariat", "en"},
      {"Items to be considered", "en"},
      {"UNITED NATIONS ENVIRONMENT PROGRAMME", "en"},  // no function word, capitals
      {"Deuxième réunion", "fr"},
      {"Note du secrétariat", "fr"},
      {"Questions soumises à la Conférence", "fr"},
      {"PROGRAMME DES NATIONS UNIES", "fr"},
      {"L'eau et les déchets", "fr"},
      {"Segunda reunión", "es"},
      {"Nota de la secretaría", "es"},  // "de la" is French as well
      {"PROGRAMA DE LAS NACIONES UNIDAS", "es"},
      {"Fortalecimiento de las capacidades", "es"},
      {"Второе совещание", "ru"},
      {"Записка секретариата", "ru"},
      {"الاجتماع الثاني", "ar"},
      {"مذكرة من الأمانة", "ar"},
      {"第二次会议", "zh"},
      {"秘书处的说明", "zh"},
      {"秘書處的說明", "zh"},                           // Traditional
      {"缔约方大会第三届会议UNEP/POPS/COP.3/1", "zh"},  // more Latin letters than characters
      {"12.3 (4)", "und"},
      {"", "und"},
      {"Σύμβαση της Στοκχόλμης", "und"},
      {"条約の締約国会議において", "und"},  // Japanese has Han, too
  };
  for (const Case& c : cases) EXPECT_EQ(identify(c.text).tag, c.tag) << c.text;
}

TEST(Identify, OtherLanguagesOfTheSameScriptsAreNotOurs) {
  const Case cases[] = {
      {"Усі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом "
       "і совістю.",
       "und"},
      {"Всички хора се раждат свободни и равни по достойнство и права. Те са надарени с разум и "
       "съвест.",
       "und"},
      {"تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با "
       "هم "
       "برابرند.",
       "und"},
      {"تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔", "und"},
      {"Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft "
       "begabt.",
       "und"},
      {"Todas as pessoas nascem livres e são iguais em dignidade e em direitos. Não há exceções.",
       "und"},
  };
  for (const Case& c : cases) EXPECT_EQ(identify(c.text).tag, c.tag) << c.text;
}

TEST(Identify, ConfidenceGrowsWithEvidence) {
  const double little = identify("the meeting").confidence;
  const double much =
      identify("The meeting of the parties was held in the city, and the report was adopted.")
          .confidence;
  EXPECT_GT(much, little);
  EXPECT_GT(much, 0.8);
  EXPECT_LE(much, 1.0);
}

TEST(SplitByLanguage, LetterheadInSixLanguages) {
  const std::string_view line = "منظمة الأغذية - 粮食组织";
  const std::vector<Stretch> split = split_by_language(line);
  ASSERT_EQ(split.size(), 2U);
  EXPECT_EQ(split[0].tag, "ar");
  EXPECT_EQ(split[1].tag, "zh");
  EXPECT_EQ(line.substr(split[1].span.begin, split[1].span.size()), "粮食组织");

  const std::string_view latin =
      "ORGANISATION DES NATIONS UNIES POUR L'ALIMENTATION - ORGANIZACIÓN DE LAS NACIONES UNIDAS";
  const std::vector<Stretch> two = split_by_language(latin);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].tag, "fr");
  EXPECT_EQ(two[1].tag, "es");
  EXPECT_EQ(two[0].span.begin, 0U);
  EXPECT_EQ(two[0].span.end, two[1].span.begin);
  EXPECT_EQ(two[1].span.end, latin.size());
}

TEST(SplitByLanguage, OneLanguageIsOneStretch) {
  for (const std::string_view line :
       {std::string_view("Geneva - 12 to 14 May"),
        std::string_view("the text - and the rest of the text"),
        std::string_view("载于 UNEP/POPS/COP.3/1 - 号文件"), std::string_view("")}) {
    const std::vector<Stretch> split = split_by_language(line);
    ASSERT_FALSE(split.empty()) << line;
    EXPECT_EQ(split.front().span.begin, 0U);
    EXPECT_EQ(split.back().span.end, line.size());
  }
  EXPECT_EQ(split_by_language("the text - and the rest of the text").size(), 1U);
}

TEST(FunctionWords, AreLowerCaseInEveryTable) {
  for (const Profile& p : profiles()) {
    EXPECT_FALSE(p.rows("function-words").empty()) << p.tag();
    for (const std::string& word : p.words("function-words")) EXPECT_FALSE(word.empty());
  }
}

}  // namespace
}  // namespace hexapla::language
