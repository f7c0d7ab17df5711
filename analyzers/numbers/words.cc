// Chinese numerals.
#include <array>

#include "analyzers/numbers/numbers.h"
#include "analyzers/numbers/scan.h"
#include "analyzers/text/utf8.h"

namespace hexapla::numbers {
namespace {

int han_digit(char32_t c) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  if (c == U'零') return 0;
  if (c == U'两' || c == U'兩') return 2;
  const std::size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

long long han_power(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
    case U'萬':
      return 10000;
    case U'亿':
    case U'億':
      return 100000000;
    default:
      return 0;
  }
}

bool is_han_numeral(char32_t c) {
  return han_digit(c) >= 0 || han_power(c) > 0;
}

}  // namespace

long long han_value(std::string_view text) {
  if (text.empty() || text.size() > 60) return -1;
  std::u32string chars;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (!is_han_numeral(c.value)) return -1;
    chars += c.value;
    at += c.size;
  }
  bool positional = chars.size() > 1;
  for (const char32_t c : chars) positional = positional && han_digit(c) >= 0;
  if (positional) {
    if (chars.size() > 15) return -1;
    long long value = 0;
    for (const char32_t c : chars) value = value * 10 + han_digit(c);
    return value;
  }
  long long total = 0;
  long long section = 0;  // below 万
  long long digit = -1;
  long long last_power = 0;
  for (const char32_t c : chars) {
    if (const int d = han_digit(c); d >= 0) {
      if (digit > 0) return -1;  // 三五: two digits without a power between
      digit = d;
      continue;
    }
    const long long power = han_power(c);
    if (power >= 10000) {
      section += digit > 0 ? digit : 0;
      if (section == 0 && total == 0) return -1;  // 万 alone is no number
      if (power == 100000000 || total == 0) {
        total = (total + section) * power;
      } else {
        total += section * power;
      }
      section = 0;
      last_power = 0;
    } else {
      if (last_power != 0 && power >= last_power) return -1;
      if (digit < 0 && power != 10) return -1;  // 百 and 千 need a digit, 十 is ten
      section += (digit < 0 ? 1 : digit) * power;
      last_power = power;
    }
    digit = -1;
    if (total > 1000000000000000LL) return -1;
  }
  return total + section + (digit > 0 ? digit : 0);
}

std::vector<Amount> scan_han(std::string_view folded) {
  std::vector<Amount> out;
  std::size_t begin = std::string_view::npos;
  std::size_t count = 0;
  char32_t before = 0;
  char32_t previous = 0;
  const auto close = [&](std::size_t end, char32_t after) {
    if (begin == std::string_view::npos) return;
    const long long value = han_value(folded.substr(begin, end - begin));
    // 几十, 数百: no number; 十几, 三十多 are about.
    const bool vague = before == U'几' || before == U'数' || before == U'若' || after == U'几';
    const bool digits_before = before < 0x80 && text::is_digit(before);
    if (value >= 0 && !vague && !digits_before) {
      Amount a;
      a.span = {begin, end};
      a.value = std::to_string(value);
      a.words = true;
      a.ordinal = before == U'第';
      a.counts = a.ordinal || count > 1 || value >= 10;
      out.push_back(std::move(a));
    }
    begin = std::string_view::npos;
    count = 0;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    if (is_han_numeral(c.value)) {
      if (begin == std::string_view::npos) {
        begin = at;
        before = previous;
      }
      ++count;
    } else {
      close(at, c.value);
    }
    previous = c.value;
    at += c.size;
  }
  close(folded.size(), 0);
  return out;
}

}  // namespace hexapla::numbers
