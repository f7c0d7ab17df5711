// The order of a Block's words, and the phrases that are looked for in it. Internal to the room.
//
// Instead of Xapian's positions, which cost some sixteen bytes a word, a value of the Block has
// three bytes of a hash a word, in order. A phrase is then the Blocks that have all its words, each
// checked against its value. That a neighbour is taken for a word that stands elsewhere in the same
// Block happens once in sixteen million neighbours.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/search/analyzer.h"

namespace hexapla::index {

// Makes `term` the term of the index for a token, with its prefix: a Chinese character goes in with
// the next one, the last of a run alone, so that a search for one character finds it as the
// beginning of a term wherever it stands. On disk.
void term_of(const std::vector<search::Token>& tokens, std::size_t token, std::string_view prefix,
             std::string& term);

// Appends a word, a term of the index with its prefix. On disk.
void append_word(std::string& sequence, std::string_view term);

// The exact term of all Blocks whose words are these. On disk.
std::string whole_term(std::string_view sequence);

// The terms one of which a place of a phrase may have.
using Alternatives = std::vector<std::string>;

// Blocks that have the parts one behind the other. `slot` holds their sequence. Weight: that of the
// terms.
Xapian::Query phrase_query(const std::vector<Alternatives>& parts, Xapian::valueno slot);

// Blocks that have all terms within `window` words, in any order.
Xapian::Query near_query(const std::vector<std::string>& terms, std::size_t window,
                         Xapian::valueno slot);

}  // namespace hexapla::index
