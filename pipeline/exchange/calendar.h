// Deadlines as an iCalendar object (RFC 5545), one all-day event each.
#pragma once

#include <string>
#include <vector>

namespace hexapla::exchange {

struct CalendarEntry {
  std::string uid;   // stable: the same deadline has the same one in every export
  std::string from;  // ISO day, inclusive
  std::string to;    // ISO day, inclusive, not before `from`
  std::string summary;
  std::string description;
};

// CRLF lines, folded at 75 octets, UTF-8. The result depends on the entries alone: DTSTAMP is the
// first day of the entry, not the clock. Entries without a day cannot be events: the caller lists
// them otherwise.
std::string to_icalendar(const std::vector<CalendarEntry>& entries);

}  // namespace hexapla::exchange
