// Notes at the foot of pages as extractors leave them, without a rule: the mark on a line of its
// own and the text below it, or both on one line. Internal to this room.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/normalize/notes.h"

namespace hexapla::normalize {

// Takes the notes at the feet of the pages (take_furniture) out of the flow and appends them, in
// order. What stands at a page's foot is notes where the marks count on from the page before (or
// begin anew), text stands behind every mark, and marks glued to words say that there are notes at
// all; so numbers in a table that was flattened stay where they are. A note that a page's end cuts
// is joined with its rest.
void take_page_notes(std::vector<Line>& lines, const std::vector<Span>& pages,
                     const std::set<std::string>& vocabulary, std::vector<FoundNote>& out);

}  // namespace hexapla::normalize
