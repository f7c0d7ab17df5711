// TEI and Akoma Ntoso.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libxml/xmlreader.h>

#include "pipeline/base/error.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/markup_header.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string tei(const std::string& body) {
  return "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>" + body + "</body></text></TEI>";
}

std::string akn(const std::string& body) {
  return "<akomaNtoso><doc name=\"x\"><mainBody>" + body + "</mainBody></doc></akomaNtoso>";
}

std::vector<std::string> told(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawBlock& b : raw.blocks) {
    std::string line;
    if (b.kind == RawKind::heading) line += "h" + std::to_string(b.level) + " ";
    if (b.kind == RawKind::bullet) line += "* ";
    if (b.kind == RawKind::cell)
      line += std::to_string(b.table) + ":" + std::to_string(b.row) + "," +
              std::to_string(b.column) + (b.header_row ? "h " : " ");
    if (!b.label.empty()) line += "[" + b.label.text() + "] ";
    line += b.text.text();
    for (const document::NoteReference& n : b.notes)
      line += " {" + n.mark + ">" + std::to_string(n.note) + "@" + std::to_string(n.at) + "}";
    out.push_back(line);
  }
  return out;
}

struct Case {
  std::string xml;
  std::vector<std::string> expected;
};

TEST(Tei, Blocks) {
  const Case cases[] = {
      // Between sentences stands a space, though the file has a line there or nothing at all.
      {tei("<p id='1'>\n<s id='1:1'>One.</s>\n<s id='1:2'>Two.</s></p>"), {"One. Two."}},
      {tei("<p><s>One.</s><s>Two.</s></p>"), {"One. Two."}},
      // Not in Chinese, and not before a Latin word that follows a Chinese full stop.
      {tei("<p><s>第一。</s>\n<s>第二。</s>\n<s>A/70/1</s></p>"), {"第一。第二。A/70/1"}},
      // A line end within Chinese is none; one between Latin words is a space.
      {tei("<p>各缔\n  约方 one\n two</p>"), {"各缔约方 one two"}},
      // A space that is written stays, in Chinese, too.
      {tei("<p>第 5 条</p>"), {"第 5 条"}},
      {tei("<p>a <hi>b</hi> c<lb/>d</p>"), {"a b c\nd"}},
      {tei("<p>x &amp; y &lt;z&gt; &#x2014; <![CDATA[<&amp;>]]></p>"), {"x & y <z> — <&amp;>"}},
      {tei("<div><head>One</head><p>a</p><div><head>Two</head><p>b</p></div></div>"
           "<div><head>Three</head></div>"),
       {"h1 One", "a", "h2 Two", "b", "h1 Three"}},
      // A part without a heading of its own is no level.
      {tei("<div><div><head>One</head></div></div>"), {"h1 One"}},
      {tei("<list "
           "rend='bulleted'><head>What</head><item>a</item><item><p>b</p><p>c</p></item></list>"),
       {"What", "* a", "* b", "c"}},
      {tei("<list type='ordered'><item>a</item><item>b<list type='ordered'><item>c</item></list>"
           "</item><item>d</item></list>"),
       {"[1.] a", "[2.] b", "[1.] c", "[3.] d"}},
      {tei("<list><label>(a)</label><item>one</item><label>(b)</label><item>two</item></list>"),
       {"[(a)] one", "[(b)] two"}},
      {tei("<table><head>T</head><row role='label'><cell>a</cell><cell cols='2'>b</cell></row>"
           "<row><cell rows='2'>c</cell><cell>d</cell><cell>e</cell></row><row><cell>f</cell></row>"
           "</table>"),
       {"T", "0:0,0h a", "0:0,1h b", "0:1,0 c", "0:1,1 d", "0:1,2 e", "0:2,1 f"}},
      // Notes where their mark stands, and notes that are pointed at.
      {tei("<p>a<note n='*'>N</note> b<note place='foot'>M</note></p>"), {"a b {*>0@1} {1>1@3}"}},
      {tei("<p>a<ref target='#x'>3</ref>.</p><note xml:id='x'>N</note>"), {"a. {1>0@1}"}},
      // What an editor put beside the text is no text.
      {tei("<p>the <choice><sic>commitee</sic><corr>committee</corr></choice> "
           "<del>not</del>met</p>"),
       {"the commitee met"}},
      // A number in running text is no label.
      {tei("<p>of <num>5</num> members</p>"), {"of 5 members"}},
  };
  for (const Case& c : cases) EXPECT_EQ(told(read(c.xml, "a.xml")), c.expected) << c.xml;
}

TEST(AkomaNtoso, Blocks) {
  const Case cases[] = {
      {akn("<paragraph><num>1.</num><content><p>One <ref "
           "href='#x'>two</ref>.</p></content></paragraph>"
           "<paragraph><num>2.</num><intro><p>Three:</p></intro><point><num>(a)</"
           "num><content><p>four;"
           "</p></content></point><wrapUp><p>five.</p></wrapUp></paragraph>"),
       {"[1.] One two.", "[2.] Three:", "[(a)] four;", "five."}},
      // A number that another number follows.
      {akn("<paragraph><num>1.</num><subparagraph><num>(a)</num><content><p>x</p></content>"
           "</subparagraph></paragraph>"),
       {"[1. (a)] x"}},
      {akn("<article><num>Article 5</num><heading>Measures</heading><content><p>x</p></content>"
           "</article><article><num>Article 6</num><content><p>y</p></content></article>"),
       {"h1 [Article 5] Measures", "x", "h1 Article 6", "y"}},
      {akn("<chapter><num>I</num><heading>A</heading><article><num>Article 1</num><paragraph>"
           "<num>1.</num><content><p>x</p></content></paragraph></article></chapter>"),
       {"h1 [I] A", "h2 Article 1", "[1.] x"}},
      // An article that was repealed is its number.
      {akn("<article><num>Article 5</num></article><paragraph><num>3.</num></paragraph>"),
       {"h1 Article 5", "3."}},
      {akn("<blockList><listIntroduction>L:</listIntroduction><item><num>(a)</num><p>x</p></item>"
           "</blockList><ul><li>y</li></ul><ol><li value='3'>z</li><li>w</li></ol>"),
       {"L:", "[(a)] x", "* y", "[3.] z", "[4.] w"}},
      {akn("<table><tr><th>a</th><th>b</th></tr><tr><td rowspan='2'><p>c</p><p>d</p></td><td>e</td>"
           "</tr><tr><td>f</td></tr></table>"),
       {"0:0,0h a", "0:0,1h b", "0:1,0 c", "0:1,0 d", "0:1,1 e", "0:2,1 f"}},
      {akn("<p>a<authorialNote marker='1' placement='bottom'><p>N</p><p>M</p></authorialNote> "
           "b</p>"),
       {"a b {1>0@1}"}},
      {akn("<paragraph><num>1.<authorialNote marker='7'><p>N</p></authorialNote></num><content>"
           "<p>text</p></content></paragraph>"),
       {"[1.] text {7>0@0}"}},
      // Marks of quotation that attributes tell.
      {akn("<p>reads: <mod>x <quotedText startQuote='“' endQuote='”'>new</quotedText> y</mod></p>"
           "<quotedStructure startQuote='«' endQuote='»'><article><num>Article "
           "1</num><content><p>z</p>"
           "</content></article></quotedStructure>"),
       {"reads: x “new” y", "«", "h1 Article 1", "z»"}},
  };
  for (const Case& c : cases) EXPECT_EQ(told(read(c.xml, "a.xml")), c.expected) << c.xml;
}

TEST(Markup, NotesKeepTheirText) {
  const RawDocument raw = read(akn("<p>a<authorialNote marker='1'><p>See <ref "
                                   "href='https://example.org'>there</ref>.</p><p>And "
                                   "here.</p></authorialNote> b</p>"),
                               "a.xml");
  ASSERT_EQ(raw.notes.size(), 1U);
  EXPECT_EQ(raw.notes[0].mark.text(), "1");
  EXPECT_EQ(raw.notes[0].body.text.text(), "See there.\nAnd here.\n");
  ASSERT_EQ(raw.notes[0].body.links.size(), 1U);
}

TEST(Markup, HeadersTellFacts) {
  const RawDocument raw = read(
      "<TEI.2><teiHeader><fileDesc><titleStmt><title>A\n  "
      "title</title></titleStmt><publicationStmt>"
      "<date>19940517</date><pubPlace>New York</pubPlace><idno type='symbol'>S/RES/918 "
      "(1994)</idno>"
      "<idno type='jobno'>N9421836</idno></publicationStmt></fileDesc><profileDesc><langUsage>"
      "<language>French</language></langUsage><textClass><keywords><term>PEACE</term><term>R&amp;D"
      "</term></keywords></textClass></profileDesc></teiHeader><text><body><p>x</p></body></text>"
      "</TEI.2>",
      "a.xml");
  std::vector<std::string> facts;
  for (const document::Property& p : raw.facts) facts.push_back(p.name + "=" + p.value);
  EXPECT_THAT(facts, ElementsAre("title=A title", "date=19940517", "publication-place=New York",
                                 "symbol=S/RES/918 (1994)", "job-number=N9421836", "keyword=PEACE",
                                 "keyword=R&D"));
  EXPECT_EQ(raw.lang, "fr");
  EXPECT_THAT(told(raw), ElementsAre("x"));
}

TEST(Markup, DeclaredLanguages) {
  const std::pair<const char*, const char*> cases[] = {
      {"en", "en"},      {"eng", "en"}, {"EN-us", "en"}, {"English", "en"}, {"fre", "fr"},
      {"fra", "fr"},     {"zho", "zh"}, {"chi", "zh"},   {"cmn", "zh"},     {"zh-Hant", "zh"},
      {"ara", "ar"},     {"arb", "ar"}, {"rus", "ru"},   {"Русский", "ru"}, {"español", "es"},
      {"Spanish", "es"}, {"deu", ""},   {"", ""},
  };
  for (const auto& [declared, tag] : cases)
    EXPECT_EQ(markup::declared_language(declared), tag) << declared;
}

TEST(Markup, LanguagesOfParts) {
  const RawDocument raw = read(
      "<TEI xml:lang='en'><text><body><p>one</p><div xml:lang='fr'><p>deux</p></div>"
      "<p><s lang='en'>three</s></p></body></text></TEI>",
      "a.xml");
  EXPECT_EQ(raw.lang, "en");
  ASSERT_EQ(raw.blocks.size(), 3U);
  EXPECT_EQ(raw.blocks[0].lang, "");
  EXPECT_EQ(raw.blocks[1].lang, "fr");
  EXPECT_EQ(raw.blocks[2].lang, "");
}

TEST(Markup, TheContentDecidesAndNotTheName) {
  for (const char* name : {"a.xml", "a.docx", "a.txt", "a"}) {
    EXPECT_EQ(read(tei("<p>a</p>"), name).manifestation.format, "tei");
    EXPECT_EQ(
        read("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- c -->\n<!DOCTYPE TEI.2 SYSTEM 'x.dtd'>" +
                 tei("<p>a</p>"),
             name)
            .manifestation.format,
        "tei");
    EXPECT_EQ(read("<an:akomaNtoso xmlns:an='u'><an:doc><an:mainBody><an:p>a</an:p></an:mainBody>"
                   "</an:doc></an:akomaNtoso>",
                   name)
                  .manifestation.format,
              "akoma-ntoso");
  }
}

// A bit that fell over in the declaration, marks of byte order where none belong: the document is
// read all the same, and it is told.
TEST(Markup, DamagedHeads) {
  const std::string header = "<teiHeader><title>T</title></teiHeader>";
  const std::string body = "<TEI xmlns='u'>" + header + "<text><p>a</p></text></TEI>";
  const char* const heads[] = {"=?xml version=\"1.0\"?>\n",
                               "<\x1Fxml version=\"1.0\"?>",
                               "<\x7Eml version=\"1.0\"?>\n<!-- c -->\n",
                               "<?xml version=\"1.0\"=>\n",
                               "<?xml version=\"1.0\"?\n",
                               "?xml version='1.0' encoding='UTF-8'?>",
                               "\n\xEF\xBB\xBF<?xml version='1.0'?>",
                               "<?xml version='1.0'?>\xEF\xBB\xBF\n",
                               "\x01\x02"};
  for (const char* head : heads) {
    const RawDocument raw = read(head + body, "a.xml");
    EXPECT_EQ(raw.manifestation.format, "tei") << head;
    EXPECT_THAT(told(raw), ElementsAre("a")) << head;
    EXPECT_THAT(raw.quality, Contains(Field(&document::QualityNote::code, "damaged-head"))) << head;
  }
  EXPECT_EQ(read("=?xml?><akomaNtoso xmlns='u'><doc><mainBody><p>a</p></mainBody></doc>"
                 "</akomaNtoso>",
                 "a.xml")
                .manifestation.format,
            "akoma-ntoso");
  // Two marks of byte order are none too many.
  EXPECT_THAT(told(read("\xEF\xBB\xBF\xEF\xBB\xBF<?xml version='1.0'?>" + body, "a.xml")),
              ElementsAre("a"));
  // What is whole is told nothing of; a text that speaks of such files is a text.
  EXPECT_THAT(read("<?xml version='1.0'?>" + body, "a.xml").quality, IsEmpty());
  EXPECT_EQ(read("A file of the Text Encoding Initiative begins so:\n\n" + body + "\n", "a.txt")
                .manifestation.format,
            "text");
}

TEST(Markup, CharacterSets) {
  const std::string text = tei("<p>Статья</p>");
  std::string wide("\xFF\xFE");
  std::string wide_text = "<TEI><text><p>";
  for (const char c : wide_text) wide += {c, '\0'};
  wide += std::string("\x21\x04\x42\x04", 4);  // "Ст"
  for (const char c : std::string("</p></text></TEI>")) wide += {c, '\0'};
  EXPECT_THAT(told(read(wide, "a.xml")), ElementsAre("Ст"));
  const RawDocument raw = read(
      "<?xml version='1.0' encoding='windows-1251'?><TEI><p>\xD1\xF2\xE0\xF2\xFC\xFF</p></TEI>",
      "a.xml");
  EXPECT_THAT(told(raw), ElementsAre("Статья"));
  EXPECT_EQ(raw.blocks[0].text.source({0, 12}), (document::SourceRange{0, 53, 59}));
}

const std::string& sample() {
  static const std::string text =
      "<?xml version=\"1.0\"?><TEI "
      "xml:lang='zh'><teiHeader><date>1</date></teiHeader><text><body>\n"
      "<div><head>第一\n章</head><p id='1'><s>A &amp; B.</s>\n<s>e&#769;<note n='1'>N <hi>o</hi>"
      "</note></s></p><!-- c --><list type='ordered'><item>x</item></list><table><row>"
      "<cell cols=\"2\">y</cell></row></table><p>z<ref target='#k'>k</ref></p></div>"
      "<note xml:id='k'>K</note></body></text></TEI>";
  return text;
}

TEST(Markup, EveryByteIsWhereTheMapSays) {
  const std::string& xml = sample();
  const RawDocument raw = read(xml, "a.xml");
  EXPECT_THAT(told(raw), ElementsAre("h1 第一章", "A & B. é {1>0@9}", "[1.] x", "y", "z {2>1@1}"));
  std::vector<std::string> replaced;
  const auto check = [&](const document::MappedText& mapped) {
    for (const document::MapPiece& piece : mapped.pieces()) {
      ASSERT_LE(piece.source.end, xml.size());
      const std::string source =
          xml.substr(piece.source.begin, piece.source.end - piece.source.begin);
      const std::string text = mapped.text().substr(piece.text.begin, piece.text.size());
      if (piece.verbatim) {
        EXPECT_EQ(source, text);
      } else {
        replaced.push_back(text + "<-" + source);
      }
    }
  };
  for (const RawBlock& b : raw.blocks) check(b.text);
  for (const RawNote& n : raw.notes) check(n.body.text);
  EXPECT_THAT(replaced, ElementsAre("&<-&amp;", " <-\n", "é<-e&#769;"));
}

// libxml2's reader says what the text of a document is: ours has no other.
TEST(Markup, TheTextIsThatOfLibxml2) {
  const std::string xml = sample().substr(21);
  std::string ours;
  xml::Scanner scanner(xml, "a.xml");
  for (xml::Token t = scanner.next(); t.kind != xml::Kind::done; t = scanner.next()) {
    if (t.kind != xml::Kind::text && t.kind != xml::Kind::cdata) continue;
    const std::string_view text = std::string_view(xml).substr(t.bytes.begin, t.bytes.size());
    for (std::size_t at = 0; at < text.size();) {
      std::size_t size = 1;
      const std::string stands_for =
          text[at] == '&' && t.kind == xml::Kind::text ? xml::entity(text.substr(at), size) : "";
      ours += stands_for.empty() ? std::string(1, text[at]) : stands_for;
      at += stands_for.empty() ? 1 : size;
    }
  }
  std::string theirs;
  xmlTextReaderPtr reader = xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), "a.xml",
                                               nullptr, XML_PARSE_NONET);
  while (xmlTextReaderRead(reader) == 1) {
    const int type = xmlTextReaderNodeType(reader);
    if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
        type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE)
      theirs += reinterpret_cast<const char*>(xmlTextReaderConstValue(reader));
  }
  xmlFreeTextReader(reader);
  EXPECT_EQ(ours, theirs);
}

std::string refusal(const std::string& xml) {
  try {
    read(xml, "a.xml");
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input);
    return e.what();
  }
  return "";
}

TEST(MarkupHostile, RefusalsAreClear) {
  // What is not well formed is named with its byte.
  EXPECT_THAT(refusal("<TEI><p>a</TEI>"), HasSubstr("byte 9: damaged XML: </TEI> closes <p>"));
  EXPECT_THAT(refusal("<TEI><p>a"), HasSubstr("the file ends within <p>"));
  EXPECT_THAT(refusal("<TEI><p>a</p></TEI><TEI/>"), HasSubstr("a second root"));
  EXPECT_THAT(refusal("<TEI><p>a</p></TEI>b"), HasSubstr("outside of the root"));
  EXPECT_THAT(refusal("<TEI><p a='<'>a</p></TEI>"), HasSubstr("a tag that never ends"));
  EXPECT_THAT(refusal("<TEI><!-- </TEI>"), HasSubstr("markup that never ends"));
  EXPECT_THAT(refusal(tei("")), HasSubstr("no text"));
  EXPECT_THAT(refusal("<?xml version='1.0'?><svg/>"), HasSubstr("the root <svg>"));
  EXPECT_THAT(refusal("<teiCorpus><TEI><p>a</p></TEI><TEI><p>b</p></TEI></teiCorpus>"),
              HasSubstr("several documents"));
  // A corpus of one is that one.
  EXPECT_THAT(refusal("<teiCorpus><teiHeader/><TEI><p>a</p></TEI></teiCorpus>"), IsEmpty());
}

TEST(MarkupHostile, EntitiesAreNeverDeclaredOrFetched) {
  std::string bomb = "<!DOCTYPE TEI [<!ENTITY a0 \"x\">";
  for (int i = 1; i < 20; ++i)
    bomb += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" +
            std::to_string(i - 1) + ";\">";
  EXPECT_THAT(refusal(bomb + "]><TEI><p>&a19;</p></TEI>"), HasSubstr("entities"));
  EXPECT_THAT(refusal("<!DOCTYPE TEI [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><TEI><p>&x;</p>"
                      "</TEI>"),
              HasSubstr("entities"));
  // The address of a DTD is not opened; an entity that nobody declared stays as it is written.
  EXPECT_THAT(
      told(read("<!DOCTYPE TEI SYSTEM \"file:///etc/passwd\"><TEI><p>a &x; &eacute;</p></TEI>",
                "a.xml")),
      ElementsAre("a &x; é"));
}

TEST(MarkupHostile, DeepNestingIsRefusedAndWideIsRead) {
  std::string deep = "<TEI>";
  for (int i = 0; i < 10000; ++i) deep += "<div>";
  EXPECT_THAT(refusal(deep), HasSubstr("nested more deeply"));
  std::string wide = "<TEI><body>";
  for (int i = 0; i < 20000; ++i)
    wide += "<table><row><cell cols='999999' rows='99999'>x</cell></row></table>";
  EXPECT_EQ(read(wide + "</body></TEI>", "a.xml").blocks.size(), 20000U);
  std::string notes = "<TEI><body><p>";
  for (int i = 0; i < 20000; ++i)
    notes += "<ref target='#n" + std::to_string(i) + "'/><note xml:id='n" + std::to_string(i) +
             "'>x</note>";
  EXPECT_EQ(read(notes + "</p></body></TEI>", "a.xml").notes.size(), 20000U);
}

TEST(MarkupHostile, CutAtEveryByteAndEveryByteFlipped) {
  const std::string& whole = sample();
  for (std::size_t n = 0; n < whole.size(); ++n) {
    SCOPED_TRACE(n);
    for (const std::string& broken :
         {whole.substr(0, n),
          whole.substr(0, n) + static_cast<char>(whole[n] ^ 0x21) + whole.substr(n + 1)}) {
      try {
        read(broken, "a.xml");
      } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::input);
      }
    }
  }
}

}  // namespace
}  // namespace hexapla::ingest
