// From alignments of pairs of texts to one set of rows for all of them. Internal to the room.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

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

std::vector<Cut> align_group(const Group& group);

}  // namespace hexapla::align
