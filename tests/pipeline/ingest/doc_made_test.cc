// Word 97-2003: what Word writes and no writer at hand does, in files made for it
// (tests/support/doc.h): texts in pieces of different widths, sections that count notes for
// themselves, typed marks, fields over several paragraphs, changes of pieces, boxes without anchor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "pipeline/ingest/ingest.h"
#include "tests/pipeline/ingest/told.h"
#include "tests/support/doc.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::Doc;
using testing_support::places;
using testing_support::u16;
using testing_support::u32;

// Changes of properties ([MS-DOC] 2.6).
const std::string kDeleted = u16(0x0800) + '\x01';
const std::string kHidden = u16(0x083C) + '\x01';
const std::string kSpecial = u16(0x0855) + '\x01';

// Tables by their place in the information block.
constexpr unsigned kFootnoteAnchors = 0xAA;
constexpr unsigned kFootnoteTexts = 0xB2;
constexpr unsigned kFonts = 0x112;
constexpr unsigned kBoxTexts = 0x25A;

RawDocument read_made(const Doc& doc) {
  return read(doc.bytes(), "made.doc");
}

Doc plain(std::vector<Doc::Piece> pieces) {
  Doc doc;
  doc.pieces = std::move(pieces);
  return doc;
}

// Chinese stands in pieces of two bytes a character, what Windows-1252 has in pieces of one, in the
// same paragraph; characters beyond the basic plane are two units.
TEST(DocMade, PiecesOfBothWidths) {
  const std::string bytes =
      plain(
          {{"Genève – “€5” ", true}, {"第三次会议𠀀", false}, {" (2018)\r", true}, {"二\r", false}})
          .bytes();
  const RawDocument document = read(bytes, "made.doc");
  EXPECT_THAT(texts(document), ElementsAre("Genève – “€5” 第三次会议𠀀 (2018)", "二"));
  // One byte for each character of the first piece, two for each unit of the second.
  const document::MappedText& text = document.blocks[0].text;
  const std::size_t euro = text.text().find("€");
  EXPECT_EQ(text.source({euro, euro + 3}).end - text.source({euro, euro + 3}).begin, 1U);
  const std::size_t wide = text.text().find("𠀀");
  EXPECT_EQ(text.source({wide, wide + 4}).end - text.source({wide, wide + 4}).begin, 4U);
  const std::size_t meeting = text.text().find("会");
  const std::size_t at = text.source({meeting, meeting + 3}).begin;
  // The stream of the text begins behind head, table and directory of the compound file.
  EXPECT_EQ(bytes.substr(3 * 512 + at, 2), u16(0x4F1A));
}

// A half of a pair alone is no character.
TEST(DocMade, HalfAPair) {
  Doc doc = plain({{"a𠀀b\r", false}});
  std::string bytes = doc.bytes();
  const std::size_t at = bytes.find(u16(0xD840) + u16(0xDC00));
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at + 2, 2, u16('c'));
  EXPECT_THAT(texts(read(bytes, "made.doc")), ElementsAre("a\uFFFDcb"));
}

// "One\x02 two\x02." and a second section; notes count anew where the section says so, in letters
// where it says that.
TEST(DocMade, SectionsCountNotesForThemselves) {
  Doc doc =
      plain({{"One\x02 two\x02.\x0CThree\x02.\r", true}, {"\x02 a\r\x02 b\r\x02 c\r\r", true}});
  doc.lengths[1] = 13;
  doc.tables[kFootnoteAnchors] = places({3, 8, 16, 19}, {u16(1), u16(1), u16(1)});
  doc.tables[kFootnoteTexts] = places({0, 4, 8, 12, 13}, {});
  doc.section_begins = {0, 11};
  doc.sections = {"", u16(0x303C) + '\x01' + u16(0x5040) + u16(4)};
  const RawDocument document = read_made(doc);
  EXPECT_THAT(texts(document), ElementsAre("One two.", "Three."));
  EXPECT_THAT(marks(document), ElementsAre("1", "2", "a"));
  EXPECT_EQ(document.notes[2].body.text.trimmed().text(), "c");
  // They go on where neither says so.
  doc.sections[1] = u16(0x503F) + u16(7);
  EXPECT_THAT(marks(read_made(doc)), ElementsAre("1", "2", "3"));
  doc.sections[0] = u16(0x503F) + u16(7);
  EXPECT_THAT(marks(read_made(doc)), ElementsAre("7", "8", "9"));
}

// A typed mark is as long as what its note repeats: "12)", not "1"; digits of the text behind it
// are none of it.
TEST(DocMade, TypedMarks) {
  Doc doc = plain({{"Annex12) of 2018*2.\r", true}, {"12) See.\r* There.\r\r", true}});
  doc.lengths[1] = 19;
  doc.tables[kFootnoteAnchors] = places({5, 16, 20}, {u16(0), u16(0)});
  doc.tables[kFootnoteTexts] = places({0, 9, 18, 19}, {});
  const RawDocument document = read_made(doc);
  EXPECT_THAT(texts(document), ElementsAre("Annex of 20182."));
  EXPECT_THAT(marks(document), ElementsAre("12)", "*"));
  EXPECT_EQ(document.notes[0].body.text.trimmed().text(), "See.");
  EXPECT_EQ(document.notes[1].body.text.trimmed().text(), "There.");
}

TEST(DocMade, FieldsOverParagraphs) {
  // A table of contents: its result begins in one paragraph and ends in another; an instruction may
  // hold a field itself.
  EXPECT_THAT(texts(read_made(plain({{"\x13 TOC \\o \x13 SEQ a \x14"
                                      "9\x15 \x14"
                                      "One\t1\r"
                                      "Two\t2\x15\rText\r",
                                      true}}))),
              ElementsAre("One\t1", "Two\t2", "Text"));
  // A field without an end hides nothing, an end without a field is none.
  EXPECT_THAT(texts(read_made(plain({{"a \x13"
                                      "b\rc\r",
                                      true}}))),
              ElementsAre("a b", "c"));
  EXPECT_THAT(texts(read_made(plain({{"a \x14"
                                      "b\x15 c\r",
                                      true}}))),
              ElementsAre("a b c"));
  // A page reference shows its result.
  EXPECT_THAT(texts(read_made(plain({{"page \x13 PAGEREF top \\h \x14"
                                      "7\x15.\r",
                                      true}}))),
              ElementsAre("page 7."));
  // A place in the document is no link to follow.
  const RawDocument inner =
      read_made(plain({{"\x13 HYPERLINK \\l \"https://a.b\" \x14"
                        "x\x15\r",
                        true}}));
  EXPECT_THAT(texts(inner), ElementsAre("x"));
  EXPECT_THAT(inner.blocks[0].links, IsEmpty());
}

// A symbol stands as "(" in the text; its font and code are properties.
TEST(DocMade, Symbols) {
  Doc doc = plain({{"a ( b (c)\r", true}});
  doc.characters = {{2, 3, kSpecial + u16(0x6A09) + u16(1) + u16(0xF0A3)}};
  std::string fonts = u16(2) + u16(0);
  for (const char* name : {"Arial", "Symbol"}) {
    std::string entry(39, '\0');
    for (const char* c = name; *c != '\0'; ++c) entry += u16(static_cast<unsigned char>(*c));
    entry += u16(0);
    fonts += static_cast<char>(entry.size()) + entry;
  }
  doc.tables[kFonts] = fonts;
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("a ≤ b (c)"));
  doc.tables.erase(kFonts);  // nobody knows what it shows
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("a \uFFFD b (c)"));
}

// A raised number stays raised; raised letters are set in the line.
TEST(DocMade, RaisedNumbers) {
  Doc doc = plain({{"10 km2, the 5th, n1x\r", true}});
  const std::string raised = u16(0x2A48) + '\x01';
  doc.characters = {{5, 6, raised}, {13, 15, raised}, {18, 20, raised}};
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("10 km², the 5th, n1x"));
}

// What was changed since the file was written as a whole stands with the pieces of the text.
TEST(DocMade, ChangesOfPieces) {
  EXPECT_THAT(
      texts(read_made(plain({{"kept ", true}, {"gone ", true, kDeleted}, {"kept\r", true}}))),
      ElementsAre("kept kept"));
  EXPECT_THAT(texts(read_made(plain({{"a", true}, {"b", true, kHidden}, {"c\r", true}}))),
              ElementsAre("ac"));
}

// A page break within a paragraph is a line's end; where the paragraph's properties end, or a
// section, it ends a paragraph.
TEST(DocMade, PageBreaks) {
  Doc doc =
      plain({{"a\x0C"
              "b\rc\x0C"
              "d\r",
              true}});
  doc.paragraphs = {{0, 4, ""}, {4, 6, ""}, {6, 8, ""}};
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("a\nb", "c", "d"));
}

// A box whose shape is nowhere anchored comes at the end, and none is told twice.
TEST(DocMade, BoxesWithoutAnchor) {
  Doc doc = plain({{"Text\r", true}, {"Box\rSecond\r\r", true}});
  doc.lengths[6] = 12;
  const std::string box(22, '\0');
  doc.tables[kBoxTexts] = places({0, 4, 11, 12}, {box, box, box});
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("Text", "Box", "Second"));
  doc.tables[kBoxTexts] = places({0, 4, 0, 11}, {box, box, box});
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("Text", "Box"));
}

TEST(DocMade, Passwords) {
  Doc doc = plain({{"Text\r", true}});
  doc.flags |= 0x0100;
  try {
    read_made(doc);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), "protected by a password");
    EXPECT_EQ(error.remedy(), "open it with its password and save it without");
  }
}

// ---- hostile files
// ---------------------------------------------------------------------------------------------------

void survive(const std::string& bytes) {
  try {
    read(bytes, "damaged.doc");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input) << error.what();
  }
}

// All that the reader looks at, in one small file.
Doc rich() {
  Doc doc = plain({{"See \x13 HYPERLINK \"https://a.b\" \x14"
                    "here\x15\x02 ( \x08.\x0C",
                    true},
                   {"第二\r", false, kDeleted},
                   {"\x02 Note.\r\r", true},
                   {"Box\r\r", true}});
  doc.lengths[1] = 9;
  doc.lengths[6] = 5;
  doc.characters = {{38, 39, kSpecial + u16(0x6A09) + u16(0) + u16(0xF0A3)}};
  doc.paragraphs = {{0, 40, u16(0x2640) + '\x00'}};
  doc.tables[kFootnoteAnchors] = places({36, 46}, {u16(1)});
  doc.tables[kFootnoteTexts] = places({0, 8, 9}, {});
  const std::string shape(22, '\0');
  doc.tables[kBoxTexts] = places({0, 4, 5}, {shape, shape});
  doc.tables[0x1DA] = places({40, 46}, {std::string(26, '\0')});
  doc.sections = {u16(0x303C) + '\x01'};
  return doc;
}

TEST(DocMadeHostile, CutAndFlippedAtEveryByte) {
  const std::string whole = rich().bytes();
  ASSERT_THAT(texts(read(whole, "rich.doc")), ElementsAre("See here \uFFFD .", "Box"));
  for (std::size_t n = 8; n < whole.size(); ++n) {
    if (n % 7 == 0) survive(whole.substr(0, n));
    if (whole[n] == '\0' && n % 5 != 0) continue;  // padding for the most part
    std::string bytes = whole;
    bytes[n] = static_cast<char>(bytes[n] ^ (1 << (n % 8)));
    survive(bytes);
  }
}

TEST(DocMadeHostile, FieldsNestedTenThousandDeep) {
  std::string closed;
  std::string open;
  for (int i = 0; i < 10000; ++i) {
    closed += "\x13\x14";
    open += '\x13';
  }
  EXPECT_THAT(texts(read_made(plain({{closed + "a" + std::string(10000, '\x15') + "b\r", true}}))),
              ElementsAre("ab"));
  EXPECT_THAT(texts(read_made(plain({{open + "a\r", true}}))), ElementsAre("a"));
  EXPECT_THAT(texts(read_made(plain({{open + "a" + std::string(10000, '\x15') + "b\r", true}}))),
              ElementsAre("b"));
}

TEST(DocMadeHostile, DrawingsNestedFiveThousandDeep) {
  Doc doc = plain({{"Text\r", true}, {"Box\r\r", true}});
  doc.lengths[6] = 5;
  const std::string shape(22, '\0');
  doc.tables[kBoxTexts] = places({0, 4, 5}, {shape, shape});
  std::string groups;
  for (int i = 0; i < 5000; ++i) groups = u16(0xF) + u16(0xF003) + u32(0xFFFFFF) + groups;
  doc.tables[0x22A] =
      u16(0xF) + u16(0xF000) + u32(0) + '\0' + u16(0xF) + u16(0xF002) + u32(0xFFFFFF) + groups;
  EXPECT_THAT(texts(read_made(doc)), ElementsAre("Text", "Box"));
}

// A thousand pieces that all show the same megabyte: every character is told once or twice.
TEST(DocMadeHostile, PiecesThatOverlap) {
  Doc doc = plain({{std::string(50000, 'x') + "\r", true}});
  std::string bytes = doc.bytes();
  const std::size_t clx = bytes.find('\x02' + u32(16));
  ASSERT_NE(clx, std::string::npos);
  const std::string place = bytes.substr(clx + 13, 8);
  std::vector<std::uint32_t> begins;
  std::vector<std::string> items;
  for (std::uint32_t i = 0; i <= 200; ++i) begins.push_back(i * 50000);
  items.assign(200, place);
  const std::string table = places(begins, items);
  const std::string all = '\x02' + u32(static_cast<std::uint32_t>(table.size())) + table;
  bytes.replace(clx, all.size(), all);
  bytes.replace(3 * 512 + 0x1A6, 4, u32(static_cast<std::uint32_t>(all.size())));
  bytes.replace(3 * 512 + 0x4C, 4, u32(10000000));
  const RawDocument document = read(bytes, "made.doc");
  std::size_t size = 0;
  for (const RawBlock& block : document.blocks) size += block.text.size();
  EXPECT_LE(size, 2 * bytes.size());
}

}  // namespace
}  // namespace hexapla::ingest
