#include <algorithm>

#include "analyzers/numbers/scan.h"
#include "analyzers/text/utf8.h"

namespace hexapla::numbers {
namespace {

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

// What may stand inside a number: bytes of the separator at `at`, and which it is: ',', '.', ' ',
// '\'', '/' (of identifiers), or 0.
char separator(std::string_view text, std::size_t at, std::size_t& size) {
  if (at >= text.size()) return 0;
  const text::CodePoint c = text::decode(text, at);
  size = c.size;
  switch (c.value) {
    case ',':
    case 0x066C:  // Arabic thousands separator
    case 0x060C:  // Arabic comma
      return c.value == 0x060C ? 0 : ',';
    case 0x066B:  // Arabic decimal separator
      return 'd';
    case '.':
      return '.';
    case ' ':
      return ' ';
    case '\'':
    case 0x2019:
      return '\'';
    case '/':
      return '/';
    default:
      return 0;
  }
}

std::string strip_zeros(std::string whole) {
  const std::size_t first = whole.find_first_not_of('0');
  return first == std::string::npos ? "0" : whole.substr(first);
}

std::string decimal(const std::string& whole, std::string fraction) {
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? strip_zeros(whole) : strip_zeros(whole) + "." + fraction;
}

struct Groups {
  std::vector<std::string> digits;
  std::vector<char> separators;  // between them
};

bool thousands(const Groups& g, std::size_t from, std::size_t to) {
  if (g.digits[from].size() > 3 || g.digits[from].front() == '0') return false;
  for (std::size_t i = from + 1; i < to; ++i) {
    if (g.digits[i].size() != 3) return false;
  }
  return true;
}

std::string joined(const Groups& g, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += g.digits[i];
  return out;
}

// Reads the groups as one number; false when they are none (an identifier, a list).
bool read(const Groups& g, bool decimal_comma, Amount& out) {
  const std::size_t n = g.digits.size();
  if (n == 1) {
    out.value = strip_zeros(g.digits[0]);
    return true;
  }
  const char last = g.separators.back();
  const bool same =
      std::all_of(g.separators.begin(), g.separators.end(), [&](char s) { return s == last; });
  if (same && last != 'd') {
    const bool grouped = thousands(g, 0, n);
    if (grouped && (n > 2 || last == ' ' || last == '\'')) {
      out.value = strip_zeros(joined(g, 0, n));
      return true;
    }
    if (n != 2 || last == ' ' || last == '\'') return false;
    const std::string as_decimal = decimal(g.digits[0], g.digits[1]);
    if (!grouped) {
      out.value = as_decimal;
      return true;
    }
    // "1,284" and "1.284": the language says what is likelier.
    const bool is_decimal = last == (decimal_comma ? ',' : '.');
    const std::string as_whole = strip_zeros(joined(g, 0, n));
    out.value = is_decimal ? as_decimal : as_whole;
    out.other = is_decimal ? as_whole : as_decimal;
    return true;
  }
  // Groups, then one decimal mark of another kind: "1.284,5", "1 284,5".
  const bool rest_same = std::all_of(g.separators.begin(), g.separators.end() - 1,
                                     [&](char s) { return s == g.separators.front(); });
  if (last == ' ' || last == '\'' || last == '/' || !rest_same) return false;
  if (!thousands(g, 0, n - 1)) return false;
  out.value = decimal(joined(g, 0, n - 1), g.digits.back());
  return true;
}

bool latin_or_cyrillic(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = text::decode(text, at).value;
  const text::Script s = text::script_of(c);
  return s == text::Script::latin || s == text::Script::cyrillic;
}

}  // namespace

std::vector<Amount> scan_digits(std::string_view folded, bool decimal_comma, bool right_to_left,
                                const std::vector<std::string>& ordinal_suffixes) {
  std::vector<Amount> out;
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_ascii_digit(folded[at])) {
      ++at;
      continue;
    }
    Groups g;
    std::vector<std::size_t> ends;
    std::size_t end = at;
    bool slash = false;
    while (true) {
      std::size_t stop = end;
      while (stop < folded.size() && is_ascii_digit(folded[stop])) ++stop;
      g.digits.emplace_back(folded.substr(end, stop - end));
      ends.push_back(stop);
      end = stop;
      std::size_t size = 0;
      const char s = separator(folded, end, size);
      if (s == 0 || end + size >= folded.size() || !is_ascii_digit(folded[end + size])) break;
      std::size_t next = end + size;
      while (next < folded.size() && is_ascii_digit(folded[next])) ++next;
      // A space parts groups of thousands only, and a group of three never follows a long one.
      const std::size_t group = next - end - size;
      if (s == ' ' || s == '\'') {
        const bool other = !g.separators.empty() && g.separators.back() != s;
        // "284 1" for 1,284: the last group of a number in reverse is the short one.
        const bool turned = right_to_left && group < 3 && g.digits.back().size() == 3 &&
                            (g.digits.size() == 1 || g.digits.front().size() == 3);
        if (other || g.digits.back().size() > 3 || (group != 3 && !turned)) break;
        if (g.digits.size() > 1 && g.digits.back().size() < 3) break;
      }
      // A comma between long groups parts a list: "2019,2020".
      if (s == ',' && group > 3 && g.digits.back().size() > 3) break;
      if (s == '/') slash = true;
      g.separators.push_back(s);
      end += size;
    }
    const auto turn = [&g] {
      std::reverse(g.digits.begin(), g.digits.end());
      std::reverse(g.separators.begin(), g.separators.end());
    };
    const bool by_spaces = !g.separators.empty() && g.separators.back() == ' ';
    if (right_to_left && g.digits.size() > 1 &&
        (g.digits.front() == "000" || (by_spaces && g.digits.back().size() < 3)))
      turn();
    Amount a;
    a.span = {at, end};
    // Groups of three all through: either way it is a number.
    if (right_to_left && by_spaces && g.digits.front().size() == 3 && g.digits.back() != "000") {
      turn();
      if (read(g, decimal_comma, a)) std::swap(a.value, a.other);
      turn();
    }
    const std::string turned_value = std::move(a.other);
    a.other.clear();
    if (slash || !read(g, decimal_comma, a)) {
      // Not one number: what holds full stops or strokes is an identifier, else every group counts.
      const bool identifier = slash || std::any_of(g.separators.begin(), g.separators.end(),
                                                   [](char s) { return s == '.'; });
      if (identifier) {
        a.code = true;
        a.value.assign(folded.substr(at, end - at));
      } else {
        std::size_t begin = at;
        for (std::size_t i = 0; i < g.digits.size(); ++i) {
          Amount one;
          one.span = {ends[i] - g.digits[i].size(), ends[i]};
          one.value = strip_zeros(g.digits[i]);
          out.push_back(std::move(one));
          begin = ends[i];
        }
        at = std::max(end, begin);
        continue;
      }
    }
    if (a.other.empty() && turned_value != a.value) a.other = turned_value;
    // Glued to letters: the suffix of an ordinal, a unit (decided later), or part of a word.
    if (!a.code && at > 0) {
      std::size_t before = text::code_point_start(folded, at - 1);
      if (latin_or_cyrillic(folded, before)) a.code = true;
      if (!a.code && folded[at - 1] == '-' && at > 1) {
        before = text::code_point_start(folded, at - 2);
        if (folded[before] == ' ' || folded[before] == '(') {
          a.span.begin = at - 1;
          a.value.insert(0, "-");
        } else if (latin_or_cyrillic(folded, before)) {
          a.code = true;  // "COP-8"
        }
      }
    }
    const std::string_view rest = folded.substr(end);
    for (const std::string& suffix : ordinal_suffixes) {
      if (suffix.empty()) continue;
      const std::size_t hyphen = rest.starts_with('-') || rest.starts_with('.') ? 1 : 0;
      if (!rest.substr(hyphen).starts_with(suffix)) continue;
      if (latin_or_cyrillic(folded, end + hyphen + suffix.size())) continue;
      a.ordinal = true;
      a.span.end = end + hyphen + suffix.size();
      break;
    }
    constexpr std::string_view kOrdinal = "第";
    if (at >= kOrdinal.size() && folded.substr(at - kOrdinal.size()).starts_with(kOrdinal)) {
      a.ordinal = true;
    }
    out.push_back(std::move(a));
    at = std::max(end, out.back().span.end);
  }
  return out;
}

std::string times_power(const std::string& value, long long factor) {
  std::string digits = value;
  std::string sign;
  if (digits.starts_with('-')) {
    sign = "-";
    digits.erase(0, 1);
  }
  std::size_t shift = 0;
  for (long long f = factor; f >= 10; f /= 10) ++shift;
  const std::size_t point = digits.find('.');
  std::string whole = point == std::string::npos ? digits : digits.substr(0, point);
  std::string fraction = point == std::string::npos ? "" : digits.substr(point + 1);
  while (shift > 0) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
    --shift;
  }
  return sign + decimal(whole, fraction);
}

}  // namespace hexapla::numbers
