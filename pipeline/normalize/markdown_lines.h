// Lines of Markdown that are no text: definitions of links, fences around code, marks of
// quotations, breaks between parts. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/normalize/lines.h"
#include "pipeline/normalize/markdown_links.h"

namespace hexapla::normalize {

// "---", lines of "key: value", "---" at the top of the file: what the program that wrote it knew
// of the document. They leave the text; symbol, title and date become facts of the file's header.
void take_front_matter(ingest::RawDocument& raw);

// Takes them out. A definition that nothing refers to stays text: it may be anything else.
LinkDefinitions take_markdown_lines(std::vector<Line>& lines);

}  // namespace hexapla::normalize
