// Where a unit came from, as properties of TranslationUnit and Variant, so that it survives every
// exchange format that keeps properties.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/memory/unit.h"

namespace hexapla::memory {

// Names of properties. They go to disk and into exported files; do not change.
inline constexpr std::string_view kWork = "x-work";              // unit: key of the Work
inline constexpr std::string_view kDate = "x-date";              // unit: ISO day of the Work
inline constexpr std::string_view kOrigin = "x-origin";          // unit: see Origin
inline constexpr std::string_view kConfidence = "x-confidence";  // unit: 0 to 1, of the alignment
inline constexpr std::string_view kBlock = "x-block";  // variant: block in the Expression, from 0
// Variant: the segment before and after it in the document. Either its text, as other programs
// write it, or "key:" and its context_key.
inline constexpr std::string_view kPrevious = "x-context-pre";
inline constexpr std::string_view kNext = "x-context-post";

enum class Origin : std::uint8_t {
  imported,   // from a file; nothing said
  automatic,  // aligned by the program
  corrected,  // aligned or translated by a person
};
std::string_view name(Origin origin);

struct Provenance {
  Origin origin = Origin::imported;
  std::string work;
  std::string date;
  std::optional<double> confidence;  // nothing: the unit does not say
};

Provenance provenance_of(const TranslationUnit& unit);

// The value of the first property of this name, or "".
std::string_view property(const Properties& properties, std::string_view name);

// Sixteen hexadecimal digits that tell one segment from another, the same for all ways of writing
// it that match_tokens takes for the same.
std::string context_key(std::string_view text);

// Does a context property (text or key) name the segment `text`?
bool names_context(std::string_view property, std::string_view text);

}  // namespace hexapla::memory
