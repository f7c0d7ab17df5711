// A segment with its inline elements as TMX. Internal to the room.
#pragma once

#include <string>

#include "pipeline/memory/unit.h"

namespace hexapla::exchange {

// Appends the content of <seg>. Elements of TMX as they came; paired codes of XLIFF as <bpt> and
// <ept>, single ones as <ph>, markers as <hi>. Always well formed and valid: what does not nest, or
// is not closed, of elements that must (<hi>) is left out, its text stays.
void append_tmx_segment(std::string& out, const memory::Variant& variant);

}  // namespace hexapla::exchange
