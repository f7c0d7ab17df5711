// Legacy character sets to characters. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document/mapped_text.h"
#include "pipeline/ingest/charset_score.h"

namespace hexapla::ingest {

// `bytes` in the character set of that IANA name, each character with its place. Bytes below 0x80
// are ASCII in all sets we read. Nothing where the set does not have a sequence of bytes, and when
// ICU does not know the set.
std::optional<document::MappedText> convert(std::string_view bytes, const std::string& charset);

// The characters of a sample; nothing where `convert` has nothing. `whole` false forgives a
// sequence that is cut off at the end.
std::optional<std::vector<Unit>> units(std::string_view sample, const std::string& charset,
                                       bool whole);

}  // namespace hexapla::ingest
