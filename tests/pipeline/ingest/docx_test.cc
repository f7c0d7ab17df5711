#include "tests/support/docx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/number_format.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing_support::Docx;
using testing_support::paragraph;
using testing_support::zipped;

std::string run(std::string_view inside, std::string_view rpr = "") {
  return "<w:r><w:rPr>" + std::string(rpr) + "</w:rPr>" + std::string(inside) + "</w:r>";
}
std::string text(std::string_view words, std::string_view rpr = "") {
  return run("<w:t xml:space=\"preserve\">" + std::string(words) + "</w:t>", rpr);
}
std::string p(std::string_view inside) {
  return "<w:p>" + std::string(inside) + "</w:p>";
}

RawDocument read_body(const std::string& body) {
  Docx d;
  d.body = body;
  return read(d.bytes(), "a.docx");
}

std::vector<std::string> texts(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawBlock& b : raw.blocks) out.push_back(b.text.text());
  return out;
}

std::vector<std::string> labels(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawBlock& b : raw.blocks) out.push_back(b.label.text());
  return out;
}

std::string error_of(const std::string& bytes) {
  try {
    read(bytes, "a.docx");
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input);
    return e.what();
  }
  return "no error";
}

TEST(Docx, WhatTheReaderOfThePageSees) {
  struct Case {
    std::string inside;
    std::string expected;
  };
  const Case cases[] = {
      {text("Two ") + text("runs"), "Two runs"},
      // Word trims what is not marked as worth keeping.
      {"<w:r><w:t> a </w:t></w:r>" + text(" b"), "a b"},
      {run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"), "a\tb\nc"},
      {run("<w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>ed</w:t>"),
       "coop\u2011ed"},
      {text("&lt;a&gt; &amp; &#x2014;&#233;"), "<a> & —é"},
      // Tracked changes are accepted.
      {"<w:ins>" + text("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>" +
           "<w:moveFrom>" + text("from") + "</w:moveFrom><w:moveTo>" + text(" to") + "</w:moveTo>",
       "new to"},
      // Symbol fonts: beta, a bullet, a ticked box.
      {run("<w:sym w:font=\"Symbol\" w:char=\"F062\"/><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>"
           "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Arial\" "
           "w:char=\"2022\"/>"),
       "β•☑•"},
      {"<w:sdt><w:sdtContent>" + text("in a control") + "</w:sdtContent></w:sdt>", "in a control"},
      {"<w:smartTag>" + text("smart") + "</w:smartTag><w:fldSimple w:instr=\"PAGE\">" + text("7") +
           "</w:fldSimple>",
       "smart7"},
      {text("seen") + text("hidden", "<w:vanish/>") + text("!", "<w:vanish w:val=\"0\"/>"),
       "seen!"},
      // Combining marks compose over the border of two runs.
      {text("e") + text("\u0301"), "é"},
  };
  for (const Case& c : cases) EXPECT_THAT(texts(read_body(p(c.inside))), ElementsAre(c.expected));
}

TEST(Docx, FieldsKeepTheirResultAndLinksTheirAddress) {
  const auto mark = [](const char* type) {
    return run(std::string("<w:fldChar w:fldCharType=\"") + type + "\"/>");
  };
  const RawDocument raw = read_body(p(
      text("see ") + mark("begin") +
      run("<w:instrText> HYPERLINK \"http://example.org/a&amp;b\" </w:instrText>") + text("lost") +
      mark("separate") + text("here") + mark("end") + text(", page ") + mark("begin") +
      run("<w:instrText>PAGEREF x</w:instrText>") + mark("separate") + text("9") + mark("end")));
  ASSERT_THAT(texts(raw), ElementsAre("see here, page 9"));
  ASSERT_EQ(raw.blocks[0].links.size(), 1u);
  EXPECT_EQ(raw.blocks[0].links[0].url, "http://example.org/a&b");
  EXPECT_EQ(raw.blocks[0].links[0].span, (Span{4, 8}));
  Docx d;
  d.relations =
      "<Relationship Id=\"L\" Type=\"x/hyperlink\" TargetMode=\"External\" "
      "Target=\"https://example.org/\"/>"
      "<Relationship Id=\"J\" Type=\"x/hyperlink\" TargetMode=\"External\" "
      "Target=\"file:///etc/passwd\"/>";
  d.body = p("<w:hyperlink r:id=\"L\">" + text("site") + "</w:hyperlink><w:hyperlink r:id=\"J\">" +
             text("file") + "</w:hyperlink>");
  const RawDocument linked = read(d.bytes(), "a.docx");
  ASSERT_EQ(linked.blocks[0].links.size(), 1u);
  EXPECT_EQ(linked.blocks[0].links[0].url, "https://example.org/");
}

TEST(Docx, FormsShowWhatWasChosen) {
  struct Case {
    std::string inside;
    std::string expected;
  };
  const auto field = [](const char* data, const std::string& result) {
    return run(std::string("<w:fldChar w:fldCharType=\"begin\"><w:ffData>") + data +
               "</w:ffData></w:fldChar>") +
           run("<w:instrText>FORM</w:instrText>") + run("<w:fldChar w:fldCharType=\"separate\"/>") +
           result + run("<w:fldChar w:fldCharType=\"end\"/>");
  };
  const char* list =
      "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Annual\"/>"
      "<w:listEntry w:val=\"Biennial\"/></w:ddList>";
  const char* standard =
      "<w:ddList><w:default w:val=\"0\"/><w:listEntry w:val=\"Annual\"/></w:ddList>";
  const Case cases[] = {
      {field(list, ""), "Biennial"},
      {field(standard, ""), "Annual"},
      {field(list, text("As shown")), "As shown"},  // a program that writes the result as well
      {field("<w:checkBox><w:default w:val=\"1\"/></w:checkBox>", "") + text(" yes"), "☒ yes"},
      {field("<w:checkBox><w:default w:val=\"1\"/><w:checked w:val=\"0\"/></w:checkBox>", ""), "☐"},
      {field("<w:textInput/>", text("Lake")), "Lake"},
      {"<w:fldSimple w:instr=\"FORMDROPDOWN\"><w:ffData>" + std::string(list) +
           "</w:ffData></w:fldSimple>",
       "Biennial"},
      {"<w:fldSimple w:instr=\"PAGE\">" + text("3") + "</w:fldSimple>", "3"},
  };
  for (const Case& c : cases) EXPECT_THAT(texts(read_body(p(c.inside))), ElementsAre(c.expected));
}

// A field without an end would hide the rest of the document.
TEST(Docx, FieldsWithoutAnEndHideNothing) {
  const std::string begin = run("<w:fldChar w:fldCharType=\"begin\"/>");
  EXPECT_THAT(texts(read_body(p(text("a") + begin + text("b")) + p(text("c")))),
              ElementsAre("ab", "c"));
  // The one inside has an end, the one outside has none.
  EXPECT_THAT(texts(read_body(p(begin + text("a") + begin + run("<w:instrText>PAGE</w:instrText>") +
                                run("<w:fldChar w:fldCharType=\"end\"/>") + text("b")))),
              ElementsAre("ab"));
}

// Fonts of symbols show their characters for codes of a private area, in runs of text too.
TEST(Docx, FontsOfSymbols) {
  const auto in_font = [](const char* font) {
    return std::string("<w:r><w:rPr><w:rFonts w:ascii=\"") + font + "\" w:hAnsi=\"" + font +
           "\"/></w:rPr><w:t>\uF0A35\uF0B0</w:t></w:r>";
  };
  EXPECT_THAT(texts(read_body(p(in_font("Symbol")))), ElementsAre("≤5°"));
  EXPECT_THAT(texts(read_body(p(in_font("Anything")))), ElementsAre("\uF0A35\uF0B0"));
}

TEST(Docx, RaisedNumbers) {
  const auto raised = [](const char* inside) {
    return std::string("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>") + inside +
           "</w:t></w:r>";
  };
  EXPECT_THAT(texts(read_body(p(text("10 km") + raised("2") + text(", the 5") + raised("th")))),
              ElementsAre("10 km², the 5th"));
}

TEST(Docx, EveryByteIsWhereTheMapSays) {
  Docx d;
  d.body = p(text("A &amp; B") + text(" и далее"));
  const std::string xml = testing_support::part("document", d.body);
  const RawDocument raw = read(d.bytes(), "a.docx");
  ASSERT_THAT(texts(raw), ElementsAre("A & B и далее"));
  const document::MappedText& mapped = raw.blocks[0].text;
  bool entity = false;
  for (const document::MapPiece& piece : mapped.pieces()) {
    ASSERT_LT(piece.source.part, raw.manifestation.parts.size());
    EXPECT_EQ(raw.manifestation.parts[piece.source.part], "word/document.xml");
    const std::string source =
        xml.substr(piece.source.begin, piece.source.end - piece.source.begin);
    const std::string shown = mapped.text().substr(piece.text.begin, piece.text.size());
    if (piece.verbatim) {
      EXPECT_EQ(source, shown);
    } else {
      entity = true;
      EXPECT_EQ(source, "&amp;");
      EXPECT_EQ(shown, "&");
    }
  }
  EXPECT_TRUE(entity);
}

TEST(Docx, HeadingsByStyleAndOutlineLevel) {
  Docx d;
  d.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"T1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"T2\"><w:name w:val=\"My own\"/><w:basedOn "
      "w:val=\"T1\"/>"
      "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>"
      // Two styles that are based on one another end nowhere.
      "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>";
  d.body = paragraph("One", "<w:pStyle w:val=\"T1\"/>") +
           paragraph("Two", "<w:pStyle w:val=\"T2\"/>") +
           paragraph("Three", "<w:outlineLvl w:val=\"2\"/>") +
           paragraph("Text", "<w:pStyle w:val=\"A\"/>") +
           paragraph("Body", "<w:pStyle w:val=\"T1\"/><w:outlineLvl w:val=\"9\"/>");
  std::vector<int> levels;
  for (const RawBlock& b : read(d.bytes(), "a.docx").blocks)
    levels.push_back(b.kind == RawKind::heading ? b.level : 0);
  EXPECT_THAT(levels, ElementsAre(1, 2, 3, 0, 0));
}

std::string numbered(int list, int level, std::string_view words = "text") {
  return paragraph(words, "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
                              "\"/><w:numId w:val=\"" + std::to_string(list) + "\"/></w:numPr>");
}

constexpr const char* kLegalNumbering =
    "<w:abstractNum w:abstractNumId=\"7\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText "
    "w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
    "w:val=\"%2.\"/><w:lvlRestart w:val=\"0\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText "
    "w:val=\"(%3)\"/></w:lvl>"
    "<w:lvl w:ilvl=\"3\"><w:isLgl/><w:numFmt w:val=\"decimal\"/><w:lvlText "
    "w:val=\"%1.%4\"/></w:lvl>"
    "<w:lvl w:ilvl=\"4\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\xEF\x82\xB7\"/></w:lvl>"
    "</w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride "
    "w:ilvl=\"1\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>";

TEST(Docx, NumbersThatWordComputes) {
  Docx d;
  d.numbering = kLegalNumbering;
  d.body = numbered(1, 0) + numbered(1, 1) + numbered(1, 2) + numbered(1, 2) +
           // Level 2 begins again under a new paragraph; level 1 never does.
           numbered(1, 1) + numbered(1, 2) + numbered(1, 0) + numbered(1, 1) +
           // "II.4" with a legal level is "2.1".
           numbered(1, 3) +
           // The second list counts on with the first but for the level that it starts anew.
           numbered(2, 1) + numbered(2, 1) + numbered(1, 0) + numbered(1, 4) +
           // No list of that number, and no list by its own word.
           numbered(9, 0) + numbered(0, 0);
  const RawDocument raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(labels(raw), ElementsAre("I.", "1.", "(a)", "(b)", "2.", "(a)", "II.", "3.", "2.1",
                                       "5.", "6.", "III.", "", "", ""));
  EXPECT_EQ(raw.blocks[12].kind, RawKind::bullet);
  EXPECT_EQ(raw.blocks[3].ordinal, 2);
  EXPECT_EQ(raw.blocks[2].list, raw.blocks[3].list);
}

TEST(Docx, NumberFormats) {
  struct Case {
    const char* format;
    int value;
    const char* expected;
  };
  const Case cases[] = {
      {"decimal", 12, "12"},
      {"decimalZero", 7, "07"},
      {"upperRoman", 1994, "MCMXCIV"},
      {"lowerRoman", 4, "iv"},
      {"upperLetter", 26, "Z"},
      {"lowerLetter", 27, "aa"},
      {"lowerLetter", 54, "bbb"},
      {"arabicAbjad", 3, "ج"},
      {"arabicAlpha", 3, "ت"},
      {"russianLower", 5, "д"},
      {"russianLower", 10, "к"},
      {"chineseCounting", 10, "十"},
      {"chineseCounting", 15, "十五"},
      {"chineseCounting", 20, "二十"},
      {"chineseCounting", 105, "一○五"},
      {"chineseCountingThousand", 105, "一百零五"},
      {"chineseCountingThousand", 110, "一百一十"},
      {"chineseCountingThousand", 1005, "一千零五"},
      {"chineseLegalSimplified", 12, "壹拾贰"},
      {"japaneseCounting", 111, "百十一"},
      {"ideographTraditional", 2, "乙"},
      {"decimalFullWidth", 10, "１０"},
      {"decimalEnclosedCircle", 20, "⑳"},
      {"decimalEnclosedCircle", 21, "21"},
      {"chicago", 6, "††"},
      {"ordinal", 11, "11th"},
      {"ordinal", 22, "22nd"},
      {"none", 3, ""},
      {"upperRoman", 0, "0"},
      {"no such format", 3, "3"},
  };
  for (const Case& c : cases) EXPECT_EQ(format_number(c.value, c.format), c.expected) << c.format;
}

TEST(Docx, NotesWithTheirAnchors) {
  Docx d;
  d.footnotes =
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>"
      "<w:footnote w:id=\"4\">" +
      p(run("<w:footnoteRef/>") + text(" The first.")) + p(text("Its second line.")) +
      "</w:footnote><w:footnote w:id=\"5\">" + p(text("* The star.")) +
      "</w:footnote>"
      "<w:footnote w:id=\"6\">" +
      p(text("The second.")) + "</w:footnote>";
  d.endnotes = "<w:endnote w:id=\"4\">" + p(text("At the end.")) + "</w:endnote>";
  const auto ref = [](const char* id) {
    return run(std::string("<w:footnoteReference w:id=\"") + id + "\"/>");
  };
  d.body = p(text("One") + ref("4") + text(", two") +
             run("<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"5\"/><w:t>*</w:t>") +
             text(".")) +
           p(text("Three") + ref("6") + run("<w:endnoteReference w:id=\"4\"/>"));
  const RawDocument raw = read(d.bytes(), "a.docx");
  ASSERT_THAT(texts(raw), ElementsAre("One, two.", "Three"));
  ASSERT_EQ(raw.blocks[0].notes.size(), 2u);
  EXPECT_EQ(raw.blocks[0].notes[0].at, 3u);
  EXPECT_EQ(raw.blocks[0].notes[0].mark, "1");
  EXPECT_EQ(raw.blocks[0].notes[1].at, 8u);
  EXPECT_EQ(raw.blocks[0].notes[1].mark, "*");
  ASSERT_EQ(raw.notes.size(), 4u);
  EXPECT_EQ(raw.notes[0].body.text.text(), " The first.\nIts second line.");
  EXPECT_EQ(raw.notes[1].mark.text(), "*");
  EXPECT_EQ(raw.notes[1].body.text.text(), " The star.");
  // A star takes no number; endnotes count for themselves.
  EXPECT_EQ(raw.notes[2].mark.text(), "2");
  EXPECT_EQ(raw.notes[3].mark.text(), "i");
  EXPECT_EQ(raw.blocks[1].notes[1].note, 3);
}

TEST(Docx, TablesWithMergedCells) {
  const auto cell = [](std::string_view words, std::string_view properties = "") {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" +
           (words.empty() ? "<w:p/>" : paragraph(words)) + "</w:tc>";
  };
  const RawDocument raw =
      read_body("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" +
                cell("wide", "<w:gridSpan w:val=\"2\"/>") + cell("c") +
                "</w:tr>"
                "<w:tr>" +
                cell("tall", "<w:vMerge w:val=\"restart\"/>") + cell("b1") + cell("c1") +
                "</w:tr>"
                "<w:tr>" +
                cell("", "<w:vMerge/>") + cell("b2") + "<w:tc><w:tbl><w:tr>" + cell("inner") +
                "</w:tr></w:tbl><w:p/></w:tc></w:tr>"
                "<w:tr><w:trPr><w:del/></w:trPr>" +
                cell("deleted") + "</w:tr></w:tbl>" + paragraph("after"));
  std::vector<std::string> got;
  for (const RawBlock& b : raw.blocks) {
    got.push_back(b.text.text() + " " + std::to_string(b.row) + "," + std::to_string(b.column) +
                  (b.header_row ? " h" : ""));
  }
  EXPECT_THAT(got, ElementsAre("wide 0,0 h", "c 0,2 h", "tall 1,0", "b1 1,1", "c1 1,2", "b2 2,1",
                               "inner 2,2", "after -1,-1"));
}

TEST(Docx, TextBoxesAreToldOnce) {
  const std::string box = "<w:txbxContent>" + paragraph("boxed") + "</w:txbxContent>";
  EXPECT_THAT(texts(read_body(p(run("<mc:AlternateContent><mc:Choice><w:drawing>" + box +
                                    "</w:drawing></mc:Choice>"
                                    "<mc:Fallback><w:pict>" +
                                    box + "</w:pict></mc:Fallback></mc:AlternateContent>") +
                                text("around")))),
              ElementsAre("around", "boxed"));
}

TEST(Docx, ADeletedParagraphMarkJoins) {
  EXPECT_THAT(texts(read_body("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + text("one ") +
                              "</w:p>" + p(text("two")))),
              ElementsAre("one two"));
}

TEST(Docx, TheHeadOfTheFirstPage) {
  Docx d;
  d.header = paragraph("UNEP/GLC/COP.3/7");
  d.body = paragraph("Text") +
           "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdH\"/></w:sectPr>";
  const RawDocument raw = read(d.bytes(), "a.docx");
  ASSERT_THAT(texts(raw), ElementsAre("UNEP/GLC/COP.3/7", "Text"));
  EXPECT_EQ(raw.blocks[0].kind, RawKind::running);
  // With a first page of its own, the head of the others says nothing of this one.
  d.body = paragraph("Text") +
           "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdH\"/><w:titlePg/></w:sectPr>";
  EXPECT_THAT(texts(read(d.bytes(), "a.docx")), ElementsAre("Text"));
}

// ---- hostile files
// ---------------------------------------------------------------------------------------------------

std::string rich() {
  Docx d;
  d.numbering = kLegalNumbering;
  d.footnotes = "<w:footnote w:id=\"1\">" + p(text("note")) + "</w:footnote>";
  d.body = numbered(1, 0) + p(text("a") + run("<w:footnoteReference w:id=\"1\"/>")) +
           "<w:tbl><w:tr><w:tc>" + paragraph("cell") + "</w:tc></w:tr></w:tbl>";
  return d.bytes();
}

void must_not_fall(const std::string& bytes) {
  try {
    read(bytes, "a.docx");
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input) << e.what();
  }
}

TEST(DocxHostile, CutAtEveryByte) {
  const std::string whole = rich();
  for (std::size_t n = 0; n < whole.size(); ++n) {
    SCOPED_TRACE(n);
    must_not_fall(whole.substr(0, n));
  }
}

TEST(DocxHostile, EveryByteFlipped) {
  const std::string whole = rich();
  for (std::size_t n = 0; n < whole.size(); ++n) {
    SCOPED_TRACE(n);
    std::string bad = whole;
    bad[n] = static_cast<char>(bad[n] ^ (1 << (n % 8)));
    must_not_fall(bad);
  }
}

TEST(DocxHostile, PartsCutAtEveryByte) {
  // Within sound archives the XML is damaged.
  const std::string xml = testing_support::part("document", numbered(1, 0) + p(text("a &amp; b")));
  for (std::size_t n = 0; n < xml.size(); ++n) {
    SCOPED_TRACE(n);
    EXPECT_NE(error_of(zipped(
                  {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", xml.substr(0, n)}})),
              "no error");
  }
}

std::string with_document(const std::string& xml) {
  return zipped({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", xml}});
}

TEST(DocxHostile, EntitiesAreRefused) {
  EXPECT_THAT(
      error_of(with_document("<!DOCTYPE w [<!ENTITY a SYSTEM "
                             "\"file:///etc/passwd\">]><w:document><w:body/></w:document>")),
      HasSubstr("document type"));
}

TEST(DocxHostile, DeepNestingIsRefused) {
  std::string xml = "<w:document><w:body>";
  for (int i = 0; i < 10000; ++i) xml += "<w:sdt><w:sdtContent>";
  EXPECT_THAT(error_of(with_document(xml)), HasSubstr("nested"));
}

TEST(DocxHostile, Bombs) {
  EXPECT_THAT(error_of(with_document("<w:document>" + std::string(std::size_t{8} << 20, ' ') +
                                     "</w:document>")),
              HasSubstr("times its size"));
  const std::string bytes(1000, 'x');
  ZipLimits limits;
  limits.entry_bytes = 500;
  const std::string archive = zipped({{"a", bytes}, {"b", "y"}});
  EXPECT_THROW(ZipArchive(archive, "a.zip", limits).read("a"), Error);
  limits = {};
  limits.total_bytes = 1500;
  const std::string two = zipped({{"a", bytes}, {"b", bytes}});
  ZipArchive twice(two, "a.zip", limits);
  EXPECT_EQ(twice.read("a"), bytes);
  EXPECT_THROW(twice.read("b"), Error);
  limits = {};
  limits.entries = 1;
  EXPECT_THROW(ZipArchive(archive, "a.zip", limits), Error);
}

TEST(DocxHostile, PasswordsAreTold) {
  // What Word writes when a password protects a file: a compound file with a stream of that name.
  std::string bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  bytes += std::string(600, '\0');
  for (const char c : std::string("EncryptedPackage")) bytes += {c, '\0'};
  EXPECT_THAT(error_of(bytes), HasSubstr("password"));
}

TEST(DocxHostile, OtherArchives) {
  EXPECT_THAT(error_of(zipped({{"a.txt", "text"}})), HasSubstr("no text document"));
  EXPECT_THAT(error_of(zipped({{"[Content_Types].xml", "<Types/>"},
                               {"_rels/.rels", "<Relationships/>"},
                               {"xl/workbook.xml", "<a/>"}})),
              HasSubstr("no text document"));
  for (const char* name : {"/etc/passwd", "../a", "a/../../b", "C:\\a", "a\\b", "C:/x", ""})
    EXPECT_FALSE(is_safe_entry_name(name)) << name;
  for (const char* name : {"a.txt", "a/b..c/d", "..a/b"})
    EXPECT_TRUE(is_safe_entry_name(name)) << name;
}

}  // namespace
}  // namespace hexapla::ingest
