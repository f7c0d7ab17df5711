// Roman numerals in their one correct spelling. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace hexapla::text {

// In capitals, from 1 on; "" for anything less. From 4,000 on with as many M as it takes.
std::string roman_numeral(int value);

// The value of a numeral from 1 to `most` whose letters are all capitals or all small; 0 for
// anything else, "ic" and "iiii" among it.
int roman_value(std::string_view text, int most);

}  // namespace hexapla::text
