#include "pipeline/align/label_number.h"

#include <map>
#include <optional>
#include <string>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::align {
namespace {

constexpr int kMost = 999;

const std::map<char32_t, int>& letter_numbers() {
  static const std::map<char32_t, int> all = [] {
    std::map<char32_t, int> out;
    for (char32_t c = 'a'; c <= 'z'; ++c) out[c] = static_cast<int>(c - 'a') + 1;
    for (const language::Profile& profile : language::profiles()) {
      for (const language::Row& row : profile.rows("label-letters")) {
        // The first cell names the alphabet.
        for (std::size_t k = 1; k < row.size(); ++k) {
          const std::string folded = text::to_lower(row[k]);
          if (!folded.empty()) out.try_emplace(text::decode(folded, 0).value, static_cast<int>(k));
        }
      }
    }
    return out;
  }();
  return all;
}

int han_digit(char32_t c) {
  static constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  const std::size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 三, 十, 十二, 二十, 二十三.
std::optional<int> han_value(std::u32string_view s) {
  if (s.empty() || s.size() > 3) return std::nullopt;
  const std::size_t ten = s.find(U'十');
  if (ten == std::u32string_view::npos) {
    if (s.size() != 1 || han_digit(s[0]) < 1) return std::nullopt;
    return han_digit(s[0]);
  }
  int value = 10;
  if (ten > 1) return std::nullopt;
  if (ten == 1) {
    if (han_digit(s[0]) < 1) return std::nullopt;
    value = 10 * han_digit(s[0]);
  }
  if (ten + 1 == s.size()) return value;
  if (ten + 2 != s.size() || han_digit(s[ten + 1]) < 1) return std::nullopt;
  return value + han_digit(s[ten + 1]);
}

// Up to 39, as in lists; canonical spelling only.
int roman_value(std::u32string_view s) {
  std::string letters;
  for (const char32_t c : s) letters += c < 0x80 ? static_cast<char>(c) : ' ';
  return text::roman_value(letters, 39);
}

}  // namespace

std::vector<int> label_numbers(std::string_view label) {
  std::u32string core;  // letters and digits, without brackets and stops at both ends
  const std::string lower = text::to_lower(label);
  bool ended = false;
  for (std::size_t at = 0; at < lower.size();) {
    const auto [c, size] = text::decode(lower, at);
    at += size;
    const bool counts = text::is_letter(c) || text::is_digit(c) || c == 0x3007;
    if (!counts) {
      ended = ended || !core.empty();
      continue;
    }
    if (ended || core.size() == 6) return {};  // "1.2", a word
    core += text::is_digit(c) ? U'0' + static_cast<char32_t>(text::digit_value(c)) : c;
  }
  if (core.empty()) return {};
  if (core[0] >= '0' && core[0] <= '9') {
    int value = 0;
    for (const char32_t c : core) {
      if (c < '0' || c > '9') return {};
      value = value * 10 + static_cast<int>(c - '0');
      if (value > kMost) return {};
    }
    return value == 0 ? std::vector<int>{} : std::vector<int>{value};
  }
  std::vector<int> out;
  if (const std::optional<int> han = han_value(core)) return {*han};
  if (const int roman = roman_value(core); roman > 0) out.push_back(roman);
  if (core.size() == 1) {
    const auto found = letter_numbers().find(core[0]);
    if (found != letter_numbers().end() && (out.empty() || out.front() != found->second))
      out.push_back(found->second);
  }
  return out;
}

}  // namespace hexapla::align
