#include "analyzers/lexicon/model1.h"

#include <algorithm>
#include <unordered_map>

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
  std::uint16_t source;  // position in the pair's words
  std::uint16_t target;
  std::uint32_t pair;
};

// A training pair with the words that can teach something; equal pairs are one, with their weights
// added.
struct Sample {
  std::size_t source;  // where its words begin
  std::size_t target;
  std::size_t end;
  float weight;
};

struct Samples {
  std::vector<WordId> words;
  std::vector<Sample> list;
  std::vector<float> source_frequency;  // weight of the pairs that hold the word
  std::vector<float> target_frequency;
  float weight = 0.0F;

  std::span<const WordId> source(const Sample& s) const {
    return {words.data() + s.source, s.target - s.source};
  }
  std::span<const WordId> target(const Sample& s) const {
    return {words.data() + s.target, s.end - s.target};
  }
};

Samples prepare(std::span<const TrainingPair> pairs, std::size_t source_words,
                std::size_t target_words, const Model1Options& options) {
  Samples out;
  out.source_frequency.assign(source_words, 0.0F);
  out.target_frequency.assign(target_words, 0.0F);
  for (const TrainingPair& p : pairs) {
    out.weight += p.weight;
    for (const WordId w : p.source) out.source_frequency[w] += p.weight;
    for (const WordId w : p.target) out.target_frequency[w] += p.weight;
  }
  // A word that stands in one pair only, or nearly everywhere, tells nothing of where it belongs.
  const float most = std::max(8.0F, options.everywhere * out.weight);
  const auto take = [&](std::span<const WordId> from, const std::vector<float>& frequency) {
    std::size_t taken = 0;
    for (const WordId w : from) {
      if (frequency[w] <= options.discount || frequency[w] > most) continue;
      out.words.push_back(w);
      if (++taken == kMostWords) break;
    }
  };
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  for (const TrainingPair& p : pairs) {
    Sample s{out.words.size(), 0, 0, p.weight};
    take(p.source, out.source_frequency);
    s.target = out.words.size();
    take(p.target, out.target_frequency);
    s.end = out.words.size();
    std::uint64_t hash = s.target - s.source;
    for (std::size_t k = s.source; k < s.end; ++k) hash = mix(hash * 31 + out.words[k]);
    const auto [it, fresh] = seen.try_emplace(hash, static_cast<std::uint32_t>(out.list.size()));
    if (!fresh) {
      Sample& before = out.list[it->second];
      if (std::ranges::equal(out.source(s), out.source(before)) &&
          std::ranges::equal(out.target(s), out.target(before))) {
        before.weight += s.weight;
        out.words.resize(s.source);
        continue;
      }
    }
    out.list.push_back(s);
  }
  return out;
}

struct Grid {
  std::vector<Cell> cells;
  std::vector<std::size_t> begin;  // of each sample's cells
};

// Which word pairs meet more than once, by a sketch of sums: a collision keeps a pair too many.
Grid collect(const Samples& samples, PairIndex& index, const Model1Options& options) {
  std::size_t instances = 0;
  for (const Sample& s : samples.list) instances += (s.target - s.source) * (s.end - s.target);
  std::size_t size = 1024;
  while (size < instances && size < (std::size_t{1} << 25)) size *= 2;
  std::vector<std::uint8_t> sketch(size, 0);
  const std::size_t mask = size - 1;
  const auto place = [&](WordId source, WordId target) {
    return (source * std::size_t{0x9E3779B1U} + target * std::size_t{0x85EBCA6BU}) & mask;
  };
  const auto enough = static_cast<std::uint8_t>(options.discount * 16);
  for (const Sample& s : samples.list) {
    const auto worth = static_cast<std::uint8_t>(std::min(15.0F, s.weight * 16 - 5));
    for (const WordId a : samples.source(s)) {
      for (const WordId b : samples.target(s)) {
        std::uint8_t& sum = sketch[place(a, b)];
        if (sum <= enough) sum = static_cast<std::uint8_t>(sum + worth);
      }
    }
  }
  Grid grid;
  grid.begin.reserve(samples.list.size() + 1);
  for (const Sample& s : samples.list) {
    grid.begin.push_back(grid.cells.size());
    const auto sources = samples.source(s);
    const auto targets = samples.target(s);
    for (std::size_t i = 0; i < sources.size(); ++i) {
      for (std::size_t j = 0; j < targets.size(); ++j) {
        if (sketch[place(sources[i], targets[j])] <= enough) continue;
        grid.cells.push_back({static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(j),
                              index.add(key_of(sources[i], targets[j]))});
      }
    }
  }
  grid.begin.push_back(grid.cells.size());
  return grid;
}

// Leaves out the cells of word pairs that stand together no oftener than chance has it.
void thin(Grid& grid, const std::vector<bool>& related) {
  std::size_t kept = 0;
  std::size_t from = 0;
  for (std::size_t s = 0; s + 1 < grid.begin.size(); ++s) {
    const std::size_t to = grid.begin[s + 1];
    grid.begin[s] = kept;
    for (std::size_t c = from; c < to; ++c) {
      if (related[grid.cells[c].pair]) grid.cells[kept++] = grid.cells[c];
    }
    from = to;
  }
  grid.begin.back() = kept;
  grid.cells.resize(kept);
}

// Both directions of a word pair, side by side in memory.
struct Both {
  float forward = 0.0F;  // p(target | source)
  float reverse = 0.0F;  // p(source | target)
};

Table make_table(const PairIndex& index, const std::vector<Both>& both, bool by_source,
                 std::size_t words, const Model1Options& options) {
  Table table;
  const auto& keys = index.keys();
  const auto probability = [&](std::size_t k) {
    return by_source ? both[k].forward : both[k].reverse;
  };
  const auto row_of = [&](std::uint64_t key) {
    return static_cast<WordId>(by_source ? key >> 32 : key & 0xFFFFFFFFU);
  };
  const auto word_of = [&](std::uint64_t key) {
    return static_cast<WordId>(by_source ? key & 0xFFFFFFFFU : key >> 32);
  };
  std::vector<std::uint32_t> begin(words + 1, 0);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (probability(k) >= options.least) ++begin[row_of(keys[k]) + 1];
  }
  for (std::size_t w = 0; w < words; ++w) begin[w + 1] += begin[w];
  std::vector<Entry> all(begin[words]);
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (probability(k) >= options.least)
      all[next[row_of(keys[k])]++] = {word_of(keys[k]), probability(k)};
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
  const Samples samples = prepare(pairs, source_words, target_words, options);
  PairIndex index(seeds.size() + samples.words.size());
  std::vector<float> prior;
  for (const Seed& seed : seeds) {
    const std::uint32_t k = index.add(key_of(seed.source, seed.target));
    if (k >= prior.size()) prior.resize(k + 1, 0.0F);
    prior[k] = std::max(prior[k], seed.weight);
  }
  Grid grid = collect(samples, index, options);
  const auto& keys = index.keys();
  prior.resize(keys.size(), 0.0F);
  const auto source_of = [&](std::size_t k) { return static_cast<WordId>(keys[k] >> 32); };
  const auto target_of = [&](std::size_t k) { return static_cast<WordId>(keys[k] & 0xFFFFFFFFU); };

  // Start from Dice's coefficient: it finds the peaks that a uniform start needs several rounds
  // for.
  std::vector<float> together(keys.size(), 0.0F);
  for (std::size_t s = 0; s < samples.list.size(); ++s) {
    for (std::size_t c = grid.begin[s]; c < grid.begin[s + 1]; ++c) {
      together[grid.cells[c].pair] += samples.list[s].weight;
    }
  }
  std::vector<Both> probability(keys.size());
  std::vector<bool> related(keys.size(), true);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const float fs = samples.source_frequency[source_of(k)];
    const float ft = samples.target_frequency[target_of(k)];
    const float dice =
        2 * std::max(0.0F, together[k] - options.discount) / (fs + ft + options.smoothing);
    const float start = std::max(dice * dice, prior[k] / (prior[k] + options.smoothing));
    probability[k] = {start, start};
    related[k] = prior[k] > 0 || together[k] * samples.weight > options.chance * fs * ft;
    if (!related[k]) probability[k] = {};
  }
  thin(grid, related);

  constexpr float kNull = 0.02F;  // what "no counterpart" weighs among the candidates of a word
  std::vector<float> by_target(kMostWords);
  std::vector<float> by_source(kMostWords);
  std::vector<Both> count;
  std::vector<float> source_unexplained;
  std::vector<float> target_unexplained;
  for (int round = 0; round < options.iterations; ++round) {
    count.assign(keys.size(), {});
    source_unexplained = samples.source_frequency;
    target_unexplained = samples.target_frequency;
    for (std::size_t s = 0; s < samples.list.size(); ++s) {
      const Sample& sample = samples.list[s];
      const auto sources = samples.source(sample);
      const auto targets = samples.target(sample);
      std::fill_n(by_source.begin(), sources.size(), kNull);
      std::fill_n(by_target.begin(), targets.size(), kNull);
      for (std::size_t c = grid.begin[s]; c < grid.begin[s + 1]; ++c) {
        const Cell& cell = grid.cells[c];
        by_target[cell.target] += probability[cell.pair].forward;
        by_source[cell.source] += probability[cell.pair].reverse;
      }
      const float w = sample.weight;
      for (std::size_t i = 0; i < sources.size(); ++i) {
        source_unexplained[sources[i]] -= w * (1 - kNull / by_source[i]);
        by_source[i] = w / by_source[i];
      }
      for (std::size_t j = 0; j < targets.size(); ++j) {
        target_unexplained[targets[j]] -= w * (1 - kNull / by_target[j]);
        by_target[j] = w / by_target[j];
      }
      for (std::size_t c = grid.begin[s]; c < grid.begin[s + 1]; ++c) {
        const Cell& cell = grid.cells[c];
        count[cell.pair].forward += probability[cell.pair].forward * by_target[cell.target];
        count[cell.pair].reverse += probability[cell.pair].reverse * by_source[cell.source];
      }
    }
    std::vector<float> source_total(source_words, options.smoothing);
    std::vector<float> target_total(target_words, options.smoothing);
    for (std::size_t k = 0; k < keys.size(); ++k) {
      source_total[source_of(k)] += count[k].forward + prior[k];
      target_total[target_of(k)] += count[k].reverse + prior[k];
    }
    for (std::size_t k = 0; k < keys.size(); ++k) {
      const auto share = [&](float seen, float total) {
        return (std::max(0.0F, seen - options.discount) + prior[k]) / total;
      };
      probability[k] = {share(count[k].forward, source_total[source_of(k)]),
                        share(count[k].reverse, target_total[target_of(k)])};
    }
  }

  Model1 out;
  out.forward = make_table(index, probability, true, source_words, options);
  out.reverse = make_table(index, probability, false, target_words, options);
  const auto share = [](std::vector<float> unexplained, const std::vector<float>& frequency) {
    for (std::size_t w = 0; w < unexplained.size(); ++w) {
      unexplained[w] = (std::max(0.0F, unexplained[w]) + 1.0F) / (frequency[w] + 2.0F);
    }
    return unexplained;
  };
  out.source_unexplained = share(std::move(source_unexplained), samples.source_frequency);
  out.target_unexplained = share(std::move(target_unexplained), samples.target_frequency);
  return out;
}

}  // namespace hexapla::lexicon
