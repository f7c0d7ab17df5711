// Which language a text is in.
//
// Script decides ar, ru and zh; function words (section [function-words] of the tables) and letters
// decide among en, es and fr, and tell other languages of the same script from ours. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::language {

struct Identification {
  std::string
      tag;  // "ar", "en", "es", "fr", "ru", "zh", or "und" when nothing speaks for any of them
  double confidence =
      0.0;  // 0 to 1: how far the best stands before the second, given the evidence seen
};

Identification identify(std::string_view text);

// The same, for a text that is thought to be in `expected`: as soon as its words say so for sure,
// the rest is not looked at, and the confidence is 1. Much cheaper for texts that are what they are
// thought to be.
Identification identify(std::string_view text, std::string_view expected);

// A stretch of one language within a line; stretches cover the text without gaps.
struct Stretch {
  Span span;  // in `text`
  std::string tag;
};

// False when the text has no separator: then split_by_language gives one stretch.
bool may_split(std::string_view text);

// Splits at changes of script or language around separators (" - ", " / ", double spaces, line
// ends), as in the six-language letterheads. A text of one language gives one stretch.
std::vector<Stretch> split_by_language(std::string_view text);

}  // namespace hexapla::language
