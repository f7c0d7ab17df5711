// Timetables: the date is the label of a row, the act and the actor stand in other cells; also
// timetables that lost their cells and became lines. Inside the room only.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "analyzers/text/unit.h"
#include "analyzers/time/reading.h"

namespace hexapla::time {

// Sets role, bound, actor and action of the row dates in `out` (one list a unit, in step with
// `readings`' found).
void read_timetables(std::span<const text::Unit> units,
                     const std::vector<std::unique_ptr<Reading>>& readings,
                     std::vector<std::vector<TimeExpression>>& out);

}  // namespace hexapla::time
