// Calendar arithmetic on the proleptic Gregorian calendar (std::chrono), and the TIMEX3 values of
// intervals.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla::time {

using Day = std::chrono::sys_days;

// An inclusive interval of days; a missing end is open.
struct Interval {
  std::optional<Day> from;
  std::optional<Day> to;
  bool operator==(const Interval&) const = default;
};

// The units that tables name by these codes.
enum class Unit : std::uint8_t {
  none,
  hour,
  day,
  week,
  month,
  quarter,
  half,
  year,
  biennium,
  decade,
  season
};
Unit unit_of(std::string_view
                 code);  // "HR", "D", "W", "M", "Q", "H", "Y", "BI", "DE"; none for anything else

// Nothing for a day that does not exist (29 February of a common year) or a year outside 1 to 9999.
std::optional<Day> make_day(int year, int month, int day);
int year_of(Day day);
std::string iso(Day day);                        // "2004-02-29"
std::optional<Day> parse_iso(std::string_view);  // of exactly that form

// Whole periods; nothing when an argument is out of range. Weeks run from Monday.
std::optional<Interval> whole_year(int year);
std::optional<Interval> whole_month(int year, int month);
std::optional<Interval> whole_quarter(int year, int quarter);
std::optional<Interval> whole_half(int year, int half);
std::optional<Interval> whole_decade(
    int year);  // the ten years that begin with `year`, a multiple of ten

// Three months from `first_month` (3, 6, 9 or 12) on: spring to winter of the northern half of the
// world.
std::optional<Interval> whole_season(int year, int first_month);
std::string season_value(int year, int first_month);  // "2020-SP", "-SU", "-FA", "-WI"

// The nth (-1: last) `weekday` (Monday = 1) of a month.
std::optional<Day> nth_weekday(int year, int month, int weekday, int nth);

// The nth (-1: last) week of a period that begins in it: its first Monday starts week 1, the last
// whole week is -1.
std::optional<Interval> nth_week(Interval period, int nth);

// `count` units (negative: back) from a day; month ends stay within the month (31 January + 1 month
// = 28 February).
Day shift(Day from, int count, Unit unit);

// ISO 8601 duration: "P60D", "P2Y", "P3W"; a quarter is "P3M", a half-year "P6M", a decade "P10Y".
std::string duration(int count, Unit unit);

// TIMEX3 value to interval, the inverse of what the analyser writes: "2004-02-29", "2018-06",
// "2016-Q3", "2016-H1", "2020-SP", "197" (decade), "2009", "A/B", "A/.." (open end). Durations,
// sets and values with X give nothing.
std::optional<Interval> interval_of(std::string_view timex);

}  // namespace hexapla::time
