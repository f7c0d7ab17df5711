// Facts of a masthead that an extractor left on one line, with no more than a space between them:
// "United Nations A/RES/80/4", "General Assembly Distr.: General 31 October 2025". Internal to this
// room.
#pragma once

#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/ingest/ingest.h"

namespace hexapla::normalize {

// The facts that a line of a masthead is made of, in their order, where there are two or more and
// nothing is left over; else empty.
std::vector<Span> head_facts(std::string_view line);

// Cuts such lines at the top of the document, down to where its text begins.
void part_head_facts(ingest::RawDocument& raw);

}  // namespace hexapla::normalize
