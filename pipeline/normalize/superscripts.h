// Raised figures: marks of notes, or exponents. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::normalize {

// True when a raised figure at `at` is an exponent by what stands before it: a unit ("km²"), a
// formula ("CO²"), a figure alone ("10⁶"; a year, or a number that a word waits for as in
// "article 5²", may have a note). Also at the beginning of the text.
bool is_power(std::string_view text, std::size_t at);

struct RaisedMark {
  Span span;        // with the brackets or the comma that are part of the mark
  std::string key;  // "1"
};

// Raised figures in a text that may be marks of notes: no exponents. "[¹]" and "(¹)" are marks with
// their brackets, "¹,²" are two.
std::vector<RaisedMark> raised_marks(std::string_view text);

}  // namespace hexapla::normalize
