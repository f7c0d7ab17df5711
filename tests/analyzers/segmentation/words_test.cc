#include <gtest/gtest.h>

#include <string>

#include "analyzers/segmentation/segmentation.h"

namespace hexapla::segmentation {
namespace {

std::string cut(const std::string& text, const char* lang) {
  std::string out;
  for (const Span word : words(text, lang))
    out += (out.empty() ? "" : "|") + text.substr(word.begin, word.size());
  return out;
}

TEST(Words, AreLettersAndDigitsWithoutPunctuation) {
  EXPECT_EQ(cut("Clean water, 2004!", "en"), "Clean|water|2004");
  EXPECT_EQ(cut("Чистая вода.", "ru"), "Чистая|вода");
  EXPECT_EQ(cut("المياه النظيفة، 2004", "ar"), "المياه|النظيفة|2004");
  EXPECT_EQ(cut("agua limpia y aire", "es"), "agua|limpia|y|aire");
  EXPECT_EQ(cut("", "en"), "");
  EXPECT_EQ(cut("… — ()", "en"), "");
}

TEST(Words, OfChineseComeFromTheDictionary) {
  EXPECT_EQ(cut("大会通过决议。", "zh"), "大会|通过|决议");
}

TEST(Words, AreTotal) {
  EXPECT_EQ(words("\xFF\xFE", "en").size(), 0U);
  const std::string hostile(20'000, '\xE4');
  for (const Span word : words(hostile, "zh")) EXPECT_LE(word.end, hostile.size());
}

}  // namespace
}  // namespace hexapla::segmentation
