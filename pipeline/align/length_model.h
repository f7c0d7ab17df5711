// How long a translation is: the logarithm of the ratio of two lengths, with mean and variance
// estimated from the batch for each pair of languages (after Gale & Church 1993 and Moore 2002; no
// ratio is assumed). Internal.
#pragma once

#include <span>
#include <vector>

#include "pipeline/align/fast_math.h"

namespace hexapla::align {

struct LengthPair {
  float first;
  float second;
  float weight;
};

struct LengthModel {
  float shift = 0.0F;      // log(second / first)
  float ratio = 1.0F;      // its exponential
  float per_unit = 4.0F;   // variance that shrinks with length
  float constant = 0.02F;  // variance that does not
  float random = 1.0F;     // variance between segments that have nothing to do with each other

  // A length with its logarithm, so that it is taken once.
  struct Scaled {
    float value;
    float log;
  };
  static Scaled scaled(float length);

  // Log likelihood ratio of "translations" against "any two segments". Lengths in visible
  // characters.
  float score(const Scaled& first, const Scaled& second) const {
    const float x = second.log - first.log - shift;
    const float v = constant + per_unit * 2 / (first.value * ratio + second.value);
    const float r = random > 2 * v ? random : 2 * v;
    // Student's t with four degrees of freedom: a free translation is not impossible, only rare.
    const float q = (1 + x * x / (4 * r)) / (1 + x * x / (4 * v));
    const float q2 = q * q;
    return 0.5F * fast_log(r / v * (q2 * q2 * q));
  }

  void set_shift(float value);

  // The model with the sides exchanged.
  LengthModel reversed() const;
};

// From pairs that are probably translations. `before` is kept where there is too little to learn
// from.
LengthModel estimate(std::span<const LengthPair> pairs, const LengthModel& before);

}  // namespace hexapla::align
