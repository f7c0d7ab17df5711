// Text in columns: a page is cut into regions in the order of reading. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

struct PdfBox {
  float left = 0, right = 0, top = 0, bottom = 0;
};

// What is read as one run of lines: a column, or what stands above, below and between columns from
// one side of the page to the other.
struct PdfRegion {
  PdfPage page;  // its words, and the page's measures
  PdfBox box;    // what of the page it is; the regions of a page cover it
  bool column = false;
};

// White between two columns: where it runs down, and where the column right of it begins.
struct PdfGutter {
  float left = 0, right = 0, top = 0, bottom = 0;
};

// Cuts the page where white runs down it for several lines with running text on both sides, which
// is not broken at the same places on both: that is a table without rules. Columns are read from
// the left, or from the right where the page is. A heading at the foot of the first columns, below
// the end of the others, is of what comes below. Where the page or the one before has columns, a
// few lines side by side at the same places are columns, too. `tables`: what was taken out of the
// page before, which white does not cross. `known`: the gutters of the page before, becomes those
// of this one. A page without columns is one region, its words as they came.
std::vector<PdfRegion> split_columns(PdfPage page, const std::vector<PdfBox>& tables,
                                     bool right_to_left, std::vector<PdfGutter>& known);

}  // namespace hexapla::ingest
