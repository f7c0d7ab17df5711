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
    if (row[0] == "glued") {
      for (std::size_t i = 1; i < row.size(); ++i) glued_.push_back(fold(row[i]));
    }
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
  valued("time-words", 0, [](Lex& lex, const std::string& v) { lex.kinds |= word_kind(v); });
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
  add(profile, "meeting-nouns", kMeetingNoun);
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
  add(profile, "adopted-words", kAdopted);
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

const Lex* Vocabulary::han(std::string_view text, std::size_t& size) const {
  if (han_.empty() || text.empty()) return nullptr;
  const auto found = han_.find(text::decode(text, 0).value);
  if (found == han_.end()) return nullptr;
  for (const auto& [form, lex] : found->second) {
    if (text.substr(0, form.size()) == form) {
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

bool Vocabulary::labels_recipients(std::string_view folded) const {
  return std::find(recipient_labels_.begin(), recipient_labels_.end(), folded) !=
         recipient_labels_.end();
}

bool Vocabulary::ends_like_infinitive(std::string_view word) const {
  return ends(word, infinitive_endings_);
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

bool Vocabulary::is_contraction(std::string_view word) const {
  return std::find(contractions_.begin(), contractions_.end(), word) != contractions_.end();
}

const Vocabulary& vocabulary(std::string_view lang, std::string_view text) {
  static const std::deque<std::pair<std::string, Vocabulary>> all = [] {
    std::deque<std::pair<std::string, Vocabulary>> list;
    for (const Profile& profile : language::profiles())
      list.emplace_back(profile.tag(), Vocabulary(profile));
    return list;
  }();
  const auto named = [&](std::string_view tag) -> const Vocabulary* {
    for (const auto& [known, vocabulary] : all) {
      if (known == tag) return &vocabulary;
    }
    return nullptr;
  };
  if (const Vocabulary* found = named(lang)) return *found;
  // The script of the first letters decides; Latin text is read with the English words.
  std::string_view tag = "en";
  const std::size_t limit = std::min<std::size_t>(text.size(), 400);
  for (std::size_t at = 0; at < limit;) {
    const auto c = text::decode(text, at);
    at += c.size;
    const text::Script script = text::script_of(c.value);
    if (script == text::Script::latin) break;
    if (script == text::Script::han) tag = "zh";
    if (script == text::Script::arabic) tag = "ar";
    if (script == text::Script::cyrillic) tag = "ru";
    if (tag != "en") break;
  }
  return *named(tag);
}

}  // namespace hexapla::time
