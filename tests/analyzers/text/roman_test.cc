#include "analyzers/text/roman.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hexapla::text {
namespace {

TEST(Roman, NumeralsAreWritten) {
  EXPECT_EQ(roman_numeral(1), "I");
  EXPECT_EQ(roman_numeral(14), "XIV");
  EXPECT_EQ(roman_numeral(49), "XLIX");
  EXPECT_EQ(roman_numeral(1994), "MCMXCIV");
  EXPECT_EQ(roman_numeral(5000), "MMMMM");
  EXPECT_EQ(roman_numeral(0), "");
  EXPECT_EQ(roman_numeral(-3), "");
}

TEST(Roman, WhatIsWrittenIsRead) {
  for (int value = 1; value < 4000; ++value) {
    std::string numeral = roman_numeral(value);
    ASSERT_EQ(roman_value(numeral, 3999), value) << numeral;
    std::transform(numeral.begin(), numeral.end(), numeral.begin(),
                   [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    ASSERT_EQ(roman_value(numeral, 3999), value) << numeral;
  }
}

TEST(Roman, WordsAndOtherSpellingsAreNone) {
  struct Case {
    const char* text;
    int most;
  };
  const Case cases[] = {
      {"", 3999},
      {"iiii", 3999},  // "iv"
      {"ic", 3999},    // "xcix"
      {"vx", 3999},
      {"viv", 3999},
      {"xXi", 3999},  // of two cases
      {"Xi", 3999},
      {"civil", 3999},
      {"mix", 399},  // 1,009: more than is asked for
      {"xl", 39},
      {"i v", 3999},
      {"x.", 3999},
      {"х", 3999},  // a Cyrillic letter
      {"MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM", 100000},
  };
  for (const Case& c : cases) EXPECT_EQ(roman_value(c.text, c.most), 0) << c.text;
}

}  // namespace
}  // namespace hexapla::text
