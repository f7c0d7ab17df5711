// Quarters, halves, decades, and parts of months and years that are counted.
#include "analyzers/time/reader.h"

namespace hexapla::time {
namespace {

constexpr int kFirstYear = 1500;
constexpr int kLastYear = 2199;

bool is_year(const Token& t) {
  return t.digits == 4 && t.value >= kFirstYear && t.value <= kLastYear;
}

}  // namespace

// "Q3 2016", "H1 de 2016", "T1 2017", "trimestre 1 de 2017"
std::optional<Point> Reader::period_code(std::size_t i) const {
  if (words_.ordinals_behind()) {
    int nth = 0;
    if (const std::size_t o = ordinal(i + 1, nth); o != 0 && nth != 0) {
      if (auto p = period_of(i, at(i).lex->unit, nth, o, 1)) return p;
    }
  }
  if (!unit(i, Unit::quarter) && !unit(i, Unit::half)) return std::nullopt;
  if (!number(i + 1) || at(i + 1).digits != 1) return std::nullopt;
  int y = 0;
  const std::size_t end = year(joints(i + 2), y);
  if (end == 0) return std::nullopt;
  const int n = at(i + 1).value;
  if (unit(i, Unit::quarter)) {
    return fixed(i, end, whole_quarter(y, n), Granularity::quarter,
                 std::to_string(y) + "-Q" + std::to_string(n));
  }
  return fixed(i, end, whole_half(y, n), Granularity::season,
               std::to_string(y) + "-H" + std::to_string(n));
}

// "1970s", "1990-е годы", "les années 1990", "los años 1970", "20世纪90年代", "1990年代"
std::optional<Point> Reader::decade(std::size_t i) const {
  const auto of_year = [&](std::size_t last, int y) {
    const std::string value = std::to_string(y / 10);
    return fixed(i, last, whole_decade(y), Granularity::decade, value);
  };
  if (at(i).is(kDecade) && number(i + 1) && is_year(at(i + 1)) && at(i + 1).value % 10 == 0) {
    std::size_t last = i + 2;
    if (at(last).is_word() && glued(last) && text(last) == "s") ++last;
    return of_year(last, at(i + 1).value);
  }
  if (!number(i)) return std::nullopt;
  if (is_year(at(i)) && at(i).value % 10 == 0) {
    if (at(i + 1).is_word() && glued(i + 1) && text(i + 1) == "s")
      return of_year(i + 2, at(i).value);
    std::size_t j = i + 1;
    if (at(j).is_mark('-') && at(j + 1).is(kSuffix) && glued(j + 1)) j += 2;
    if (j > i + 1 && at(j).is(kDecade)) return of_year(j + 1, at(i).value);
    if (at(i + 1).han && at(i + 1).is(kDecade)) return of_year(i + 2, at(i).value);
  }
  if (at(i + 1).is(kCentury) && number(i + 2) && at(i + 2).value % 10 == 0 &&
      at(i + 2).value < 100 && at(i + 3).is(kDecade) && at(i).value >= 16 && at(i).value <= 22) {
    return of_year(i + 4, (at(i).value - 1) * 100 + at(i + 2).value);
  }
  return std::nullopt;
}

// The first or last `count` weeks, months … of a period.
std::optional<Point> Reader::part_of(std::size_t i, std::size_t last, Interval frame, int nth,
                                     int count, Unit u) const {
  Interval iv = frame;
  if (u == Unit::week) {
    const auto edge = nth_week(frame, nth > 0 ? 1 : -1);
    if (!edge) return std::nullopt;
    iv = nth > 0 ? Interval{edge->from, *edge->from + std::chrono::days{7 * count - 1}}
                 : Interval{*edge->to - std::chrono::days{7 * count - 1}, edge->to};
  } else if (nth > 0) {
    iv.to = shift(*frame.from, count, u) - std::chrono::days{1};
  } else {
    iv.from = shift(*frame.to + std::chrono::days{1}, -count, u);
  }
  if (*iv.from < *frame.from || *iv.to > *frame.to + std::chrono::days{6}) return std::nullopt;
  return fixed(i, last, iv, Granularity::range, iso(*iv.from) + '/' + iso(*iv.to));
}

// Arabic "الثلاثاء الثالث من أيلول 2014": the third Tuesday, unless the third is a Tuesday.
std::optional<Point> Reader::weekday_of_month(std::size_t i) const {
  int nth = 0;
  std::size_t k = ordinal(i + 1, nth);
  if (k == 0 || nth == 0 || nth > 5) return std::nullopt;
  const std::size_t joint = k;
  for (std::size_t n = 0; n < 3 && at(k).is(kOf | kFill) && !at(k).is(kMonth); ++n) ++k;
  int m = 0;
  int y = 0;
  std::size_t end = k == joint ? 0 : month(k, m);
  end = end == 0 ? 0 : year(joints(end), y);
  const auto day = end == 0 ? std::nullopt : nth_weekday(y, m, at(i).lex->weekday, nth);
  if (!day) return std::nullopt;
  if (const auto dated = make_day(y, m, nth > 0 ? nth : 1);
      dated && std::chrono::weekday{*dated} == std::chrono::weekday{*day}) {
    return std::nullopt;
  }
  return fixed(i, end, Interval{day, day}, Granularity::day, iso(*day));
}

std::optional<Point> Reader::period_of(std::size_t i, Unit u, int nth, std::size_t after,
                                       int count) const {
  // What the period is counted in: a month of a year, or a year.
  std::size_t j = after;
  for (std::size_t n = 0; n < 4 && ((at(j).is(kOf | kFill) && !at(j).is(kMonth)) ||
                                    at(j).is_mark('\'') || at(j).is_mark(U'\u2019'));
       ++n) {
    ++j;
  }
  int m = 0;
  int y = 0;
  std::size_t end = month(j, m);
  end = end != 0 ? year(joints(end), y) : year(j, y);
  if (end == 0) return std::nullopt;
  const auto frame = m != 0 ? whole_month(y, m) : whole_year(y);
  if (!frame) return std::nullopt;
  const std::string ys = std::to_string(y);
  if (count > 1) return part_of(i, end, *frame, nth, count, u);
  switch (u) {
    case Unit::week: {
      const auto iv = nth_week(*frame, nth);
      return iv ? fixed(i, end, iv, Granularity::range, iso(*iv->from) + '/' + iso(*iv->to))
                : std::nullopt;
    }
    case Unit::month:
      if (m != 0) return std::nullopt;
      return whole(i, end, {y, nth < 0 ? 12 : nth, 0});
    case Unit::day: {
      const Day day = nth < 0 ? *frame->to : *frame->from + std::chrono::days{nth - 1};
      if (day > *frame->to) return std::nullopt;
      return fixed(i, end, Interval{day, day}, Granularity::day, iso(day));
    }
    case Unit::quarter: {
      const int n = nth < 0 ? 4 : nth;
      return m != 0 ? std::nullopt
                    : fixed(i, end, whole_quarter(y, n), Granularity::quarter,
                            ys + "-Q" + std::to_string(n));
    }
    case Unit::half: {
      const int n = nth < 0 ? 2 : nth;
      if (m != 0 && (n == 1 || n == 2)) {
        const Day middle = *frame->from + std::chrono::days{14};
        const Interval iv = n == 1 ? Interval{frame->from, middle}
                                   : Interval{middle + std::chrono::days{1}, frame->to};
        return fixed(i, end, iv, Granularity::range, iso(*iv.from) + '/' + iso(*iv.to));
      }
      return m != 0 ? std::nullopt
                    : fixed(i, end, whole_half(y, n), Granularity::season,
                            ys + "-H" + std::to_string(n));
    }
    default:
      return std::nullopt;
  }
}

// "third quarter of 2016", "first week of October 2014", "third Tuesday of September 2014", "last
// four months of 2021"; in Arabic the noun may come first ("الربع الثالث 2016").
std::optional<Point> Reader::ordinal_first(std::size_t i) const {
  int nth = 0;
  std::size_t j = ordinal(i, nth);
  if (j == 0 || nth == 0) return std::nullopt;
  // "the third last week": counted from the end.
  if (nth > 0 && at(j).is(kOrdinal) && at(j).lex->ordinal == -1 && at(j + 1).is(kUnit)) {
    nth = -nth;
    ++j;
  }
  int count = 1;
  if (int n = 0; !at(j).is(kUnit | kWeekday)) {
    const std::size_t c = cardinal(j, n);
    if (c != 0 && at(c).is(kUnit)) {
      count = n;
      j = c;
    }
  }
  if (at(j).is(kWeekday)) {
    std::size_t k = j + 1;
    for (std::size_t n = 0; n < 3 && at(k).is(kOf | kFill) && !at(k).is(kMonth); ++n) ++k;
    int m = 0;
    int y = 0;
    std::size_t end = month(k, m);
    end = end == 0 ? 0 : year(joints(end), y);
    const auto day = end == 0 ? std::nullopt : nth_weekday(y, m, at(j).lex->weekday, nth);
    if (!day) return std::nullopt;
    return fixed(i, end, Interval{day, day}, Granularity::day, iso(*day));
  }
  if (!at(j).is(kUnit)) return std::nullopt;
  if (count > 1 && nth != 1 && nth != -1) return std::nullopt;
  return period_of(i, at(j).lex->unit, nth, j + 1, count);
}

}  // namespace hexapla::time
