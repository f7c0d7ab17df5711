// DocBook as antiword writes it. Internal to this room.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/ingest/antiword_text.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Headings, paragraphs, bullets, tables and notes. Part 1 of the source map is `xml`. `text`: the
// same document as antiword's text. Numbers that the word processor counted antiword does not tell:
// such paragraphs have no label, and the quality report counts them ("label-lost"). Throws
// Error(input) naming `path` when it is not well formed.
RawDocument read_docbook(std::string_view xml, const std::string& path, const AntiwordText& text);

}  // namespace hexapla::ingest
