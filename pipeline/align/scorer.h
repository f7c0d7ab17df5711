// How well a bead holds together: length, words and anchors, as a log likelihood ratio against
// segments that have nothing to do with each other. Internal to the room.
//
// Words: for every word of one side the probability that Model 1 gives it from the other side, over
// its frequency in the language; both directions. A word that the lexicon knows nothing of says
// nothing. (Moore 2002; the ratio to the frequency normalises against random pairs.)
#pragma once

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
  std::vector<float> unexplained;  // share of its true occurrences that have no counterpart
  std::vector<bool> known;         // generated words that stand in the table
};

// What was learned of a pair of languages.
struct PairModel {
  LengthModel length;
  std::array<float, kTypes> prior{};  // log probabilities of the bead types
  DirectionModel forward;             // second given first
  DirectionModel backward;            // first given second
};

// A pair model as seen from one side. The model must outlive it.
struct PairView {
  LengthModel length;
  std::array<float, kTypes> prior;
  const DirectionModel* forward;
  const DirectionModel* backward;
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

}  // namespace hexapla::align
