// The readers, one a format. `read` (ingest.h) looks at the first bytes and calls the one that
// fits. All throw Error(input) naming `path`. Internal to this room.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Plain text and Markdown, in any character set that decode.h knows.
RawDocument read_text(std::string_view bytes, const std::string& path);

// Word's format since 2007 (ECMA-376). Parts of the source map are the parts of the package,
// offsets those of their unpacked bytes.
RawDocument read_docx(std::string_view bytes, const std::string& path);

}  // namespace hexapla::ingest
