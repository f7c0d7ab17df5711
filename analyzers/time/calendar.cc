#include "analyzers/time/calendar.h"

#include <algorithm>

namespace hexapla::time {
namespace {

namespace chr = std::chrono;

bool year_in_range(int year) {
  return year >= 1 && year <= 9999;
}

std::string padded(unsigned value, std::size_t width) {
  std::string digits = std::to_string(value);
  std::string out;
  while (out.size() + digits.size() < width) out.push_back('0');
  out.append(digits);
  return out;
}

std::optional<int> number(std::string_view text, std::size_t digits) {
  if (text.size() != digits) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Interval> months(int year, int first, int last) {
  const auto from = make_day(year, first, 1);
  if (!from || last < first || last > 12) return std::nullopt;
  const chr::year_month_day_last end{chr::year{year},
                                     chr::month_day_last{chr::month(static_cast<unsigned>(last))}};
  return Interval{from, Day{end}};
}

std::optional<Interval> simple_value(std::string_view v) {
  if (v.size() == 10) {
    const auto day = parse_iso(v);
    if (!day) return std::nullopt;
    return Interval{day, day};
  }
  if (v.size() == 3) {
    const auto decade = number(v, 3);
    return decade ? whole_decade(*decade * 10) : std::nullopt;
  }
  const auto year = v.size() >= 4 ? number(v.substr(0, 4), 4) : std::nullopt;
  if (!year) return std::nullopt;
  if (v.size() == 4) return whole_year(*year);
  if (v.size() != 7 || v[4] != '-') return std::nullopt;
  if (v[5] == 'Q') return whole_quarter(*year, v[6] - '0');
  if (v[5] == 'H') return whole_half(*year, v[6] - '0');
  for (const int first : {3, 6, 9, 12}) {
    if (v == season_value(*year, first)) return whole_season(*year, first);
  }
  const auto month = number(v.substr(5), 2);
  return month ? whole_month(*year, *month) : std::nullopt;
}

}  // namespace

Unit unit_of(std::string_view code) {
  if (code == "HR") return Unit::hour;
  if (code == "D") return Unit::day;
  if (code == "W") return Unit::week;
  if (code == "M") return Unit::month;
  if (code == "Q") return Unit::quarter;
  if (code == "H") return Unit::half;
  if (code == "Y") return Unit::year;
  if (code == "BI") return Unit::biennium;
  if (code == "DE") return Unit::decade;
  return Unit::none;
}

std::optional<Day> make_day(int year, int month, int day) {
  if (!year_in_range(year) || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const chr::year_month_day ymd{chr::year{year}, chr::month(static_cast<unsigned>(month)),
                                chr::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Day{ymd};
}

int year_of(Day day) {
  return static_cast<int>(chr::year_month_day{day}.year());
}

std::string iso(Day day) {
  const chr::year_month_day ymd{day};
  return padded(static_cast<unsigned>(static_cast<int>(ymd.year())), 4) + '-' +
         padded(static_cast<unsigned>(ymd.month()), 2) + '-' +
         padded(static_cast<unsigned>(ymd.day()), 2);
}

std::optional<Day> parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4), 4);
  const auto m = number(text.substr(5, 2), 2);
  const auto d = number(text.substr(8, 2), 2);
  return y && m && d ? make_day(*y, *m, *d) : std::nullopt;
}

std::optional<Interval> whole_year(int year) {
  return months(year, 1, 12);
}
std::optional<Interval> whole_month(int year, int month) {
  return months(year, month, month);
}

std::optional<Interval> whole_quarter(int year, int quarter) {
  if (quarter < 1 || quarter > 4) return std::nullopt;
  return months(year, quarter * 3 - 2, quarter * 3);
}

std::optional<Interval> whole_half(int year, int half) {
  if (half < 1 || half > 2) return std::nullopt;
  return months(year, half * 6 - 5, half * 6);
}

std::optional<Interval> whole_season(int year, int first_month) {
  if (first_month < 3 || first_month > 12 || first_month % 3 != 0) return std::nullopt;
  const auto first = whole_month(year, first_month);
  const auto last =
      first_month == 12 ? whole_month(year + 1, 2) : whole_month(year, first_month + 2);
  if (!first || !last) return std::nullopt;
  return Interval{first->from, last->to};
}

std::string season_value(int year, int first_month) {
  static constexpr std::string_view kCodes[] = {"SP", "SU", "FA", "WI"};
  std::string out = padded(static_cast<unsigned>(year), 4);
  out.append(1, '-').append(kCodes[static_cast<std::size_t>(first_month / 3 - 1) % 4]);
  return out;
}

std::optional<Interval> whole_decade(int year) {
  if (year % 10 != 0) return std::nullopt;
  const auto first = whole_year(year);
  const auto last = whole_year(year + 9);
  if (!first || !last) return std::nullopt;
  return Interval{first->from, last->to};
}

std::optional<Day> nth_weekday(int year, int month, int weekday, int nth) {
  const auto whole = whole_month(year, month);
  if (!whole || weekday < 1 || weekday > 7) return std::nullopt;
  const chr::weekday wanted(static_cast<unsigned>(weekday));
  Day day;
  if (nth > 0 && nth <= 5) {
    day = *whole->from + (wanted - chr::weekday{*whole->from}) + chr::weeks{nth - 1};
  } else if (nth < 0 && nth >= -5) {
    day = *whole->to - (chr::weekday{*whole->to} - wanted) - chr::weeks{-nth - 1};
  } else {
    return std::nullopt;
  }
  if (day < *whole->from || day > *whole->to) return std::nullopt;
  return day;
}

std::optional<Interval> nth_week(Interval period, int nth) {
  if (!period.from || !period.to || nth == 0 || nth > 53 || nth < -53) return std::nullopt;
  Day monday;
  if (nth > 0) {
    monday = *period.from + (chr::Monday - chr::weekday{*period.from}) + chr::weeks{nth - 1};
  } else {
    const Day sunday = *period.to - (chr::weekday{*period.to} - chr::Sunday);
    monday = sunday - chr::days{6} - chr::weeks{-nth - 1};
  }
  if (monday < *period.from || monday + chr::days{6} > *period.to + chr::days{6})
    return std::nullopt;
  return Interval{monday, monday + chr::days{6}};
}

Day shift(Day from, int count, Unit unit) {
  int months_moved = 0;
  switch (unit) {
    case Unit::none:
    case Unit::hour:
      return from;
    case Unit::season:
      months_moved = 3 * count;
      break;
    case Unit::day:
      return from + chr::days{count};
    case Unit::week:
      return from + chr::weeks{count};
    case Unit::month:
      months_moved = count;
      break;
    case Unit::quarter:
      months_moved = 3 * count;
      break;
    case Unit::half:
      months_moved = 6 * count;
      break;
    case Unit::year:
      months_moved = 12 * count;
      break;
    case Unit::biennium:
      months_moved = 24 * count;
      break;
    case Unit::decade:
      months_moved = 120 * count;
      break;
  }
  chr::year_month_day ymd{from};
  ymd += chr::months{months_moved};
  if (!ymd.ok()) ymd = ymd.year() / ymd.month() / chr::last;
  return Day{ymd};
}

std::string duration(int count, Unit unit) {
  const auto p = [](int n, char letter) {
    std::string out(1, 'P');
    out.append(std::to_string(n)).push_back(letter);
    return out;
  };
  switch (unit) {
    case Unit::none:
      return "";
    case Unit::hour: {
      std::string out = "PT";
      out.append(std::to_string(count)).push_back('H');
      return out;
    }
    case Unit::season:
      return p(3 * count, 'M');
    case Unit::day:
      return p(count, 'D');
    case Unit::week:
      return p(count, 'W');
    case Unit::month:
      return p(count, 'M');
    case Unit::quarter:
      return p(3 * count, 'M');
    case Unit::half:
      return p(6 * count, 'M');
    case Unit::year:
      return p(count, 'Y');
    case Unit::biennium:
      return p(2 * count, 'Y');
    case Unit::decade:
      return p(10 * count, 'Y');
  }
  return "";
}

std::optional<Interval> interval_of(std::string_view timex) {
  const std::size_t slash = timex.find('/');
  if (slash == std::string_view::npos) return simple_value(timex);
  const std::string_view left = timex.substr(0, slash);
  const std::string_view right = timex.substr(slash + 1);
  const auto from = left == ".." ? std::optional<Interval>{Interval{}} : simple_value(left);
  const auto to = right == ".." ? std::optional<Interval>{Interval{}} : simple_value(right);
  if (!from || !to) return std::nullopt;
  return Interval{from->from, to->to};
}

}  // namespace hexapla::time
