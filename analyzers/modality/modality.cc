#include "analyzers/modality/modality.h"

#include <algorithm>
#include <map>
#include <string>

#include "analyzers/language/phrases.h"
#include "analyzers/language/profile.h"
#include "analyzers/text/fold.h"

namespace hexapla::modality {
namespace {

// What a form of the tables is.
enum class Form : std::uint8_t {
  particle,  // always a negation
  support,   // one, unless a particle stands near: pas, aucun, никто, ningún
  sense,
  obligation,
  recommendation,
  permission,
  none,  // looks like one and is none
};

constexpr unsigned kFlags = text::kFoldCase | text::kFoldAccents | text::kFoldHan;

struct Vocabulary {
  explicit Vocabulary(const language::Profile& profile)
      : negation(profile, kFlags), modality(profile, kFlags) {
    static const std::map<std::string, Form, std::less<>> kForms = {
        {"particle", Form::particle},     {"support", Form::support},
        {"sense", Form::sense},           {"none", Form::none},
        {"obligation", Form::obligation}, {"recommendation", Form::recommendation},
        {"permission", Form::permission}};
    for (auto [section, phrases] : {std::pair{"negation", &negation}, {"modality", &modality}}) {
      for (const language::Row& row : profile.rows(section)) {
        const auto form = kForms.find(row[0]);
        if (form == kForms.end()) continue;
        for (std::size_t i = 1; i < row.size(); ++i)
          phrases->add(row[i], static_cast<int>(form->second));
      }
    }
  }
  language::Phrases negation;
  language::Phrases modality;
};

const Vocabulary* vocabulary(std::string_view lang) {
  static const std::map<std::string, Vocabulary, std::less<>> all = [] {
    std::map<std::string, Vocabulary, std::less<>> out;
    for (const language::Profile& p : language::profiles()) out.emplace(p.tag(), Vocabulary(p));
    return out;
  }();
  const auto it = all.find(lang);
  return it != all.end() ? &it->second : nullptr;
}

// Ends of clauses: what supports a negation stands in its clause.
bool parted(std::string_view between) {
  return between.size() > 60 || between.find_first_of(",;:.()") != std::string_view::npos ||
         between.find("،") != std::string_view::npos ||
         between.find("，") != std::string_view::npos;
}

// "No. 5", "No 5": a number, not a denial.
bool numbers_something(std::string_view folded, std::size_t end) {
  while (end < folded.size() && (folded[end] == '.' || folded[end] == ' ')) ++end;
  return end < folded.size() && folded[end] >= '0' && folded[end] <= '9';
}

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::negation:
      return "negation";
    case Kind::negative_sense:
      return "negative-sense";
    case Kind::obligation:
      return "obligation";
    case Kind::recommendation:
      return "recommendation";
    case Kind::permission:
      return "permission";
  }
  return "negation";
}

std::vector<Cue> find(std::string_view text, std::string_view lang) {
  std::vector<Cue> out;
  const Vocabulary* words = vocabulary(lang);
  if (words == nullptr) return out;
  const text::FoldedText folded = text::fold(text, kFlags);
  const std::vector<language::PhraseMatch> matches = words->negation.find(folded.view());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Form form = static_cast<Form>(matches[i].id);
    if (form == Form::none || numbers_something(folded.view(), matches[i].span.end)) continue;
    if (form == Form::support) {
      const auto particle_at = [&](std::size_t j) {
        const Span a = matches[std::min(i, j)].span;
        const Span b = matches[std::max(i, j)].span;
        return static_cast<Form>(matches[j].id) == Form::particle &&
               !parted(folded.view().substr(a.end, b.begin - a.end));
      };
      if ((i > 0 && particle_at(i - 1)) || (i > 1 && particle_at(i - 2)) ||
          (i + 1 < matches.size() && particle_at(i + 1)))
        continue;
    }
    out.push_back({folded.source(matches[i].span),
                   form == Form::sense ? Kind::negative_sense : Kind::negation});
  }
  for (const language::PhraseMatch& m : words->modality.find(folded.view())) {
    const Form form = static_cast<Form>(m.id);
    if (form == Form::none) continue;
    out.push_back({folded.source(m.span), form == Form::obligation       ? Kind::obligation
                                          : form == Form::recommendation ? Kind::recommendation
                                                                         : Kind::permission});
  }
  std::sort(out.begin(), out.end(), [](const Cue& a, const Cue& b) { return a.span < b.span; });
  return out;
}

}  // namespace hexapla::modality
