// What a batch teaches about a pair of languages. Internal to the room.
#pragma once

#include <span>
#include <vector>

#include "pipeline/align/scorer.h"

namespace hexapla::align {

// Segments [a0, a1) of one text and [b0, b1) of another that say the same thing; a side may be
// empty.
struct Bead {
  std::uint32_t a0, a1, b0, b1;
  float probability;
};

// Two texts of a pair of languages, the languages in the order of the model, with what is known of
// their alignment.
struct Sample {
  const Tokens* first;
  const Tokens* second;
  std::vector<Bead> beads;  // empty before the first round
};

// The steps of an alignment, as the model's first language sees them.
std::vector<Bead> beads_of(std::span<const Step> steps, bool reversed);

// Rows of known alignments as they are between the texts `x` and `y` of a group; a row whose
// segments do not stand together in a text teaches nothing.
std::vector<Bead> beads_of(std::span<const Row> rows, std::size_t x, std::size_t y);

// The words of two languages, and which of them translate each other before anything is seen.
struct Vocabularies {
  std::span<const Word> first;
  std::span<const Word> second;
  std::vector<lexicon::Seed> seeds;
};

// Seeds from what the same word, number or anchor in both languages is.
std::vector<lexicon::Seed> seeds_of(std::span<const Word> first, std::span<const Word> second);

// Before anything is aligned: the ratio of the lengths, and the seeds.
PairModel first_model(std::span<const Sample> samples, const Vocabularies& words);

// From alignments: lengths, bead types and lexicon, from the beads that are probable.
PairModel learn(std::span<const Sample> samples, const Vocabularies& words,
                const PairModel& before);

}  // namespace hexapla::align
