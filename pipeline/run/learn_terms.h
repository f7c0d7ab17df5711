// Internal: the translations of search terms, learned from a catalogue.
#pragma once

#include <filesystem>
#include <span>

#include "pipeline/align/align.h"
#include "pipeline/index/thesaurus.h"
#include "pipeline/store/catalogue.h"

namespace hexapla::run {

// Writes index::kTranslationsFile into `directory`, which is made when it is not there: learned
// from all rows of the catalogue, the dictionaries and the thesaurus. The same catalogue gives the
// same bytes.
void write_term_translations(const store::Catalogue& catalogue,
                             std::span<const align::Dictionary> dictionaries,
                             const index::Thesaurus& thesaurus,
                             const std::filesystem::path& directory, unsigned workers);

}  // namespace hexapla::run
