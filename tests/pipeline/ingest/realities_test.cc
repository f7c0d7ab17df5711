// What word processors and web pages of today hold besides paragraphs: controls, formulas,
// diagrams, notes that count by page, what is there and not seen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/ingest/ingest.h"
#include "tests/pipeline/ingest/told.h"
#include "tests/support/docx.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using testing_support::Docx;
using testing_support::paragraph;

std::string run(std::string_view inside, std::string_view properties = "") {
  return "<w:r><w:rPr>" + std::string(properties) + "</w:rPr>" + std::string(inside) + "</w:r>";
}
std::string text(std::string_view words, std::string_view properties = "") {
  return run("<w:t xml:space=\"preserve\">" + std::string(words) + "</w:t>", properties);
}
std::string p(std::string_view inside, std::string_view properties = "") {
  return "<w:p><w:pPr>" + std::string(properties) + "</w:pPr>" + std::string(inside) + "</w:p>";
}
RawDocument docx(const std::string& body) {
  Docx d;
  d.body = body;
  return read(d.bytes(), "a.docx");
}

std::string m(std::string_view words) {
  return "<m:r><m:t>" + std::string(words) + "</m:t></m:r>";
}

// As one would type them: the bar of a fraction, the signs of roots and sums and the brackets are
// in the file's structure only.
TEST(DocxRealities, Formulas) {
  struct Case {
    std::string inside;
    const char* expected;
  };
  const Case cases[] = {
      {"<m:f><m:num>" + m("a") + "</m:num><m:den>" + m("b+1") + "</m:den></m:f>", "a/(b+1)"},
      {"<m:f><m:fPr><m:type m:val=\"noBar\"/></m:fPr><m:num>" + m("n") + "</m:num><m:den>" +
           m("k") + "</m:den></m:f>",
       "nk"},
      {"<m:sSup><m:e>" + m("x") + "</m:e><m:sup>" + m("2") + "</m:sup></m:sSup>", "x²"},
      {"<m:sSub><m:e>" + m("CO") + "</m:e><m:sub>" + m("2") + "</m:sub></m:sSub>", "CO2"},
      {"<m:rad><m:deg/><m:e>" + m("z") + "</m:e></m:rad>", "√z"},
      {"<m:rad><m:deg>" + m("3") + "</m:deg><m:e>" + m("z+1") + "</m:e></m:rad>", "³√(z+1)"},
      {"<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" + m("i=1") + "</m:sub><m:sup>" +
           m("n") + "</m:sup><m:e>" + m("k") + "</m:e></m:nary>",
       "∑_(i=1)^n k"},
      {"<m:d><m:e>" + m("p") + "</m:e></m:d>", "(p)"},
      {"<m:d><m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr><m:e>" + m("p") +
           "</m:e><m:e>" + m("q") + "</m:e></m:d>",
       "[p|q]"},
      {"<m:d><m:dPr><m:begChr m:val=\"{\"/><m:endChr m:val=\"\"/></m:dPr><m:e>" + m("p") +
           "</m:e></m:d>",
       "{p"},
      {"<m:func><m:fName><m:limLow><m:e>" + m("lim") + "</m:e><m:lim>" + m("n→∞") +
           "</m:lim></m:limLow></m:fName><m:e>" + m("a") + "</m:e></m:func>",
       "lim_(n→∞) a"},
      {"<m:m><m:mr><m:e>" + m("1") + "</m:e><m:e>" + m("0") + "</m:e></m:mr><m:mr><m:e>" + m("0") +
           "</m:e><m:e>" + m("1") + "</m:e></m:mr></m:m>",
       "1 0; 0 1"},
      {"<m:acc><m:e>" + m("v") + "</m:e></m:acc>", "v"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(texts(docx(p(text("F: ") + "<m:oMath>" + c.inside + "</m:oMath>"))),
                ElementsAre("F: " + std::string(c.expected)));
  }
  // A formula that stands between paragraphs.
  EXPECT_THAT(texts(docx(p(text("a")) + "<m:oMathPara><m:oMath>" + m("E=m") +
                         "</m:oMath></m:oMathPara>" + p(text("b")))),
              ElementsAre("a", "E=m", "b"));
}

// The texts of a diagram stand in a part of their own.
TEST(DocxRealities, Diagrams) {
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  Docx d;
  d.body =
      p(text("Steps") + run("<w:drawing><dgm:relIds r:dm=\"rIdD\" r:lo=\"rIdL\"/></w:drawing>")) +
      p(text("after"));
  d.relations =
      "<Relationship Id=\"rIdD\" Type=\"" + type + "diagramData\" Target=\"diagrams/data1.xml\"/>";
  d.more = {{"word/diagrams/data1.xml",
             "<dgm:dataModel><dgm:ptLst><dgm:pt><dgm:t><a:p/></dgm:t></dgm:pt>"
             "<dgm:pt><dgm:t><a:p><a:r><a:t>Step </a:t></a:r><a:r><a:t>one</a:t></a:r></a:p>"
             "<a:p><a:r><a:t>more</a:t></a:r></a:p></dgm:t></dgm:pt>"
             "<dgm:pt><dgm:t><a:p><a:r><a:t>Step two</a:t></a:r></a:p></dgm:t></dgm:pt>"
             "</dgm:ptLst></dgm:dataModel>"}};
  const RawDocument raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(texts(raw), ElementsAre("Steps", "Step one", "more", "Step two", "after"));
  EXPECT_EQ(raw.manifestation.parts.at(raw.blocks[1].text.source({0, 4}).part),
            "word/diagrams/data1.xml");
}

// A paragraph whose mark is hidden, deleted or moved away goes on with the next; but not over the
// end of a section or a cell. One that moved away counts nothing.
TEST(DocxRealities, MarksOfParagraphsThatAreNotSeen) {
  const std::string hidden = "<w:rPr><w:vanish/></w:rPr>";
  EXPECT_THAT(texts(docx(p(text("one "), hidden) + p(text("two")))), ElementsAre("one two"));
  EXPECT_THAT(
      texts(docx(p(text("one"), "<w:rPr><w:vanish w:val=\"0\"/></w:rPr>") + p(text("two")))),
      ElementsAre("one", "two"));
  EXPECT_THAT(texts(docx(p(text("one"), hidden + "<w:sectPr/>") + p(text("two")))),
              ElementsAre("one", "two"));
  EXPECT_THAT(texts(docx("<w:tbl><w:tr><w:tc>" + p(text("a"), hidden) + "</w:tc><w:tc>" +
                         p(text("b")) + "</w:tc></w:tr></w:tbl>")),
              ElementsAre("a", "b"));
  EXPECT_THAT(texts(docx(p("<w:moveFrom>" + text("gone") + "</w:moveFrom>",
                           "<w:rPr><w:moveFrom/></w:rPr>") +
                         p(text("stays")))),
              ElementsAre("stays"));
}

TEST(DocxRealities, ControlsRubyAndSymbols) {
  EXPECT_THAT(texts(docx(p(text("Name: ") + "<w:sdt><w:sdtContent>" + text("value") +
                           "</w:sdtContent></w:sdt>") +
                         "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>" + p(text("inner")) +
                         "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>" +
                         p(run("<w:ruby><w:rt>" + text("zhōng") + "</w:rt><w:rubyBase>" +
                               text("中") + "</w:rubyBase></w:ruby>") +
                           text("文")) +
                         p(run("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>"
                               "<w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/>"
                               "<w:sym w:font=\"Wingdings 2\" w:char=\"F050\"/>")))),
              ElementsAre("Name: value", "inner", "中文", "☑☑✓"));
}

std::string note(const char* id) {
  return run(std::string("<w:footnoteReference w:id=\"") + id + "\"/>");
}

Docx with_notes(const char* properties) {
  Docx d;
  for (const char* id : {"1", "2", "3", "4"})
    d.footnotes +=
        std::string("<w:footnote w:id=\"") + id + "\">" + p(text("Note.")) + "</w:footnote>";
  d.settings = "<w:footnotePr>" + std::string(properties) + "</w:footnotePr>";
  return d;
}

// Notes that count anew on every page: Word leaves marks where its pages ended. Where it did not,
// they count on, and it is told.
TEST(DocxRealities, NotesThatCountByPage) {
  const auto remark = [](const RawDocument& raw) {
    return std::any_of(raw.quality.begin(), raw.quality.end(),
                       [](const document::QualityNote& q) { return q.code == "note-numbers"; });
  };
  Docx d = with_notes("<w:numRestart w:val=\"eachPage\"/>");
  d.body =
      p(text("a") + note("1") + text("b") + note("2")) +
      p(run("<w:lastRenderedPageBreak/><w:t>c</w:t>") + note("3")) +
      p(run("<w:br w:type=\"page\"/>") + run("<w:lastRenderedPageBreak/><w:t>d</w:t>") + note("4"));
  RawDocument raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(marks(raw), ElementsAre("1", "2", "1", "1"));
  EXPECT_EQ(raw.blocks[1].notes[0].note, 2);
  EXPECT_FALSE(remark(raw));
  d.body = p(text("a") + note("1") + note("2")) + p(text("b") + note("3"));
  raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(marks(raw), ElementsAre("1", "2", "3"));
  EXPECT_TRUE(remark(raw));
  // Pages matter only to notes that count by them.
  d = with_notes("<w:numFmt w:val=\"chicago\"/>");
  d.body = p(text("a") + note("1") + run("<w:lastRenderedPageBreak/>") + note("2") + note("3"));
  raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(marks(raw), ElementsAre("*", "†", "‡"));
  EXPECT_FALSE(remark(raw));
}

// A mark of its own may be a symbol; where it is missing, the note is there all the same.
TEST(DocxRealities, MarksOfTheirOwn) {
  Docx d = with_notes("");
  d.body = p(text("a") +
             run("<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"1\"/>"
                 "<w:sym w:font=\"Symbol\" w:char=\"F02A\"/>") +
             text("b") + note("2") +
             run("<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"3\"/>") + text("c"));
  const RawDocument raw = read(d.bytes(), "a.docx");
  EXPECT_THAT(texts(raw), ElementsAre("abc"));
  EXPECT_THAT(marks(raw), ElementsAre("∗", "1", "*"));
  EXPECT_EQ(raw.blocks[0].notes.size(), 3U);
}

// Endnotes of sections count for themselves where the section says so.
TEST(DocxRealities, EndnotesOfSections) {
  Docx d;
  for (const char* id : {"1", "2", "3"})
    d.endnotes +=
        std::string("<w:endnote w:id=\"") + id + "\">" + p(text("Note.")) + "</w:endnote>";
  const auto end = [](const char* id) {
    return run(std::string("<w:endnoteReference w:id=\"") + id + "\"/>");
  };
  const std::string section =
      "<w:sectPr><w:endnotePr><w:pos w:val=\"sectEnd\"/><w:numFmt w:val=\"decimal\"/>"
      "<w:numRestart w:val=\"eachSect\"/></w:endnotePr></w:sectPr>";
  d.body = p(text("a") + end("1") + end("2"), section) + p(text("b") + end("3")) + section;
  EXPECT_THAT(marks(read(d.bytes(), "a.docx")), ElementsAre("1", "2", "1"));
}

std::vector<std::string> page(const std::string& body) {
  return texts(read("<html><body>" + body + "</body></html>", "a.html"));
}

TEST(HtmlRealities, WhatIsNotSeen) {
  EXPECT_THAT(page("<p>seen</p><p style='visibility: hidden'>no</p><p style='display:none'>no</p>"
                   "<p>link <span class=\"icon sr-only\">(opens in a new window)</span></p>"
                   "<p>漢<ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby></p>"
                   "<details><summary>More</summary>Within</details><template>no</template>"),
              ElementsAre("seen", "link ", "漢字", "More", "Within"));
  // Words in a class that only look like it.
  EXPECT_THAT(page("<p class=\"not-sr-only\">seen</p>"), ElementsAre("seen"));
}

TEST(HtmlRealities, HowListsCount) {
  const auto labels = [](const std::string& attributes) {
    std::vector<std::string> out;
    for (const RawBlock& b :
         read("<html><body><ol " + attributes + "><li>x<li>y</ol></body></html>", "a.html").blocks)
      out.push_back(b.label.text());
    return out;
  };
  EXPECT_THAT(labels("style=\"list-style-type: lower-alpha\""), ElementsAre("a.", "b."));
  EXPECT_THAT(labels("style=\"color:red; list-style:upper-roman\""), ElementsAre("I.", "II."));
  EXPECT_THAT(labels("type=A"), ElementsAre("A.", "B."));
  EXPECT_THAT(labels("style='list-style: none'"), ElementsAre("", ""));
  EXPECT_THAT(labels(""), ElementsAre("1.", "2."));
  EXPECT_THAT(labels("reversed"), ElementsAre("2.", "1."));
  EXPECT_THAT(labels("reversed start=10"), ElementsAre("10.", "9."));
  EXPECT_THAT(labels("reversed type=a"), ElementsAre("b.", "a."));
}

// A browser draws the marks, and those of the language of the text.
TEST(HtmlRealities, Quotations) {
  EXPECT_THAT(page("<p>said <q>we <q>all</q> agree</q>.</p>"),
              ElementsAre("said “we ‘all’ agree”."));
  EXPECT_THAT(page("<p lang=fr>dit <q>oui</q></p><p lang='ru-RU'><q>да</q></p><p lang=es><q>sí"
                   "</q></p><p lang=zh><q>是</q></p>"),
              ElementsAre("dit «oui»", "«да»", "«sí»", "“是”"));
  EXPECT_THAT(texts(read("<html lang=fr><body><p><q>oui</q></p></body></html>", "a.html")),
              ElementsAre("«oui»"));
  // Without an end there is no telling what was said.
  EXPECT_THAT(page("<p>said <q>yes</p>"), ElementsAre("said yes"));
}

// As those of DOCX: on one line, with the signs that a page draws.
TEST(HtmlRealities, Formulas) {
  struct Case {
    const char* in;
    const char* out;
  };
  const Case cases[] = {
      {"<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"},
      {"<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac>", "(a+1)/2"},
      {"<mfrac>\n  <mi>a</mi>\n  <mi>b</mi>\n</mfrac>", "a/b"},
      {"<msup><mi>x</mi><mn>2</mn></msup>", "x²"},
      {"<msup><mi>x</mi><mi>n</mi></msup>", "x^n"},
      {"<msup><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>", "x^(n+1)"},
      {"<msub><mi>CO</mi><mn>2</mn></msub>", "CO2"},
      {"<msqrt><mi>y</mi></msqrt>", "√y"},
      {"<msqrt><mi>y</mi><mo>+</mo><mn>1</mn></msqrt>", "√(y+1)"},
      {"<mroot><mi>z</mi><mn>3</mn></mroot>", "³√z"},
      {"<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
       "<mi>k</mi>",
       "∑_(i=1)^n k"},
      {"<mfenced open='['><mi>p</mi><mi>q</mi></mfenced>", "[p,q)"},
      {"<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd>"
       "<mtd><mn>1</mn></mtd></mtr></mtable>",
       "1 0; 0 1"},
      // What programs keep beside it says the same again.
      {"<semantics><mrow><mn>2</mn><mo>&InvisibleTimes;</mo><mi>x</mi></mrow><annotation "
       "encoding='application/x-tex'>2x</annotation></semantics>",
       "2x"},
      // Broken: the words are kept.
      {"<mfrac><mi>a</mi></mfrac>", "a"},
      {"<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "a<b"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(page("<p>F: <math>" + std::string(c.in) + "</math>.</p>"),
                ElementsAre("F: " + std::string(c.out) + "."))
        << c.in;
  }
  std::string deep = "x";
  for (int i = 0; i < 10000; ++i) deep = "<msqrt>" + deep + "</msqrt>";
  EXPECT_NO_THROW(page("<p><math>" + deep + "</math></p>"));
}

TEST(HtmlRealities, DefinitionsFramesAndNumbersOfCharacters) {
  EXPECT_THAT(page("<dl><dt>Term<dd>One.<dd>Two.</dl>"), ElementsAre("Term", "One.", "Two."));
  EXPECT_THAT(page("<p>&#147;a&#148; &#150; &#x92;s &#128;</p>"), ElementsAre("“a” – ’s €"));
  const RawDocument frames = read(
      "<html><frameset><frame src=\"a.htm\"><noframes><p>Text.</p></noframes></frameset></html>",
      "a.html");
  EXPECT_THAT(texts(frames), ElementsAre("Text."));
  EXPECT_THAT(frames.quality, Contains(Field(&document::QualityNote::code, "embedded-document")));
}

// The remark says where the first line stood that was put in order.
TEST(TextRealities, RemarksHaveAPlace) {
  const std::string first = "The report\n";
  const std::string line = "\u202B\u202A - 1\u202Cبموجب المقرر\u202C";
  const RawDocument raw = read(first + line + "\n" + line + "\n", "a.txt");
  ASSERT_THAT(texts(raw), IsEmpty());
  ASSERT_EQ(raw.lines.size(), 3U);
  EXPECT_EQ(raw.lines[1].text.text(), "1 - بموجب المقرر");
  const auto remark =
      std::find_if(raw.quality.begin(), raw.quality.end(),
                   [](const document::QualityNote& q) { return q.code == "visual-order"; });
  ASSERT_NE(remark, raw.quality.end());
  EXPECT_EQ(remark->source, (document::SourceRange{0, first.size(), first.size() + line.size()}));
}

}  // namespace
}  // namespace hexapla::ingest
