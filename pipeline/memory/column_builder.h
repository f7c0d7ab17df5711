// Internal: collects the texts of one language and writes them as a column.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/memory/column.h"
#include "pipeline/memory/large_array.h"

namespace hexapla::memory {

// Takes one section of the column, whose bytes need not outlive the call.
class SectionSink {
 public:
  virtual ~SectionSink() = default;
  virtual void section(Section section, std::string_view bytes) = 0;
};

class ColumnBuilder {
 public:
  explicit ColumnBuilder(std::string name) : name_(std::move(name)) { grow(16); }

  // `skeleton` 0: the text has no placeables. At most 2^32 tokens in all.
  void add(std::uint32_t unit, std::uint16_t variant, std::span<const std::uint64_t> keys,
           std::uint32_t skeleton);

  std::size_t texts() const { return units_.size(); }

  // Writes the column and empties the builder.
  void write(SectionSink& sink);

 private:
  std::uint32_t id_of(std::uint64_t key);
  void take_pending();
  void grow(std::size_t capacity);
  void write_vocabulary(SectionSink& sink);
  LargeArray<std::uint32_t> order_by_length(SectionSink& sink) const;
  void reorder(const LargeArray<std::uint32_t>& order, SectionSink& sink);
  void write_token_lists(SectionSink& sink) const;
  void write_pair_lists(SectionSink& sink) const;

  std::string name_;
  struct Word {
    std::uint64_t key = 0;  // 0 for a free place
    std::uint32_t id = 0;
  };
  LargeArray<std::uint32_t> units_;
  LargeArray<std::uint16_t> variants_;
  LargeArray<std::uint32_t> skeletons_;
  LargeArray<std::uint32_t> token_starts_{0};
  LargeArray<std::uint32_t> tokens_;
  std::vector<std::uint64_t> pending_;  // keys of the text that came last, not in tokens_ yet
  LargeArray<Word> vocabulary_;         // an open hash table
  std::uint32_t words_ = 0;
};

}  // namespace hexapla::memory
