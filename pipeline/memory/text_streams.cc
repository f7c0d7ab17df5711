#include "pipeline/memory/text_streams.h"

#include <algorithm>
#include <cstring>

namespace hexapla::memory {
namespace {

constexpr std::size_t kUsualLength = 512;
// A chunk holds twice what the one before it held, between these.
constexpr std::size_t kSmallestChunk = 256;
constexpr std::size_t kLargestChunk = std::size_t{16} << 10;
constexpr std::size_t kSmallestBlock = std::size_t{32} << 10;

}  // namespace

char* TextStreams::take(std::size_t bytes) {
  if (blocks_.empty() || blocks_.back().size() - used_ < bytes) {
    const std::size_t usual =
        blocks_.empty() ? kSmallestBlock : std::min(2 * blocks_.back().size(), kLargeBlock);
    blocks_.emplace_back(std::max(usual, bytes));
    used_ = 0;
  }
  char* out = blocks_.back().data() + used_;
  used_ += bytes;
  return out;
}

TextStreams::Chunk* TextStreams::new_chunk(std::size_t capacity) {
  auto* out = new (take(sizeof(Chunk) + capacity)) Chunk;
  out->capacity = capacity;
  return out;
}

TextStreams::Stream& TextStreams::stream(std::uint32_t length) {
  if (length >= kUsualLength) return streams_[length];
  if (short_.empty()) short_.resize(kUsualLength);
  Stream*& out = short_[length];
  if (out == nullptr) out = &streams_[length];
  return *out;
}

void TextStreams::add(std::uint32_t length, const BuiltText& text,
                      std::span<const std::uint8_t> packed) {
  Stream& to = stream(length);
  const std::size_t size = padded(sizeof text + packed.size());
  if (to.last == nullptr || to.last->capacity - to.last->used < size) {
    const std::size_t before = to.last == nullptr ? 0 : to.last->capacity;
    Chunk* const chunk =
        new_chunk(std::max(size, std::clamp(2 * before, kSmallestChunk, kLargestChunk)));
    (to.last == nullptr ? to.first : to.last->next) = chunk;
    to.last = chunk;
  }
  char* const at = to.last->bytes() + to.last->used;
  new (at) BuiltText(text);
  std::memcpy(at + sizeof text, packed.data(), packed.size());
  to.last->used += size;
  ++to.texts;
  ++texts_;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> TextStreams::lengths() const {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const auto& [length, stream] : streams_) out.emplace_back(length, stream.texts);
  return out;
}

TextStreams::Walk::Walk(const TextStreams& streams)
    : stream_(streams.streams_.begin()), end_(streams.streams_.end()) {
  if (stream_ != end_) chunk_ = stream_->second.first;
}

bool TextStreams::Walk::next_chunk() {
  if (stream_ == end_) return false;
  at_ = 0;
  if (chunk_ != nullptr) chunk_ = chunk_->next;
  if (chunk_ == nullptr && ++stream_ != end_) chunk_ = stream_->second.first;
  return chunk_ != nullptr;
}

}  // namespace hexapla::memory
