// What texts name of the concepts of a section of the profiles. Internal to this room.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/language/phrases.h"

namespace hexapla::check {

// Rows of such a section are a concept and the words for it. Safe to read from several threads.
class Concepts {
 public:
  // Of the section, the concepts that begin with `prefix`.
  Concepts(std::string_view section, std::string_view prefix);

  // Every concept that the text names; none for languages without a profile. `alone`: only those
  // whose words are at least half of the text.
  std::set<std::string> named(std::string_view text, std::string_view lang,
                              bool alone = false) const;

 private:
  std::map<std::string, language::Phrases, std::less<>> phrases_;
  std::vector<std::string> concepts_;  // by the ids of the phrases
};

}  // namespace hexapla::check
