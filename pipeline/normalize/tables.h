// Tables: rows of tabs, Markdown pipes, timetables that an extractor flattened. Internal to this
// room.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/normalize/lines.h"

namespace hexapla::normalize {

using Cell = std::vector<Rich>;  // its paragraphs
struct TableRow {
  std::vector<Cell> cells;
  bool header = false;
};

struct FoundTable {
  std::size_t line = 0;  // where it begins
  std::vector<TableRow> rows;
};

// Finds tables, takes their lines out of the flow (consumed) and returns them in order. A header
// that a page break repeats is dropped; a row without a key that continues the row above it is
// merged into that.
std::vector<FoundTable> take_tables(std::vector<Line>& lines,
                                    const std::set<std::string>& vocabulary);

// Splits paragraphs of a cell that an extractor ran together: at labels ("…; (b) …") and at the
// words that open paragraphs elsewhere in the table ("National level:").
void split_run_together(FoundTable& table);

}  // namespace hexapla::normalize
