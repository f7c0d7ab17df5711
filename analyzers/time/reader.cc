#include "analyzers/time/reader.h"

#include <algorithm>

namespace hexapla::time {
namespace {

constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2199;

bool is_year(const Token& t) {
  return t.digits == 4 && t.value >= kFirstYear && t.value <= kLastYear;
}

}  // namespace

std::size_t Reader::day(std::size_t i, int& value) const {
  if (number(i)) {
    if (at(i).digits > 2 || at(i).value < 1 || at(i).value > 31) return 0;
    value = at(i).value;
    std::size_t last = i + 1;
    if (at(last).is(kSuffix) && glued(last)) return last + 1;
    if ((at(last).is_mark('-') || at(last).is_mark('.')) && glued(last) &&
        at(last + 1).is(kSuffix) && glued(last + 1)) {
      return last + 2;
    }
    return last;
  }
  if (at(i).masked || !at(i).is(kOrdinal | kNumber)) return 0;
  int n = 0;
  std::size_t last = ordinal(i, n);
  if (last == 0) last = cardinal(i, n);
  if (last == 0 || n < 1 || n > 31) return 0;
  value = n;
  return last;
}

std::size_t Reader::cardinal(std::size_t i, int& value) const {
  if (number(i)) {
    if (at(i).digits > 4) return 0;
    value = at(i).value;
    return i + 1;
  }
  if (!at(i).is(kNumber) || at(i).masked) return 0;
  value = at(i).lex->number;
  std::size_t last = i + 1;
  // "forty five", "twenty-five", "vingt et un", "treinta y cinco", "خمسة و عشرين"
  std::size_t next = last;
  if (at(next).is_mark('-') || at(next).is(kAnd)) ++next;
  if (at(next).is(kNumber)) {
    const int more = at(next).lex->number;
    if ((value >= 20 && more < 10) || (value < 10 && more >= 20 && words_.tens_last())) {
      value += more;
      return next + 1;
    }
  }
  return last;
}

std::size_t Reader::ordinal(std::size_t i, int& value) const {
  if (number(i)) {
    std::size_t last = i + 1;
    if ((at(last).is_mark('-') || at(last).is_mark('.')) && glued(last)) ++last;
    if (!(at(last).is(kSuffix) && glued(last))) return 0;
    value = at(i).value;
    return last + 1;
  }
  if (at(i).masked) return 0;
  if (at(i).is(kOrdinal)) {
    value = at(i).lex->ordinal;
    std::size_t next = i + 1;
    if (value % 10 == 0 && value >= 20 && at(next).is(kOrdinal) && at(next).lex->ordinal < 10 &&
        at(next).lex->ordinal > 0) {
      value += at(next).lex->ordinal;
      return next + 1;
    }
    return next;
  }
  // "twenty-second", "двадцать первой"
  if (at(i).is(kNumber) && at(i).lex->number >= 20) {
    std::size_t next = i + 1;
    if (at(next).is_mark('-')) ++next;
    if (at(next).is(kOrdinal) && at(next).lex->ordinal > 0 && at(next).lex->ordinal < 10) {
      value = at(i).lex->number + at(next).lex->ordinal;
      return next + 1;
    }
  }
  return 0;
}

std::size_t Reader::month(std::size_t i, int& value) const {
  if (!at(i).is(kMonth) || at(i).masked) return 0;
  value = at(i).lex->month;
  std::size_t last = i + 1;
  // "كانون الثاني/يناير", "يناير (كانون الثاني)": two names of one month
  std::size_t next = last;
  if (at(next).is_mark('/') || at(next).is_mark('(') || at(next).is_mark('-')) ++next;
  if (next > last && at(next).is(kMonth) && at(next).lex->month == value) {
    const bool bracket = at(last).is_mark('(');
    last = next + 1;
    if (bracket && at(last).is_mark(')')) ++last;
  }
  // The full stop of "Nov." belongs to it when the date goes on.
  if (at(last).is_mark('.') && glued(last) &&
      (at(last + 1).is_number() || at(last + 1).is_mark(',') || at(last + 1).is_mark('-') ||
       at(last + 1).is_mark('/'))) {
    ++last;
  }
  return last;
}

std::size_t Reader::joints(std::size_t i) const {
  std::size_t marks = 0;
  for (std::size_t n = 0; n < 3; ++n) {
    const Token& t = at(i);
    if (t.masked) break;
    if (t.is(kOf) && !t.is(kMonth) && !t.is(kYearWord)) {
      ++i;
    } else if (marks == 0 && (t.is_mark(',') || t.is_mark(U'،') || t.is_mark('-') ||
                              t.is_mark('/') || t.is_mark('.'))) {
      ++marks;
      ++i;
    } else if ((t.is_mark('\'') || t.is_mark(U'\u2019')) && i > 0 && at(i - 1).is(kOf)) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

// "two thousand and thirteen", "mil novecientos noventa y dos", "две тысячи тринадцатого",
// "ألفين وثلاثة عشر": a thousand or more, in words of number alone.
std::size_t Reader::year_in_words(std::size_t i, int& value) const {
  constexpr std::size_t kMost = 12;
  int total = 0;
  int group = 0;
  bool thousand = false;
  bool nineteen_hundred = false;
  std::size_t last = 0;
  std::size_t j = i;
  for (std::size_t n = 0; n < kMost; ++n) {
    const Token& t = at(j);
    if (t.masked || !t.is_word()) break;
    const int scale = t.lex == nullptr ? 0 : t.lex->scale;
    if (scale == 1000) {
      total += std::max(group, 1) * 1000;
      group = 0;
      thousand = true;
    } else if (scale == 100) {
      if (group >= 15) nineteen_hundred = true;
      group = std::max(group, 1) * 100;
    } else if (scale > 0) {
      (scale >= 1000 ? total : group) += scale;
      thousand = thousand || scale >= 1000;
    } else if (t.is(kNumber)) {
      group += t.lex->number;
    } else if (t.is(kOrdinal) && t.lex->ordinal > 0 && thousand) {
      // Russian counts years: only the last word is an ordinal.
      group += t.lex->ordinal;
      last = j + 1;
      break;
    } else {
      break;
    }
    last = ++j;
    if (at(j).is_mark('-') || (at(j).is(kAnd) && !at(j).is(kNumber))) ++j;
  }
  value = total + group;
  if (last == 0 || (!thousand && !nineteen_hundred) || value < kFirstYear || value > kLastYear)
    return 0;
  return last;
}

std::size_t Reader::year(std::size_t i, int& value) const {
  std::size_t j = i;
  for (std::size_t n = 0; n < 3 && (at(j).is(kYearWord) || (n > 0 && at(j).is(kOf))); ++n) ++j;
  if (!number(j) && at(j).lex != nullptr && (at(j).is(kNumber) || at(j).lex->scale != 0)) {
    if (const std::size_t end = year_in_words(j, value))
      return at(end).is(kYearWord) && !at(end).masked ? end + 1 : end;
  }
  if (!number(j) || !is_year(at(j))) return 0;
  value = at(j).value;
  ++j;
  if (at(j).is(kYearWord) && !at(j).masked) {
    ++j;
    if (at(j).is_mark('.') && glued(j) && at(j - 1).end - at(j - 1).begin <= 4) ++j;
  } else if (han_unit(j, Unit::year)) {
    ++j;
  }
  return j;
}

bool Reader::to(std::size_t i, std::size_t& next) const {
  if (at(i).masked) return false;
  if (at(i).is_mark('-') || at(i).is_mark('~') || at(i).is_mark(U'～') || at(i).is_mark(U'〜')) {
    next = i + 1;
    if (at(next).is(kTo) && !at(next).han) ++next;
    return true;
  }
  if (!at(i).is(kTo)) return false;
  next = i + 1;
  for (std::size_t n = 0; n < 2 && (at(next).is(kFill) || at(next).is(kFromIn)) &&
                          !at(next).is(kMonth | kOrdinal | kNumber);
       ++n) {
    ++next;
  }
  return true;
}

std::optional<Point> Reader::fixed(std::size_t i, std::size_t last,
                                   std::optional<Interval> interval, Granularity g,
                                   std::string timex) const {
  if (!interval) return std::nullopt;
  Point p;
  p.first = i;
  p.last = last;
  p.fixed = true;
  p.interval = *interval;
  p.granularity = g;
  p.timex = std::move(timex);
  return p;
}

Point Reader::whole(std::size_t i, std::size_t last, Partial date) const {
  Point p;
  p.first = i;
  p.last = last;
  p.date = date;
  return p;
}

bool Reader::plain_year(std::size_t i) const {
  const Token& t = at(i);
  if (!number(i) || t.digits != 4 || t.value > 2100 || t.han) return false;
  if (t.value < 1900) {
    constexpr std::uint64_t kPast =
        kSince | kFrom | kBetween | kBefore | kAfter | kUntil | kYearWord;
    if (t.value < 1800 || i == 0 || !at(i - 1).is(kPast)) return false;
  }
  const Token& next = at(i + 1);
  if (next.is_number() && next.space) return false;
  if (next.is(kCounted) && !next.is(kMonth)) return false;
  if (next.is_mark('%') || next.is_mark(':') || next.is_mark('(')) {
    if (!next.is_mark('(') || next.space == false || at(i + 2).is_number()) return false;
    if (at(i + 3).is_mark(')')) return false;  // "1929 (XX)"
  }
  if ((next.is_mark('.') || next.is_mark(',') || next.is_mark('/')) && glued(i + 1) &&
      at(i + 2).is_number() && glued(i + 2)) {
    return false;
  }
  if (next.is_word() && !next.space &&
      !next.is(kYearWord | kUnit | kSuffix | kTo | kAnd | kDecade)) {
    return false;
  }
  if (i > 0) {
    const Token& before = at(i - 1);
    if (before.masked && before.is_number()) return false;
    if (before.is_number() && t.space) return false;
    if ((before.is_mark('/') || before.is_mark('.') || before.is_mark('\'')) && !t.space && i > 1 &&
        at(i - 2).is_number()) {
      return false;
    }
    // A ratio, a port; but "III/1：2019-2020两年期" is a title behind its number.
    if (before.is_mark(':') && !t.space && i > 1 && !at(i - 2).masked && !at(i - 2).han)
      return false;
    if (before.is_mark('-') && i > 1 && at(i - 2).masked) return false;
  }
  // A round number is a year only when something says so.
  if (t.value == 2000 || t.value == 1900 || t.value == 2100) {
    const std::uint64_t says = kOf | kSince | kAfter | kBefore | kBy | kNoLater | kUntil | kFrom |
                               kFromIn | kBetween | kYearWord | kTo | kStart | kMiddle | kEnd |
                               kOn | kDecade | kThroughout;
    const bool cue =
        (i > 0 && at(i - 1).is(says)) || at(i + 1).is(kYearWord) || (i == 0 && size() <= 3);
    if (!cue) return false;
  }
  return true;
}

std::optional<Point> Reader::point(std::size_t i) const {
  const Token& t = at(i);
  if (t.masked) return std::nullopt;
  // A weekday before a full date is part of it.
  if (t.is(kWeekday)) {
    if (words_.ordinals_behind()) {
      if (auto p = weekday_of_month(i)) return p;
    }
    std::size_t j = i + 1;
    for (std::size_t n = 0; n < 3; ++n) {
      if (at(j).is_mark(',') || at(j).is_mark('.') || at(j).is_mark(U'،') ||
          (at(j).is(kFill) && !at(j).is(kNumber)))
        ++j;
    }
    if (at(j).is(kWeekday)) return std::nullopt;
    if (auto p = point(j); p && (p->fixed || p->date.day > 0)) {
      p->first = i;
      return p;
    }
    return std::nullopt;
  }
  // "early 2017", "end of June 2016": the whole month or year.
  if (t.is(kStart | kMiddle | kEnd)) {
    std::size_t j = i + 1;
    for (std::size_t n = 0; n < 3; ++n) {
      if ((at(j).is(kOf | kFill) && !at(j).is(kNumber | kOrdinal)) || at(j).is_mark('-') ||
          at(j).is_mark('\'') || at(j).is_mark(U'\u2019')) {
        ++j;
      }
    }
    if (at(j).is(kStart | kMiddle | kEnd | kWeekday)) return std::nullopt;
    if (auto p = point(j);
        p && (p->fixed ? p->granularity != Granularity::day : p->date.day == 0)) {
      p->first = i;
      p->part = t.is(kStart) ? 's' : t.is(kMiddle) ? 'm' : 'e';
      return p;
    }
    return std::nullopt;
  }
  if (t.is_number()) {
    if (t.compound) return std::nullopt;
    if (auto p = chinese(i)) return p;
    if (auto p = damaged_chinese(i)) return p;
    if (t.han) return std::nullopt;
    if (auto p = digits(i)) return p;
    if (auto p = day_first(i)) return p;
    if (auto p = damaged_day_range(i)) return p;
    if (auto p = ordinal_first(i)) return p;
    if (auto p = decade(i)) return p;
    return year_first(i);
  }
  if (t.is(kMonth)) {
    if (auto p = month_first(i)) return p;
  }
  if (t.is(kOrdinal | kNumber)) {
    if (auto p = day_first(i)) return p;
    if (auto p = ordinal_first(i)) return p;
  }
  if (t.is(kUnit)) {
    if (t.lex->unit == Unit::season) {
      int y = 0;
      const std::size_t end = year(joints(i + 1), y);
      if (end == 0) return std::nullopt;
      return fixed(i, end, whole_season(y, t.lex->month), Granularity::season,
                   season_value(y, t.lex->month));
    }
    if (auto p = period_code(i)) return p;
    // "the month of March 2021", "el mes de marzo de 2021"
    if (t.lex->unit == Unit::month && at(i + 1).is(kOf) && at(i + 2).is(kMonth)) {
      if (auto p = month_first(i + 2); p && p->date.day == 0) {
        p->first = i;
        return p;
      }
    }
  }
  if (t.is(kDecade)) {
    if (auto p = decade(i)) return p;
  }
  if (t.is(kYearWord)) {
    int y = 0;
    if (const std::size_t last = year(i, y)) return whole(i, last, {y, 0, 0});
  }
  return std::nullopt;
}

// "12 January 2016", "16. Nov. 2016", "31/Oct/1974", "fourth of July 1995", "3-его марта 2015
// года", "12 de enero, 2016"
std::optional<Point> Reader::day_first(std::size_t i) const {
  int d = 0;
  std::size_t j = day(i, d);
  if (j == 0) return std::nullopt;
  // "twelfth day of June"
  if (!at(i).is_number() && unit(j, Unit::day) && at(j + 1).is(kOf)) ++j;
  std::size_t m_at = joints(j);
  for (std::size_t n = 0; n < 2 && at(m_at).is(kFill | kOf) && !at(m_at).is(kMonth); ++n) ++m_at;
  int m = 0;
  std::size_t last = month(m_at, m);
  if (last == 0) {
    // "23-2020-septembre"
    int y = 0;
    if (at(j).is_mark('-') && glued(j) && number(j + 1) && is_year(at(j + 1)) &&
        at(j + 2).is_mark('-')) {
      y = at(j + 1).value;
      if (const std::size_t end = month(j + 3, m)) return whole(i, end, {y, m, d});
    }
    return std::nullopt;
  }
  int y = 0;
  const std::size_t y_at = joints(last);
  std::size_t end = year(y_at, y);
  if (end != 0 && at(y_at - 1).is_mark('.') && at(y_at).space && y_at == last + 1) {
    // "on 5 May. 2005 was …": only a short form takes the full stop, and month() has read that.
    end = 0;
    y = 0;
  }
  if (end == 0) {
    // "Article 5 may be found" is no date.
    if (at(m_at).is(kAmbiguousMonth) && !at(m_at).upper) return std::nullopt;
    // Number words before a month are a date only when the year is there ("second March meeting").
    if (!at(i).is_number() && !at(i).is(kNumber)) return std::nullopt;
    end = last;
    y = 0;
  }
  return whole(i, end, {y, m, d});
}

// "711 ноября 2005 года": the dash of "7–11" is lost. Only when one reading exists.
std::optional<Point> Reader::damaged_day_range(std::size_t i) const {
  const Token& t = at(i);
  if (!number(i) || (t.digits != 3 && t.digits != 4)) return std::nullopt;
  int m = 0;
  const std::size_t m_at = at(i + 1).is(kOf) ? i + 2 : i + 1;
  const std::size_t last = month(m_at, m);
  int y = 0;
  const std::size_t end = last == 0 ? 0 : year(joints(last), y);
  if (end == 0) return std::nullopt;
  std::optional<Interval> reading;
  for (const int split : {10, 100}) {
    const int d1 = t.value / split;
    const int d2 = t.value % split;
    if (split == 100 && d2 < 10) continue;
    const auto from = make_day(y, m, d1);
    const auto to = make_day(y, m, d2);
    if (!from || !to || d1 >= d2) continue;
    if (reading) return std::nullopt;
    reading = Interval{from, to};
  }
  if (!reading) return std::nullopt;
  return fixed(i, end, reading, Granularity::range, iso(*reading->from) + '/' + iso(*reading->to));
}

// "January 12, 2016", "May 13 1999", "June 2016", "Dec-2018", "March 3rd 2015", "september-2020-23"
std::optional<Point> Reader::month_first(std::size_t i) const {
  int m = 0;
  const std::size_t j = month(i, m);
  if (j == 0) return std::nullopt;
  int y = 0;
  std::size_t k = joints(j);
  std::size_t end = year(k, y);
  if (end != 0 && k == j + 1 && at(j).is_mark('.') && at(k).space) end = 0;
  if (end != 0) {
    int d = 0;
    if (at(end).is_mark('-') && glued(end) && glued(end + 1) && number(end + 1) &&
        at(end + 1).digits <= 2 && glued(i + 1)) {
      if (const std::size_t last = day(end + 1, d); last != 0 && make_day(y, m, d))
        return whole(i, last, {y, m, d});
    }
    return whole(i, end, {y, m, 0});
  }
  // Month and day, as in American use, the year behind.
  std::size_t d_at = j;
  while (d_at < j + 2 && at(d_at).is(kFill) && !at(d_at).is(kOrdinal)) ++d_at;
  int d = 0;
  if (const std::size_t d_end = day(d_at, d)) {
    y = 0;
    std::size_t y_at = joints(d_end);
    const std::size_t last = year(y_at, y);
    if (last != 0 && !(at(d_end).is_mark('.') && at(y_at).space)) return whole(i, last, {y, m, d});
    // Without a year "May 5" needs its capital and nothing that makes the number something else.
    std::size_t next = 0;
    if (at(i).upper && at(d_at).is_number() && to(d_end, next) &&
        (number(next) || at(next).is(kMonth))) {
      return whole(i, d_end, {0, m, d});
    }
    if (at(i).upper && at(d_at).is_number() && d_end > d_at + 1) return whole(i, d_end, {0, m, d});
  }
  if (at(i).is(kAmbiguousMonth) && !at(i).upper) return std::nullopt;
  return whole(i, j, {0, m, 0});
}

// "2016, nov", "2019-aug-01", "2020/23/Sep", "2016 Q3", "2016 the third quarter", "2005", "2005
// год"
std::optional<Point> Reader::year_first(std::size_t i) const {
  int y = 0;
  const std::size_t j = year(i, y);
  if (j == 0) return std::nullopt;
  const bool bare = j == i + 1;
  if (bare) {
    std::size_t k = joints(j);
    const bool joined = k > j && !at(j).is_mark('.');
    int m = 0;
    int d = 0;
    if (k == j || joined) {
      if (const std::size_t m_end = month(k, m);
          m_end != 0 && (at(k).upper || !at(k).is(kAmbiguousMonth) || glued(k))) {
        if ((at(m_end).is_mark('-') || at(m_end).is_mark('/')) && glued(m_end) &&
            glued(m_end + 1)) {
          if (const std::size_t last = day(m_end + 1, d); last != 0 && make_day(y, m, d))
            return whole(i, last, {y, m, d});
        }
        // "in 2018 June": but "by 2018, May 5" reads on from the month.
        int later = 0;
        if (year(joints(m_end), later) == 0 && day(m_end, d) == 0)
          return whole(i, m_end, {y, m, 0});
      }
    }
    if (at(j).is_mark('/') && glued(j) && number(j + 1) && at(j + 1).digits <= 2 &&
        at(j + 2).is_mark('/')) {
      if (const std::size_t m_end = month(j + 3, m);
          m_end != 0 && make_day(y, m, at(j + 1).value)) {
        return whole(i, m_end, {y, m, at(j + 1).value});
      }
    }
    // "2016 Q3", "2016H2", "2017-T1", "2016 the third quarter"
    std::size_t q = j;
    if (at(q).is_mark('-') || at(q).is_mark(',')) ++q;
    const bool code =
        at(q).is(kUnit) && at(q + 1).is_number() && glued(q + 1) && at(q + 1).digits == 1;
    if (code) {
      const int n = at(q + 1).value;
      if (unit(q, Unit::quarter)) {
        return fixed(i, q + 2, whole_quarter(y, n), Granularity::quarter,
                     std::to_string(y) + "-Q" + std::to_string(n));
      }
      if (unit(q, Unit::half)) {
        return fixed(i, q + 2, whole_half(y, n), Granularity::season,
                     std::to_string(y) + "-H" + std::to_string(n));
      }
    }
    std::size_t o = j;
    while (o < j + 2 && at(o).is(kFill)) ++o;
    int nth = 0;
    if (const std::size_t o_end = ordinal(o, nth); o_end != 0 && unit(o_end, Unit::quarter)) {
      return fixed(i, o_end + 1, whole_quarter(y, nth), Granularity::quarter,
                   std::to_string(y) + "-Q" + std::to_string(nth));
    }
    if (!plain_year(i)) return std::nullopt;
  }
  return whole(i, j, {y, 0, 0});
}

}  // namespace hexapla::time
