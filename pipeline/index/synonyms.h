// Words that a user wants to be one: groups of words and phrases, a query for one of which finds
// all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::index {

// Each group has two members or more: words or phrases, in any languages.
struct Synonyms {
  std::vector<std::vector<std::string>> groups;
  bool empty() const { return groups.empty(); }
};

// Reads a file of synonyms: a group a line, its members separated by commas ("POPs, persistent
// organic pollutants"); empty lines and lines that begin with '#' are left out. `name` is the
// file's. Throws Error(usage), with the line, for a line of one member or invalid UTF-8.
Synonyms read_synonyms(std::string_view text, const std::string& name);

}  // namespace hexapla::index
