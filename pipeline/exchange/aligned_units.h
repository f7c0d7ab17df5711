// The aligned rows of a Work as translation units.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pipeline/memory/unit.h"
#include "pipeline/store/work.h"

namespace hexapla::exchange {

struct AlignedOptions {
  bool sentences = true;           // of the rows; else the rows of Blocks themselves
  std::vector<std::string> langs;  // only these; empty: all
  double confidence = 0.0;         // at least this
};

// One unit a row that stands in two of the languages or more, in the order of the rows. Where a
// side has several Blocks or sentences they are joined by a space, in Chinese by nothing.
// Properties of the unit: x-work, x-date (where the document has one), x-row (counted from 0),
// x-confidence, x-origin ("automatic", or "corrected" where a person said so); of a variant:
// x-block, the Block in the Expression that it begins in, from 0.
void aligned_units(const store::Work& work, const AlignedOptions& options,
                   const std::function<void(memory::TranslationUnit&)>& sink);

}  // namespace hexapla::exchange
