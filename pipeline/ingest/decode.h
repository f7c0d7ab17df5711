// Bytes to UTF-8 text: BOM, then strict UTF-8, then ICU's detector; every character keeps its place
// in the bytes.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {

struct Decoded {
  document::MappedText text;  // offsets are those of the file's bytes, the BOM included
  std::string encoding;       // IANA name
  bool had_bom = false;
};

// Throws Error(input) naming `file`: "empty", "binary" (with the byte that says so), or "not UTF-8
// at byte N and no other encoding fits".
Decoded decode(std::string_view bytes, const std::string& file);

}  // namespace hexapla::ingest
