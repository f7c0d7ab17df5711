// Marks that end, open and close, and the quotations of a text. Internal to the room.
#pragma once

#include <unicode/uchar.h>

#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::segmentation {

inline bool is_full_stop(char32_t c) {
  return c == '.' || c == 0xFF0E;
}

inline bool is_terminal(char32_t c) {
  if (c < 0x80) return c == '.' || c == '!' || c == '?';
  return c == 0x2026 || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM);
}

// Full-width terminals end a sentence whatever follows.
inline bool is_strong(char32_t c) {
  return c == 0x3002 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F || c == 0xFF61;
}

inline bool is_closer(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0x2019:
    case 0x201D:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
    case 0x3011:
    case 0x300B:
      return true;
    default:
      return false;
  }
}

inline bool is_opener(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case '(':
    case '[':
    case '{':
    case 0xAB:
    case 0x2018:
    case 0x201C:
    case 0x201E:
    case 0x2039:
    case 0x300C:
    case 0x300E:
    case 0xFF08:
    case 0x3010:
    case 0xBF:
    case 0xA1:
    case '`':
      return true;
    default:
      return false;
  }
}

inline bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2012 && c <= 0x2015);
}
inline bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0x2043 || c == 0x25CF || c == 0x25AA || c == 0xB7;
}

// Matched quotations in order, none inside another: from the opening mark to the closing one. Long
// ones and those that pass a line end are not believed. Linear.
std::vector<Span> find_quotations(std::string_view text);

}  // namespace hexapla::segmentation
