#include "pipeline/document/xml.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/base/error.h"
#include "tests/support/validate.h"

namespace hexapla::document {
namespace {

// Every field set, in scripts and with characters that XML must escape.
Expression rich() {
  Expression e;
  e.work = "UNEP/GLC/COP.3/7";
  e.lang = "ar";
  e.title = "\"A\" & <b> \u0642\u0631\u0627\u0631\n\tsecond line";
  e.manifestation = {"in/a&b.md", "markdown",           "UTF-8",
                     1234,        std::string(32, 'a'), {"in/a&b.md", "word/document.xml"}};
  e.manifestation.lines = {{{1, 0, 40}, 72, 85.3, 523.3, 97.9}, {{1, 41, 90}, -0.1, 99, 400, 112}};
  Block p;
  p.type = BlockType::list_item;
  p.label = MappedText::verbatim("(\u0623)", 4);
  p.content = MappedText::verbatim("by 24 September ", 10);
  p.content.append_replacement("\n", {1, 26, 29});
  p.content.append(MappedText::verbatim("2018 <&> \"q\" ]]>  ", 29));
  p.level = 2;
  p.section = 1;
  p.lang = "ar";
  p.notes = {{3, "*", 1, {0, 13, 14}}, {5, "2", -1, {0, 15, 16}}};
  p.links = {{{0, 2}, "http://example.org/?a=1&b=\"2\""}};
  p.flags = {"anchor-lost", "glued"};
  e.blocks.push_back(p);
  Block c;
  c.type = BlockType::cell;
  c.parent = 0;
  c.table = 0;
  c.row = 1;
  c.column = 2;
  c.header_row = true;
  c.lang = "zh";
  e.blocks.push_back(c);  // an empty cell
  e.properties = {{"symbol", "UNEP/GLC/COP.3/7", 0, {0, 2}}, {"author", "x", -1, {}}};
  e.quality = {{"note-gap", "note 3 is missing", 0, {0, 1, 2}},
               {"replacement-character", "1", -1, {}}};
  return e;
}

TEST(Xml, WritesAndReadsBackWithoutLoss) {
  const Expression e = rich();
  EXPECT_EQ(from_xml(to_xml(e), "x.xml"), e);
  Expression empty;
  empty.work = "file:x";
  empty.named_by_file = true;
  empty.lang = "und";
  empty.manifestation = {"x", "text", "UTF-8", 0, std::string(32, '0'), {"x"}};
  EXPECT_EQ(from_xml(to_xml(empty), "x.xml"), empty);
}

TEST(Xml, TheSameDocumentGivesTheSameBytes) {
  EXPECT_EQ(to_xml(rich()), to_xml(from_xml(to_xml(rich()), "x")));
}

TEST(Xml, ValidatesAgainstTheSchema) {
  EXPECT_TRUE(testing::is_valid(to_xml(rich()), "document.rng"));
  std::string broken = to_xml(rich());
  broken.replace(broken.find("list-item"), 9, "list-itex");
  EXPECT_FALSE(testing::is_valid(broken, "document.rng"));
}

TEST(Xml, RefusesWhatIsNoDocumentOfOurs) {
  const std::string good = to_xml(rich());
  EXPECT_THROW(from_xml("", "x"), Error);
  EXPECT_THROW(from_xml("<html/>", "x"), Error);
  std::string bad_map = good;
  bad_map.replace(bad_map.find("<map>0-"), 7, "<map>1-");
  EXPECT_THROW(from_xml(bad_map, "x"), Error);
  std::string bad_parent = good;
  bad_parent.replace(bad_parent.find("parent=\"0\""), 10, "parent=\"9\"");
  EXPECT_THROW(from_xml(bad_parent, "x"), Error);
}

// Cut at every byte: an Error or nothing lost, never a crash.
TEST(Xml, SurvivesTruncationAtEveryByte) {
  const std::string good = to_xml(rich());
  for (std::size_t n = 0; n + 1 < good.size(); ++n) {
    try {
      from_xml(std::string_view(good).substr(0, n), "x");
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input);
    }
  }
}

}  // namespace
}  // namespace hexapla::document
