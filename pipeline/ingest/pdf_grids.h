// Rules of a PDF page that meet make grids, a grid within a cell is its own. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

inline constexpr float kRulesTouch = 3;  // points within which rules meet, or are one

struct RuledGrid {
  std::vector<PdfRule> across;
  std::vector<PdfRule> down;
};

// The grids of the page's rules; strokes of letters that are drawn are none. A table within a cell
// that is connected with the rules of the cell, because a page's end cuts both or it is too wide
// for the cell, is a grid of its own: beside its edge runs a rule of the cell, with white for no
// more than the cell's padding between, and at one end of the edge its rules do not reach that.
std::vector<RuledGrid> ruled_grids(const PdfPage& page);

// Gives cells that are told by their colour the rules that they lack, page by page: rectangles side
// by side in one colour above a ruled table that has their columns, on the same page or at the top
// of the next.
void rule_coloured_rows(std::vector<PdfPage>& pages);

}  // namespace hexapla::ingest
