#include "pipeline/check/concepts.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"

namespace hexapla::check {
namespace {

constexpr unsigned kFlags =
    text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan;

}  // namespace

Concepts::Concepts(std::string_view section, std::string_view prefix) {
  for (const language::Profile& p : language::profiles()) {
    language::Phrases phrases(p, kFlags);
    for (const language::Row& row : p.rows(section)) {
      if (!row[0].starts_with(prefix)) continue;
      auto it = std::find(concepts_.begin(), concepts_.end(), row[0]);
      if (it == concepts_.end()) it = concepts_.insert(concepts_.end(), row[0]);
      for (std::size_t i = 1; i < row.size(); ++i)
        phrases.add(row[i], static_cast<int>(it - concepts_.begin()));
    }
    phrases_.emplace(p.tag(), std::move(phrases));
  }
}

std::set<std::string> Concepts::named(std::string_view text, std::string_view lang,
                                      bool alone) const {
  std::set<std::string> out;
  const auto it = phrases_.find(lang);
  if (it == phrases_.end()) return out;
  const std::string folded = text::folded(text, kFlags);
  for (const language::PhraseMatch& m : it->second.find(folded)) {
    if (alone && 2 * m.span.size() < folded.size()) continue;
    out.insert(concepts_[static_cast<std::size_t>(m.id)]);
  }
  return out;
}

}  // namespace hexapla::check
