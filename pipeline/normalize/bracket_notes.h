// Notes whose marks are numbers in square brackets: "the report,[1] and", and "[1] A/90/7." at the
// foot of the page or at the end. Internal to this room.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "pipeline/normalize/notes.h"

namespace hexapla::normalize {

// Takes such notes out of the flow and makes anchors of their marks. A line is a note where its
// number is the one that comes next and a line before it has the mark; so "[30] days", which nobody
// has agreed to yet, stays text.
void take_bracket_notes(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
                        std::vector<FoundNote>& out);

}  // namespace hexapla::normalize
