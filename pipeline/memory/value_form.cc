#include "pipeline/memory/value_form.h"

#include <unicode/plurrule.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/span.h"
#include "analyzers/text/utf8.h"

namespace hexapla::memory {
namespace {

constexpr std::string_view kHanDigits = "〇一二三四五六七八九";
constexpr unsigned kFolding = text::kFoldCase | text::kFoldArabicLetters;

std::string_view han_digit(int d) {
  return kHanDigits.substr(static_cast<std::size_t>(d) * 3, 3);
}

bool all_digits(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

// A run of decimal digits of any script in a text.
struct Run {
  Span span;
  std::string digits;   // in ASCII
  char32_t zero = '0';  // of the script
};

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

// `digits` as long as the pattern where the pattern begins with a nought ("05").
std::string padded(std::string_view digits, std::string_view pattern) {
  std::string out(digits);
  if (pattern.size() > 1 && pattern.front() == '0' && out.size() < pattern.size())
    out.insert(0, pattern.size() - out.size(), '0');
  return out;
}

struct Replacement {
  Span span;
  std::string text;
};

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

bool same_form(std::string_view a, std::string_view b) {
  return text::folded(a, kFolding) == text::folded(b, kFolding);
}

// Code points that two forms have in common at their ends.
std::size_t common_end(const std::string& a, const std::string& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  while (n > 0 && (static_cast<unsigned char>(a[a.size() - n]) & 0xC0U) == 0x80) --n;
  return text::count_code_points(std::string_view(a).substr(a.size() - n));
}

// A number in words for another in the same grammatical form. Rows of a table hold the forms of a
// number; the form wanted is the one that ends like the old one, or, where that does not decide,
// stands at the same place of a row of the same length.
std::optional<std::string> other_word(const language::Profile& profile, std::string_view section,
                                      std::string_view surface, std::string_view from,
                                      std::string_view to) {
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
    } else if (common == longest) {
      ++count;
    }
  }
  if (count == 1 && longest >= 2) return (*new_row)[best];
  if (old_row->size() == new_row->size() && common_end(old_form, (*new_row)[place]) == longest)
    return (*new_row)[place];
  return std::nullopt;
}

// Do the words around a number keep their form? By the plural rules of the language (CLDR).
bool same_plural(std::string_view lang, std::string_view from, std::string_view to) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(icu::Locale(std::string(lang).c_str()), status));
  if (U_FAILURE(status) || rules == nullptr) return false;
  return rules->select(std::strtod(std::string(from).c_str(), nullptr)) ==
         rules->select(std::strtod(std::string(to).c_str(), nullptr));
}

std::string fact(const language::Profile& profile, std::string_view section,
                 std::string_view name) {
  const language::Row* row = row_of(profile, section, name);
  return row != nullptr && row->size() > 1 ? (*row)[1] : "";
}

// Digits with the separators that the pattern has or the language writes.
std::optional<std::string> number_like(std::string_view surface, const language::Profile& profile,
                                       std::string_view from, std::string_view to) {
  const std::vector<Run> runs = digit_runs(surface);
  if (runs.empty() || runs.front().span.begin != 0 || runs.back().span.end != surface.size())
    return std::nullopt;
  const std::size_t point = from.find('.');
  const std::size_t fraction_size = point == std::string_view::npos ? 0 : from.size() - point - 1;
  // Which runs are groups of the whole part: all, but the last where there is a fraction.
  std::size_t whole = runs.size();
  std::string decimal;
  if (fraction_size > 0 && runs.size() > 1 && runs.back().digits.size() == fraction_size) {
    --whole;
    decimal =
        surface.substr(runs[whole - 1].span.end, runs[whole].span.begin - runs[whole - 1].span.end);
  }
  std::string group;
  for (std::size_t i = 1; i < whole; ++i) {
    if (runs[i].digits.size() != 3) return std::nullopt;
    const std::string between(
        surface.substr(runs[i - 1].span.end, runs[i].span.begin - runs[i - 1].span.end));
    if (!group.empty() && group != between) return std::nullopt;
    group = between;
  }
  std::string all;
  for (const Run& r : runs) all += r.digits;
  std::string expected(from);
  std::erase(expected, '.');
  if (without_zeros(all) != without_zeros(expected)) return std::nullopt;

  const std::size_t new_point = to.find('.');
  const std::string_view integer = to.substr(0, new_point);
  if (!all_digits(integer)) return std::nullopt;
  std::string out;
  const bool long_and_plain = whole == 1 && runs.front().digits.size() > 3;
  if (integer.size() > 3 && !long_and_plain) {
    if (group.empty()) group = fact(profile, "number-format", "group");
    if (group.empty()) return std::nullopt;
    for (std::size_t i = 0; i < integer.size(); ++i) {
      if (i > 0 && (integer.size() - i) % 3 == 0) out += group;
      out += in_digits(integer.substr(i, 1), runs.front().zero);
    }
  } else {
    out = in_digits(padded(integer, whole == 1 ? runs.front().digits : ""), runs.front().zero);
  }
  if (new_point != std::string_view::npos) {
    if (decimal.empty()) decimal = fact(profile, "number-format", "decimal");
    if (decimal.empty()) return std::nullopt;
    out += decimal + in_digits(to.substr(new_point + 1), runs.front().zero);
  }
  return out;
}

bool is_han(std::string_view surface) {
  for (std::size_t at = 0; at < surface.size();) {
    const text::CodePoint c = text::decode(surface, at);
    if (text::script_of(c.value) != text::Script::han && c.value != 0x3007) return false;
    at += c.size;
  }
  return !surface.empty();
}

std::optional<std::string> number_form(const FormRequest& r, const language::Profile& profile,
                                       std::string& why) {
  const std::size_t from_unit = r.from.find(' ');
  const std::size_t to_unit = r.to.find(' ');
  const std::string_view from = r.from.substr(0, from_unit);
  const std::string_view to = r.to.substr(0, to_unit);
  const bool same_unit = (from_unit == std::string_view::npos ? "" : r.from.substr(from_unit)) ==
                         (to_unit == std::string_view::npos ? "" : r.to.substr(to_unit));
  if (!same_unit) {
    why = "the unit is another";
    return std::nullopt;
  }
  const bool ordinal = r.type == "ordinal";
  if (r.type == "number" || r.type == "measure" || r.type == "money") {
    if (!same_plural(r.lang, from, to)) {
      why = "the words around it would change with the number";
      return std::nullopt;
    }
  }
  why = "its form in this language is not known for sure";
  if (auto word =
          other_word(profile, ordinal ? "ordinal-words" : "number-words", r.surface, from, to))
    return word;
  if (is_han(r.surface)) {
    const bool prefixed = r.surface.starts_with("第");
    const std::string_view numeral = prefixed ? r.surface.substr(3) : r.surface;
    int old_value = 0;
    int value = 0;
    if (!all_digits(from) || !all_digits(to) || to.size() > 4 || from.size() > 4)
      return std::nullopt;
    std::from_chars(from.data(), from.data() + from.size(), old_value);
    std::from_chars(to.data(), to.data() + to.size(), value);
    if (han_numeral(old_value) != numeral) return std::nullopt;
    return (prefixed ? "第" : "") + han_numeral(value);
  }
  const std::vector<Run> runs = digit_runs(r.surface);
  if (ordinal && runs.size() == 1 && all_digits(to) && runs[0].digits == from) {
    // Endings differ where the number ends in 1, 2 or 3: 21st, 1er, 3-й.
    const bool plain = runs[0].span.size() == r.surface.size() || r.surface.starts_with("第");
    const auto changes_ending = [](std::string_view n) {
      return n.back() >= '1' && n.back() <= '3';
    };
    if (!plain && (changes_ending(from) || changes_ending(to))) return std::nullopt;
    return apply(r.surface, {{runs[0].span, in_digits(to, runs[0].zero)}});
  }
  return number_like(r.surface, profile, from, to);
}

// Day, month and year, each where it stands once in the surface.
std::optional<std::string> date_form(const FormRequest& r, const language::Profile& profile,
                                     std::string& why) {
  why = "a date of another kind";
  const auto parts = [](std::string_view iso) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= iso.size();) {
      const std::size_t end = std::min(iso.find('-', at), iso.size());
      out.emplace_back(iso.substr(at, end - at));
      at = end + 1;
    }
    return out;
  };
  const std::vector<std::string> from = parts(r.from);
  const std::vector<std::string> to = parts(r.to);
  if (from.size() != to.size() || from.size() > 3) return std::nullopt;
  for (const auto* list : {&from, &to}) {
    for (const std::string& p : *list) {
      if (!all_digits(p)) return std::nullopt;
    }
  }
  why = "its form in this language is not known for sure";
  std::vector<Replacement> replacements;
  std::vector<Span> taken;
  if (from.size() > 1) {
    const language::Row* old_month = row_of(profile, "months", without_zeros(from[1]));
    const language::Row* new_month = row_of(profile, "months", without_zeros(to[1]));
    if (old_month == nullptr || new_month == nullptr) return std::nullopt;
    const text::FoldedText folded = text::fold(r.surface, kFolding);
    // The longest names first, so that "Sept." is not "Sep".
    std::vector<std::size_t> order;
    for (std::size_t i = 1; i < old_month->size(); ++i) order.push_back(i);
    std::sort(order.begin(), order.end(), [old_month](std::size_t a, std::size_t b) {
      return (*old_month)[a].size() > (*old_month)[b].size();
    });
    for (const std::size_t i : order) {
      const std::string name = text::folded((*old_month)[i], kFolding);
      const std::size_t at = folded.view().find(name);
      if (at == std::string_view::npos) continue;
      const Span span = folded.source({at, at + name.size()});
      if (std::any_of(taken.begin(), taken.end(), [span](Span s) { return s.overlaps(span); }))
        continue;
      // "10月" begins with a digit that may belong to "110月"; "1月" stands inside "11月".
      if (span.begin > 0 &&
          text::is_digit(
              text::decode(r.surface, text::code_point_start(r.surface, span.begin - 1)).value) &&
          text::is_digit(text::decode(r.surface, span.begin).value))
        continue;
      if (i >= new_month->size()) return std::nullopt;
      taken.push_back(span);
      replacements.push_back({span, (*new_month)[i]});
    }
    if (taken.empty()) return std::nullopt;
  }
  std::vector<std::pair<std::string, std::string>> wanted = {{from[0], to[0]}};
  if (from.size() == 3) {
    wanted.emplace_back(without_zeros(from[2]), without_zeros(to[2]));
    // The first of a month has a form of its own in some languages.
    if (const std::vector<std::string> first = profile.words("first-day");
        !first.empty() && (wanted[1].first == "1" || wanted[1].second == "1")) {
      const std::string old_day = wanted[1].first == "1" ? first.front() : wanted[1].first;
      const std::size_t at = r.surface.find(old_day);
      if (at == std::string_view::npos || r.surface.find(old_day, at + 1) < taken.front().begin)
        return std::nullopt;
      const Span span{at, at + old_day.size()};
      replacements.push_back({span, wanted[1].second == "1" ? first.front() : wanted[1].second});
      taken.push_back(span);
      wanted.pop_back();
    }
  }
  const std::vector<Run> runs = digit_runs(r.surface);
  for (const auto& [old_value, new_value] : wanted) {
    const Run* found = nullptr;
    for (const Run& run : runs) {
      if (std::any_of(taken.begin(), taken.end(), [&run](Span s) { return s.overlaps(run.span); }))
        continue;
      if (without_zeros(run.digits) != without_zeros(old_value)) continue;
      if (found != nullptr) return std::nullopt;
      found = &run;
    }
    if (found == nullptr) return std::nullopt;
    // "30th": the ending belongs to the number.
    if (found->span.end < r.surface.size() &&
        text::script_of(text::decode(r.surface, found->span.end).value) == text::Script::latin)
      return std::nullopt;
    taken.push_back(found->span);
    replacements.push_back({found->span, in_digits(padded(new_value, found->digits), found->zero)});
  }
  // Nothing else of the surface may be a value: "from 3 to 5 May" has one day too many.
  for (const Run& run : runs) {
    if (std::none_of(taken.begin(), taken.end(), [&run](Span s) { return s.overlaps(run.span); }))
      return std::nullopt;
  }
  return apply(r.surface, std::move(replacements));
}

std::vector<std::string> identifier_parts(std::string_view canonical) {
  std::vector<std::string> out;
  bool open = false;
  for (const char c : canonical) {
    const bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alnum) {
      if (!open) out.emplace_back();
      out.back().push_back(c);
    } else {
      out.emplace_back(1, c);
    }
    open = alnum;
  }
  return out;
}

// Numbers of an identifier, one by one; every other part must be the same.
std::optional<std::string> identifier_form(const FormRequest& r, std::string& why) {
  why = "the identifiers are of different kinds";
  const std::vector<std::string> from = identifier_parts(r.from);
  const std::vector<std::string> to = identifier_parts(r.to);
  if (from.size() != to.size()) return std::nullopt;
  std::vector<std::string> old_numbers;
  std::vector<std::string> new_numbers;
  std::vector<std::pair<std::string, std::string>> words;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (all_digits(from[i]) && all_digits(to[i])) {
      old_numbers.push_back(from[i]);
      new_numbers.push_back(to[i]);
    } else if (from[i] != to[i]) {
      words.emplace_back(from[i], to[i]);
    }
  }
  why = "it is written in another way here";
  std::vector<Replacement> replacements;
  // A Roman number, a letter, a prefix: where they stand in Latin letters, once.
  for (const auto& [old_word, new_word] : words) {
    std::size_t found = std::string_view::npos;
    for (std::size_t at = r.surface.find(old_word); at != std::string_view::npos;
         at = r.surface.find(old_word, at + 1)) {
      const auto alnum = [&](std::size_t i) {
        return i < r.surface.size() &&
               text::script_of(text::decode(r.surface, i).value) == text::Script::latin;
      };
      if ((at > 0 && alnum(text::code_point_start(r.surface, at - 1))) ||
          alnum(at + old_word.size()))
        continue;
      if (found != std::string_view::npos) return std::nullopt;
      found = at;
    }
    if (found == std::string_view::npos) return std::nullopt;
    replacements.push_back({{found, found + old_word.size()}, new_word});
  }
  const std::vector<Run> runs = digit_runs(r.surface);
  if (runs.size() == old_numbers.size()) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (without_zeros(runs[i].digits) != without_zeros(old_numbers[i])) return std::nullopt;
      if (old_numbers[i] != new_numbers[i])
        replacements.push_back({runs[i].span, in_digits(new_numbers[i], runs[i].zero)});
    }
  } else {
    for (std::size_t i = 0; i < old_numbers.size(); ++i) {
      if (old_numbers[i] == new_numbers[i]) continue;
      const auto same = [&](const Run& run) { return run.digits == old_numbers[i]; };
      if (std::count_if(runs.begin(), runs.end(), same) != 1) return std::nullopt;
      const Run& run = *std::find_if(runs.begin(), runs.end(), same);
      replacements.push_back({run.span, in_digits(new_numbers[i], run.zero)});
    }
  }
  return apply(r.surface, std::move(replacements));
}

}  // namespace

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

std::optional<std::string> form_of(const FormRequest& request, std::string& why) {
  const language::Profile* profile = language::find_profile(request.lang);
  if (profile == nullptr) {
    why = "there is no table for this language";
    return std::nullopt;
  }
  if (request.type == "date") return date_form(request, *profile, why);
  const bool number = request.type == "number" || request.type == "ordinal" ||
                      request.type == "percent" || request.type == "money" ||
                      request.type == "measure";
  return number ? number_form(request, *profile, why) : identifier_form(request, why);
}

}  // namespace hexapla::memory
