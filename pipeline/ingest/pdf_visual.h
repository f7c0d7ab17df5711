// Words of a page, or of a part of it, in lines as the eye sees them. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

struct VisualLine {
  std::vector<const PdfWord*> words;    // from left to right
  float top = 0, bottom = 0, size = 0;  // of its largest type
};

// Words side by side, whatever column they are of, from top to bottom; turned words are left out.
std::vector<VisualLine> visual_lines(const PdfPage& page);

// Puts words that stand in no order into that of their lines, from top to bottom and from left to
// right. Leaves them alone when some are turned.
void order_words(PdfPage& page);

}  // namespace hexapla::ingest
