// How well a bead holds together: length, words and anchors, as a log likelihood ratio against
// segments that have nothing to do with each other. Internal to the room.
//
// Words: for every word of one side the probability that Model 1 gives it from the other side, over
// its frequency in the language; both directions. A word that the lexicon knows nothing of says
// nothing. (Moore 2002; the ratio to the frequency normalises against random pairs.)
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analyzers/lexicon/model1.h"
#include "pipeline/align/lattice.h"
#include "pipeline/align/length_model.h"
#include "pipeline/align/tokens.h"

namespace hexapla::align {

// Words of one language given those of another.
struct DirectionModel {
  lexicon::Table table;            // rows by given word
  std::vector<float> inverse;      // 1 / frequency of the generated word
  std::vector<float> rarity;       // log(1 + inverse)
  std::vector<float> unexplained;  // share of its true occurrences that have no counterpart
  std::vector<bool> known;         // generated words that stand in the table
};

// Why a side of a bead has a segment more than the other, as shares of all such segments: the other
// side holds them as one, this side divides one, or nothing that breaks could tell.
struct Reasons {
  float merged = 0.4F;
  float divided = 0.5F;
  float untold = 0.1F;
};

// How likely a place between two segments of a side is inside one bead, over its likelihood between
// two beads. `inside`: how much the other side looks as if it had an end inside (Tokens::inside);
// `soft`: how little the place looks like an end (Tokens::soft).
inline float met(const Reasons& why, float inside, float soft) {
  return why.merged * inside + why.divided * soft + why.untold;
}

// What was learned of a pair of languages.
struct PairModel {
  LengthModel length;
  std::array<float, kTypes> prior{};  // log probabilities of the bead types
  DirectionModel forward;             // second given first
  DirectionModel backward;            // first given second
  // What hardly one in twenty units of sure one-to-one beads adds less than to the explanation of
  // the other side, natural logarithm.
  float enough = 0.0F;
  Reasons reasons;
};

// A pair model as seen from one side. The model must outlive it.
struct PairView {
  LengthModel length;
  std::array<float, kTypes> prior;
  const DirectionModel* forward;
  const DirectionModel* backward;
  float enough;
  Reasons reasons;
};
PairView view(const PairModel& model, bool reversed);

// Some of a text's segments run together: unit u is segments bounds[u] to bounds[u + 1] - 1,
// possibly none.
struct Side {
  const Tokens* tokens;
  std::span<const std::uint32_t> bounds;
  std::uint32_t units() const { return static_cast<std::uint32_t>(bounds.size()) - 1; }
};

// Adds weight * evidence to every possible bead of the lattice; beads with no segment on one of the
// sides get none. Memory beyond the lattice is bounded (a block of rows at a time).
void add_evidence(const PairView& view, Side first, Side second, float weight, Lattice& lattice);

// Segments [begin, end) of a text.
struct Stretch {
  const Tokens* tokens;
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t size() const { return end - begin; }
};

// The evidence of a single bead, as add_evidence counts it, but that words which its units repeat
// count each time; 0 when a side is empty.
float evidence(const PairView& view, Stretch first, Stretch second);

// How much `stretch` looks as if a segment ended about `share` of its length after its begin.
float inside_at(const Stretch& stretch, float share);

// Calls `what` for each of `ends`, ascending places between segments of `many`, with how much
// `other` looks as if a segment ended there, and Tokens::soft. Linear in the segments of `many`.
template <typename Ends, typename What>
void for_breaks(const Stretch& other, const Stretch& many, const Ends& ends, const What& what) {
  const std::vector<float>& length = many.tokens->length;
  float all = 0;
  for (std::uint32_t s = many.begin; s < many.end; ++s) all += length[s];
  if (all <= 0) return;
  float before = 0;
  std::uint32_t at = many.begin;
  for (const std::uint32_t end : ends) {
    if (end <= at || end >= many.end) continue;
    for (; at < end; ++at) before += length[at];
    what(inside_at(other, before / all), many.tokens->soft[end - 1]);
  }
}

// All places between the segments of a stretch that has one, as a range. (Of its own, since clang
// 14 cannot compile std::views with this standard library.)
class AllEnds {
 public:
  class Iterator {
   public:
    explicit Iterator(std::uint32_t at) : at_(at) {}
    std::uint32_t operator*() const { return at_; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    std::uint32_t at_;
  };
  explicit AllEnds(const Stretch& stretch)
      : first_(stretch.begin + 1), last_(std::max(first_, stretch.end)) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(last_); }

 private:
  std::uint32_t first_;
  std::uint32_t last_;
};
inline AllEnds all_ends(const Stretch& stretch) {
  return AllEnds(stretch);
}

// What each side adds to the explanation of the other, beside none: (first, second).
std::pair<float, float> gains(const PairView& view, Stretch first, Stretch second);

// What speaks for a bead, for people.
struct Support {
  float explained =
      0.0F;  // share of the words known to the lexicon that have a counterpart on the other side
  float known = 0.0F;   // how many such words there are, both sides
  float length = 0.0F;  // length of the second side over what the first lets expect
};
Support support(const PairView& view, Stretch first, Stretch second);

// Log probability of a bead with so many segments on the sides; beads larger than any type are very
// rare.
float prior_of(const PairView& view, std::uint32_t first, std::uint32_t second);

}  // namespace hexapla::align
