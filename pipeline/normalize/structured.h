// From the blocks of a structured format to what the rest of normalisation works on. Internal to
// this room.
#pragma once

#include "pipeline/ingest/raw_document.h"
#include "pipeline/normalize/draft.h"

namespace hexapla::normalize {

// Paragraphs, tables and notes of `raw.blocks` and `raw.notes`. A table that only frames text
// (one cell, or the masthead of the first page) becomes the paragraphs that it frames; lines of the
// running head stay when they belong to a masthead that the text does not repeat. A label stands in
// front of its paragraph's text, as it does where it is typed (Paragraph::given_label).
Draft draft_of_blocks(const ingest::RawDocument& raw);

}  // namespace hexapla::normalize
