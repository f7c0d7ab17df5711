#include "pipeline/run/grouping.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"

namespace hexapla::run {
namespace {

bool is_separator(char c) {
  return c == '.' || c == '_' || c == '-' || c == ' ' || c == '(' || c == ')';
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    parts.emplace_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string join_path(const std::vector<std::string>& parts, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i ? "/" : "") + parts[i];
  return out;
}

// Section [file-markers]: what stands for the language in file names, lower case.
bool is_marker(std::string_view word, std::string_view lang) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return false;
  const std::string lower = text::to_lower(word);
  const auto& rows = profile->rows("file-markers");
  return std::any_of(rows.begin(), rows.end(),
                     [&](const language::Row& row) { return row.front() == lower; });
}

// Takes a marker off the end or the front of a stem; markers may hold a separator themselves
// ("cmn_hans").
bool strip_marker(std::string& stem, std::string_view lang) {
  if (is_marker(stem, lang)) {
    stem.clear();
    return true;
  }
  for (std::size_t at = 0; at < stem.size(); ++at) {
    if (is_separator(stem[at]) && is_marker(std::string_view(stem).substr(at + 1), lang)) {
      stem.erase(at);
      return true;
    }
  }
  for (std::size_t at = stem.size(); at-- > 0;) {
    if (is_separator(stem[at]) && is_marker(std::string_view(stem).substr(0, at), lang)) {
      stem.erase(0, at + 1);
      return true;
    }
  }
  return false;
}

// Files that their names hold together: one directory, one stem, each marked with its own language.
struct NameGroup {
  std::vector<std::size_t> members;
};

// Sizes of one order: translations of one text have block counts of the same order, strangers that
// share a folder and a naming habit often have not.
bool comparable(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& members) {
  std::size_t least = static_cast<std::size_t>(-1);
  std::size_t most = 0;
  for (const std::size_t i : members) {
    least = std::min(least, candidates[i].blocks);
    most = std::max(most, candidates[i].blocks);
  }
  return most <= 4 * least + 8;
}

}  // namespace

NameParts name_parts(std::string_view path, std::string_view lang) {
  std::vector<std::string> parts = split_path(path);
  std::string stem = parts.back();
  parts.pop_back();
  const std::size_t dot = stem.rfind('.');
  // ".txt" is an extension, ".8" in "COP.8" is not.
  if (dot != std::string::npos && dot > 0 && stem.size() - dot <= 6 &&
      std::any_of(stem.begin() + static_cast<std::ptrdiff_t>(dot), stem.end(),
                  [](unsigned char c) { return c >= 'a' && c <= 'z'; })) {
    // "note.fr" may have no extension at all: then its end is the marker.
    if (!is_marker(std::string_view(stem).substr(dot + 1), lang)) stem.erase(dot);
  }
  NameParts out;
  out.marked = strip_marker(stem, lang);
  for (std::size_t i = parts.size(); !out.marked && i-- > 0;) {
    if (is_marker(parts[i], lang)) {
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
      out.marked = true;
    }
  }
  while (!stem.empty() && is_separator(stem.back())) stem.pop_back();
  if (stem.empty() && !parts.empty()) {
    stem = parts.back();
    parts.pop_back();
  }
  if (stem.empty() || stem == "." || stem == "..") stem = "document";
  out.stem = stem;
  out.directory = join_path(parts, parts.size());
  return out;
}

std::vector<Assignment> group(const std::vector<Candidate>& candidates) {
  std::vector<Assignment> out(candidates.size());
  std::vector<std::size_t> order(candidates.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return candidates[a].path < candidates[b].path; });

  // The same bytes twice: the second is a duplicate, and out of the game.
  std::map<std::string, std::size_t> by_hash;
  std::vector<std::size_t> left;
  for (const std::size_t i : order) {
    const auto [first, is_new] = by_hash.emplace(candidates[i].hash, i);
    if (is_new) {
      left.push_back(i);
    } else {
      out[i] = {Fate::duplicate, "", false, candidates[first->second].path};
    }
  }

  std::map<std::pair<std::string, std::string>, NameGroup> groups;
  std::vector<NameParts> names(candidates.size());
  for (const std::size_t i : left) {
    names[i] = name_parts(candidates[i].path, candidates[i].lang);
    if (names[i].marked) groups[{names[i].directory, names[i].stem}].members.push_back(i);
  }

  // Symbols first; a marked file without one takes the symbol that all its marked siblings agree
  // on.
  std::vector<std::string> symbol(candidates.size());
  for (const std::size_t i : left) symbol[i] = candidates[i].symbol;
  std::set<std::pair<std::string, std::string>> whole;
  for (auto& [name, g] : groups) {
    std::set<std::string> langs;
    std::set<std::string> symbols;
    for (const std::size_t i : g.members) {
      langs.insert(candidates[i].lang);
      if (!symbol[i].empty()) symbols.insert(symbol[i]);
    }
    const bool distinct = langs.size() == g.members.size();
    if (!distinct || g.members.size() < 2 || !comparable(candidates, g.members)) continue;
    if (symbols.size() == 1) {
      for (const std::size_t i : g.members) symbol[i] = *symbols.begin();
    } else if (symbols.empty()) {
      whole.insert(name);
    }
  }

  // Names for the rest: the stem, preceded by as much of the directory as tells it from its
  // namesakes.
  std::map<std::string, std::set<std::string>> directories_of;  // stem: directories
  const auto work_name = [&](std::size_t i) -> std::pair<std::string, std::string> {
    const std::pair<std::string, std::string> shared{names[i].directory, names[i].stem};
    if (names[i].marked && whole.contains(shared)) return shared;
    const NameParts own = name_parts(candidates[i].path, "");
    return {own.directory, own.stem};
  };
  for (const std::size_t i : left) {
    if (!symbol[i].empty()) continue;
    const auto [directory, stem] = work_name(i);
    directories_of[stem].insert(directory);
  }
  std::map<std::pair<std::string, std::string>, std::size_t>
      taken;  // (work, lang): the file that stays
  for (const std::size_t i : left) {
    Assignment& a = out[i];
    if (!symbol[i].empty()) {
      a.work = symbol[i];
    } else {
      const auto [directory, stem] = work_name(i);
      a.named_by_file = true;
      a.work =
          "file:" +
          (directories_of[stem].size() > 1 && !directory.empty() ? directory + "/" + stem : stem);
    }
    const auto [first, is_new] = taken.emplace(std::pair(a.work, candidates[i].lang), i);
    if (!is_new) a = {Fate::conflict, a.work, a.named_by_file, candidates[first->second].path};
  }
  return out;
}

}  // namespace hexapla::run
