// What the characters of a PDF's line tell of paragraphs. Internal to this room.
#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla::ingest {

// The line ends with a sentence, or with a colon or semicolon.
bool ends_sentence(std::string_view text);

bool starts_lower(std::string_view text);

// It ends with a hyphen or a slash.
bool breaks_off(std::string_view text);

// "(a)", "12.", "IV.", "1 -", "一、": labels open paragraphs.
bool opens_label(std::string_view text);

// Bytes of a bullet and the space behind it at the start of a line; 0 for none.
std::size_t bullet_size(std::string_view text);

bool starts_dash(std::string_view text);

// "where x = the depth": one of its first words is an equals sign, or begins with one.
bool defines_letter(std::string_view text);

// The line is an address and nothing else.
bool is_address(std::string_view text);

// The number of a label "12." or "12)" that the line begins with; 0 for none.
int label_number(std::string_view text);

// One line is wholly in one script, the next wholly in another: names in several languages.
bool other_script(std::string_view a, std::string_view b);

}  // namespace hexapla::ingest
