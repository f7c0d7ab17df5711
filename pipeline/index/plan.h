// What a query is taken to be: its tree, its languages, its words. Internal to the room.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/index/index.h"
#include "pipeline/index/index_reader.h"
#include "pipeline/index/parser.h"
#include "pipeline/index/query_traits.h"
#include "pipeline/index/translations.h"

namespace hexapla::index {

struct Plan {
  ParsedQuery parsed;
  Traits traits;
  std::string lang;                // the answer's language, empty for all
  std::string query_lang;          // of the words, empty when they may be in several
  std::vector<std::string> langs;  // searched
  std::vector<std::string> from;   // languages whose words are translated: what the query may be in
};

// All of a plan but `from`. Throws Error(usage) for a query that cannot be understood or that only
// says what is not wanted.
Plan plan_of(const Query& query, const Synonyms& synonyms, const IndexReader& reader);

// The languages that the query may be in: as recognised, else those of its script that know most of
// its words.
std::vector<std::string> spoken(const Plan& plan, IndexReader& reader,
                                const Translations* translations);

// Of the plan's languages those in which some of the words are enough. Where words are translated,
// those that are written the same in two languages count there. Needs `from`.
std::vector<std::string> partly(const Plan& plan, const Translations& translations);

// Words of the query that are no function words in any language that it may be in.
std::size_t meaningful_words(const Plan& plan, IndexReader& reader);

}  // namespace hexapla::index
