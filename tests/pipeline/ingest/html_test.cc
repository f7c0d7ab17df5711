#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "pipeline/ingest/ingest.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

RawDocument page(const std::string& body) {
  return read("<html><body>" + body + "</body></html>", "a.html");
}

std::vector<std::string> texts(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawBlock& b : raw.blocks) out.push_back(b.text.text());
  return out;
}

TEST(Html, TextOfBlocks) {
  struct Case {
    const char* html;
    std::string expected;
  };
  const Case cases[] = {
      {"<p>one\n  two</p>", "one two"},
      {"<p> a <b> b</b></p>", "a b"},
      {"<p>a &amp; b &lt;c&gt; &eacute;&nbsp;&#8211;&#x2014;", "a & b <c> é\u00A0–—"},
      // C1 controls are what windows-1252 has there; no entity at all stays text.
      {"<p>2&#150;3 &#146;s &unknown; AT&T</p>", "2–3 ’s &unknown; AT&T"},
      {"<p>a < b</p>", "a < b"},
      {"<p>a<br>b<br/>c</p>", "a\nb\nc"},
      {"<pre>a\n  b</pre>", "a\n b"},
      // Superscripts that are no notes: an ordinal, a unit.
      {"<p>the 2<sup>nd</sup> of 5 m<sup>2</sup></p>", "the 2nd of 5 m²"},
      // What a change deleted is no text, what it added is.
      {"<p>shall <del>may</del><ins>report</ins> yearly</p>", "shall report yearly"},
      {"<p>a<!-- <p>not this --><script>if (a < b) '<p>'</script>b</p>", "ab"},
      {"<p title='a > b'>text</p>", "text"},
      {"<p>e&#769;</p>", "é"},
  };
  for (const Case& c : cases) EXPECT_THAT(texts(page(c.html)), ElementsAre(c.expected)) << c.html;
}

TEST(Html, DeclarationsAreNoText) {
  const char* const cases[] = {
      "<!DOCTYPE html><p>a</p>",
      "<!doctype html [<!ENTITY a \"b\"> <!ENTITY % c SYSTEM \"d\"> %c; ]\n><p>a</p>",
      // A bracket that is part of a name, and one that is never closed: the text behind is kept.
      "<!DOCTYPE html PUBLIC \"-//A//[B\"><p>a</p><!-- ]> -->",
      "<!DOCTYPE html [><p>a</p><!-- ]> -->",
  };
  for (const char* html : cases) EXPECT_THAT(texts(read(html, "a.html")), ElementsAre("a")) << html;
  // Only the first one may hold others: no page is gone through once for each.
  std::string many;
  for (int i = 0; i < 200000; ++i) many += "<!DOCTYPE html [>";
  EXPECT_NO_THROW(read(many + "<p>a</p>", "a.html"));
}

TEST(Html, EveryByteIsWhereTheMapSays) {
  const std::string html =
      "<html><body><p>Статья &laquo;5&raquo;,\n см. <b>ниже</b></p></body></html>";
  const RawDocument raw = read(html, "a.html");
  ASSERT_THAT(texts(raw), ElementsAre("Статья «5», см. ниже"));
  std::vector<std::string> replaced;
  const document::MappedText& mapped = raw.blocks[0].text;
  for (const document::MapPiece& piece : mapped.pieces()) {
    const std::string source =
        html.substr(piece.source.begin, piece.source.end - piece.source.begin);
    if (piece.verbatim) {
      EXPECT_EQ(source, mapped.text().substr(piece.text.begin, piece.text.size()));
    } else {
      replaced.push_back(source);
    }
  }
  EXPECT_THAT(replaced, ElementsAre("&laquo;", "&raquo;", "\n "));
}

// A raised number that no note answers stays raised; raised letters are set in the line.
TEST(Html, RaisedNumbers) {
  EXPECT_THAT(texts(read("<p>10 km<sup>2</sup>, 10<sup>-12</sup></p><p>the 5<sup>th</sup>, "
                         "1<SUP>er</SUP>, H<sub>2</sub>O</p><p>a<sup>1/</sup></p>",
                         "a.html")),
              ElementsAre("10 km², 10-¹²", "the 5th, 1er, H2O", "a¹/"));
}

TEST(Html, HeadingsAndLists) {
  const RawDocument raw = page(
      "<h1>Title</h1><h3>Part</h3><ol type=a start=2><li><p>two</p><p>more</p><li>three</ol>"
      "<ul><li>dot<ul><li>inner</li></ul></li></ul><ol><li value=7>seven</li><li>eight</li></ol>");
  std::vector<std::string> got;
  for (const RawBlock& b : raw.blocks) {
    const char* kind = b.kind == RawKind::heading ? "h" : b.kind == RawKind::bullet ? "*" : "p";
    got.push_back(kind + std::to_string(b.level) + " " + b.label.text() + " " + b.text.text());
  }
  EXPECT_THAT(got, ElementsAre("h1  Title", "h3  Part", "p0 b. two", "p0  more", "p0 c. three",
                               "*0  dot", "*1  inner", "p0 7. seven", "p0 8. eight"));
}

TEST(Html, TablesWithSpans) {
  const RawDocument raw = page(
      "<table><tr><th>a<th colspan=2>b</tr><tr><td "
      "rowspan=2>c<td>d<td>e<tr><td>f<td><p>g1<p>g2</table>"
      // A table that holds tables only sets the page.
      "<table><tr><td>frame<table><tr><td>in<td>side</table></td></tr></table>");
  std::vector<std::string> got;
  for (const RawBlock& b : raw.blocks) {
    got.push_back(b.text.text() + " " + std::to_string(b.table) + ":" + std::to_string(b.row) +
                  "," + std::to_string(b.column) + (b.header_row ? " h" : ""));
  }
  EXPECT_THAT(got, ElementsAre("a 0:0,0 h", "b 0:0,1 h", "c 0:1,0", "d 0:1,1", "e 0:1,2", "f 0:2,1",
                               "g1 0:2,2", "g2 0:2,2", "frame -1:-1,-1", "in 1:0,0", "side 1:0,1"));
}

TEST(Html, NotesAsProgramsWriteThem) {
  const char* pages[] = {
      // LibreOffice
      "<p>See<a class=\"sdfootnoteanc\" name=\"sdfootnote1anc\" "
      "href=\"#sdfootnote1sym\"><sup>1</sup></a> there.</p>"
      "<div id=\"sdfootnote1\"><p><a name=\"sdfootnote1sym\" href=\"#sdfootnote1anc\">1</a>\tThe "
      "note.</p></div>",
      // Word
      "<p>See<a href=\"#_ftn1\" name=\"_ftnref1\"><span>[1]</span></a> there.</p>"
      "<div><div id=ftn1><p><a href=\"#_ftnref1\" name=\"_ftn1\"><span>[1]</span></a> The "
      "note.</p></div></div>",
      // Converters of Markdown
      ("<p>See<sup id=\"fnref:1\"><a href=\"#fn:1\">1</a></sup> there.</p>"
       "<ol><li id=\"fn:1\"><p>The note. <a href=\"#fnref:1\">↩</a></p></li></ol>"),
  };
  for (const char* html : pages) {
    const RawDocument raw = page(html);
    ASSERT_THAT(texts(raw), ElementsAre("See there.")) << html;
    ASSERT_EQ(raw.notes.size(), 1u) << html;
    ASSERT_EQ(raw.blocks[0].notes.size(), 1u) << html;
    EXPECT_EQ(raw.blocks[0].notes[0].at, 3u);
    EXPECT_EQ(raw.blocks[0].notes[0].mark, "1");
    EXPECT_EQ(raw.notes[0].mark.text(), "1");
    EXPECT_THAT(raw.notes[0].body.text.text(), HasSubstr("The note."));
    EXPECT_THAT(raw.notes[0].body.text.text(), ::testing::Not(HasSubstr("1")));
  }
}

TEST(Html, BoilerplateStaysOut) {
  EXPECT_THAT(
      texts(
          page("<nav>Home</nav><header>Site</header><div class=\"breadcrumb x\">You are here</div>"
               "<article><header><h1>Title</h1></header><p>Text</p></article><div hidden>no</div>"
               "<select><option>English</select><footer>Contact</footer>")),
      ElementsAre("Title", "Text"));
  EXPECT_THAT(texts(page("<p>outside</p><main><p>inside</p></main>")), ElementsAre("inside"));
  // Nothing but that: then it is the document. An element that never ends hides nothing.
  EXPECT_THAT(texts(page("<footer>All there is</footer>")), ElementsAre("All there is"));
  EXPECT_THAT(texts(page("<nav><p>Text</p>")), ElementsAre("Text"));
}

TEST(Html, LanguagesAndLinks) {
  const RawDocument raw = page(
      "<div lang=\"fr-FR\"><p>un <a "
      "href=\"http://example.org/?a=1&amp;b\">lien</a></p></div><p>two <a "
      "href=\"javascript:x()\">x</a>");
  EXPECT_EQ(raw.blocks[0].lang, "fr");
  EXPECT_EQ(raw.blocks[1].lang, "");
  ASSERT_EQ(raw.blocks[0].links.size(), 1u);
  EXPECT_EQ(raw.blocks[0].links[0].url, "http://example.org/?a=1&b");
  EXPECT_EQ(raw.blocks[0].links[0].span, (Span{3, 7}));
  EXPECT_TRUE(raw.blocks[1].links.empty());
}

TEST(Html, CharacterSets) {
  // "Статья" in windows-1251, by the page's own word; the offsets are those of the file.
  const std::string head = "<html><meta charset=\"windows-1251\"><p>";
  const RawDocument raw = read(head + "\xD1\xF2\xE0\xF2\xFC\xFF</p></html>", "a.html");
  EXPECT_EQ(raw.manifestation.encoding, "windows-1251");
  ASSERT_THAT(texts(raw), ElementsAre("Статья"));
  EXPECT_EQ(raw.blocks[0].text.source({0, 12}),
            (document::SourceRange{0, head.size(), head.size() + 6}));
  // UTF-8 is what it is, whatever the page says.
  EXPECT_THAT(texts(read("<html><meta charset=iso-8859-1><p>Статья</p></html>", "a.html")),
              ElementsAre("Статья"));
  std::string wide("\xFF\xFE");
  for (const char c : std::string("<html><p>text</p></html>")) wide += {c, '\0'};
  EXPECT_THAT(texts(read(wide, "a.html")), ElementsAre("text"));
}

// Programs write the same declaration over every page: what the bytes clearly are counts.
TEST(Html, WrongCharacterSetsAreNotBelieved) {
  const std::string russian =  // "Секретариат сообщает Сторонам" in windows-1251
      "<p>\xD1\xE5\xEA\xF0\xE5\xF2\xE0\xF0\xE8\xE0\xF2 \xF1\xEE\xEE\xE1\xF9\xE0\xE5\xF2 "
      "\xD1\xF2\xEE\xF0\xEE\xED\xE0\xEC</p></html>";
  for (const char* declared : {"iso-8859-1", "windows-1252", "koi8-r", "gb2312", "shift_jis"}) {
    EXPECT_THAT(
        texts(read("<html><meta charset=\"" + std::string(declared) + "\">" + russian, "a.html")),
        ElementsAre("Секретариат сообщает Сторонам"))
        << declared;
  }
  const std::string chinese = "<p>\xC3\xD8\xCA\xE9\xB4\xA6</p></html>";  // "秘书处" in GB 2312
  EXPECT_THAT(texts(read("<html><meta charset=iso-8859-1>" + chinese, "a.html")),
              ElementsAre("秘书处"));
  // Where both are possible, the page is believed: a dash is the same in several.
  EXPECT_EQ(read("<html><meta charset=windows-1251><p>5\x96"
                 "6</p></html>",
                 "a.html")
                .manifestation.encoding,
            "windows-1251");
  // Bytes that no word is made of are read as declared.
  EXPECT_THAT(texts(read("<html><meta charset=windows-1252><p>\xFF</p></html>", "a.html")),
              ElementsAre("ÿ"));
}

TEST(Html, TheContentDecidesAndNotTheName) {
  EXPECT_EQ(read("<!DOCTYPE html><p>a</p>", "a.docx").manifestation.format, "html");
  EXPECT_EQ(read("\n<p>a piece of a page</p>\n", "a.htm").manifestation.format, "html");
  EXPECT_EQ(read("\n<p>a piece of a page</p>\n", "a.txt").manifestation.format, "text");
  EXPECT_EQ(read("<https://example.org> is where it is.", "a.html").manifestation.format, "text");
  EXPECT_EQ(read("Plain text, really.", "a.html").manifestation.format, "text");
}

TEST(HtmlHostile, CutAtEveryByte) {
  const std::string whole =
      "<html><head><title>x</title></head><body><p>a<a href=\"#fn1\"><sup>1</sup></a> &amp; "
      "b</p><table><tr><td colspan=3>c"
      "</td></tr></table><!-- c --><script>x</script><ol><li id=fn1>note <a "
      "href=\"#r\">^</a></li></ol></body></html>";
  for (std::size_t n = 1; n <= whole.size(); ++n) {
    SCOPED_TRACE(n);
    try {
      read(whole.substr(0, n), "a.html");
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input);
    }
  }
}

TEST(HtmlHostile, NestingAndSpansAreBounded) {
  std::string deep = "<html>";
  for (int i = 0; i < 100000; ++i) deep += "<div><table><tr><td><b><ul><li>";
  EXPECT_THAT(texts(read(deep + "text", "a.html")), ElementsAre("text"));
  std::string wide = "<html><table>";
  for (int i = 0; i < 1000; ++i)
    wide += "<tr><td colspan=999999 rowspan=99999>x</td><td colspan=99999999999>y</td>";
  EXPECT_EQ(read(wide + "</table></html>", "a.html").blocks.size(), 2000u);
  std::string unclosed = "<html>";
  for (int i = 0; i < 100000; ++i)
    unclosed += "<nav><a href='#fn1'><p id=fn" + std::to_string(i) + ">";
  EXPECT_THAT(texts(read(unclosed + "text", "a.html")), ElementsAre("text"));
}

// Other files that the page shows are told: their text is not in it.
TEST(Html, FramesAreTold) {
  const RawDocument frames = read(
      "<html><frameset cols='20%,80%'><frame src='nav.html'><frame src='doc.html'><noframes><body>"
      "<p>The document has frames.</p></body></noframes></frameset></html>",
      "a.html");
  EXPECT_THAT(texts(frames), ElementsAre("The document has frames."));
  ASSERT_EQ(frames.quality.size(), 1U);
  EXPECT_EQ(frames.quality[0].code, "embedded-document");
  EXPECT_THAT(frames.quality[0].detail, HasSubstr("2 frames"));
}

}  // namespace
}  // namespace hexapla::ingest
