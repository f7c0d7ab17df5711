// A set of bytes and the search for the next one of them: one look a byte, where
// std::string_view::find_first_of takes one search a byte.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "analyzers/text/eight.h"

namespace hexapla::text {

class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) in_[static_cast<unsigned char>(c)] = true;
  }

  constexpr void add(char c) { in_[static_cast<unsigned char>(c)] = true; }

  constexpr bool has(char c) const { return in_[static_cast<unsigned char>(c)]; }

  // The offset of the first of them at or behind `from`; text.size() when there is none.
  constexpr std::size_t find(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !has(text[from])) ++from;
    return from;
  }

 private:
  std::array<bool, 256> in_{};
};

// The offset of the first ASCII digit at or behind `from`; text.size() when there is none. Eight
// bytes at a time, since most text has few.
inline std::size_t find_digit(std::string_view text, std::size_t from = 0) {
  while (from + kEight <= text.size()) {
    const std::size_t others = before_first(between(eight_at(text.data() + from), '0', '9'));
    from += others;
    if (others < kEight) return from;
  }
  while (from < text.size() && (text[from] < '0' || text[from] > '9')) ++from;
  return from;
}

// Whether one of the bytes is in the text. Without a look-up, so that the compiler compares many
// bytes at a time: for what most texts do not have.
template <unsigned char... Bytes>
bool holds(std::string_view text) {
  const auto is_one = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return static_cast<unsigned char>(((byte == Bytes) | ...));
  };
  // Whole blocks; the last one reaches back into the one before it, so that no byte is looked at
  // alone but in short texts.
  constexpr std::size_t kBlock = 16;
  std::array<unsigned char, kBlock> found{};
  const auto look_at = [&](const char* block) {
    for (std::size_t i = 0; i < kBlock; ++i) found[i] |= is_one(block[i]);
  };
  unsigned char any = 0;
  if (text.size() < kBlock) {
    for (const char c : text) any |= is_one(c);
    return any != 0;
  }
  for (std::size_t at = 0; at + kBlock <= text.size(); at += kBlock) look_at(text.data() + at);
  look_at(text.data() + text.size() - kBlock);
  for (const unsigned char one : found) any |= one;
  return any != 0;
}

// How many of the bytes are `Byte`; many at a time as well.
template <unsigned char Byte>
std::size_t count(std::string_view text) {
  // Counted in bytes as long as these have room.
  constexpr std::size_t kMost = 255;
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size(); at += kMost) {
    unsigned char some = 0;
    for (const char c : text.substr(at, kMost))
      some = static_cast<unsigned char>(some + (static_cast<unsigned char>(c) == Byte ? 1 : 0));
    n += some;
  }
  return n;
}

}  // namespace hexapla::text
