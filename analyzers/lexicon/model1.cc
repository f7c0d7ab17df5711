#include "analyzers/lexicon/model1.h"

#include <algorithm>
#include <cmath>

namespace hexapla::lexicon {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;

std::uint64_t key_of(WordId source, WordId target) {
  return (std::uint64_t{source} << 32) | target;
}

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0x9E3779B97F4A7C15ULL;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9ULL;
  return x ^ (x >> 32);
}

// Numbers the word pairs that matter: open addressing, in order of first appearance.
class PairIndex {
 public:
  explicit PairIndex(std::size_t expected) {
    std::size_t size = 64;
    while (size < expected * 2) size *= 2;
    slots_.assign(size, kNone);
  }

  std::uint32_t add(std::uint64_t key) {
    if (keys_.size() * 2 >= slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = mix(key) & mask;; at = (at + 1) & mask) {
      if (slots_[at] == kNone) {
        slots_[at] = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
        return slots_[at];
      }
      if (keys_[slots_[at]] == key) return slots_[at];
    }
  }

  const std::vector<std::uint64_t>& keys() const { return keys_; }

 private:
  void grow() {
    std::vector<std::uint32_t> bigger(slots_.size() * 2, kNone);
    const std::size_t mask = bigger.size() - 1;
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
      std::size_t at = mix(keys_[i]) & mask;
      while (bigger[at] != kNone) at = (at + 1) & mask;
      bigger[at] = i;
    }
    slots_.swap(bigger);
  }

  std::vector<std::uint32_t> slots_;
  std::vector<std::uint64_t> keys_;
};

// One cell of a training pair's grid of words.
struct Cell {
  std::uint16_t source;  // position in the pair's source words
  std::uint16_t target;
  std::uint32_t pair;
};

std::size_t used(std::span<const WordId> words) {
  return std::min(words.size(), kMostWords);
}

struct Grid {
  std::vector<Cell> cells;
  std::vector<std::size_t> begin;  // of each training pair's cells
};

// Which word pairs meet more than once, by a sketch of saturating counters: a collision keeps a
// pair too many.
Grid collect(std::span<const TrainingPair> pairs, PairIndex& index) {
  std::size_t instances = 0;
  for (const TrainingPair& p : pairs) instances += used(p.source) * used(p.target);
  std::size_t size = 1024;
  while (size < instances && size < (std::size_t{1} << 26)) size *= 2;
  std::vector<std::uint8_t> sketch(size * 2, 0);
  const std::size_t mask = sketch.size() - 1;
  for (const TrainingPair& p : pairs) {
    for (std::size_t i = 0; i < used(p.source); ++i) {
      for (std::size_t j = 0; j < used(p.target); ++j) {
        std::uint8_t& count = sketch[mix(key_of(p.source[i], p.target[j])) & mask];
        if (count < 2) ++count;
      }
    }
  }
  Grid grid;
  grid.begin.reserve(pairs.size() + 1);
  for (const TrainingPair& p : pairs) {
    grid.begin.push_back(grid.cells.size());
    for (std::size_t i = 0; i < used(p.source); ++i) {
      for (std::size_t j = 0; j < used(p.target); ++j) {
        const std::uint64_t key = key_of(p.source[i], p.target[j]);
        if (sketch[mix(key) & mask] < 2) continue;
        grid.cells.push_back(
            {static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j), index.add(key)});
      }
    }
  }
  grid.begin.push_back(grid.cells.size());
  return grid;
}

struct Direction {
  std::vector<float> probability;  // a word pair
  std::vector<float> count;        // a word pair
  std::vector<float> total;        // a conditioning word
  std::vector<float> occurrences;  // a generated word
  std::vector<float> unexplained;  // a generated word
};

float conditioning(const Direction& d, WordId word, const Model1Options& options) {
  return d.total[word] + options.smoothing;
}

Table make_table(const PairIndex& index, const std::vector<float>& probability, bool by_source,
                 std::size_t words, const Model1Options& options) {
  Table table;
  const auto& keys = index.keys();
  const auto row_of = [&](std::uint64_t key) {
    return static_cast<WordId>(by_source ? key >> 32 : key & 0xFFFFFFFFU);
  };
  const auto word_of = [&](std::uint64_t key) {
    return static_cast<WordId>(by_source ? key & 0xFFFFFFFFU : key >> 32);
  };
  std::vector<std::uint32_t> begin(words + 1, 0);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (probability[k] >= options.least) ++begin[row_of(keys[k]) + 1];
  }
  for (std::size_t w = 0; w < words; ++w) begin[w + 1] += begin[w];
  std::vector<Entry> all(begin[words]);
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (probability[k] >= options.least)
      all[next[row_of(keys[k])]++] = {word_of(keys[k]), probability[k]};
  }
  table.begin.reserve(words + 1);
  for (std::size_t w = 0; w < words; ++w) {
    table.begin.push_back(static_cast<std::uint32_t>(table.entries.size()));
    const auto from = all.begin() + begin[w];
    const auto to = all.begin() + begin[w + 1];
    std::sort(from, to, [](const Entry& a, const Entry& b) {
      return a.probability != b.probability ? a.probability > b.probability : a.word < b.word;
    });
    const auto kept =
        std::min<std::ptrdiff_t>(to - from, static_cast<std::ptrdiff_t>(options.longest_row));
    table.entries.insert(table.entries.end(), from, from + kept);
  }
  table.begin.push_back(static_cast<std::uint32_t>(table.entries.size()));
  return table;
}

}  // namespace

Model1 train(std::span<const TrainingPair> pairs, std::size_t source_words,
             std::size_t target_words, std::span<const Seed> seeds, const Model1Options& options) {
  PairIndex index(seeds.size() + pairs.size() * 16);
  std::vector<float> prior;
  for (const Seed& seed : seeds) {
    const std::uint32_t k = index.add(key_of(seed.source, seed.target));
    if (k >= prior.size()) prior.resize(k + 1, 0.0F);
    prior[k] = std::max(prior[k], seed.weight);
  }
  const Grid grid = collect(pairs, index);
  const auto& keys = index.keys();
  prior.resize(keys.size(), 0.0F);

  Direction fwd;  // p(target | source)
  Direction rev;
  fwd.occurrences.assign(target_words, 0.0F);
  rev.occurrences.assign(source_words, 0.0F);
  for (const TrainingPair& p : pairs) {
    for (std::size_t i = 0; i < used(p.source); ++i) rev.occurrences[p.source[i]] += p.weight;
    for (std::size_t j = 0; j < used(p.target); ++j) fwd.occurrences[p.target[j]] += p.weight;
  }
  // Start from Dice's coefficient: it finds the peaks that a uniform start needs several rounds
  // for.
  std::vector<float> together(keys.size(), 0.0F);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    for (std::size_t c = grid.begin[p]; c < grid.begin[p + 1]; ++c)
      together[grid.cells[c].pair] += pairs[p].weight;
  }
  fwd.probability.resize(keys.size());
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const auto s = static_cast<WordId>(keys[k] >> 32);
    const auto t = static_cast<WordId>(keys[k] & 0xFFFFFFFFU);
    const float dice = 2 * std::max(0.0F, together[k] - options.discount) /
                       (fwd.occurrences[t] + rev.occurrences[s] + options.smoothing);
    fwd.probability[k] = std::max(dice * dice, prior[k] / (prior[k] + options.smoothing));
  }
  rev.probability = fwd.probability;
  fwd.unexplained.assign(target_words, 0.0F);
  rev.unexplained.assign(source_words, 0.0F);

  constexpr float kNull = 0.02F;  // what stands for "no counterpart" among the candidates of a word
  std::vector<float> by_target(kMostWords);
  std::vector<float> by_source(kMostWords);
  for (int round = 0; round < options.iterations; ++round) {
    fwd.count.assign(keys.size(), 0.0F);
    rev.count.assign(keys.size(), 0.0F);
    std::fill(fwd.unexplained.begin(), fwd.unexplained.end(), 0.0F);
    std::fill(rev.unexplained.begin(), rev.unexplained.end(), 0.0F);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const std::size_t n = used(pairs[p].source);
      const std::size_t m = used(pairs[p].target);
      std::fill_n(by_source.begin(), n, kNull);
      std::fill_n(by_target.begin(), m, kNull);
      for (std::size_t c = grid.begin[p]; c < grid.begin[p + 1]; ++c) {
        const Cell& cell = grid.cells[c];
        by_target[cell.target] += fwd.probability[cell.pair];
        by_source[cell.source] += rev.probability[cell.pair];
      }
      const float w = pairs[p].weight;
      for (std::size_t i = 0; i < n; ++i)
        rev.unexplained[pairs[p].source[i]] += w * kNull / by_source[i];
      for (std::size_t j = 0; j < m; ++j)
        fwd.unexplained[pairs[p].target[j]] += w * kNull / by_target[j];
      for (std::size_t c = grid.begin[p]; c < grid.begin[p + 1]; ++c) {
        const Cell& cell = grid.cells[c];
        fwd.count[cell.pair] += w * fwd.probability[cell.pair] / by_target[cell.target];
        rev.count[cell.pair] += w * rev.probability[cell.pair] / by_source[cell.source];
      }
    }
    fwd.total.assign(source_words, 0.0F);
    rev.total.assign(target_words, 0.0F);
    for (std::size_t k = 0; k < keys.size(); ++k) {
      fwd.total[keys[k] >> 32] += fwd.count[k] + prior[k];
      rev.total[keys[k] & 0xFFFFFFFFU] += rev.count[k] + prior[k];
    }
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const auto s = static_cast<WordId>(keys[k] >> 32);
      const auto t = static_cast<WordId>(keys[k] & 0xFFFFFFFFU);
      fwd.probability[k] = (std::max(0.0F, fwd.count[k] - options.discount) + prior[k]) /
                           conditioning(fwd, s, options);
      rev.probability[k] = (std::max(0.0F, rev.count[k] - options.discount) + prior[k]) /
                           conditioning(rev, t, options);
    }
  }

  Model1 out;
  out.forward = make_table(index, fwd.probability, true, source_words, options);
  out.reverse = make_table(index, rev.probability, false, target_words, options);
  const auto share = [](const Direction& d) {
    std::vector<float> shares(d.occurrences.size());
    for (std::size_t w = 0; w < shares.size(); ++w) {
      shares[w] = (d.unexplained[w] + 1.0F) / (d.occurrences[w] + 2.0F);
    }
    return shares;
  };
  out.target_unexplained = share(fwd);
  out.source_unexplained = share(rev);
  return out;
}

}  // namespace hexapla::lexicon
