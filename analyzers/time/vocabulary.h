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
  bool obliging = false;  // kModal that binds
  bool future = false;    // kModal that only tells what will be
  bool dual = false;      // the unit holds the number two itself
  bool article = false;   // "the": belongs to a noun of a period behind it
  char thing = '\0';      // a subject that cannot act: 'm' somebody made it ("comments"), 'o' other
  bool period = false;    // "the period 2019-2022"
  bool once = false;      // "once every two years"
  bool auxiliary = false;    // a verb that only carries its subject
  bool edge = false;         // a meeting's opening or closing
  bool not_by = false;       // "by" behind it does not bind: "agreed by the tenth meeting"
  bool published = false;    // a document appeared
  bool decides = false;      // a body lays something down
  bool misprint = false;     // a corrigendum quotes what was printed
  bool received = false;     // had come by a day
  bool subordinate = false;  // opens a clause before the main one
  bool treaty = false;       // a treaty by its kind
  bool office = false;       // what a person is: "President"
  bool held = false;         // had taken place: "held"
  bool relative = false;     // a pronoun that opens a clause about the word before it
  bool clock = false;        // of the time of day
  bool same_year = false;    // "of that year"
  bool accordance = false;   // "in accordance with": opens a phrase that is no part of the act
  bool pronoun = false;      // kModal that holds a pronoun for the actor: "وجب عليه"
  bool accented = false;     // kAdopted: the form has an accent that folding takes away
  bool deictic = false;      // "this year": the document's, and `shift` more
  int shift = 0;
  int scale = 0;           // 100, 1000 and their like in years written in words
  std::string recurrence;  // TIMEX3 duration of kRecurrence
  std::string meeting;     // kMeetingNoun: which kind, the same for every form of the word
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
  // `kind`: only forms of that kind, 0 for all.
  const Lex* han(std::string_view text, std::size_t& size, std::uint64_t kind = 0) const;

  // Column of a timetable by its header: 'd' date, 'a' act, 'w' who, 0 none. `header` is folded.
  char column_of(std::string_view header) const;
  // Do the dates below that header bind by its meaning ("Due")?
  bool heads_due_dates(std::string_view header) const;

  // Does folded text hold a word of a timetable's title, of a masthead?
  bool titles_timetable(std::string_view folded) const;
  bool heads_document(std::string_view folded) const;
  // Is folded text the heading of a treaty's article ("Article 5", "第5条")?
  bool heads_article(std::string_view folded) const;
  // Is folded text the label of a letter's recipients, without its colon?
  bool labels_recipients(std::string_view folded) const;

  // Does the language show infinitives by their endings, and is this word one?
  bool has_infinitives() const { return !infinitive_endings_.empty(); }
  bool ends_like_infinitive(std::string_view word) const;
  bool ends_like_finite(std::string_view word) const;
  bool is_contraction(std::string_view word) const;
  bool ends_like_participle(std::string_view word) const;
  bool is_object_clitic(std::string_view word) const;
  // Where the subject stands behind its verb: does the word look like such a verb?
  bool subject_behind() const { return subject_behind_; }
  // Does a genitive tell who made a thing ("les observations des Parties")?
  bool genitive_makers() const { return genitive_makers_; }
  bool begins_like_verb(std::string_view word) const;
  bool is_definite(std::string_view word) const;
  // Bytes of the article that is written together with the word; 0 for none.
  std::size_t article(std::string_view word) const;
  bool opens_verb(std::string_view word) const;
  // A word that shows a link's form to open a relative clause.
  bool opens_relative(std::string_view word) const;

  // Section [time-facts].
  bool decimal_comma() const { return decimal_comma_; }
  bool ordinals_behind() const { return ordinals_behind_; }  // "meeting third"
  bool tens_last() const { return tens_last_; }              // "five and forty"
  // Bytes of a conjunction that `word` begins with though it is no part of it; 0 for none.
  std::size_t glued(std::string_view word) const;
  // The same for prepositions, which are left out of nouns of periods only.
  std::size_t glued_preposition(std::string_view word) const;
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
  std::vector<std::pair<std::string, std::string>> article_forms_;  // before and behind the number
  std::vector<std::string> glued_;
  std::vector<std::string> glued_prepositions_;
  std::vector<std::string> imperfect_;
  std::vector<std::string> definite_;
  std::vector<std::string> opens_verb_;
  std::vector<std::string> relative_openers_;
  std::vector<std::string> not_infinitives_;
  std::vector<std::string> participle_endings_;
  std::vector<std::string> object_clitics_;
  std::string infinitive_particle_;
  bool decimal_comma_ = false;
  bool ordinals_behind_ = false;
  bool tens_last_ = false;
  bool subject_behind_ = false;
  bool genitive_makers_ = true;
};

// The vocabulary of a language; for a language without a table, that of the table which names the
// script of the text's first letter.
const Vocabulary& vocabulary(std::string_view lang, std::string_view text);

}  // namespace hexapla::time
