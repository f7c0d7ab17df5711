#include "analyzers/segmentation/match_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyzers/text/fold.h"

namespace hexapla::segmentation {
namespace {

std::vector<std::string> words(std::string_view text, HanTokens han = HanTokens::words) {
  std::vector<MatchToken> tokens;
  match_tokens(text, han, tokens);
  std::vector<std::string> out;
  for (const MatchToken& t : tokens) out.emplace_back(text.substr(t.span.begin, t.span.size()));
  return out;
}

std::vector<std::uint64_t> keys(std::string_view text) {
  std::vector<MatchToken> tokens;
  match_tokens(text, HanTokens::words, tokens);
  std::vector<std::uint64_t> out;
  for (const MatchToken& t : tokens) out.push_back(t.key);
  return out;
}

using Words = std::vector<std::string>;

TEST(MatchTokens, WordsAndSigns) {
  EXPECT_EQ(words("The lake, (deep)."), (Words{"The", "lake", "deep"}));
  EXPECT_EQ(words("decision SC-7/8."), (Words{"decision", "SC-7/8"}));
  EXPECT_EQ(words("UNEP/POPS/COP.8/9"), (Words{"UNEP", "POPS", "COP.8/9"}));
  EXPECT_EQ(words("1,000 or 12.5, 12:30: no"), (Words{"1,000", "or", "12.5", "12:30", "no"}));
  EXPECT_EQ(words("l’eau est-elle"), (Words{"l", "eau", "est", "elle"}));
  EXPECT_EQ(words("2017–2018"), (Words{"2017–2018"}));
  EXPECT_EQ(words("end.Next 5.x"), (Words{"end", "Next", "5", "x"}));
  EXPECT_EQ(words("meeting¹ ended"), (Words{"meeting", "ended"}));  // the mark of a note
  EXPECT_EQ(words("— — —"), Words{"— — —"});
  EXPECT_EQ(words(" \n"), Words{});
  EXPECT_EQ(words("5-го мая"), (Words{"5-го", "мая"}));
}

TEST(MatchTokens, Chinese) {
  EXPECT_EQ(words("第SC-1/19号决定", HanTokens::characters),
            (Words{"第", "SC-1/19", "号", "决", "定"}));
  EXPECT_EQ(words("环境保护，2016年"), (Words{"环境", "保护", "2016", "年"}));
}

TEST(MatchTokens, WaysOfWritingOneThing) {
  struct Case {
    const char* a;
    const char* b;
  };
  for (const Case& c : std::vector<Case>{
           {"LAKE", "lake"},
           {"e\xCC\x81tang", "étang"},          // decomposed
           {"ＳＣ－７／８", "SC-7/8"},          // full width
           {"١٢٣", "123"},                      // Arabic-Indic digits
           {"مُحَمَّد", "محمد"},                    // tashkeel
           {"أحمد", "احمد"},                    // hamza
           {"سـلام", "سلام"},                   // tatweel
           {"co\xC2\xADoperate", "cooperate"},  // soft hyphen
           {"ﬁnal", "final"},                   // ligature
           {"ОЗЕРО", "озеро"},
           {"й", "й"},  // decomposed
       }) {
    EXPECT_EQ(keys(c.a), keys(c.b)) << c.a;
  }
  EXPECT_NE(keys("10"), keys("1O"));
  EXPECT_NE(keys("ете"), keys("ёте"));
}

// The quick way is the slow one: tokens of a text are tokens of its folded view.
TEST(MatchTokens, SameAsOfTheFoldedText) {
  for (const char* text :
       {"Straße № 5 ½ of Ǆ and Ωmega", "ﷺ والسلام عليكم ورحمة الله", "Décision n° 7/CP.21 — ﬂeuve",
        "２０１６年９月３０日，第七十届会议", "Пункт 3 b) статьи 19", "a\xFF\xFE b", "𝟙𝟚 𠀀𠀁 x"}) {
    const std::string folded = text::folded(text, text::kFoldCase | text::kFoldArabicLetters);
    EXPECT_EQ(keys(text), keys(folded)) << text;
  }
}

TEST(MatchTokens, VeryLongTokens) {
  const std::string a(5000, 'a');
  EXPECT_EQ(words(a).size(), 1U);
  EXPECT_NE(keys(a), keys(a + "b"));
  EXPECT_NE(keys(a), keys(std::string(4999, 'a')));
}

}  // namespace
}  // namespace hexapla::segmentation
