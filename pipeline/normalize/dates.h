// Dates where layout needs them: alone on a masthead line, at the head of a timetable's row. The
// analysis of time proper is analyzers/time's. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyzers/text/span.h"
#include "pipeline/normalize/traits.h"

namespace hexapla::normalize {

struct DateMatch {
  Span span;         // in the text
  std::string from;  // ISO: "2004-02-29", or "2017-02" when no day is printed
  std::string to;
  bool has_day = false;
};

// The date or range of dates that begins at `at`, in any of the six languages; it names at least
// month and year.
std::optional<DateMatch> date_at(std::string_view text, std::size_t at = 0);

// The first date in a short line.
std::optional<DateMatch> find_date(std::string_view text);

// The date when the whole text is one (a final full stop and "г." aside).
std::optional<DateMatch> whole_date(std::string_view text);

// A look at what is known of a text without white space at its ends before whole_date is asked:
// false where it cannot be a month and a year and nothing else ("March 2018", "2018年3月"). Two
// texts that stand one behind the other are looked at with their traits appended.
bool may_be_month_and_year(const Traits& text);

// Bytes of a date or time of day, with or without a year or a day of the week, and of the colon or
// dash behind it, when a line begins with that and goes on ("12 March: Committee meets",
// "10 a.m. – 1 p.m.: …", "3月12日：…"); 0 for other lines, and where a small letter follows: that
// goes on with a sentence.
std::size_t dated_head(std::string_view line);

}  // namespace hexapla::normalize
