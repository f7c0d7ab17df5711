// Blocks in another language that a query reaches through translated words. Internal to the room.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/index/translations.h"

namespace hexapla::index {

struct Expanded {
  Xapian::docid document = 0;
  double score = 0.0;
};

// Ranks Blocks in `to` by the query's terms in `from` (query_terms()) as probabilistic structured
// queries (Darwish and Oard 2003) under BM25: the translations of one term count as one term, by
// their weights. Only Blocks whose row has no Block in `from` are looked at: the others are reached
// through it. What has too small a part of the query's meaning, or scores far below the best, is
// left out. Ascending document numbers.
std::vector<Expanded> expand(const Xapian::Database& db, const Translations* translations,
                             const std::vector<std::string>& terms, const std::string& from,
                             const std::string& to);

// The translations that expand() uses, for marking them in a text: terms without prefix.
std::vector<std::string> translated_terms(const Translations* translations,
                                          const std::vector<std::string>& terms,
                                          std::string_view from, std::string_view to);

// A query that matches exactly these Blocks, with their scores. `blocks` ascending.
Xapian::Query query_of(std::vector<Expanded> blocks);

}  // namespace hexapla::index
