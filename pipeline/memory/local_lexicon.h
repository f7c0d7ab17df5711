// Internal: translation probabilities for one phrase, learned from the memories themselves: for
// memories that no lexicon belongs to, as those that were imported.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/lexicon/lexicon.h"
#include "pipeline/memory/memory.h"

namespace hexapla::memory {

class LocalLexicon {
 public:
  // The memories must outlive it.
  LocalLexicon(const std::vector<const Memory*>& memories, std::string_view phrase,
               std::string_view lang);

  // As store::Lexicons::translations, from the phrase's language; empty where the memories hold too
  // little to learn from. One thread at a time.
  std::span<const lexicon::Translation> translations(std::string_view word, std::string_view to);

 private:
  void read();
  const lexicon::Lexicon* lexicon(std::string_view to);

  const std::vector<const Memory*>& memories_;
  std::string phrase_;
  std::string lang_;
  bool read_ = false;
  std::vector<TranslationUnit> units_;
  std::map<std::string, std::optional<lexicon::Lexicon>, std::less<>> lexicons_;
};

}  // namespace hexapla::memory
