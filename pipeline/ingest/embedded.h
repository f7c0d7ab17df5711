// A document within a document: its blocks and notes become the outer one's. Internal to this room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Appends the blocks and notes of `inner`, whose part N is part `parts`[N] of the outer document
// (for the last one and those behind it, the last), and tells its quality. Tables count on from
// `tables`, which is moved on; `name` keeps its lists apart from those of the outer one.
void append_document(RawDocument inner, const std::vector<std::uint32_t>& parts,
                     const std::string& name, int& tables, RawDocument& outer);

}  // namespace hexapla::ingest
