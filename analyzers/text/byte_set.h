// A set of bytes and the search for the next one of them: one look a byte, where
// std::string_view::find_first_of takes one search a byte.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

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

// Whether one of the bytes is in the text. Without a look-up, so that the compiler compares many
// bytes at a time: for what most texts do not have.
template <unsigned char... Bytes>
bool holds(std::string_view text) {
  unsigned char any = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    any |= static_cast<unsigned char>(((byte == Bytes) | ...));
  }
  return any != 0;
}

}  // namespace hexapla::text
