// Hostile TMX and XLIFF: nesting, entities, long texts. Truncation and flipped bits are in the
// tests of the formats, bombs in those of unit files; the long forms are in scripts/torture.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "pipeline/exchange/tmx.h"
#include "pipeline/exchange/xliff.h"

namespace hexapla::exchange {
namespace {

using ::testing::HasSubstr;

// What reading gives: the texts of all units, then the problems; or why nothing was read.
template <typename Reader>
std::string outcome(const std::string& bytes, const Reader& reader) {
  std::string out;
  MemorySource source(bytes);
  try {
    const ReadReport report = reader(source, "a", [&](memory::TranslationUnit& unit) {
      for (const memory::Variant& v : unit.variants) out += v.text.substr(0, 100) + "|";
    });
    for (const Problem& p : report.problems) out += p.reason + "|";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input) << error.what();
    out = error.reason();
  }
  return out;
}

std::string tmx(const std::string& seg, const std::string& before = "") {
  const std::string bytes =
      before +
      "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu>"
      "<tuv xml:lang=\"en\"><seg>" +
      seg + "</seg></tuv><tuv xml:lang=\"fr\"><seg>un</seg></tuv></tu></body></tmx>";
  return outcome(bytes, [](ByteSource& s, const std::string& f, const UnitSink& sink) {
    return read_tmx(s, f, sink);
  });
}

std::string xliff(const std::string& source, const std::string& before = "",
                  const std::string& around = "", const std::string& behind = "") {
  const std::string bytes =
      before +
      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\" "
      "trgLang=\"fr\"><file id=\"f\">" +
      around + "<unit id=\"u\"><segment><source>" + source +
      "</source><target>un</target></segment></unit>" + behind + "</file></xliff>";
  return outcome(bytes, [](ByteSource& s, const std::string& f, const UnitSink& sink) {
    return read_xliff(s, f, sink);
  });
}

std::string times(int n, const std::string& text) {
  std::string out;
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

TEST(HostileUnits, Sound) {
  EXPECT_EQ(tmx("one"), "one|un|");
  EXPECT_EQ(xliff("one"), "one|un|");
}

TEST(HostileUnits, NestedTenThousandDeep) {
  EXPECT_THAT(tmx(times(10000, "<hi>") + "a" + times(10000, "</hi>")), HasSubstr("deep"));
  std::string open;
  std::string groups;
  for (int i = 0; i < 10000; ++i) {
    open += "<pc id=\"" + std::to_string(i) + "\">";
    groups += "<group id=\"g" + std::to_string(i) + "\">";
  }
  EXPECT_THAT(xliff(open + "a" + times(10000, "</pc>")), HasSubstr("depth"));
  EXPECT_THAT(xliff("a", "", groups, times(10000, "</group>")), HasSubstr("depth"));
}

TEST(HostileUnits, EntitiesAreNeitherExpandedNorFetched) {
  std::string laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">";
  for (char c = 'b'; c <= 'm'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " \"" +
              times(10, std::string("&") + static_cast<char>(c - 1) + ";") + "\">";
  }
  laughs += "]>";
  const std::string outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
  const std::pair<std::string, std::string> cases[] = {{laughs, "&m;"}, {outside, "&a;"}};
  for (const auto& [declared, name] : cases) {
    for (const std::string& said : {tmx(name, declared), xliff(name, declared)}) {
      EXPECT_EQ(said.find("un|"), std::string::npos) << "the unit was read: " << said;
      EXPECT_FALSE(said.empty());
    }
  }
}

TEST(HostileUnits, LongTexts) {
  const std::string words = times(100000, "lake ");
  EXPECT_THAT(tmx(words), HasSubstr("lake lake"));
  EXPECT_THAT(xliff(words), HasSubstr("lake lake"));
  EXPECT_THAT(tmx(times(40, words)), HasSubstr("longer than 16 MB"));
}

}  // namespace
}  // namespace hexapla::exchange
