// Synonyms in a parsed query. Internal to the room.
#pragma once

#include "pipeline/index/parser.h"
#include "pipeline/index/synonyms.h"

namespace hexapla::index {

// Every member of a group, a word, words in a row or a phrase, becomes "one of the group". What is
// negated, in a field or in NEAR stays.
void replace_synonyms(const Synonyms& synonyms, ParsedQuery& query);

}  // namespace hexapla::index
