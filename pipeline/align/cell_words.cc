#include "pipeline/align/cell_words.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "pipeline/align/fast_math.h"

namespace hexapla::align {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::infinity();
// The log ratio of the words of two units above which they may belong together, and above which
// they may stand in one bead that something else holds together.
constexpr float kHope = -1.2F;
constexpr float kBearable = -4.0F;
constexpr std::uint32_t kLanes = Known::kLanes;
constexpr std::uint32_t kChunk = 16 * kLanes;  // as many factors as a product holds in any case

// Four numbers that are worked on at once: GCC and Clang turn this into one register.
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float))));

Lanes load(const float* from) {
  Lanes out;
  std::memcpy(&out, from, sizeof out);
  return out;
}

double product_of(const Lanes& lanes) {
  return static_cast<double>(lanes[0]) * static_cast<double>(lanes[1]) *
         static_cast<double>(lanes[2]) * static_cast<double>(lanes[3]);
}

// What words say: the share of them that has no counterpart, and what the other side adds.
Lanes said(const Lanes& unexplained, const Lanes& ratio, float share) {
  const Lanes more = ratio * share;
  return unexplained + (more < kMostRatio ? more : Lanes{} + kMostRatio);
}

void spread(const lexicon::Table& table, const Known& given, std::uint32_t unit,
            std::vector<float>& sums) {
  for (std::uint32_t k = given.begin[unit]; k < given.begin[unit + 1]; ++k) {
    for (const lexicon::Entry& e : table.row(given.ids[k])) sums[e.word] += e.probability;
  }
}

void clear(const lexicon::Table& table, const Known& given, std::uint32_t unit,
           std::vector<float>& sums) {
  for (std::uint32_t k = given.begin[unit]; k < given.begin[unit + 1]; ++k) {
    for (const lexicon::Entry& e : table.row(given.ids[k])) sums[e.word] = 0.0F;
  }
}

// Writes the ratios of a unit's words under `sums`, multiplies what they say, and gives the last
// product; the logarithm of those before it is `beginning`.
double gather(const std::vector<float>& sums, const Known& generated, std::uint32_t unit,
              float share, float* ratios, float& beginning) {
  const WordId* ids = generated.ids.data() + generated.begin[unit];
  const float* inverse = generated.inverse.data() + generated.begin[unit];
  const float* unexplained = generated.unexplained.data() + generated.begin[unit];
  const std::uint32_t size = generated.size(unit);
  beginning = 0;
  Lanes lanes{1, 1, 1, 1};
  for (std::uint32_t k = 0; k < size; k += kLanes) {
    if (k > 0 && k % kChunk == 0) {
      beginning += fast_log(product_of(lanes));
      lanes = Lanes{1, 1, 1, 1};
    }
    const Lanes sum = {sums[ids[k]], sums[ids[k + 1]], sums[ids[k + 2]], sums[ids[k + 3]]};
    const Lanes ratio = sum * load(inverse + k);
    std::memcpy(ratios + k, &ratio, sizeof ratio);
    lanes *= said(load(unexplained + k), ratio, share);
  }
  return product_of(lanes);
}

// Log of the product of what a unit's words say, their ratios added over `count` units.
float explain(const std::array<const float*, kLongest>& rows, std::uint32_t count,
              const Known& words, std::uint32_t unit, float share) {
  const float* unexplained = words.unexplained.data() + words.begin[unit];
  const std::uint32_t size = words.size(unit);
  float log_sum = 0;
  for (std::uint32_t from = 0; from < size; from += kChunk) {
    const std::uint32_t to = std::min(size, from + kChunk);
    Lanes lanes{1, 1, 1, 1};
    for (std::uint32_t k = from; k < to; k += kLanes) {
      Lanes sum = load(rows[0] + k);
      for (std::uint32_t r = 1; r < count; ++r) sum += load(rows[r] + k);
      lanes *= said(load(unexplained + k), sum, share);
    }
    log_sum += fast_log(product_of(lanes));
  }
  return log_sum;
}

float share_of(const Known& given, std::uint32_t from, std::uint32_t to) {
  return 1.0F / (static_cast<float>(given.count(from, to)) + 1.0F);
}

}  // namespace

Known known_words(const Side& side, const DirectionModel& generated) {
  Known out;
  const std::size_t most = side.tokens->ids.size() + std::size_t{kLanes - 1} * side.units();
  out.ids.reserve(most);
  out.unexplained.reserve(most);
  out.inverse.reserve(most);
  out.begin.reserve(side.units() + 1);
  out.before.reserve(side.units() + 1);
  const auto add = [&](WordId id, float unexplained, float inverse) {
    out.ids.push_back(id);
    out.unexplained.push_back(unexplained);
    out.inverse.push_back(inverse);
  };
  std::vector<std::uint32_t> last_in(generated.known.size(), ~0U);
  for (std::uint32_t u = 0; u < side.units(); ++u) {
    float weight = 0;
    float own = 0;
    float shared = 0;
    const std::uint32_t from = side.tokens->begin[side.bounds[u]];
    const std::uint32_t to = side.tokens->begin[side.bounds[u + 1]];
    const std::uint32_t step =
        std::max(1U, (to - from + Known::kMostWords - 1) / Known::kMostWords);
    std::uint32_t count = 0;
    for (std::uint32_t k = from; k < to; k += step) {
      const WordId id = side.tokens->ids[k];
      if (id >= generated.known.size() || !generated.known[id]) continue;
      add(id, generated.unexplained[id], generated.inverse[id]);
      const float rarity = generated.rarity[id];
      weight += rarity;
      if (last_in[id] == u) own += rarity;
      if (last_in[id] + 1 == u && u > 0) shared += rarity;
      last_in[id] = u;
      ++count;
    }
    out.before.push_back(out.before.back() + count);
    out.weight.push_back(weight);
    out.own.push_back(own);
    out.shared.push_back(shared);
    while (out.ids.size() % kLanes != 0) add(0, 1.0F, 0.0F);
    out.begin.push_back(static_cast<std::uint32_t>(out.ids.size()));
  }
  return out;
}

CellWords::CellWords(const PairView& pair, const Known& first, const Known& second,
                     std::uint32_t longest)
    : pair_(pair), first_(first), second_(second), spans_(longest - 1) {
  sum_second_.assign(pair.forward->inverse.size(), 0.0F);
  sum_first_.assign(pair.backward->inverse.size(), 0.0F);
}

void CellWords::lay_out(std::uint32_t from, std::uint32_t to, std::span<const std::uint32_t> hi) {
  row_begin_.clear();
  forward_begin_.clear();
  backward_begin_.clear();
  std::size_t cells = 0;
  std::size_t size = 0;
  for (std::uint32_t i = from; i < to; ++i) {
    const std::uint32_t width = hi[i] > lo_[i] ? hi[i] - lo_[i] : 0;
    row_begin_.push_back(cells);
    cells += width;
    forward_begin_.push_back(size);
    size += width == 0 ? 0 : second_.size(lo_[i], hi[i]);
    backward_begin_.push_back(size);
    size += std::size_t{width} * first_.size(i);
  }
  row_begin_.push_back(cells);
  ratios_.resize(size);
  product_.resize(cells);
  forward_one_.resize(cells);
  backward_one_.resize(cells);
  single_.resize(cells);
  hope_.resize(cells);
  forward_.assign(cells * spans_, kUnknown);
  backward_.assign(cells * spans_, kUnknown);
}

void CellWords::fill_forward(std::uint32_t i, std::uint32_t hi) {
  const float share = share_of(first_, i, i + 1);
  const std::size_t row = row_begin_[i - from_];
  spread(pair_.forward->table, first_, i, sum_second_);
  for (std::uint32_t j = lo_[i]; j < hi; ++j) {
    const std::size_t cell = row + (j - lo_[i]);
    product_[cell] =
        gather(sum_second_, second_, j, share, forward_ratios(i, j), forward_one_[cell]);
  }
  clear(pair_.forward->table, first_, i, sum_second_);
}

void CellWords::fill_backward(std::uint32_t j, std::uint32_t top, std::uint32_t end,
                              std::span<const std::uint32_t> hi) {
  const float share = share_of(second_, j, j + 1);
  spread(pair_.backward->table, second_, j, sum_first_);
  for (std::uint32_t i = top; i < end && lo_[i] <= j; ++i) {
    if (j >= hi[i]) continue;
    const std::size_t cell = number(i, j);
    product_[cell] =
        gather(sum_first_, first_, i, share, backward_ratios(i, j), backward_one_[cell]);
  }
  clear(pair_.backward->table, second_, j, sum_first_);
}

void CellWords::close_singles() {
  const std::size_t cells = product_.size();
  for (std::size_t c = 0; c < cells; ++c) {
    single_[c] = 0.5F * (forward_one_[c] + backward_one_[c]);
    const float best = std::max(forward_one_[c], backward_one_[c]);
    hope_[c] = static_cast<std::uint8_t>((best > kHope ? 0x01 : 0) | (best > kBearable ? 0x10 : 0));
  }
  for (std::size_t r = 0; r + 1 < row_begin_.size(); ++r) {
    unsigned window = 0;
    for (std::size_t c = row_begin_[r]; c < row_begin_[r + 1]; ++c) {
      window = (window << 1 & 0xEE) | hope_[c];
      hope_[c] = static_cast<std::uint8_t>(window);
    }
  }
}

void CellWords::fill(std::uint32_t from, std::uint32_t to, std::span<const std::uint32_t> lo,
                     std::span<const std::uint32_t> hi) {
  from_ = from;
  lo_ = lo;
  lay_out(from, to, hi);
  // Logarithms are taken of all cells in a row: one does not wait for the other.
  const auto take_logs = [&](std::vector<float>& sums) {
    for (std::size_t c = 0; c < product_.size(); ++c) sums[c] += fast_log(product_[c]);
  };
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t most = 0;
  for (std::uint32_t i = from; i < to; ++i) {
    if (lo[i] >= hi[i]) continue;
    fill_forward(i, hi[i]);
    least = std::min(least, lo[i]);
    most = std::max(most, hi[i]);
  }
  take_logs(forward_one_);
  // Column by column: the rows that hold column j are consecutive because lo and hi ascend.
  std::uint32_t top = from;
  for (std::uint32_t j = least; j < most; ++j) {
    while (top < to && hi[top] <= j) ++top;
    fill_backward(j, top, to, hi);
  }
  take_logs(backward_one_);
  close_singles();
}

float CellWords::forward(std::uint32_t i0, std::uint32_t i1, std::uint32_t j) {
  if (i1 - i0 == 1) return forward_one_[number(i0, j)];
  float& known = forward_[number(i1 - 1, j) * spans_ + (i1 - i0 - 2)];
  if (known == kUnknown) {
    Rows rows;
    for (std::uint32_t i = i0; i < i1; ++i) rows[i - i0] = forward_ratios(i, j);
    known = explain(rows, i1 - i0, second_, j, share_of(first_, i0, i1));
  }
  return known;
}

float CellWords::backward(std::uint32_t i, std::uint32_t j0, std::uint32_t j1) {
  if (j1 - j0 == 1) return backward_one_[number(i, j0)];
  float& known = backward_[number(i, j1 - 1) * spans_ + (j1 - j0 - 2)];
  if (known == kUnknown) {
    Rows rows;
    for (std::uint32_t j = j0; j < j1; ++j) rows[j - j0] = backward_ratios(i, j);
    known = explain(rows, j1 - j0, first_, i, share_of(second_, j0, j1));
  }
  return known;
}

float CellWords::doubts(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
  float out = 0;
  if (i1 - i0 > 1) {
    float of_first = 0;
    float of_last = 0;
    for (std::uint32_t j = j0; j < j1; ++j) {
      const float whole = forward(i0, i1, j);
      of_first += whole - forward(i0 + 1, i1, j);
      of_last += whole - forward(i0, i1 - 1, j);
    }
    out += doubt(of_first, pair_.enough) + doubt(of_last, pair_.enough);
  }
  if (j1 - j0 > 1) {
    float of_first = 0;
    float of_last = 0;
    for (std::uint32_t i = i0; i < i1; ++i) {
      const float whole = backward(i, j0, j1);
      of_first += whole - backward(i, j0 + 1, j1);
      of_last += whole - backward(i, j0, j1 - 1);
    }
    out += doubt(of_first, pair_.enough) + doubt(of_last, pair_.enough);
  }
  return out;
}

}  // namespace hexapla::align
