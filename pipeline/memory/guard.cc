#include "pipeline/memory/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "analyzers/language/phrases.h"
#include "analyzers/language/profile.h"
#include "analyzers/modality/modality.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "pipeline/memory/repair.h"

namespace hexapla::memory {
namespace {

constexpr unsigned kFolding = text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters;

// The cues of a text: by kind, by what they are, the words that say it.
struct Cues {
  // Kinds of modality count by kind: "must" for "shall" changes nothing.
  std::map<std::string, std::vector<std::string>> modality;
  // Parties and verbs count by their words, whatever their case, number or gender.
  std::map<std::string, std::vector<std::string>> words;
};

enum class Cast : int { party = 0, verb = 1 };

struct Vocabulary {
  explicit Vocabulary(const language::Profile& profile) : phrases(profile, kFolding) {
    for (const language::Row& row : profile.rows("actor-words")) {
      for (const std::string& form : row) phrases.add(form, static_cast<int>(Cast::party));
    }
    for (const language::Row& row : profile.rows("operative-verbs")) {
      if (!row.empty()) phrases.add(row.front(), static_cast<int>(Cast::verb));
    }
  }
  language::Phrases phrases;
};

const language::Phrases* phrases_of(std::string_view lang) {
  static const std::map<std::string, Vocabulary, std::less<>> all = [] {
    std::map<std::string, Vocabulary, std::less<>> out;
    for (const language::Profile& p : language::profiles()) out.emplace(p.tag(), Vocabulary(p));
    return out;
  }();
  const auto it = all.find(lang);
  return it == all.end() ? nullptr : &it->second.phrases;
}

std::string label(modality::Kind kind) {
  switch (kind) {
    case modality::Kind::negation:
    case modality::Kind::negative_sense:
    case modality::Kind::exception:
      return "negation";
    case modality::Kind::obligation:
      return "obligation";
    case modality::Kind::recommendation:
      return "recommendation";
    case modality::Kind::permission:
      return "permission";
    case modality::Kind::bound:
    case modality::Kind::extent:
      break;
  }
  return "";
}

// What lies in `values` is no cue: "5 May", and the words of a reference.
Cues cues_of(std::string_view text, std::string_view lang, const std::vector<Placeable>& values) {
  Cues out;
  const auto in_value = [&values](Span span) {
    return std::any_of(values.begin(), values.end(),
                       [span](const Placeable& p) { return p.span.overlaps(span); });
  };
  for (const modality::Cue& cue : modality::find(text, lang)) {
    if (in_value(cue.span) || label(cue.kind).empty()) continue;
    out.modality[label(cue.kind)].emplace_back(text.substr(cue.span.begin, cue.span.size()));
  }
  if (const language::Phrases* phrases = phrases_of(lang)) {
    const text::FoldedText folded = text::fold(text, kFolding);
    for (const language::PhraseMatch& m : phrases->find(folded.view())) {
      if (in_value(folded.source(m.span))) continue;
      const bool party = m.id == static_cast<int>(Cast::party);
      out.words[party ? "party" : "operative verb"].emplace_back(
          folded.view().substr(m.span.begin, m.span.size()));
    }
  }
  for (auto& [kind, forms] : out.words) std::sort(forms.begin(), forms.end());
  return out;
}

// What is in `a` and not in `b`, as multisets.
std::vector<std::string> beyond(
    const std::vector<std::string>& a, std::vector<std::string> b,
    const std::function<bool(const std::string&, const std::string&)>& same) {
  std::vector<std::string> out;
  for (const std::string& word : a) {
    const auto found = std::find_if(b.begin(), b.end(),
                                    [&](const std::string& other) { return same(word, other); });
    if (found == b.end()) {
      out.push_back(word);
    } else {
      b.erase(found);
    }
  }
  return out;
}

std::vector<std::u32string> tokens_of(std::string_view folded) {
  std::vector<std::u32string> out;
  bool open = false;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint c = text::decode(folded, at);
    at += c.size;
    if (text::is_letter(c.value)) {
      if (!open) out.emplace_back();
      out.back().push_back(c.value);
    }
    open = text::is_letter(c.value);
  }
  return out;
}

// Two forms of one word: a stem of four letters and more in common, endings of three at most. Words
// in front that are written together with it, as the Arabic article, do not count.
bool same_word(std::u32string_view a, std::u32string_view b,
               const std::vector<std::u32string>& clitics) {
  constexpr std::size_t kStem = 4;
  constexpr std::size_t kEnding = 3;
  const auto bare = [&clitics](std::u32string_view word) {
    std::size_t longest = 0;
    for (const std::u32string& c : clitics) {
      if (word.starts_with(c) && word.size() >= c.size() + kStem)
        longest = std::max(longest, c.size());
    }
    return word.substr(longest);
  };
  a = bare(a);
  b = bare(b);
  if (a == b) return true;
  const auto stem = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  return stem >= kStem && std::max(a.size(), b.size()) - stem <= kEnding;
}

// Parties and verbs in another case, number or gender are the same ones.
bool same_words(const std::string& a, const std::string& b,
                const std::vector<std::u32string>& clitics) {
  const std::vector<std::u32string> own = tokens_of(a);
  const std::vector<std::u32string> theirs = tokens_of(b);
  return std::equal(own.begin(), own.end(), theirs.begin(), theirs.end(),
                    [&](const auto& x, const auto& y) { return same_word(x, y, clitics); });
}

std::string quoted(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += fmt::format("{}«{}»", out.empty() ? "" : ", ", w);
  return out;
}

void tell(const std::string& kind, const std::vector<std::string>& query,
          const std::vector<std::string>& match,
          const std::function<bool(const std::string&, const std::string&)>& same,
          std::vector<std::string>& out) {
  const std::vector<std::string> own = beyond(query, match, same);
  const std::vector<std::string> theirs = beyond(match, query, same);
  if (!own.empty() && !theirs.empty()) {
    out.push_back(
        fmt::format("{}: {} in the query, {} in the memory", kind, quoted(own), quoted(theirs)));
  } else if (!own.empty() || !theirs.empty()) {
    out.push_back(fmt::format("{}: {} is only in the {}", kind, quoted(own.empty() ? theirs : own),
                              own.empty() ? "memory" : "query"));
  }
}

std::vector<std::string> differences(Cues own, Cues theirs, std::string_view lang) {
  std::vector<std::string> out;
  std::vector<std::u32string> clitics;
  if (const language::Profile* profile = language::find_profile(lang)) {
    for (const std::string& clitic : profile->words("proclitics")) {
      for (std::u32string& c : tokens_of(text::folded(clitic, kFolding)))
        clitics.push_back(std::move(c));
    }
  }
  const auto equal = [](const std::string& a, const std::string& b) { return a == b; };
  const auto alike = [&clitics](const std::string& a, const std::string& b) {
    return same_words(a, b, clitics);
  };
  for (const char* kind : {"negation", "obligation", "recommendation", "permission"}) {
    if (own.modality[kind].size() != theirs.modality[kind].size())
      tell(kind, own.modality[kind], theirs.modality[kind], equal, out);
  }
  for (const char* kind : {"party", "operative verb"})
    tell(kind, own.words[kind], theirs.words[kind], alike, out);
  return out;
}

}  // namespace

std::vector<std::string> guard(std::string_view query, std::string_view match,
                               std::string_view lang) {
  // Looking for values takes longer, and where the cues are the same words none is needed.
  const Cues own = cues_of(query, lang, {});
  const Cues theirs = cues_of(match, lang, {});
  if (own.modality == theirs.modality && own.words == theirs.words) return {};
  return differences(cues_of(query, lang, placeables(query, lang)),
                     cues_of(match, lang, placeables(match, lang)), lang);
}

}  // namespace hexapla::memory
