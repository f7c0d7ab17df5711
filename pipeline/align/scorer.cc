#include "pipeline/align/scorer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hexapla::align {
namespace {

constexpr float kImpossible = -std::numeric_limits<float>::infinity();

// One configuration for everything; see docs/ACCURACY.md for how it was found.
constexpr float kLexicalWeight = 0.5F;
constexpr float kLengthWeight = 1.4F;
constexpr float kMostRatio = 60.0F;  // one word proves no more than this

constexpr std::size_t kBlockFloats = std::size_t{1} << 21;

constexpr std::uint32_t kLanes =
    4;  // units are padded to so many words, with words that say nothing

// The words of a side that the lexicon knows, unit by unit.
struct Known {
  std::vector<WordId> ids;
  std::vector<float> unexplained;
  std::vector<float> inverse;
  std::vector<std::uint32_t> begin{0};
  std::vector<std::uint32_t> before{0};  // words before each unit, without the padding

  std::uint32_t size(std::uint32_t unit) const { return begin[unit + 1] - begin[unit]; }
  std::uint32_t size(std::uint32_t from, std::uint32_t to) const { return begin[to] - begin[from]; }
  std::uint32_t count(std::uint32_t unit) const { return before[unit + 1] - before[unit]; }
  std::uint32_t count(std::uint32_t from, std::uint32_t to) const {
    return before[to] - before[from];
  }
};

Known known_words(const Side& side, const DirectionModel& generated) {
  Known out;
  const auto add = [&](WordId id, float unexplained, float inverse) {
    out.ids.push_back(id);
    out.unexplained.push_back(unexplained);
    out.inverse.push_back(inverse);
  };
  for (std::uint32_t u = 0; u < side.units(); ++u) {
    const std::uint32_t from = side.tokens->begin[side.bounds[u]];
    const std::uint32_t to = side.tokens->begin[side.bounds[u + 1]];
    std::uint32_t count = 0;
    for (std::uint32_t k = from; k < to; ++k) {
      const WordId id = side.tokens->ids[k];
      if (id >= generated.known.size() || !generated.known[id]) continue;
      add(id, generated.unexplained[id], generated.inverse[id]);
      ++count;
    }
    out.before.push_back(out.before.back() + count);
    while (out.ids.size() % kLanes != 0) add(0, 1.0F, 0.0F);
    out.begin.push_back(static_cast<std::uint32_t>(out.ids.size()));
  }
  return out;
}

// Lengths of the beads of 1 to kLongest units that end before each boundary: [end * kLongest +
// units - 1].
std::vector<LengthModel::Scaled> lengths_of(const Side& side) {
  std::vector<float> units(side.units());
  for (std::uint32_t u = 0; u < side.units(); ++u) {
    float sum = 0;
    for (std::uint32_t s = side.bounds[u]; s < side.bounds[u + 1]; ++s) {
      sum += side.tokens->length[s];
    }
    units[u] = sum;
  }
  std::vector<LengthModel::Scaled> out((units.size() + 1) * kLongest, {0, 0});
  for (std::size_t end = 1; end <= units.size(); ++end) {
    float sum = 0;
    for (std::size_t k = 1; k <= kLongest && k <= end; ++k) {
      sum += units[end - k];
      out[end * kLongest + k - 1] = LengthModel::scaled(sum);
    }
  }
  return out;
}

// Explanations of a block of unit cells: for cell (i, j) the words of j as explained by i, and
// those of i by j.
class Block {
 public:
  Block(const PairView& pair, const Known& first, const Known& second)
      : pair_(pair), first_(first), second_(second) {
    sum_second_.assign(pair.forward->inverse.size(), 0.0F);
    sum_first_.assign(pair.backward->inverse.size(), 0.0F);
  }

  // Unit rows [from, to), each with the columns [lo, hi) given.
  void fill(std::uint32_t from, std::uint32_t to, std::span<const std::uint32_t> lo,
            std::span<const std::uint32_t> hi) {
    from_ = from;
    lo_ = lo;
    cells_.clear();
    row_begin_.clear();
    std::size_t size = 0;
    std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t most = 0;
    for (std::uint32_t i = from; i < to; ++i) {
      row_begin_.push_back(cells_.size());
      for (std::uint32_t j = lo[i]; j < hi[i]; ++j) {
        cells_.push_back(size);
        size += second_.size(j) + first_.size(i);
      }
      if (lo[i] < hi[i]) {
        least = std::min(least, lo[i]);
        most = std::max(most, hi[i]);
      }
    }
    values_.resize(size);
    for (std::uint32_t i = from; i < to; ++i) {
      spread(pair_.forward->table, first_, i, sum_second_);
      for (std::uint32_t j = lo[i]; j < hi[i]; ++j)
        gather(sum_second_, second_, j, values_.data() + cell(i, j));
      clear(pair_.forward->table, first_, i, sum_second_);
    }
    // Column by column: the rows that hold column j are consecutive because lo and hi ascend.
    std::uint32_t top = from;
    for (std::uint32_t j = least; j < most; ++j) {
      while (top < to && hi[top] <= j) ++top;
      spread(pair_.backward->table, second_, j, sum_first_);
      for (std::uint32_t i = top; i < to && lo[i] <= j; ++i) {
        if (j < hi[i]) gather(sum_first_, first_, i, values_.data() + cell(i, j) + second_.size(j));
      }
      clear(pair_.backward->table, second_, j, sum_first_);
    }
    forward_.assign(cells_.size() * kLongest, kUnknown);
    backward_.assign(cells_.size() * kLongest, kUnknown);
  }

  // Log likelihood ratio of the words of units [i0, i1) and [j0, j1). Each unit's share in it
  // depends on how many units the other side has and where they end: it is computed once for all
  // beads that need it.
  float score(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    float sum = 0;
    for (std::uint32_t j = j0; j < j1; ++j) sum += forward(i0, i1, j);
    for (std::uint32_t i = i0; i < i1; ++i) sum += backward(i, j0, j1);
    return 0.5F * sum;
  }

  // Whether a bead of several units may hold together: in one that does, some unit is explained by
  // one of the other side, in one direction at least. Words that nothing is known of are no reason
  // against it.
  bool hopeful(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    constexpr float kHope = -1.2F;
    for (std::uint32_t i = i0; i < i1; ++i) {
      for (std::uint32_t j = j0; j < j1; ++j) {
        if (forward(i, i + 1, j) > kHope || backward(i, j, j + 1) > kHope) return true;
      }
    }
    return false;
  }

 private:
  static constexpr float kUnknown = std::numeric_limits<float>::infinity();

  std::size_t number(std::uint32_t i, std::uint32_t j) const {
    return row_begin_[i - from_] + (j - lo_[i]);
  }
  std::size_t cell(std::uint32_t i, std::uint32_t j) const { return cells_[number(i, j)]; }

  // The words of unit j given units [i0, i1).
  float forward(std::uint32_t i0, std::uint32_t i1, std::uint32_t j) {
    float& known = forward_[number(i1 - 1, j) * kLongest + (i1 - i0 - 1)];
    if (known == kUnknown) {
      std::array<const float*, kLongest> rows;
      for (std::uint32_t i = i0; i < i1; ++i) rows[i - i0] = values_.data() + cell(i, j);
      known = explain(rows, i1 - i0, second_, j,
                      1.0F / (static_cast<float>(first_.count(i0, i1)) + 1.0F));
    }
    return known;
  }

  // The words of unit i given units [j0, j1).
  float backward(std::uint32_t i, std::uint32_t j0, std::uint32_t j1) {
    float& known = backward_[number(i, j1 - 1) * kLongest + (j1 - j0 - 1)];
    if (known == kUnknown) {
      std::array<const float*, kLongest> rows;
      for (std::uint32_t j = j0; j < j1; ++j)
        rows[j - j0] = values_.data() + cell(i, j) + second_.size(j);
      known = explain(rows, j1 - j0, first_, i,
                      1.0F / (static_cast<float>(second_.count(j0, j1)) + 1.0F));
    }
    return known;
  }

  static void spread(const lexicon::Table& table, const Known& given, std::uint32_t unit,
                     std::vector<float>& sums) {
    for (std::uint32_t k = given.begin[unit]; k < given.begin[unit + 1]; ++k) {
      for (const lexicon::Entry& e : table.row(given.ids[k])) sums[e.word] += e.probability;
    }
  }
  static void clear(const lexicon::Table& table, const Known& given, std::uint32_t unit,
                    std::vector<float>& sums) {
    for (std::uint32_t k = given.begin[unit]; k < given.begin[unit + 1]; ++k) {
      for (const lexicon::Entry& e : table.row(given.ids[k])) sums[e.word] = 0.0F;
    }
  }
  static void gather(const std::vector<float>& sums, const Known& generated, std::uint32_t unit,
                     float* out) {
    for (std::uint32_t k = generated.begin[unit]; k < generated.begin[unit + 1]; ++k) {
      *out++ = sums[generated.ids[k]] * generated.inverse[k];
    }
  }

  // Log of the product of the ratios of the unit's words.
  static float explain(const std::array<const float*, kLongest>& rows, std::uint32_t count,
                       const Known& words, std::uint32_t unit, float share) {
    constexpr std::uint32_t kChunk = 16 * kLanes;  // as many factors as a float holds in any case
    const float* unexplained = words.unexplained.data() + words.begin[unit];
    const std::uint32_t size = words.size(unit);
    float log_sum = 0;
    for (std::uint32_t from = 0; from < size; from += kChunk) {
      const std::uint32_t to = std::min(size, from + kChunk);
      std::array<float, kLanes> lanes{1, 1, 1, 1};
      for (std::uint32_t k = from; k < to; k += kLanes) {
        std::array<float, kLanes> sum;
        for (std::uint32_t l = 0; l < kLanes; ++l) sum[l] = rows[0][k + l];
        for (std::uint32_t r = 1; r < count; ++r) {
          for (std::uint32_t l = 0; l < kLanes; ++l) sum[l] += rows[r][k + l];
        }
        for (std::uint32_t l = 0; l < kLanes; ++l) {
          lanes[l] *= unexplained[k + l] + std::min(kMostRatio, sum[l] * share);
        }
      }
      double product = 1;
      for (const float lane : lanes) product *= static_cast<double>(lane);
      log_sum += fast_log(product);
    }
    return log_sum;
  }

  const PairView& pair_;
  const Known& first_;
  const Known& second_;
  std::uint32_t from_ = 0;
  std::span<const std::uint32_t> lo_;
  std::vector<std::size_t> cells_;
  std::vector<std::size_t> row_begin_;
  std::vector<float> values_;
  std::vector<float> forward_;
  std::vector<float> backward_;
  std::vector<float> sum_first_;
  std::vector<float> sum_second_;
};

}  // namespace

PairView view(const PairModel& model, bool reversed) {
  if (!reversed) return {model.length, model.prior, &model.forward, &model.backward};
  PairView out{model.length.reversed(), {}, &model.backward, &model.forward};
  for (std::size_t t = 0; t < kTypes; ++t) out.prior[t] = model.prior[mirrored(t)];
  return out;
}

void add_evidence(const PairView& pair, Side first, Side second, float weight, Lattice& lattice) {
  const Band& band = lattice.band;
  const std::uint32_t n = first.units();
  const std::uint32_t m = second.units();
  const Known a_words = known_words(first, *pair.backward);
  const Known b_words = known_words(second, *pair.forward);
  const std::vector<LengthModel::Scaled> a_length = lengths_of(first);
  const std::vector<LengthModel::Scaled> b_length = lengths_of(second);

  // Unit columns that some bead over unit row i can reach.
  const std::uint32_t longest = lattice.stride <= kSimpleCount ? 2 : kLongest;
  std::vector<std::uint32_t> lo(n);
  std::vector<std::uint32_t> hi(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    lo[i] = band.lo[i >= longest - 1 ? i - (longest - 1) : 0];
    hi[i] = std::min(m, band.hi[std::min(n, i + longest)]);
  }
  Block block(pair, a_words, b_words);
  for (std::uint32_t r0 = 1; r0 <= n;) {
    // Boundary rows [r0, r1) need the unit rows [r0 - longest, r1 - 1).
    const std::uint32_t u0 = r0 >= longest ? r0 - longest : 0;
    std::uint32_t r1 = r0;
    std::size_t size = 0;
    std::uint32_t u = u0;
    while (r1 <= n && (size < kBlockFloats || r1 < r0 + longest)) {
      for (; u < r1; ++u) {
        size += b_words.size(lo[u], std::max(lo[u], hi[u])) +
                std::size_t{hi[u] - lo[u]} * a_words.size(u);
      }
      ++r1;
    }
    block.fill(u0, r1 - 1, lo, hi);
    for (std::uint32_t i = r0; i < r1; ++i) {
      for (std::uint32_t j = band.lo[i]; j <= band.hi[i]; ++j) {
        float* cell = lattice.scores.data() + band.cell(i, j) * lattice.stride;
        for (std::size_t t = 0; t < lattice.stride; ++t) {
          const auto [a, b] = kBeadTypes[t];
          if (cell[t] == kImpossible || a == 0 || b == 0) continue;
          if (first.bounds[i] == first.bounds[i - a] || second.bounds[j] == second.bounds[j - b]) {
            continue;
          }
          const bool single = a == 1 && b == 1;
          if (!single && !block.hopeful(i - a, i, j - b, j)) {
            cell[t] = kImpossible;
            continue;
          }
          const float length =
              pair.length.score(a_length[i * kLongest + a - 1], b_length[j * kLongest + b - 1]);
          const float words = block.score(i - a, i, j - b, j);
          cell[t] += weight * (kLengthWeight * length + kLexicalWeight * words);
        }
      }
    }
    r0 = r1;
  }
}

namespace {

// Words of a stretch that the lexicon knows.
std::vector<WordId> known_in(const Stretch& stretch, const DirectionModel& generated) {
  std::vector<WordId> out;
  const Tokens& tokens = *stretch.tokens;
  for (std::uint32_t k = tokens.begin[stretch.begin]; k < tokens.begin[stretch.end]; ++k) {
    const WordId id = tokens.ids[k];
    if (id < generated.known.size() && generated.known[id]) out.push_back(id);
  }
  return out;
}

// Log ratio of the `generated` words given the others; `generated` is sorted.
double explained(const DirectionModel& model, const std::vector<WordId>& given,
                 const std::vector<WordId>& generated) {
  std::vector<float> sums(generated.size(), 0.0F);
  for (const WordId g : given) {
    for (const lexicon::Entry& e : model.table.row(g)) {
      for (auto at = std::lower_bound(generated.begin(), generated.end(), e.word);
           at != generated.end() && *at == e.word; ++at) {
        sums[static_cast<std::size_t>(at - generated.begin())] += e.probability;
      }
    }
  }
  const float share = 1.0F / (static_cast<float>(given.size()) + 1.0F);
  double log_sum = 0;
  for (std::size_t k = 0; k < generated.size(); ++k) {
    const WordId w = generated[k];
    log_sum += static_cast<double>(
        fast_log(model.unexplained[w] + std::min(kMostRatio, sums[k] * model.inverse[w] * share)));
  }
  return log_sum;
}

float length_of(const Stretch& stretch) {
  float sum = 0;
  for (std::uint32_t s = stretch.begin; s < stretch.end; ++s) sum += stretch.tokens->length[s];
  return sum;
}

}  // namespace

float evidence(const PairView& pair, Stretch first, Stretch second) {
  if (first.size() == 0 || second.size() == 0) return 0;
  std::vector<WordId> a = known_in(first, *pair.backward);
  std::vector<WordId> b = known_in(second, *pair.forward);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const double words = 0.5 * (explained(*pair.forward, a, b) + explained(*pair.backward, b, a));
  const float length = pair.length.score(LengthModel::scaled(length_of(first)),
                                         LengthModel::scaled(length_of(second)));
  return kLengthWeight * length + kLexicalWeight * static_cast<float>(words);
}

Support support(const PairView& pair, Stretch first, Stretch second) {
  Support out;
  std::vector<WordId> a = known_in(first, *pair.backward);
  std::vector<WordId> b = known_in(second, *pair.forward);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto count = [&](const DirectionModel& model, const std::vector<WordId>& given,
                         const std::vector<WordId>& generated) {
    std::vector<bool> met(generated.size(), false);
    for (const WordId g : given) {
      for (const lexicon::Entry& e : model.table.row(g)) {
        const auto at = std::lower_bound(generated.begin(), generated.end(), e.word);
        if (at != generated.end() && *at == e.word) {
          met[static_cast<std::size_t>(at - generated.begin())] = true;
        }
      }
    }
    for (std::size_t k = 0; k < generated.size(); ++k) {
      const bool again = k > 0 && generated[k] == generated[k - 1];
      if (again) continue;
      out.known += 1;
      if (met[k]) out.explained += 1;
    }
  };
  count(*pair.forward, a, b);
  count(*pair.backward, b, a);
  if (out.known > 0) out.explained /= out.known;
  out.length = (length_of(second) + 1) / (length_of(first) * pair.length.ratio + 1);
  return out;
}

float prior_of(const PairView& pair, std::uint32_t first, std::uint32_t second) {
  if (first == 0 && second == 0) return 0;
  for (std::size_t t = 0; t < kTypes; ++t) {
    if (kBeadTypes[t].a == first && kBeadTypes[t].b == second) return pair.prior[t];
  }
  if (first == 0 || second == 0) {  // several omissions in a row
    return static_cast<float>(first + second) * pair.prior[first == 0 ? 2 : 1];
  }
  return pair.prior[kTypes - 1] - static_cast<float>(first + second);
}

}  // namespace hexapla::align
