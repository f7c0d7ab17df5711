// Where a text shows what a query looks for. Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/search/analyzer.h"
#include "analyzers/text/span.h"
#include "pipeline/index/parser.h"

namespace hexapla::index {

// Sorted, disjoint spans of `text`; touching ones are joined. Linear in text plus query.
std::vector<Span> highlight(const ParsedQuery& query, std::string_view text,
                            search::Analyzer& analyzer);

// Where `text` has one of these terms (query_terms()).
std::vector<Span> highlight_terms(const std::vector<std::string>& terms, std::string_view text,
                                  search::Analyzer& analyzer);

}  // namespace hexapla::index
