// Labels of forms that are set in larger type, as headings are. Internal to this room.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// What headings that are told by their type are alike in, never 0. `colour`: red, green and blue, 8
// bits each.
inline std::uint32_t heading_type(int level, std::uint32_t colour) {
  return static_cast<std::uint32_t>(level) << 24 | colour;
}

// Makes headings of one type (RawBlock::type) paragraphs where all of the document, at least three,
// are short, neither bold nor numbered, and stand over what fills in a form: one paragraph of a
// line or two, with a heading or a table or nothing below it. Headings have text below them
// somewhere.
void release_form_labels(std::vector<RawBlock>& blocks);

}  // namespace hexapla::ingest
