#include "analyzers/time/grammar.h"

#include <algorithm>
#include <optional>

#include "analyzers/time/extent.h"
#include "analyzers/time/reader.h"
#include "analyzers/time/relative.h"
#include "analyzers/time/years.h"

namespace hexapla::time {
namespace {

std::optional<Interval> interval_of_partial(const Partial& p) {
  if (p.year == 0) return std::nullopt;
  if (p.month == 0) return whole_year(p.year);
  if (p.day == 0) return whole_month(p.year, p.month);
  const auto day = make_day(p.year, p.month, p.day);
  if (!day) return std::nullopt;
  return Interval{day, day};
}

std::string padded(int n, std::size_t width) {
  const std::string digits = std::to_string(n);
  std::string out;
  while (out.size() + digits.size() < width) out.push_back('0');
  out.append(digits);
  return out;
}

std::string value_of(const Partial& p) {
  std::string out = p.year == 0 ? "XXXX" : padded(p.year, 4);
  if (p.month != 0) out.append(1, '-').append(padded(p.month, 2));
  if (p.day != 0) out.append(1, '-').append(padded(p.day, 2));
  return out;
}

// Could the parts be a date in some year?
bool possible(const Partial& p) {
  if (p.day == 0) return true;
  return make_day(p.year == 0 ? 2000 : p.year, p.month, p.day).has_value();
}

class Ranges {
 public:
  explicit Ranges(const Reader& in) : in_(in) {}

  // Expressions that begin at token i, none when nothing does. `opener`: "between", "from" and the
  // like stand before.
  std::vector<Found> at(std::size_t i, bool between) const {
    skip_to_ = i + 1;
    if (const auto short_first = in_.day_month_digits(i)) {
      if (auto range = second_end(*short_first, between);
          range && range->b.year != 0 && range->b.day != 0)
        return {*range};
    }
    if (auto days = day_list(i); !days.empty()) return days;
    std::optional<Point> first = in_.point(i);
    if (!first) return {};
    if (auto range = second_end(*first, between)) return {*range};
    if (!possible(first->date)) {
      // 30 February is no date, and "February" inside it is none either.
      skip_to_ = first->last;
      return {};
    }
    return {found(*first)};
  }

  // Where reading goes on after at() found nothing.
  std::size_t skip_to() const { return skip_to_; }

 private:
  static Found found(const Point& p) {
    Found f;
    f.first = p.first;
    f.last = p.last;
    f.part = p.part;
    if (p.fixed) {
      f.kind = Found::Kind::fixed;
      f.interval = p.interval;
      f.granularity = p.granularity;
      f.timex = p.timex;
    } else {
      f.a = p.date;
      resolve(f);
    }
    return f;
  }

  std::optional<Found> second_end(const Point& first, bool between) const {
    std::size_t next = 0;
    std::size_t j = first.last;
    bool slash = false;
    bool joined_by_and = false;
    const bool range_mark = in_.to(j, next);
    if (!range_mark) {
      if (between && in_.at(j).joined) {
        // The Arabic "and" is glued to the second end.
        joined_by_and = true;
        next = j;
      } else if (in_.at(j).is_mark('/') && !first.fixed) {
        slash = true;
        next = j + 1;
      } else if (in_.at(j).is(kAnd) || (in_.at(j).is_mark('-') && between)) {
        joined_by_and = true;
        next = j + 1;
        for (std::size_t n = 0;
             n < 2 && in_.at(next).is(kFill) && !in_.at(next).is(kEnd | kStart | kMiddle); ++n)
          ++next;
      } else {
        return std::nullopt;
      }
    }
    const bool damaged = in_.at(first.first).is_number() && in_.at(first.first).digits >= 6;
    if (damaged && in_.at(next).is_number() && !in_.han_unit(next + 1, Unit::month))
      return damaged_second(first, next);
    // 10月至次年4月: the year behind that of the first end.
    bool turn = false;
    if (in_.at(next).han && in_.at(next).is(kYearWord) && in_.at(next).is(kNext)) {
      turn = true;
      ++next;
    }
    std::optional<Point> second = in_.point(next);
    if (second && turn && (second->fixed || second->date.year != 0)) return std::nullopt;
    if (second && !turn && !second->fixed && second->date.year == 0) {
      // "from 1 October 2018 to 30 April of the following year"
      if (const std::size_t end = following_year(in_, second->last);
          end != 0 && first.date.year != 0) {
        second->last = end;
        turn = true;
      }
    }
    if (second && turn) {
      if (first.date.year != 0) second->date.year = first.date.year + 1;
      if (auto range = combine(first, *second, true)) {
        range->yearless = first.date.year == 0;
        range->inferred = first.date.year != 0;
        return range;
      }
      return std::nullopt;
    }
    if (!second) {
      // "May 13-15", "28日至29日": only the day is printed again.
      int d = 0;
      std::size_t last = in_.day(next, d);
      if (last == 0 || first.fixed || first.date.day == 0 || first.date.month == 0)
        return std::nullopt;
      if (in_.han_unit(last, Unit::day)) {
        // 10月3日和4日: neighbouring days joined by "and"
        if (joined_by_and && !between && d != first.date.day + 1) return std::nullopt;
        ++last;
      } else if (first.date.year != 0 || joined_by_and || slash) {
        return std::nullopt;
      }
      Point p;
      p.first = next;
      p.last = last;
      p.date = {0, 0, d};
      int y = 0;
      if (first.date.year == 0) {
        if (const std::size_t end = in_.year(in_.joints(last), y)) {
          p.last = end;
          p.date.year = y;
        }
      }
      p.date.month = first.date.month;
      second = p;
    }
    if (joined_by_and && !between) {
      // 2007年与2009年间; "31 May and 1 June 2016" are neighbours.
      const bool span = in_.at(second->last).is(kSpan);
      const bool same_month = in_.han_unit(second->last - 1, Unit::day) &&
                              second->date.month == first.date.month && second->date.year == 0;
      if (!span && !same_month && !neighbours(first, *second)) return std::nullopt;
    }
    if (slash) {
      const bool months = first.date.day == 0 && second->date.day == 0 && first.date.month != 0 &&
                          second->date.month != 0;
      const bool years = first.date.month == 0 && second->date.month == 0 && !second->fixed;
      const bool days = first.date.day != 0 && second->date.day != 0 && first.date.year == 0;
      if (!months && !years && !days) return std::nullopt;
    }
    return combine(first, *second, between || joined_by_and);
  }

  // 1998629日至73日: behind a damaged first end the second is damaged too. Only when one reading
  // exists.
  std::optional<Found> damaged_second(const Point& first, std::size_t next) const {
    const Token& t = in_.at(next);
    if (!in_.number(next) || t.han || t.digits > 4 || !in_.han_unit(next + 1, Unit::day))
      return std::nullopt;
    std::optional<Found> reading;
    const auto consider = [&](int month, int day) {
      Point p;
      p.first = next;
      p.last = next + 2;
      p.date = {0, month, day};
      if (month < 1 || month > 12 || day < 1 || day > 31) return true;
      const auto f = combine(first, p, false);
      if (!f) return true;
      if (reading) return false;
      reading = f;
      return true;
    };
    bool single = consider(first.date.month, t.value);
    for (const int cut : {10, 100}) {
      if (t.digits < 2 || (cut == 100 && t.value % 100 < 10)) continue;
      single = single && consider(t.value / cut, t.value % cut);
    }
    return single ? reading : std::nullopt;
  }

  static bool neighbours(const Point& a, const Point& b) {
    if (a.fixed || b.fixed) return false;
    // "June and July 2018"
    if (a.date.day == 0 && b.date.day == 0 && a.date.month != 0)
      return a.date.year == 0 && b.date.year != 0 && !a.part && !b.part &&
             b.date.month == a.date.month + 1;
    if (a.date.day == 0 || b.date.day == 0) return false;
    if (a.date.year != 0 && b.date.year != 0) return false;
    const int year = a.date.year != 0 ? a.date.year : b.date.year == 0 ? 2001 : b.date.year;
    const auto from = make_day(year, a.date.month, a.date.day);
    const auto to = make_day(year, b.date.month, b.date.day);
    return from && to && *to - *from == std::chrono::days{1};
  }

  std::optional<Found> combine(const Point& first, const Point& second, bool between) const {
    Found f;
    f.first = first.first;
    f.last = second.last;
    f.range = true;
    if (first.fixed || second.fixed) {
      const auto a =
          first.fixed ? std::optional<Interval>{first.interval} : interval_of_partial(first.date);
      const auto b = second.fixed ? std::optional<Interval>{second.interval}
                                  : interval_of_partial(second.date);
      if (!a || !b || !a->from || !b->to || *a->from > *b->to) return std::nullopt;
      f.kind = Found::Kind::fixed;
      f.interval = {a->from, b->to};
      const auto value = [](const Point& p) { return p.fixed ? p.timex : value_of(p.date); };
      f.timex = value(first) + '/' + value(second);
      if (first.timex.find('/') != std::string::npos ||
          second.timex.find('/') != std::string::npos) {
        f.timex = iso(*a->from) + '/' + iso(*b->to);
      }
      f.granularity = Granularity::range;
      return f;
    }
    f.a = first.date;
    f.b = second.date;
    // A day and then a bare year is no range ("12 May 2004 - 2005"), unless words open one.
    if (f.a.day != 0 && f.b.day == 0 && !between) return std::nullopt;
    if (f.b.year == 0) f.b.year = f.a.year;
    if (f.b.month == 0 && f.b.day != 0) f.b.month = f.a.month;
    if (f.a.month == 0 && f.a.day != 0) f.a.month = f.b.month;
    if (f.b.year != 0 && f.a.year == 0) {
      f.a.year = f.b.year;
      if (f.a.month > f.b.month && f.b.month != 0) --f.a.year;
    }
    if (!possible(f.a) || !possible(f.b)) return std::nullopt;
    if (f.a.year == 0 && f.a.month == f.b.month && f.a.day >= f.b.day) return std::nullopt;
    if (f.a.year != 0) {
      const auto a = interval_of_partial(f.a);
      const auto b = interval_of_partial(f.b);
      if (!a || !b || !(*a->from < *b->to) || *a->from > *b->from) return std::nullopt;
    }
    resolve(f);
    return f;
  }

  // "8-12 December 2003", "12 and 13 May", "5, 12 and 19 May 2017", "1-3 and 5-7 June 2018": the
  // month stands once.
  std::vector<Found> day_list(std::size_t i) const {
    struct Group {
      int from;
      int to;
      std::size_t first;
      std::size_t last;
    };
    std::vector<Group> groups;
    int d = 0;
    std::size_t j = in_.day(i, d);
    if (j == 0 || !in_.at(i).is_number()) return {};
    // The tail of a code ("70/1, 25 September") begins no list.
    if (i > 0 && in_.glued(i) && (in_.at(i - 1).is_mark('/') || in_.at(i - 1).is_mark('.')))
      return {};
    std::size_t start = i;
    bool range_open = false;
    bool slash = false;
    std::optional<Point> end;
    for (std::size_t n = 0; n < 12; ++n) {
      // d stands at [start, j); what follows? "14./15.10.2018": the full stop of a short form.
      if (in_.at(j).is_mark('.') && in_.glued(j) &&
          (in_.at(j + 1).is_mark('/') || in_.at(j + 1).is_mark('-')) && in_.number(j + 2))
        ++j;
      if (range_open) {
        groups.back().to = d;
        groups.back().last = j;
      } else {
        groups.push_back({d, d, start, j});
      }
      if (!groups.empty()) {
        end = in_.point(start);
        // "14/15.10.2018": what is glued on at the left is the day before.
        if (!end && n > 0) end = in_.digits(start, true);
        if (end && !end->fixed && end->date.day == d && end->date.month != 0) break;
        end.reset();
      }
      std::size_t next = 0;
      if (!range_open && in_.to(j, next)) {
        range_open = true;
      } else if (in_.at(j).is(kAnd) || in_.at(j).is_mark(',') || in_.at(j).is_mark('/') ||
                 in_.at(j).is_mark(U'،') || in_.at(j).is_mark(U'、')) {
        range_open = false;
        slash = slash || in_.at(j).is_mark('/');
        next = j + 1;
        if (in_.at(j).is_mark(',') && in_.at(next).is(kAnd)) ++next;
        if (in_.at(next).is(kFill) && !in_.at(next).is(kNumber)) ++next;
      } else {
        return {};
      }
      if (!in_.at(next).is_number() || in_.at(next).han) return {};
      start = next;
      j = in_.day(next, d);
      if (j == 0) return {};
    }
    if (!end || (groups.size() == 1 && groups[0].from == groups[0].to)) return {};
    // Days ascend: "12/11.10.2018" is no list.
    for (std::size_t g = 1; slash && g < groups.size(); ++g) {
      if (groups[g].from <= groups[g - 1].to) return {};
    }
    std::vector<Found> out;
    // Neighbouring single days make one range.
    bool run = groups.size() > 1;
    for (std::size_t g = 0; g + 1 < groups.size(); ++g) {
      run = run && groups[g].from == groups[g].to && groups[g + 1].from == groups[g].from + 1 &&
            groups[g + 1].from == groups[g + 1].to;
    }
    if (run) {
      groups.front().to = groups.back().to;
      groups.resize(1);
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
      Found f;
      f.first = groups[g].first;
      f.last = g + 1 == groups.size() ? end->last : groups[g].last;
      f.a = {end->date.year, end->date.month, groups[g].from};
      f.inferred = g + 1 < groups.size();
      if (groups[g].to != groups[g].from) {
        if (groups[g].to < groups[g].from) return {};
        f.range = true;
        f.b = {end->date.year, end->date.month, groups[g].to};
        if (!possible(f.b)) return {};
      }
      if (!possible(f.a)) return {};
      resolve(f);
      out.push_back(f);
    }
    return out;
  }

  const Reader& in_;
  mutable std::size_t skip_to_ = 0;
};

// May an expression begin here at all? A cheap look before the grammar.
bool may_begin(const Token& t) {
  if (t.masked) return false;
  if (t.is_number()) return !t.compound;
  return t.is(kMonth | kWeekday | kOrdinal | kNumber | kUnit | kStart | kMiddle | kEnd | kYearWord |
              kDecade);
}

bool deictic(const Token& t) {
  return t.lex != nullptr && t.lex->deictic && !t.masked;
}

// A month alone is a date only behind a word of time or beside a part ("in October", "10月初").
bool bare_month_ok(const Reader& in, const Found& f) {
  if (f.kind != Found::Kind::calendar || f.a.year != 0 || f.a.day != 0 || f.range || f.part)
    return true;
  if (in.at(f.first).is_number())
    return f.last == f.first + 2 && f.first > 0 &&
           (in.at(f.first - 1).is(kOn | kSince | kFrom | kAt) || deictic(in.at(f.first - 1)));
  if (deictic(in.at(f.last)) || (in.at(f.last).is(kOf) && deictic(in.at(f.last + 1)))) return true;
  if (f.first == 0) return false;
  const Token& before = in.at(f.first - 1);
  if (in.at(f.first).is(kAmbiguousMonth) && !in.at(f.first).upper) return false;
  return before.is(kSince | kBefore | kAfter | kBy | kNoLater | kUntil | kThroughout | kNext) ||
         (before.is(kOf | kOn | kFrom) && !before.is(kMonth) && before.end - before.begin <= 5);
}

void open_period(const Reader& in, Found& f) {
  if (f.range || f.kind == Found::Kind::fixed) return;
  std::size_t before = f.first;
  for (std::size_t n = 0; n < 2 && before > 0 && in.at(before - 1).is(kFill | kYearWord) &&
                          !in.at(before - 1).is(kSince);
       ++n) {
    --before;
  }
  const bool since = (before > 0 && in.at(before - 1).is(kSince)) || in.at(f.last).is(kSinceAfter);
  // "с 2009 года" is open; "с 1 января 2016 года" names the day from which something holds.
  const bool from =
      f.a.day != 0 && ((before > 0 && in.at(before - 1).is(kFrom)) || in.at(f.last).is(kFromAfter));
  if (since && !from) f.open = true;
}

// "the biennium 2019-2020": the word belongs to its years.
void two_years(const Reader& in, Found& f) {
  if (!f.range || f.granularity != Granularity::year) return;
  if (f.first > 0 && in.unit(f.first - 1, Unit::biennium)) {
    --f.first;
  } else if (in.at(f.last).han && in.unit(f.last, Unit::biennium)) {
    ++f.last;
  }
}

}  // namespace

void resolve(Found& f) {
  if (f.kind != Found::Kind::calendar) return;
  const Partial& end = f.range ? f.b : f.a;
  f.timex = f.range ? value_of(f.a) + '/' + value_of(f.b) : value_of(f.a);
  if (f.range) {
    f.granularity = f.a.day != 0 || f.b.day != 0       ? Granularity::range
                    : f.a.month != 0 || f.b.month != 0 ? Granularity::month
                                                       : Granularity::year;
  } else {
    f.granularity = f.a.day != 0     ? Granularity::day
                    : f.a.month != 0 ? Granularity::month
                                     : Granularity::year;
  }
  const auto a = interval_of_partial(f.a);
  const auto b = interval_of_partial(end);
  f.interval = {};
  if (a && b) f.interval = {a->from, b->to};
  if (f.open && f.interval.from) {
    f.interval.to.reset();
    f.timex += "/..";
  }
}

bool lacks_year(const Found& f) {
  return f.kind == Found::Kind::calendar && !f.yearless && (f.range ? f.b.year : f.a.year) == 0;
}

void supply_year(Found& f, int year) {
  if (!lacks_year(f)) return;
  f.inferred = true;
  f.a.year = year;
  if (f.range) {
    f.b.year = year;
    if (f.a.month > f.b.month) --f.a.year;
  }
  if ((f.a.day != 0 && !make_day(f.a.year, f.a.month, f.a.day)) ||
      (f.range && f.b.day != 0 && !make_day(f.b.year, f.b.month, f.b.day))) {
    f.a.year = 0;
    f.b.year = 0;
  }
  resolve(f);
}

std::vector<Found> read(const std::vector<Token>& tokens, const Vocabulary& words,
                        std::string_view folded) {
  const Reader in(tokens, words, folded);
  const Ranges ranges(in);
  std::vector<Found> out;
  for (std::size_t i = 0; i < tokens.size();) {
    const Token& t = tokens[i];
    if (auto relative = read_relative(in, i)) {
      // An expression may reach back over its anchor ("30 days after the end of each year"), never
      // into its neighbour.
      if (!out.empty() && out.back().kind == Found::Kind::recurrence &&
          out.back().first >= relative->first)
        out.pop_back();
      if (!out.empty()) relative->first = std::max(relative->first, out.back().last);
      out.push_back(*relative);
      i = std::max(relative->last, i + 1);
      continue;
    }
    if (!t.masked && t.is(kFromIn | kBetween | kFrom)) {
      // The opening word of a range: part of its span in some languages, outside in others.
      std::size_t j = i + 1;
      for (std::size_t n = 0;
           n < 2 && in.at(j).is(kFill) && !in.at(j).is(kNumber | kOrdinal | kMonth); ++n)
        ++j;
      auto list = ranges.at(j, t.is(kBetween) || t.is(kFrom));
      if (list.size() == 1 && list.front().range && (list.front().first == j)) {
        if (t.is(kFromIn | kBetween)) list.front().first = i;
        read_year_words(in, list.front());
        out.push_back(list.front());
        i = list.front().last;
        continue;
      }
      ++i;
      continue;
    }
    if (!may_begin(t)) {
      ++i;
      continue;
    }
    auto list = ranges.at(i, false);
    const bool chinese_bare_year = list.size() == 1 && !list.front().range && t.is_number() &&
                                   list.front().kind == Found::Kind::calendar &&
                                   list.front().a.month == 0 && list.front().last == i + 1 &&
                                   i > 0 && in.at(i - 1).han;
    if (list.empty() || chinese_bare_year ||
        (list.size() == 1 && !bare_month_ok(in, list.front()))) {
      i = list.empty() ? std::max(ranges.skip_to(), i + 1) : i + 1;
      continue;
    }
    for (Found& f : list) {
      open_period(in, f);
      resolve(f);
      read_year_words(in, f);
      two_years(in, f);
      // 每年1月1日: the recurrence was read before the day that it belongs to.
      while (!out.empty() && out.back().last > f.first) out.pop_back();
      out.push_back(f);
    }
    i = std::max(list.back().last, i + 1);
  }
  for (std::size_t n = 0; n < out.size(); ++n) widen(in, out[n], n == 0 ? 0 : out[n - 1].last);
  take_years(in, out);
  return out;
}

}  // namespace hexapla::time
