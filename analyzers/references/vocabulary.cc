#include "analyzers/references/vocabulary.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/references/tokens.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x2019 || c == 0x2018 || c == 0x2BC) return '\'';
  return c;
}

const std::map<std::string_view, Role>& roles() {
  static const std::map<std::string_view, Role> names = {{"decision", Role::decision},
                                                         {"resolution", Role::resolution},
                                                         {"document", Role::document},
                                                         {"draft", Role::draft},
                                                         {"and", Role::conjunction},
                                                         {"to", Role::range},
                                                         {"of", Role::of},
                                                         {"the", Role::determiner},
                                                         {"above", Role::above},
                                                         {"self", Role::self},
                                                         {"ibid", Role::ibid},
                                                         {"anaphor", Role::anaphor},
                                                         {"number", Role::number_word},
                                                         {"sales", Role::sales},
                                                         {"convention", Role::convention},
                                                         {"item", Role::item},
                                                         {"agenda", Role::agenda},
                                                         {"number-mark", Role::number_mark},
                                                         {"conference", Role::conference},
                                                         {"rules", Role::rules}};
  return names;
}

std::string prepared(std::string_view form) {
  return text::folded(form, text::kFoldAccents | text::kFoldArabicLetters);
}

}  // namespace

void append_lower(std::string& out, std::string_view token) {
  for (std::size_t at = 0; at < token.size();) {
    const auto c = static_cast<unsigned char>(token[at]);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      ++at;
      continue;
    }
    const text::CodePoint p = text::decode(token, at);
    text::append(out, lower(p.value));
    at += p.size;
  }
}

bool equals_lower(std::string_view token, std::string_view key) {
  std::size_t k = 0;
  for (std::size_t at = 0; at < token.size();) {
    const auto c = static_cast<unsigned char>(token[at]);
    if (c < 0x80) {
      if (k >= key.size() || key[k] != static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c))
        return false;
      ++k;
      ++at;
      continue;
    }
    if (k >= key.size()) return false;
    const text::CodePoint p = text::decode(token, at);
    const text::CodePoint q = text::decode(key, k);
    if (lower(p.value) != q.value) return false;
    k += q.size;
    at += p.size;
  }
  return k == key.size();
}

const Phrases* Vocabulary::lookup(std::string_view word, std::string& scratch) const {
  if (word.empty() || word.size() > longest_ + 8) return nullptr;
  const auto first = static_cast<unsigned char>(word.front());
  const unsigned key = first >= 'A' && first <= 'Z' ? first + 32U : first;
  if ((first_bytes_[key / 64] >> (key % 64) & 1U) == 0) return nullptr;
  scratch.clear();
  append_lower(scratch, word);
  const auto found = phrases_.find(scratch);
  return found == phrases_.end() ? nullptr : &found->second;
}

void Vocabulary::add(std::string_view form, Role role, std::string_view argument, bool plural) {
  const std::string folded = prepared(form);
  // A vocabulary without words cuts a form exactly as any text is cut.
  static const Vocabulary none{std::vector<std::string>{}};
  const Tokens tokens(folded, none);
  if (tokens.size() == 0) return;
  Phrase phrase{{}, role, std::string(argument), plural};
  std::string first;
  append_lower(first, tokens.text(0));
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    std::string key;
    append_lower(key, tokens.text(i));
    phrase.tail.push_back(std::move(key));
  }
  longest_ = std::max(longest_, first.size());
  const auto byte = static_cast<unsigned char>(first.front());
  first_bytes_[byte / 64] |= std::uint64_t{1} << (byte % 64);
  Phrases& phrases = phrases_[first];
  phrases.roles |= std::uint64_t{1} << static_cast<unsigned>(role);
  std::vector<Phrase>& bucket = phrases.list;
  const auto same = std::find_if(bucket.begin(), bucket.end(), [&](const Phrase& p) {
    return p.role == role && p.tail == phrase.tail && p.argument == phrase.argument;
  });
  if (same != bucket.end()) {
    same->plural = same->plural || plural;
    return;
  }
  // Longest first: the first that matches is the longest.
  const auto place = std::find_if(bucket.begin(), bucket.end(), [&](const Phrase& p) {
    return p.tail.size() < phrase.tail.size();
  });
  bucket.insert(place, std::move(phrase));
}

void Vocabulary::add_language(std::string_view tag) {
  const language::Profile* profile = language::find_profile(tag);
  if (profile == nullptr) return;
  for (const language::Row& row : profile->rows("reference-words")) {
    std::string_view name = row.front();
    Role role = Role::organ;
    std::string_view argument;
    if (name.starts_with("organ.")) {
      argument = name.substr(6);
    } else if (name.starts_with("self-")) {
      role = Role::self;
      argument = name.substr(5);
    } else if (name.starts_with("anaphor-")) {
      role = Role::anaphor;
      argument = name.substr(8);
    } else {
      const auto found = roles().find(name);
      if (found == roles().end()) continue;
      role = found->second;
    }
    for (std::size_t i = 1; i < row.size(); ++i) add(row[i], role, argument);
  }
  for (const language::Row& row : profile->rows("locators")) {
    std::string_view level = row.front();
    const bool plural = level.ends_with('+');
    if (plural) level.remove_suffix(1);
    for (std::size_t i = 1; i < row.size(); ++i) {
      const std::size_t gap = row[i].find("…");
      if (gap == std::string::npos) {
        add(row[i], Role::locator, level, plural);
      } else {
        add(std::string_view(row[i]).substr(0, gap), Role::frame_open, "");
        add(std::string_view(row[i]).substr(gap + std::string_view("…").size()), Role::frame_close,
            level, true);
      }
    }
  }
  const std::array<std::pair<const char*, Role>, 5> lists = {
      {{"treaties", Role::treaty},
       {"annex-ordinals", Role::ordinal},
       {"letter-names", Role::letter_name},
       {"sub-letters", Role::sub_letter},
       {"number-suffixes", Role::number_suffix}}};
  for (const auto& [section, role] : lists) {
    for (const language::Row& row : profile->rows(section)) {
      for (std::size_t i = 1; i < row.size(); ++i) add(row[i], role, row.front());
    }
  }
  for (const language::Row& row : profile->rows("clitics")) {
    if (row.size() < 2) continue;
    clitics_.push_back({prepared(row[1]), row.size() > 2 ? prepared(row[2]) : "", row[0] == "and"});
  }
}

Vocabulary::Vocabulary(const std::vector<std::string>& languages) {
  for (const std::string& tag : languages) add_language(tag);
  if (languages.empty()) return;
  const language::Profile& common = language::common_profile();
  for (const language::Row& row : common.rows("decision-prefixes")) {
    for (std::size_t i = 1; i < row.size(); ++i) add(row[i], Role::prefix, row.front());
  }
  for (const language::Row& row : common.rows("climate-bodies")) {
    for (std::size_t i = 1; i < row.size(); ++i) add(row[i], Role::climate_body, row.front());
  }
  for (const language::Row& row : common.rows("known-resolutions"))
    add(row.front(), Role::known_resolution, row.back());
}

const Vocabulary& Vocabulary::of(std::string_view lang) {
  struct All {
    std::map<std::string, Vocabulary, std::less<>> one;
    Vocabulary every{std::vector<std::string>{}};
  };
  static const All all = [] {
    All a;
    std::vector<std::string> tags;
    for (const language::Profile& p : language::profiles()) {
      tags.push_back(p.tag());
      a.one.emplace(p.tag(), Vocabulary({p.tag()}));
    }
    a.every = Vocabulary(tags);
    return a;
  }();
  const auto found = all.one.find(lang);
  return found == all.one.end() ? all.every : found->second;
}

}  // namespace hexapla::references
