// From the lines of all pages to paragraphs, headings, cells and notes. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/characters.h"
#include "pipeline/ingest/pdf_page.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Appends blocks and notes to `out`. Lines of one paragraph are joined over pages and columns by
// what their places and types tell; a line that leaves room for the next one's first word ends
// something. Headings are what is set larger than `body`, the size of most of the text. Raised
// marks and asterisks anchor the next note with that mark from the same page on.
void make_blocks(const std::vector<PdfSheet>& sheets, float body, Tallies& tallies,
                 RawDocument& out);

// What read_pdf (readers.h) makes of the words of the pages, without the manifestation.
RawDocument lay_out_pdf(std::vector<PdfPage> pages);

}  // namespace hexapla::ingest
