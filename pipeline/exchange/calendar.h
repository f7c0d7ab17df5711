// Deadlines as an iCalendar object (RFC 5545): one all-day event each, a to-do where no day is
// known.
#pragma once

#include <string>
#include <vector>

namespace hexapla::exchange {

struct CalendarEntry {
  std::string uid;   // stable: the same deadline has the same one in every export
  std::string from;  // ISO day, inclusive; empty: no day is known, the entry is a to-do
  std::string to;    // ISO day, inclusive, not before `from`; empty with it
  std::string summary;
  std::string description;
};

// CRLF lines, folded at 75 octets, UTF-8. The result depends on the entries alone: DTSTAMP is the
// first day of the entry, not the clock, and 1 January 1970 for a to-do, which has no DUE (3.6.2).
std::string to_icalendar(const std::vector<CalendarEntry>& entries);

}  // namespace hexapla::exchange
