// Numerals and look-alike letters, as identifiers are written with them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla::references {

// Value of a Roman numeral in its one correct spelling (upper case), 1 to 399; 0 for anything else.
int roman_value(std::string_view text);

// Value of a Chinese numeral below one hundred (十二), 0 for anything else.
int han_value(std::string_view text);

// The Latin letter, digit or sign that stands at `at`: ASCII as it is, upper and lower case
// Cyrillic look-alikes as the Latin letter they look like. `size` gets its bytes. 0 when it is
// none.
char latin_at(std::string_view text, std::size_t at, std::size_t& size);

// The whole text in Latin letters, or "" when some letter of it has no Latin look-alike.
std::string latinized(std::string_view text);

bool is_upper_ascii(char c);
bool is_letter_ascii(char c);
bool is_digit_ascii(char c);

}  // namespace hexapla::references
