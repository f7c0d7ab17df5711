// Meetings that a document dates somewhere, so that "at its ninth meeting" elsewhere in it is a
// date. Inside the room only.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/text/unit.h"
#include "analyzers/time/reading.h"

namespace hexapla::time {

class Meetings {
 public:
  // `known` are what other documents date; borrowed as long as this lives.
  Meetings(std::span<const text::Unit> units, const std::vector<std::unique_ptr<Reading>>& readings,
           std::span<const DatedMeeting> known);

  // Gives an undated meeting its interval when exactly one meeting fits; says so with `inferred`.
  void resolve(const Reading& in, Found& found) const;

  // What this document dates and other documents may rely on: days of one meeting of a body that is
  // named by more than "the committee". Sorted, each once.
  std::vector<DatedMeeting> told() const;

 private:
  struct Dated {
    int ordinal = 0;
    std::string noun;  // its kind, as the table names it
    std::string body;  // folded; empty when the text does not name it beside the meeting
    Interval interval;
    Granularity granularity = Granularity::day;
    std::string timex;
    bool masthead = false;
    std::string source;  // empty: this document
  };
  void collect(const Reading& in, const std::string& body_above, bool masthead, const Found* date);

  struct Named {
    std::string body;     // folded; empty when the sentence names nobody
    bool beside = false;  // "the third meeting of the Committee"
  };
  static Named named(const Reading& in, const Found& found);
  const Dated* match(const Reading& in, const Found& found) const;
  const Dated* match_known(const Reading& in, const Found& found, const std::string& body) const;
  // The dates that stand beside the meeting in its own sentence ("at its fourth meeting, held in
  // Geneva from 26 to 28 September 2018").
  static const Found* beside(const Reading& in, const Found& found);
  void resolve_duration(const Reading& in, Found& found) const;

  std::vector<Dated> dated_;
  std::optional<Interval> own_;  // the meeting that the document is of
  std::string own_body_;         // whose meeting it is; folded
  bool treaty_ = false;          // a treaty: "the meeting" is any
  std::vector<Dated> known_;     // by other documents
};

}  // namespace hexapla::time
