// A Work with everything that the stages found out about it: what the catalogue keeps and what the
// index reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/references/references.h"
#include "analyzers/time/time.h"
#include "pipeline/align/align.h"
#include "pipeline/align/sentences.h"
#include "pipeline/document/document.h"

namespace hexapla::store {

// One language version with its annotations; references[i] and times[i] belong to blocks[i].
struct AnalyzedExpression {
  document::Expression expression;
  std::vector<std::vector<references::Reference>> references;
  std::vector<std::vector<time::TimeExpression>> times;
  std::vector<time::DatedMeeting> meetings;  // that it dates; `source` is not set
};

struct Work {
  std::string key;    // canonical symbol, or "file:NAME"
  std::string title;  // of the English Expression where there is one, else of the first
  std::vector<AnalyzedExpression> expressions;  // sorted by language
  // rows[r].sides[k] are block indexes of expressions[k].
  std::vector<align::Row> rows;
  // Sentences inside the rows: sides[k] are sentences of blocks of expressions[k].
  std::vector<align::SentenceRow> sentences;
  std::string generation;  // of the lexicon that aligned the rows
  std::string calendar;    // names the meetings of other Works that the times were read with

  // The Expression in `lang`, or null.
  const AnalyzedExpression* find(std::string_view lang) const;
};

// The series that a symbol belongs to, its last part left out and suffixes with it:
// "UNEP/POPS/COP.8/INF/14" gives "UNEP/POPS/COP.8", "A/RES/70/1" gives "A/RES/70". Empty for keys
// that are no symbols.
std::string body_of(std::string_view key);

}  // namespace hexapla::store
