#include "analyzers/references/numerals.h"

#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
bool is_upper_ascii(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter_ascii(char c) {
  return is_upper_ascii(c) || (c >= 'a' && c <= 'z');
}
bool is_digit_ascii(char c) {
  return c >= '0' && c <= '9';
}

int roman_value(std::string_view text) {
  return !text.empty() && is_upper_ascii(text[0]) ? text::roman_value(text, 399) : 0;
}

int han_value(std::string_view text) {
  static constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五",
                                                 "六", "七", "八", "九"};
  int tens = 0;
  int ones = 0;
  bool ten = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view c = text.substr(at, text::decode(text, at).size);
    at += c.size();
    if (c == "十") {
      if (ten) return 0;
      ten = true;
      tens = ones == 0 ? 1 : ones;
      ones = 0;
      continue;
    }
    int digit = 0;
    for (int i = 0; i < 9; ++i) {
      if (c == kDigits[i]) digit = i + 1;
    }
    if (digit == 0 || ones != 0) return 0;
    ones = digit;
  }
  return tens * 10 + ones;
}

char latin_at(std::string_view text, std::size_t at, std::size_t& size) {
  size = 1;
  if (at >= text.size()) return 0;
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return text[at];
  if (c != 0xD0 && c != 0xD1) return 0;  // the lead bytes of Cyrillic
  const text::CodePoint p = text::decode(text, at);
  size = p.size;
  static constexpr std::pair<char32_t, char> kAlike[] = {
      {0x410, 'A'}, {0x412, 'B'}, {0x415, 'E'}, {0x41A, 'K'}, {0x41C, 'M'},
      {0x41D, 'H'}, {0x41E, 'O'}, {0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'},
      {0x423, 'Y'}, {0x425, 'X'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'},
      {0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'},
      {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}};
  for (const auto& [cyrillic, latin] : kAlike) {
    if (cyrillic == p.value) return latin;
  }
  return 0;
}

std::string latinized(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 0;
    const char c = latin_at(text, at, size);
    if (c == 0) return "";
    out += c;
    at += size;
  }
  return out;
}

}  // namespace hexapla::references
