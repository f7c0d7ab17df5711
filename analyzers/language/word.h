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

#include "analyzers/text/eight.h"
#include "analyzers/text/utf8.h"

namespace hexapla::language {

// The first eight bytes of a word, zeros behind a shorter one: by them it is looked for. Eight
// bytes are read.
inline std::uint64_t head_of(const char* word, std::size_t size) {
  std::uint64_t out = 0;
  std::memcpy(&out, word, sizeof out);
  if (size >= sizeof out) return out;
  const auto unused = static_cast<unsigned>(8 * (sizeof out - size));
  return std::endian::native == std::endian::little ? out << unused >> unused
                                                    : out >> unused << unused;
}

// The words of a text in lower case: the one that is being read, and those before it that are kept.
// Letters are put one by one, so this must cost little.
class Words {
 public:
  // The word that is being read.
  bool empty() const { return size_ == begin_; }
  std::size_t size() const { return size_ - begin_; }
  std::string_view word() const { return {data() + begin_, size()}; }
  // Its head.
  std::uint64_t head() const { return head_of(data() + begin_, size()); }

  // It is at its end: it is kept, or forgotten.
  void keep() {
    if (size_ + kRoom > room_) grow();
    data()[size_++] = ' ';
    begin_ = size_;
  }
  void forget() { size_ = begin_; }

  // The words that were kept, a space behind each.
  std::string_view kept() const { return {data(), begin_}; }

  // Appends the ASCII letters from `at` on; how many they are.
  std::size_t put_letters(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (end + text::kEight <= text.size()) {
      const std::uint64_t low = text::eight_at(text.data() + end) | text::kEachByte * 0x20;
      const std::size_t run = text::before_first(~text::between(low, 'a', 'z') & text::kMarks);
      if (size_ + kRoom > room_) grow();
      std::memcpy(data() + size_, &low, sizeof low);
      size_ += run;
      end += run;
      if (run < text::kEight) return end - begin;
    }
    const std::size_t rest = end;
    while (end < text.size() && static_cast<unsigned char>((text[end] | 0x20) - 'a') < 26U) ++end;
    while (size_ + (end - rest) + kRoom > room_) grow();
    for (std::size_t i = rest; i < end; ++i) data()[size_++] = static_cast<char>(text[i] | 0x20);
    return end - begin;
  }

  void put(char32_t c) {
    if (size_ + kRoom > room_) grow();
    size_ += text::encode(c, data() + size_);
  }
  // A word that is given as a whole; there must be none that is being read.
  void put(std::string_view word) {
    while (size_ + word.size() + kRoom > room_) grow();
    std::copy(word.begin(), word.end(), data() + size_);
    size_ += word.size();
  }

 private:
  // That every step finds behind the end: eight bytes for what it puts, eight for the head.
  static constexpr std::size_t kRoom = 16;

  const char* data() const { return long_.empty() ? short_.data() : long_.data(); }
  char* data() { return long_.empty() ? short_.data() : long_.data(); }
  void grow() {
    if (long_.empty()) long_.assign(short_.data(), size_);
    room_ *= 2;
    long_.resize(room_);
  }

  // Texts of which more is kept, or with longer words, have memory of their own.
  std::array<char, 512> short_{};
  std::string long_;
  std::size_t room_ = sizeof short_;
  std::size_t begin_ = 0;  // of the word that is being read
  std::size_t size_ = 0;
};

}  // namespace hexapla::language
