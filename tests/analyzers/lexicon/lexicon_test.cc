#include "analyzers/lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hexapla::lexicon {
namespace {

const std::vector<SegmentPair> kPairs = {
    {"the lake is deep", "le lac est profond"},
    {"the lake is cold", "le lac est froid"},
    {"the river is deep", "le fleuve est profond"},
    {"the river is cold", "le fleuve est froid"},
    {"a lake and a river", "un lac et un fleuve"},
    {"deep and cold water", "une eau profond et froid"},
    {"the glacier melts", "le glacier fond"},
    {"a glacier and a lake", "un glacier et un lac"},
};

TEST(Lexicon, LearnsWords) {
  const Lexicon lexicon = Lexicon::learn("en", "fr", kPairs);
  const struct {
    const char* english;
    const char* french;
  } words[] = {{"lake", "lac"},
               {"river", "fleuve"},
               {"deep", "profond"},
               {"cold", "froid"},
               {"glacier", "glacier"}};
  for (const auto& [english, french] : words) {
    ASSERT_FALSE(lexicon.translations(english).empty()) << english;
    EXPECT_EQ(lexicon.translations(english).front().word, french);
    ASSERT_FALSE(lexicon.back_translations(french).empty()) << french;
    EXPECT_EQ(lexicon.back_translations(french).front().word, english);
  }
  EXPECT_TRUE(lexicon.translations("volcano").empty());
  // Asked for in any form
  EXPECT_EQ(lexicon.translations("LAKE").front().word, "lac");
}

TEST(Lexicon, OrderOfTheSegmentsChangesNothing) {
  std::vector<SegmentPair> shuffled = kPairs;
  std::mt19937 random(3);
  const Lexicon expected = Lexicon::learn("en", "fr", kPairs);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    EXPECT_EQ(Lexicon::learn("en", "fr", shuffled), expected);
  }
}

TEST(Lexicon, DictionaryHelpsWhereNothingWasSeen) {
  const std::vector<DictionaryEntry> dictionary = {{"Moraine", "Moräne"}};
  const Lexicon lexicon = Lexicon::learn("en", "de", {}, dictionary);
  ASSERT_EQ(lexicon.translations("moraine").size(), 1U);
  EXPECT_EQ(lexicon.translations("moraine").front().word, "morane");
}

TEST(Lexicon, WrittenAndReadIsTheSame) {
  const Lexicon lexicon = Lexicon::learn("en", "fr", kPairs);
  const std::string text = lexicon.serialise();
  const auto read = Lexicon::parse(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->serialise(), text);
  EXPECT_EQ(read->source_lang(), "en");
  EXPECT_EQ(read->target_lang(), "fr");
  EXPECT_EQ(read->size(), lexicon.size());
}

TEST(Lexicon, OtherFilesAreRefused) {
  for (const char* text : {"", "\n", "hexapla-lexicon 2\ten\tfr\n", "hexapla-lexicon 1\ten\n",
                           "hexapla-lexicon 1\ten\tfr\nlake\tlac\t0.5\n",
                           "hexapla-lexicon 1\ten\tfr\nlake\tlac\t0.5\tx\n",
                           "hexapla-lexicon 1\ten\tfr\nlake\tlac\t7\t0.1\n"}) {
    EXPECT_FALSE(Lexicon::parse(text).has_value()) << text;
  }
}

TEST(Lexicon, Dictionaries) {
  using Entries = std::vector<DictionaryEntry>;
  EXPECT_EQ(parse_dictionary("# comment\nlake\tlac (m.); étang\n\nno tab\n"),
            (Entries{{"lake", "lac"}, {"lake", "étang"}}));
  EXPECT_EQ(parse_dictionary("冰川湖 冰川湖 [bing1 chuan1 hu2] /glacial lake/\r\n傳統 传统 [chuan2 "
                             "tong3] /tradition/traditional (old)/\n"),
            (Entries{{"冰川湖", "glacial lake"}, {"传统", "tradition"}, {"传统", "traditional"}}));
}

}  // namespace
}  // namespace hexapla::lexicon
