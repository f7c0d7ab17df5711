// What a batch teaches about a pair of languages. Internal to the room.
#pragma once

#include <span>
#include <vector>

#include "pipeline/align/scorer.h"

namespace hexapla::align {

// Two texts of a pair of languages, the languages in the order of the model, with what is known of
// their alignment.
struct Sample {
  const Tokens* first;
  const Tokens* second;
  std::vector<Step> steps;  // empty before the first round
};

// Before anything is aligned: the ratio of the lengths, and words that are the same in both
// languages.
PairModel first_model(std::span<const Sample> samples, std::span<const Word> first,
                      std::span<const Word> second);

// From alignments: lengths, bead types and lexicon, from the steps that are probable.
PairModel learn(std::span<const Sample> samples, std::span<const Word> first,
                std::span<const Word> second, const PairModel& before);

}  // namespace hexapla::align
