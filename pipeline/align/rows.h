// From alignments of pairs of texts to one set of rows for all of them. Internal to the room.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "pipeline/align/align.h"
#include "pipeline/align/scorer.h"

namespace hexapla::align {

// The texts of a group and the models between them.
struct Group {
  std::vector<const Tokens*> texts;
  // Of texts x < y at [x * k + y]: the model seen from x, and the best alignment of the two.
  std::vector<PairView> views;
  std::vector<std::vector<Step>> paths;

  std::size_t size() const { return texts.size(); }
};

// An n-way row: ends[k] is the end of its segments in text k, the row before has their begin.
struct Cut {
  std::vector<std::uint32_t> ends;
  float confidence = 0.0F;
};

// Pairs of rows that hold different texts and say the same thing at different places: a paragraph
// that was moved. `rows` in their order; gives (row, row) with the first text's row first. Only
// what is beyond doubt; few rows with omissions are needed for it, with many there is nothing to be
// found this way.
std::vector<std::pair<std::size_t, std::size_t>> moved_rows(const Group& group,
                                                            std::span<const Row> rows);

std::vector<Cut> align_group(const Group& group);

}  // namespace hexapla::align
