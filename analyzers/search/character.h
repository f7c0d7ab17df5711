// What a character is to full-text search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hexapla::search {

enum class CharClass : std::uint8_t {
  separator,   // space, punctuation, symbols, controls, raised digits
  letter,      // of any script that writes words with several letters
  han,         // a Chinese character: a unit of its own
  digit,       // decimal, any script
  joiner,      // combining marks and invisible characters: part of what stands before
  apostrophe,  // ', ’ and the like: between letters it joins an elided word or a possessive ending
};

// Pure; any thread; constant time.
CharClass classify(char32_t c);

// Classes of the first 65,536 code points, for loops over whole texts.
const CharClass* class_table();

// Class and size in bytes of the character at `at`, which must be less than text.size(). `table` is
// class_table().
CharClass class_at(const CharClass* table, std::string_view text, std::size_t at,
                   std::size_t& size);

}  // namespace hexapla::search
