#include "pipeline/memory/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "analyzers/language/phrases.h"
#include "analyzers/language/profile.h"
#include "analyzers/modality/modality.h"
#include "analyzers/text/fold.h"
#include "pipeline/memory/repair.h"

namespace hexapla::memory {
namespace {

constexpr unsigned kFolding = text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters;

// The cues of a text: by kind, by what they are, the words that say it.
struct Cues {
  // Kinds of modality count by kind: "must" for "shall" changes nothing.
  std::map<std::string, std::vector<std::string>> modality;
  // Parties and verbs count by their words.
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
      return "negation";
    case modality::Kind::obligation:
      return "obligation";
    case modality::Kind::recommendation:
      return "recommendation";
    case modality::Kind::permission:
      return "permission";
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
    if (in_value(cue.span)) continue;
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
std::vector<std::string> beyond(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::vector<std::string> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

std::string quoted(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += fmt::format("{}«{}»", out.empty() ? "" : ", ", w);
  return out;
}

void tell(const std::string& kind, const std::vector<std::string>& query,
          const std::vector<std::string>& match, std::vector<std::string>& out) {
  const std::vector<std::string> own = beyond(query, match);
  const std::vector<std::string> theirs = beyond(match, query);
  if (!own.empty() && !theirs.empty()) {
    out.push_back(
        fmt::format("{}: {} in the query, {} in the memory", kind, quoted(own), quoted(theirs)));
  } else if (!own.empty() || !theirs.empty()) {
    out.push_back(fmt::format("{}: {} is only in the {}", kind, quoted(own.empty() ? theirs : own),
                              own.empty() ? "memory" : "query"));
  }
}

std::vector<std::string> differences(Cues own, Cues theirs) {
  std::vector<std::string> out;
  for (const char* kind : {"negation", "obligation", "recommendation", "permission"}) {
    if (own.modality[kind].size() != theirs.modality[kind].size())
      tell(kind, own.modality[kind], theirs.modality[kind], out);
  }
  for (const char* kind : {"party", "operative verb"})
    tell(kind, own.words[kind], theirs.words[kind], out);
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
                     cues_of(match, lang, placeables(match, lang)));
}

}  // namespace hexapla::memory
