#include "pipeline/normalize/masthead_cues.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLongestLine = 400;  // bytes

enum class Where : std::uint8_t { prefix, suffix, whole, contains };

struct Cue {
  Where where;
  Fact fact;
  bool stem;
  std::string key;  // folded
};

std::optional<Fact> fact_of(std::string_view name) {
  static constexpr std::array<std::string_view, 16> kNames{
      "addressee", "agenda",       "author",   "body",         "change",   "contact",
      "decision",  "distribution", "language", "organization", "original", "record",
      "reference", "salutation",   "session",  "subject"};
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Fact>(found - kNames.begin());
}

std::optional<Where> where_of(std::string_view name) {
  if (name == "prefix") return Where::prefix;
  if (name == "suffix") return Where::suffix;
  if (name == "whole") return Where::whole;
  if (name == "contains") return Where::contains;
  return std::nullopt;
}

// The cues, by the two bytes that a line that has them begins or ends with.
class Cues {
 public:
  Cues() {
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("masthead")) {
        if (row.size() < 3) continue;
        const std::optional<Fact> fact = fact_of(row[0]);
        const std::optional<Where> where = where_of(row[1]);
        if (!fact || !where) continue;
        for (std::size_t i = 2; i < row.size(); ++i) {
          const bool stem = row[i].ends_with('~');
          const std::string word = stem ? row[i].substr(0, row[i].size() - 1) : row[i];
          add({*where, *fact, stem, folded_key(word)});
        }
      }
    }
  }

  // Those for lines that begin like `text`, and some others.
  const std::vector<Cue>& opening_of(std::string_view text) const {
    return opening_[opening(text)];
  }

  // Those that may stand in the line, and some others.
  template <class Visit>
  void candidates(std::string_view line, Visit&& visit) const {
    if (line.empty()) return;
    for (const Cue& cue : opening_[opening(line)]) visit(cue);
    for (const Cue& cue : closing_[closing(line)]) visit(cue);
    for (const Cue& cue : anywhere_) visit(cue);
  }

 private:
  static constexpr std::size_t kSlots = 512;

  void add(Cue cue) {
    if (cue.key.size() < 2) {
      // A single letter has no slot of its own.
      if (!cue.key.empty()) anywhere_.push_back(std::move(cue));
      return;
    }
    switch (cue.where) {
      case Where::prefix:
      case Where::whole:
        opening_[opening(cue.key)].push_back(std::move(cue));
        break;
      case Where::suffix:
        closing_[closing(cue.key)].push_back(std::move(cue));
        break;
      case Where::contains:
        anywhere_.push_back(std::move(cue));
        break;
    }
  }

  static std::size_t opening(std::string_view text) {
    return slot(text[0], text.size() > 1 ? text[1] : '\0');
  }
  static std::size_t closing(std::string_view text) {
    return slot(text.back(), text.size() > 1 ? text[text.size() - 2] : '\0');
  }
  static std::size_t slot(char a, char b) {
    return (static_cast<unsigned char>(a) * 31U + static_cast<unsigned char>(b) * 7U) % kSlots;
  }

  std::array<std::vector<Cue>, kSlots> opening_;
  std::array<std::vector<Cue>, kSlots> closing_;
  std::vector<Cue> anywhere_;
};

const Cues& cues() {
  static const Cues instance;
  return instance;
}

// Offset behind the match in the folded line, or npos.
std::size_t match(std::string_view line, const Cue& cue) {
  switch (cue.where) {
    case Where::prefix:
      if (line.starts_with(cue.key) && (cue.stem || is_word_boundary(line, cue.key.size())))
        return cue.key.size();
      break;
    case Where::suffix:
      if (line.ends_with(cue.key) && is_word_boundary(line, line.size() - cue.key.size()))
        return line.size();
      break;
    case Where::whole:
      if (line == cue.key) return line.size();
      break;
    case Where::contains:
      if (const std::size_t at = line.find(cue.key); at != std::string_view::npos)
        return at + cue.key.size();
      break;
  }
  return std::string_view::npos;
}

// "大 会": short Chinese words are set wide. The line without the spaces, or "" when there is none.
std::string without_wide_spaces(std::string_view key) {
  if (key.find(' ') == std::string_view::npos || !is_cjk(first_char(key))) return "";
  std::string out;
  for (std::size_t at = 0; at < key.size();) {
    const text::CodePoint c = text::decode(key, at);
    if (c.value != ' ') {
      if (!is_cjk(c.value)) return "";
      out += key.substr(at, c.size);
    }
    at += c.size;
  }
  return out;
}

}  // namespace

int Facts::count() const {
  return std::popcount(bits_);
}

Facts cues_of(std::string_view line) {
  Facts out;
  if (line.size() > kLongestLine) return out;
  const std::string folded = folded_key(line);
  std::string_view key = text::trim(folded);
  const std::string close = without_wide_spaces(key);
  if (!close.empty()) key = close;
  cues().candidates(key, [&](const Cue& cue) {
    if (!out.has(cue.fact) && match(key, cue) != std::string_view::npos) out |= cue.fact;
  });
  return out;
}

std::size_t cue_value(std::string_view line, Fact fact) {
  if (line.size() > kLongestLine) return std::string_view::npos;
  const text::FoldedText folded = text::fold(line, text::kFoldCase);
  const std::string_view key = text::trim(folded.view());
  const auto lead = static_cast<std::size_t>(key.data() - folded.view().data());
  std::size_t best = std::string_view::npos;
  cues().candidates(key, [&](const Cue& cue) {
    if (cue.fact != fact) return;
    const std::size_t end = match(key, cue);
    if (end == std::string_view::npos) return;
    const std::size_t value = cue.where == Where::prefix ? lead + end : 0;
    if (best == std::string_view::npos || value > best) best = value;
  });
  if (best == std::string_view::npos && !without_wide_spaces(key).empty())
    return cues_of(line).has(fact) ? 0 : best;
  if (best == std::string_view::npos || best == 0) return best;
  std::size_t at = folded.source({0, best}).end;
  while (at < line.size()) {
    const text::CodePoint c = text::decode(line, at);
    if (!text::is_space(c.value) && c.value != ':' && c.value != 0xFF1A) break;
    at += c.size;
  }
  return at;
}

bool mentions_cue(std::string_view line, Fact fact) {
  if (line.size() > kLongestLine) return false;
  const std::string key = folded_key(line);
  for (std::size_t at = 0; at < key.size(); at += text::decode(key, at).size) {
    const std::string_view rest = std::string_view(key).substr(at);
    for (const Cue& cue : cues().opening_of(rest)) {
      if (cue.fact == fact && cue.where == Where::prefix && rest.starts_with(cue.key) &&
          is_word_boundary(key, at))
        return true;
    }
  }
  return false;
}

}  // namespace hexapla::normalize
