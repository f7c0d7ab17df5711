// What does not belong into a memory: listed first, then acted upon.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/memory/memory.h"

namespace hexapla::memory {

enum class Flaw : std::uint8_t {
  duplicate,       // the same texts in the same languages as an earlier unit
  empty,           // a variant without text
  same_as_source,  // two languages with the same words, as where nothing was translated
  wrong_script,    // most words are not in the script of the language
  length,          // far longer or shorter than such segments are in this pair of languages
  contradictory,   // the same source, another target than a better unit has
};
inline constexpr std::array<Flaw, 6> kFlaws = {Flaw::duplicate,      Flaw::empty,
                                               Flaw::same_as_source, Flaw::wrong_script,
                                               Flaw::length,         Flaw::contradictory};
std::string_view name(Flaw flaw);

struct CleanFinding {
  static constexpr std::size_t kWholeUnit = static_cast<std::size_t>(-1);

  Flaw flaw = Flaw::duplicate;
  UnitRef ref;
  std::size_t variant = kWholeUnit;  // what apply_clean takes away
  std::string lang;                  // of the variant, "" for a whole unit
  std::string text;                  // what is flawed
  std::string reason;                // in words
};

// In the order of the units. Of contradictory units the best stays: corrected before imported
// before automatic, then the surest, the newest, the first. A length is an outlier beyond four
// standard deviations of the logarithm of the ratio, where there are a hundred segments to tell by.
std::vector<CleanFinding> find_flaws(const Memory& memory, const std::set<Flaw>& flaws);

// Takes away what the findings name; a unit that keeps fewer than two texts goes as a whole. The
// findings must be of writer.memory(). Nothing is published: the caller commits. Returns the number
// of units changed or removed.
std::size_t apply_clean(Writer& writer, const std::vector<CleanFinding>& findings);

}  // namespace hexapla::memory
