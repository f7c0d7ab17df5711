// What an extractor that keeps the layout of a page sets beside each other, though it is not one
// line: the two columns of a masthead; in Arabic, a bullet that stands at the line's right.
// Internal to this room.
#pragma once

#include "pipeline/ingest/raw_document.h"

namespace hexapla::normalize {

// "United Nations          A/RES/73/292": the columns of the masthead one after the other, each
// line of the right one a line of its own (RawLine::hard).
void part_head_columns(ingest::RawDocument& raw);

// "تقرير الفريق •": the bullet at the line's beginning, where it is read.
void turn_bullets(ingest::RawDocument& raw);

}  // namespace hexapla::normalize
