#include "analyzers/time/vocabulary.h"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::time {
namespace {

using language::Profile;
using language::Row;

constexpr std::array<std::pair<std::string_view, std::uint64_t>, 30> kWordKinds = {{
    {"of", kOf},
    {"year", kYearWord},
    {"to", kTo},
    {"and", kAnd},
    {"from", kFrom},
    {"from-in", kFromIn},
    {"between", kBetween},
    {"since", kSince},
    {"after", kAfter},
    {"before", kBefore},
    {"by", kBy},
    {"no-later", kNoLater},
    {"within", kWithin},
    {"until", kUntil},
    {"on", kOn},
    {"start", kStart},
    {"middle", kMiddle},
    {"end", kEnd},
    {"every", kEvery},
    {"next", kNext},
    {"throughout", kThroughout},
    {"at", kAt},
    {"possessive", kPossessive},
    {"fill", kFill},
    {"prefix", kPrefix},
    {"since-after", kSinceAfter},
    {"after-after", kAfterAfter},
    {"before-after", kBeforeAfter},
    {"no-later-after", kNoLaterAfter},
    {"within-after", kWithinAfter},
}};

std::uint64_t word_kind(std::string_view name) {
  for (const auto& [key, kind] : kWordKinds) {
    if (key == name) return kind;
  }
  if (name == "start-after" || name == "middle-after" || name == "end-after") return kPartAfter;
  if (name == "decade") return kDecade;
  if (name == "century") return kCentury;
  if (name == "least") return kLeast;
  if (name == "from-after") return kFromAfter;
  if (name == "span") return kSpan;
  return 0;
}

int integer(std::string_view text) {
  int sign = 1;
  int value = 0;
  for (const char c : text) {
    if (c == '-') sign = -1;
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  }
  return sign * value;
}

bool is_word_char(char32_t c) {
  return text::is_letter(c) && text::script_of(c) != text::Script::han;
}

// Folded words of a form: runs of letters, everything between them left out.
std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t at = 0; at < folded.size();) {
    const auto c = text::decode(folded, at);
    if (is_word_char(c.value)) {
      if (!open) words.emplace_back();
      words.back().append(folded.substr(at, c.size));
      open = true;
    } else {
      open = false;
    }
    at += c.size;
  }
  return words;
}

bool is_han_form(std::string_view folded) {
  return !folded.empty() && text::script_of(text::decode(folded, 0).value) == text::Script::han;
}

std::string fold(std::string_view form) {
  return text::folded(form, Vocabulary::fold_flags());
}

bool ends(std::string_view word, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
    return word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending;
  });
}

bool holds(std::string_view text, const std::vector<std::string>& forms) {
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return text.find(form) != std::string_view::npos;
  });
}

}  // namespace

unsigned Vocabulary::fold_flags() {
  return text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan;
}

Lex& Vocabulary::entry(std::string_view form) {
  const std::string folded = fold(form);
  if (is_han_form(folded)) {
    auto& list = han_[text::decode(folded, 0).value];
    for (auto& [known, lex] : list) {
      if (known == folded) return lex;
    }
    list.emplace_back(folded, Lex{});
    return list.back().second;
  }
  std::vector<std::string> words = words_of(folded);
  if (words.empty()) words.emplace_back();
  std::vector<Phrase>& list = words_[words.front()];
  words.erase(words.begin());
  for (Phrase& phrase : list) {
    if (phrase.rest == words) return phrase.lex;
  }
  list.push_back({std::move(words), Lex{}});
  return list.back().lex;
}

void Vocabulary::add(const Profile& profile, std::string_view section, std::uint64_t kind) {
  for (const Row& row : profile.rows(section)) {
    for (const std::string& form : row) entry(form).kinds |= kind;
  }
}

Vocabulary::Vocabulary(const Profile& profile) {
  for (const Row& row : profile.rows("time-facts")) {
    if (row.size() < 2) continue;
    if (row[0] == "decimal-mark") decimal_comma_ = row[1] == "comma";
    if (row[0] == "ordinals") ordinals_behind_ = row[1] == "after";
    if (row[0] == "tens") tens_last_ = row[1] == "last";
    if (row[0] == "infinitive") infinitive_particle_ = fold(row[1]);
    if (row[0] == "subject") subject_behind_ = row[1] == "behind";
    if (row[0] == "makers") genitive_makers_ = row[1] != "agent";
    const auto forms = [&](std::vector<std::string>& out) {
      for (std::size_t i = 1; i < row.size(); ++i) out.push_back(fold(row[i]));
    };
    if (row[0] == "glued") forms(glued_);
    if (row[0] == "glued-prepositions") forms(glued_prepositions_);
    if (row[0] == "imperfect") forms(imperfect_);
    if (row[0] == "definite") forms(definite_);
    if (row[0] == "opens-verb") forms(opens_verb_);
  }
  const auto valued = [&](std::string_view section, std::uint64_t kind, auto set) {
    for (const Row& row : profile.rows(section)) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        Lex& lex = entry(row[i]);
        lex.kinds |= kind;
        set(lex, row[0]);
      }
    }
  };
  // Chinese months are a number and 月: the grammar reads them.
  for (const Row& row : profile.rows("months")) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i].find("\u6708") != std::string::npos) continue;
      Lex& lex = entry(row[i]);
      lex.kinds |= kMonth;
      lex.month = integer(row[0]);
    }
  }
  valued("weekdays", kWeekday, [](Lex& lex, const std::string& v) { lex.weekday = integer(v); });
  valued("number-words", kNumber, [](Lex& lex, const std::string& v) { lex.number = integer(v); });
  valued("ordinal-words", kOrdinal,
         [](Lex& lex, const std::string& v) { lex.ordinal = integer(v); });
  valued("time-units", kUnit, [](Lex& lex, const std::string& v) { lex.unit = unit_of(v); });
  valued("dual-units", kUnit, [](Lex& lex, const std::string& v) {
    lex.unit = unit_of(v);
    lex.dual = true;
  });
  valued("seasons", kUnit, [](Lex& lex, const std::string& v) {
    lex.unit = Unit::season;
    lex.month = integer(v);
  });
  valued("foreign-months", kMonth, [](Lex& lex, const std::string& v) { lex.month = integer(v); });
  valued("recurrence", kRecurrence, [](Lex& lex, const std::string& v) { lex.recurrence = v; });
  valued("time-words", 0, [](Lex& lex, const std::string& v) {
    lex.kinds |= word_kind(v);
    if (v == "article") lex.article = true;
  });
  valued("relative-years", 0, [](Lex& lex, const std::string& v) {
    lex.deictic = true;
    lex.shift = integer(v);
  });
  valued("year-number-words", 0, [](Lex& lex, const std::string& v) { lex.scale = integer(v); });
  const auto flagged = [&](std::string_view section, bool Lex::*flag) {
    for (const Row& row : profile.rows(section)) {
      for (const std::string& form : row) entry(form).*flag = true;
    }
  };
  valued("meeting-nouns", kMeetingNoun, [](Lex& lex, const std::string& v) { lex.meeting = v; });
  valued("thing-words", 0, [](Lex& lex, const std::string& v) { lex.thing = v.front(); });
  flagged("period-words", &Lex::period);
  flagged("once-words", &Lex::once);
  flagged("auxiliary-verbs", &Lex::auxiliary);
  flagged("meeting-edges", &Lex::edge);
  flagged("not-by-before", &Lex::not_by);
  flagged("publication-words", &Lex::published);
  flagged("deciding-words", &Lex::decides);
  flagged("misprint-words", &Lex::misprint);
  flagged("received-words", &Lex::received);
  flagged("subordinate-words", &Lex::subordinate);
  flagged("office-words", &Lex::office);
  flagged("same-year", &Lex::same_year);
  flagged("clock-words", &Lex::clock);
  flagged("treaty-words", &Lex::treaty);
  flagged("held-words", &Lex::held);
  flagged("relative-pronouns", &Lex::relative);
  flagged("accordance-words", &Lex::accordance);
  for (const Row& row : profile.rows("pronoun-modals")) {
    for (const std::string& form : row) {
      Lex& lex = entry(form);
      lex.kinds |= kModal;
      lex.obliging = true;
      lex.pronoun = true;
    }
  }
  for (const Row& row : profile.rows("locators")) {
    if (row[0] != "art") continue;
    for (std::size_t i = 1; i < row.size(); ++i) {
      const std::size_t gap = row[i].find("\u2026");
      article_forms_.emplace_back(fold(row[i].substr(0, gap)), gap == std::string::npos
                                                                   ? std::string()
                                                                   : fold(row[i].substr(gap + 3)));
    }
  }
  for (const Row& row : profile.rows("reference-words")) {
    if (row[0] != "convention") continue;
    for (std::size_t i = 1; i < row.size(); ++i) entry(row[i]).treaty = true;
  }
  for (const Row& row : profile.rows("operative-verbs")) {
    Lex& lex = entry(row[0]);
    lex.kinds |= kOperative;
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i].front() == '*') {
        lex.links.push_back({row[i]});
      } else {
        lex.links.push_back(words_of(fold(row[i])));
      }
    }
  }
  add(profile, "ordinal-suffixes", kSuffix);
  add(profile, "counted", kCounted);
  add(profile, "number-triggers", kTrigger);
  add(profile, "telephone-words", kTelephone);
  add(profile, "meeting-cues", kMeetingCue);
  add(profile, "meeting-codes", kMeetingCode);
  add(profile, "intersessional", kIntersessional);
  add(profile, "not-intersessional-before", kNotIntersessional);
  add(profile, "date-placeholders", kPlaceholder);
  add(profile, "deadline-nouns", kDeadlineNoun);
  add(profile, "modals", kModal);
  add(profile, "passive-marks", kPassive);
  add(profile, "agent-words", kAgent);
  add(profile, "purpose-words", kPurpose);
  add(profile, "past-marks", kPast);
  add(profile, "actor-words", kActor);
  add(profile, "action-verbs", kActionVerb);
  add(profile, "ambiguous-months", kAmbiguousMonth);
  add(profile, "clause-words", kClause);
  for (const Row& row : profile.rows("obliging-modals")) {
    for (const std::string& form : row) {
      Lex& lex = entry(form);
      lex.kinds |= kModal;
      lex.obliging = true;
    }
  }
  for (const Row& row : profile.rows("future-modals")) {
    for (const std::string& form : row) {
      Lex& lex = entry(form);
      lex.kinds |= kModal;
      lex.future = true;
    }
  }
  const auto folded_forms = [&](std::string_view section, std::vector<std::string>& out) {
    for (const Row& row : profile.rows(section)) {
      for (const std::string& form : row) out.push_back(fold(form));
    }
  };
  folded_forms("finite-endings", finite_endings_);
  folded_forms("contractions", contractions_);
  folded_forms("timetable-titles", timetable_titles_);
  folded_forms("masthead-words", masthead_words_);
  folded_forms("recipient-labels", recipient_labels_);
  folded_forms("not-infinitives", not_infinitives_);
  folded_forms("participle-endings", participle_endings_);
  folded_forms("object-clitics", object_clitics_);
  folded_forms("relative-openers", relative_openers_);
  add(profile, "adopted-words", kAdopted);
  for (const Row& row : profile.rows("adopted-words")) {
    for (const std::string& form : row) {
      if (fold(form).size() != form.size()) entry(form).accented = true;
    }
  }
  add(profile, "not-time", 0);
  for (const Row& row : profile.rows("infinitive-endings")) {
    for (const std::string& form : row) infinitive_endings_.push_back(fold(form));
  }
  for (const Row& row : profile.rows("timetable-headers")) {
    const bool due = row[0] == "due";
    const char column = due || row[0] == "date" ? 'd' : row[0] == "act" ? 'a' : 'w';
    for (std::size_t i = 1; i < row.size(); ++i) {
      headers_.emplace(fold(row[i]), column);
      if (due) due_headers_.push_back(fold(row[i]));
    }
  }
  for (auto& [first, list] : words_) {
    std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
      return a.rest.size() > b.rest.size();
    });
  }
  for (auto& [first, list] : han_) {
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
}

const std::vector<Vocabulary::Phrase>* Vocabulary::phrases(std::string_view first) const {
  const auto found = words_.find(first);
  return found == words_.end() ? nullptr : &found->second;
}

const Lex* Vocabulary::han(std::string_view text, std::size_t& size, std::uint64_t kind) const {
  if (han_.empty() || text.empty()) return nullptr;
  const auto found = han_.find(text::decode(text, 0).value);
  if (found == han_.end()) return nullptr;
  for (const auto& [form, lex] : found->second) {
    if ((kind == 0 || lex.is(kind)) && text.substr(0, form.size()) == form) {
      size = form.size();
      return &lex;
    }
  }
  return nullptr;
}

char Vocabulary::column_of(std::string_view header) const {
  const auto found = headers_.find(std::string(text::trim(header)));
  return found == headers_.end() ? 0 : found->second;
}

bool Vocabulary::heads_due_dates(std::string_view header) const {
  return std::find(due_headers_.begin(), due_headers_.end(), text::trim(header)) !=
         due_headers_.end();
}

bool Vocabulary::titles_timetable(std::string_view folded) const {
  return holds(folded, timetable_titles_);
}
bool Vocabulary::heads_document(std::string_view folded) const {
  return holds(folded, masthead_words_);
}

bool Vocabulary::heads_article(std::string_view folded) const {
  return std::any_of(article_forms_.begin(), article_forms_.end(), [&](const auto& form) {
    return folded.starts_with(form.first) && folded.ends_with(form.second) &&
           folded.size() > form.first.size() + form.second.size();
  });
}

bool Vocabulary::labels_recipients(std::string_view folded) const {
  return std::find(recipient_labels_.begin(), recipient_labels_.end(), folded) !=
         recipient_labels_.end();
}

bool Vocabulary::ends_like_infinitive(std::string_view word) const {
  if (!ends(word, infinitive_endings_)) return false;
  return std::none_of(not_infinitives_.begin(), not_infinitives_.end(),
                      [&](const std::string& ending) { return word.ends_with(ending); });
}
bool Vocabulary::ends_like_finite(std::string_view word) const {
  return ends(word, finite_endings_);
}

std::size_t Vocabulary::glued(std::string_view word) const {
  for (const std::string& form : glued_) {
    if (word.size() > form.size() && word.substr(0, form.size()) == form) return form.size();
  }
  return 0;
}

bool Vocabulary::ends_like_participle(std::string_view word) const {
  return ends(word, participle_endings_);
}
bool Vocabulary::is_object_clitic(std::string_view word) const {
  return std::find(object_clitics_.begin(), object_clitics_.end(), word) != object_clitics_.end();
}
bool Vocabulary::begins_like_verb(std::string_view word) const {
  return std::any_of(imperfect_.begin(), imperfect_.end(), [&](const std::string& head) {
    return word.size() > head.size() + 3 && word.starts_with(head);
  });
}

bool Vocabulary::is_definite(std::string_view word) const {
  return std::any_of(definite_.begin(), definite_.end(),
                     [&](const std::string& head) { return word.starts_with(head); });
}
std::size_t Vocabulary::article(std::string_view word) const {
  for (const std::string& head : definite_) {
    if (word.size() > head.size() && word.starts_with(head)) return head.size();
  }
  return 0;
}
bool Vocabulary::opens_verb(std::string_view word) const {
  return std::find(opens_verb_.begin(), opens_verb_.end(), word) != opens_verb_.end();
}
bool Vocabulary::opens_relative(std::string_view word) const {
  return std::find(relative_openers_.begin(), relative_openers_.end(), word) !=
         relative_openers_.end();
}

std::size_t Vocabulary::glued_preposition(std::string_view word) const {
  for (const std::string& form : glued_prepositions_) {
    if (word.size() > form.size() && word.starts_with(form)) return form.size();
  }
  return 0;
}

bool Vocabulary::is_contraction(std::string_view word) const {
  return std::find(contractions_.begin(), contractions_.end(), word) != contractions_.end();
}

const Vocabulary& vocabulary(std::string_view lang, std::string_view text) {
  struct Known {
    std::string tag;
    std::string script;
    Vocabulary words;
  };
  static const std::deque<Known> all = [] {
    std::deque<Known> list;
    for (const Profile& profile : language::profiles()) {
      std::string script;
      for (const Row& row : profile.rows("language")) {
        if (row.size() > 1 && row[0] == "script") script = row[1];
      }
      list.push_back({profile.tag(), std::move(script), Vocabulary(profile)});
    }
    return list;
  }();
  for (const Known& known : all) {
    if (known.tag == lang) return known.words;
  }
  static constexpr std::array<std::string_view, 6> kScripts = {"",       "latin", "cyrillic",
                                                               "arabic", "han",   ""};
  const std::size_t limit = std::min<std::size_t>(text.size(), 400);
  std::string_view script = "latin";
  for (std::size_t at = 0; at < limit;) {
    const auto c = text::decode(text, at);
    at += c.size;
    const std::string_view named = kScripts[static_cast<std::size_t>(text::script_of(c.value))];
    if (named.empty()) continue;
    script = named;
    break;
  }
  for (const Known& known : all) {
    if (known.script == script) return known.words;
  }
  return all.front().words;
}

}  // namespace hexapla::time
