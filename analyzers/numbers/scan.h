// Digits and Chinese numerals of a folded text, before words are looked at. Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::numbers {

struct Amount {
  Span span;          // in the folded text, the sign included
  std::string value;  // canonical decimal
  std::string other;
  bool code = false;
  bool ordinal = false;  // 第三, "3rd"; the suffix is part of the span
  bool words = false;    // Chinese numerals
  bool counts = true;    // a lone Chinese numeral that nothing shows to be a count is none
};

// In order, none overlapping.
// `right_to_left`: groups of thousands may stand in reverse, "000 100" for 100 000, as programs
// leave them that take the text for left-to-right; where both orders make a number, `other` has the
// second.
std::vector<Amount> scan_digits(std::string_view folded, bool decimal_comma, bool right_to_left,
                                const std::vector<std::string>& ordinal_suffixes);
std::vector<Amount> scan_han(std::string_view folded);

// value * factor, exact; `value` is a canonical decimal, `factor` a power of ten.
std::string times_power(const std::string& value, long long factor);

}  // namespace hexapla::numbers
