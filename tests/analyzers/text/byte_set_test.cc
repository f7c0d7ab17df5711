#include "analyzers/text/byte_set.h"

#include <gtest/gtest.h>

#include <string>

namespace hexapla::text {
namespace {

// Every byte at every place of texts around the eight bytes that are looked at together.
TEST(FindDigit, EveryByteAtEveryPlace) {
  for (std::size_t size = 1; size <= 20; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'a');
        text[place] = static_cast<char>(byte);
        const std::size_t expected = byte >= '0' && byte <= '9' ? place : size;
        ASSERT_EQ(find_digit(text), expected) << size << " " << place << " " << byte;
      }
    }
  }
}

// Neighbours whose bytes are beside those of digits, or are digits but for the highest bit, carry
// nothing over.
TEST(FindDigit, NeighboursDoNotDisturb) {
  for (const char beside : {'\x00', '/', ':', '\x7F', '\x80', '\xB0', '\xB9', '\xFF'}) {
    for (std::size_t place = 0; place < 16; ++place) {
      std::string text(16, beside);
      EXPECT_EQ(find_digit(text), text.size());
      text[place] = '7';
      EXPECT_EQ(find_digit(text), place);
    }
  }
}

TEST(FindDigit, FromAnOffset) {
  const std::string text = "in 2018 and 2019";
  EXPECT_EQ(find_digit(text, 0), 3U);
  EXPECT_EQ(find_digit(text, 3), 3U);
  EXPECT_EQ(find_digit(text, 7), 12U);
  EXPECT_EQ(find_digit(text, 15), 15U);
  EXPECT_EQ(find_digit(text, 16), 16U);
  EXPECT_EQ(find_digit("", 0), 0U);
  EXPECT_EQ(find_digit("缔约方大会第５段", 0), std::string("缔约方大会第５段").size());
}

}  // namespace
}  // namespace hexapla::text
