#include "pipeline/align/align.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/pipeline/align/sample.h"

namespace hexapla::align {
namespace {

using sample::Lines;
using Sides = std::vector<std::vector<std::uint32_t>>;

std::vector<Row> align_one(const std::vector<Text>& texts) {
  const std::vector<std::vector<Text>> groups = {texts};
  return align(groups).front();
}

std::vector<Sides> sides_of(const std::vector<Row>& rows) {
  std::vector<Sides> out;
  for (const Row& row : rows) out.push_back(row.sides);
  return out;
}

// Every segment of every text in exactly one row, ascending within a side; no row without segments;
// rows in the order of the first text.
void expect_complete(const std::vector<Text>& texts, const std::vector<Row>& rows) {
  std::vector<std::vector<int>> seen;
  for (const Text& t : texts) seen.emplace_back(t.segments.size(), 0);
  std::uint32_t last = 0;
  for (const Row& row : rows) {
    ASSERT_EQ(row.sides.size(), texts.size());
    bool empty = true;
    for (std::size_t k = 0; k < texts.size(); ++k) {
      for (std::size_t s = 0; s < row.sides[k].size(); ++s) {
        ASSERT_LT(row.sides[k][s], seen[k].size());
        ++seen[k][row.sides[k][s]];
        if (s > 0) {
          EXPECT_LT(row.sides[k][s - 1], row.sides[k][s]);
        }
        empty = false;
      }
    }
    EXPECT_FALSE(empty);
    EXPECT_GE(row.confidence, 0.0);
    EXPECT_LE(row.confidence, 1.0);
    if (!row.sides.empty() && !row.sides[0].empty()) {
      EXPECT_GE(row.sides[0].front(), last);
      last = row.sides[0].front();
    }
  }
  for (const auto& counts : seen) {
    for (const int count : counts) EXPECT_EQ(count, 1);
  }
}

std::vector<Sides> one_to_one(std::size_t texts, std::uint32_t rows) {
  std::vector<Sides> out;
  for (std::uint32_t r = 0; r < rows; ++r) out.emplace_back(texts, std::vector<std::uint32_t>{r});
  return out;
}

TEST(Align, NothingGivesNothing) {
  EXPECT_TRUE(align({}).empty());
  EXPECT_TRUE(align_one({}).empty());
  EXPECT_TRUE(align_one({Text{"en", {}}}).empty());
  EXPECT_TRUE(align_one({Text{"en", {}}, Text{"fr", {}}}).empty());
}

TEST(Align, TextAgainstNothingIsOmitted) {
  const std::vector<Text> texts = {sample::text("en", sample::kEnglish), Text{"fr", {}}};
  const auto rows = align_one(texts);
  expect_complete(texts, rows);
  EXPECT_EQ(rows.size(), sample::kEnglish.size());
}

TEST(Align, OneSegmentEach) {
  EXPECT_EQ(sides_of(align_one({sample::text("en", {"No Party objected."}),
                                sample::text("zh", {"没有缔约方反对。"})})),
            one_to_one(2, 1));
}

TEST(Align, EveryPairOfTheSixLanguages) {
  const std::vector<std::pair<std::string, Lines>> texts = {
      {"en", sample::kEnglish}, {"fr", sample::kFrench}, {"es", sample::kSpanish},
      {"ru", sample::kRussian}, {"ar", sample::kArabic}, {"zh", sample::kChinese}};
  for (const auto& [a, first] : texts) {
    for (const auto& [b, second] : texts) {
      if (a == b) continue;
      EXPECT_EQ(sides_of(align_one({sample::text(a, first), sample::text(b, second)})),
                one_to_one(2, 8))
          << a << " " << b;
    }
  }
}

TEST(Align, LanguagesWithoutATable) {
  const Lines german = {"Erster Teil", "Die Sitzung fand am 3. April 1998 in Bern statt.",
                        "Niemand fehlte.",
                        "Der Bericht 17/4 wurde angenommen und an alle Mitglieder verteilt."};
  const Lines dutch = {"Eerste deel", "De vergadering vond op 3 april 1998 plaats in Bern.",
                       "Niemand ontbrak.",
                       "Verslag 17/4 werd aangenomen en aan alle leden rondgedeeld."};
  EXPECT_EQ(sides_of(align_one({sample::text("und", german), sample::text("und", dutch)})),
            one_to_one(2, 4));
}

TEST(Align, SixAtOnce) {
  const std::vector<Text> texts = {
      sample::text("en", sample::kEnglish), sample::text("fr", sample::kFrench),
      sample::text("es", sample::kSpanish), sample::text("ru", sample::kRussian),
      sample::text("ar", sample::kArabic),  sample::text("zh", sample::kChinese)};
  const auto rows = align_one(texts);
  expect_complete(texts, rows);
  EXPECT_EQ(sides_of(rows), one_to_one(6, 8));
}

TEST(Align, OmittedInOneLanguageOfThree) {
  Lines french = sample::kFrench;
  french.erase(french.begin() + 5);  // the long paragraph on translation
  const std::vector<Text> texts = {sample::text("en", sample::kEnglish), sample::text("fr", french),
                                   sample::text("ru", sample::kRussian)};
  const auto rows = align_one(texts);
  expect_complete(texts, rows);
  ASSERT_EQ(rows.size(), 8U);
  EXPECT_EQ(rows[5].sides, (Sides{{5}, {}, {5}}));
  EXPECT_EQ(rows[6].sides, (Sides{{6}, {5}, {6}}));
}

TEST(Align, MergedAndSplit) {
  Lines french = sample::kFrench;
  const std::string merged = std::string(french[1]) + " " + std::string(french[2]);
  french[1] = merged;
  french.erase(french.begin() + 2);
  Lines english = sample::kEnglish;
  english[5] = "The secretariat was asked to translate the guidance on waste";
  english.insert(english.begin() + 6, "into the six official languages of the United Nations.");
  const std::vector<Text> texts = {sample::text("en", english), sample::text("fr", french)};
  const auto rows = align_one(texts);
  expect_complete(texts, rows);
  const std::vector<Sides> expected = {{{0}, {0}},    {{1, 2}, {1}}, {{3}, {2}}, {{4}, {3}},
                                       {{5, 6}, {4}}, {{7}, {5}},    {{8}, {6}}};
  EXPECT_EQ(sides_of(rows), expected);
}

// A paragraph that stands elsewhere in the translation is found again, the rest stays as it was.
TEST(Align, MovedParagraph) {
  Lines english = sample::kEnglish;
  Lines spanish = sample::kSpanish;
  english[3] =
      "By decision 7/12 of 3 March 2011, Peru, Bolivia and Ecuador protected 450 hectares.";
  const std::string_view paragraph =
      "En la decisión 7/12, de 3 de marzo de 2011, el Perú, Bolivia y el Ecuador protegieron 450 "
      "hectáreas.";
  spanish.erase(spanish.begin() + 3);
  spanish.insert(spanish.begin() + 6, paragraph);
  // The batch knows the words from other texts.
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", english), sample::text("es", spanish)},
      {sample::text("en", sample::kEnglish), sample::text("es", sample::kSpanish)},
      {sample::text("en", {sample::kEnglish.begin() + 1, sample::kEnglish.end()}),
       sample::text("es", {sample::kSpanish.begin() + 1, sample::kSpanish.end()})},
  };
  const auto rows = align(groups).front();
  expect_complete(groups[0], rows);
  ASSERT_EQ(rows.size(), 8U);
  EXPECT_EQ(rows[3].sides, (Sides{{3}, {6}}));
  EXPECT_EQ(rows[4].sides, (Sides{{4}, {3}}));
  EXPECT_NE(rows[3].evidence.find("moved"), std::string::npos);
  EXPECT_LT(rows[3].confidence, 0.9);
}

TEST(Align, EvidenceSaysWhy) {
  const auto rows =
      align_one({sample::text("en", sample::kEnglish), sample::text("ru", sample::kRussian)});
  ASSERT_EQ(rows.size(), 8U);
  EXPECT_NE(rows[1].evidence.find("2015"), std::string::npos) << rows[1].evidence;
  EXPECT_NE(rows[4].evidence.find("length"), std::string::npos) << rows[4].evidence;
  const auto omitted = align_one({sample::text("en", sample::kEnglish), Text{"fr", {}}});
  EXPECT_NE(omitted[0].evidence.find("not in fr"), std::string::npos) << omitted[0].evidence;
}

// The same rows whatever the order of the groups and the number of workers.
TEST(Align, OrderAndWorkersChangeNothing) {
  std::vector<std::vector<Text>> groups = {
      {sample::text("en", sample::kEnglish), sample::text("fr", sample::kFrench)},
      {sample::text("fr", sample::kFrench), sample::text("ru", sample::kRussian)},
      {sample::text("en", {sample::kEnglish.begin() + 2, sample::kEnglish.end()}),
       sample::text("fr", {sample::kFrench.begin(), sample::kFrench.end() - 2})},
      {sample::text("ar", sample::kArabic), sample::text("zh", sample::kChinese),
       sample::text("en", sample::kEnglish)},
      {sample::text("zh", sample::kChinese), sample::text("en", sample::kEnglish)},
  };
  const auto expected = align(groups);
  std::vector<std::size_t> order(groups.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937 random(7);
  for (unsigned workers = 1; workers <= 4; ++workers) {
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::vector<Text>> shuffled;
    for (const std::size_t g : order) shuffled.push_back(groups[g]);
    const auto rows = align(shuffled, {workers});
    for (std::size_t i = 0; i < order.size(); ++i) {
      ASSERT_EQ(sides_of(rows[i]), sides_of(expected[order[i]]));
      for (std::size_t r = 0; r < rows[i].size(); ++r) {
        EXPECT_EQ(rows[i][r].confidence, expected[order[i]][r].confidence);
        EXPECT_EQ(rows[i][r].evidence, expected[order[i]][r].evidence);
      }
    }
  }
}

// Completeness is promised for any input, related or not.
TEST(Align, CompleteForAnything) {
  const std::vector<std::string> pieces = {"",
                                           " ",
                                           "7",
                                           "(a)",
                                           "\xFF\xFE\x80",
                                           "第七条",
                                           "слово",
                                           "كلمة",
                                           "word word word",
                                           std::string(3000, 'x'),
                                           std::string("a\0b", 3),
                                           "1,000,000.000.000",
                                           "٣٣٣ ٣٣٣"};
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    std::vector<Text> texts;
    const std::size_t count = 1 + random() % 6;
    for (std::size_t k = 0; k < count; ++k) {
      Lines lines;
      const std::size_t size = random() % 30;
      for (std::size_t i = 0; i < size; ++i) lines.push_back(pieces[random() % pieces.size()]);
      texts.push_back(sample::text(k % 2 == 0 ? "und" : "zh", lines));
    }
    const auto rows = align_one(texts);
    expect_complete(texts, rows);
  }
}

TEST(Align, VeryDifferentLengths) {
  Lines english;
  for (int i = 0; i < 40; ++i)
    english.insert(english.end(), sample::kEnglish.begin(), sample::kEnglish.end());
  const std::vector<Text> texts = {sample::text("en", english),
                                   sample::text("ru", {sample::kRussian[1]})};
  expect_complete(texts, align_one(texts));
  const std::vector<Text> turned = {texts[1], texts[0]};
  expect_complete(turned, align_one(turned));
}

}  // namespace
}  // namespace hexapla::align
