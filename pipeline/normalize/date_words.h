// The words that dates are made of, as the tables of the six languages have them. Internal to
// dates.cc and date_looks.cc.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analyzers/text/fold.h"

namespace hexapla::normalize {

constexpr unsigned kFoldOfDates = text::kFoldCase | text::kFoldAccents;
constexpr std::size_t kLongestDate = 200;  // bytes of a line that are looked at

// The line as far as it is looked at.
std::string_view head_of_line(std::string_view text);

struct MonthName {
  std::string folded;
  int month;
};

// Longest first; without the Chinese months, which are read as numbers.
const std::vector<MonthName>& month_names();

// Folded.
struct DateWords {
  std::vector<std::string> between;      // the parts of a date; those behind a year are among them
  std::vector<std::string> behind_year;  // a part of the date
  std::vector<std::string> beside;       // days and times
  std::vector<std::string> suffixes;     // of the number of a day ("1st")
};
const DateWords& date_words();

// The value of a Chinese figure, or -1.
int han_digit(char32_t c);

// The letters from `at` on, Chinese aside.
std::string_view letters_at(std::string_view text, std::size_t at);

struct HashOfWord {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>()(word);
  }
};
using Words = std::unordered_set<std::string, HashOfWord, std::equal_to<>>;

// Words that stand in dates and times of day, folded: of one word what the tables have, of several
// each of their words.
const Words& words_of_dates();

constexpr std::u32string_view kHanOfDates = U"年月日号號星期周时時点點分上下午中晚至到整";

}  // namespace hexapla::normalize
