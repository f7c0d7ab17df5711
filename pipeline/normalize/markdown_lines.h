// Lines of Markdown that are no text: definitions of links, fences around code, marks of
// quotations, breaks between parts. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/normalize/lines.h"
#include "pipeline/normalize/markdown_links.h"

namespace hexapla::normalize {

// Takes them out. A definition that nothing refers to stays text: it may be anything else.
LinkDefinitions take_markdown_lines(std::vector<Line>& lines);

}  // namespace hexapla::normalize
