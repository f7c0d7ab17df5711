// DOCX: lists as Word counts them over levels and overrides, tracked changes that move and delete
// whole paragraphs and rows, documents within the document, the strict namespace, formulas.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/base/error.h"
#include "pipeline/ingest/ingest.h"
#include "tests/pipeline/ingest/told.h"
#include "tests/support/docx.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing_support::Docx;
using testing_support::paragraph;

std::vector<std::string> labels(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawBlock& b : raw.blocks) out.push_back(b.label.text());
  return out;
}

std::string level(int n, const std::string& format, const std::string& text,
                  const std::string& more = "", int start = 1) {
  return "<w:lvl w:ilvl=\"" + std::to_string(n) + "\"><w:start w:val=\"" + std::to_string(start) +
         "\"/><w:numFmt w:val=\"" + format + "\"/>" + more + "<w:lvlText w:val=\"" + text +
         "\"/></w:lvl>";
}
std::string abstract(int id, const std::string& levels) {
  return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + levels +
         "</w:abstractNum>";
}
std::string list(int id, int abstract_id, const std::string& overrides = "") {
  return "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" +
         std::to_string(abstract_id) + "\"/>" + overrides + "</w:num>";
}
std::string item(int id, int n = 0) {
  return paragraph("x", "<w:numPr><w:ilvl w:val=\"" + std::to_string(n) + "\"/><w:numId w:val=\"" +
                            std::to_string(id) + "\"/></w:numPr>");
}

TEST(DocxLists, LevelsRestartAndOverrides) {
  Docx d;
  d.numbering =
      abstract(0, level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") +
                      level(2, "lowerRoman", "(%3)")) +
      // Legal numbers are figures at every level; the third level never begins anew.
      abstract(1, level(0, "upperRoman", "Chapter %1") +
                      level(1, "decimal", "%1.%2", "<w:isLgl/>") +
                      level(2, "decimal", "%1.%2.%3", "<w:lvlRestart w:val=\"0\"/><w:isLgl/>")) +
      list(1, 0) +
      list(2, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>") +
      list(3, 1);
  d.body = item(1) + item(1, 1) + item(1, 2) + item(1, 1) + item(1, 2) + item(1) + item(1, 1) +
           item(2) + item(2) + item(1) +  // both count with one counter
           item(3) + item(3, 1) + item(3, 2) + item(3, 1) + item(3, 2) + item(3) + item(3, 1);
  EXPECT_THAT(labels(read(d.bytes(), "a.docx")),
              ElementsAre("1.", "(a)", "(i)", "(b)", "(i)", "2.", "(a)", "1.", "2.", "3.",
                          "Chapter I", "1.1", "1.1.1", "1.2", "1.2.2", "Chapter II", "2.1"));
}

// A style counts without a word in the paragraph, as does one based on it; number 0 takes it off.
TEST(DocxLists, StylesThatCount) {
  Docx d;
  d.numbering = abstract(0, level(0, "decimal", "Article %1", "<w:pStyle w:val=\"Art\"/>")) +
                abstract(1, "<w:styleLink w:val=\"L\"/>" + level(0, "decimalZero", "%1")) +
                abstract(2, "<w:numStyleLink w:val=\"L\"/>") + list(1, 0) + list(2, 1) + list(3, 2);
  d.styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Art\"><w:pPr><w:numPr><w:numId w:val=\"1\"/>"
      "</w:numPr></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Art2\"><w:basedOn w:val=\"Art\"/></w:style>"
      "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"2\"/>"
      "</w:numPr></w:pPr></w:style>";
  d.body = paragraph("a", "<w:pStyle w:val=\"Art\"/>") +
           paragraph("b", "<w:pStyle w:val=\"Art2\"/>") +
           paragraph("c", "<w:pStyle w:val=\"Art\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>") +
           item(3) + item(2);
  EXPECT_THAT(labels(read(d.bytes(), "a.docx")),
              ElementsAre("Article 1", "Article 2", "", "01", "02"));
}

const std::string kWho = " w:id=\"1\" w:author=\"A\" w:date=\"2020-01-01T00:00:00Z\"";

std::string run(const std::string& words, const char* element = "t") {
  return "<w:r><w:" + std::string(element) + " xml:space=\"preserve\">" + words + "</w:" + element +
         "></w:r>";
}
std::string changed(const std::string& how, const std::string& inside) {
  return "<w:" + how + kWho + ">" + inside + "</w:" + how + ">";
}

TEST(DocxChanges, MovesRowsAndFields) {
  Docx d;
  const auto cell = [](const std::string& inside) {
    return "<w:tc><w:p>" + inside + "</w:p></w:tc>";
  };
  const auto row = [&](const std::string& properties, const std::string& cells) {
    return "<w:tr><w:trPr>" + properties + "</w:trPr>" + cells + "</w:tr>";
  };
  const std::string field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + run(" REF x ", "delInstrText") +
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + run("gone", "delText") +
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  d.body = "<w:p><w:pPr><w:rPr><w:moveFrom" + kWho + "/></w:rPr></w:pPr>" +
           changed("moveFrom", run("Moved.")) + "</w:p>" + paragraph("Between.") +
           "<w:p><w:pPr><w:rPr><w:moveTo" + kWho + "/></w:rPr></w:pPr>" +
           changed("moveTo", run("Moved.")) + "</w:p><w:p>" + run("Kept ") + changed("del", field) +
           changed("ins", changed("del", run("x", "delText")) + run("new.")) + "</w:p><w:tbl>" +
           row("", cell(run("a"))) +
           row("<w:del" + kWho + "/>", cell(changed("del", run("b", "delText")))) +
           row("<w:ins" + kWho + "/>", cell(changed("ins", run("c")))) + "</w:tbl>";
  const RawDocument raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(texts(raw), ElementsAre("Between.", "Moved.", "Kept new.", "a", "c"));
  EXPECT_EQ(raw.blocks[4].row, 1);
}

// A document within the document stands where it is, with its places in its own part.
TEST(DocxEmbedded, HtmlAndDocx) {
  const std::string type =
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\"";
  const auto relation = [&](const char* id, const char* target) {
    return "<Relationship Id=\"" + std::string(id) + "\" " + type + " Target=\"" + target + "\"/>";
  };
  Docx inner;
  inner.body = paragraph("Inner text.") + "<w:tbl><w:tr><w:tc>" + paragraph("Inner cell.") +
               "</w:tc><w:tc>" + paragraph("Second.") + "</w:tc></w:tr></w:tbl>";
  Docx bomb;
  bomb.body = paragraph("Bomb.") + "<w:altChunk r:id=\"c\"/>";
  bomb.relations = relation("c", "chunk.docx");
  bomb.more = {{"word/chunk.docx", inner.bytes()}};
  Docx d;
  d.body = "<w:tbl><w:tr><w:tc>" + paragraph("Outer cell.") + "</w:tc><w:tc>" +
           paragraph("Other.") + "</w:tc></w:tr></w:tbl>" + "<w:altChunk r:id=\"h\"/>" +
           paragraph("Between.") + "<w:altChunk r:id=\"d\"/>" +
           "<w:altChunk r:id=\"r\"/><w:altChunk r:id=\"b\"/>";
  d.relations = relation("h", "chunk.html") + relation("d", "chunk.docx") +
                relation("r", "chunk.rtf") + relation("b", "bomb.docx");
  d.more = {{"word/chunk.html", "<html><body><p>From <b>HTML</b>.</p></body></html>"},
            {"word/chunk.docx", inner.bytes()},
            {"word/chunk.rtf", "{\\rtf1 text}"},
            {"word/bomb.docx", bomb.bytes()}};
  const RawDocument raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(texts(raw), ElementsAre("Outer cell.", "Other.", "From HTML.", "Between.",
                                      "Inner text.", "Inner cell.", "Second.", "Bomb."));
  EXPECT_EQ(raw.blocks[5].table, 1);
  const auto part_of = [&](std::size_t block) {
    return raw.manifestation.parts.at(raw.blocks[block].text.pieces()[0].source.part);
  };
  EXPECT_EQ(part_of(2), "word/chunk.html");
  EXPECT_EQ(part_of(3), "word/document.xml");
  EXPECT_EQ(part_of(4), "word/chunk.docx: word/document.xml");
  std::size_t left_out = 0;  // the RTF, and what the third depth holds
  for (const document::QualityNote& note : raw.quality)
    left_out += note.code == "embedded-document" ? 1 : 0;
  EXPECT_EQ(left_out, 2U);
}

TEST(Docx, ExponentsOfFormulasStayRaised) {
  Docx d;
  d.body =
      "<w:p><m:oMath "
      "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:sSup>"
      "<m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></"
      "m:oMath>" +
      run(" t") + "</w:p>";
  EXPECT_THAT(texts(read(d.bytes(), "a.docx")), ElementsAre("10⁶ t"));
}

}  // namespace
}  // namespace hexapla::ingest
