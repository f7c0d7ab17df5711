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
#include "pipeline/memory/form_parts.h"

namespace hexapla::memory {
namespace {

constexpr unsigned kFolding = text::kFoldCase | text::kFoldArabicLetters;

// Do the words around a number keep their form? By the plural rules of the language (CLDR).
bool same_plural(std::string_view lang, std::string_view from, std::string_view to) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(icu::Locale(std::string(lang).c_str()), status));
  if (U_FAILURE(status) || rules == nullptr) return false;
  return rules->select(std::strtod(std::string(from).c_str(), nullptr)) ==
         rules->select(std::strtod(std::string(to).c_str(), nullptr));
}

// Does a word for per cent follow that has other forms for other numbers ("процента")?
bool inflected_percent(const language::Profile& profile, std::string_view behind) {
  const std::string rest = text::folded(text::trim(behind), kFolding);
  const language::Row* row = row_of(profile, "percent", "after");
  if (row == nullptr) return false;
  for (std::size_t i = 1; i < row->size(); ++i) {
    const std::string form = text::folded((*row)[i], kFolding);
    if (text::count_code_points(form) < 3 || !rest.starts_with(form)) continue;
    for (std::size_t k = 1; k < row->size(); ++k) {
      if (k != i && text::folded((*row)[k], kFolding).starts_with(form)) return true;
    }
  }
  return false;
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

// A decimal number times a power of ten, by moving the point; nothing when digits would be lost.
std::optional<std::string> moved_point(std::string_view number, int places) {
  const std::size_t point = number.find('.');
  std::string digits(number.substr(0, point));
  std::string fraction(point == std::string_view::npos ? "" : number.substr(point + 1));
  if (!all_digits(digits) || (!fraction.empty() && !all_digits(fraction))) return std::nullopt;
  for (; places < 0; ++places) {
    fraction.insert(0, 1, digits.empty() ? '0' : digits.back());
    if (!digits.empty()) digits.pop_back();
  }
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return without_zeros(digits) + (fraction.empty() ? "" : "." + fraction);
}

// "3.5 million", "350万": the figure changes and the word stays, where the new value is written
// with the same word and in the same form of it.
std::optional<std::string> scaled_form(const FormRequest& r, const language::Profile& profile,
                                       std::string_view from, std::string_view to) {
  const std::vector<Run> runs = digit_runs(r.surface);
  if (runs.empty() || runs.front().span.begin != 0) return std::nullopt;
  const std::size_t end = runs.back().span.end;
  const std::string_view word = text::trim(r.surface.substr(end));
  if (word.empty() || !text::is_letter(text::decode(word, 0).value)) return std::nullopt;
  for (const int power : {3, 4, 6, 8, 9, 12}) {
    const auto old_figure = moved_point(from, -power);
    const auto new_figure = moved_point(to, -power);
    if (!old_figure || !new_figure) return std::nullopt;
    const std::size_t point = new_figure->find('.');
    // "0.35 million" and "1,200 million" would be written with another word.
    const std::string_view whole = std::string_view(*new_figure).substr(0, point);
    if (whole == "0" || whole.size() > (power % 4 == 0 && power != 12 ? 4U : 3U)) continue;
    if (point != std::string::npos && new_figure->size() - point > 4) continue;
    if (!same_plural(r.lang, *old_figure, *new_figure)) continue;
    if (auto figure = number_like(r.surface.substr(0, end), profile, *old_figure, *new_figure))
      return *figure + std::string(r.surface.substr(end));
  }
  return std::nullopt;
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
  if (!ordinal && r.type != "percent") {
    if (auto scaled = scaled_form(r, profile, from, to)) return scaled;
  }
  if (r.type == "number" || r.type == "measure" || r.type == "money" ||
      (r.type == "percent" && inflected_percent(profile, r.behind))) {
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
    // Endings differ where the number ends in 1, 2 or 3: 21st, 1er, 3-й. A raised ª never does, a
    // raised º only where the word is cut short: 1er, 3er.
    const std::string_view ending = r.surface.substr(runs[0].span.end);
    const bool plain = ending.empty() || r.surface.starts_with("第") || ending.ends_with("ª");
    const auto changes_ending = [masculine = ending.ends_with("º")](std::string_view n) {
      return n.back() >= '1' && n.back() <= '3' && !(masculine && n.back() == '2');
    };
    if (!plain && (changes_ending(from) || changes_ending(to))) return std::nullopt;
    return apply(r.surface, {{runs[0].span, in_digits(to, runs[0].zero)}});
  }
  return number_like(r.surface, profile, from, to);
}

// The last part of the end of a range whose beginning has the parts `begin`; "" for what is no
// range, nothing where the two ends differ in more than their last part.
template <typename Parts>
std::optional<std::string> range_end(std::string_view value, const std::vector<std::string>& begin,
                                     Parts parts) {
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return "";
  const std::vector<std::string> end = parts(value.substr(slash + 1));
  if (end.size() != begin.size() || end.size() == 2 || !all_digits(end.back()) ||
      !std::equal(begin.begin(), begin.end() - 1, end.begin()))
    return std::nullopt;
  return without_zeros(end.back());
}

// Is form `i` of one month what form `i` of another one is? The first two are in every table (the
// two names of Arabic, a name and its short form, two cases); of others it is taken on their ends.
bool same_kind_of_month(const language::Row& a, const language::Row& b, std::size_t i) {
  if (i >= b.size()) return false;
  return i <= 2 || (a.size() == b.size() && common_end(a[i], b[i]) > 0);
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
  // Of a range of years or of days of one month only the end's own part counts: 2018/2019 is two
  // years, 2014-05-05/2014-05-09 one year, one month and two days.
  std::vector<std::string> from = parts(r.from.substr(0, r.from.find('/')));
  std::vector<std::string> to = parts(r.to.substr(0, r.to.find('/')));
  const std::optional<std::string> old_end = range_end(r.from, from, parts);
  const std::optional<std::string> new_end = range_end(r.to, to, parts);
  if (from.size() != to.size() || from.size() > 3 || !old_end || !new_end ||
      old_end->empty() != new_end->empty())
    return std::nullopt;
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
      if (!same_kind_of_month(*old_month, *new_month, i)) return std::nullopt;
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
        !first.empty() &&
        (wanted[1].first == "1" || wanted[1].second == "1" || *old_end == "1" || *new_end == "1")) {
      if (!old_end->empty()) return std::nullopt;
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
  if (!old_end->empty()) wanted.emplace_back(*old_end, *new_end);
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

}  // namespace

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
  return number ? number_form(request, *profile, why) : identifier_form(request, *profile, why);
}

}  // namespace hexapla::memory
