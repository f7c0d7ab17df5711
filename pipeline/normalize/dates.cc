#include "pipeline/normalize/dates.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/date_looks.h"
#include "pipeline/normalize/date_words.h"

namespace hexapla::normalize {
namespace {

// The names that begin with a byte, longest first.
const std::vector<const MonthName*>& month_names_from(char first) {
  static const std::array<std::vector<const MonthName*>, 256> by_byte = [] {
    std::array<std::vector<const MonthName*>, 256> out;
    for (const MonthName& name : month_names())
      out[static_cast<unsigned char>(name.folded.front())].push_back(&name);
    return out;
  }();
  return by_byte[static_cast<unsigned char>(first)];
}

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

std::string iso(const Day& d) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  std::string out = std::to_string(d.year) + "-" + two(d.month);
  if (d.day > 0) out += "-" + two(d.day);
  return out;
}

bool letter_at(std::string_view t, std::size_t at) {
  return at < t.size() && text::is_letter(text::decode(t, at).value);
}

// A number in ASCII digits (the text is folded) or Chinese numerals; moves `at`.
int number(std::string_view t, std::size_t& at) {
  if (at < t.size() && t[at] >= '0' && t[at] <= '9') {
    int value = 0;
    for (int n = 0; at < t.size() && t[at] >= '0' && t[at] <= '9'; ++at) {
      if (++n > 4) return -1;
      value = value * 10 + (t[at] - '0');
    }
    return value;
  }
  int value = 0;
  int digits = 0;
  bool ten = false;
  int units = 0;
  for (; at < t.size(); at += text::decode(t, at).size) {
    const char32_t c = text::decode(t, at).value;
    if (c == U'十') {
      value = (digits == 0 ? 1 : units) * 10;
      ten = true;
      units = 0;
    } else if (const int d = han_digit(c); d >= 0) {
      units = ten ? d : units * 10 + d;
      if (++digits > 4) return -1;
    } else {
      break;
    }
  }
  return ten || digits > 0 ? value + units : -1;
}

void spaces(std::string_view t, std::size_t& at) {
  while (at < t.size() && t[at] == ' ') ++at;
}

// "st" of "1st", behind the figures.
void skip_suffix(std::string_view t, std::size_t& at) {
  for (const std::string& suffix : date_words().suffixes) {
    if (!t.substr(at).starts_with(suffix) || letter_at(t, at + suffix.size())) continue;
    at += suffix.size();
    return;
  }
}

struct Parsed {
  std::size_t end = 0;
  Day from;
  Day to;
};

// y年[m月[d日]] [- or 至 [y年][m月]d日]
std::optional<Parsed> chinese(std::string_view t, std::size_t at) {
  Parsed out;
  Day day;
  bool first = true;
  std::size_t accepted = 0;
  for (;;) {
    spaces(t, at);
    std::size_t p = at;
    const int n = number(t, p);
    if (n < 0) break;
    spaces(t, p);
    if (t.substr(p).starts_with("年")) {
      day = {n, 0, 0};
    } else if (t.substr(p).starts_with("月") && day.year > 0) {
      if (n < 1 || n > 12) break;
      day.month = n;
      day.day = 0;
    } else if ((t.substr(p).starts_with("日") || t.substr(p).starts_with("号")) && day.month > 0) {
      if (n < 1 || n > 31) break;
      day.day = n;
    } else {
      break;
    }
    at = p + 3;
    if (day.month > 0) {
      if (first) out.from = day;
      out.to = day;
      accepted = at;
    }
    std::size_t q = at;
    spaces(t, q);
    if (q < t.size() && (t[q] == '-' || t.substr(q).starts_with("至"))) {
      if (day.month == 0) break;
      first = false;
      at = q + (t[q] == '-' ? 1 : 3);
    }
  }
  if (accepted == 0 || out.from.year < 1800 || out.from.year > 2200) return std::nullopt;
  out.end = accepted;
  return out;
}

std::optional<Parsed> western(std::string_view t, std::size_t at) {
  std::vector<Day> days;     // read so far; months and years are filled in when they come
  std::vector<int> pending;  // days without a month
  int last_month = 0;
  bool month_has_day = false;
  Parsed out;
  bool slash = false;
  for (int tokens = 0; tokens < 16 && at < t.size(); ++tokens) {
    spaces(t, at);
    if (at >= t.size()) break;
    if (t[at] >= '0' && t[at] <= '9') {
      std::size_t p = at;
      while (p < t.size() && t[p] >= '0' && t[p] <= '9') ++p;
      const std::string digits(t.substr(at, std::min<std::size_t>(p - at, 5)));
      const int n = std::atoi(digits.c_str());
      if (digits.size() == 4 && n >= 1800 && n <= 2200) {
        if (days.empty() && pending.empty()) break;
        if (days.empty()) break;
        bool filled = false;
        for (Day& d : days) {
          if (d.year == 0) {
            d.year = n;
            filled = true;
          }
        }
        if (!filled) break;
        out.end = p;
        at = p;
        // "2004 г." and "2004 года" are part of it.
        std::size_t q = at;
        spaces(t, q);
        for (const std::string& word : date_words().behind_year) {
          if (t.substr(q).starts_with(word) && !letter_at(t, q + word.size())) {
            out.end = q + word.size();
            at = out.end;
            break;
          }
        }
        continue;
      }
      if (digits.size() > 2 || n < 1 || n > 31) break;
      // A day after a year that is complete belongs to a further date only in a range.
      pending.push_back(n);
      at = p;
      skip_suffix(t, at);
      continue;
    }
    if (t[at] == '-' || t[at] == ',' || t[at] == '/') {
      slash = t[at] == '/';
      ++at;
      continue;
    }
    const MonthName* month = nullptr;
    for (const MonthName* name : month_names_from(t[at])) {
      if (t.substr(at).starts_with(name->folded) && !letter_at(t, at + name->folded.size())) {
        month = name;
        break;
      }
    }
    if (month != nullptr) {
      at += month->folded.size();
      if (slash && month->month == last_month &&
          pending.empty()) {  // the second name of the same month
        slash = false;
        if (out.end != 0 && !days.empty() && days.back().year != 0) break;
        continue;
      }
      slash = false;
      if (out.end != 0 && pending.empty() && month_has_day) break;
      last_month = month->month;
      if (pending.empty()) days.push_back({0, month->month, 0});
      month_has_day = !pending.empty();
      for (const int d : pending) days.push_back({0, month->month, d});
      pending.clear();
      continue;
    }
    bool between = false;
    for (const std::string& word : date_words().between) {
      if (t[at] == word.front() && t.substr(at).starts_with(word) &&
          !letter_at(t, at + word.size()) && (at == 0 || !letter_at(t, at - 1))) {
        if (days.empty() && pending.empty()) return std::nullopt;
        at += word.size();
        between = true;
        break;
      }
    }
    if (!between) break;
  }
  if (out.end == 0) return std::nullopt;
  // Days that never got their year lie behind the accepted end.
  std::erase_if(days, [](const Day& d) { return d.year == 0; });
  if (days.empty()) return std::nullopt;
  out.from = days.front();
  out.to = days.back();
  return out;
}

std::optional<DateMatch> match(const text::FoldedText& folded, std::size_t at) {
  const std::string_view t = folded.view();
  std::optional<Parsed> parsed = chinese(t, at);
  if (!parsed) parsed = western(t, at);
  if (!parsed) return std::nullopt;
  const Span source = folded.source({at, parsed->end});
  return DateMatch{source, iso(parsed->from), iso(parsed->to), parsed->from.day > 0};
}

}  // namespace

std::optional<DateMatch> date_at(std::string_view text, std::size_t at) {
  if (!may_begin_date(text.substr(at))) return std::nullopt;
  const text::FoldedText folded = text::fold(head_of_line(text.substr(at)), kFoldOfDates);
  std::size_t begin = 0;
  spaces(folded.view(), begin);
  std::optional<DateMatch> out = match(folded, begin);
  if (out) {
    out->span.begin += at;
    out->span.end += at;
  }
  return out;
}

std::optional<DateMatch> find_date(std::string_view text) {
  if (!may_hold_year(head_of_line(text))) return std::nullopt;
  const text::FoldedText folded = text::fold(head_of_line(text), kFoldOfDates);
  const std::string_view t = folded.view();
  for (std::size_t at = 0; at < t.size(); at += text::decode(t, at).size) {
    const text::CodePoint c = text::decode(t, at);
    const bool digit = c.value >= '0' && c.value <= '9';
    const bool before_digit = at > 0 && t[at - 1] >= '0' && t[at - 1] <= '9';
    if (digit ? before_digit
              : (!text::is_letter(c.value) ||
                 (at > 0 && letter_at(t, text::code_point_start(t, at - 1)) &&
                  han_digit(c.value) < 0))) {
      continue;
    }
    // Of letters, only those of months and of Chinese numbers begin a date.
    if (!digit && c.value < 0x80 && month_names_from(t[at]).empty()) continue;
    if (std::optional<DateMatch> found = match(folded, at)) return found;
  }
  return std::nullopt;
}

std::optional<DateMatch> whole_date(std::string_view text) {
  text = text::trim(text);
  if (text.empty() || text.size() > kLongestDate || !may_end_date(last_char(text)))
    return std::nullopt;
  std::optional<DateMatch> found = date_at(text);
  if (!found) return std::nullopt;
  const std::string_view rest = text::trim(text.substr(found->span.end));
  if (!rest.empty() && rest != "." && rest != "。") return std::nullopt;
  return found;
}

namespace {

// Nothing but a date or a time of day, folded.
bool is_date_or_time(std::string_view t) {
  bool digit = false;
  bool word = false;   // a month, a day of the week, a word of the clock
  bool clock = false;  // "10:00", "10.00", "2019-03-12"
  for (std::size_t at = 0; at < t.size();) {
    const text::CodePoint c = text::decode(t, at);
    if (text::is_digit(c.value)) {
      digit = true;
      std::size_t p = at;
      while (p < t.size() && text::is_digit(text::decode(t, p).value)) ++p;
      if (p + 1 < t.size() && (t[p] == ':' || t[p] == '.' || t[p] == '-' || t[p] == '/') &&
          text::is_digit(text::decode(t, p + 1).value))
        clock = clock || p - at == 4 || t[p] == ':' || t[p] == '.';
      at = p;
      skip_suffix(t, at);
      continue;
    }
    if (han_digit(c.value) >= 0 || is_cjk(c.value)) {
      if (han_digit(c.value) < 0 && kHanOfDates.find(c.value) == std::u32string_view::npos)
        return false;
      word = word || c.value == U'月' || c.value == U'日' || c.value == U'午' || c.value == U'时';
      at += c.size;
      continue;
    }
    if (!text::is_letter(c.value)) {
      // What stands between them; a bracket or a quotation mark does not.
      static constexpr std::u32string_view kMarks = U" ,.-/:،º";
      if (kMarks.find(c.value) == std::u32string_view::npos) return false;
      at += c.size;
      continue;
    }
    const std::string_view own = letters_at(t, at);
    if (!words_of_dates().contains(own)) return false;
    const std::vector<std::string>& between = date_words().between;
    word = word || std::find(between.begin(), between.end(), own) == between.end();
    at += own.size();
  }
  return digit && (word || clock);
}

}  // namespace

std::size_t dated_head(std::string_view line) {
  constexpr std::size_t kLongestHead = 60;  // bytes of the folded head
  if (!may_have_dated_head(line)) return 0;
  const text::FoldedText folded = text::fold(head_of_line(line), kFoldOfDates);
  const std::string_view t = folded.view();
  std::size_t out = 0;  // the last one: a dash may stand within a range
  for (std::size_t at = 1; at + 1 < t.size() && at <= kLongestHead; ++at) {
    const bool colon = t[at] == ':' && !text::is_digit(static_cast<unsigned char>(t[at + 1]));
    const bool dash = t[at] == '-' && t[at - 1] == ' ' && t[at + 1] == ' ';
    if ((colon || dash) && is_date_or_time(text::trim(t.substr(0, at))))
      out = folded.source({at, at + 1}).end;
  }
  const std::string_view rest = text::trim(line.substr(out));
  return rest.empty() || starts_lower(rest) ? 0 : out;
}

}  // namespace hexapla::normalize
