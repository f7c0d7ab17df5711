#include "analyzers/references/place.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/references/numerals.h"
#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

constexpr std::array<std::pair<std::string_view, Level>, 11> kLevels = {
    {{"annex", Level::annex},
     {"appendix", Level::appendix},
     {"part", Level::part},
     {"chap", Level::chapter},
     {"sect", Level::section},
     {"resolution", Level::resolution},
     {"rule", Level::rule},
     {"art", Level::article},
     {"para", Level::paragraph},
     {"subpara", Level::subparagraph},
     {"item", Level::item}}};

std::optional<Level> level_of(std::string_view name) {
  for (const auto& [known, level] : kLevels) {
    if (known == name) return level;
  }
  return std::nullopt;
}

std::string_view name_of(Level level) {
  return kLevels[static_cast<std::size_t>(level)].first;
}

bool roman_level(Level level) {
  return level < Level::resolution;
}

std::string lower_roman(int value) {
  std::string out = text::roman_numeral(value);
  for (char& c : out) c = static_cast<char>(c + 32);
  return out;
}

// Chinese numerals at token `i`: their value and the index after them.
std::size_t read_han(const Tokens& t, std::size_t i, int& value) {
  std::size_t n = i;
  while (n < t.size() && n < i + 3 && han_value(t.text(n)) > 0 && (n == i || t.glued(n))) ++n;
  if (n > i) value = han_value(t.text().substr(t[i].begin, t[n - 1].end - t[i].begin));
  return n > i && value > 0 ? n : i;
}

// What stands in the parentheses of a sub-paragraph, at token `i`.
std::size_t read_sub_label(const Tokens& t, std::size_t i, std::string& out) {
  if (i >= t.size()) return i;
  if (const auto letter = t.match(i, Role::sub_letter)) {
    out = letter->phrase->argument;
    return letter->next;
  }
  if (t.is_number(i) && t.text(i).size() <= 3) {
    out = t.text(i);
    return i + 1;
  }
  int value = 0;
  if (const std::size_t n = read_han(t, i, value); n > i) {
    out = lower_roman(value);
    return n;
  }
  if (!t.is_word(i)) return i;
  std::string latin = latinized(t.text(i));
  if (latin.empty() || latin.size() > 5) return i;
  std::string up = latin;
  for (char& c : up) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  if (latin.size() > 1 && roman_value(up) == 0 && !(latin.size() == 2 && latin[0] == latin[1]))
    return i;
  out = latin;
  return i + 1;
}

// "bis" at token `i`, behind the number of an article that was put in later; written to it:
// "16bis".
std::size_t read_suffix(const Tokens& t, std::size_t i, std::string& out) {
  const std::size_t word = t.is(i, "-") && t.glued(i) ? i + 1 : i;
  const auto suffix = t.match(word, Role::number_suffix);
  if (!suffix) return i;
  out += suffix->phrase->argument;
  return suffix->next;
}

// "(b)", "b)", "'1'" at token `i`, written "(b)"; "x)" only where `bare` allows it.
std::size_t read_sub(const Tokens& t, std::size_t i, bool bare, std::string& out) {
  std::string label;
  if (t.is(i, "(")) {
    const std::size_t n = read_sub_label(t, i + 1, label);
    if (n == i + 1 || !t.is(n, ")")) return i;
    out += '(' + label + ')';
    return n + 1;
  }
  if ((t.is(i, "'") || t.is(i, "\"") || t.is(i, "’") || t.is(i, "‘")) && t.is_number(i + 1) &&
      t.text(i + 1).size() <= 2 && (t.is(i + 2, "'") || t.is(i + 2, "\"") || t.is(i + 2, "’"))) {
    out += '(' + lower_roman(std::stoi(std::string(t.text(i + 1)))) + ')';
    return i + 3;
  }
  if (!bare || i >= t.size()) return i;
  const std::size_t n = read_sub_label(t, i, label);
  if (n == i || !t.is(n, ")") || !t.glued(n)) return i;
  out += '(' + label + ')';
  return n + 1;
}

std::size_t read_subs(const Tokens& t, std::size_t i, std::string& out) {
  for (;;) {
    const std::size_t n = read_sub(t, i, true, out);
    if (n == i) return i;
    i = n;
  }
}

// A connector of a list at token `i`: what stands between two numbers. `strong` when it is more
// than a comma.
std::size_t read_connector(const Tokens& t, std::size_t i, bool& strong) {
  std::size_t n = i;
  strong = false;
  while (n < t.size() && n < i + 5) {
    if (t.is(n, ",") || t.is(n, "،")) {
      ++n;
      continue;
    }
    if (strong && t.is(n, "/")) {
      ++n;
      continue;
    }
    const auto conjunction = t.match(n, Role::conjunction);
    // "d) y e)": a label, not a conjunction
    if (!conjunction || (t.is(conjunction->next, ")") && t.glued(conjunction->next))) break;
    strong = true;
    n = conjunction->next;
  }
  if (n < t.size() && t[n].conjunction) strong = true;
  return n;
}

std::size_t read_range_mark(const Tokens& t, std::size_t i) {
  if (t.is(i, "-")) return i + 1;
  if (const auto to = t.match(i, Role::range)) return to->next;
  return i;
}

bool same_kind(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && is_digit_ascii(a[0]) == is_digit_ascii(b[0]) &&
         (a[0] == '(') == (b[0] == '(');
}

// The last label of "3(b)" and what stands before it.
std::string stem(std::string_view number) {
  const std::size_t open = number.rfind('(');
  return std::string(number.substr(0, open == std::string_view::npos ? number.size() : open));
}

// The numbers of one step from token `i`; `plural` when the word before governs a list.
std::size_t read_list(const Tokens& t, std::size_t i, Level level, bool plural,
                      std::vector<Number>& out) {
  if (const auto from = t.match(i, Role::of); from && plural) {  // من 47 إلى 51
    std::string probe;
    const std::size_t n = read_number(t, from->next, level, probe);
    if (n > from->next && read_range_mark(t, n) > n) i = from->next;
  }
  std::string first;
  std::size_t n = read_number(t, i, level, first);
  if (n == i) return i;
  out.push_back({first, ""});
  for (;;) {
    std::string next;
    if (const std::size_t mark = read_range_mark(t, n); mark > n) {
      const std::size_t after = read_number(t, mark, level, next);
      std::string sub;
      const std::size_t after_sub = read_sub(t, mark, true, sub);
      if (after > mark && same_kind(out.back().first, next) && out.back().last.empty()) {
        out.back().last = next;
        n = after;
        continue;
      }
      if (after_sub > mark && out.back().first.ends_with(')') && out.back().last.empty()) {
        out.back().last = stem(out.back().first) + sub;
        n = after_sub;
        continue;
      }
    }
    bool strong = false;
    std::size_t item = read_connector(t, n, strong);
    if (item == n && !(n < t.size() && t[n].conjunction)) return n;
    // 第1（b）和第1（c）段; few, because a frame that nothing closes is read again from its next
    // member
    if (const auto open = t.match(item, Role::frame_open); open && item > n) {
      if (out.size() > 32) return n;
      item = open->next;
    }
    std::string sub;
    const std::size_t subs = read_sub(t, item, true, sub);
    if (subs > item && out.back().first.ends_with(')')) {  // 1 (b) and (c)
      next = stem(out.back().first) + sub;
      n = read_subs(t, subs, next);
      out.push_back({next, ""});
      continue;
    }
    const std::size_t after = read_number(t, item, level, next);
    if (after == item || !same_kind(out.front().first, next)) return n;
    // "article 5, 12 Parties": a bare figure continues the list of a plural only.
    if (is_digit_ascii(next[0]) && !plural) return n;
    out.push_back({next, ""});
    n = after;
  }
}

// "第5条（d）和（e）款": what follows the closing word of a frame, as a step of its own.
std::size_t read_frame_tail(const Tokens& t, std::size_t i, std::vector<Step>& steps) {
  std::vector<Number> numbers;
  std::string sub;
  std::size_t n = read_sub(t, i, false, sub);
  if (n == i) return i;
  n = read_subs(t, n, sub);
  numbers.push_back({sub, ""});
  for (;;) {
    bool strong = false;
    const std::size_t item = read_connector(t, n, strong);
    std::string next;
    const std::size_t after = item > n ? read_sub(t, item, false, next) : n;
    if (after == item || item == n) break;
    n = read_subs(t, after, next);
    numbers.push_back({next, ""});
  }
  if (const auto close = t.match(n, Role::frame_close)) n = close->next;
  steps.push_back({Level::subparagraph, std::move(numbers)});
  return n;
}

std::size_t read_step(const Tokens& t, std::size_t i, std::vector<Step>& steps) {
  if (const auto word = t.match(i, Role::locator)) {
    const auto level = level_of(word->phrase->argument);
    if (!level) return i;
    std::size_t n = word->next;
    if (const auto number = t.match(n, Role::number_word)) n = number->next;
    Step step{*level, {}};
    const std::size_t after = read_list(t, n, *level, word->phrase->plural, step.numbers);
    if (step.numbers.empty() && *level != Level::annex) return i;
    steps.push_back(std::move(step));
    return after > n ? after : word->next;
  }
  // A frame, or an ordinal before its word: "第二部分".
  const auto open = t.match(i, Role::frame_open);
  if (!open) return i;
  Step step{Level::paragraph, {}};
  std::size_t n = read_list(t, open->next, step.level, true, step.numbers);
  if (step.numbers.empty()) return i;
  const auto close = t.match(n, Role::frame_close);
  if (!close) return i;
  const auto level = level_of(close->phrase->argument);
  if (!level) return i;
  step.level = *level;
  if (roman_level(*level)) {
    for (Number& number : step.numbers) {
      int value = 0;
      for (const char c : number.first)
        value = is_digit_ascii(c) && value < 400 ? value * 10 + (c - '0') : 0;
      if (value > 0 && value < 400) number.first = text::roman_numeral(value);
    }
  }
  n = read_suffix(t, close->next, step.numbers.back().first);  // 第十六条之二
  steps.push_back(std::move(step));
  return read_frame_tail(t, n, steps);
}

}  // namespace

bool Place::has(Level level) const {
  return step(level) != nullptr;
}

const Step* Place::step(Level level) const {
  for (const Step& s : steps) {
    if (s.level == level) return &s;
  }
  return nullptr;
}

std::size_t read_number(const Tokens& t, std::size_t i, Level level, std::string& out) {
  if (i >= t.size()) return i;
  if (level == Level::subparagraph) {
    const std::size_t n = read_sub(t, i, true, out);
    return n == i ? i : read_subs(t, n, out);
  }
  if (t.is_number(i)) {
    const std::size_t digits = t.text(i).size();
    if (digits > (level == Level::paragraph || level == Level::article ? 4U : 2U)) return i;
    // "3/4", "1,284" and "5.2" are numbers of another kind.
    if (t.is(i + 1, "/") && t.glued(i + 1)) return i;
    if (t.is(i + 1, ",") && t.glued(i + 1) && t.is_number(i + 2) && t.glued(i + 2) &&
        t.text(i + 2).size() == 3)
      return i;
    out = t.text(i);
    std::size_t n = i + 1;
    if (t.is(n, ".") && t.glued(n) && t.is_number(n + 1) && t.glued(n + 1)) {
      out += '.';
      out += t.text(n + 1);
      n += 2;
    }
    return read_subs(t, read_suffix(t, n, out), out);
  }
  if (level == Level::resolution) return i;
  if (const auto ordinal = t.match(i, Role::ordinal)) {
    out = ordinal->phrase->argument;
    if (roman_level(level)) out = text::roman_numeral(std::stoi(out));
    return read_subs(t, ordinal->next, out);
  }
  if (const auto letter = t.match(i, Role::letter_name); letter && level < Level::article) {
    out = letter->phrase->argument;
    return letter->next;
  }
  int value = 0;
  if (const std::size_t n = read_han(t, i, value); n > i) {
    out = roman_level(level) ? text::roman_numeral(value) : std::to_string(value);
    return read_subs(t, read_suffix(t, n, out), out);
  }
  if (!t.is_word(i)) return i;
  const std::string latin = latinized(t.text(i));
  const bool letter = latin.size() == 1 && is_upper_ascii(latin[0]) && level < Level::article;
  if (!letter && (latin.empty() || roman_value(latin) == 0 || level >= Level::paragraph)) return i;
  // "Annex A-bis", "part I/2": not a number that stands alone.
  if (t.is(i + 1, "/") && t.glued(i + 1) && t.is_number(i + 2)) return i;
  if (t.is(i + 1, "'") && t.glued(i + 1)) return i;
  out = latin;
  return read_subs(t, i + 1, out);
}

std::size_t skip_link(const Tokens& t, std::size_t i, bool& of) {
  of = false;
  if (const auto word = t.match(i, Role::of)) {
    of = true;
    i = word->next;
  }
  while (const auto word = t.match(i, Role::determiner)) i = word->next;
  return i;
}

namespace {

// Does a part of what ends at token `n` follow: "article 4, paragraph 2"? Then it is no plain
// member of a list.
bool goes_deeper(const Tokens& t, std::size_t n, Level level) {
  std::vector<Step> part;
  const std::size_t start = t.is(n, ",") || t.is(n, "،") ? n + 1 : n;
  return read_step(t, start, part) > start && part.front().level > level &&
         !part.front().numbers.empty();
}

}  // namespace

std::optional<Place> read_place(const Tokens& t, std::size_t i) {
  std::vector<Step> steps;
  std::size_t n = read_step(t, i, steps);
  if (n == i || steps.empty()) return std::nullopt;
  bool descending = steps.size() > 1;
  bool ascending = false;
  for (int turns = 0; turns < 8; ++turns) {
    const Level low = steps.back().level;
    const Level high = steps.front().level;
    std::vector<Step> more;
    std::size_t after = n;
    // Down: "article 5, paragraph 2", "第13条第3款".
    if (!ascending) {
      const std::size_t start = t.is(n, ",") || t.is(n, "،") ? n + 1 : n;
      after = start < t.size() && t[start].conjunction ? start : read_step(t, start, more);
      if (after > start && more.front().level > low && !more.front().numbers.empty()) {
        steps.insert(steps.end(), more.begin(), more.end());
        descending = true;
        n = after;
        continue;
      }
    }
    // Up: "paragraph 2 of article 5", "пункта 2 статьи 5".
    if (!descending) {
      bool of = false;
      const std::size_t start = skip_link(t, n, of);
      more.clear();
      after = start < t.size() && t[start].conjunction ? start : read_step(t, start, more);
      if (after > start && more.size() == 1 && more.front().level < high &&
          (of || !more.front().numbers.empty())) {
        steps.insert(steps.begin(), more.front());
        ascending = true;
        n = after;
        continue;
      }
    }
    // Along: "paragraphs 3 (b) and 3 (e) and paragraph 4", "第5条第2款和第3款".
    if (!ascending && !steps.back().numbers.empty()) {
      bool strong = false;
      std::size_t start = read_connector(t, n, strong);
      if (strong) {
        while (const auto word = t.match(start, Role::determiner)) start = word->next;
        more.clear();
        after = read_step(t, start, more);
        if (after > start && more.size() == 1 && more.front().level == low &&
            !more.front().numbers.empty() && !goes_deeper(t, after, low)) {
          std::vector<Number>& all = steps.back().numbers;
          all.insert(all.end(), more.front().numbers.begin(), more.front().numbers.end());
          n = after;
          continue;
        }
      }
    }
    break;
  }
  return Place{n, std::move(steps)};
}

namespace {

// The members of a range, or the number itself.
std::vector<std::string> expanded(const Number& number, bool ranges) {
  if (number.last.empty()) return {number.first};
  if (ranges) return {number.first + '-' + number.last};
  const auto figures = [](const std::string& s) {
    return !s.empty() && s.size() < 5 && std::all_of(s.begin(), s.end(), is_digit_ascii);
  };
  std::vector<std::string> out;
  if (figures(number.first) && figures(number.last)) {
    const int to = std::stoi(number.last);
    for (int k = std::stoi(number.first); k <= to && out.size() < 500; ++k)
      out.push_back(std::to_string(k));
  } else if (number.first.size() == 1 && number.last.size() == 1 && number.first[0] >= 'A' &&
             number.last[0] <= 'H') {
    for (char c = number.first[0]; c <= number.last[0]; ++c) out.emplace_back(1, c);
  } else if (roman_value(number.first) > 0 && roman_value(number.last) > 0) {
    for (int k = roman_value(number.first); k <= roman_value(number.last); ++k)
      out.push_back(text::roman_numeral(k));
  } else if (number.first.size() == 1 && number.last.size() == 1) {
    for (char c = number.first[0]; c <= number.last[0]; ++c) out.emplace_back(1, c);
  } else if (number.first.size() == number.last.size() && number.first.size() >= 3 &&
             stem(number.first) == stem(number.last)) {
    const char from = number.first[number.first.size() - 2];
    const char to = number.last[number.last.size() - 2];
    for (char c = from; c <= to; ++c)
      out.push_back(stem(number.first) + '(' + std::string(1, c) + ')');
  }
  if (out.empty()) out = {number.first, number.last};
  return out;
}

}  // namespace

std::vector<std::string> paths(const Place& place, bool ranges, std::size_t limit) {
  std::vector<std::string> out = {""};
  bool article = false;
  for (const Step& step : place.steps) {
    std::vector<std::string> numbers;
    for (const Number& number : step.numbers) {
      if (numbers.size() >= limit) break;
      for (std::string& n : expanded(number, ranges)) numbers.push_back(std::move(n));
    }
    if (numbers.empty()) numbers.push_back("");
    std::vector<std::string> longer;
    for (const std::string& head : out) {
      for (const std::string& n : numbers) {
        if (longer.size() >= limit) break;
        std::string path = head;
        if (step.level == Level::subparagraph && !path.empty()) {
          path += n;
        } else if (step.level == Level::paragraph && article) {
          const std::size_t open = n.find('(');
          path += '(' + n.substr(0, open) + ')' + (open == std::string::npos ? "" : n.substr(open));
        } else {
          if (!path.empty()) path += '.';
          path += name_of(step.level);
          if (!n.empty()) path += '.' + n;
        }
        longer.push_back(std::move(path));
      }
    }
    out = std::move(longer);
    article = article || step.level == Level::article;
  }
  return out;
}

std::string pinpoint(const Place& place) {
  std::string out;
  for (const std::string& path : paths(place, true, 100)) {
    if (!out.empty()) out += ',';
    out += path;
  }
  return out;
}

}  // namespace hexapla::references
