// Internal: the dictionaries that a build was given, as the store keeps them, so that later builds
// and `reindex` have them too.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/align/align.h"

namespace hexapla::run {

// Lines of source language, target language, word, translation, with tabs between; white space
// inside a word is one space, entries without both words are left out.
std::string serialise(std::span<const align::Dictionary> dictionaries);

// What serialise() wrote; other lines are left out.
std::vector<align::Dictionary> parse_dictionaries(std::string_view kept);

}  // namespace hexapla::run
