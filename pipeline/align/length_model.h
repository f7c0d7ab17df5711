// How long a translation is: the logarithm of the ratio of two lengths, with mean and variance
// estimated from the batch for each pair of languages (after Gale & Church 1993 and Moore 2002; no
// ratio is assumed). Internal.
#pragma once

#include <span>
#include <vector>

namespace hexapla::align {

struct LengthPair {
  float first;
  float second;
  float weight;
};

struct LengthModel {
  float shift = 0.0F;      // log(second / first)
  float per_unit = 4.0F;   // variance that shrinks with length
  float constant = 0.02F;  // variance that does not
  float random = 1.0F;     // variance between segments that have nothing to do with each other

  // Log likelihood ratio of "translations" against "any two segments". Lengths in visible
  // characters.
  float score(float first, float second) const;

  // The model with the sides exchanged.
  LengthModel reversed() const;
};

// From pairs that are probably translations. `before` is kept where there is too little to learn
// from.
LengthModel estimate(std::span<const LengthPair> pairs, const LengthModel& before);

}  // namespace hexapla::align
