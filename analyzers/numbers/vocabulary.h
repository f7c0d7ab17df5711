// The words of the numbers of a language. Internal to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/language/phrases.h"

namespace hexapla::numbers {

enum class WordKind : std::uint8_t {
  value,       // 0 to 99 and whole hundreds
  multiplier,  // hundred, thousand, million
  ordinal,
  fraction,  // its value stands in `unit`
  join,      // "and" inside a number
  percent,
  percent_before,  // 百分之
  currency,
  measure,
  classifier,  // what a Chinese numeral counts
  not_number,  // words that only look like a number
};

struct Word {
  WordKind kind = WordKind::value;
  long long value = 0;
  std::string unit;
  bool dual = false;  // a multiplier that may also be two of it
};

class Vocabulary {
 public:
  explicit Vocabulary(std::string_view lang);

  static unsigned fold_flags();
  std::vector<language::PhraseMatch> find(std::string_view folded) const {
    return phrases_.find(folded);
  }
  const Word& word(int id) const { return words_[static_cast<std::size_t>(id)]; }
  bool decimal_comma() const { return decimal_comma_; }
  bool right_to_left() const { return right_to_left_; }
  bool tens_last() const { return tens_last_; }
  const std::vector<std::string>& ordinal_suffixes() const { return ordinal_suffixes_; }

 private:
  void add(const language::Profile& profile, std::string_view section, WordKind kind, bool valued);

  language::Phrases phrases_;
  std::vector<Word> words_;
  std::vector<std::string> ordinal_suffixes_;
  bool decimal_comma_ = false;
  bool right_to_left_ = false;
  bool tens_last_ = false;
};

// Of one of the six languages; any other gets one without words.
const Vocabulary& vocabulary(std::string_view lang);

}  // namespace hexapla::numbers
