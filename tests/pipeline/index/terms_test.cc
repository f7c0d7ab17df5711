#include "pipeline/index/terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyzers/text/utf8.h"
#include "pipeline/index/record.h"

namespace hexapla::index {
namespace {

using ::testing::ElementsAre;

TEST(Terms, NeverExceedWhatXapianTakes) {
  EXPECT_EQ(term("s:", "A/RES/70/1"), "s:A/RES/70/1");
  const std::string a = term("s:", std::string(300, 'a'));
  const std::string b = term("s:", std::string(301, 'a'));
  EXPECT_LE(a.size(), 245U);
  EXPECT_NE(a, b);
  std::string chinese;
  for (int i = 0; i < 200; ++i) chinese += "约";
  EXPECT_LE(term("ZH", chinese).size(), 245U);
  EXPECT_FALSE(text::first_invalid(term("ZH", chinese)));
  EXPECT_EQ(term("x", std::string_view("a\0b", 3)), "xab");
}

TEST(Terms, PrefixesOfLanguages) {
  EXPECT_EQ(word_prefix("en"), "EN");
  EXPECT_EQ(word_prefix(""), "UND");
  EXPECT_EQ(word_prefix("zh-Hant-with-much-more"), "ZHHANT");
}

TEST(Terms, IdentifiersAreFoundWithAndWithoutWhatSurroundsThem) {
  EXPECT_THAT(identifier_keys("SC-7/7"), ElementsAre("SC-7/7"));
  EXPECT_THAT(identifier_keys("UNEP/POPS/COP.8/22/Add.1"), ElementsAre("UNEP/POPS/COP.8/22/ADD.1"));
  EXPECT_THAT(identifier_keys("BC:VIII/1"), ElementsAre("BC:VIII/1", "VIII/1"));
  EXPECT_THAT(identifier_keys("stockholm:art.5(d)"),
              ElementsAre("STOCKHOLM:ART.5(D)", ":ART.5(D)", "STOCKHOLM:ART.5", ":ART.5"));
  EXPECT_THAT(identifier_keys(":art.5"), ElementsAre(":ART.5"));
  EXPECT_THAT(identifier_keys("https://example.org/a"), ElementsAre("HTTPS://EXAMPLE.ORG/A"));
  EXPECT_THAT(identifier_keys(""), ElementsAre());
}

TEST(Terms, BodiesAreTheSeriesOfASymbol) {
  EXPECT_EQ(body_of("UNEP/POPS/COP.8/INF/14"), "UNEP/POPS/COP");
  EXPECT_EQ(body_of("UNEP/CHW.13/28"), "UNEP/CHW");
  EXPECT_EQ(body_of("A/RES/70/1"), "A/RES");
  EXPECT_EQ(body_of("A/69/L.87/Rev.1"), "A");
  EXPECT_EQ(body_of("E/CN.4/1995/2"), "E/CN.4");
  EXPECT_EQ(body_of("FCCC/CP/2015/10/Add.1"), "FCCC/CP");
  EXPECT_EQ(body_of("file:a/b.txt"), "");
  EXPECT_EQ(body_of("letter"), "");
  EXPECT_EQ(body_of(""), "");
  EXPECT_THAT(bodies("UNEP/POPS/COP"), ElementsAre("UNEP/POPS/COP", "UNEP/POPS", "UNEP"));
}

TEST(Record, ComesBackAsItWas) {
  Record record;
  record.sequence = 300;
  record.block = 7;
  record.row = 0xFFFFFFFF;
  record.date = 20171231;
  record.type = 4;
  record.topics = true;
  record.lang = "und";
  record.body = "UNEP/POPS/COP";
  const std::string packed = pack(record);
  Record back;
  ASSERT_TRUE(unpack(packed, back));
  EXPECT_EQ(back.sequence, 300U);
  EXPECT_EQ(back.block, 7U);
  EXPECT_EQ(back.row, 0xFFFFFFFFU);
  EXPECT_EQ(back.date, 20171231U);
  EXPECT_EQ(back.type, 4);
  EXPECT_FALSE(back.cites);
  EXPECT_TRUE(back.topics);
  EXPECT_EQ(back.lang, "und");
  EXPECT_EQ(back.body, "UNEP/POPS/COP");
  for (std::size_t n = 0; n < packed.size(); ++n)
    EXPECT_FALSE(unpack(std::string_view(packed).substr(0, n), back));

  const std::string mates = pack({{1, 2, 3, "en"}, {400, 5, 6, "zh"}});
  EXPECT_EQ(unpack_mates(mates).size(), 2U);
  EXPECT_EQ(unpack_mates(mates)[1].lang, "zh");
  EXPECT_EQ(unpack_mates(mates)[1].sequence, 400U);
  for (std::size_t n = 0; n < mates.size(); ++n)
    EXPECT_LE(unpack_mates(std::string_view(mates).substr(0, n)).size(), 1U);
}

}  // namespace
}  // namespace hexapla::index
