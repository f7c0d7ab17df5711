#include "pipeline/store/work.h"

#include <algorithm>

namespace hexapla::store {

const AnalyzedExpression* Work::find(std::string_view lang) const {
  for (const AnalyzedExpression& e : expressions) {
    if (e.expression.lang == lang) return &e;
  }
  return nullptr;
}

std::string body_of(std::string_view key) {
  if (key.starts_with("file:")) return {};
  // The series ends with the part that carries the session: "COP.8", "OEWG.2", or a number of its
  // own ("A/RES/70").
  std::size_t last = 0;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = std::min(key.find('/', at), key.size());
    const std::string_view part = key.substr(at, end - at);
    const bool numbered = part.find_first_of("0123456789") != std::string_view::npos;
    if (at > 0 && numbered) return std::string(key.substr(0, end == key.size() ? at - 1 : end));
    last = end;
    at = end + 1;
  }
  return std::string(key.substr(0, last));
}

}  // namespace hexapla::store
