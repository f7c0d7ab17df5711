// From tokens to time expressions, without roles: what is a date, a range, a duration, a meeting.
// Inside the room only. Every step looks a bounded number of tokens ahead, so that reading is
// linear.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analyzers/time/calendar.h"
#include "analyzers/time/time.h"
#include "analyzers/time/tokens.h"

namespace hexapla::time {

// A date with parts missing: 0 is "not printed".
struct Partial {
  int year = 0;
  int month = 0;
  int day = 0;
  bool operator==(const Partial&) const = default;
};

struct Found {
  enum class Kind : std::uint8_t {
    calendar,     // a (and b for ranges) hold the date
    fixed,        // interval, granularity and timex are set: quarters, weeks, decades
    meeting,      // "at its ninth meeting": ordinal, or code and number ("COP-8")
    duration,     // count units, before or after an event or a date
    recurrence,   // timex is the period
    placeholder,  // "[date]"
    undated       // "during the intersessional period", "the next biennium"
  };
  std::size_t first = 0;  // tokens [first, last)
  std::size_t last = 0;
  Kind kind = Kind::calendar;
  Partial a;
  Partial b;
  bool range = false;
  bool inferred = false;  // year or month came from a neighbour
  bool open = false;      // "since 2009"
  bool yearless = false;  // "of the following year": no year may be supplied
  bool deictic = false;   // "of this year": the year is that of the document, and `shift` more
  int shift = 0;
  bool same_year = false;  // "of that year": the year of the expression before
  bool edge = false;       // "at the closure of the fifth meeting"
  char part = 0;      // 's' "early", 'm' "mid", 'e' "end of"; the interval is that of the whole
  Interval interval;  // of `fixed`, and of everything once resolve() has run
  Granularity granularity = Granularity::day;
  std::string timex;
  int ordinal = 0;  // of a meeting, -1 the last
  std::size_t noun =
      0;             // meeting: token of its noun; duration: first token after the count and unit
  std::string code;  // folded code of a meeting ("cop")
  int count = 0;     // duration; 0 when the text contradicts itself
  Unit unit = Unit::none;
  int direction = 0;     // duration: -1 before, +1 after its anchor, 0 neither
  std::string dated_by;  // DatedMeeting::source of the meeting that gave the interval
};

// Time expressions in the order of the text, not overlapping. `tokens` are masked already.
std::vector<Found> read(const std::vector<Token>& tokens, const Vocabulary& words,
                        std::string_view folded);

// Sets interval, granularity and timex of a calendar expression from its parts, as far as they are
// known.
void resolve(Found& found);

// A calendar expression whose year is not printed.
bool lacks_year(const Found& found);

// Gives it the year and resolves it; a range over the turn of the year begins in the year before.
void supply_year(Found& found, int year);

}  // namespace hexapla::time
