// Terms of a glossary.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "pipeline/check/families.h"
#include "pipeline/check/glossary.h"

namespace hexapla::check {

void check_terms(const RowView& row, Reporter& reporter) {
  const Subject& subject = reporter.subject();
  const Glossary* glossary = subject.options->glossary;
  const std::size_t base = static_cast<std::size_t>(subject.languages.base);
  if (glossary == nullptr || row.letterhead() || !row.sides[base].present()) return;
  const Side& source = row.sides[base];
  std::vector<std::set<std::size_t>> has(row.sides.size());
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (k == base || !row.sides[k].present()) continue;
    for (const Glossary::Hit& hit : glossary->find(row.sides[k].text, row.sides[k].lang))
      has[k].insert(hit.entry);
  }
  std::set<std::size_t> done;
  for (std::size_t i = 0; i < source.blocks.size(); ++i) {
    for (const Glossary::Hit& hit : glossary->find(source.block(i).text(), source.lang)) {
      if (!done.insert(hit.entry).second) continue;
      const Concept& entry = glossary->entries()[hit.entry];
      const std::string used = source.block(i).text().substr(hit.span.begin, hit.span.size());
      for (std::size_t k = 0; k < row.sides.size(); ++k) {
        const auto terms = entry.find(row.sides[k].lang);
        if (k == base || !row.sides[k].present() || terms == entry.end()) continue;
        // Another entry for the same term may have been used ("party": two concepts).
        const bool other = std::any_of(has[k].begin(), has[k].end(), [&](std::size_t e) {
          const auto mine = glossary->entries()[e].find(source.lang);
          const auto wanted = entry.find(source.lang);
          return e == hit.entry || (mine != glossary->entries()[e].end() && wanted != entry.end() &&
                                    mine->second == wanted->second);
        });
        if (other) continue;
        Reporter::Draft draft = reporter.add(row, Code::term, {k});
        draft.mark(base, i, hit.span)
            .expected(list(terms->second))
            .evidence(fmt::format("“{}” is “{}” in the glossary", used, list(terms->second)))
            .say(fmt::format("{} does not render “{}” as “{}”.", language_name(row.sides[k].lang),
                             used, list(terms->second)));
      }
    }
  }
}

}  // namespace hexapla::check
