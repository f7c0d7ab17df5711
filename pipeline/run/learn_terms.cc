#include "pipeline/run/learn_terms.h"

#include "pipeline/base/files.h"
#include "pipeline/index/translations.h"

namespace hexapla::run {

void write_term_translations(const store::Catalogue& catalogue,
                             std::span<const align::Dictionary> dictionaries,
                             const std::filesystem::path& directory, unsigned workers) {
  index::TranslationLearner learner;
  for (const store::WorkSummary& summary : catalogue.works()) {
    if (summary.languages.size() > 1) learner.add(*catalogue.work(summary.work));
  }
  for (const align::Dictionary& d : dictionaries) {
    for (const lexicon::DictionaryEntry& e : d.entries)
      learner.add({{d.source_lang, e.source}, {d.target_lang, e.target}});
  }
  files::make_directories(directory);
  learner.write(directory / index::kTranslationsFile, workers);
}

}  // namespace hexapla::run
