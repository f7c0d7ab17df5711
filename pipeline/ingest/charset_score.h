// How likely it is that somebody wrote a text in a legacy character set. Internal to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest {

struct Charset {
  std::string name;     // IANA
  text::Script script;  // what its characters beyond ASCII are for
};

// A character with its bytes, which tell how common it is in the standards of Chinese.
struct Unit {
  char32_t value = 0;
  std::string_view bytes;
};

struct Score {
  double average = 0.0;  // log probability of a byte beyond ASCII, natural logarithm
  double odd = 0.0;  // share of these that nobody writes: half words of two scripts, controls …

  bool has_words = false;  // enough letters for a word of the character set's script

  // Nothing speaks against the character set; something speaks for it as well.
  bool possible() const { return odd <= 0.05 && average > -4.8; }
  bool plausible() const { return possible() && has_words; }
};

// Letters by how often each language uses them (section [letters] of the tables), in words as they
// are spelled: one script, capitals at their beginning or throughout, accented letters beside plain
// ones. Nothing for a text that holds what no text holds, or nothing beyond ASCII. Of a text that
// is not possible only that is told.
std::optional<Score> score(const std::vector<Unit>& units, const Charset& charset);

// True for the characters that nearly all Chinese text is made of, simplified and traditional.
bool is_common_han(char32_t c);

}  // namespace hexapla::ingest
