#include "pipeline/exchange/calendar.h"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

namespace hexapla::exchange {
namespace {

const CalendarEntry kEntry = {
    "u1@hexapla", "2004-02-29", "2004-02-29", "Focal points: provide information; comments, too",
    "Additional information could be provided by 29 February 2004.\n\nUNEP/POPS/EGB.2/1 (en, fr)"};

TEST(Calendar, AnAllDayEventWhoseEndIsExclusive) {
  const std::string text = to_icalendar({kEntry});
  EXPECT_NE(text.find("DTSTART;VALUE=DATE:20040229\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("DTEND;VALUE=DATE:20040301\r\n"), std::string::npos)
      << text;  // a leap year's 29th, then March
  EXPECT_NE(text.find("UID:u1@hexapla\r\n"), std::string::npos);
  EXPECT_NE(text.find("TRANSP:TRANSPARENT\r\n"), std::string::npos);
  EXPECT_NE(text.find("information\\; comments\\, too"), std::string::npos);  // RFC 5545, 3.3.11
}

TEST(Calendar, LinesAreFoldedAndEndInCrLf) {
  CalendarEntry entry = kEntry;
  entry.summary.clear();
  for (int i = 0; i < 40; ++i) entry.summary += "\u0642\u0631\u0627\u0631 ";  // two bytes a letter
  const std::string text = to_icalendar({entry});
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    ASSERT_LE(end - at, 75U);
    at = end + 2;
  }
}

TEST(Calendar, WhatWasWrittenReadsBack) {
  const std::string text =
      to_icalendar({kEntry, {"u2@hexapla", "2018-06-01", "2018-07-31", "s", "d"}});
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> read(
      icalparser_parse_string(text.c_str()), icalcomponent_free);
  ASSERT_TRUE(read);
  EXPECT_EQ(icalcomponent_count_errors(read.get()), 0);
  EXPECT_EQ(icalcomponent_count_components(read.get(), ICAL_VEVENT_COMPONENT), 2);
  icalcomponent* event = icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_STREQ(icalcomponent_get_description(event), kEntry.description.c_str());
  EXPECT_NE(icalcomponent_get_first_property(event, ICAL_DTSTAMP_PROPERTY), nullptr);  // required
}

// RFC 5545, 3.6.2: a to-do needs neither DTSTART nor DUE, but UID and DTSTAMP.
TEST(Calendar, WithoutADayItIsAToDo) {
  const std::string text = to_icalendar({kEntry, {"u3@hexapla", "", "", "within 60 days", "d"}});
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> read(
      icalparser_parse_string(text.c_str()), icalcomponent_free);
  ASSERT_TRUE(read);
  EXPECT_EQ(icalcomponent_count_errors(read.get()), 0);
  EXPECT_EQ(icalcomponent_count_components(read.get(), ICAL_VEVENT_COMPONENT), 1);
  icalcomponent* todo = icalcomponent_get_first_component(read.get(), ICAL_VTODO_COMPONENT);
  ASSERT_NE(todo, nullptr);
  EXPECT_STREQ(icalcomponent_get_uid(todo), "u3@hexapla");
  EXPECT_NE(icalcomponent_get_first_property(todo, ICAL_DTSTAMP_PROPERTY), nullptr);
  EXPECT_EQ(icalcomponent_get_first_property(todo, ICAL_DUE_PROPERTY), nullptr);
  EXPECT_EQ(icalcomponent_get_first_property(todo, ICAL_DTSTART_PROPERTY), nullptr);
}

TEST(Calendar, TheSameEntriesGiveTheSameBytes) {
  EXPECT_EQ(to_icalendar({kEntry}), to_icalendar({kEntry}));
}

TEST(Calendar, NothingIsStillACalendar) {
  EXPECT_NE(to_icalendar({}).find("BEGIN:VCALENDAR"), std::string::npos);
}

}  // namespace
}  // namespace hexapla::exchange
