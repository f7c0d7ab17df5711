// The lexicons of a store: which words translate which, learned from the rows of its catalogue.
//
//   const store::Lexicons lexicons(store.lexicon_path());
//   for (const lexicon::Translation& t : lexicons.translations("stockpile", "en", "fr")) …
//
// A store has one file a pair of languages, `lexicon/STATE/en-fr.tsv`, the tags in the order of the
// alphabet; the format is lexicon::Lexicon's. Derived: `hexapla reindex` writes them anew.
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/lexicon/lexicon.h"

namespace hexapla::store {

// Reads a file when it is first asked for, and keeps it. Any thread.
class Lexicons {
 public:
  // A directory that is not there has no lexicons.
  explicit Lexicons(std::filesystem::path directory);
  Lexicons(const Lexicons&) = delete;
  Lexicons& operator=(const Lexicons&) = delete;

  // p(translation | word), most probable first; the words are folded (lexicon::fold_word). `word`
  // is one word in any form, as segmentation::words gives it. Empty when the word is not known, or
  // nothing was learned of the two languages (BCP 47 primary subtags). The span is good as long as
  // this object. Throws Error(environment) when a file is there and cannot be read.
  std::span<const lexicon::Translation> translations(std::string_view word, std::string_view from,
                                                     std::string_view to) const;

  // The pairs of languages that there are lexicons of, sorted.
  std::vector<std::pair<std::string, std::string>> pairs() const;

  // The lexicon of two languages, source before target in the alphabet; null: there is none.
  const lexicon::Lexicon* find(std::string_view source, std::string_view target) const;

 private:
  std::filesystem::path directory_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, lexicon::Lexicon> loaded_;  // by file name
};

// Writes lexicons as a directory, synced. Pairs of which nothing was learned get no file.
void write_lexicons(std::span<const lexicon::Lexicon> lexicons,
                    const std::filesystem::path& directory);

}  // namespace hexapla::store
