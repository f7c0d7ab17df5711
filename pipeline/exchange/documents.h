// Documents as TEI P5 and Akoma Ntoso 3.0 (schemas/tei.rng, schemas/akoma-ntoso.rng): headings,
// labels, lists, tables, notes, links, and what was found in the text: references and dates. What
// is written is read again by `ingest` with the same blocks.
#pragma once

#include <string>

#include "pipeline/store/work.h"

namespace hexapla::exchange {

// UTF-8, the same bytes for the same document. `work`: the key of the Work. Headings hold what
// stands below them; notes stand where they are anchored, those with several anchors or none apart.
std::string to_tei(const store::AnalyzedExpression& document, const std::string& work);
std::string to_akoma_ntoso(const store::AnalyzedExpression& document, const std::string& work);

// A name for the file: the Work's key with what file names do not bear as '_', "." and the
// language.
std::string file_stem(const std::string& work, const std::string& lang);

}  // namespace hexapla::exchange
