// Form fields and text boxes of Word 97-2003 files, which stand outside the running text. Internal
// to this room.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/doc_file.h"

namespace hexapla::ingest::doc {

// What a form field shows by its data ([MS-DOC] 2.9.79) at a place of the stream "Data": the chosen
// entry of a drop-down list, a check box. "" for other fields, whose result is in the text.
std::string form_field(std::string_view data, std::uint32_t at);

struct Boxes {
  std::map<std::size_t, std::vector<Range>> anchored;  // by the character that a box is anchored at
  std::vector<Range> loose;                            // of which no anchor is known
};

// The text boxes of the main text; ranges and characters count File::text().
Boxes read_boxes(const File& file);

}  // namespace hexapla::ingest::doc
