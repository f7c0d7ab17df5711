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
  particle,   // always a negation
  leading,    // one too, and takes with it what supports it behind it only: sin, sans
  support,    // one, unless a particle stands near: pas, aucun, никто, ningún
  condition,  // unless
  sense,
  expletive,  // sense, and the particle behind it denies nothing: à moins que … ne
  bound,
  extent,
  exceptive,    // sense; with a particle before it "only": إلا, سوى
  restrictive,  // nothing; with a particle before it "only": que
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
        {"particle", Form::particle},
        {"leading", Form::leading},
        {"support", Form::support},
        {"condition", Form::condition},
        {"sense", Form::sense},
        {"bound", Form::bound},
        {"extent", Form::extent},
        {"expletive", Form::expletive},
        {"exceptive", Form::exceptive},
        {"restrictive", Form::restrictive},
        {"none", Form::none},
        {"obligation", Form::obligation},
        {"recommendation", Form::recommendation},
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
bool parted(std::string_view between, std::size_t far = 60) {
  return between.size() > far || between.find_first_of(",;:.()") != std::string_view::npos ||
         between.find("،") != std::string_view::npos ||
         between.find("，") != std::string_view::npos;
}

// The matches of a text, asked about their neighbours.
class Clauses {
 public:
  Clauses(std::string_view folded, const std::vector<language::PhraseMatch>& matches)
      : folded_(folded), matches_(matches) {}

  Form form(std::size_t i) const { return static_cast<Form>(matches_[i].id); }

  // Is the support a part of a negation that stands beside it?
  bool supports(std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && i - j <= kNear && !apart(j, i, 60);) {
      if (form(j) == Form::particle || form(j) == Form::leading) return true;
    }
    for (std::size_t j = i + 1; j < matches_.size() && j - i <= kNear && !apart(i, j, 60); ++j) {
      if (form(j) == Form::particle) return true;
    }
    return false;
  }

  // Does the particle deny everything but what follows ("ne … que", لا … إلا)?
  bool restricts(std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && i - j <= kNear && !apart(j, i, 60);) {
      if (form(j) == Form::support) return false;
    }
    for (std::size_t j = i + 1; j < matches_.size() && j - i <= kNear && !apart(i, j, 120); ++j) {
      if (form(j) == Form::support) return false;
      if (form(j) == Form::exceptive || form(j) == Form::restrictive) return true;
    }
    return false;
  }

  bool expletive(std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && i - j <= kNear && !apart(j, i, 60);) {
      if (form(j) == Form::expletive) return i + 1 == matches_.size() || !supported(i);
    }
    return false;
  }

 private:
  bool supported(std::size_t i) const {
    return form(i + 1) == Form::support && !apart(i, i + 1, 60);
  }
  static constexpr std::size_t kNear = 3;  // matches away
  bool apart(std::size_t a, std::size_t b, std::size_t far) const {
    const std::size_t from = matches_[a].span.end;
    return parted(folded_.substr(from, matches_[b].span.begin - from), far);
  }
  std::string_view folded_;
  const std::vector<language::PhraseMatch>& matches_;
};

Kind kind_of(Form form) {
  switch (form) {
    case Form::condition:
    case Form::expletive:
      return Kind::exception;
    case Form::sense:
    case Form::exceptive:
      return Kind::negative_sense;
    case Form::bound:
      return Kind::bound;
    case Form::extent:
      return Kind::extent;
    default:
      return Kind::negation;
  }
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
    case Kind::bound:
      return "bound";
    case Kind::exception:
      return "exception";
    case Kind::extent:
      return "extent";
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
  const Clauses clauses(folded.view(), matches);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Form form = clauses.form(i);
    if (form == Form::none || form == Form::restrictive) continue;
    if ((form == Form::particle || form == Form::leading) &&
        numbers_something(folded.view(), matches[i].span.end))
      continue;
    if (form == Form::support && clauses.supports(i)) continue;
    if (form == Form::particle && clauses.expletive(i)) continue;
    const bool restricted = form == Form::particle && clauses.restricts(i);
    out.push_back({folded.source(matches[i].span), restricted ? Kind::exception : kind_of(form)});
  }
  for (const language::PhraseMatch& m : words->modality.find(folded.view())) {
    const Form form = static_cast<Form>(m.id);
    if (form == Form::none) continue;
    // "peut-être" is another word than "peut être".
    if (m.span.end < folded.view().size() && folded.view()[m.span.end] == '-') continue;
    out.push_back({folded.source(m.span), form == Form::obligation       ? Kind::obligation
                                          : form == Form::recommendation ? Kind::recommendation
                                                                         : Kind::permission});
  }
  std::sort(out.begin(), out.end(), [](const Cue& a, const Cue& b) { return a.span < b.span; });
  return out;
}

}  // namespace hexapla::modality
