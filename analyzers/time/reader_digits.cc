// Dates in digits, and Chinese dates.
#include "analyzers/time/reader.h"

namespace hexapla::time {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

bool is_year(const Token& t) {
  return t.digits == 4 && t.value >= kFirstYear && t.value <= kLastYear;
}
bool is_short(const Token& t) {
  return t.digits == 1 || t.digits == 2;
}

// Day first, as official documents write; month first only where nothing else is a date.
Partial day_month_year(int a, int b, int year) {
  if (make_day(year, b, a)) return {year, b, a};
  if (make_day(year, a, b)) return {year, a, b};
  return {};
}

}  // namespace

// "2015-03-28", "13.5.2015", "22/01/2016", "3/2015", "2016-11", "2016/17", "02 04 2009"
std::optional<Point> Reader::digits(std::size_t i, bool joined) const {
  const Token& first = at(i);
  if (!number(i)) return std::nullopt;
  const Token& mark = at(i + 1);
  const auto separates = [&](std::size_t at_mark) {
    const Token& t = at(at_mark);
    return t.is_mark('-') || t.is_mark('/') || t.is_mark('.');
  };
  // Something numeric is glued on at the left: the middle of a longer code.
  if (!joined && i > 1 && glued(i) && glued(i - 1) && separates(i - 1) &&
      (at(i - 2).is_number() || at(i - 1).is_mark('/')) &&
      (!at(i - 1).is_mark('-') || mark.is_mark('-'))) {
    return std::nullopt;
  }
  // "02 04 2009"
  if (first.digits == 2 && at(i + 1).is_number() && at(i + 1).digits == 2 &&
      at(i + 2).is_number() && number(i + 1) && number(i + 2) && is_year(at(i + 2)) &&
      !at(i + 3).is_number() && !(i > 0 && (at(i - 1).is_number() || at(i - 1).is_mark('+')))) {
    const Partial p = day_month_year(first.value, at(i + 1).value, at(i + 2).value);
    if (p.day != 0) return whole(i, i + 3, p);
  }
  if (!separates(i + 1) || !number(i + 2)) return std::nullopt;
  const Token& second = at(i + 2);
  const bool tight = glued(i + 1) && glued(i + 2);
  const bool third = at(i + 3).type == Token::Type::mark && at(i + 3).mark == mark.mark &&
                     glued(i + 3) && number(i + 4) && glued(i + 4) && tight;
  if (third) {
    const Token& last = at(i + 4);
    // A fourth part makes it a code; "10-1-2018-10-7-2018" is two dates.
    if (separates(i + 5) && glued(i + 5) && at(i + 6).is_number() && glued(i + 6) &&
        !(mark.mark != '.' && at(i + 5).is_mark('-'))) {
      return std::nullopt;
    }
    if (is_year(first) && is_short(second) && is_short(last)) {
      if (make_day(first.value, second.value, last.value))
        return whole(i, i + 5, {first.value, second.value, last.value});
      return std::nullopt;
    }
    if (is_short(first) && is_short(second) && is_year(last)) {
      const Partial p = day_month_year(first.value, second.value, last.value);
      if (p.day != 0) return whole(i, i + 5, p);
    }
    return std::nullopt;
  }
  if (tight && at(i + 3).type == Token::Type::mark && at(i + 3).mark == mark.mark && glued(i + 3) &&
      !mark.is_mark('.') && glued(i + 4)) {
    return std::nullopt;  // "2020/23/Sep"
  }
  // "12/08, 2015", "08/12,2015"
  if (tight && mark.is_mark('/') && is_short(first) && is_short(second) && at(i + 3).is_mark(',') &&
      number(i + 4) && is_year(at(i + 4))) {
    const Partial p = day_month_year(first.value, second.value, at(i + 4).value);
    if (p.day != 0) return whole(i, i + 5, p);
  }
  if (at(i + 3).is_mark('/') && glued(i + 3) && at(i + 4).is_number() && glued(i + 4))
    return std::nullopt;
  if (is_year(first) && is_short(second)) {
    const int y = first.value;
    if (mark.is_mark('.')) {
      if (!words_.decimal_comma() || !tight || second.value < 1 || second.value > 12)
        return std::nullopt;
      return whole(i, i + 3, {y, second.value, 0});
    }
    if (!tight && mark.is_mark('/')) return std::nullopt;
    // "2016/17", "2011-12": two years of one season, read before the month where both could be.
    const int next = (y + 1) % 100;
    const bool season =
        second.digits == 2 ? second.value == next : second.value == next % 10 && tight;
    if (season && tight) {
      const auto from = whole_year(y);
      const auto to = whole_year(y + 1);
      return fixed(i, i + 3, Interval{from->from, to->to}, Granularity::year,
                   std::to_string(y) + '/' + std::to_string(y + 1));
    }
    int m = 0;
    if (month(i + 3, m) != 0 && !tight) return std::nullopt;
    if (second.value < 1 || second.value > 12) {
      // "1990-95"
      if (tight && second.digits == 2 && second.value > y % 100) {
        const auto from = whole_year(y);
        const auto to = whole_year(y - y % 100 + second.value);
        return fixed(i, i + 3, Interval{from->from, to->to}, Granularity::year,
                     std::to_string(y) + '/' + std::to_string(y - y % 100 + second.value));
      }
      return std::nullopt;
    }
    if (at(i + 3).is(kMonth)) return std::nullopt;
    return whole(i, i + 3, {y, second.value, 0});
  }
  if (is_short(first) && is_year(second)) {
    if (first.value < 1 || first.value > 12) return std::nullopt;
    if (mark.is_mark('.') && !words_.decimal_comma()) return std::nullopt;
    return whole(i, i + 3, {second.value, first.value, 0});
  }
  return std::nullopt;
}

// "10/1", "14.10." before a joint and a full date of the same make.
std::optional<Point> Reader::day_month_digits(std::size_t i) const {
  if (!number(i) || !is_short(at(i)) || !glued(i + 1) || !glued(i + 2) || !number(i + 2) ||
      !is_short(at(i + 2))) {
    return std::nullopt;
  }
  if (!at(i + 1).is_mark('/') && !at(i + 1).is_mark('.')) return std::nullopt;
  if (at(i).value > 31 || at(i + 2).value > 31) return std::nullopt;
  std::size_t last = i + 3;
  if (at(i + 1).is_mark('.') && at(last).is_mark('.')) ++last;
  return whole(i, last, {0, at(i + 2).value, at(i).value});
}

// 2005年11月28日, 2005年2月, 10月初, 28日, 2016年第三季度, 2017年上半年, 二〇〇二年二月一日
std::optional<Point> Reader::chinese(std::size_t i) const {
  if (!number(i)) return std::nullopt;
  Partial date;
  std::size_t j = i;
  if (han_unit(i + 1, Unit::year) && at(i).digits == 4 && at(i).value >= 1000 &&
      at(i).value <= 2999) {
    date.year = at(i).value;
    j = i + 2;
    std::size_t k = j;
    if (at(k).han && at(k).is(kFill)) ++k;
    // 第三季度, 第三个月, 前2周: counted periods of the year
    std::size_t n = k;
    const bool nth = at(n).han && at(n).is(kTrigger) && text(n) == "第";
    if (nth) ++n;
    if (at(n).is_number() && !at(n).compound && at(n).value >= 1 && at(n).value <= 12) {
      const int value = at(n).value;
      if (unit(n + 1, Unit::quarter) && value <= 4 && at(n + 2).han && at(n + 2).is(kPartAfter)) {
        auto p = fixed(i, n + 3, whole_quarter(date.year, value), Granularity::quarter,
                       std::to_string(date.year) + "-Q" + std::to_string(value));
        if (p) p->part = text(n + 2) == "初" ? 's' : 'e';
        return p;
      }
      if (unit(n + 1, Unit::quarter) && value <= 4) {
        return fixed(i, n + 2, whole_quarter(date.year, value), Granularity::quarter,
                     std::to_string(date.year) + "-Q" + std::to_string(value));
      }
      if (nth && unit(n + 1, Unit::month)) return whole(i, n + 2, {date.year, value, 0});
    }
    // 前2周, 最后4个月
    if (at(k).han && (text(k) == "前" || at(k).is(kOrdinal)) && number(k + 1) &&
        at(k + 1).value <= 12 && at(k + 2).is(kUnit)) {
      const auto frame = whole_year(date.year);
      const int edge = text(k) == "前" ? 1 : -1;
      if (frame) return part_of(i, k + 3, *frame, edge, at(k + 1).value, at(k + 2).lex->unit);
    }
    if (at(k).han && unit(k, Unit::season)) {
      return fixed(i, k + 1, whole_season(date.year, at(k).lex->month), Granularity::season,
                   season_value(date.year, at(k).lex->month));
    }
    if (at(k).han && unit(k, Unit::half) && !number(k)) {
      const int half = text(k) == "上半年" ? 1 : 2;
      return fixed(i, k + 1, whole_half(date.year, half), Granularity::season,
                   std::to_string(date.year) + "-H" + std::to_string(half));
    }
    if (k > j && !(number(k) && han_unit(k + 1, Unit::month))) k = j;
    if (at(k).is_mark(',')) return whole(i, j, date);
    j = number(k) && han_unit(k + 1, Unit::month) ? k : j;
  }
  if (number(j) && han_unit(j + 1, Unit::month) && at(j).value >= 1 && at(j).value <= 12 &&
      text(j + 1) != "个月") {
    date.month = at(j).value;
    j += 2;
    if (number(j) && at(j).value >= 1 && at(j).value <= 31) {
      std::size_t next = 0;
      if (han_unit(j + 1, Unit::day) && text(j + 1) != "天") {
        date.day = at(j).value;
        j += 2;
      } else if (to(j + 1, next) && number(next) && han_unit(next + 1, Unit::day)) {
        date.day = at(j).value;
        j += 1;
      }
    }
  } else if (date.year == 0) {
    return std::nullopt;
  }
  // A weekday behind: 2009年10月12号，星期一
  if (date.day != 0) {
    const std::size_t k = at(j).is_mark(',') || at(j).is_mark('(') ? j + 1 : j;
    if (at(k).is(kWeekday) && at(k).han) j = at(k + 1).is_mark(')') && k > j ? k + 2 : k + 1;
  }
  Point p = whole(i, j, date);
  // 10月初, 2016年年底, 6月上半月
  if (date.day == 0 && date.month == 0 && han_unit(j, Unit::year) && at(j + 1).is(kPartAfter)) ++j;
  if (date.day == 0 && at(j).han && at(j).is(kPartAfter)) {
    p.last = j + 1;
    const std::string_view which = text(j);
    p.part = which == "初" || which == "上旬"     ? 's'
             : which == "中旬" || which == "中期" ? 'm'
                                                  : 'e';
  }
  if (date.month != 0 && date.year != 0 && date.day == 0 && han_unit(j, Unit::half)) {
    const auto month = whole_month(date.year, date.month);
    if (month) {
      const Day middle = *month->from + std::chrono::days{14};
      const Interval iv = text(j) == "上半月" ? Interval{month->from, middle}
                                              : Interval{middle + std::chrono::days{1}, month->to};
      return fixed(i, j + 1, iv, Granularity::range, iso(*iv.from) + '/' + iso(*iv.to));
    }
  }
  return p;
}

// 1998629日, 199727日: the marks of year and month are lost. Only when one reading exists.
std::optional<Point> Reader::damaged_chinese(std::size_t i) const {
  const Token& t = at(i);
  if (!number(i) || t.han || t.digits < 2 || t.digits > 8 || !han_unit(i + 1, Unit::day))
    return std::nullopt;
  const std::string_view figures = text(i);
  const bool dated = figures.size() >= 6;
  const int year = dated ? std::stoi(std::string(figures.substr(0, 4))) : 0;
  if (dated && (year < kFirstYear || year > kLastYear)) return std::nullopt;
  const std::string_view rest = dated ? figures.substr(4) : figures;
  // Without a year only the second end of a range, read by its caller, may look like this.
  if (!dated || rest.size() < 2 || rest.size() > 4) return std::nullopt;
  std::optional<Partial> reading;
  for (std::size_t cut = 1; cut < rest.size() && cut <= 2; ++cut) {
    const std::string_view m = rest.substr(0, cut);
    const std::string_view d = rest.substr(cut);
    if (d.size() > 2 || m.front() == '0' || d.front() == '0') continue;
    const Partial p{year, std::stoi(std::string(m)), std::stoi(std::string(d))};
    if (!make_day(p.year, p.month, p.day)) continue;
    if (reading) return std::nullopt;
    reading = p;
  }
  if (!reading) return std::nullopt;
  return whole(i, i + 2, *reading);
}

}  // namespace hexapla::time
