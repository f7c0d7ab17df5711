// What the words of two sides say of each other, cell by cell: a cell is a unit of the first side
// with one of the second. Internal to the room.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/align/scorer.h"

namespace hexapla::align {

inline constexpr float kMostRatio = 60.0F;  // one word proves no more than this

// A bead of several units says that each of them has its share in the other side. `gain` is what a
// unit adds to the explanation of the other side: of true parts hardly one in twenty adds less than
// 3, of units that were left out there hardly one in twenty adds more. Without this doubt a short
// unit that was left out is taken into its neighbour's bead, because merged units are more common
// than omitted ones and its few words weigh little.
//
// `enough` is what the lexicon can be expected to tell of a true part (PairModel::enough): where it
// knows little, little is asked.
inline constexpr float kMostEnough = 3.0F;
inline float doubt(float gain, float enough) {
  constexpr float kWeight = 0.25F;
  constexpr float kLeast = -4.0F;
  return -kWeight * std::max(0.0F, enough - std::max(kLeast, gain));
}

// The words of a side that the lexicon knows, unit by unit. Every unit is padded to whole lanes
// with words that say nothing.
struct Known {
  static constexpr std::uint32_t kLanes = 4;
  // Of a longer unit, words at even distances are looked at: every unit of the other side is held
  // against all of them, so a text in one unit would cost the square of its length. No paragraph of
  // a document has as many words.
  static constexpr std::uint32_t kMostWords = 4096;

  std::vector<WordId> ids;
  std::vector<float> unexplained;
  std::vector<float> inverse;
  // Of each unit, words weighed by their rarity: all, those that come again inside the unit, and
  // those that the unit before has too.
  std::vector<float> weight;
  std::vector<float> own;
  std::vector<float> shared;
  std::vector<std::uint32_t> begin{0};
  std::vector<std::uint32_t> before{0};  // words before each unit, without the padding

  std::uint32_t size(std::uint32_t unit) const { return begin[unit + 1] - begin[unit]; }
  std::uint32_t size(std::uint32_t from, std::uint32_t to) const { return begin[to] - begin[from]; }
  std::uint32_t count(std::uint32_t from, std::uint32_t to) const {
    return before[to] - before[from];
  }
  // The share of a unit's words that the unit before has too.
  float again(std::uint32_t unit) const {
    return weight[unit] > 0 ? shared[unit] / weight[unit] : 0;
  }
};

Known known_words(const Side& side, const DirectionModel& generated);

// The cells of a block of unit rows. All arguments of the constructor must outlive it.
class CellWords {
 public:
  // Beads have up to `longest` units on a side.
  CellWords(const PairView& pair, const Known& first, const Known& second, std::uint32_t longest);

  // Unit rows [from, to), each with the columns [lo[i], hi[i]), which ascend.
  void fill(std::uint32_t from, std::uint32_t to, std::span<const std::uint32_t> lo,
            std::span<const std::uint32_t> hi);

  // Of unit row `i`, from column lo[i] on: the log likelihood ratio of the words of the two units.
  const float* singles(std::uint32_t i) const { return single_.data() + row_begin_[i - from_]; }

  // Of unit row `i`, from column lo[i] on: bit b is set where the cell b columns before may hold
  // together, one of its units being explained by the other; bit 4 + b where it could be borne in a
  // bead that other cells hold together. Words that nothing is known of are no reason against it.
  const std::uint8_t* hopes(std::uint32_t i) const { return hope_.data() + row_begin_[i - from_]; }

  // Log likelihood ratio of the words of units [i0, i1) and [j0, j1). Each unit's share in it
  // depends on how many units the other side has and where they end: it is computed once for all
  // beads that need it.
  float score(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    float sum = 0;
    for (std::uint32_t j = j0; j < j1; ++j) sum += forward(i0, i1, j);
    for (std::uint32_t i = i0; i < i1; ++i) sum += backward(i, j0, j1);
    return 0.5F * sum;
  }

  // What of the score the units say again that another unit of their side has said.
  float said_again(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) {
    float sum = 0;
    if (const float more = excess(second_, j0, j1, first_, i0, i1); more > 0) {
      for (std::uint32_t j = j0 + 1; j < j1; ++j)
        sum += more * second_.again(j) * std::max(0.0F, forward(i0, i1, j));
    }
    if (const float more = excess(first_, i0, i1, second_, j0, j1); more > 0) {
      for (std::uint32_t i = i0 + 1; i < i1; ++i)
        sum += more * first_.again(i) * std::max(0.0F, backward(i, j0, j1));
    }
    // Where translations are free, words come again for other reasons.
    return 0.5F * (1 - pair_.reasons.untold) * sum;
  }

  // The doubt that the first and the last unit of each side have a share in the bead.
  float doubts(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1);

 private:
  // The share of what units [from, to) of a side repeat of each other that the other side does not
  // repeat as well.
  static float excess(const Known& side, std::uint32_t from, std::uint32_t to, const Known& other,
                      std::uint32_t other_from, std::uint32_t other_to) {
    if (to - from == 1) return 0;
    float shared = 0;
    float more = 0;
    for (std::uint32_t u = from; u < to; ++u) {
      shared += u > from ? side.shared[u] : 0;
      more += side.own[u];
    }
    if (shared <= 0) return 0;
    for (std::uint32_t u = other_from; u < other_to; ++u)
      more -= other.own[u] + (u > other_from ? other.shared[u] : 0);
    return std::clamp((shared + more) / shared, 0.0F, 1.0F);
  }
  using Rows = std::array<const float*, kLongest>;

  std::size_t number(std::uint32_t i, std::uint32_t j) const {
    return row_begin_[i - from_] + (j - lo_[i]);
  }
  // The ratios of the words of j as explained by i, and of those of i by j.
  float* forward_ratios(std::uint32_t i, std::uint32_t j) {
    return ratios_.data() + forward_begin_[i - from_] + (second_.begin[j] - second_.begin[lo_[i]]);
  }
  float* backward_ratios(std::uint32_t i, std::uint32_t j) {
    return ratios_.data() + backward_begin_[i - from_] + std::size_t{j - lo_[i]} * first_.size(i);
  }

  void lay_out(std::uint32_t from, std::uint32_t to, std::span<const std::uint32_t> hi);
  void fill_forward(std::uint32_t i, std::uint32_t hi);
  void fill_backward(std::uint32_t j, std::uint32_t top, std::uint32_t end,
                     std::span<const std::uint32_t> hi);
  void close_singles();

  // The words of unit j given units [i0, i1).
  float forward(std::uint32_t i0, std::uint32_t i1, std::uint32_t j);
  // The words of unit i given units [j0, j1).
  float backward(std::uint32_t i, std::uint32_t j0, std::uint32_t j1);

  const PairView& pair_;
  const Known& first_;
  const Known& second_;
  std::uint32_t spans_;  // lengths of several units: longest - 1
  std::uint32_t from_ = 0;
  std::span<const std::uint32_t> lo_;
  std::vector<std::size_t> row_begin_;  // of each unit row, and the end
  std::vector<std::size_t> forward_begin_;
  std::vector<std::size_t> backward_begin_;
  std::vector<float> ratios_;
  // By cell: products and, where they are too long for one, the logarithms of their beginnings.
  std::vector<double> product_;
  std::vector<float> forward_one_;
  std::vector<float> backward_one_;
  std::vector<float> single_;
  std::vector<std::uint8_t> hope_;
  std::vector<float> forward_;  // by cell and number of units - 2: what is asked for
  std::vector<float> backward_;
  std::vector<float> sum_first_;  // by word
  std::vector<float> sum_second_;
};

}  // namespace hexapla::align
