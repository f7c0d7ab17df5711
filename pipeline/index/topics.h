// Which concepts of a thesaurus a text names. Internal to the room.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/search/analyzer.h"
#include "pipeline/index/thesaurus.h"

namespace hexapla::index {

// A label as it is compared with what was typed: folded, one space between words.
std::string topic_key(std::string_view label);

// Finds names of concepts as sequences of search terms, the longest at each place. One thread at a
// time.
class TopicFinder {
 public:
  // `thesaurus` must outlive the finder.
  explicit TopicFinder(const Thesaurus& thesaurus) : thesaurus_(thesaurus) {}

  // Indexes of the concepts named by `tokens`, which the analyzer of `lang` made of a text;
  // ascending.
  std::vector<std::size_t> find(const std::vector<search::Token>& tokens, const std::string& lang);

 private:
  struct Name {
    std::vector<std::string> terms;
    std::size_t topic = 0;
  };
  using Names = std::unordered_map<std::string, std::vector<Name>>;  // by first term
  const Names& names(const std::string& lang);

  const Thesaurus& thesaurus_;
  std::map<std::string, Names> names_;
};

}  // namespace hexapla::index
