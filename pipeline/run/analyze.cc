#include "pipeline/run/analyze.h"

#include <utility>

#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::run {

document::Expression normalized(std::string_view bytes, const std::string& path,
                                const AnalyzeOptions& options) {
  document::Expression expression = normalize::normalize(ingest::read(bytes, path));
  if (!options.lang.empty()) {
    // The user's word stands for the document; a letterhead keeps the languages it was written in.
    expression.lang = options.lang;
    for (document::Block& block : expression.blocks) {
      if (block.type != document::BlockType::letterhead) block.lang = options.lang;
    }
  }
  document::validate(expression);
  return expression;
}

store::AnalyzedExpression annotate(document::Expression expression) {
  store::AnalyzedExpression out;
  out.expression = std::move(expression);
  const std::vector<text::Unit> units = document::units(out.expression);
  const std::string_view symbol =
      out.expression.named_by_file ? std::string_view() : std::string_view(out.expression.work);
  const references::Context context = references::context_of(units, symbol);
  out.references = references::find_in_document(units, context);
  time::DocumentTimes times = time::find_in_document(units, out.references);
  out.times = std::move(times.times);
  out.meetings = std::move(times.meetings);
  return out;
}

store::AnalyzedExpression analyze(std::string_view bytes, const std::string& path,
                                  const AnalyzeOptions& options) {
  return annotate(normalized(bytes, path, options));
}

}  // namespace hexapla::run
