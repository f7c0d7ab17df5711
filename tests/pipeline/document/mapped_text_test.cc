#include "pipeline/document/mapped_text.h"

#include <gtest/gtest.h>

#include <string>

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

}  // namespace
}  // namespace hexapla::document
