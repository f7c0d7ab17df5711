#include "pipeline/align/scorer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hexapla::align {
namespace {

constexpr float kImpossible = -std::numeric_limits<float>::infinity();

// One configuration for everything; see docs/ACCURACY.md for how it was found.
constexpr float kLexicalWeight = 0.5F;
constexpr float kLengthWeight = 1.0F;
constexpr float kMostRatio = 60.0F;  // one word proves no more than this
constexpr float kLeastUnexplained = 0.1F;

constexpr std::size_t kBlockFloats = std::size_t{1} << 21;

// The words of a side that the lexicon knows, unit by unit.
struct Known {
  std::vector<WordId> ids;
  std::vector<float> unexplained;
  std::vector<float> inverse;
  std::vector<std::uint32_t> begin{0};

  std::uint32_t count(std::uint32_t unit) const { return begin[unit + 1] - begin[unit]; }
  std::uint32_t count(std::uint32_t from, std::uint32_t to) const {
    return begin[to] - begin[from];
  }
};

Known known_words(const Side& side, const DirectionModel& generated) {
  Known out;
  for (std::uint32_t u = 0; u < side.units(); ++u) {
    const std::uint32_t from = side.tokens->begin[side.bounds[u]];
    const std::uint32_t to = side.tokens->begin[side.bounds[u + 1]];
    for (std::uint32_t k = from; k < to; ++k) {
      const WordId id = side.tokens->ids[k];
      if (id >= generated.known.size() || !generated.known[id]) continue;
      out.ids.push_back(id);
      out.unexplained.push_back(std::max(kLeastUnexplained, generated.unexplained[id]));
      out.inverse.push_back(generated.inverse[id]);
    }
    out.begin.push_back(static_cast<std::uint32_t>(out.ids.size()));
  }
  return out;
}

std::vector<float> unit_lengths(const Side& side) {
  std::vector<float> sums(side.units() + 1, 0.0F);
  for (std::uint32_t u = 0; u < side.units(); ++u) {
    float sum = 0;
    for (std::uint32_t s = side.bounds[u]; s < side.bounds[u + 1]; ++s)
      sum += side.tokens->length[s];
    sums[u] = sum;
  }
  return sums;
}

float sum_of(const std::vector<float>& lengths, std::uint32_t from, std::uint32_t to) {
  float sum = 0;
  for (std::uint32_t u = from; u < to; ++u) sum += lengths[u];
  return sum;
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
        size += second_.count(j) + first_.count(i);
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
        if (j < hi[i])
          gather(sum_first_, first_, i, values_.data() + cell(i, j) + second_.count(j));
      }
      clear(pair_.backward->table, second_, j, sum_first_);
    }
  }

  // Log likelihood ratio of the words of units [i0, i1) and [j0, j1).
  float score(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    const float given_first = 1.0F / (static_cast<float>(first_.count(i0, i1)) + 1.0F);
    const float given_second = 1.0F / (static_cast<float>(second_.count(j0, j1)) + 1.0F);
    double log_sum = 0;
    for (std::uint32_t j = j0; j < j1; ++j) {
      std::array<const float*, kLongest> rows;
      for (std::uint32_t i = i0; i < i1; ++i) rows[i - i0] = values_.data() + cell(i, j);
      log_sum += explain(rows, i1 - i0, second_, j, given_first);
    }
    for (std::uint32_t i = i0; i < i1; ++i) {
      std::array<const float*, kLongest> rows;
      for (std::uint32_t j = j0; j < j1; ++j)
        rows[j - j0] = values_.data() + cell(i, j) + second_.count(j);
      log_sum += explain(rows, j1 - j0, first_, i, given_second);
    }
    return static_cast<float>(0.5 * log_sum);
  }

 private:
  std::size_t cell(std::uint32_t i, std::uint32_t j) const {
    return cells_[row_begin_[i - from_] + (j - lo_[i])];
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

  static double explain(const std::array<const float*, kLongest>& rows, std::uint32_t count,
                        const Known& words, std::uint32_t unit, float share) {
    const float* unexplained = words.unexplained.data() + words.begin[unit];
    const std::uint32_t size = words.count(unit);
    double log_sum = 0;
    double product = 1;
    for (std::uint32_t k = 0; k < size; ++k) {
      float sum = rows[0][k];
      for (std::uint32_t r = 1; r < count; ++r) sum += rows[r][k];
      product *= static_cast<double>(unexplained[k] + std::min(kMostRatio, sum * share));
      if ((k & 63U) == 63U) {
        log_sum += std::log(product);
        product = 1;
      }
    }
    return log_sum + std::log(product);
  }

  const PairView& pair_;
  const Known& first_;
  const Known& second_;
  std::uint32_t from_ = 0;
  std::span<const std::uint32_t> lo_;
  std::vector<std::size_t> cells_;
  std::vector<std::size_t> row_begin_;
  std::vector<float> values_;
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

Lattice make_lattice(Band band, const std::array<float, kTypes>& prior, TypeMask mask) {
  Lattice out;
  out.scores.assign(band.cells() * kTypes, kImpossible);
  for (std::uint32_t i = 0; i < band.rows(); ++i) {
    for (std::uint32_t j = band.lo[i]; j <= band.hi[i]; ++j) {
      float* cell = out.scores.data() + band.cell(i, j) * kTypes;
      for (std::size_t t = 0; t < kTypes; ++t) {
        const auto [a, b] = kBeadTypes[t];
        if ((mask >> t & 1U) != 0 && a <= i && b <= j && band.holds(i - a, j - b))
          cell[t] = prior[t];
      }
    }
  }
  out.band = std::move(band);
  return out;
}

void add_evidence(const PairView& pair, Side first, Side second, const Band& band, TypeMask mask,
                  float weight, std::vector<float>& scores) {
  const std::uint32_t n = first.units();
  const std::uint32_t m = second.units();
  const Known a_words = known_words(first, *pair.backward);
  const Known b_words = known_words(second, *pair.forward);
  const std::vector<float> a_length = unit_lengths(first);
  const std::vector<float> b_length = unit_lengths(second);

  // Unit columns that some bead over unit row i can reach.
  std::vector<std::uint32_t> lo(n);
  std::vector<std::uint32_t> hi(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    lo[i] = band.lo[i >= kLongest - 1 ? i - (kLongest - 1) : 0];
    hi[i] = std::min(m, band.hi[std::min(n, i + kLongest)]);
  }
  Block block(pair, a_words, b_words);
  for (std::uint32_t r0 = 1; r0 <= n;) {
    // Boundary rows [r0, r1) need the unit rows [r0 - kLongest, r1 - 1).
    const std::uint32_t u0 = r0 >= kLongest ? r0 - kLongest : 0;
    std::uint32_t r1 = r0;
    std::size_t size = 0;
    std::uint32_t u = u0;
    while (r1 <= n && (size < kBlockFloats || r1 < r0 + kLongest)) {
      for (; u < r1; ++u) {
        size += b_words.count(lo[u], std::max(lo[u], hi[u])) +
                std::size_t{hi[u] - lo[u]} * a_words.count(u);
      }
      ++r1;
    }
    block.fill(u0, r1 - 1, lo, hi);
    for (std::uint32_t i = r0; i < r1; ++i) {
      for (std::uint32_t j = band.lo[i]; j <= band.hi[i]; ++j) {
        float* cell = scores.data() + band.cell(i, j) * kTypes;
        for (std::size_t t = 0; t < kTypes; ++t) {
          const auto [a, b] = kBeadTypes[t];
          if ((mask >> t & 1U) == 0 || cell[t] == kImpossible || a == 0 || b == 0) continue;
          if (first.bounds[i] == first.bounds[i - a] || second.bounds[j] == second.bounds[j - b])
            continue;
          const float length =
              pair.length.score(sum_of(a_length, i - a, i), sum_of(b_length, j - b, j));
          const float words = block.score(i - a, i, j - b, j);
          cell[t] += weight * (kLengthWeight * length + kLexicalWeight * words);
        }
      }
    }
    r0 = r1;
  }
}

}  // namespace hexapla::align
