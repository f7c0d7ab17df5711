// Places where segments end or could end: read from texts, told apart, and what they are good for.
#include "pipeline/align/breaks.h"

#include <gtest/gtest.h>

#include "pipeline/align/align.h"
#include "pipeline/align/places.h"
#include "pipeline/align/tokens.h"
#include "tests/pipeline/align/sample.h"

namespace hexapla::align {
namespace {

using sample::Lines;
using Sides = std::vector<std::vector<std::uint32_t>>;

Tokens judged(const std::string& lang, const Lines& lines) {
  Tokenizer tokenizer(lang);
  Tokens out = tokenizer.tokenize(sample::text(lang, lines));
  tokenizer.learn_breaks();
  tokenizer.judge(out);
  return out;
}

// The part of a segment that looks most as if one ended there, and how much.
std::pair<std::size_t, float> most(const Tokens& tokens, std::size_t segment) {
  std::size_t best = 0;
  for (std::size_t k = 0; k < kParts; ++k) {
    if (tokens.inside[segment * kParts + k] > tokens.inside[segment * kParts + best]) best = k;
  }
  return {best, tokens.inside[segment * kParts + best]};
}

TEST(Breaks, SayNothingBeforeAnythingWasSeen) {
  EXPECT_FLOAT_EQ(Breaks().ratio({}), 1.0F);
  Breaks only_inside;
  only_inside.add_inside({1, 2, Ending::letter, Opening::lower}, 3);
  EXPECT_FLOAT_EQ(only_inside.ratio({1, 2, Ending::letter, Opening::lower}), 1.0F);
}

TEST(Breaks, StayWithinBounds) {
  Breaks breaks;
  const Place end{1, kNoWord, Ending::stop, Opening::other};
  const Place begin{kNoWord, 2, Ending::other, Opening::upper};
  for (int k = 0; k < 5000; ++k) {
    breaks.add_between(end, begin);
    breaks.add_inside({3, 4, Ending::letter, Opening::lower}, 20);
  }
  EXPECT_GT(breaks.ratio(between(end, begin)), 10.0F);
  EXPECT_LE(breaks.ratio(between(end, begin)), 50.0F);
  EXPECT_GE(breaks.ratio({3, 4, Ending::letter, Opening::lower}), 1.0F / 50);
}

// A capital after a letter: headings that were run together.
TEST(Breaks, TellHeadingsRunTogether) {
  const Tokens t = judged("en", {"Glacial lakes and their outlets", "Funding of the networks",
                                 "Reports of the national centres", "Training of the observers",
                                 "Warning of villages downstream Exchange of observed data",
                                 "Maps of the upper valleys", "Meetings of the experts"});
  const auto [part, ratio] = most(t, 4);
  // "Exchange" stands 27 of 49 visible characters after the begin: part 8 of 16.
  EXPECT_NEAR(static_cast<double>(part), 8.0, 1.0);
  EXPECT_GT(ratio, 1.5F);
  EXPECT_LT(most(t, 0).second, 1.0F) << "a heading without a capital inside";
  for (std::size_t k = 0; k + 1 < t.size(); ++k) EXPECT_LT(t.soft[k], 0.5F) << k;
}

// A line divided in the midst of a sentence: the second half begins with a small letter.
TEST(Breaks, TellDividedLines) {
  const Tokens t = judged("fr", {"Le Comité a adopté son ordre du jour.", "Il a élu son président.",
                                 "Il a examiné le rapport du", "groupe chargé des lacs.",
                                 "Il a approuvé le budget.", "La réunion a pris fin à midi."});
  EXPECT_GT(t.soft[2], 2 * t.soft[0]);
  EXPECT_GT(t.soft[2], 2 * t.soft[3]);
}

// No capitals in Arabic: the words that lines begin with tell as much.
TEST(Breaks, TellLinesByTheirFirstWordsWhereThereAreNoCapitals) {
  const Tokens t =
      judged("ar", {"نسبة البحيرات التي جرى رصدها", "عدد المحطات في الأودية العليا",
                    "نسبة القرى التي تتلقى الإنذارات", "عدد المراقبين المدربين في البلد",
                    "نسبة الأودية المرسومة على الخرائط",
                    "عدد التقارير المقدمة في السنة نسبة الأموال المدفوعة", "نسبة المحطات العاملة",
                    "عدد الاجتماعات المعقودة"});
  const auto [part, ratio] = most(t, 5);
  // "نسبة" is the sixth of eight words, behind 26 of 44 letters.
  EXPECT_NEAR(static_cast<double>(part), 9.0, 1.5);
  EXPECT_GT(ratio, most(t, 0).second);
  EXPECT_GT(ratio, most(t, 3).second);
}

// Lines of Chinese run together have a space between them or none.
TEST(Breaks, TellChineseRunTogetherWithAndWithoutASpace) {
  for (const std::string_view joined :
       {"监测冰川湖的水位；培训观测人员；", "监测冰川湖的水位； 培训观测人员；"}) {
    const Tokens t = judged("zh", {"编写准则草案；", "召开一次会议；", "审查标准草案；",
                                   "通报各国联络点；", joined, "提交会议报告；"});
    const auto [part, ratio] = most(t, 4);
    EXPECT_NEAR(static_cast<double>(part), 9.0, 1.5) << joined;
    // Five ends are few to learn from: little is said, but it is said in the right place.
    EXPECT_GT(ratio, 1.0F) << joined;
    EXPECT_GT(ratio, 1.5F * most(t, 0).second) << joined;
  }
}

// The label of a segment is no part of its text, but stands inside when segments are merged.
TEST(Breaks, KnowThatLabelsOpenSegments) {
  Text text = sample::text("zh", {"编写准则草案；", "召开会议；（b）审查标准；", "通报各国；",
                                  "提交报告；", "培训人员；"});
  text.segments[0].label = "（a）";
  text.segments[2].label = "（c）";
  text.segments[3].label = "（d）";
  text.segments[4].label = "（e）";
  Tokenizer tokenizer("zh");
  Tokens tokens = tokenizer.tokenize(text);
  tokenizer.learn_breaks();
  tokenizer.judge(tokens);
  EXPECT_GT(most(tokens, 1).second, 1.0F);
}

TEST(Breaks, BearEmptyTexts) {
  const Tokens t = judged("en", {"", " ", "...", "a", ""});
  ASSERT_EQ(t.soft.size(), 5U);
  ASSERT_EQ(t.inside.size(), 5 * kParts);
  for (const float f : t.inside) EXPECT_TRUE(f >= 0 && f <= 50);
}

std::vector<Sides> aligned(const Lines& first, const Lines& second) {
  const std::vector<std::vector<Text>> groups = {
      {sample::text("en", first), sample::text("fr", second)}};
  std::vector<Sides> out;
  const std::vector<Row> rows = align(groups).front();
  for (const Row& row : rows) out.push_back(row.sides);
  return out;
}

// Headings, each followed by a sentence that has all its words.
const Lines kHeaded = {
    "Lakes and dams",         "The centre surveys lakes and dams in all valleys of the region.",
    "Stations and observers", "The centre equips stations and trains observers in every country.",
    "Warnings and maps",      "The centre issues warnings and prints maps for all villages.",
    "Reports and data",       "The centre publishes reports and exchanges data with its partners."};

// One heading is missing in the French. Its words alone would let it be taken into the row of the
// sentence.
TEST(Breaks, AHeadingLeftOutIsNoPartOfTheSentenceBelow) {
  const Lines french = {"Lacs et barrages",
                        "Le centre étudie les lacs et les barrages de toutes les vallées.",
                        "Stations et observateurs",
                        "Le centre équipe les stations et forme les observateurs de chaque pays.",
                        "Le centre émet des alertes et imprime des cartes pour les villages.",
                        "Rapports et données",
                        "Le centre publie des rapports et échange des données avec les autres."};
  const std::vector<Sides> expected = {{{0}, {0}}, {{1}, {1}}, {{2}, {2}}, {{3}, {3}},
                                       {{4}, {}},  {{5}, {4}}, {{6}, {5}}, {{7}, {6}}};
  EXPECT_EQ(aligned(kHeaded, french), expected);
}

// The same with the heading at the head of the French sentence: nothing was left out.
TEST(Breaks, AHeadingRunTogetherWithTheSentenceBelowIsAPartOfIt) {
  const Lines french = {
      "Lacs et barrages",
      "Le centre étudie les lacs et les barrages de toutes les vallées.",
      "Stations et observateurs",
      "Le centre équipe les stations et forme les observateurs de chaque pays.",
      "Alertes et cartes Le centre émet des alertes et imprime des cartes pour les villages.",
      "Rapports et données",
      "Le centre publie des rapports et échange des données avec les autres."};
  const std::vector<Sides> expected = {{{0}, {0}},    {{1}, {1}}, {{2}, {2}}, {{3}, {3}},
                                       {{4, 5}, {4}}, {{6}, {5}}, {{7}, {6}}};
  EXPECT_EQ(aligned(kHeaded, french), expected);
}

}  // namespace
}  // namespace hexapla::align
