#include "pipeline/document/mapped_text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace hexapla::document {
namespace {

TEST(MappedText, JoinedLinesPointBackAtTheirBytes) {
  const std::string source = "by 24 September \n\n2018. ";
  const MappedText whole = MappedText::verbatim(source, 0);
  MappedText joined = whole.slice({0, 15});
  joined.append_replacement(" ", {0, 15, 18});
  joined.append(whole, {18, 23});
  EXPECT_EQ(joined.text(), "by 24 September 2018.");
  const std::size_t at = joined.text().find("24 September 2018");
  const SourceRange range = joined.source({at, at + 17});
  EXPECT_EQ(source.substr(range.begin, range.end - range.begin), "24 September \n\n2018");
  EXPECT_EQ(joined.text_offset(18), at + 13);
  EXPECT_EQ(joined.sources({at, at + 17}).size(), 1U);  // the ranges touch: one range
}

TEST(MappedText, NeighboursInTheSourceAreOnePiece) {
  const MappedText whole = MappedText::verbatim("abcdef", 10);
  MappedText out = whole.slice({0, 3});
  out.append(whole, {3, 6});
  EXPECT_EQ(out, whole);
  EXPECT_EQ(out.pieces().size(), 1U);
}

TEST(MappedText, AReplacementMapsAsAWhole) {
  MappedText t = MappedText::verbatim("caf", 0);
  t.append_replacement("\u00E9", {0, 3, 11});  // &eacute;
  t.append(MappedText::verbatim("s", 11));
  EXPECT_EQ(t.source({3, 4}),
            (SourceRange{0, 3, 11}));  // half of the two bytes still means the entity
  EXPECT_EQ(t.text_offset(7), 3U);
  EXPECT_EQ(t.text_offset(11), 5U);
  EXPECT_EQ(t.text_offset(12), std::nullopt);
}

TEST(MappedText, TrimsUnicodeSpace) {
  const MappedText t = MappedText::verbatim("\u3000 a\n", 0).trimmed();
  EXPECT_EQ(t.text(), "a");
  EXPECT_EQ(t.source({0, 1}), (SourceRange{0, 4, 5}));
}

// "Гл. 5: да" in a character set of one byte a character, from byte 100 on.
MappedText one_byte_each() {
  MappedText t;
  t.append_characters("Гл. 5: да", {0, 100, 109});
  return t;
}

TEST(MappedText, CharactersOfAnotherCharacterSetHaveTheirPlaces) {
  const MappedText t = one_byte_each();
  EXPECT_EQ(t.pieces().size(), 1U);
  EXPECT_EQ(t.source({0, 2}), (SourceRange{0, 100, 101}));   // Г
  EXPECT_EQ(t.source({4, 7}), (SourceRange{0, 102, 105}));   // ". 5"
  EXPECT_EQ(t.source({9, 13}), (SourceRange{0, 107, 109}));  // да
  EXPECT_EQ(t.source({3, 4}), (SourceRange{0, 101, 102}));   // half of л still means л
  EXPECT_EQ(t.source({1, 3}), (SourceRange{0, 100, 102}));   // halves of Г and of л
  EXPECT_EQ(t.text_offset(101), 2U);
  EXPECT_EQ(t.text_offset(108), 11U);
  EXPECT_EQ(t.text_offset(109), std::nullopt);
}

TEST(MappedText, SlicesOfSuchRunsKeepThePlaces) {
  const MappedText t = one_byte_each();
  for (const bool in_place : {false, true}) {
    MappedText word = in_place ? t : t.slice({9, 13});
    if (in_place) word.keep({9, 13});
    EXPECT_EQ(word.text(), "да");
    EXPECT_EQ(word.source({0, 4}), (SourceRange{0, 107, 109}));
    EXPECT_EQ(word.source({2, 4}), (SourceRange{0, 108, 109}));
  }
  MappedText joined = t.slice({0, 5});
  joined.append(t, {5, 13});
  EXPECT_EQ(joined, t);
  // What cuts a character in two stands for the bytes as a whole.
  EXPECT_EQ(t.slice({1, 4}).source({0, 1}), (SourceRange{0, 100, 102}));
}

TEST(MappedText, LongRunsArePartedSoThatPlacesAreFoundSoon) {
  std::string han;
  while (han.size() < 3000) han += "会";
  MappedText t;
  t.append_characters(han, {0, 50, 50 + han.size() / 3 * 2});
  for (const MapPiece& piece : t.pieces()) EXPECT_LE(piece.text.size(), kLongestRun);
  for (std::size_t at = 0; at < han.size(); at += 3) {
    const std::uint64_t begin = 50 + at / 3 * 2;
    ASSERT_EQ(t.source({at, at + 3}), (SourceRange{0, begin, begin + 2}));
    ASSERT_EQ(t.text_offset(begin + 1), at);
  }
  EXPECT_EQ(MappedText::parse(t.text(), t.map_line()), t);
}

TEST(MappedText, TheLineOfTheMapIsReadBack) {
  MappedText t = one_byte_each();
  t.append_replacement(" ", {0, 109, 111});
  t.append(MappedText::verbatim("end", 111));
  EXPECT_EQ(t.map_line(), "0-13%0:100-109 13-14~0:109-111 14-17@0:111-114");
  EXPECT_EQ(MappedText::parse(t.text(), t.map_line()), t);
  // One piece a character, as it was written before there were runs.
  EXPECT_EQ(MappedText::parse("да", "0-2~0:107-108 2-4~0:108-109")->source({2, 4}),
            (SourceRange{0, 108, 109}));
  // Two characters cannot share three bytes; a run ends where a character does.
  EXPECT_EQ(MappedText::parse("да", "0-4%0:100-103"), std::nullopt);
  EXPECT_EQ(MappedText::parse("да", "0-3%0:100-102 3-4%0:102-103"), std::nullopt);
  EXPECT_EQ(MappedText::parse("да", "0-4%0:100-100"), std::nullopt);
}

TEST(MappedText, WhatWasMovedFromIsEmptyAndCanBeUsed) {
  MappedText t = MappedText::verbatim("abc", 7);
  const MappedText taken = std::move(t);
  EXPECT_EQ(taken.pieces().size(), 1U);
  t.append(MappedText::verbatim("x", 1));  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(t.pieces().size(), 1U);
  EXPECT_EQ(t.source({0, 1}), (SourceRange{0, 1, 2}));
}

TEST(MappedText, KeepsOnlyItsSliceOfSeveralPieces) {
  MappedText t = MappedText::verbatim("ab", 0);
  t.append_replacement(" ", {0, 2, 4});
  t.append(MappedText::verbatim("cd", 4));
  for (std::size_t begin = 0; begin <= t.size(); ++begin) {
    for (std::size_t end = begin; end <= t.size(); ++end) {
      MappedText kept = t;
      kept.keep({begin, end});
      EXPECT_EQ(kept, t.slice({begin, end})) << begin << '-' << end;
    }
  }
}

}  // namespace
}  // namespace hexapla::document
