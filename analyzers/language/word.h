// A word while it is read from a text. Internal to this room.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "analyzers/text/utf8.h"

namespace hexapla::language {

// A word in lower case while it is read. Letters are put one by one, so this must cost little.
class Word {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {data(), size_}; }
  // The first eight bytes, zeros behind a shorter word.
  std::uint64_t head() const {
    std::uint64_t out = 0;
    std::memcpy(&out, data(), sizeof out);
    if (size_ >= sizeof out) return out;
    const auto unused = static_cast<unsigned>(8 * (sizeof out - size_));
    return std::endian::native == std::endian::little ? out << unused >> unused
                                                      : out >> unused << unused;
  }
  void clear() { size_ = 0; }

  // Appends the ASCII letters from `at` on; how many they are.
  std::size_t put_letters(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    std::size_t end = at;
    // Eight at a time; a letter is what is at least 'a' and at most 'z' in lower case. Behind the
    // first byte that is none nothing counts, so that sums may run over there.
    if constexpr (std::endian::native == std::endian::little) {
      constexpr std::uint64_t kEach = 0x0101010101010101U;
      while (end + 8 <= text.size()) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + end, sizeof bytes);
        const std::uint64_t low = bytes | kEach * 0x20;
        const std::uint64_t letter =
            (low + kEach * (0x80 - 'a')) & ~(low + kEach * (0x7F - 'z')) & ~bytes & kEach * 0x80;
        const auto run = static_cast<std::size_t>(std::countr_zero(~letter & kEach * 0x80)) / 8;
        if (size_ + sizeof low > room_) grow();
        std::memcpy(data() + size_, &low, sizeof low);
        size_ += run;
        end += run;
        if (run < 8) return end - begin;
      }
    }
    const std::size_t rest = end;
    while (end < text.size() && static_cast<unsigned char>((text[end] | 0x20) - 'a') < 26U) ++end;
    while (size_ + (end - rest) > room_) grow();
    for (std::size_t i = rest; i < end; ++i) data()[size_++] = static_cast<char>(text[i] | 0x20);
    return end - begin;
  }

  void put(char32_t c) {
    if (size_ + 4 > room_) grow();
    if (c < 0x80) {
      data()[size_++] = static_cast<char>(c);
      return;
    }
    if (c < 0x800) {
      data()[size_++] = static_cast<char>(0xC0 | (c >> 6));
      data()[size_++] = static_cast<char>(0x80 | (c & 0x3F));
      return;
    }
    std::string one;
    text::append(one, c);
    std::copy(one.begin(), one.end(), data() + size_);
    size_ += one.size();
  }

 private:
  const char* data() const { return long_.empty() ? short_.data() : long_.data(); }
  char* data() { return long_.empty() ? short_.data() : long_.data(); }
  void grow() {
    if (long_.empty()) long_.assign(short_.data(), size_);
    room_ *= 2;
    long_.resize(room_);
  }
  // Words that are longer are rare, and are kept in memory of their own.
  std::array<char, 64> short_{};
  std::string long_;
  std::size_t room_ = sizeof short_;  // eight at least; more than have been put
  std::size_t size_ = 0;
};

}  // namespace hexapla::language
