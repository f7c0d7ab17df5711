// Numbers as word processors print them in labels and note marks. Names are those of ECMA-376,
// part 1, 17.18.59 (ST_NumberFormat). Internal to this room.
#pragma once

#include <string>
#include <string_view>

namespace hexapla::ingest {

// `value` in the format; decimal for formats that are not known and for values that the format
// cannot print. "none" and "bullet" print nothing.
std::string format_number(int value, std::string_view format);

// False for formats that `format_number` prints as decimal for want of knowing better.
bool is_known_format(std::string_view format);

// The character that a symbol font ("Symbol", "Wingdings") shows for `code` (0xF000 to 0xF0FF or
// 0x20 to 0xFF), "" when it is not known.
std::string symbol_font_character(std::string_view font, char32_t code);

// "¹" for '1'; "" for what is no ASCII digit. Raised digits stay raised: "10 km²" is not "10 km2".
std::string_view superscript(char32_t digit);

}  // namespace hexapla::ingest
