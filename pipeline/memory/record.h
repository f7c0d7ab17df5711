// Internal: a translation unit as bytes. Written to disk; do not change without kMemoryFormat.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/memory/unit.h"

namespace hexapla::memory {

// Appends the record: a checksum, then every field, lengths before contents.
void append_record(std::string& out, const TranslationUnit& unit);

// The inverse; nothing when the bytes are damaged.
std::optional<TranslationUnit> read_record(std::string_view bytes);

// The text of one variant without reading the rest; nothing when the bytes are damaged.
std::optional<std::string_view> record_text(std::string_view bytes, std::size_t variant);

// The primary subtag, in small letters: "zh-Hant" gives "zh".
std::string primary_subtag(std::string_view lang);

}  // namespace hexapla::memory
