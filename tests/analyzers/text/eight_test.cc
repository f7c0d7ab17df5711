#include "analyzers/text/eight.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace hexapla::text {
namespace {

// The marks as the bytes one by one say them, in the order of the text.
template <class Is>
std::string marks_of(const std::array<char, kEight>& bytes, Is is) {
  std::string out;
  for (const char c : bytes) out += is(static_cast<unsigned char>(c)) ? '|' : '.';
  return out;
}

std::string written(std::uint64_t marks) {
  std::array<char, kEight> bytes{};
  std::memcpy(bytes.data(), &marks, sizeof marks);
  std::string out;
  for (const char c : bytes) {
    EXPECT_TRUE(c == 0 || c == '\x80') << "more than the highest bit of a byte";
    out += c == 0 ? '.' : '|';
  }
  return out;
}

// Every byte beside every other one: a sum that runs over into its neighbour would show.
TEST(Eight, EveryByteIsJudgedByItself) {
  for (unsigned a = 0; a < 256; ++a) {
    for (unsigned b = 0; b < 256; ++b) {
      const auto first = static_cast<char>(a);
      const auto second = static_cast<char>(b);
      const std::array<char, kEight> bytes{first,  second, second, first,
                                           second, first,  first,  second};
      const std::uint64_t eight = eight_at(bytes.data());
      ASSERT_EQ(written(beyond_ascii(eight)), marks_of(bytes, [](unsigned c) { return c > 0x7F; }));
      ASSERT_EQ(written(equal_to(eight, ' ')), marks_of(bytes, [](unsigned c) { return c == ' '; }))
          << a << ' ' << b;
      ASSERT_EQ(written(between(eight, '0', '9')),
                marks_of(bytes, [](unsigned c) { return c >= '0' && c <= '9'; }))
          << a << ' ' << b;
      ASSERT_EQ(written(between(eight, ' ', '~')),
                marks_of(bytes, [](unsigned c) { return c >= ' ' && c <= '~'; }))
          << a << ' ' << b;
      // The whole of ASCII behind a space, with the last one that a byte can have.
      ASSERT_EQ(written(between(eight, ' ', '\x7F')),
                marks_of(bytes, [](unsigned c) { return c >= ' ' && c <= 0x7F; }))
          << a << ' ' << b;
    }
  }
}

TEST(Eight, TheFirstMarkIsThatOfTheText) {
  std::string text = "abcdefgh";
  EXPECT_EQ(before_first(equal_to(eight_at(text.data()), ' ')), 8U);
  for (std::size_t at = text.size(); at-- > 0;) {
    text[at] = ' ';
    EXPECT_EQ(before_first(equal_to(eight_at(text.data()), ' ')), at);
  }
}

}  // namespace
}  // namespace hexapla::text
