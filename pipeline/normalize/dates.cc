#include "pipeline/normalize/dates.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_set>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

struct MonthName {
  std::string folded;
  int month;
};

const std::vector<MonthName>& month_names() {
  static const std::vector<MonthName> names = [] {
    std::vector<MonthName> out;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("months")) {
        for (std::size_t i = 1; i < row.size(); ++i) {
          // Chinese months are read as numbers.
          std::string folded = text::folded(row[i], text::kFoldCase | text::kFoldAccents);
          if (folded.find("月") != std::string::npos ||
              text::is_digit(text::decode(folded, 0).value))
            continue;
          out.push_back({std::move(folded), std::atoi(row[0].c_str())});
        }
      }
    }
    std::sort(out.begin(), out.end(), [](const MonthName& a, const MonthName& b) {
      return a.folded.size() != b.folded.size() ? a.folded.size() > b.folded.size()
                                                : a.folded < b.folded;
    });
    return out;
  }();
  return names;
}

// The names that begin with a byte, longest first.
const std::vector<const MonthName*>& month_names(char first) {
  static const std::array<std::vector<const MonthName*>, 256> by_byte = [] {
    std::array<std::vector<const MonthName*>, 256> out;
    for (const MonthName& name : month_names())
      out[static_cast<unsigned char>(name.folded.front())].push_back(&name);
    return out;
  }();
  return by_byte[static_cast<unsigned char>(first)];
}

// Words between the parts of a date, folded.
constexpr std::array<std::string_view, 22> kBetween{
    "to", "au", "al", "a",  "de", "del", "du",   "et",    "y",   "and", "of",
    "le", "el", "по", "до", "и",  "г.",  "года", "года,", "إلى", "الى", "year"};

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

int han_digit(char32_t c) {
  static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  const std::size_t at = digits.find(c);
  if (c == 0x25CB || c == 0x96F6) return 0;
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
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
        for (const std::string_view word :
             {std::string_view("года"), std::string_view("году"), std::string_view("г.")}) {
          if (t.substr(q).starts_with(word)) {
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
      for (const std::string_view suffix :
           {std::string_view("er"), std::string_view("st"), std::string_view("nd"),
            std::string_view("rd"), std::string_view("th"), std::string_view("o"),
            std::string_view("º")}) {
        if (t.substr(at).starts_with(suffix) && !letter_at(t, at + suffix.size())) {
          at += suffix.size();
          break;
        }
      }
      continue;
    }
    if (t[at] == '-' || t[at] == ',' || t[at] == '/') {
      slash = t[at] == '/';
      ++at;
      continue;
    }
    const MonthName* month = nullptr;
    for (const MonthName* name : month_names(t[at])) {
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
    for (const std::string_view word : kBetween) {
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

constexpr unsigned kFold = text::kFoldCase | text::kFoldAccents;
constexpr std::size_t kLongest = 200;  // bytes of a line that are looked at

std::string_view head(std::string_view text) {
  return text.substr(0, text::code_point_start(text, std::min(text.size(), kLongest)));
}

// Letters that a date may begin with: those of the names of months, as they are folded.
const std::unordered_set<char32_t>& first_letters() {
  static const std::unordered_set<char32_t> letters = [] {
    std::unordered_set<char32_t> out;
    for (const MonthName& name : month_names()) out.insert(text::decode(name.folded, 0).value);
    return out;
  }();
  return letters;
}

// What may stand behind the number that a date begins with: not the full stop of "1.", not the
// words of "3 Parties" and of "三、". Letters of other scripts are not looked at.
bool may_go_on(std::string_view text, std::size_t at) {
  const auto numeral = [](char32_t c) {
    return (c >= '0' && c <= '9') || c == U'十' || (c >= 0x4E00 && han_digit(c) >= 0);
  };
  static const std::array<bool, 128> letters = [] {
    std::array<bool, 128> out{};
    for (const MonthName& name : month_names()) {
      if (static_cast<unsigned char>(name.folded[0]) < 128)
        out[static_cast<unsigned char>(name.folded[0])] = true;
    }
    for (const std::string_view word : kBetween) {
      if (static_cast<unsigned char>(word[0]) < 128)
        out[static_cast<unsigned char>(word[0])] = true;
    }
    for (const char first : {'e', 's', 'n', 'r', 't', 'o'})  // "1er", "2nd"
      out[static_cast<unsigned char>(first)] = true;
    return out;
  }();
  while (at < text.size()) {
    const text::CodePoint c = text::decode(text, at);
    if (!numeral(c.value) && c.value != ' ') {
      if (c.value >= 0x4E00 && c.value <= 0x9FA5)
        return c.value == U'年' || first_letters().contains(c.value);
      if (c.value == 0x3001) return false;
      if (c.value >= 0x80) return true;
      const char32_t low = c.value | 0x20;
      if (low >= 'a' && low <= 'z') return letters[low];
      return std::string_view(".);:'\"").find(static_cast<char>(c.value)) == std::string_view::npos;
    }
    at += c.size;
  }
  return true;
}

// A look before a text is folded: most texts begin with what no date begins with. True wherever
// folding may change what it sees.
bool may_begin_date(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text::is_space(static_cast<unsigned char>(text[at]))) ++at;
  if (at == text.size()) return false;
  const char32_t c = text::decode(text, at).value;
  const bool han_number = c == U'十' || (c >= 0x4E00 && han_digit(c) >= 0);
  if ((c >= '0' && c <= '9') || han_number) return may_go_on(text, at);
  if (c < 0x80) {
    if (c == '-' || c == ',' || c == '/') return true;
    const char32_t low = c | 0x20;
    return low >= 'a' && low <= 'z' && first_letters().contains(low) && may_hold_digit(head(text));
  }
  if (c >= 0x4E00 && c <= 0x9FA5) return first_letters().contains(c);
  if (c >= 0x410 && c <= 0x44F)
    return first_letters().contains(c < 0x430 ? c + 0x20 : c) && may_hold_digit(head(text));
  return true;
}

}  // namespace

std::optional<DateMatch> date_at(std::string_view text, std::size_t at) {
  if (!may_begin_date(text.substr(at))) return std::nullopt;
  const text::FoldedText folded = text::fold(head(text.substr(at)), kFold);
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
  const text::FoldedText folded = text::fold(head(text), kFold);
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
    if (std::optional<DateMatch> found = match(folded, at)) return found;
  }
  return std::nullopt;
}

std::optional<DateMatch> whole_date(std::string_view text) {
  text = text::trim(text);
  if (text.size() > kLongest) return std::nullopt;
  std::optional<DateMatch> found = date_at(text);
  if (!found) return std::nullopt;
  const std::string_view rest = text::trim(text.substr(found->span.end));
  if (!rest.empty() && rest != "." && rest != "。" && rest != "م") return std::nullopt;
  return found;
}

namespace {

// The letters from `at` on.
std::string_view letters_at(std::string_view t, std::size_t at) {
  std::size_t end = at;
  while (end < t.size() && text::is_letter(text::decode(t, end).value) &&
         !is_cjk(text::decode(t, end).value))
    end += text::decode(t, end).size;
  return t.substr(at, end - at);
}

// Words that stand in dates and times of day, folded: of one word what the tables have, of several
// each of their words.
const std::set<std::string, std::less<>>& words_of_dates() {
  static const std::set<std::string, std::less<>> words = [] {
    std::set<std::string, std::less<>> out(kBetween.begin(), kBetween.end());
    for (const std::string_view more : {"st", "nd", "rd", "th", "er", "from", "desde", "с", "من",
                                        "hasta", "a", "à", "h", "г", "m", "p"})
      out.emplace(text::folded(more, kFold));
    for (const language::Profile& p : language::profiles()) {
      for (const std::string_view section : {"months", "weekdays", "clock-words"}) {
        for (const language::Row& row : p.rows(section)) {
          for (const std::string& cell : row) {
            const std::string folded = text::folded(cell, kFold);
            for (std::size_t at = 0; at < folded.size();) {
              const std::string_view word = letters_at(folded, at);
              if (!word.empty()) out.emplace(word);
              at += word.empty() ? text::decode(folded, at).size : word.size();
            }
          }
        }
      }
    }
    return out;
  }();
  return words;
}

constexpr std::u32string_view kHanOfDates = U"年月日号號星期周时時点點分上下午中晚至到整";

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
    word = word || std::find(kBetween.begin(), kBetween.end(), own) == kBetween.end();
    at += own.size();
  }
  return digit && (word || clock);
}

// A look before a line is folded: a colon or a dash, and before it nothing that dates and times do
// not have. True wherever folding may change what it sees.
bool may_have_dated_head(std::string_view line) {
  line = head(line);
  // Dashes and wide colons begin with the last two bytes.
  if (!text::holds<':', '-', 0xE2, 0xEF>(line)) return false;
  std::string word;
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint c = text::decode(line, at);
    if (c.value < 0x80 && text::is_letter(c.value)) {
      // A word of ASCII letters alone: accents may stand before and behind them.
      bool whole = at == 0 || static_cast<unsigned char>(line[at - 1]) < 0x80;
      word.clear();
      for (; at < line.size() && text::is_letter(static_cast<unsigned char>(line[at])); ++at)
        word += static_cast<char>(line[at] | 0x20);
      whole = whole && (at == line.size() || static_cast<unsigned char>(line[at]) < 0x80);
      if (whole && !words_of_dates().contains(word)) return false;
      continue;
    }
    at += c.size;
    if (c.value == ':' || c.value == '-') return true;
    if (c.value < 0x80) {
      if (c.value > ' ' && !text::is_digit(c.value) && c.value != ',' && c.value != '.' &&
          c.value != '/')
        return false;
    } else if (c.value >= 0x4E00 && c.value <= 0x9FA5) {
      if (han_digit(c.value) < 0 && kHanOfDates.find(c.value) == std::u32string_view::npos)
        return false;
    } else if (c.value >= 0x3001 && c.value <= 0x3003) {
      return false;
    } else if (c.value >= 0x2010 && c.value != 0xFF0C && !(c.value >= 0x2018 && c.value < 0x2030)) {
      return true;  // dashes and wide colons are among these
    }
  }
  return false;
}

}  // namespace

std::size_t dated_head(std::string_view line) {
  constexpr std::size_t kLongestHead = 60;  // bytes of the folded head
  if (!may_have_dated_head(line)) return 0;
  const text::FoldedText folded = text::fold(head(line), kFold);
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
