#include "pipeline/document/page_lines.h"

#include <gtest/gtest.h>

namespace hexapla::document {
namespace {

Manifestation pages() {
  Manifestation m;
  m.lines = {{{1, 0, 10}, 72, 80, 300, 92},
             {{1, 11, 20}, 72, 94, 300, 106},
             {{2, 0, 30}, 72, 80, 300, 92},
             {{2, 31, 40}, 310, 80, 500, 92}};
  return m;
}

TEST(PageLines, LinesOfARange) {
  const Manifestation m = pages();
  EXPECT_EQ(lines_of(m, SourceRange{1, 0, 5}).size(), 1U);
  EXPECT_EQ(lines_of(m, SourceRange{1, 5, 12}).size(), 2U);
  EXPECT_EQ(lines_of(m, SourceRange{1, 10, 11}).size(), 0U);  // the line feed between them
  EXPECT_EQ(lines_of(m, SourceRange{2, 31, 32}).at(0), m.lines[3]);
  EXPECT_TRUE(lines_of(m, SourceRange{0, 0, 100}).empty());
  EXPECT_TRUE(lines_of(m, SourceRange{3, 0, 100}).empty());
}

TEST(PageLines, LinesOfATextThatAPageBreakCut) {
  const Manifestation m = pages();
  MappedText text = MappedText::verbatim("0123456789", 11, 1).slice({0, 9});
  text.append_replacement(" ", {1, 20, 20});
  text.append(MappedText::verbatim("abc", 0, 2));
  text.append(MappedText::verbatim("def", 10, 2));
  const std::vector<PageLine> lines = lines_of(m, text, {0, text.size()});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], m.lines[1]);
  EXPECT_EQ(lines[1], m.lines[2]);
}

TEST(PageLines, TextAtAPoint) {
  const Manifestation m = pages();
  EXPECT_EQ(text_at(m, 2, 400, 85), (SourceRange{2, 31, 40}));
  EXPECT_EQ(text_at(m, 1, 72, 94), (SourceRange{1, 11, 20}));
  EXPECT_EQ(text_at(m, 1, 400, 85), std::nullopt);
  EXPECT_EQ(text_at(m, 3, 100, 85), std::nullopt);
}

}  // namespace
}  // namespace hexapla::document
