// Words of the index that resemble one that it does not have. Internal to the room.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

#include "analyzers/search/analyzer.h"
#include "pipeline/index/index_reader.h"
#include "pipeline/index/plan.h"

namespace hexapla::index {

struct Suggestion {
  std::string word;                // as texts print it, in small letters
  unsigned distance = 0;           // insertions, deletions, replacements, swaps of neighbours
  Xapian::doccount frequency = 0;  // Blocks that have it in one of its forms
};

// The nearest word of the Analyzer's language that begins with the same letter: within one change
// for words of up to five letters, within two for longer ones; of equally near ones the most
// frequent, then the first by code points. Nothing for words under three letters and for Chinese.
// Time grows with the words that share the first letter.
std::optional<Suggestion> suggest(const Xapian::Database& db, const search::Analyzer& analyzer,
                                  const std::string& folded);

// The query with each word that no language of the plan has replaced by the nearest one that some
// of them has; "" when there is none.
std::string did_you_mean(const std::string& query, const Plan& plan, IndexReader& reader);

// The name of a topic of the index that begins with the same letter and is nearest to the whole of
// what was typed, within two changes; "" when there is none.
std::string suggest_topic(const Xapian::Database& db, std::string_view typed);

}  // namespace hexapla::index
