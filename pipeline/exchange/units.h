// Translation units in and out, whatever the format: what readers call and what they report.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/memory/unit.h"

namespace hexapla::exchange {

// Called for every unit that was read, in the order of the file. The callee may take the unit
// apart; it is not read again.
using UnitSink = std::function<void(memory::TranslationUnit&)>;

// Something in a file that could not be read and was left out.
struct Problem {
  std::size_t line = 0;  // from 1; 0 where a line makes no sense
  std::string reason;
  bool operator==(const Problem&) const = default;
};

// What came of reading. Nothing is left out without being counted.
struct ReadReport {
  static constexpr std::size_t kMostProblems = 100;

  std::size_t units = 0;          // given to the sink
  std::size_t skipped = 0;        // units that were left out
  std::vector<Problem> problems;  // the first hundred
  std::size_t problem_count = 0;  // all of them

  void add_problem(std::size_t line, std::string reason);
};

// The tag in the case of BCP 47, '_' as '-': "EN_us" gives "en-US". "" when it is no tag.
std::string language_tag(std::string_view written);

// True where the primary subtags are the same: "es" and "es-419".
bool same_language(std::string_view a, std::string_view b);

// The variant in `lang`, else the first one in the same language; null when there is none.
const memory::Variant* variant_in(const memory::TranslationUnit& unit, std::string_view lang);

// Brings a variant's text to NFC; codes keep their places.
void normalize(memory::Variant& variant);

// Emits `unit`, as several where a language has several variants: the k-th holds every language's
// k-th, or its first where it has fewer.
void emit(memory::TranslationUnit& unit, const UnitSink& sink, ReadReport& report);

}  // namespace hexapla::exchange
