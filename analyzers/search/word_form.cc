#include "analyzers/search/word_form.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/search/character.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::search {
namespace {

using language::Profile;
using language::Row;

constexpr unsigned kFold =
    text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan;

// Longer words are not stemmed: no language has them, and the stemmers are not made for them.
constexpr std::size_t kLongestStemmed = 64;

// An affix that is taken off, or written otherwise, when enough letters remain beside it.
struct Affix {
  std::string from;
  std::string to;
  std::size_t remaining = 0;  // code points
};

std::size_t number(const Row& row, std::size_t field) {
  std::size_t value = 0;
  if (field < row.size()) {
    std::from_chars(row[field].data(), row[field].data() + row[field].size(), value);
  }
  return value;
}

// Rows "from, letters that must remain, replacement".
std::vector<Affix> affixes(const Profile& profile, std::string_view section) {
  std::vector<Affix> out;
  for (const Row& row : profile.rows(section)) {
    out.push_back({row[0], row.size() > 2 ? row[2] : std::string(), number(row, 1)});
  }
  return out;
}

const std::vector<std::pair<std::string, std::string>>& letter_map() {
  static const std::vector<std::pair<std::string, std::string>> map = [] {
    std::vector<std::pair<std::string, std::string>> out;
    for (const Row& row : language::common_profile().rows("search-letters")) {
      if (row.size() > 1) out.emplace_back(row[0], row[1]);
    }
    return out;
  }();
  return map;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

bool ends_with(std::string_view text, const Affix& affix) {
  return text.size() >= affix.from.size() && text.ends_with(affix.from) &&
         text::count_code_points(text.substr(0, text.size() - affix.from.size())) >=
             affix.remaining;
}

bool starts_with(std::string_view text, const Affix& affix) {
  return text.starts_with(affix.from) &&
         text::count_code_points(text.substr(affix.from.size())) >= affix.remaining;
}

}  // namespace

std::string folded_word(std::string_view word) {
  const std::string folded = text::folded(word, kFold);
  std::string out;
  out.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    // Compatibility forms may expand to several words (U+FDFA); what is no letter or digit is left
    // out.
    const CharClass kind = classify(c.value);
    if (kind != CharClass::separator && kind != CharClass::apostrophe &&
        kind != CharClass::joiner) {
      out.append(folded, at, c.size);
    }
    at += c.size;
  }
  for (const auto& [from, to] : letter_map()) replace_all(out, from, to);
  return out;
}

struct WordForms::Rules {
  std::optional<Xapian::Stem> stemmer;
  std::vector<Affix> endings;   // one, the first that fits, before the stemmer
  std::vector<Affix> prefixes;  // one, the first that fits
  std::vector<Affix> suffixes;  // every one that fits, in order
  std::vector<std::string> clitics;
  std::set<std::string, std::less<>> stop;
  std::set<std::string, std::less<>> elisions;
  std::set<std::string, std::less<>> possessives;
};

WordForms::WordForms(std::string_view lang) : rules_(std::make_unique<Rules>()) {
  const Profile* profile = language::find_profile(lang);
  if (profile == nullptr) return;
  for (const Row& row : profile->rows("search")) {
    if (row.size() > 1 && row[0] == "stemmer") {
      try {
        rules_->stemmer.emplace(row[1]);
      } catch (const Xapian::Error&) {
        // A Xapian without this stemmer: words are folded only, text and query alike.
      }
    }
  }
  rules_->endings = affixes(*profile, "search-endings");
  rules_->prefixes = affixes(*profile, "search-prefixes");
  rules_->suffixes = affixes(*profile, "search-suffixes");
  rules_->clitics = profile->words("search-clitics");
  for (const Row& row : profile->rows("function-words")) {
    for (const std::string& word : row) {
      const bool elided = std::any_of(word.begin(), word.end(), [](char c) { return c == '\''; }) ||
                          word.find("’") != std::string::npos ||
                          word.find('-') != std::string::npos;
      if (!elided) rules_->stop.insert(folded_word(word));
    }
  }
  for (const std::string& word : profile->words("search-elisions")) rules_->elisions.insert(word);
  for (const std::string& word : profile->words("search-possessives")) {
    rules_->possessives.insert(word);
  }
}

WordForms::~WordForms() = default;
WordForms::WordForms(WordForms&&) noexcept = default;
WordForms& WordForms::operator=(WordForms&&) noexcept = default;

Form WordForms::form(std::string_view word) const {
  Form out;
  out.folded = folded_word(word);
  out.stop = rules_->stop.contains(out.folded);
  out.elided = rules_->elisions.contains(out.folded);
  out.possessive = rules_->possessives.contains(out.folded);
  out.term = out.folded;
  if (out.term.empty() || out.term.size() > kLongestStemmed) return out;

  for (const Affix& ending : rules_->endings) {
    if (!ends_with(out.term, ending)) continue;
    out.term.replace(out.term.size() - ending.from.size(), ending.from.size(), ending.to);
    break;
  }
  for (const Affix& prefix : rules_->prefixes) {
    if (!starts_with(out.term, prefix)) continue;
    out.term.replace(0, prefix.from.size(), prefix.to);
    break;
  }
  for (const Affix& suffix : rules_->suffixes) {
    if (!ends_with(out.term, suffix)) continue;
    out.term.replace(out.term.size() - suffix.from.size(), suffix.from.size(), suffix.to);
  }
  if (rules_->stemmer) out.term = folded_word((*rules_->stemmer)(out.term));
  if (out.term.empty()) out.term = out.folded;
  return out;
}

std::vector<std::string> WordForms::with_clitics(std::string_view term) const {
  std::vector<std::string> out;
  if (text::count_code_points(term) < 3) return out;
  for (const std::string& clitic : rules_->clitics) out.push_back(clitic + std::string(term));
  return out;
}

std::vector<std::string> WordForms::without_clitic(std::string_view term) const {
  std::vector<std::string> out;
  for (const std::string& clitic : rules_->clitics) {
    if (!term.starts_with(clitic)) continue;
    const std::string_view rest = term.substr(clitic.size());
    if (text::count_code_points(rest) >= 3) out.emplace_back(rest);
  }
  return out;
}

}  // namespace hexapla::search
