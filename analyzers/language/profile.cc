#include "analyzers/language/profile.h"

#include <utility>

namespace hexapla::language {

// Defined by the source that CMake generates from the tables.
std::vector<std::pair<std::string_view, std::string>> compiled_tables();

namespace {

Row split_fields(std::string_view line) {
  Row row;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t tab = line.find('\t', at);
    row.emplace_back(line.substr(at, tab == std::string_view::npos ? tab : tab - at));
    if (tab == std::string_view::npos) break;
    at = tab + 1;
  }
  return row;
}

struct Tables {
  std::vector<Profile> languages;
  Profile common{"common", ""};
};

const Tables& tables() {
  static const Tables instance = [] {
    Tables t;
    for (const auto& [stem, content] : compiled_tables()) {
      if (stem == "common") {
        t.common = Profile("common", content);
      } else {
        t.languages.emplace_back(std::string(stem), content);
      }
    }
    return t;
  }();
  return instance;
}

}  // namespace

Profile::Profile(std::string tag, std::string_view table) : tag_(std::move(tag)) {
  std::vector<Row>* section = &sections_[""];
  for (std::size_t at = 0; at < table.size();) {
    std::size_t end = table.find('\n', at);
    if (end == std::string_view::npos) end = table.size();
    std::string_view line = table.substr(at, end - at);
    at = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[' && line.back() == ']') {
      section = &sections_[std::string(line.substr(1, line.size() - 2))];
    } else {
      section->push_back(split_fields(line));
    }
  }
}

const std::vector<Row>& Profile::rows(std::string_view section) const {
  static const std::vector<Row> none;
  const auto found = sections_.find(section);
  return found == sections_.end() ? none : found->second;
}

std::vector<std::string> Profile::words(std::string_view section) const {
  std::vector<std::string> out;
  for (const Row& row : rows(section)) out.push_back(row.front());
  return out;
}

std::span<const Profile> profiles() {
  return tables().languages;
}

const Profile* find_profile(std::string_view tag) {
  for (const Profile& p : tables().languages) {
    if (p.tag() == tag) return &p;
  }
  return nullptr;
}

const Profile& common_profile() {
  return tables().common;
}

bool is_right_to_left(std::string_view tag) {
  const Profile* profile = find_profile(tag);
  if (profile == nullptr) return tag == "he" || tag == "fa" || tag == "ur";
  for (const Row& row : profile->rows("language")) {
    if (row.size() > 1 && row[0] == "direction") return row[1] == "rtl";
  }
  return false;
}

}  // namespace hexapla::language
