#include "pipeline/store/work.h"

namespace hexapla::store {

const AnalyzedExpression* Work::find(std::string_view lang) const {
  for (const AnalyzedExpression& e : expressions) {
    if (e.expression.lang == lang) return &e;
  }
  return nullptr;
}

}  // namespace hexapla::store
