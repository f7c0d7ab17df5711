#include "pipeline/ingest/pdf_direction.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

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

enum class Class { right, left, number, separator, sign, other };

Class class_of(const VisualChar& c) {
  if (c.mark) return Class::right;
  switch (u_charDirection(static_cast<UChar32>(c.value))) {
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

// Where the left-to-right run that begins at `at` ends: numbers with the separators within them,
// or, once it has a letter, all up to the last letter or number before right-to-left text.
std::size_t run_end(const std::vector<VisualChar>& line, std::size_t at, std::size_t end) {
  std::size_t out = at;
  bool letters = false;
  for (std::size_t k = at; k < end; ++k) {
    const Class c = class_of(line[k]);
    if (c == Class::right) break;
    letters = letters || c == Class::left;
    if (c == Class::left || c == Class::number) out = k + 1;
  }
  if (letters) {
    // Where the line begins, a number of its own is a label or a note's mark.
    std::size_t digits = out;
    while (digits > at && class_of(line[digits - 1]) == Class::number) --digits;
    const bool label = out == end && out - digits <= 3 && digits > at + 1 && digits < out &&
                       line[digits - 1].value == ' ';
    return label ? digits - 1 : out;
  }
  out = at;
  std::size_t digits = 0;  // of the group that is being read
  const auto group_follows = [&](std::size_t space) {
    // "1 284": thousands, which no-break spaces held together
    if (line[space].value != ' ' || digits == 0 || digits > 3 || space + 3 >= end) return false;
    for (std::size_t k = space + 1; k < space + 4; ++k) {
      if (class_of(line[k]) != Class::number) return false;
    }
    return space + 4 >= end || class_of(line[space + 4]) != Class::number;
  };
  for (std::size_t k = at; k < end;) {
    const Class c = class_of(line[k]);
    const bool between =
        c == Class::separator && k > at && k + 1 < end && class_of(line[k + 1]) == Class::number;
    const bool group = group_follows(k);
    if (c != Class::number && c != Class::sign && !between && !group) break;
    digits = c == Class::number ? digits + 1 : 0;
    out = ++k;
  }
  return out;
}

void read_from_right(const std::vector<VisualChar>& line, std::size_t begin, std::size_t end,
                     std::vector<char32_t>& out) {
  std::vector<Span> runs;  // from left to right; a run is read forwards
  for (std::size_t i = begin; i < end;) {
    const Class c = class_of(line[i]);
    std::size_t to = i + 1;
    if (c == Class::left || c == Class::number || c == Class::sign)
      to = std::max(to, run_end(line, i, end));
    runs.push_back({i, to});
    i = to;
  }
  for (std::size_t r = runs.size(); r-- > 0;) {
    for (std::size_t k = runs[r].begin; k < runs[r].end; ++k) out.push_back(line[k].value);
  }
}

// "األ" and "اال" cannot begin an Arabic word: the article stands before lam-alef.
void repair_article(std::vector<char32_t>& text, PdfRepairs& repairs) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] != 0x627 || !is_alef(text[i + 1]) || text[i + 2] != kLam) continue;
    // Behind one or two particles that are written together with the word.
    std::size_t before = 0;
    while (before < 3 && before < i && is_arabic(text[i - 1 - before])) ++before;
    bool particles = before < 3;
    for (std::size_t k = 1; k <= before && particles; ++k) {
      const char32_t c = text[i - k];
      particles = c == 0x648 || c == 0x641 || c == 0x628 || c == 0x643;
    }
    if (!particles) continue;
    std::swap(text[i + 1], text[i + 2]);
    ++repairs.lam_alef;
  }
}

// Closing brackets that stand before any opening one: they came as shapes, not as characters.
void turn_brackets(std::vector<char32_t>& text, PdfRepairs& repairs) {
  int open = 0;
  int early = 0;
  int pairs = 0;
  for (const char32_t c : text) {
    if (c == '(' || c == '[') ++open;
    if (c != ')' && c != ']') continue;
    if (open > 0) {
      --open;
      ++pairs;
    } else {
      ++early;
    }
  }
  if (early == 0 || early != open || pairs > 0) return;
  for (char32_t& c : text) c = static_cast<char32_t>(u_charMirror(static_cast<UChar32>(c)));
  ++repairs.brackets;
}

}  // namespace

bool is_right_to_left(char32_t c) {
  const UCharDirection d = u_charDirection(static_cast<UChar32>(c));
  return d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC;
}

bool is_split_ligature(const VisualChar& left, const VisualChar& right) {
  return left.value == kLam && is_alef(right.value) && left.width > 0 &&
         std::fabs(left.width - right.width) <= kSameWidth;
}

std::vector<char32_t> logical_order(std::vector<VisualChar> line, bool base, bool split_ligatures,
                                    PdfRepairs& repairs) {
  for (std::size_t i = 0; split_ligatures && i + 1 < line.size(); ++i) {
    if (!is_split_ligature(line[i], line[i + 1])) continue;
    std::swap(line[i], line[i + 1]);
    ++repairs.lam_alef;
    ++i;
  }
  std::vector<char32_t> out;
  if (base) {
    read_from_right(line, 0, line.size(), out);
  } else {
    for (std::size_t i = 0; i < line.size();) {
      if (!line[i].right_to_left()) {
        out.push_back(line[i++].value);
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
  ++repairs.reordered_lines;
  repair_article(out, repairs);
  turn_brackets(out, repairs);
  return out;
}

}  // namespace hexapla::ingest
