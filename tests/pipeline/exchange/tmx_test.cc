#include "pipeline/exchange/tmx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "pipeline/base/error.h"
#include "tests/support/validate.h"

namespace hexapla::exchange {
namespace {

using memory::InlineCode;
using memory::TranslationUnit;
using memory::Variant;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

struct Read {
  std::vector<TranslationUnit> units;
  ReadReport report;
  TmxHeader header;
};

Read read(const std::string& bytes) {
  Read out;
  MemorySource source(bytes);
  out.report = read_tmx(
      source, "a.tmx", [&](TranslationUnit& unit) { out.units.push_back(unit); }, &out.header);
  return out;
}

std::string file(const std::string& body, const std::string& before = "") {
  return before + "<tmx version=\"1.4\"><header srclang=\"en\"/><body>" + body + "</body></tmx>";
}

std::string unit(const std::string& en, const std::string& fr) {
  return "<tu><tuv xml:lang=\"en\"><seg>" + en + "</seg></tuv><tuv xml:lang=\"fr\"><seg>" + fr +
         "</seg></tuv></tu>\n";
}

std::string write(const std::vector<TranslationUnit>& units, const TmxHeader& header = {}) {
  std::ostringstream out;
  TmxWriter writer(out, header);
  for (const TranslationUnit& u : units) writer.write(u);
  writer.finish();
  return out.str();
}

// UTF-16 with a byte order mark, of text in the Basic Multilingual Plane.
std::string utf16(const std::u16string& text, bool little) {
  std::string out = little ? "\xFF\xFE" : "\xFE\xFF";
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xFF);
    const char high = static_cast<char>(c >> 8);
    out += little ? low : high;
    out += little ? high : low;
  }
  return out;
}

TEST(TmxReader, ReadsEverythingOfAUnit) {
  const Read r = read(
      "<?xml version=\"1.0\"?>\n"
      "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
      "<tmx version=\"1.4\"><header srclang=\"EN-us\" segtype=\"sentence\" o-tmf=\"x\">"
      "<note>of the file</note><prop type=\"client\">A &amp; B</prop>"
      "<ude name=\"n\"><map unicode=\"#xF8FF\"/></ude></header><body>\n"
      "<tu tuid=\"7\" changedate=\"20160930T120000Z\" srclang=\"*all*\">"
      "<note>check</note><prop type=\"x-work\">A/1</prop><prop type=\"changedate\">not it</prop>"
      "<tuv xml:lang=\"EN_us\" creationid=\"me\"><note>n</note><seg>One &lt; two</seg></tuv>"
      "<tuv xml:lang=\"ZH-hant\"><seg><![CDATA[一 < 二]]></seg></tuv></tu></body></tmx>");
  EXPECT_EQ(r.header.version, "1.4");
  EXPECT_EQ(r.header.source_language, "en-US");
  EXPECT_EQ(r.header.segmentation, "sentence");
  EXPECT_THAT(r.header.notes, ElementsAre("of the file"));
  EXPECT_THAT(r.header.properties, ElementsAre(Pair("client", "A & B")));
  ASSERT_EQ(r.units.size(), 1U);
  const TranslationUnit& u = r.units[0];
  EXPECT_EQ(u.id, "7");
  EXPECT_EQ(u.source_lang, "*all*");
  EXPECT_THAT(u.notes, ElementsAre("check"));
  EXPECT_THAT(u.properties, ElementsAre(Pair("changedate", "20160930T120000Z"),
                                        Pair("x-work", "A/1"), Pair("prop:changedate", "not it")));
  ASSERT_EQ(u.variants.size(), 2U);
  EXPECT_EQ(u.variants[0].lang, "en-US");
  EXPECT_EQ(u.variants[0].text, "One < two");
  EXPECT_THAT(u.variants[0].properties, ElementsAre(Pair("creationid", "me")));
  EXPECT_THAT(u.variants[0].notes, ElementsAre("n"));
  EXPECT_EQ(u.variants[1].lang, "zh-Hant");
  EXPECT_EQ(u.variants[1].text, "一 < 二");
  EXPECT_EQ(r.report.problem_count, 0U);
}

TEST(TmxReader, KeepsInlineElementsOutOfTheText) {
  const Read r = read(
      file(unit("a <bpt i=\"1\" x=\"2\" type=\"bold\">{\\b </bpt>b<ept i=\"1\">}</ept>"
                "<ph x=\"3\">&lt;img alt='<sub type=\"t\">words <ph>P</ph></sub>'></ph> <hi>c</hi>"
                "<it pos=\"end\">E</it><ut>U</ut>",
                "d")));
  ASSERT_EQ(r.units.size(), 1U);
  const Variant& v = r.units[0].variants[0];
  EXPECT_EQ(v.text, "a b c");
  using Kind = InlineCode::Kind;
  ASSERT_EQ(v.codes.size(), 7U);
  EXPECT_EQ(v.codes[0],
            (InlineCode{2, Kind::open, "bpt", "1", {{"x", "2"}, {"type", "bold"}}, "{\\b ", {}}));
  EXPECT_EQ(v.codes[1], (InlineCode{3, Kind::close, "ept", "1", {}, "}", {}}));
  const InlineCode inner{6, Kind::standalone, "ph", "", {}, "P", {}};
  const InlineCode sub{10, Kind::standalone, "sub", "", {{"type", "t"}}, "words ", {inner}};
  EXPECT_EQ(v.codes[2],
            (InlineCode{3, Kind::standalone, "ph", "", {{"x", "3"}}, "<img alt=''>", {sub}}));
  EXPECT_EQ(v.codes[3], (InlineCode{4, Kind::open, "hi", "", {}, "", {}}));
  EXPECT_EQ(v.codes[4], (InlineCode{5, Kind::close, "hi", "", {}, "", {}}));
  EXPECT_EQ(v.codes[5], (InlineCode{5, Kind::standalone, "it", "", {{"pos", "end"}}, "E", {}}));
  EXPECT_EQ(v.codes[6], (InlineCode{5, Kind::standalone, "ut", "", {}, "U", {}}));
}

TEST(TmxReader, ReadsOneDotOne) {
  const Read r = read(
      "<tmx version=\"1.1\"><header srclang=\"EN\"/><body><tu><tuv lang=\"EN\"><seg>a</seg></tuv>"
      "<tuv lang=\"RU\"><seg>б</seg></tuv></tu></body></tmx>");
  ASSERT_EQ(r.units.size(), 1U);
  EXPECT_EQ(r.units[0].variants[1].lang, "ru");
  EXPECT_EQ(r.units[0].source_lang, "en");
}

TEST(TmxReader, ReadsEveryEncoding) {
  const std::u16string text =
      u"<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<tmx version=\"1.4\"><header srclang=\"en\"/>"
      u"<body><tu><tuv xml:lang=\"en\"><seg>décision</seg></tuv><tuv xml:lang=\"zh\"><seg>决定"
      u"</seg></tuv></tu></body></tmx>";
  const std::string body =
      file(unit("d\xC3\xA9"
                "cision",
                "决定"));
  const std::string latin = file(unit("d\xE9"
                                      "cision",
                                      "x"),
                                 "<?xml version='1.0' encoding='ISO-8859-1'?>");
  for (const std::string& bytes :
       {utf16(text, true), utf16(text, false), utf16(text, true).substr(2),
        utf16(text, false).substr(2), body, "\xEF\xBB\xBF" + body,
        // Converted by somebody who left the declaration.
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body, latin}) {
    const Read r = read(bytes);
    ASSERT_EQ(r.units.size(), 1U) << bytes.substr(0, 60);
    EXPECT_EQ(r.units[0].variants[0].text, "décision");
    EXPECT_THAT(r.report.problems, IsEmpty());
  }
}

// A lone surrogate is no character: its unit is left out, the next one is read.
TEST(TmxReader, ReportsHalfCharacters) {
  std::u16string text = u"<tmx version=\"1.4\"><header/><body>\n";
  for (const char16_t c : {char16_t{0xD800}, u'b'}) {
    text += u"<tu><tuv xml:lang=\"en\"><seg>a";
    text += c;
    text += u"</seg></tuv></tu>\n";
  }
  const Read r = read(utf16(text + u"</body></tmx>", true));
  ASSERT_EQ(r.units.size(), 1U);
  EXPECT_EQ(r.units[0].variants[0].text, "ab");
  EXPECT_EQ(r.report.skipped, 1U);
  EXPECT_EQ(r.report.problems.at(0).line, 2U);
}

struct Broken {
  const char* what;
  std::string unit;
  const char* reason;
};

// One unit that is not good stands on line 3, between two good ones. Nothing else is lost.
TEST(TmxReader, SkipsBrokenUnitsAndReadsOn) {
  const std::vector<Broken> cases = {
      {"tags that do not match", "<tu><tuv xml:lang=\"en\"><seg>x</tuv></seg></tu>\n", "mismatch"},
      {"a control character", unit("a\x01", "b"), "Char"},
      {"a reference to one", unit("a&#x1F;", "b"), "xmlParseCharRef"},
      {"bytes that are not UTF-8", unit("a\xE9", "b"), "UTF-8"},
      {"U+FFFF", unit("a\xEF\xBF\xBF", "b"), ""},
      {"an entity nobody declared", unit("a&nbsp;b", "c"), "nbsp"},
      {"no end", "<tu><tuv xml:lang=\"en\"><seg>x</seg></tuv>\n", "without its end"},
      {"a comment without an end", "<tu><!-- <tuv xml:lang=\"en\"><seg>x</seg></tuv></tu>\n", ""},
      {"no segment", "<tu><tuv xml:lang=\"en\"></tuv></tu>\n", "without"},
      {"no variant", "<tu/>\n", ""},
      {"an unescaped ampersand", unit("Smith & Co", "x"), ""},
      {"an unescaped <", unit("a < b", "x"), ""},
      {"an attribute twice", "<tu a=\"\" a=\"\"><tuv xml:lang=\"en\"><seg/></tuv></tu>\n",
       "redefined"},
      {"an end without a beginning", "</seg>\n", ""},
      {"nothing but depth",
       unit(
           std::string(3000, ' ') +
               [] {
                 std::string deep;
                 for (int i = 0; i < 300; ++i) deep += "<hi>";
                 return deep;
               }(),
           "x"),
       "deep"},
  };
  for (const Broken& c : cases) {
    const Read r =
        read("<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n" + unit("before", "avant") +
             c.unit + unit("after", "après") + "</body></tmx>");
    ASSERT_EQ(r.units.size(), 2U) << c.what;
    EXPECT_EQ(r.units[0].variants[0].text, "before") << c.what;
    EXPECT_EQ(r.units[1].variants[1].text, "après") << c.what;
    EXPECT_EQ(r.units[1].source_lang, "en") << c.what;
    ASSERT_GE(r.report.problems.size(), 1U) << c.what;
    EXPECT_EQ(r.report.problems[0].line, 3U) << c.what << ": " << r.report.problems[0].reason;
    EXPECT_THAT(r.report.problems[0].reason, HasSubstr(c.reason)) << c.what;
  }
}

// What looks like the end of a unit but stands in a comment or CDATA is none.
TEST(TmxReader, KnowsWhatIsNoMarkup) {
  const Read r = read(file("<!-- <tu> -->" + unit("<!-- </tu><tu> -->a", "<![CDATA[</tu>]]>") +
                           "<tu><?p </tu> ?><tuv xml:lang='en' x='>'><seg>b</seg></tuv ></tu >"));
  ASSERT_EQ(r.units.size(), 2U);
  EXPECT_EQ(r.units[0].variants[0].text, "a");
  EXPECT_EQ(r.units[0].variants[1].text, "</tu>");
  EXPECT_THAT(r.report.problems, IsEmpty());
}

TEST(TmxReader, KeepsTheGoodVariantsOfAUnit) {
  const Read r =
      read(file("<tu><tuv><seg>nameless</seg></tuv><tuv xml:lang=\"English (UK)\"><seg>x"
                "</seg></tuv><tuv xml:lang=\"fr\"><seg/></tuv></tu>"));
  ASSERT_EQ(r.units.size(), 1U);
  ASSERT_EQ(r.units[0].variants.size(), 1U);
  EXPECT_EQ(r.units[0].variants[0].lang, "fr");
  EXPECT_EQ(r.report.problem_count, 2U);
  EXPECT_EQ(r.report.skipped, 0U);
}

// Languages of a unit differ; alternatives are units of their own.
TEST(TmxReader, GivesAlternativesAsUnits) {
  const Read r =
      read(file("<tu tuid=\"1\"><tuv xml:lang=\"en\"><seg>a</seg></tuv>"
                "<tuv xml:lang=\"fr\"><seg>b</seg></tuv>"
                "<tuv xml:lang=\"FR\"><seg>c</seg></tuv></tu>"));
  ASSERT_EQ(r.units.size(), 2U);
  EXPECT_EQ(r.units[0].variants[1].text, "b");
  EXPECT_EQ(r.units[1].variants[0].text, "a");
  EXPECT_EQ(r.units[1].variants[1].text, "c");
}

TEST(TmxReader, PutsInPlainEntitiesOnly) {
  const std::string doctype =
      "<!DOCTYPE tmx SYSTEM \"http://example.invalid/tmx14.dtd\" [<!ENTITY org \"Glacier Fund\">"
      "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM "
      "\"/etc/hostname\">]>";
  const Read r = read(file(
      unit("the &org; of", "x") + unit("&b;", "y") + unit("&f;", "z") + unit("last &org;", "w"),
      doctype));
  ASSERT_EQ(r.units.size(), 2U);
  EXPECT_EQ(r.units[0].variants[0].text, "the Glacier Fund of");
  EXPECT_EQ(r.units[1].variants[0].text, "last Glacier Fund");
  EXPECT_EQ(r.report.skipped, 2U);
}

TEST(TmxReader, BringsTextToNfc) {
  // e + U+0301 before and after a code.
  const Read r = read(file(unit("e\xCC\x81t<ph/>e\xCC\x81", "x")));
  EXPECT_EQ(r.units.at(0).variants[0].text, "été");
  EXPECT_EQ(r.units.at(0).variants[0].codes.at(0).at, 3U);
}

// By the tables of Unicode: what changes in NFC, for each reason that there is.
TEST(TmxReader, BringsEveryScriptToNfc) {
  struct Case {
    const char* written;
    const char* normal;
  };
  for (const Case& c : std::vector<Case>{
           {"\u0438\u0306", "\u0439"},                        // Cyrillic short i, two parts
           {"\u0627\u0653", "\u0622"},                        // alef and madda
           {"\u0628\u0651\u064E", "\u0628\u064E\u0651"},      // Arabic marks in the wrong order
           {"\u0628\u064E\u0651", "\u0628\u064E\u0651"},      // and in the right one
           {"\u212B", "\u00C5"},                              // Angstrom sign
           {"\u2000", "\u2002"},                              // a quad, which stands beside ’
           {"\u037E", ";"},                                   // Greek question mark
           {"\uF900", "\u8C48"},                              // a compatibility ideograph
           {"\u1100\u1161", "\uAC00"},                        // Hangul of two letters
           {"\u0958", "\u0915\u093C"},                        // excluded from composition
           {"\U0001D15E", "\U0001D157\U0001D165"},            // the same beyond U+FFFF
           {"\U00011099\U000110BA", "\U0001109A"},            // composes beyond U+FFFF
           {"l\u2019\u00E9t\u00E9", "l\u2019\u00E9t\u00E9"},  // normal: Latin
           {"\u6E56\u6C34\uFF0C\u3002", "\u6E56\u6C34\uFF0C\u3002"},  // Chinese
           {"\u0622\u0630\u0627\u0631", "\u0622\u0630\u0627\u0631"},  // Arabic
       }) {
    const Read r = read(file(unit(c.written, "x")));
    EXPECT_EQ(r.units.at(0).variants[0].text, c.normal) << c.written;
  }
}

TEST(TmxReader, RefusesWhatIsNoTmx) {
  for (const char* bytes : {"", "plain words", "<xliff version=\"2.1\"></xliff>", "<html>\n<body/>",
                            "<?xml version=\"1.0\" encoding=\"klingon-8\"?><tmx/>", "\xFF\xFE"}) {
    try {
      read(bytes);
      ADD_FAILURE() << bytes;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input);
      EXPECT_EQ(e.file(), "a.tmx");
    }
  }
}

TEST(TmxReader, StopsNowhereWhenTruncated) {
  const std::string whole = file(
      unit("one<bpt i=\"1\">b</bpt>", "un") + "<!-- c -->" + unit("<![CDATA[two]]>&amp;", "deux"),
      "<?xml version=\"1.0\"?><!DOCTYPE tmx [<!ENTITY a \"b\">]>");
  const std::size_t first = whole.find("</tu>") + 5;
  const std::size_t second = whole.rfind("</tu>") + 5;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::size_t units = 0;
    try {
      units = read(whole.substr(0, size)).units.size();
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input);
    }
    EXPECT_EQ(units, size >= second ? 2U : size >= first ? 1U : 0U) << size;
  }
}

TEST(TmxReader, SurvivesFlippedBits) {
  const std::string whole = file(unit("one<ph>p<sub>s</sub></ph>", "un") + unit("two", "deux"),
                                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
      try {
        const Read r = read(bytes);
        EXPECT_TRUE(::hexapla::testing::is_valid(write(r.units), "tmx.rng")) << bytes;
      } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::input);
      }
    }
  }
}

TEST(TmxWriter, WritesWhatItReads) {
  const Read first = read(file(
      "<tu tuid=\"a&quot;b\" segtype=\"phrase\" usagecount=\"3\"><note>n</note>"
      "<prop type=\"changedate\">x</prop><prop type=\"prop:y\">z</prop>"
      "<tuv xml:lang=\"en\" changeid=\"q\"><prop type=\"p\">v</prop>"
      "<seg> a<bpt i=\"1\" type=\"b\">&lt;b></bpt><hi type=\"t\">c <ph assoc=\"p\"/></hi>"
      "<ept i=\"1\"/><ph>1<sub datatype=\"html\">s<bpt i=\"2\">t</bpt></sub>2</ph>\t&#13;\n</seg>"
      "</tuv><tuv xml:lang=\"ar\"><seg>قرار</seg></tuv></tu>" +
      unit("x", "y")));
  ASSERT_EQ(first.units.size(), 2U);
  TmxHeader header;
  header.source_language = "en";
  const std::string written = write(first.units, header);
  EXPECT_TRUE(::hexapla::testing::is_valid(written, "tmx.rng")) << written;
  const Read second = read(written);
  EXPECT_THAT(second.report.problems, IsEmpty());
  EXPECT_EQ(second.units, first.units) << written;
}

TEST(TmxWriter, IsValidWhateverItIsGiven) {
  TranslationUnit u;
  u.properties = {{"segtype", "chapter"}, {"changedate", "1"}, {"changedate", "2"}, {"", "\x01"}};
  Variant v{"en", "abc\x02", {}, {}, {"note\xFF"}};
  using Kind = InlineCode::Kind;
  v.codes = {{0, Kind::close, "hi", "", {}, "", {}},    // never opened
             {1, Kind::open, "mrk", "m1", {}, "", {}},  // crosses the next
             {1, Kind::open, "hi", "", {{"id", "1"}}, "", {}},
             {2, Kind::close, "mrk", "m1", {}, "", {}},
             {2, Kind::open, "pc", "1", {}, "<b>", {}},
             {9, Kind::close, "pc", "1", {}, "</b>", {}},  // beyond the end
             {2, Kind::standalone, "x", "5", {{"ctype", "lb"}}, "", {}},
             {2, Kind::standalone, "it", "", {{"pos", "middle"}}, "", {}},
             {3, Kind::open, "bpt", "", {}, "", {}}};
  u.variants = {v};
  const std::string written = write({u, {}});
  EXPECT_TRUE(::hexapla::testing::is_valid(written, "tmx.rng")) << written;
  EXPECT_EQ(read(written).units.at(0).variants[0].text, "abc\xEF\xBF\xBD");
}

TEST(TmxWriter, NothingIsValidToo) {
  TmxHeader header;
  header.notes = {"a"};
  EXPECT_TRUE(::hexapla::testing::is_valid(write({}, header), "tmx.rng"));
}

TEST(LanguageTag, HasTheCaseOfBcp47) {
  const std::vector<std::pair<const char*, const char*>> cases = {{"EN", "en"},
                                                                  {"en-us", "en-US"},
                                                                  {"pt_br", "pt-BR"},
                                                                  {"ZH-HANT-tw", "zh-Hant-TW"},
                                                                  {"es-419", "es-419"},
                                                                  {"X-DEFAULT", "x-default"},
                                                                  {"", ""},
                                                                  {"English (UK)", ""},
                                                                  {"en-", ""},
                                                                  {"-", ""},
                                                                  {"1a", ""},
                                                                  {"abcdefghi", ""}};
  for (const auto& [written, tag] : cases) EXPECT_EQ(language_tag(written), tag) << written;
}

}  // namespace
}  // namespace hexapla::exchange
