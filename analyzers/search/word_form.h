// From a word as printed to the term under which it is searched. Internal to the room.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::search {

// What a word is to search. All strings are UTF-8 letters and digits, without spaces.
struct Form {
  std::string folded;   // case, accents, tashkeel, letter variants, Traditional characters folded
  std::string term;     // the folded word's stem; empty when nothing is left of the word
  bool stop = false;    // grammar, not meaning ([function-words])
  bool elided = false;  // vanishes before an apostrophe: l', qu'
  bool possessive = false;  // vanishes after an apostrophe: 's
  mutable bool seen =
      false;  // for whoever uses a cached form: starts false, and nothing here reads it
};

// The rules of one language: [search], [search-endings], [search-prefixes], [search-suffixes],
// [search-clitics], [search-elisions], [search-possessives], [function-words] of its table. A
// language without a table folds only. One thread at a time: the stemmers keep state.
class WordForms {
 public:
  explicit WordForms(std::string_view lang);
  ~WordForms();
  WordForms(WordForms&&) noexcept;
  WordForms& operator=(WordForms&&) noexcept;

  Form form(std::string_view word) const;

  // Terms that texts may have instead of `term` because a preposition or conjunction is written
  // together with the word and stemming leaves it there (Arabic بقرار beside قرار). Candidates:
  // most exist in no text.
  std::vector<std::string> with_clitics(std::string_view term) const;

  // The other way: what `term` may be when it begins with a word that is written together with it.
  // Of بقرار it is قرار; of بحيرة, a lake, it is a word as well. Whoever asks must know better.
  std::vector<std::string> without_clitic(std::string_view term) const;

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

// The folding that word and query share.
std::string folded_word(std::string_view word);

}  // namespace hexapla::search
