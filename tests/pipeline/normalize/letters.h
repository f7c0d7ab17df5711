// The letters and digits of texts, counted: what normalisation must not lose.
#pragma once

#include <map>
#include <string_view>

#include "analyzers/text/utf8.h"

namespace hexapla::normalize {

using Letters = std::map<char32_t, int>;

inline void count(std::string_view text, Letters& into) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::is_letter(c.value) || text::is_digit(c.value)) ++into[c.value];
  }
}

}  // namespace hexapla::normalize
