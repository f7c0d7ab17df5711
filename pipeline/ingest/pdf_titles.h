// Title rows of ruled tables that no rule frames. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/pdf_page.h"

namespace hexapla::ingest {

// Makes lines right above a ruled table its first row, of one cell, when they stand within the edge
// of the table as the text of its first column does, and text outside of tables begins at the
// edge: paragraphs are not set so, captions and headings begin with the text around.
void take_titles(std::vector<PdfSheet>& sheets);

}  // namespace hexapla::ingest
