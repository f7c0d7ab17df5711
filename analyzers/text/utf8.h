// UTF-8 primitives. All functions are total: any bytes are accepted, nothing throws, nothing
// allocates unless it returns a string. A malformed sequence decodes as U+FFFD over its maximal
// subpart (Unicode 15, table 3-8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla::text {

struct CodePoint {
  char32_t value;    // U+FFFD for a malformed sequence
  std::size_t size;  // bytes consumed, at least 1
};

// What `decode` does not do at once. Use `decode`.
CodePoint decode_rare(std::string_view text, std::size_t at);

// The code point at `at`, which must be less than text.size(). Here because nearly every loop over
// text calls it, and nearly all of the text of our languages is ASCII, two bytes, or three bytes
// that need no closer look.
inline CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t left = text.size() - at;
  if (first >= 0xC2 && first <= 0xDF && left >= 2 && (byte(1) & 0xC0) == 0x80)
    return {((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2};
  if (first > 0xE0 && first < 0xED && left >= 3 && (byte(1) & 0xC0) == 0x80 &&
      (byte(2) & 0xC0) == 0x80)
    return {((first & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3};
  return decode_rare(text, at);
}

// Writes the UTF-8 form of `c` to `out`, which has room for four bytes; surrogates and values over
// U+10FFFF become U+FFFD. Returns how many bytes it has.
inline std::size_t encode(char32_t c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
  };
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0U | (c >> 6U));
    out[1] = tail(0);
    return 2;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0U | (c >> 12U));
    out[1] = tail(6);
    out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0U | (c >> 18U));
  out[1] = tail(12);
  out[2] = tail(6);
  out[3] = tail(0);
  return 4;
}

// Appends the UTF-8 form of `c`, as encode writes it.
inline void append(std::string& out, char32_t c) {
  char bytes[4];
  out.append(bytes, encode(c, bytes));
}

// Offset of the first byte that is not well-formed UTF-8, or nothing.
std::optional<std::size_t> first_invalid(std::string_view text);

std::size_t count_code_points(std::string_view text);

// Start of the code point that `at` lies in; at == text.size() stays.
std::size_t code_point_start(std::string_view text, std::size_t at);

enum class Script : std::uint8_t { none, latin, cyrillic, arabic, han, other };

// Script of a letter; `none` for digits, punctuation, symbols, marks and spaces.
Script script_of(char32_t c);

bool is_letter(char32_t c);
bool is_digit(char32_t c);    // decimal digit of any script
int digit_value(char32_t c);  // 0 to 9, or -1
// White_Space of Unicode, including NBSP and U+3000; the test holds it against ICU.
inline bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x9 && c <= 0xD);
  return c == 0x85 || c == 0xA0 ||
         (c >= 0x1680 && c <= 0x3000 &&
          (c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000));
}
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_bidi_control(char32_t c);  // U+061C, 200E, 200F, 202A-202E, 2066-2069
bool is_xml_char(char32_t c);      // the Char production of XML 1.0

std::string_view trim(std::string_view text);  // White_Space at both ends
std::string to_lower(std::string_view text);   // full Unicode mapping, no locale

}  // namespace hexapla::text
