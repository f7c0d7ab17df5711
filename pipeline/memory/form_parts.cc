#include "pipeline/memory/form_parts.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::memory {
namespace {

constexpr std::string_view kHanDigits = "〇一二三四五六七八九";
constexpr unsigned kFolding = text::kFoldCase | text::kFoldArabicLetters;

bool same_form(std::string_view a, std::string_view b) {
  return text::folded(a, kFolding) == text::folded(b, kFolding);
}

// Do the forms of two rows differ in length in the same way? Where the masculine is shorter than
// the feminine in one and two cases are of one length in the other, places mean different things.
bool parallel(const language::Row& a, const language::Row& b, std::size_t place) {
  const auto order = [place](const language::Row& row, std::size_t i) {
    return row[i].size() <=> row[place].size();
  };
  for (std::size_t i = 1; i < a.size(); ++i) {
    if (order(a, i) != order(b, i)) return false;
  }
  return true;
}

std::string capitalised(const std::string& word) {
  icu::UnicodeString out = icu::UnicodeString::fromUTF8(word);
  const UChar32 first = out.char32At(0);
  out.replace(0, U16_LENGTH(first), icu::UnicodeString(u_toupper(first)));
  std::string text;
  return out.toUTF8String(text);
}

// Two ways to write one word: "vingt et unième", "vingt-et-unième".
bool same_but_hyphens(std::string a, std::string b) {
  std::replace(a.begin(), a.end(), '-', ' ');
  std::replace(b.begin(), b.end(), '-', ' ');
  return a == b;
}

std::string_view han_digit(int d) {
  return kHanDigits.substr(static_cast<std::size_t>(d) * 3, 3);
}

}  // namespace

std::size_t common_end(const std::string& a, const std::string& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  while (n > 0 && (static_cast<unsigned char>(a[a.size() - n]) & 0xC0U) == 0x80) --n;
  return text::count_code_points(std::string_view(a).substr(a.size() - n));
}

std::optional<std::string> other_word(const language::Profile& profile, std::string_view section,
                                      std::string_view surface, std::string_view from,
                                      std::string_view to) {
  // At the head of a sentence it stays large.
  const auto found = [surface](const std::string& form) {
    return text::is_upper(text::decode(surface, 0).value) ? capitalised(form) : form;
  };
  const language::Row* old_row = row_of(profile, section, from);
  const language::Row* new_row = row_of(profile, section, to);
  if (old_row == nullptr || new_row == nullptr) return std::nullopt;
  std::size_t place = 0;
  for (std::size_t i = 1; i < old_row->size() && place == 0; ++i) {
    if (same_form((*old_row)[i], surface)) place = i;
  }
  if (place == 0) return std::nullopt;
  const std::string& old_form = (*old_row)[place];
  std::size_t longest = 0;
  std::size_t best = 0;
  std::size_t count = 0;
  for (std::size_t i = 1; i < new_row->size(); ++i) {
    const std::size_t common = common_end(old_form, (*new_row)[i]);
    if (common > longest) {
      longest = common;
      best = i;
      count = 1;
    } else if (common == longest && !same_but_hyphens((*new_row)[best], (*new_row)[i])) {
      ++count;
    }
  }
  if (count == 1 && longest >= 2) return found((*new_row)[best]);
  if (old_row->size() == new_row->size() && common_end(old_form, (*new_row)[place]) == longest &&
      (longest > 0 || parallel(*old_row, *new_row, place)))
    return found((*new_row)[place]);
  return std::nullopt;
}

bool all_digits(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<Run> digit_runs(std::string_view text) {
  std::vector<Run> out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (const int value = text::digit_value(c.value); value >= 0 && text::is_digit(c.value)) {
      if (out.empty() || out.back().span.end != at)
        out.push_back({{at, at}, "", c.value - static_cast<char32_t>(value)});
      out.back().span.end = at + c.size;
      out.back().digits.push_back(static_cast<char>('0' + value));
    }
    at += c.size;
  }
  return out;
}

std::string in_digits(std::string_view ascii, char32_t zero) {
  std::string out;
  for (const char c : ascii) text::append(out, zero + static_cast<char32_t>(c - '0'));
  return out;
}

std::string without_zeros(std::string_view digits) {
  const std::size_t at = digits.find_first_not_of('0');
  return std::string(at == std::string_view::npos ? "0" : digits.substr(at));
}

std::string padded(std::string_view digits, std::string_view pattern) {
  std::string out(digits);
  if (pattern.size() > 1 && pattern.front() == '0' && out.size() < pattern.size())
    out.insert(0, pattern.size() - out.size(), '0');
  return out;
}

std::string apply(std::string_view surface, std::vector<Replacement> replacements) {
  std::sort(replacements.begin(), replacements.end(),
            [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
  std::string out(surface);
  for (const Replacement& r : replacements) out.replace(r.span.begin, r.span.size(), r.text);
  return out;
}

const language::Row* row_of(const language::Profile& profile, std::string_view section,
                            std::string_view number) {
  for (const language::Row& row : profile.rows(section)) {
    if (!row.empty() && row.front() == number) return &row;
  }
  return nullptr;
}

bool is_han(std::string_view surface) {
  for (std::size_t at = 0; at < surface.size();) {
    const text::CodePoint c = text::decode(surface, at);
    if (text::script_of(c.value) != text::Script::han && c.value != 0x3007) return false;
    at += c.size;
  }
  return !surface.empty();
}

std::string han_numeral(int value) {
  if (value == 0) return "零";
  static const std::array<std::string_view, 4> kUnits = {"", "十", "百", "千"};
  std::string out;
  bool gap = false;
  for (int unit = 3, power = 1000; unit >= 0; --unit, power /= 10) {
    const int digit = value / power % 10;
    if (digit == 0) {
      gap = gap || !out.empty();
      continue;
    }
    if (gap) out += "零";
    gap = false;
    // Twelve is 十二; a hundred and twelve 一百一十二.
    if (!(unit == 1 && digit == 1 && out.empty())) out += han_digit(digit);
    out += kUnits[static_cast<std::size_t>(unit)];
  }
  return out;
}

}  // namespace hexapla::memory
