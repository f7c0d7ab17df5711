#include "analyzers/text/fold.h"

#include <gtest/gtest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"

namespace hexapla::text {
namespace {

struct Case {
  const char* in;
  const char* out;
  unsigned flags;
};

TEST(Fold, Table) {
  const std::vector<Case> cases = {
      {"plain ASCII", "plain ASCII", kFoldNone},
      {"a  b\n\nc", "a b c", kFoldNone},     // every run of white space is one space
      {"a\u00A0\u3000b", "a b", kFoldNone},  // NBSP and the ideographic space too
      {"85\u201393", "85-93", kFoldNone},    // en dash
      {"4\u670828\u250029\u65E5", "4\u670828-29\u65E5",
       kFoldNone},  // U+2500 stands for a dash in zh papers
      {"4\u67085\u65E5\uFF0D", "4\u67085\u65E5-", kFoldNone},  // full-width hyphen
      {"\u0662\u0660\u0661\u0668", "2018", kFoldNone},         // Arabic-Indic digits
      {"\uFF33\uFF23\uFF0D\uFF11", "SC-1", kFoldNone},         // full-width letters and digits
      {"meeting\u00B9", "meeting\x01", kFoldNone},             // trap: NFKC alone says "meeting1"
      {"H\u2082O", "H\x01O", kFoldNone},
      {"clearing\u00ADhouse", "clearinghouse", kFoldNone},      // soft hyphen
      {"\u202B\u0642\u202C", "\u0642", kFoldNone},              // bidi controls
      {"\u0645\u0640\u0640\u0627", "\u0645\u0627", kFoldNone},  // tatweel
      {"\uFEFB", "\u0644\u0627", kFoldNone},           // lam-alef presentation form: two letters
      {"e\u0301t\u00E9", "\u00E9t\u00E9", kFoldNone},  // decomposed composes
      {"\u00C9t\u00E9", "ete", kFoldCase | kFoldAccents},
      {"\u0451\u0439", "\u0435\u0439", kFoldAccents},  // ё folds to е, й stays a letter of its own
      {"\u0642\u064E\u0631\u0627\u0631", "\u0642\u0631\u0627\u0631", kFoldAccents},  // fatha
      {"\u0623\u0625\u0622\u0649\u0629", "\u0627\u0627\u0627\u064A\u0647", kFoldArabicLetters},
      {"\u570B\u969B", "\u56FD\u9645", kFoldHan},  // Traditional to Simplified
      // Traps where characters by themselves fold by a table: what follows may still combine.
      {"ne\u0301e", "n\u00E9e", kFoldNone},
      {"cafe\u0301", "cafe", kFoldAccents},
      {"\u0627\u0653\u0628", "\u0622\u0628", kFoldNone},           // alef and madda compose
      {"\u0627\u0653\u0628", "\u0627\u0628", kFoldArabicLetters},  // and fold as one letter
      {"x\u00A0 y", "x y", kFoldNone},                       // a space joins one of another kind
      {"1\u2026", "1...", kFoldNone},                        // one sign, three characters
      {"A\u200Bb", "ab", kFoldCase},                         // zero width between
      {"\u0418\u0306", "\u0439", kFoldCase | kFoldAccents},  // й in two pieces is й
  };
  for (const Case& c : cases) EXPECT_EQ(folded(c.in, c.flags), c.out) << c.in;
}

// The table of the room against the transform that it was made from.
TEST(Fold, TraditionalCharactersAsIcuHasThem) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> icu_has(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  ASSERT_TRUE(U_SUCCESS(status));
  std::size_t changed = 0;
  for (char32_t c = 0x3400; c <= 0x9FFF; ++c) {
    icu::UnicodeString one(static_cast<UChar32>(c));
    icu_has->transliterate(one);
    std::string want;
    one.toUTF8String(want);
    std::string given;
    append(given, c);
    ASSERT_EQ(folded(given, kFoldHan), want) << "U+" << std::hex << static_cast<unsigned>(c);
    changed += want == given ? 0 : 1;
  }
  EXPECT_GT(changed, 2000U);
}

TEST(Fold, MapsBackToTheBytesOfTheOriginal) {
  const std::string in = "第\uFF33\uFF23\uFF0D1/19 号";
  const FoldedText f = fold(in);
  EXPECT_EQ(f.text(), "第SC-1/19 号");
  const std::size_t at = f.text().find("SC-1/19");
  const Span span = f.source({at, at + 7});
  EXPECT_EQ(in.substr(span.begin, span.size()), "\uFF33\uFF23\uFF0D1/19");
  EXPECT_EQ(f.folded(span.begin), at);
}

TEST(Fold, ACollapsedRunMapsToTheWholeRun) {
  const std::string in = "SC-7 \n\n/8";
  const FoldedText f = fold(in);
  ASSERT_EQ(f.text(), "SC-7 /8");
  const Span span = f.source({4, 5});
  EXPECT_EQ(in.substr(span.begin, span.size()), " \n\n");
}

// Where every character keeps its place no map is kept; what lies within a character still maps to
// all of it, and a map that begins late covers what stood before.
TEST(Fold, CharactersThatKeepTheirPlace) {
  const std::string russian = "СТОРОНЫ А";
  const FoldedText f = fold(russian, kFoldCase);
  EXPECT_EQ(f.text(), "стороны а");
  EXPECT_EQ(f.source({0, 4}), (Span{0, 4}));
  EXPECT_EQ(f.source({1, 3}), (Span{0, 4}));  // halves of two letters
  EXPECT_EQ(f.source({3, 3}), (Span{2, 2}));
  EXPECT_EQ(f.folded(3), 4U);
  EXPECT_EQ(f.folded(100), f.text().size());

  const std::string late = "СТОРОНЫ  А";  // two spaces
  const FoldedText g = fold(late, kFoldCase);
  EXPECT_EQ(g.text(), "стороны а");
  EXPECT_EQ(g.source({1, 3}), (Span{0, 4}));
  EXPECT_EQ(g.source({14, 15}), (Span{14, 16}));
  EXPECT_EQ(g.source({15, 17}), (Span{16, 18}));

  const std::string end = "Annex\u00AD";  // what vanishes at the end
  const FoldedText h = fold(end, kFoldCase);
  EXPECT_EQ(h.text(), "annex");
  EXPECT_EQ(h.source({5, 5}), (Span{7, 7}));
  EXPECT_EQ(h.source({0, 5}), (Span{0, 5}));
}

// Property: for any bytes, every folded character maps into the source, in order, and folding is
// idempotent.
TEST(Fold, OffsetsAreMonotoneOnAnyBytes) {
  unsigned seed = 1;
  for (int round = 0; round < 300; ++round) {
    std::string in;
    for (int i = 0; i < 40; ++i) {
      seed = seed * 1664525U + 1013904223U;
      const unsigned pick = (seed >> 16) % 10;
      if (pick < 3)
        append(in, 0x600 + (seed >> 20) % 0x100);
      else if (pick < 5)
        append(in, 0x300 + (seed >> 20) % 0x70);
      else if (pick < 6)
        in += static_cast<char>(seed >> 24);
      else if (pick < 7)
        append(in, 0xFF00 + (seed >> 20) % 0xF0);
      else
        in += static_cast<char>(0x20 + (seed >> 24) % 0x5F);
    }
    const FoldedText f = fold(in, kFoldCase | kFoldAccents | kFoldArabicLetters);
    std::size_t last = 0;
    for (std::size_t i = 0; i < f.text().size(); ++i) {
      const Span s = f.source({i, i + 1});
      ASSERT_LE(last, s.begin);
      ASSERT_LT(s.begin, s.end);
      ASSERT_LE(s.end, in.size());
      last = s.begin;
    }
    ASSERT_EQ(folded(f.text(), kFoldCase | kFoldAccents | kFoldArabicLetters), f.text());
  }
}

}  // namespace
}  // namespace hexapla::text
