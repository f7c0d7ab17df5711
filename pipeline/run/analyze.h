// From the bytes of one file to an analysed Expression: ingest, normalize, references, time. No
// store, no files.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/store/work.h"

namespace hexapla::run {

struct AnalyzeOptions {
  std::string lang;  // the language of the document where the user knows it; empty: identified
};

// Throws Error(input) when the bytes are no document that can be read. Pure; any thread.
store::AnalyzedExpression analyze(std::string_view bytes, const std::string& path,
                                  const AnalyzeOptions& options = {});

// The same without the analysers.
document::Expression normalized(std::string_view bytes, const std::string& path,
                                const AnalyzeOptions& options = {});

// Finds references and time expressions in a normalised Expression.
store::AnalyzedExpression annotate(document::Expression expression);

}  // namespace hexapla::run
