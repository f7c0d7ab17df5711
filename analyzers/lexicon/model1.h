// IBM Model 1 (Brown et al. 1993) in both directions at once, on numbered words, made robust for
// little data: pairs of words that meet only once carry no weight (what one bead says of itself is
// no evidence for that bead, hence the absolute discount), and seeds - numbers, names, a dictionary
// - are prior counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla::lexicon {

using WordId = std::uint32_t;

// Two segments that say the same thing. Words are distinct and ascending within a side.
struct TrainingPair {
  std::span<const WordId> source;
  std::span<const WordId> target;
  float weight = 1.0F;  // how sure it is that they do, 0 to 1
};

// Prior knowledge: `source` and `target` translate each other, worth `weight` observations.
struct Seed {
  WordId source = 0;
  WordId target = 0;
  float weight = 0.0F;
};

struct Entry {
  WordId word = 0;
  float probability = 0.0F;
};

// Rows of entries, one a conditioning word, most probable first (ties: lower word first).
class Table {
 public:
  std::span<const Entry> row(WordId word) const {
    if (word + std::size_t{1} >= begin.size()) return {};
    return {entries.data() + begin[word], entries.data() + begin[word + 1]};
  }
  std::vector<std::uint32_t> begin;
  std::vector<Entry> entries;
};

struct Model1 {
  Table forward;  // rows by source word: p(target | source)
  Table reverse;  // rows by target word: p(source | target)
  // How often a word of a true pair has no counterpart, 0 to 1; 1 where nothing is known.
  std::vector<float> source_unexplained;
  std::vector<float> target_unexplained;
};

struct Model1Options {
  int iterations = 4;
  float discount = 0.7F;    // observations taken off each pair of words
  float together = 1.02F;   // words must be seen together oftener than so: once is no evidence
  float smoothing = 0.8F;   // observations of "anything else" added to each conditioning word
  float everywhere = 0.6F;  // words in a greater share of the pairs are left out
  float chance = 1.2F;      // words must stand together so many times oftener than by chance
  float least = 0.01F;      // probabilities below are dropped
  std::size_t longest_row = 24;
};

// Time and memory are linear in the number of word pairs that stand in a training pair together; at
// most `kMostWords` words of a side are used. Deterministic: the result depends on the order of
// `pairs` only through rounding, and callers that need bit-equality sort them. Pure; any thread.
Model1 train(std::span<const TrainingPair> pairs, std::size_t source_words,
             std::size_t target_words, std::span<const Seed> seeds,
             const Model1Options& options = {});

inline constexpr std::size_t kMostWords = 160;

}  // namespace hexapla::lexicon
