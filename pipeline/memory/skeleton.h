// Internal: what is left of a segment when its placeables are taken out, as a hash: two segments
// that differ only in placeables have the same. Many that differ in more may, too: whoever looks up
// by it compares afterwards.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "analyzers/segmentation/match_tokens.h"

namespace hexapla::memory {

// The words of a language that may be placeables; constant, and there to the end of the program.
class PlaceableWords;
const PlaceableWords& placeable_words(std::string_view lang);

// 0 when nothing in the text can be a placeable. Placeables are here tokens with a digit, words of
// the language's table for numbers, ordinals and months, Roman numerals, and single letters behind
// one of these. Written to disk.
std::uint32_t skeleton(std::span<const segmentation::MatchToken> tokens,
                       const PlaceableWords& words);

}  // namespace hexapla::memory
