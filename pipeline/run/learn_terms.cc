#include "pipeline/run/learn_terms.h"

#include "pipeline/base/files.h"
#include "pipeline/index/translations.h"

namespace hexapla::run {

void write_term_translations(const store::Catalogue& catalogue,
                             std::span<const align::Dictionary> dictionaries,
                             const index::Thesaurus& thesaurus,
                             const std::filesystem::path& directory, unsigned workers) {
  index::TranslationLearner learner;
  for (const store::WorkSummary& summary : catalogue.works()) {
    if (summary.languages.size() > 1) learner.add(*catalogue.work(summary.work));
  }
  for (const align::Dictionary& d : dictionaries) {
    for (const lexicon::DictionaryEntry& e : d.entries)
      learner.add({{d.source_lang, e.source}, {d.target_lang, e.target}});
  }
  for (const index::Concept& topic : thesaurus.concepts) {
    std::vector<index::TranslationLearner::Text> names;
    for (const auto& [lang, labels] : topic.labels) names.push_back({lang, labels.front()});
    learner.add(names);
    // Each other name beside the preferred ones of the other languages.
    for (std::size_t n = 0; n < names.size(); ++n) {
      const std::vector<std::string>& labels = topic.labels.at(std::string(names[n].lang));
      for (std::size_t other = 1; other < labels.size(); ++other) {
        std::vector<index::TranslationLearner::Text> with = names;
        with[n].text = labels[other];
        learner.add(with);
      }
    }
  }
  files::make_directories(directory);
  learner.write(directory / index::kTranslationsFile, workers);
}

}  // namespace hexapla::run
