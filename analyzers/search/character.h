// What a character is to full-text search.
#pragma once

#include <cstdint>

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

}  // namespace hexapla::search
