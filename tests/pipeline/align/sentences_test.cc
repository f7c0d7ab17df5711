#include "pipeline/align/sentences.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pipeline/align/sample.h"

namespace hexapla::align {
namespace {

// The sides of a row as text, "‖" between languages and "|" between the sentences of one.
std::string shown(const SentenceRow& row, const std::vector<Text>& texts) {
  std::string out;
  for (std::size_t k = 0; k < texts.size(); ++k) {
    if (k > 0) out += " ‖ ";
    for (std::size_t n = 0; n < row.sides[k].size(); ++n) {
      const Sentence& s = row.sides[k][n];
      if (n > 0) out += "|";
      out += texts[k].segments[s.segment].text.substr(s.span.begin, s.span.size());
    }
  }
  return out;
}

TEST(SentenceRows, InsideTheirParagraphs) {
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", {"The lake is deep. It is cold in 1998.", "No Party objected."}),
       sample::text("fr", {"Le lac est profond. Il est froid en 1998.",
                           "Aucune Partie ne s’y est opposée."})}};
  std::vector<std::vector<Row>> rows = {{{{{0}, {0}}, 0.9, ""}, {{{1}, {1}}, 0.8, ""}}};
  const auto out = sentence_rows(groups, rows);
  ASSERT_EQ(out.size(), 1U);
  ASSERT_EQ(out[0].size(), 3U);
  EXPECT_EQ(shown(out[0][0], groups[0]), "The lake is deep. ‖ Le lac est profond.");
  EXPECT_EQ(shown(out[0][1], groups[0]), "It is cold in 1998. ‖ Il est froid en 1998.");
  EXPECT_EQ(shown(out[0][2], groups[0]), "No Party objected. ‖ Aucune Partie ne s’y est opposée.");
  EXPECT_EQ(out[0][1].row, 0U);
  EXPECT_EQ(out[0][2].row, 1U);
  EXPECT_DOUBLE_EQ(out[0][2].confidence, 0.8);  // one sentence a side: as sure as the row
  EXPECT_LE(out[0][0].confidence, 0.9);
}

// A wrong or odd row of paragraphs is a border that no sentence crosses.
TEST(SentenceRows, NeverAcrossRows) {
  const std::vector<std::vector<Text>> groups = {{sample::text("en", sample::kEnglish),
                                                  sample::text("es", sample::kSpanish),
                                                  sample::text("zh", sample::kChinese)}};
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < 8; ++i) {
    // In Spanish every paragraph but the last stands one row too late.
    Row row;
    row.sides = {{i}, {}, {i}};
    if (i == 7) row.sides[1] = {6, 7};
    if (i > 0 && i < 7) row.sides[1] = {i - 1};
    row.confidence = 0.5;
    rows.push_back(row);
  }
  const auto out = sentence_rows(groups, std::vector<std::vector<Row>>{rows});
  std::size_t sentences = 0;
  for (const SentenceRow& s : out[0]) {
    for (std::size_t k = 0; k < 3; ++k) {
      for (const Sentence& sentence : s.sides[k]) {
        ++sentences;
        const auto& side = rows[s.row].sides[k];
        EXPECT_NE(std::find(side.begin(), side.end(), sentence.segment), side.end());
      }
    }
  }
  EXPECT_EQ(sentences, 24U);
}

// A paragraph that was moved: its sentences stand in its row, in the order of the rows.
TEST(SentenceRows, MovedParagraph) {
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", {"First words. Second words.", "The number is 77. It was 78."}),
       sample::text("fr", {"Le nombre est 77. Il était 78.", "Premiers mots. Seconds mots."})}};
  const std::vector<std::vector<Row>> rows = {{{{{0}, {1}}, 0.9, ""}, {{{1}, {0}}, 0.9, ""}}};
  const auto out = sentence_rows(groups, rows);
  ASSERT_EQ(out[0].size(), 4U);
  EXPECT_EQ(shown(out[0][0], groups[0]), "First words. ‖ Premiers mots.");
  EXPECT_EQ(shown(out[0][3], groups[0]), "It was 78. ‖ Il était 78.");
}

TEST(SentenceRows, OmissionsAndNothing) {
  EXPECT_TRUE(sentence_rows({}, {}).empty());
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", {"One. Two."}), Text{"fr", {}}}, {Text{"en", {}}, Text{"fr", {}}}};
  const std::vector<std::vector<Row>> rows = {{{{{0}, {}}, 0.7, ""}}, {}};
  const auto out = sentence_rows(groups, rows);
  ASSERT_EQ(out[0].size(), 2U);
  EXPECT_TRUE(out[0][0].sides[1].empty());
  EXPECT_TRUE(out[1].empty());
}

// One huge row is no worse than no row: the work stays near the diagonal.
TEST(SentenceRows, OneParagraphOfManySentences) {
  std::string english;
  std::string french;
  for (int i = 0; i < 3000; ++i) {
    english += "The value of item " + std::to_string(i) + " is high. ";
    french += "La valeur du point " + std::to_string(i) + " est grande. ";
  }
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", {"A title", english}), sample::text("fr", {"Un titre", french})}};
  const std::vector<std::vector<Row>> rows = {{{{{0}, {0}}, 0.9, ""}, {{{1}, {1}}, 0.9, ""}}};
  const auto out = sentence_rows(groups, rows);
  std::size_t pairs = 0;
  for (const SentenceRow& s : out[0]) pairs += s.sides[0].size() == 1 && s.sides[1].size() == 1;
  EXPECT_EQ(pairs, 3001U);
}

}  // namespace
}  // namespace hexapla::align
