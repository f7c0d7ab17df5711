// Text of another encoding, put together character by character. Internal to this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "analyzers/text/utf8.h"
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
    beyond_ascii_ = beyond_ascii_ || c >= 0x80;
    size_ += text::encode(c, bytes_.data() + size_);
  }

  // All of it. Nothing may be put behind it.
  document::MappedText take();

 private:
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
