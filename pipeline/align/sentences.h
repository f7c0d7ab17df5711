// Sentences inside rows: the second step of an alignment, after that of paragraphs.
//
//   const auto rows = align::align(groups);
//   const auto sentences = align::sentence_rows(groups, rows);
//
// `run::align_works` does this for every Work; store::Work::sentences holds the result.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/align/align.h"

namespace hexapla::align {

struct Sentence {
  std::uint32_t segment = 0;  // of its text
  Span span;                  // bytes of the segment's text, white space around it left out
  bool operator==(const Sentence&) const = default;
};

// Sentences that say the same thing. Each stands in segments of row `row`.
struct SentenceRow {
  std::uint32_t row = 0;
  std::vector<std::vector<Sentence>> sides;  // in the order of the text; empty: omitted there
  double confidence = 0.0;  // of the sentences, given the row, times that of the row
  std::string evidence;     // in words, when Options::explain; not kept in a store
};

// The sentences of every row of every group: rows[g] are rows over the texts of groups[g]. Each
// sentence of each segment is in exactly one row; the rows stand in the order of the rows that hold
// them. The groups together are the training data, with what `training` adds (rows of paragraphs
// are as good as rows of sentences there). Deterministic as `align` is.
std::vector<std::vector<SentenceRow>> sentence_rows(std::span<const std::vector<Text>> groups,
                                                    std::span<const std::vector<Row>> rows,
                                                    const Options& options = {},
                                                    const Training& training = {});

}  // namespace hexapla::align
