// Fixed phrases of a language in running text: the forms of a table's sections, found in one pass.
//
// Forms that begin with a Chinese character are found anywhere, others at the borders of words; a
// form that ends in '*' also stands for longer last words ("запрещ*"). Words written together with
// what follows (section [proclitics], Arabic) are found behind those letters. The longest form
// wins, then the one that begins first. Linear in the text but for the length of the longest form.
// A set does not change once it is filled: any thread may read it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/span.h"

namespace hexapla::language {

struct PhraseMatch {
  Span span;  // in the folded text
  int id = 0;
};

class Phrases {
 public:
  // `fold_flags`: how texts are folded before `find`; forms are folded likewise.
  explicit Phrases(const Profile& profile, unsigned fold_flags);

  // `id` is what a match of the form gives; of one form given twice the first id stays.
  void add(std::string_view form, int id);

  // Matches from left to right, none overlapping. `folded` must be folded with the same flags.
  std::vector<PhraseMatch> find(std::string_view folded) const;

  unsigned fold_flags() const { return fold_flags_; }

 private:
  struct Form {
    std::vector<std::string> rest;  // further words; the last may be a beginning
    bool open = false;              // the last word may go on
    int id = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  using Forms = std::unordered_map<std::string, std::vector<Form>, Hash, std::equal_to<>>;

  const Form* longest(const std::vector<Form>& forms, std::string_view folded,
                      const std::vector<Span>& words, std::size_t at, std::size_t& last) const;

  unsigned fold_flags_;
  Forms exact_;  // by the first word
  Forms open_;   // forms of one word that may go on, by their beginning
  std::size_t open_min_ = static_cast<std::size_t>(-1);
  std::size_t open_max_ = 0;
  std::map<char32_t, std::vector<std::pair<std::string, int>>> han_;  // longest first
  std::vector<std::string> proclitics_;
};

}  // namespace hexapla::language
