// White space between the words of a row. Internal to this room.
#pragma once

#include "pipeline/ingest/pdf_rows.h"

namespace hexapla::ingest {

// There is a space between two neighbours, `a` at the left. `right_to_left`: the row is read so.
bool spaced(const PdfRow& row, const PdfWord& a, const PdfWord& b, bool right_to_left);

// How wide the words are that the line begins with and that no program parts: up to the first
// space, and with what typographers keep beside a number or before punctuation that stands alone.
float first_unit(const PdfRow& row, bool from_right);

}  // namespace hexapla::ingest
