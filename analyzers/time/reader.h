// The grammar's cursor: parts that dates are made of. Inside the room only.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyzers/time/grammar.h"

namespace hexapla::time {

// A date or a whole period at [first, last).
struct Point {
  std::size_t first = 0;
  std::size_t last = 0;
  Partial date;
  bool fixed = false;  // interval, granularity and timex instead of date
  char part = 0;       // 's', 'm', 'e': start, middle, end of the whole
  Interval interval;
  Granularity granularity = Granularity::day;
  std::string timex;
};

class Reader {
 public:
  Reader(const std::vector<Token>& tokens, const Vocabulary& words, std::string_view folded)
      : tokens_(tokens), words_(words), folded_(folded) {}

  std::size_t size() const { return tokens_.size(); }
  const Token& at(std::size_t i) const {
    static const Token none;
    return i < tokens_.size() ? tokens_[i] : none;
  }
  // A number that may be a part of a date.
  bool number(std::size_t i) const { return at(i).is_number() && !at(i).masked && !at(i).compound; }
  bool unit(std::size_t i, Unit unit) const { return at(i).is(kUnit) && at(i).lex->unit == unit; }
  bool han_unit(std::size_t i, Unit u) const { return at(i).han && unit(i, u); }
  bool glued(std::size_t i) const { return i < tokens_.size() && !tokens_[i].space; }
  std::string_view text(std::size_t i) const {
    return i < tokens_.size() ? folded_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin)
                              : "";
  }
  const Vocabulary& words() const { return words_; }

  // Each returns the token after what it read, or 0 when it is not there.
  std::size_t day(std::size_t i, int& value) const;  // "5", "1er", "2nd", "fifth", "twenty second"
  std::size_t month(std::size_t i, int& value) const;  // "Nov.", "نيسان/أبريل"
  std::size_t year(std::size_t i,
                   int& value) const;  // "2005", "2005 года", "the year 2005", "عام 2005"
  std::size_t year_in_words(std::size_t i, int& value) const;
  std::size_t cardinal(std::size_t i, int& value) const;  // "60", "twenty-five", "二十"
  std::size_t ordinal(std::size_t i, int& value) const;  // "ninth", "9th", "46ª", "десятом"
  std::size_t joints(
      std::size_t i) const;  // skips "of", "de", ",", "-", "/" between parts of a date
  bool to(std::size_t i, std::size_t& next) const;  // "to", "-", "至"

  // A date or period that begins at i.
  std::optional<Point> point(std::size_t i) const;
  // "10/1" as the first end of a range whose second end carries the year.
  std::optional<Point> day_month_digits(std::size_t i) const;
  // "2015-03-28", "13.5.2015", "3/2015", "2016/17". `joined`: the figures glued on at the left are
  // the first end of a range, not the head of a code.
  std::optional<Point> digits(std::size_t i, bool joined = false) const;
  // A number that stands alone and may be read as a year.
  bool plain_year(std::size_t i) const;

 private:
  std::optional<Point> chinese(std::size_t i) const;
  std::optional<Point> damaged_chinese(std::size_t i) const;
  std::optional<Point> day_first(std::size_t i) const;
  std::optional<Point> damaged_day_range(std::size_t i) const;
  std::optional<Point> month_first(std::size_t i) const;
  std::optional<Point> year_first(std::size_t i) const;
  std::optional<Point> ordinal_first(std::size_t i) const;
  std::optional<Point> period_code(
      std::size_t i) const;  // "Q3 2016", "H1 2016", "trimestre 1 de 2017"
  std::optional<Point> decade(std::size_t i) const;
  std::optional<Point> period_of(std::size_t i, Unit unit, int nth, std::size_t after,
                                 int count) const;
  std::optional<Point> part_of(std::size_t i, std::size_t last, Interval frame, int nth, int count,
                               Unit unit) const;
  std::optional<Point> weekday_of_month(std::size_t i) const;
  std::optional<Point> fixed(std::size_t i, std::size_t last, std::optional<Interval> interval,
                             Granularity g, std::string timex) const;
  Point whole(std::size_t i, std::size_t last, Partial date) const;

  const std::vector<Token>& tokens_;
  const Vocabulary& words_;
  std::string_view folded_;
};

}  // namespace hexapla::time
