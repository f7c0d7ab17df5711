#include "analyzers/modality/modality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace hexapla::modality {
namespace {

std::size_t count(std::string_view text, std::string_view lang, Kind kind) {
  const std::vector<Cue> cues = find(text, lang);
  return static_cast<std::size_t>(
      std::count_if(cues.begin(), cues.end(), [&](const Cue& c) { return c.kind == kind; }));
}

// What takes the place of a negation without being one.
TEST(Modality, BoundsAndExceptionsAreNoNegations) {
  struct Soft {
    const char* lang;
    const char* text;
    Kind kind;
    std::size_t count;
    std::size_t negations;
  };
  const Soft cases[] = {
      {"en", "The cost shall not exceed 10 per cent.", Kind::bound, 1, 0},
      {"en", "no later than 30 June", Kind::bound, 1, 0},
      {"en", "at most ten", Kind::extent, 1, 0},
      {"en", "unless extended", Kind::exception, 1, 0},
      // Figures behind a bound are not the number of something ("No. 5").
      {"fr", "un coût n’excédant pas 12,5 dollars", Kind::bound, 1, 0},
      {"zh", "每次费用不超过12.5美元", Kind::bound, 1, 0},
      // "ne … que" and لا … إلا say "only".
      {"fr", "Les annexes ne peuvent être soumises que dans une langue.", Kind::exception, 1, 0},
      {"ar", "ولم تفض سوى تسع منها إلى محاكمة", Kind::exception, 1, 0},
      // Beside "pas" the "que" is another one.
      {"fr", "Cela ne signifie pas que la règle change.", Kind::exception, 0, 1},
      // An expletive "ne" denies nothing.
      {"fr", "à moins que le chargeur n’y ait consenti", Kind::exception, 1, 0},
      // "nadie … sin" are two, "sin ningún" is one.
      {"es", "que nadie sea detenido sin orden judicial", Kind::bound, 0, 2},
      {"es", "sin ningún aviso", Kind::bound, 0, 1},
      {"ru", "Никто не может быть задержан без решения суда.", Kind::bound, 0, 2},
  };
  for (const Soft& c : cases) {
    EXPECT_EQ(count(c.text, c.lang, c.kind), c.count) << c.text;
    EXPECT_EQ(count(c.text, c.lang, Kind::negation), c.negations) << c.text;
  }
  // Two words, not "perhaps".
  EXPECT_EQ(count("L’avis peut être donné.", "fr", Kind::permission), 1U);
  EXPECT_EQ(count("L’avis a peut-être été donné.", "fr", Kind::permission), 0U);
}

struct Case {
  const char* lang;
  const char* text;
  std::size_t negations;
};

TEST(Modality, CountsANegationOnce) {
  const Case cases[] = {
      {"en", "Parties shall not export such wastes.", 1},
      {"en", "It was adopted without a vote.", 1},
      {"fr", "Les Parties n’exportent pas ces déchets.", 1},
      {"fr", "Aucune Partie ne peut exporter ces déchets.", 1},
      {"es", "Ninguna de las Partes está obligada a hacerlo.", 1},
      {"es", "No está prevista en ninguna actividad.", 1},
      {"ru", "Стороны не экспортируют такие отходы.", 1},
      {"ru", "Никто не может быть принужден.", 1},
      {"ar", "لا يجوز للأطراف تصدير هذه النفايات.", 1},
      {"ar", "وعدم تصدير هذه النفايات", 1},
      {"ar", "ولم تقدم الأطراف تقاريرها", 1},
      {"zh", "缔约方不得出口此类废物。", 1},
      {"zh", "未经同意", 1},
      // They look like negations and are bounds, comparisons or names.
      {"en", "no later than 30 June", 0},
      {"en", "not only the Parties", 0},
      {"en", "Sales No. E.14.III.D.9", 0},
      {"ru", "не позднее 30 июня", 0},
      {"ru", "не только Стороны", 0},
      {"es", "no obstante lo anterior", 0},
      {"zh", "不迟于6月30日", 0},
      {"zh", "不断增加", 0},
      {"zh", "非洲国家", 0},
      {"ar", "ما لا يقل عن ثلاثة", 0},
      {"ar", "ولا سيما في أفريقيا", 0},
  };
  for (const Case& c : cases)
    EXPECT_EQ(count(c.text, c.lang, Kind::negation), c.negations) << c.text;
}

TEST(Modality, KnowsObligationsFromPermissions) {
  EXPECT_EQ(count("Each Party shall report.", "en", Kind::obligation), 1U);
  EXPECT_EQ(count("Each Party may report.", "en", Kind::permission), 1U);
  EXPECT_EQ(count("Each Party should report.", "en", Kind::recommendation), 1U);
  EXPECT_EQ(count("Каждая Сторона может представить доклад.", "ru", Kind::permission), 1U);
  EXPECT_EQ(count("Chaque Partie doit faire rapport.", "fr", Kind::obligation), 1U);
  EXPECT_EQ(count("Las Partes podrán informar.", "es", Kind::permission), 1U);
  EXPECT_EQ(count("يجوز لكل طرف أن يقدم تقريرا", "ar", Kind::permission), 1U);
  EXPECT_EQ(count("各缔约方应提交报告", "zh", Kind::obligation), 1U);
  EXPECT_EQ(count("可持续发展", "zh", Kind::permission), 0U);  // a part of "sustainable"
}

TEST(Modality, PointsAtTheCue) {
  const std::string text = "Parties shall not export.";
  const std::vector<Cue> cues = find(text, "en");
  ASSERT_EQ(cues.size(), 2U);
  EXPECT_EQ(text.substr(cues[0].span.begin, cues[0].span.size()), "shall");
  EXPECT_EQ(text.substr(cues[1].span.begin, cues[1].span.size()), "not");
}

TEST(Modality, OfOtherLanguagesAndBytesIsNothing) {
  EXPECT_TRUE(find("nicht", "de").empty());
  EXPECT_NO_THROW(find("\xff\x80 not \xe4", "en"));
}

}  // namespace
}  // namespace hexapla::modality
