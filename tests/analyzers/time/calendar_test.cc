// The calendar itself: lengths of months and years, weeks, and the way from a TIMEX3 value to its
// days.
#include "analyzers/time/calendar.h"

#include <gtest/gtest.h>

namespace hexapla::time {
namespace {

std::string days(const std::optional<Interval>& i) {
  if (!i) return "-";
  return (i->from ? iso(*i->from) : std::string("..")) + " " +
         (i->to ? iso(*i->to) : std::string(".."));
}

TEST(Calendar, ThereIsA29thOfFebruaryInLeapYearsAlone) {
  for (int year = 1890; year <= 2110; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    EXPECT_EQ(make_day(year, 2, 29).has_value(), leap) << year;
    EXPECT_FALSE(make_day(year, 2, 30)) << year;
    EXPECT_EQ(days(whole_month(year, 2)).substr(19), leap ? "29" : "28") << year;
  }
}

TEST(Calendar, RefusesWhatIsNoDay) {
  EXPECT_FALSE(make_day(2018, 0, 1));
  EXPECT_FALSE(make_day(2018, 13, 1));
  EXPECT_FALSE(make_day(2018, 4, 31));
  EXPECT_FALSE(make_day(0, 1, 1));
  EXPECT_FALSE(make_day(10000, 1, 1));
  EXPECT_FALSE(parse_iso("2018-4-01"));
  EXPECT_FALSE(parse_iso("2018-02-29"));
}

TEST(Calendar, PeriodsHaveTheirFirstAndLastDay) {
  EXPECT_EQ(days(whole_year(2018)), "2018-01-01 2018-12-31");
  EXPECT_EQ(days(whole_quarter(2016, 3)), "2016-07-01 2016-09-30");
  EXPECT_EQ(days(whole_half(2017, 1)), "2017-01-01 2017-06-30");
  EXPECT_EQ(days(whole_decade(1990)), "1990-01-01 1999-12-31");
  EXPECT_EQ(days(whole_season(2019, 12)),
            "2019-12-01 2020-02-29");  // a winter ends in the next year
  EXPECT_EQ(days(whole_quarter(2016, 5)), "-");
  EXPECT_EQ(days(whole_decade(1995)), "-");
}

TEST(Calendar, WeekdaysOfAMonth) {
  // September 2014 began on a Monday.
  EXPECT_EQ(iso(*nth_weekday(2014, 9, 1, 1)), "2014-09-01");
  EXPECT_EQ(iso(*nth_weekday(2014, 9, 2, 3)), "2014-09-16");
  EXPECT_EQ(iso(*nth_weekday(2014, 9, 7, -1)), "2014-09-28");
  EXPECT_EQ(iso(*nth_weekday(2014, 9, 2, 5)), "2014-09-30");
  EXPECT_FALSE(nth_weekday(2014, 9, 3, 5));  // it had four Wednesdays
}

TEST(Calendar, ShiftsByMonthsStayInTheMonth) {
  const auto day = [](int y, int m, int d) { return *make_day(y, m, d); };
  EXPECT_EQ(iso(shift(day(2019, 4, 29), -6, Unit::month)), "2018-10-29");
  EXPECT_EQ(iso(shift(day(2019, 1, 31), 1, Unit::month)), "2019-02-28");
  EXPECT_EQ(iso(shift(day(2020, 2, 29), 1, Unit::year)), "2021-02-28");
  EXPECT_EQ(iso(shift(day(1999, 5, 13), -2, Unit::week)), "1999-04-29");
}

TEST(Calendar, TimexValuesGoBackToTheirDays) {
  const std::pair<const char*, const char*> cases[] = {
      {"2004-02-29", "2004-02-29 2004-02-29"},
      {"2018-06", "2018-06-01 2018-06-30"},
      {"2016-Q3", "2016-07-01 2016-09-30"},
      {"2016-H2", "2016-07-01 2016-12-31"},
      {"2020-SP", "2020-03-01 2020-05-31"},
      {"199", "1990-01-01 1999-12-31"},
      {"2009", "2009-01-01 2009-12-31"},
      {"2009/..", "2009-01-01 .."},
      {"2018-06/2018-07", "2018-06-01 2018-07-31"},
      {"2015-09-29/2015-10-01", "2015-09-29 2015-10-01"},
      {"P60D", "-"},
      {"XXXX", "-"},
      {"XXXX-05-10", "-"},
      {"", "-"},
      {"2018-13", "-"},
  };
  for (const auto& [value, expected] : cases)
    EXPECT_EQ(days(interval_of(value)), expected) << value;
}

TEST(Calendar, EveryDayOfACenturyMakesTheRoundTrip) {
  for (Day day = *make_day(1950, 1, 1); day <= *make_day(2050, 12, 31);
       day += std::chrono::days{1}) {
    const auto back = interval_of(iso(day));
    ASSERT_TRUE(back && back->from == day && back->to == day) << iso(day);
  }
}

}  // namespace
}  // namespace hexapla::time
