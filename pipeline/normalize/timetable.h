// Timetables of two columns, period and activity, that an extractor of PDF wrote line by line.
// Internal to this room.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "pipeline/normalize/tables.h"

namespace hexapla::normalize {

// Takes every stretch of lines with at least three that are a month and a year alone (the first
// on one line, others perhaps on two), with the
// header above it, and rebuilds rows: a key may take several short lines, key and activity may
// share a line, indented lines are items of a list within the activity, the header that a page
// break repeats is dropped.
void take_timetables(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
                     std::vector<FoundTable>& out);

}  // namespace hexapla::normalize
