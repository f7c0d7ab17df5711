// Labels of forms that are set in larger type, as headings are. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Of formats that tell headings by their type alone: makes headings of one level and colour
// paragraphs where all of the document, at least three, are short, neither bold nor numbered, and
// stand over what fills in a form: one paragraph of a line or two, with a heading or a table or
// nothing below it. Headings have text below them somewhere.
void release_form_labels(std::vector<RawBlock>& blocks);

}  // namespace hexapla::ingest
