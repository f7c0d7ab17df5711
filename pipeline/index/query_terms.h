// The terms of a text that carry meaning: what translations are learned between and looked up by.
// Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/search/analyzer.h"

namespace hexapla::index {

// Stems and numbers without function words, Chinese by dictionary words of two characters and more;
// in order of first occurrence, each once, without the language's prefix.
std::vector<std::string> query_terms(search::Analyzer& analyzer, std::string_view text);

}  // namespace hexapla::index
