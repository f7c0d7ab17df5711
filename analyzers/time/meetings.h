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
  Meetings(std::span<const text::Unit> units,
           const std::vector<std::unique_ptr<Reading>>& readings);

  // Gives an undated meeting its interval when exactly one meeting fits; says so with `inferred`.
  void resolve(const Reading& in, Found& found) const;

 private:
  struct Dated {
    int ordinal = 0;
    std::string noun;  // folded
    std::string body;  // folded; empty when the text does not name it beside the meeting
    Interval interval;
    Granularity granularity = Granularity::day;
    std::string timex;
  };
  void collect(const Reading& in, const std::string& body_above, const Found* date);

  const Dated* match(const Reading& in, const Found& found) const;
  // The dates that stand beside the meeting in its own sentence ("at its fourth meeting, held in
  // Geneva from 26 to 28 September 2018").
  static const Found* beside(const Reading& in, const Found& found);
  void resolve_duration(const Reading& in, Found& found) const;

  std::vector<Dated> dated_;
  std::optional<Interval> own_;  // the meeting that the document is of
  bool treaty_ = false;          // a treaty: "the meeting" is any
};

}  // namespace hexapla::time
