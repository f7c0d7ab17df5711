#include "pipeline/exchange/calendar.h"

#include <libical/ical.h>

#include <memory>

#include "pipeline/base/error.h"

namespace hexapla::exchange {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};

icaltimetype day(const std::string& iso) {
  std::string compact;
  for (const char c : iso) {
    if (c != '-') compact += c;
  }
  icaltimetype t = icaltime_from_string(compact.c_str());
  if (icaltime_is_null_time(t) || !icaltime_is_date(t)) {
    throw Error(ErrorKind::internal, "", "", "no calendar day: \"" + iso + "\"");
  }
  return t;
}

icalcomponent* event(const CalendarEntry& entry) {
  const icaltimetype first = day(entry.from);
  // DTEND is exclusive (RFC 5545, 3.6.1).
  icaltimetype end = day(entry.to);
  icaltime_adjust(&end, 1, 0, 0, 0);
  icaltimetype stamp = first;
  stamp.is_date = 0;
  stamp.zone = icaltimezone_get_utc_timezone();
  return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(entry.uid.c_str()),
                             icalproperty_new_dtstamp(stamp), icalproperty_new_dtstart(first),
                             icalproperty_new_dtend(end),
                             icalproperty_new_summary(entry.summary.c_str()),
                             icalproperty_new_description(entry.description.c_str()),
                             // A deadline does not make the day busy.
                             icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), nullptr);
}

icalcomponent* to_do(const CalendarEntry& entry) {
  icaltimetype stamp = day("1970-01-01");
  stamp.is_date = 0;
  stamp.zone = icaltimezone_get_utc_timezone();
  return icalcomponent_vanew(ICAL_VTODO_COMPONENT, icalproperty_new_uid(entry.uid.c_str()),
                             icalproperty_new_dtstamp(stamp),
                             icalproperty_new_summary(entry.summary.c_str()),
                             icalproperty_new_description(entry.description.c_str()), nullptr);
}

}  // namespace

std::string to_icalendar(const std::vector<CalendarEntry>& entries) {
  const std::unique_ptr<icalcomponent, FreeComponent> calendar(
      icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                          icalproperty_new_prodid("-//Hexapla//Deadlines//EN"), nullptr));
  for (const CalendarEntry& entry : entries) {
    icalcomponent_add_component(calendar.get(), entry.from.empty() ? to_do(entry) : event(entry));
  }
  const std::unique_ptr<char, decltype(&free)> text(icalcomponent_as_ical_string_r(calendar.get()),
                                                    free);
  return text.get();
}

}  // namespace hexapla::exchange
