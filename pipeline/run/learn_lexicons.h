// Internal: the lexicons of a store, learned from its catalogue and nothing else.
#pragma once

#include <vector>

#include "analyzers/lexicon/lexicon.h"
#include "pipeline/store/catalogue.h"

namespace hexapla::run {

// One lexicon for every two languages that share rows, sorted by languages; learned from the
// sentences of all rows, each as sure as its confidence says. The same catalogue gives the same
// lexicons, for any number of workers.
std::vector<lexicon::Lexicon> learn_lexicons(const store::Catalogue& catalogue, unsigned workers);

}  // namespace hexapla::run
