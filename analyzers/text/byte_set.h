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

  constexpr bool has(char c) const { return in_[static_cast<unsigned char>(c)]; }

  // The offset of the first of them at or behind `from`; text.size() when there is none.
  constexpr std::size_t find(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !has(text[from])) ++from;
    return from;
  }

 private:
  std::array<bool, 256> in_{};
};

}  // namespace hexapla::text
