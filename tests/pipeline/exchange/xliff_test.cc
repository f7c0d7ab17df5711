#include "pipeline/exchange/xliff.h"

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
using ::testing::Pair;
using Kind = InlineCode::Kind;

XliffDocument parse(const std::string& text) {
  MemorySource source(text);
  return XliffDocument(source, "a.xlf");
}

// What is said against a file, "" when it is read.
std::string refusal(const std::string& text) {
  try {
    parse(text);
    return {};
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input) << text;
    EXPECT_EQ(e.file(), "a.xlf");
    return e.reason();
  }
}

std::string file2(const std::string& units, const std::string& target = " trgLang=\"fr\"") {
  return "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\"" +
         target +
         " xmlns:fs=\"urn:oasis:names:tc:xliff:fs:2.0\""
         " xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\""
         " xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\""
         " xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\""
         " xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\""
         " xmlns:val=\"urn:oasis:names:tc:xliff:validation:2.0\""
         " xmlns:my=\"urn:example\"><file id=\"f1\">" +
         units + "</file></xliff>";
}

std::string unit2(const std::string& content) {
  return "<unit id=\"u1\">" + content + "</unit>";
}

std::string segment2(const std::string& source, const std::string& target = "") {
  return unit2(
      "<originalData><data id=\"d1\">[b]</data><data id=\"d2\">[/b]</data></originalData>"
      "<segment id=\"s1\"><source>" +
      source + "</source>" + (target.empty() ? "" : "<target>" + target + "</target>") +
      "</segment>");
}

struct Case {
  std::string text;
  const char* reason;  // "": valid
};

TEST(Xliff, KnowsWhatIsValid) {
  const std::string plain = "<segment><source>a</source></segment>";
  const std::vector<Case> cases = {
      // Structure and values.
      {file2(unit2(plain)), ""},
      {file2(unit2("<my:a id=\"1\"/><notes><note>n</note></notes>" + plain)), ""},
      {file2(unit2(plain + "<notes><note>n</note></notes>")), "must not stand here"},
      {file2(unit2("<notes/>" + plain)), "lacks <note>"},
      {file2("<group id=\"g\">" + unit2(plain) + "</group>"), ""},
      {file2("<group>" + unit2(plain) + "</group>"), "lacks id"},
      {file2(""), "lacks <unit> or <group>"},
      {file2(unit2("<ignorable><source/></ignorable>")), "without a <segment>"},
      {file2(unit2("loose text" + plain)), "text of its own"},
      {file2(unit2("<segment translate=\"no\"><source/></segment>")), "must not have translate"},
      {file2(unit2("<segment state=\"done\"><source/></segment>")), "is not initial"},
      {file2(unit2("<segment subState=\"my:x\"><source/></segment>")), "without state"},
      {file2("<unit id=\"/\">" + plain + "</unit>"), "name token"},
      {file2(unit2(plain) + unit2(plain)), "more than one unit"},
      {file2("<skeleton/>" + unit2(plain)), "lacks href"},
      {file2("<skeleton href=\"a\">b</skeleton>" + unit2(plain)), "content and href"},
      {file2(unit2("<my:a id=\"1\"><my:b id=\"1\"/></my:a>" + plain)), "more than one element"},
      // Languages.
      {file2(segment2("a", "b"), ""), "lacks trgLang"},
      {file2(segment2("a", "b"), " trgLang=\"f r\""), "language tag"},
      {file2(unit2("<segment><source xml:lang=\"EN\">a</source></segment>")), ""},
      {file2(unit2("<segment><source xml:lang=\"de\">a</source></segment>")),
       "differs from srcLang"},
      {file2("<group id=\"g\" xml:lang=\"en\">" + segment2("a", "b") + "</group>"),
       "differs from trgLang"},
      {file2(
           unit2("<segment><source xml:space=\"preserve\">a</source><target>b</target></segment>")),
       "xml:space differs"},
      // Codes.
      {file2(segment2("<pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d2\">a</pc>")), ""},
      {file2(segment2("<ph id=\"1\" dataRef=\"d9\"/>")), "no <data>"},
      {file2(segment2("<sc id=\"1\"/>a<ec startRef=\"1\"/>")), ""},
      {file2(segment2("<ec startRef=\"1\"/>a<sc id=\"1\"/>")), "before it"},
      {file2(segment2("<sc id=\"1\"/>a")), "has no <ec>"},
      {file2(segment2("<sc id=\"1\" isolated=\"yes\"/>a")), ""},
      {file2(segment2("<ec id=\"1\" isolated=\"yes\"/>a")), ""},
      {file2(segment2("<ec id=\"1\"/>a")), "lacks startRef"},
      {file2(segment2("<sc id=\"1\" canCopy=\"no\"/><ec startRef=\"1\" canCopy=\"yes\"/>")),
       "differs"},
      {file2(segment2("<ph id=\"1\"/><ph id=\"1\"/>")), "more than one code"},
      {file2(segment2("<ph id=\"1\"/>", "<ph id=\"1\"/>")), ""},
      {file2(segment2("<ph id=\"1\" canCopy=\"no\"/><ph id=\"2\" copyOf=\"1\"/>")),
       "not be copied"},
      {file2(segment2("<ph id=\"1\" canReorder=\"firstNo\"/>")), "needs canCopy"},
      {file2(segment2("<ph id=\"1\" canDelete=\"no\"/>a", "b")), "must not be deleted"},
      {file2(segment2("<ph id=\"1\" type=\"bold\"/>")), "is not fmt"},
      {file2(segment2("<ph id=\"1\" type=\"ui\" subType=\"xlf:b\"/>")), "does not go with"},
      {file2(segment2("<cp hex=\"001F\"/>")), ""},
      {file2(segment2("<cp hex=\"0041\"/>")), "forbids"},
      {file2(segment2("<pc id=\"1\" my:x=\"\">a</pc>")), "another namespace"},
      {file2(segment2("<b>a</b>")), "must not stand here"},
      {file2(segment2("<ph id=\"1\" subFlows=\"u1\"/>")), ""},
      {file2(segment2("<ph id=\"1\" subFlows=\"u2\"/>")), "no unit"},
      // Markers and fragments.
      {file2(segment2("<mrk id=\"m\" type=\"comment\" value=\"v\">a</mrk>")), ""},
      {file2(segment2("<mrk id=\"m\" type=\"comment\">a</mrk>")), "either value or ref"},
      {file2(segment2("<mrk id=\"m\" type=\"comment\" ref=\"#n=n1\">a</mrk>")), "no <note>"},
      {file2(unit2(
           "<notes><note id=\"n1\">n</note></notes><segment><source>"
           "<mrk id=\"m\" type=\"comment\" ref=\"#f=f1/u=u1/n=n1\">a</mrk></source></segment>")),
       ""},
      {file2(segment2("<mrk id=\"m\" ref=\"#u=u1/f=f1\">a</mrk>")), "wrong order"},
      {file2(segment2("<mrk id=\"m\" ref=\"#zz=1\">a</mrk>")), "stands for nothing"},
      {file2(segment2("<sm id=\"m\"/>a")), "has no <em>"},
      // Modules.
      {file2(unit2("<mtc:matches><mtc:match ref=\"#s1\"><source>a</source><target>b</target>"
                   "</mtc:match></mtc:matches><segment id=\"s1\"><source>a</source></segment>")),
       ""},
      {file2(unit2("<mtc:matches><mtc:match ref=\"#s2\"><source>a</source><target>b</target>"
                   "</mtc:match></mtc:matches><segment id=\"s1\"><source>a</source></segment>")),
       "no part of the unit"},
      {file2("<mtc:matches/>" + unit2(plain)), "must not stand in <file>"},
      {file2(unit2("<gls:glossary><gls:glossEntry><gls:term>t</gls:term></gls:glossEntry>"
                   "</gls:glossary>" +
                   plain)),
       "neither a translation"},
      {file2(unit2("<mda:metadata><mda:meta type=\"t\"/></mda:metadata>" + plain)), "lacks"},
      {file2("<slr:profiles generalProfile=\"xliff:codepoints\"/><unit id=\"u\" "
             "slr:sizeRestriction=\"many\">" +
             plain + "</unit>"),
       "of the form"},
      {file2("<unit id=\"u\" fs:fs=\"para\">" + plain + "</unit>"), "HTML"},
      {file2("<unit id=\"u\" fs:subFs=\"x\">" + plain + "</unit>"), "without fs:fs"},
      {file2("<val:validation><val:rule/></val:validation>" + unit2(plain)), "exactly one"},
      // What is no XLIFF, or hostile. Elements of an unknown namespace are not looked into.
      {"<xliff version=\"1.2\"><f:file xmlns:f=\"urn:example\"><f:body><f:trans-unit/></f:body>"
       "</f:file></xliff>",
       ""},
      {"<tmx/>", "root element"},
      {"", "not well-formed"},
      {"<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:7.0\"/>", "not known"},
      {"<!DOCTYPE a [<!ENTITY b \"c\">]>" + file2(segment2("&b;")), "declares entities"},
      {"<!DOCTYPE a SYSTEM \"http://example.invalid/a.dtd\">" + file2(segment2("a")), ""},
  };
  for (const Case& c : cases) {
    const std::string reason = refusal(c.text);
    if (*c.reason == '\0') {
      EXPECT_EQ(reason, "") << c.text;
    } else {
      EXPECT_THAT(reason, HasSubstr(c.reason)) << c.text;
    }
  }
}

TEST(Xliff, KeepsTheOrderOfCodesThatMustNotMove) {
  const std::string fixed = " canReorder=\"no\" canCopy=\"no\" canDelete=\"no\"";
  const std::string first = "<ph id=\"1\" canReorder=\"firstNo\" canCopy=\"no\" canDelete=\"no\"/>";
  const std::string second = "<ph id=\"2\"" + fixed + "/>";
  EXPECT_EQ(refusal(file2(segment2(first + second + "a<ph id=\"3\"/>",
                                   "<ph id=\"3\"/>" + first + "a" + second))),
            "");
  EXPECT_THAT(refusal(file2(
                  segment2(first + second + "a<ph id=\"3\"/>", first + "<ph id=\"3\"/>" + second))),
              HasSubstr("keep their order"));
  EXPECT_THAT(refusal(file2(segment2(second + first))), HasSubstr("firstNo"));
}

TEST(Xliff, ReadsSegmentsWithTheirCodes) {
  const XliffDocument d = parse(file2(
      "<unit id=\"u1\" name=\"title\" translate=\"no\"><notes><note>n</note></notes><originalData>"
      "<data id=\"d1\">[b]</data><data id=\"d2\">[/b]</data></originalData><segment id=\"s1\" "
      "state=\"final\"><source>\n  One <pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d2\" "
      "type=\"fmt\">two</pc>\n  <ph id=\"2\"/>three<cp hex=\"0001\"/>\n</source>"
      "<target>deux</target></segment><ignorable><source> </source></ignorable><segment><source "
      "xml:space=\"preserve\"> kept\n</source></segment></unit>"));
  ASSERT_EQ(d.segments().size(), 2U);
  const XliffSegment& s = d.segments()[0];
  EXPECT_FALSE(s.translatable);
  EXPECT_EQ(s.unit.id, "u1/s1");
  EXPECT_EQ(s.unit.source_lang, "en");
  EXPECT_THAT(s.unit.notes, ElementsAre("n"));
  EXPECT_THAT(s.unit.properties, ElementsAre(Pair("x-name", "title"), Pair("state", "final")));
  ASSERT_EQ(s.unit.variants.size(), 2U);
  const Variant& source = s.unit.variants[0];
  EXPECT_EQ(source.text, "One two three");
  ASSERT_EQ(source.codes.size(), 4U);
  EXPECT_EQ(source.codes[0], (InlineCode{4, Kind::open, "pc", "1", {{"type", "fmt"}}, "[b]", {}}));
  EXPECT_EQ(source.codes[1], (InlineCode{7, Kind::close, "pc", "1", {}, "[/b]", {}}));
  EXPECT_EQ(source.codes[2], (InlineCode{8, Kind::standalone, "ph", "2", {}, "", {}}));
  EXPECT_EQ(source.codes[3].element, "cp");
  EXPECT_EQ(s.unit.variants[1].lang, "fr");
  EXPECT_EQ(d.segments()[1].unit.id, "u1");
  EXPECT_EQ(d.segments()[1].unit.variants[0].text, " kept\n");
}

const char* const kOneTwo =
    "<?xml version=\"1.0\"?><xliff version=\"1.2\" "
    "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a.doc\" datatype=\"x\" "
    "source-language=\"en-US\" target-language=\"es\"><header/><body><group><trans-unit id=\"1\">"
    "<source>A <bpt id=\"1\">{b}</bpt>b<ept id=\"1\">{/b}</ept><x id=\"2\"/> <g id=\"3\">c</g>"
    "</source><target state=\"final\">B</target><note>n</note><alt-trans><target>C</target>"
    "</alt-trans></trans-unit></group><trans-unit id=\"2\" translate=\"no\"><source>One. Two."
    "</source><seg-source><mrk mtype=\"seg\" mid=\"0\">One.</mrk> <mrk mtype=\"seg\" mid=\"1\">Two."
    "</mrk></seg-source><target><mrk mtype=\"seg\" mid=\"1\">Dos.</mrk></target></trans-unit>"
    "</body></file></xliff>";

TEST(Xliff, ReadsOneDotTwo) {
  const XliffDocument d = parse(kOneTwo);
  ASSERT_EQ(d.segments().size(), 3U);
  const TranslationUnit& first = d.segments()[0].unit;
  EXPECT_EQ(first.variants[0].lang, "en-US");
  EXPECT_EQ(first.variants[0].text, "A b c");
  ASSERT_EQ(first.variants[0].codes.size(), 5U);
  EXPECT_EQ(first.variants[0].codes[0], (InlineCode{2, Kind::open, "bpt", "1", {}, "{b}", {}}));
  EXPECT_EQ(first.variants[1].text, "B");
  EXPECT_THAT(first.properties, ElementsAre(Pair("state", "final")));
  EXPECT_EQ(d.segments()[1].unit.id, "2/0");
  EXPECT_EQ(d.segments()[1].unit.variants.size(), 1U);
  EXPECT_FALSE(d.segments()[1].translatable);
  EXPECT_EQ(d.segments()[2].unit.variants[1].text, "Dos.");

  const std::string text = kOneTwo;
  const auto without = [&](const std::string& what) {
    std::string out = text;
    out.erase(out.find(what), what.size());
    return refusal(out);
  };
  EXPECT_THAT(without(" original=\"a.doc\""), HasSubstr("lacks original"));
  EXPECT_THAT(without(" id=\"1\""), HasSubstr("lacks id"));
  EXPECT_THAT(without("<header/><body>"), HasSubstr("not well-formed"));
}

XliffMatch match(const std::string& source, const std::string& target) {
  XliffMatch m;
  m.source = {"en", source, {}, {}, {}};
  m.target = {"fr", target, {}, {}, {}};
  m.similarity = 87.5;
  m.origin = "UNEP/GLC/COP.3/7";
  m.facts = {{"penalty", "number < 1"}};
  return m;
}

TEST(Xliff, TakesMatches) {
  std::ostringstream out;
  XliffWriter writer(out, "en", "fr", "note.docx");
  TranslationUnit unit;
  unit.variants = {{"en", "One word", {}, {}, {}}};
  writer.write(unit);
  writer.finish();
  XliffDocument d = parse(out.str());
  XliffMatch with_code = match("One bold word", "Un mot gras");
  with_code.source.codes = {{4, Kind::open, "bpt", "1", {}, "{\\b ", {}},
                            {8, Kind::close, "ept", "1", {}, "}", {}}};
  with_code.target.codes = {{7, Kind::open, "bpt", "1", {}, "{\\b ", {}},
                            {11, Kind::close, "ept", "1", {}, "}", {}}};
  XliffMatch other = match("One", "Uno");
  other.target.lang = "es";
  other.kind = "invented";
  d.add_matches(0, {with_code, match("One", "Un"), other});
  EXPECT_TRUE(d.set_target(0, {"fr", "Un mot", {}, {}, {}}));
  EXPECT_FALSE(d.set_target(0, {"fr", "Encore", {}, {}, {}}));
  const std::string text = d.to_xml();
  EXPECT_TRUE(::hexapla::testing::is_valid(text, "xliff.rng")) << text;
  EXPECT_EQ(refusal(text), "") << text;
  EXPECT_THAT(text, HasSubstr("similarity=\"87.5\""));
  EXPECT_THAT(text, HasSubstr("number &lt; 1"));
  EXPECT_THAT(text, HasSubstr("reference=\"yes\""));
  EXPECT_EQ(parse(text).segments().at(0).unit.variants.at(1).text, "Un mot");
}

// A document of somebody else: prefixes, segments without identifiers, matches that are there.
TEST(Xliff, KeepsWhatIsThere) {
  XliffDocument d = parse(
      "<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" "
      "trgLang=\"fr\"><x:file id=\"f\"><x:unit id=\"u\"><m:matches "
      "xmlns:m=\"urn:oasis:names:tc:xliff:matches:2.0\"><m:match id=\"hx1\" ref=\"#s1\"><x:source>a"
      "</x:source><x:target>b</x:target></m:match></m:matches><x:notes><x:note>n</x:note></x:notes>"
      "<x:segment id=\"s1\"><x:source>a</x:source></x:segment><x:segment><x:source>c</x:source>"
      "</x:segment></x:unit></x:file></x:xliff>");
  d.add_matches(1, {match("c", "d")});
  d.add_matches(0, {match("a", "e")});
  const std::string text = d.to_xml();
  EXPECT_EQ(refusal(text), "") << text;
  EXPECT_THAT(text, HasSubstr("<x:note>n</x:note>"));
  EXPECT_THAT(text, HasSubstr("<x:segment id=\"s2\">"));
}

TEST(Xliff, TakesAltTransInOneDotTwo) {
  XliffDocument d = parse(kOneTwo);
  d.add_matches(2, {match("Two.", "Dos.")});
  EXPECT_FALSE(d.set_target(0, {"es", "x", {}, {}, {}}));
  const std::string text = d.to_xml();
  EXPECT_EQ(refusal(text), "") << text;
  EXPECT_THAT(text, HasSubstr("<alt-trans mid=\"1\" match-quality=\"87.5\""));
}

std::string write(const std::vector<TranslationUnit>& units) {
  std::ostringstream out;
  XliffWriter writer(out, "en", "fr");
  for (const TranslationUnit& u : units) writer.write(u);
  writer.finish();
  return out.str();
}

TEST(XliffWriter, WritesWhatItReads) {
  TranslationUnit u;
  u.id = "7";
  u.notes = {"look"};
  Variant en{"en", " A bold, B\x7F", {}, {}, {}};
  // Nested, crossing, alone: all kinds of codes.
  en.codes = {{0, Kind::open, "bpt", "1", {{"type", "bold"}}, "<b>", {}},
              {1, Kind::open, "hi", "", {}, "", {}},
              {2, Kind::standalone, "ph", "", {}, "<br/>", {}},
              {3, Kind::close, "ept", "1", {}, "</b>", {}},
              {4, Kind::close, "hi", "", {}, "", {}},
              {5, Kind::open, "bpt", "2", {}, "<i>", {}},
              {6, Kind::close, "ept", "9", {}, "</u>", {}}};
  Variant fr{"fr", "B gras", {}, {}, {}};
  fr.codes = {{1, Kind::standalone, "ph", "", {}, "<br/>", {}},
              {2, Kind::open, "bpt", "1", {{"type", "bold"}}, "<b>", {}},
              {3, Kind::close, "ept", "1", {}, "</b>", {}},
              {4, Kind::standalone, "ph", "", {}, "<img/>", {}}};
  u.variants = {fr, en, {"es", "nada", {}, {}, {}}};
  const std::string text = write({u});
  EXPECT_TRUE(::hexapla::testing::is_valid(text, "xliff.rng")) << text;
  ASSERT_EQ(refusal(text), "") << text;
  const XliffDocument d = parse(text);
  ASSERT_EQ(d.segments().size(), 1U);
  const TranslationUnit& back = d.segments()[0].unit;
  ASSERT_EQ(back.variants.size(), 2U);
  EXPECT_EQ(back.variants[0].text, en.text);
  EXPECT_EQ(back.variants[1].text, fr.text);
  ASSERT_EQ(back.variants[0].codes.size(), en.codes.size());
  for (std::size_t i = 0; i < en.codes.size(); ++i) {
    EXPECT_EQ(back.variants[0].codes[i].at, en.codes[i].at) << i;
    EXPECT_EQ(back.variants[0].codes[i].kind == Kind::open, en.codes[i].kind == Kind::open) << i;
    EXPECT_EQ(back.variants[0].codes[i].native, en.codes[i].native) << i;
  }
  // The same code on both sides has the same identifier.
  EXPECT_EQ(back.variants[0].codes[2].id, back.variants[1].codes[0].id);
  EXPECT_EQ(back.variants[0].codes[0].id, back.variants[1].codes[1].id);
}

TEST(XliffWriter, SaysWhatRunsFromRightToLeft) {
  std::ostringstream out;
  XliffWriter writer(out, "ar", "zh");
  writer.finish();
  EXPECT_NE(out.str().find(" srcDir=\"rtl\" xml:space"), std::string::npos) << out.str();
  std::ostringstream other;
  XliffWriter to_arabic(other, "en", "ar-EG");
  to_arabic.finish();
  EXPECT_NE(other.str().find(" trgDir=\"rtl\" xml:space"), std::string::npos) << other.str();
}

TEST(XliffWriter, NothingIsValidToo) {
  const std::string text = write({});
  EXPECT_TRUE(::hexapla::testing::is_valid(text, "xliff.rng")) << text;
  EXPECT_EQ(refusal(text), "");
}

TEST(Xliff, StopsNowhereWhenTruncatedOrFlipped) {
  for (const std::string& whole :
       {std::string(kOneTwo),
        file2(segment2("<pc id=\"1\" dataRefStart=\"d1\">a</pc><ph id=\"2\"/>",
                       "b<sm id=\"m\"/><em startRef=\"m\"/>"))}) {
    for (std::size_t size = 0; size < whole.size(); ++size)
      EXPECT_NE(refusal(whole.substr(0, size)), "") << size;
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (int bit = 0; bit < 8; bit += 3) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
        if (!refusal(bytes).empty()) continue;
        XliffDocument d = parse(bytes);
        for (std::size_t i = 0; i < d.segments().size(); ++i) d.add_matches(i, {match("a", "b")});
        EXPECT_EQ(refusal(d.to_xml()), "") << bytes;
      }
    }
  }
}

}  // namespace
}  // namespace hexapla::exchange
