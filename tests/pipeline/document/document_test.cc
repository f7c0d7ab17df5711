#include "pipeline/document/document.h"

#include <gtest/gtest.h>

#include "pipeline/base/error.h"

namespace hexapla::document {
namespace {

Expression one_block(std::string_view text) {
  Expression e;
  e.manifestation.path = "a.txt";
  Block b;
  b.content = MappedText::verbatim(text, 0);
  e.blocks.push_back(b);
  return e;
}

TEST(Document, TypeNamesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(BlockType::masthead); ++i) {
    const auto type = static_cast<BlockType>(i);
    BlockType back{};
    ASSERT_TRUE(parse(name(type), back));
    EXPECT_EQ(back, type);
  }
  BlockType unused{};
  EXPECT_FALSE(parse("chapter", unused));
}

TEST(Document, ValidateNamesTheBrokenPromise) {
  EXPECT_NO_THROW(validate(one_block("text\nof two lines")));
  EXPECT_THROW(validate(one_block("a\x01")), Error);  // XML forbids it
  EXPECT_THROW(validate(one_block("a\rb")), Error);   // XML readers would turn it into a line feed
  EXPECT_THROW(validate(one_block("a\xFF")), Error);  // not UTF-8

  Expression cell = one_block("x");
  cell.blocks[0].type = BlockType::cell;
  EXPECT_THROW(validate(cell), Error);

  Expression note = one_block("x");
  note.blocks[0].notes.push_back({5, "1", -1, {}});
  EXPECT_THROW(validate(note), Error);

  Expression parent = one_block("x");
  parent.blocks[0].parent = 0;
  EXPECT_THROW(validate(parent), Error);
}

TEST(Document, UnitsSeeTheBlocksIndexForIndex) {
  Expression e = one_block("meeting");
  e.blocks[0].label = MappedText::verbatim("3.", 10);
  e.blocks[0].lang = "en";
  e.blocks[0].notes = {{7, "1", 1, {}}, {7, "2", -1, {}}};
  Block n;
  n.type = BlockType::note;
  n.content = MappedText::verbatim("Ibid.", 20);
  e.blocks.push_back(n);
  const auto u = units(e);
  ASSERT_EQ(u.size(), 2U);
  EXPECT_EQ(u[0].label, "3.");
  ASSERT_EQ(u[0].notes.size(), 1U);  // an anchor without its note is none for the analysers
  EXPECT_EQ(u[0].notes[0], (std::pair<std::size_t, int>{7, 1}));
  EXPECT_EQ(u[1].kind, text::UnitKind::note);
}

}  // namespace
}  // namespace hexapla::document
