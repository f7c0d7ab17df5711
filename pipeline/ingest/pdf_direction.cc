#include "pipeline/ingest/pdf_direction.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "analyzers/text/span.h"

namespace hexapla::ingest {
namespace {

constexpr char32_t kLam = 0x644;
constexpr float kSameWidth = 0.015F;  // in points: boxes come rounded to hundredths

bool is_alef(char32_t c) {
  return c == 0x627 || c == 0x622 || c == 0x623 || c == 0x625;
}

bool is_arabic(char32_t c) {
  return c >= 0x600 && c < 0x700 && u_isalpha(static_cast<UChar32>(c)) != 0;
}

enum class Class : std::uint8_t { right, left, number, separator, sign, other };

Class class_in_unicode(char32_t c) {
  switch (u_charDirection(static_cast<UChar32>(c))) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
      return Class::right;
    case U_LEFT_TO_RIGHT:
      return Class::left;
    case U_EUROPEAN_NUMBER:
    case U_ARABIC_NUMBER:
      return Class::number;
    case U_COMMON_NUMBER_SEPARATOR:
    case U_EUROPEAN_NUMBER_SEPARATOR:
      return Class::separator;
    case U_EUROPEAN_NUMBER_TERMINATOR:
      return Class::sign;
    default:
      return Class::other;
  }
}

// ASCII in Unicode.
constexpr std::array<Class, 0x80> kAscii = [] {
  std::array<Class, 0x80> out{};
  out.fill(Class::other);
  for (char c = '0'; c <= '9'; ++c) out[static_cast<std::size_t>(c)] = Class::number;
  for (char c = 'A'; c <= 'Z'; ++c) {
    out[static_cast<std::size_t>(c)] = Class::left;
    out[static_cast<std::size_t>(c - 'A' + 'a')] = Class::left;
  }
  for (const char c : {'+', ',', '-', '.', '/', ':'})
    out[static_cast<std::size_t>(c)] = Class::separator;
  for (const char c : {'#', '$', '%'}) out[static_cast<std::size_t>(c)] = Class::sign;
  return out;
}();

Class class_beyond_ascii(char32_t c) {
  // Latin to Arabic.
  static const std::array<Class, 0x700> all = [] {
    std::array<Class, 0x700> out{};
    for (char32_t i = 0; i < out.size(); ++i) out[i] = class_in_unicode(i);
    return out;
  }();
  return c < all.size() ? all[c] : class_in_unicode(c);
}

Class class_of(char32_t c) {
  if (c < kAscii.size()) return kAscii[c];
  if (c >= 0x620 && c <= 0x64A) return Class::right;
  return class_beyond_ascii(c);
}

Class class_of(const VisualChar& c) {
  return c.mark ? Class::right : class_of(c.value);
}

bool begins_forward(Class c) {
  return c == Class::left || c == Class::number || c == Class::sign;
}

// Where the left-to-right run that begins at `at` ends: numbers with the separators within them,
// or, once it has a letter, all up to the last letter or number before right-to-left text.
std::size_t run_end(std::span<const VisualChar> line, std::size_t at, std::size_t end) {
  std::size_t out = at;
  bool letters = false;
  for (std::size_t k = at; k < end; ++k) {
    const Class c = class_of(line[k]);
    if (c == Class::right) break;
    letters = letters || c == Class::left;
    if (c == Class::left || c == Class::number) out = k + 1;
  }
  if (letters) {
    // Punctuation that stands at the left of a word ended what is at its right: "rue Haute ,8-10".
    for (std::size_t k = out; out == end && k-- > at + 1;) {
      const char32_t c = line[k].value;
      if (line[k - 1].value == ' ' && (c == ',' || c == ';' || c == '.')) return k - 1;
    }
    // Where the line begins, a number of its own is a label or a note's mark.
    std::size_t digits = out;
    while (digits > at && class_of(line[digits - 1]) == Class::number) --digits;
    const bool label = out == end && out - digits <= 3 && digits > at + 1 && digits < out &&
                       line[digits - 1].value == ' ';
    return label ? digits - 1 : out;
  }
  out = at;
  std::size_t digits = 0;                   // of the group that is being read
  const bool zero = line[at].value == '0';  // no thousands begin so
  const auto group_follows = [&](std::size_t space) {
    // "1 284": thousands, which no-break spaces held together
    if (zero || line[space].value != ' ' || digits == 0 || digits > 3 || space + 3 >= end)
      return false;
    for (std::size_t k = space + 1; k < space + 4; ++k) {
      if (class_of(line[k]) != Class::number) return false;
    }
    return space + 4 >= end || class_of(line[space + 4]) != Class::number;
  };
  for (std::size_t k = at; k < end;) {
    const Class c = class_of(line[k]);
    // A note's mark close at the right of a number is set as its end.
    const bool stop = c == Class::separator && line[k].value == '.' && k + 1 < end;
    const std::size_t mark = stop ? k + 1 : k;
    if (k > at && mark < end && line[mark].mark) return mark + 1;
    const bool between =
        c == Class::separator && k > at && k + 1 < end && class_of(line[k + 1]) == Class::number;
    const bool group = group_follows(k);
    if (c != Class::number && c != Class::sign && !between && !group) break;
    digits = c == Class::number ? digits + 1 : 0;
    out = ++k;
  }
  return out;
}

bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2013;
}

// "12-10" of two numbers, as it stands on paper from left to right: a range, which begins with the
// smaller one. Programs set it either way.
bool is_falling_range(std::span<const VisualChar> line, Span run, std::size_t& hyphen) {
  if (run.size() < 3) return false;
  std::size_t count = 0;
  long values[2] = {0, 0};
  std::size_t digits[2] = {0, 0};
  for (std::size_t k = run.begin; k < run.end; ++k) {
    const char32_t c = line[k].value;
    if (is_hyphen(c)) {
      if (++count > 1) return false;
      hyphen = k;
      continue;
    }
    long value = -1;
    if (c >= '0' && c <= '9') value = static_cast<long>(c - '0');
    if (c >= 0x660 && c <= 0x669) value = static_cast<long>(c - 0x660);
    if (value < 0 || ++digits[count] > 4) return false;
    values[count] = values[count] * 10 + value;
  }
  return count == 1 && digits[0] > 0 && digits[1] > 0 && values[0] > values[1];
}

void read_from_right(std::span<const VisualChar> line, std::size_t begin, std::size_t end,
                     std::vector<LogicalChar>& out) {
  std::vector<Span> forward;  // what is read forwards, from left to right
  forward.reserve(8);
  for (std::size_t i = begin; i < end;) {
    if (begins_forward(class_of(line[i]))) {
      forward.push_back({i, std::max(i + 1, run_end(line, i, end))});
      i = forward.back().end;
    } else {
      ++i;
    }
  }
  const auto put = [&](std::size_t from, std::size_t to) {
    for (std::size_t k = from; k < to; ++k) out.push_back({line[k].value, k});
  };
  std::size_t rest = end;  // what is at its left is still to be read
  const auto put_back_to = [&](std::size_t from) {
    for (; rest > from; --rest) out.push_back({line[rest - 1].value, rest - 1});
  };
  for (std::size_t r = forward.size(); r-- > 0;) {
    const Span run = forward[r];
    put_back_to(run.end);
    rest = run.begin;
    // A range may come in three: numbers and the hyphen between them.
    std::size_t hyphen = 0;
    if (r > 0 && forward[r - 1].end + 1 == run.begin && is_hyphen(line[run.begin - 1].value) &&
        is_falling_range(line, {forward[r - 1].begin, run.end}, hyphen) &&
        hyphen + 1 == run.begin) {
      put(run.begin, run.end);
      put(hyphen, hyphen + 1);
      --r;
      put(forward[r].begin, forward[r].end);
      rest = forward[r].begin;
    } else if (is_falling_range(line, run, hyphen)) {
      put(hyphen + 1, run.end);
      put(hyphen, hyphen + 1);
      put(run.begin, hyphen);
    } else {
      put(run.begin, run.end);
    }
  }
  put_back_to(begin);
}

// "األ" and "اال" cannot begin an Arabic word: the article stands before lam-alef.
void repair_article(std::vector<LogicalChar>& text, PdfRepairs& repairs) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i].value != 0x627 || !is_alef(text[i + 1].value) || text[i + 2].value != kLam)
      continue;
    // Behind one or two particles that are written together with the word.
    std::size_t before = 0;
    while (before < 3 && before < i && is_arabic(text[i - 1 - before].value)) ++before;
    bool particles = before < 3;
    for (std::size_t k = 1; k <= before && particles; ++k) {
      const char32_t c = text[i - k].value;
      particles = c == 0x648 || c == 0x641 || c == 0x628 || c == 0x643;
    }
    if (!particles) continue;
    std::swap(text[i + 1], text[i + 2]);
    ++repairs.lam_alef;
  }
}

// White stands at the outer side of every bracket, and none at the inner one: "2018) and (28" is
// the end of one pair and the beginning of another.
bool stand_right(const std::vector<LogicalChar>& text) {
  const auto white = [&](std::size_t i) { return i >= text.size() || text[i].value == ' '; };
  const auto mark = [&](std::size_t i) {
    return i < text.size() &&
           std::u32string_view(U".,;:،؛").find(text[i].value) != std::u32string_view::npos;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i].value;
    if (c == '(' || c == '[') {
      if (!white(i - 1) || white(i + 1)) return false;
    } else if (c == ')' || c == ']') {
      if (white(i - 1) || !(white(i + 1) || mark(i + 1))) return false;
    }
  }
  return true;
}

// Closing brackets that stand before any opening one: they came as shapes, not as characters.
void turn_brackets(std::vector<LogicalChar>& text, PdfRepairs& repairs) {
  int open = 0;
  int early = 0;
  int pairs = 0;
  for (const LogicalChar& place : text) {
    const char32_t c = place.value;
    if (c == '(' || c == '[') ++open;
    if (c != ')' && c != ']') continue;
    if (open > 0) {
      --open;
      ++pairs;
    } else {
      ++early;
    }
  }
  if (early == 0 || early != open || pairs > 0 || stand_right(text)) return;
  for (LogicalChar& c : text)
    c.value = static_cast<char32_t>(u_charMirror(static_cast<UChar32>(c.value)));
  ++repairs.brackets;
}

}  // namespace

void repair_nunation(std::vector<LogicalChar>& text, PdfRepairs& repairs) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i - 1].value != 0x627 || text[i].value != kLam || text[i + 1].value != 0x64B) continue;
    if (i + 2 < text.size() && is_arabic(text[i + 2].value)) continue;
    std::swap(text[i - 1], text[i]);
    ++repairs.lam_alef;
  }
}

bool is_right_to_left(char32_t c) {
  return class_of(c) == Class::right;
}

bool is_read_forwards(char32_t c) {
  return begins_forward(class_of(c));
}

bool is_split_ligature(const VisualChar& left, const VisualChar& right) {
  return left.value == kLam && is_alef(right.value) && left.width > 0 &&
         std::fabs(left.width - right.width) <= kSameWidth;
}

std::vector<char32_t> logical_order(std::vector<VisualChar> line, bool base, bool split_ligatures,
                                    PdfRepairs& repairs) {
  std::vector<char32_t> out;
  out.reserve(line.size());
  for (const LogicalChar& c : logical_places(std::move(line), base, split_ligatures, repairs))
    out.push_back(c.value);
  return out;
}

std::vector<LogicalChar> logical_places(std::vector<VisualChar> line, bool base,
                                        bool split_ligatures, PdfRepairs& repairs) {
  // Ligatures are turned where they stand, so their places are told as if they had been so.
  for (std::size_t i = 0; split_ligatures && i + 1 < line.size(); ++i) {
    if (!is_split_ligature(line[i], line[i + 1])) continue;
    std::swap(line[i], line[i + 1]);
    ++repairs.lam_alef;
    ++i;
  }
  std::vector<LogicalChar> out;
  reading_order(line, base, out);
  repair_order(out, repairs);
  return out;
}

void repair_order(std::vector<LogicalChar>& text, PdfRepairs& repairs) {
  ++repairs.reordered_lines;
  repair_article(text, repairs);
  repair_nunation(text, repairs);
  turn_brackets(text, repairs);
}

void reading_order(std::span<const VisualChar> line, bool base, std::vector<LogicalChar>& out) {
  out.clear();
  out.reserve(line.size());
  if (base) {
    read_from_right(line, 0, line.size(), out);
  } else {
    for (std::size_t i = 0; i < line.size();) {
      if (!line[i].right_to_left()) {
        out.push_back({line[i].value, i});
        ++i;
        continue;
      }
      std::size_t end = i + 1;  // behind the last right-to-left letter of the stretch
      for (std::size_t k = i + 1; k < line.size() && class_of(line[k]) != Class::left; ++k) {
        if (line[k].right_to_left()) end = k + 1;
      }
      read_from_right(line, i, end, out);
      i = end;
    }
  }
}

}  // namespace hexapla::ingest
