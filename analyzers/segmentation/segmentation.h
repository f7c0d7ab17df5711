// Sentences and words of six languages: ICU's rules (UAX 29) underneath, corrected by the tables' abbreviations,
// labels and punctuation (sections [abbreviations], [sentence-end]). Any other language gets ICU's rules alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::segmentation {

// Sentences of `text` in order, white space around them left out; together they hold every other character.
std::vector<Span> sentences(std::string_view text, std::string_view lang);

// Words (letters, digits, or Chinese words by ICU's dictionary); punctuation and space are left out.
std::vector<Span> words(std::string_view text, std::string_view lang);

}  // namespace hexapla::segmentation
