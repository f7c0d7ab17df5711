// The words of time of one language, compiled from its table (sections [months] to [not-time]).
// Inside the room only. Immutable once built; any thread may read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/time/calendar.h"

namespace hexapla::time {

// What a word can be; a word may be several things. Names as the kinds of section [time-words] in
// en.table.
enum Kind : std::uint64_t {
  kMonth = 1ULL << 0,
  kWeekday = 1ULL << 1,
  kNumber = 1ULL << 2,
  kOrdinal = 1ULL << 3,
  kSuffix = 1ULL << 4,
  kUnit = 1ULL << 5,
  kOf = 1ULL << 6,
  kYearWord = 1ULL << 7,
  kTo = 1ULL << 8,
  kAnd = 1ULL << 9,
  kFrom = 1ULL << 10,
  kFromIn = 1ULL << 11,
  kBetween = 1ULL << 12,
  kSince = 1ULL << 13,
  kAfter = 1ULL << 14,
  kBefore = 1ULL << 15,
  kBy = 1ULL << 16,
  kNoLater = 1ULL << 17,
  kWithin = 1ULL << 18,
  kUntil = 1ULL << 19,
  kOn = 1ULL << 20,
  kStart = 1ULL << 21,
  kMiddle = 1ULL << 22,
  kEnd = 1ULL << 23,
  kEvery = 1ULL << 24,
  kNext = 1ULL << 25,
  kThroughout = 1ULL << 26,
  kAt = 1ULL << 28,
  kPossessive = 1ULL << 29,
  kFill = 1ULL << 30,
  kPrefix = 1ULL << 31,
  kSinceAfter = 1ULL << 32,
  kAfterAfter = 1ULL << 33,
  kBeforeAfter = 1ULL << 34,
  kNoLaterAfter = 1ULL << 35,
  kWithinAfter = 1ULL << 36,
  kPartAfter = 1ULL << 37,
  kSpan = 1ULL << 38,
  kCounted = 1ULL << 39,
  kTrigger = 1ULL << 40,
  kTelephone = 1ULL << 41,
  kMeetingNoun = 1ULL << 42,
  kMeetingCue = 1ULL << 43,
  kMeetingCode = 1ULL << 44,
  kIntersessional = 1ULL << 45,
  kNotIntersessional = 1ULL << 46,
  kPlaceholder = 1ULL << 47,
  kRecurrence = 1ULL << 48,
  kDeadlineNoun = 1ULL << 49,
  kOperative = 1ULL << 50,
  kModal = 1ULL << 51,
  kPassive = 1ULL << 52,
  kAgent = 1ULL << 53,
  kPurpose = 1ULL << 54,
  kPast = 1ULL << 55,
  kActor = 1ULL << 56,
  kActionVerb = 1ULL << 57,
  kAmbiguousMonth = 1ULL << 58,
  kLeast = 1ULL << 59,
  kFromAfter = 1ULL << 27,
  kDecade = 1ULL << 60,
  kCentury = 1ULL << 61,
  kClause = 1ULL << 62,
  kAdopted = 1ULL << 63,
};

struct Lex {
  std::uint64_t kinds = 0;
  int month = 0;
  int weekday = 0;
  int number = 0;
  int ordinal = 0;
  Unit unit = Unit::none;
  bool obliging = false;   // kModal that binds
  bool future = false;     // kModal that only tells what will be
  bool dual = false;       // the unit holds the number two itself
  std::string recurrence;  // TIMEX3 duration of kRecurrence
  std::vector<std::vector<std::string>>
      links;  // kOperative: folded words between actor and action; "*inf", "*verb"
  bool is(std::uint64_t kind) const { return (kinds & kind) != 0; }
};

class Vocabulary {
 public:
  // Folding that every form and every text goes through before they are compared.
  static unsigned fold_flags();

  explicit Vocabulary(const language::Profile& profile);

  // A phrase that begins with `first`: its further words, and what it is. Longest first.
  struct Phrase {
    std::vector<std::string> rest;
    Lex lex;
  };
  const std::vector<Phrase>* phrases(std::string_view first) const;

  // The longest form that Han text begins with, or null; `size` becomes its bytes.
  const Lex* han(std::string_view text, std::size_t& size) const;

  // Column of a timetable by its header: 'd' date, 'a' act, 'w' who, 0 none. `header` is folded.
  char column_of(std::string_view header) const;
  // Do the dates below that header bind by its meaning ("Due")?
  bool heads_due_dates(std::string_view header) const;

  // Does folded text hold a word of a timetable's title, of a masthead?
  bool titles_timetable(std::string_view folded) const;
  bool heads_document(std::string_view folded) const;
  // Is folded text the label of a letter's recipients, without its colon?
  bool labels_recipients(std::string_view folded) const;

  // Does the language show infinitives by their endings, and is this word one?
  bool has_infinitives() const { return !infinitive_endings_.empty(); }
  bool ends_like_infinitive(std::string_view word) const;
  bool ends_like_finite(std::string_view word) const;
  bool is_contraction(std::string_view word) const;

  // Section [time-facts].
  bool decimal_comma() const { return decimal_comma_; }
  bool ordinals_behind() const { return ordinals_behind_; }  // "meeting third"
  bool tens_last() const { return tens_last_; }              // "five and forty"
  // Bytes of a conjunction that `word` begins with though it is no part of it; 0 for none.
  std::size_t glued(std::string_view word) const;
  // The particle before an infinitive; empty where there is none.
  const std::string& infinitive_particle() const { return infinitive_particle_; }

 private:
  Lex& entry(std::string_view form);
  void add(const language::Profile& profile, std::string_view section, std::uint64_t kind);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> words_;
  std::unordered_map<char32_t, std::vector<std::pair<std::string, Lex>>> han_;
  std::unordered_map<std::string, char> headers_;
  std::vector<std::string> infinitive_endings_;
  std::vector<std::string> finite_endings_;
  std::vector<std::string> contractions_;
  std::vector<std::string> timetable_titles_;
  std::vector<std::string> due_headers_;
  std::vector<std::string> masthead_words_;
  std::vector<std::string> recipient_labels_;
  std::vector<std::string> glued_;
  std::string infinitive_particle_;
  bool decimal_comma_ = false;
  bool ordinals_behind_ = false;
  bool tens_last_ = false;
};

// The vocabulary of a language; for a language without a table, the one that fits the script of
// `text` best.
const Vocabulary& vocabulary(std::string_view lang, std::string_view text);

}  // namespace hexapla::time
