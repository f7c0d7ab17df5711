// Every place where a phrase stands, with the stretch that translates it in the other languages.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/lexicon/lexicon.h"
#include "analyzers/text/span.h"
#include "pipeline/memory/memory.h"

namespace hexapla::memory {

// p(translation | word) of a word of `from` in `to`, most probable first; empty when not known. As
// store::Lexicons::translations.
using Translations = std::function<std::span<const lexicon::Translation>(
    std::string_view word, std::string_view from, std::string_view to)>;

struct ConcordanceRequest {
  std::string phrase;
  std::string lang;                  // primary subtag
  std::vector<std::string> targets;  // primary subtags; empty: all
  std::size_t limit = 20;            // units; 0: all
};

struct ConcordanceLine {
  std::size_t memory = 0;  // of the memories that were asked, from 0
  UnitRef ref;
  TranslationUnit unit;
  std::size_t source = 0;                 // the variant with the phrase
  std::vector<Span> marks;                // where it stands in that variant's text
  std::map<std::size_t, Span> stretches;  // variant: what translates it, where the lexicon tells
};

struct Concordance {
  std::vector<ConcordanceLine> lines;  // in the order the units came
  std::size_t total = 0;               // units without the limit
};

// The phrase is found as tokens next to each other (segmentation::match_tokens), Chinese by
// characters. For a language into which `given` knows no word of the phrase, a lexicon is learned
// from some two thousand units of the memories. Any thread that may call `given`.
Concordance concordance(const std::vector<const Memory*>& memories,
                        const ConcordanceRequest& request, const Translations& given);

// Where `phrase` stands in `text`: as tokens.
std::vector<Span> occurrences(std::string_view text, std::string_view phrase);

// The stretch of `target` that the words of `source` within `marks` translate to, by the lexicon:
// the run of words that has most of their probability and least of the other words'. Empty when the
// lexicon tells nothing.
Span translated_stretch(std::string_view source, std::string_view source_lang,
                        const std::vector<Span>& marks, std::string_view target,
                        std::string_view target_lang, const Translations& translations);

}  // namespace hexapla::memory
