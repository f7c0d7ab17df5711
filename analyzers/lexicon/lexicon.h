// Translation probabilities between the words of two languages, learned from aligned segments
// (IBM Model 1: Brown et al. 1993; used for alignment as in Moore 2002).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::lexicon {

struct Translation {
  std::string word;  // folded
  double probability = 0.0;
};

}  // namespace hexapla::lexicon
