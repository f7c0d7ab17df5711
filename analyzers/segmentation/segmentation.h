// Sentences and words of six languages. Sentences: one scan over the marks that Unicode calls
// sentence terminals (UAX 29), decided by what stands around them and by the tables' sections
// [abbreviations] and [sentence-starters]; words: ICU's rules, with its dictionary for Chinese. Any
// other language gets the general rules alone. Linear on any input; pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::segmentation {

// Sentences of `text` in order, white space around them left out; together they hold every other
// character.
std::vector<Span> sentences(std::string_view text, std::string_view lang);

// Words (letters, digits, or Chinese words by ICU's dictionary); punctuation and space are left
// out.
std::vector<Span> words(std::string_view text, std::string_view lang);

}  // namespace hexapla::segmentation
