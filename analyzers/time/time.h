// Time expressions and deadlines in six languages.
//
// Values follow TIMEX3 (ISO 24617-1): intervals are inclusive ISO days. References, URLs,
// addresses, telephone numbers, note numbers and labels are masked before anything is read as a
// date. Linear; pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/text/span.h"
#include "analyzers/text/unit.h"

namespace hexapla::time {

enum class Role : std::uint8_t { deadline, meeting, publication, period, event };
enum class Granularity : std::uint8_t {
  day,
  range,
  month,
  quarter,
  season,
  year,
  decade,
  duration,
  set,
  undated
};

// How a deadline binds: by and no-later-than include the day, before excludes it, from starts
// there.
enum class Bound : std::uint8_t { none, by, before, no_later_than, from, within, on };

// Who must do what; texts of the document, empty where it does not say.
struct Duty {
  std::string actor;
  std::string action;
  bool operator==(const Duty&) const = default;
};

struct TimeExpression {
  Span span;  // in the unit's text
  std::string
      from;  // ISO day, inclusive; empty when the text does not tell ("within 60 days of receipt")
  std::string to;  // ISO day, inclusive; empty when open or unknown
  Granularity granularity = Granularity::day;
  std::string timex;  // TIMEX3 value: "2004-02-29", "2018-06/2018-07", "P60D", "XXXX"
  Role role = Role::event;
  bool inferred = false;  // a part (the year, the month) was not printed here but taken from row,
                          // range, document or another document (dated_by)
  Bound bound = Bound::none;
  // Deadlines only. Actor and action are texts of the document; empty when it does not say.
  std::string actor;
  std::string action;
  bool actor_inferred = false;  // the sentence names nobody: the letter's recipients, joined with
                                // "; ", are bound
  std::vector<Duty>
      more;  // one date may bind further actors ("... and for the Secretariat to prepare drafts")
  Span sentence;  // the sentence that carries the deadline, in the unit's text
  // Which other document dates the meeting that this hangs on: DatedMeeting::source. Empty where
  // the document itself tells.
  std::string dated_by;

  bool operator==(const TimeExpression&) const = default;
};

std::string_view name(Role role);
std::string_view name(Granularity granularity);
std::string_view name(Bound bound);

// Time expressions of one stretch of text, in order of position, no two overlapping.
// `mask`: spans that are something else already (references), sorted.
std::vector<TimeExpression> find(std::string_view text, std::string_view lang,
                                 std::span<const Span> mask = {});

// A meeting that a document dates: "Conference of the Parties, Third meeting, Lima, 29 April-3 May
// 2019". The body's words are folded, in the document's language.
struct DatedMeeting {
  int ordinal = 0;
  std::string noun;       // kind of meeting as the tables name it: "meeting", "session"
  std::string body;       // "conference of the parties"
  std::string from;       // ISO days, inclusive
  std::string to;         // "
  std::string timex;      // "2019-04-29/2019-05-03"
  bool masthead = false;  // the document is of this meeting; else it only tells of it
  std::string source;     // the caller's name of the document; not set by this room
  auto operator<=>(const DatedMeeting&) const = default;
};

struct DocumentTimes {
  std::vector<std::vector<TimeExpression>> times;  // one list a unit
  std::vector<DatedMeeting> meetings;              // sorted, each once
};

// Time expressions of a whole document: roles, deadlines, actors in timetables, meetings dated
// elsewhere in it. `references` is what references::find_in_document gave for the same units.
// `known`: meetings that other documents of the same treaty date, in the language of this one; they
// serve where the document itself is silent. Nothing is resolved where they disagree.
DocumentTimes find_in_document(std::span<const text::Unit> units,
                               std::span<const std::vector<references::Reference>> references,
                               std::span<const DatedMeeting> known = {});

}  // namespace hexapla::time
