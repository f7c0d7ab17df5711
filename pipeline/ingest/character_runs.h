// Text of another encoding, put together character by character. Internal to this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {

// Makes one piece of the source map of as many characters as have equally many bytes each, and a
// verbatim one where those are a long stretch of ASCII of one byte.
class CharacterRuns {
 public:
  // The next character and its bytes in the file; surrogates and what is beyond Unicode become
  // U+FFFD.
  void put(char32_t c, std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t width = end - begin;
    if (width != width_ || begin != end_ || size_ + 4 > bytes_.size()) start(begin, width);
    end_ = end;
    if (c < 0x80) {
      bytes_[size_++] = static_cast<char>(c);
      return;
    }
    beyond_ascii_ = true;
    if (c < 0x800) {
      bytes_[size_++] = static_cast<char>(0xC0U | (c >> 6U));
    } else if (c < 0x10000) {
      if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
      bytes_[size_++] = static_cast<char>(0xE0U | (c >> 12U));
      bytes_[size_++] = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    } else if (c <= 0x10FFFF) {
      bytes_[size_++] = static_cast<char>(0xF0U | (c >> 18U));
      bytes_[size_++] = static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
      bytes_[size_++] = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    } else {
      put_raw("\uFFFD");
      return;
    }
    bytes_[size_++] = static_cast<char>(0x80U | (c & 0x3FU));
  }

  // All of it. Nothing may be put behind it.
  document::MappedText take();

 private:
  void put_raw(std::string_view utf8) {
    for (const char c : utf8) bytes_[size_++] = c;
  }
  void start(std::uint64_t begin, std::uint64_t width);

  document::MappedText text_;
  std::array<char, document::kLongestRun> bytes_;  // of the run
  std::size_t size_ = 0;
  std::uint64_t begin_ = 0;  // of the run in the file
  std::uint64_t end_ = 0;
  std::uint64_t width_ = 0;  // bytes of each of its characters
  bool beyond_ascii_ = false;
};

}  // namespace hexapla::ingest
