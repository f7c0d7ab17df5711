// What is known of a language, as data: one table a language
// (analyzers/language/tables/LANG.table), compiled in.
//
// A table is UTF-8 text. `[section]` opens a section; every other line is a row of fields separated
// by tabs;
// `#` at the start of a line comments; blank lines are skipped. What the fields of a section mean
// is said in the comment above it in tables/en.table, and is the same in every language. Profiles
// live for the whole program and never change: any thread may read them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::language {

using Row = std::vector<std::string>;

class Profile {
 public:
  // Parses a table; a row before the first section belongs to the section "".
  Profile(std::string tag, std::string_view table);

  // BCP 47 primary language subtag: "ar", "en", "es", "fr", "ru", "zh"; or "common".
  const std::string& tag() const { return tag_; }

  // Rows of a section in the order of the table; empty when there is no such section.
  const std::vector<Row>& rows(std::string_view section) const;

  // The first field of every row.
  std::vector<std::string> words(std::string_view section) const;

 private:
  std::string tag_;
  std::map<std::string, std::vector<Row>, std::less<>> sections_;
};

// The six profiles, in the order of their tags.
std::span<const Profile> profiles();

// The profile of a language, or null when there is no table for it.
const Profile* find_profile(std::string_view tag);

// What belongs to no language: bodies, series of symbols, transliterated prefixes.
const Profile& common_profile();

// True where text runs from right to left.
bool is_right_to_left(std::string_view tag);

}  // namespace hexapla::language
