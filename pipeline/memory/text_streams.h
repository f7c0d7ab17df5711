// Internal: the texts of a column while it is built, in the order they will have: by length, then
// as they came. Tokens are packed as they are on disk.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "pipeline/memory/column.h"
#include "pipeline/memory/large_array.h"

namespace hexapla::memory {

struct BuiltText {
  Signature signature;
  std::uint32_t unit = 0;
  std::uint32_t skeleton = 0;  // 0 for none
  std::uint32_t size = 0;      // of the packed tokens, bytes
  std::uint16_t variant = 0;
};

class TextStreams {
 public:
  // `length` in tokens; `text.size` is that of `packed`.
  void add(std::uint32_t length, const BuiltText& text, std::span<const std::uint8_t> packed);

  std::size_t texts() const { return texts_; }
  // Every length that occurs, rising, with its number of texts.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lengths() const;

 private:
  // A text takes a multiple of this, as BuiltText must be aligned.
  static constexpr std::size_t padded(std::size_t bytes) {
    return (bytes + alignof(BuiltText) - 1) / alignof(BuiltText) * alignof(BuiltText);
  }
  // A piece of memory; the texts of one length follow each other in a chain of them.
  struct Chunk {
    Chunk* next = nullptr;
    std::size_t used = 0;
    std::size_t capacity = 0;
    char* bytes() { return reinterpret_cast<char*>(this + 1); }
    const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
  };
  struct Stream {
    Chunk* first = nullptr;
    Chunk* last = nullptr;
    std::uint32_t texts = 0;
  };

 public:
  // Walks over all texts in their order.
  class Walk {
   public:
    explicit Walk(const TextStreams& streams);
    // False after the last one.
    bool next() {
      while (chunk_ == nullptr || at_ == chunk_->used) {
        if (!next_chunk()) return false;
      }
      text_ = reinterpret_cast<const BuiltText*>(chunk_->bytes() + at_);
      at_ += padded(sizeof *text_ + text_->size);
      return true;
    }
    const BuiltText& text() const { return *text_; }
    std::span<const std::uint8_t> packed() const {
      return {reinterpret_cast<const std::uint8_t*>(text_ + 1), text_->size};
    }

   private:
    bool next_chunk();

    std::map<std::uint32_t, Stream>::const_iterator stream_;
    std::map<std::uint32_t, Stream>::const_iterator end_;
    const Chunk* chunk_ = nullptr;
    std::size_t at_ = 0;
    const BuiltText* text_ = nullptr;
  };

 private:
  Chunk* new_chunk(std::size_t capacity);
  char* take(std::size_t bytes);
  Stream& stream(std::uint32_t length);

  std::map<std::uint32_t, Stream> streams_;  // by length
  std::vector<Stream*> short_;               // the same for usual lengths, without a search
  std::vector<LargeArray<char>> blocks_;     // what chunks are cut from
  std::size_t used_ = 0;                     // of the last block
  std::size_t texts_ = 0;
};

}  // namespace hexapla::memory
