// Internal: collects the texts of one language and writes them as a column.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analyzers/segmentation/match_tokens.h"
#include "pipeline/memory/column.h"
#include "pipeline/memory/distinct.h"
#include "pipeline/memory/large_array.h"
#include "pipeline/memory/list_writer.h"
#include "pipeline/memory/text_streams.h"

namespace hexapla::memory {

class ColumnBuilder {
 public:
  explicit ColumnBuilder(std::string name) : name_(std::move(name)) { grow(16); }

  // `skeleton` 0: the text has no placeables. `tokens`: at least one.
  void add(std::uint32_t unit, std::uint16_t variant,
           std::span<const segmentation::MatchToken> tokens, std::uint32_t skeleton);

  // Writes the column and empties the builder.
  void write(SectionSink& sink);

 private:
  std::uint32_t id_of(std::uint64_t key);
  void take_pending();
  void grow(std::size_t capacity);
  void write_vocabulary(SectionSink& sink);
  void write_lengths(SectionSink& sink) const;
  void write_texts(SectionSink& sink) const;

  std::string name_;
  struct Word {
    std::uint64_t key = 0;  // 0 for a free place
    std::uint32_t id = 0;
  };
  LargeArray<Word> vocabulary_;  // an open hash table
  std::uint32_t words_ = 0;
  TextStreams texts_;
  Distinct pairs_;
  // The text that came last, whose tokens have no numbers yet.
  BuiltText pending_;
  std::vector<std::uint64_t> pending_keys_;
  std::vector<std::uint8_t> packed_;
};

}  // namespace hexapla::memory
