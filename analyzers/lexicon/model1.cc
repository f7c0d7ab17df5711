#include "analyzers/lexicon/model1.h"

#include <algorithm>
#include <bit>
#include <memory>

namespace hexapla::lexicon {
namespace {

constexpr float kNull = 0.02F;  // what "no counterpart" weighs among the candidates of a word

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0x9E3779B97F4A7C15ULL;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9ULL;
  return x ^ (x >> 32);
}

// A training pair with the words that can teach something; equal pairs are one, with their weights
// added.
struct Sample {
  std::size_t source;  // where its words begin
  std::size_t target;
  std::size_t end;
  float weight;

  std::size_t size_of_target() const { return end - target; }
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
      if (frequency[w] <= options.together || frequency[w] > most) continue;
      out.words.push_back(w);
      if (++taken == kMostWords) break;
    }
  };
  constexpr std::uint32_t kFree = 0xFFFFFFFFU;
  std::vector<std::uint32_t> seen(std::bit_ceil(2 * pairs.size() + 1), kFree);  // by hash
  for (const TrainingPair& p : pairs) {
    if (!(p.weight > 0)) continue;
    Sample s{out.words.size(), 0, 0, p.weight};
    take(p.source, out.source_frequency);
    s.target = out.words.size();
    take(p.target, out.target_frequency);
    s.end = out.words.size();
    std::uint64_t hash = s.target - s.source;
    for (std::size_t k = s.source; k < s.end; ++k) hash = mix(hash * 31 + out.words[k]);
    const std::size_t mask = seen.size() - 1;
    std::size_t at = hash & mask;
    const auto equals = [&](const Sample& before) {
      return std::ranges::equal(out.source(s), out.source(before)) &&
             std::ranges::equal(out.target(s), out.target(before));
    };
    while (seen[at] != kFree && !equals(out.list[seen[at]])) at = (at + 1) & mask;
    if (seen[at] == kFree) {
      seen[at] = static_cast<std::uint32_t>(out.list.size());
      out.list.push_back(s);
    } else {
      out.list[seen[at]].weight += s.weight;
      out.words.resize(s.source);
    }
  }
  return out;
}

// Where a source word stands: the sample, and the place of the word among all words of the samples.
struct Place {
  std::uint32_t sample;
  std::uint32_t slot;
};

// The pairs of words that are related, by source word, and where they stand together. Everything is
// walked source word by source word: what one word needs stays in the cache, and nothing is hashed.
struct Grid {
  struct Cell {
    std::uint32_t slot;  // of the target word
    std::uint32_t pair;
  };
  std::vector<std::uint32_t> place_begin;  // by source word
  std::vector<Place> places;
  std::vector<std::size_t> cell_begin;  // by place
  std::unique_ptr<Cell[]> cells;
  std::vector<std::uint32_t> pair_begin;  // by source word
  std::vector<WordId> target;             // by pair
  std::vector<float> prior;               // by pair: what the seeds are worth
  std::vector<float> start;               // by pair: first guess of both probabilities
};

void find_places(const Samples& samples, std::size_t source_words, Grid& grid) {
  grid.place_begin.assign(source_words + 1, 0);
  for (const Sample& s : samples.list) {
    for (const WordId w : samples.source(s)) ++grid.place_begin[w + 1];
  }
  for (std::size_t w = 0; w < source_words; ++w) grid.place_begin[w + 1] += grid.place_begin[w];
  grid.places.resize(grid.place_begin.back());
  std::vector<std::uint32_t> next(grid.place_begin.begin(), grid.place_begin.end() - 1);
  for (std::uint32_t n = 0; n < samples.list.size(); ++n) {
    const Sample& s = samples.list[n];
    for (std::size_t k = s.source; k < s.target; ++k) {
      grid.places[next[samples.words[k]]++] = {n, static_cast<std::uint32_t>(k)};
    }
  }
}

// Room for `more` cells behind the first `used`.
void make_room(Grid& grid, std::size_t& capacity, std::size_t used, std::size_t more) {
  if (used + more <= capacity) return;
  capacity = std::max(2 * capacity, used + more + 4096);
  auto larger = std::make_unique_for_overwrite<Grid::Cell[]>(capacity);
  std::copy_n(grid.cells.get(), used, larger.get());
  grid.cells = std::move(larger);
}

Grid make_grid(const Samples& samples, std::size_t source_words, std::size_t target_words,
               std::span<const Seed> seeds, const Model1Options& options) {
  constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  Grid grid;
  find_places(samples, source_words, grid);
  std::vector<std::uint32_t> seed_begin(source_words + 1, 0);
  for (const Seed& seed : seeds) ++seed_begin[seed.source + 1];
  for (std::size_t w = 0; w < source_words; ++w) seed_begin[w + 1] += seed_begin[w];
  std::vector<Seed> by_source(seeds.size());
  {
    std::vector<std::uint32_t> next(seed_begin.begin(), seed_begin.end() - 1);
    for (const Seed& seed : seeds) by_source[next[seed.source]++] = seed;
  }

  // The two inner loops below are the most frequent of a training: they write what they may not
  // need and move on only where they do, since whether they do cannot be foreseen.
  std::vector<float> together(target_words, 0.0F);
  std::vector<float> prior(target_words, 0.0F);
  std::vector<std::uint32_t> pair_of(target_words, kNone);
  std::vector<WordId> touched(2 * target_words + 1);  // a word with a seed may stand here twice
  std::size_t capacity = 0;
  std::size_t cells = 0;
  grid.pair_begin.reserve(source_words + 1);
  grid.pair_begin.push_back(0);
  grid.cell_begin.reserve(grid.places.size() + 1);
  for (WordId w = 0; w < source_words; ++w) {
    std::size_t count = 0;
    for (std::uint32_t k = seed_begin[w]; k < seed_begin[w + 1]; ++k) {
      const WordId t = by_source[k].target;
      if (prior[t] == 0) touched[count++] = t;
      prior[t] = std::max(prior[t], by_source[k].weight);
    }
    const auto places =
        std::span(grid.places)
            .subspan(grid.place_begin[w], grid.place_begin[w + 1] - grid.place_begin[w]);
    std::size_t met = 0;
    for (const Place& place : places) met += samples.list[place.sample].size_of_target();
    if (met < 2 * target_words) {
      for (const Place& place : places) {
        const Sample& s = samples.list[place.sample];
        for (const WordId t : samples.target(s)) {
          touched[count] = t;
          count += together[t] == 0 ? 1 : 0;
          together[t] += s.weight;
        }
      }
    } else {  // a frequent word has met most others: it is faster to look through all of them
      for (const Place& place : places) {
        const Sample& s = samples.list[place.sample];
        for (const WordId t : samples.target(s)) together[t] += s.weight;
      }
      count = 0;
      for (WordId t = 0; t < target_words; ++t) {
        touched[count] = t;
        count += together[t] > options.together || prior[t] > 0 ? 1 : 0;
        together[t] = together[t] > options.together || prior[t] > 0 ? together[t] : 0.0F;
      }
    }
    // What stands together once, or no oftener than chance has it, is no pair.
    const float fs = samples.source_frequency[w];
    for (const WordId t : std::span(touched).first(count)) {
      const float ft = samples.target_frequency[t];
      const bool related =
          together[t] > options.together && together[t] * samples.weight > options.chance * fs * ft;
      if (related || prior[t] > 0) {
        const float dice =
            2 * std::max(0.0F, together[t] - options.discount) / (fs + ft + options.smoothing);
        const float start = std::max(dice * dice, prior[t] / (prior[t] + options.smoothing));
        // The first round can count no more for the pair than this; where that is less than half of
        // the discount, it is not worth the counting.
        const float most = together[t] * start / (start + kNull);
        if (most > 0.5F * options.discount || prior[t] > 0) {
          pair_of[t] = static_cast<std::uint32_t>(grid.target.size());
          grid.target.push_back(t);
          grid.prior.push_back(prior[t]);
          grid.start.push_back(start);
        }
      }
      together[t] = 0;
      prior[t] = 0;
    }
    const bool any = grid.target.size() > grid.pair_begin.back();
    for (const Place& place : places) {
      grid.cell_begin.push_back(cells);
      if (!any) continue;
      const Sample& s = samples.list[place.sample];
      make_room(grid, capacity, cells, s.end - s.target);
      for (std::size_t k = s.target; k < s.end; ++k) {
        const std::uint32_t pair = pair_of[samples.words[k]];
        grid.cells[cells] = {static_cast<std::uint32_t>(k), pair};
        cells += pair != kNone ? 1 : 0;
      }
    }
    for (std::uint32_t p = grid.pair_begin.back(); p < grid.target.size(); ++p) {
      pair_of[grid.target[p]] = kNone;
    }
    grid.pair_begin.push_back(static_cast<std::uint32_t>(grid.target.size()));
  }
  grid.cell_begin.push_back(cells);
  return grid;
}

// Both directions of a word pair, side by side in memory.
struct Both {
  float forward = 0.0F;  // p(target | source)
  float reverse = 0.0F;  // p(source | target)
};

// Leaves the pairs out whose probabilities have come to nothing in both directions: what is nothing
// stays nothing, so no result changes, and most pairs end so after one round.
void drop_impossible(Grid& grid, std::vector<Both>& probability) {
  constexpr std::uint32_t kGone = 0xFFFFFFFFU;
  const auto alive = [&](std::size_t p) {
    return probability[p].forward > 0 || probability[p].reverse > 0;
  };
  std::size_t left = 0;
  for (std::size_t p = 0; p < probability.size(); ++p) left += alive(p) ? 1 : 0;
  if (left > probability.size() - probability.size() / 8) return;
  std::vector<std::uint32_t> number(probability.size(), kGone);
  left = 0;
  for (std::size_t w = 0; w + 1 < grid.pair_begin.size(); ++w) {
    const std::uint32_t from = grid.pair_begin[w];
    grid.pair_begin[w] = static_cast<std::uint32_t>(left);
    for (std::uint32_t p = from; p < grid.pair_begin[w + 1]; ++p) {
      if (!alive(p)) continue;
      number[p] = static_cast<std::uint32_t>(left);
      grid.target[left] = grid.target[p];
      grid.prior[left] = grid.prior[p];
      probability[left] = probability[p];
      ++left;
    }
  }
  grid.pair_begin.back() = static_cast<std::uint32_t>(left);
  grid.target.resize(left);
  grid.prior.resize(left);
  probability.resize(left);
  std::size_t cells = 0;
  for (std::size_t k = 0; k < grid.places.size(); ++k) {
    const std::size_t from = grid.cell_begin[k];
    grid.cell_begin[k] = cells;
    for (std::size_t c = from; c < grid.cell_begin[k + 1]; ++c) {
      const std::uint32_t pair = number[grid.cells[c].pair];
      grid.cells[cells] = {grid.cells[c].slot, pair};
      cells += pair != kGone ? 1 : 0;
    }
  }
  grid.cell_begin.back() = cells;
}

// Keeps the likeliest entries of each row, in order.
Table trimmed(std::vector<std::uint32_t> begin, std::vector<Entry> all,
              const Model1Options& options) {
  Table table;
  table.begin.reserve(begin.size());
  for (std::size_t w = 0; w + 1 < begin.size(); ++w) {
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

Table forward_table(const Grid& grid, const std::vector<Both>& probability,
                    const Model1Options& options) {
  std::vector<std::uint32_t> begin{0};
  std::vector<Entry> all;
  for (std::size_t w = 0; w + 1 < grid.pair_begin.size(); ++w) {
    for (std::uint32_t p = grid.pair_begin[w]; p < grid.pair_begin[w + 1]; ++p) {
      if (probability[p].forward >= options.least)
        all.push_back({grid.target[p], probability[p].forward});
    }
    begin.push_back(static_cast<std::uint32_t>(all.size()));
  }
  return trimmed(std::move(begin), std::move(all), options);
}

Table reverse_table(const Grid& grid, const std::vector<Both>& probability,
                    std::size_t target_words, const Model1Options& options) {
  std::vector<std::uint32_t> begin(target_words + 1, 0);
  for (std::size_t p = 0; p < grid.target.size(); ++p) {
    if (probability[p].reverse >= options.least) ++begin[grid.target[p] + 1];
  }
  for (std::size_t w = 0; w < target_words; ++w) begin[w + 1] += begin[w];
  std::vector<Entry> all(begin.back());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (WordId w = 0; w + 1 < grid.pair_begin.size(); ++w) {
    for (std::uint32_t p = grid.pair_begin[w]; p < grid.pair_begin[w + 1]; ++p) {
      if (probability[p].reverse >= options.least)
        all[next[grid.target[p]]++] = {w, probability[p].reverse};
    }
  }
  return trimmed(std::move(begin), std::move(all), options);
}

}  // namespace

Model1 train(std::span<const TrainingPair> pairs, std::size_t source_words,
             std::size_t target_words, std::span<const Seed> seeds, const Model1Options& options) {
  const Samples samples = prepare(pairs, source_words, target_words, options);
  Grid grid = make_grid(samples, source_words, target_words, seeds, options);
  std::vector<Both> probability(grid.target.size());
  for (std::size_t p = 0; p < probability.size(); ++p)
    probability[p] = {grid.start[p], grid.start[p]};

  std::vector<float> share(
      samples.words.size());  // by slot: weight of the sample over the sum of the candidates
  std::vector<Both> count;
  std::vector<float> source_unexplained;
  std::vector<float> target_unexplained;
  for (int round = 0; round < options.iterations; ++round) {
    std::fill(share.begin(), share.end(), kNull);
    for (std::size_t k = 0; k < grid.places.size(); ++k) {
      float sum = kNull;
      for (std::size_t c = grid.cell_begin[k]; c < grid.cell_begin[k + 1]; ++c) {
        const Both& both = probability[grid.cells[c].pair];
        share[grid.cells[c].slot] += both.forward;
        sum += both.reverse;
      }
      share[grid.places[k].slot] = sum;
    }
    source_unexplained = samples.source_frequency;
    target_unexplained = samples.target_frequency;
    for (const Sample& s : samples.list) {
      for (std::size_t k = s.source; k < s.end; ++k) {
        std::vector<float>& unexplained = k < s.target ? source_unexplained : target_unexplained;
        unexplained[samples.words[k]] -= s.weight * (1 - kNull / share[k]);
        share[k] = s.weight / share[k];
      }
    }
    count.assign(grid.target.size(), {});
    for (std::size_t k = 0; k < grid.places.size(); ++k) {
      const float own = share[grid.places[k].slot];
      for (std::size_t c = grid.cell_begin[k]; c < grid.cell_begin[k + 1]; ++c) {
        const Grid::Cell& cell = grid.cells[c];
        count[cell.pair].forward += probability[cell.pair].forward * share[cell.slot];
        count[cell.pair].reverse += probability[cell.pair].reverse * own;
      }
    }
    std::vector<float> source_total(source_words, options.smoothing);
    std::vector<float> target_total(target_words, options.smoothing);
    for (WordId w = 0; w < source_words; ++w) {
      for (std::uint32_t p = grid.pair_begin[w]; p < grid.pair_begin[w + 1]; ++p) {
        source_total[w] += count[p].forward + grid.prior[p];
        target_total[grid.target[p]] += count[p].reverse + grid.prior[p];
      }
    }
    const auto part = [&](float seen, float prior, float total) {
      return (std::max(0.0F, seen - options.discount) + prior) / total;
    };
    for (WordId w = 0; w < source_words; ++w) {
      for (std::uint32_t p = grid.pair_begin[w]; p < grid.pair_begin[w + 1]; ++p) {
        probability[p] = {part(count[p].forward, grid.prior[p], source_total[w]),
                          part(count[p].reverse, grid.prior[p], target_total[grid.target[p]])};
      }
    }
    if (round + 1 < options.iterations) drop_impossible(grid, probability);
  }

  Model1 out;
  out.forward = forward_table(grid, probability, options);
  out.reverse = reverse_table(grid, probability, target_words, options);
  const auto smoothed = [](std::vector<float> unexplained, const std::vector<float>& frequency) {
    for (std::size_t w = 0; w < unexplained.size(); ++w) {
      unexplained[w] = (std::max(0.0F, unexplained[w]) + 1.0F) / (frequency[w] + 2.0F);
    }
    return unexplained;
  };
  out.source_unexplained = smoothed(std::move(source_unexplained), samples.source_frequency);
  out.target_unexplained = smoothed(std::move(target_unexplained), samples.target_frequency);
  return out;
}

}  // namespace hexapla::lexicon
