// What a query tells before the index is asked: its words, its script, its language. Internal to
// the room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/index/parser.h"

namespace hexapla::index {

struct Traits {
  std::string text;       // of its words
  std::size_t words = 0;  // between spaces; Chinese words count as two characters
  bool exact = false;     // has fields or identifiers, which are in no language
  bool plain = true;      // only words, phrases and filters: what can be translated word by word
  std::vector<std::string> identifier_terms;
  std::string identifier_text;               // as typed: "第SC-1/19号决定"
  text::Script script = text::Script::none;  // of most letters
};

Traits traits_of(const ParsedQuery& query);

// Script of a language that has a table, by its own name; none for another.
text::Script script_of_language(std::string_view lang);

// The language in which a query that is nothing but identifiers was typed; "" when that cannot be
// told: A/RES/70/1 is in none.
std::string language_of_identifiers(const Traits& traits);

// The language of the query, or "" when several of its script are possible.
std::string recognise(const Traits& traits);

}  // namespace hexapla::index
