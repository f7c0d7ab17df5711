// Readers: one a format. A reader knows the format and nothing of layout damage; it gives lines
// (or, in formats that have them, blocks) with their places in the source. Layout repair is
// pipeline/normalize's.
//
// What comes out is NFC, made of XML characters only, without line ends. Dropped or mapped on the
// way, and told in `quality`: C0 controls, embedding and override controls of the bidi algorithm, a
// BOM within the text; C1 controls are read as windows-1252 (that is what writes them); Arabic
// presentation forms, Latin ligatures and Kangxi radicals, which extractors of PDF leave, become
// the letters they show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document/document.h"
#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {

// How firmly a source line's end stands for the end of something. Text and Markdown files have
// lines only; formats with real paragraphs give one RawLine a paragraph with `hard` set.
struct RawLine {
  document::MappedText text;  // without the line end
  bool hard = false;          // the format itself says that a paragraph ends here
  bool page_break = false;    // a new page begins with this line
};

struct RawDocument {
  document::Manifestation manifestation;  // format: "text" or "markdown"
  std::vector<RawLine> lines;
  std::vector<document::QualityNote> quality;
};

// Reads a document from its bytes. `path` is for messages and for the file name's hint about the
// format; the content decides. Throws Error(input) when this is no document that we can read.
RawDocument read(std::string_view bytes, const std::string& path);

}  // namespace hexapla::ingest
