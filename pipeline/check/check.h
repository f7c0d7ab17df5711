// Checking translations: what is missing, other or odd in one language of an aligned Work.
//
// In: a Work with its analysis and its rows. Out: Findings, each with a code, a severity, the
// places in every language concerned, the evidence and one sentence in plain words. A check is a
// pure function over a row (structure, order and consistency look at all rows). What is right is
// decided by a chosen original, or by majority: a value that most languages of the row have is
// taken for right, and the language without it is reported ("ar, en, es, fr, zh agree, ru
// differs"). Of two languages, or in a tie, English counts, else the first language. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/store/work.h"

namespace hexapla::check {

enum class Severity : std::uint8_t { note, warning, error };

// What is found. Names (`name`) go to files of accepted findings and to other programs: do not
// change them.
enum class Code : std::uint8_t {
  omitted,            // a block that the others have is not there
  added,              // a block that no other language has
  merged,             // what is several blocks elsewhere is fewer here
  split,              // what is one block elsewhere is several here
  order,              // a block stands elsewhere than in the other languages
  label,              // numbered or lettered otherwise
  reference,          // cites another decision, resolution, symbol, article than the others
  reference_missing,  // does not cite what the others cite
  reference_extra,    // cites what no other language cites
  date,               // another date than the others
  date_missing,
  date_extra,
  deadline_bound,  // "by" against "before" against "from"
  deadline_actor,  // another party is bound
  number,          // another number than the others
  number_missing,
  number_extra,
  unit,            // the same number of something else: per cent, currency, measure
  negation,        // denies what the others affirm, or the reverse
  modal,           // obliges where the others permit, or the reverse
  untranslated,    // the text of another language stands here
  script,          // letters of another script inside words or sentences
  length,          // far too short or too long for what it translates
  note_missing,    // the mark or the text of a note is not there
  note_misplaced,  // the mark of a note stands in another row
  brackets,        // a bracket or quotation mark opens and does not close, or the reverse
  placeholder,     // square brackets, "…", "{0}" that the others have are not there, or reverse
  inconsistent,    // the same sentence is translated otherwise elsewhere
  term,            // a term of the glossary is translated otherwise
};

std::string_view name(Code code);
std::optional<Code> parse_code(std::string_view name);
std::string_view name(Severity severity);
std::optional<Severity> parse_severity(std::string_view name);
Severity severity_of(Code code);
// What the code stands for, in a few words ("omitted block"), for tables and headings.
std::string_view title(Code code);

// Where something is. `span` in the text of the block, label excluded; empty spans mean the block
// as a whole.
struct Place {
  enum class Role : std::uint8_t {
    differs,  // what the finding is about
    agrees,   // the same place in the languages that it was compared with
    gap,      // nothing stands here: it is missing behind this block (block -1: at the very start)
  };
  std::string lang;
  Role role = Role::differs;
  int block = -1;  // of the Expression
  Span span;
  auto operator<=>(const Place&) const = default;
};
std::string_view name(Place::Role role);

struct Finding {
  Code code = Code::omitted;
  Severity severity = Severity::warning;
  std::string work;
  std::size_t row = 0;                 // of Work::rows
  std::vector<std::string> languages;  // that differ, sorted
  std::vector<Place> places;           // sorted by language, then block
  std::string found;                   // what stands in the language that differs; empty: nothing
  std::string expected;                // what the others have; empty: nothing
  std::string evidence;                // "30 November 2017 in en; 30 de octubre de 2017 in es"
  std::string message;                 // one sentence
  // 16 hexadecimal digits, the same as long as code, Work, language and the texts of the row are
  // the same: what a file of accepted findings names.
  std::string key;
};

// Translations that are known from elsewhere.
class Memory {
 public:
  virtual ~Memory() = default;
  // Every known translation of the whole segment `text`, exact matches only.
  virtual std::vector<std::string> translations(std::string_view text, std::string_view source_lang,
                                                std::string_view target_lang) const = 0;
};

class Glossary;
class Lexicons;

struct Options {
  std::string original;            // language that is right; empty: the majority is
  std::vector<std::string> langs;  // only these; empty: all
  const Glossary* glossary = nullptr;
  const Memory* memory = nullptr;
  // Learned from more than this Work (pipeline/check/lexicons.h); null: learned from it alone.
  const Lexicons* lexicons = nullptr;
};

// Findings by row, code and language. Deterministic.
std::vector<Finding> check(const store::Work& work, const Options& options = {});

}  // namespace hexapla::check
