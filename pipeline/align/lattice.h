// The search space of an alignment: boundaries between units of two sides, inside a band, and the
// beads that lead from one boundary to a later one. Internal to the room.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla::align {

// A bead takes `a` units of the first side and `b` of the second.
struct BeadType {
  std::uint8_t a;
  std::uint8_t b;
};

inline constexpr std::array<BeadType, 16> kBeadTypes = {{{1, 1},
                                                         {1, 0},
                                                         {0, 1},
                                                         {1, 2},
                                                         {2, 1},
                                                         {2, 2},
                                                         {1, 3},
                                                         {3, 1},
                                                         {2, 3},
                                                         {3, 2},
                                                         {1, 4},
                                                         {4, 1},
                                                         {3, 3},
                                                         {2, 4},
                                                         {4, 2},
                                                         {4, 4}}};
inline constexpr std::size_t kTypes = kBeadTypes.size();
inline constexpr std::uint32_t kLongest = 4;  // units of a side in one bead

// The type with the sides exchanged.
std::uint8_t mirrored(std::size_t type);

// Boundaries (i, j) with lo[i] <= j <= hi[i]; both ascending; (0, 0) and (n, m) are inside, and
// from row to row the band stays connected.
struct Band {
  std::vector<std::uint32_t> lo;
  std::vector<std::uint32_t> hi;
  std::vector<std::size_t> begin;  // cell number of (i, lo[i])

  std::uint32_t rows() const { return static_cast<std::uint32_t>(lo.size()); }  // n + 1
  bool holds(std::uint32_t i, std::uint32_t j) const {
    return i < lo.size() && lo[i] <= j && j <= hi[i];
  }
  std::size_t cell(std::uint32_t i, std::uint32_t j) const { return begin[i] + (j - lo[i]); }
  std::size_t cells() const { return begin.back(); }
};

struct Point {
  std::uint32_t i;
  std::uint32_t j;
};

// A place on the way of an earlier alignment, and how far around it the next one looks.
struct Stop {
  Point at;
  std::uint32_t margin;
};

// Everything within the margins of the polyline through the corners (0, 0), (n, m) and `path`
// (ascending in both coordinates): a stretch between two stops has the larger margin of the two,
// the corners have `corner_margin`.
Band band_around(std::uint32_t n, std::uint32_t m, std::span<const Stop> path,
                 std::uint32_t corner_margin);

// A step of an alignment: the bead that ends at (i, j).
struct Step {
  std::uint32_t i;
  std::uint32_t j;
  std::uint8_t type;
  float probability = 0.0F;  // of this very bead among all alignments in the band
  float score = 0.0F;
};

// Which types are tried: one bit a type of kBeadTypes.
using TypeMask = std::uint32_t;
inline constexpr std::size_t kSimpleCount = 6;  // the types up to 2-2 stand first
inline constexpr TypeMask kSimpleTypes = (1U << kSimpleCount) - 1;
inline constexpr TypeMask kAllTypes = (1U << kTypes) - 1;

// Boundary columns [from, to).
struct Columns {
  std::uint32_t from;
  std::uint32_t to;
};

// The columns of boundary row `i` where a bead of `a` and `b` units may end, so that it begins
// inside the band too.
inline Columns columns(const Band& band, std::uint32_t i, std::uint32_t a, std::uint32_t b) {
  if (a > i) return {0, 0};
  const std::uint32_t from = std::max(band.lo[i], band.lo[i - a] + b);
  const std::uint32_t to = std::min(band.hi[i], band.hi[i - a] + b) + 1;
  return {from, std::max(from, to)};
}

// The log scores of all beads. Each boundary row has the scores of its types one type after the
// other, so that a type is worked through column by column.
struct Lattice {
  Band band;
  std::vector<TypeMask> types;         // of every boundary row
  std::vector<std::size_t> row_begin;  // where the scores of a boundary row begin
  std::vector<float> scores;

  bool has(std::uint32_t i, std::size_t type) const { return (types[i] >> type & 1U) != 0; }
  // Of the beads of `type`, which the row must have, that end at (i, lo[i]), (i, lo[i] + 1) …;
  // -infinity: not possible.
  float* of(std::uint32_t i, std::size_t type) { return scores.data() + place(i, type); }
  const float* of(std::uint32_t i, std::size_t type) const {
    return scores.data() + place(i, type);
  }

 private:
  std::size_t place(std::uint32_t i, std::size_t type) const {
    const auto before = static_cast<std::size_t>(std::popcount(types[i] & ((1U << type) - 1)));
    return row_begin[i] + before * (band.hi[i] - band.lo[i] + 1);
  }
};

// For every unit of the two sides the coarser row that holds it, ascending; both empty: there is no
// coarser alignment.
struct Within {
  std::span<const std::uint32_t> first;
  std::span<const std::uint32_t> second;
  bool any() const { return !first.empty() || !second.empty(); }
};

// The boundaries that a path which keeps to the coarser rows may pass; in large rows only those
// near the diagonal.
Band band_within(std::uint32_t n, std::uint32_t m, const Within& within);

// A lattice with the priors and nothing else. masks[i]: the types that may end in boundary row i; a
// single mask serves for all rows. Beads across coarser rows are left out.
Lattice make_lattice(Band band, const std::array<float, kTypes>& prior,
                     std::span<const TypeMask> masks, const Within& within = {});

// The best alignment, from (0, 0) to (n, m), with probabilities from the forward-backward sums of
// the lattice (scores times `sharpness`). With `expected`, the path with the greatest sum of bead
// probabilities is chosen instead of the most probable path: it has the most beads right on
// average.
std::vector<Step> best_path(const Lattice& lattice, float sharpness, bool expected);

}  // namespace hexapla::align
