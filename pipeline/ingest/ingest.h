// Readers: one a format. A reader knows the format and nothing of layout damage; it gives lines
// (or, in formats that have them, blocks) with their places in the source. Layout repair is
// pipeline/normalize's.
//
// What comes out is NFC, made of XML characters only, without line ends
// (within a block, "\n" is a line break that the format sets). Dropped or mapped on the
// way, and told in `quality`: C0 controls, embedding and override controls of the bidi algorithm, a
// BOM within the text; C1 controls are read as windows-1252 (that is what writes them); Arabic
// presentation forms, Latin ligatures and Kangxi radicals, which extractors of PDF leave, become
// the letters they show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Larger files are no documents: refused before they are read into memory.
inline constexpr std::uint64_t kLargestFile = std::uint64_t{256} << 20;

// Reads a document from its bytes. `path` is for messages and for the file name's hint about the
// format; the content decides. Throws Error(input) when this is no document that we can read.
RawDocument read(std::string_view bytes, const std::string& path);

}  // namespace hexapla::ingest
