// Numbers in six languages: digits of every script with the separators of the language, Chinese
// numerals, spelt-out numbers, multipliers ("2.5 million", 万), per cent, currencies and measures.
//
// Values are exact decimals as text, so that they compare byte for byte whatever language they come
// from: "412500", "2.5", "-3"; a fraction in words is "2/3". Tables: [numerals], [multipliers],
// [dual-multipliers], [fractions], [percent], [currencies],
// [measures], [number-classifiers], [not-numbers], [ordinal-words], [time-facts]. Linear; pure; any
// thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::numbers {

enum class Kind : std::uint8_t {
  cardinal,  // a count or an amount
  ordinal,   // "third", "3rd", 第三, "3-е"
  percent,
  money,
  measure,
  code,  // digits that belong to a word or an identifier: "CO2", "1.2.3", "15/3"
};

struct Number {
  Span span;       // in the text: digits or words with their multiplier, without the unit
  Span with_unit;  // `span` and what makes it per cent, money or measure
  Kind kind = Kind::cardinal;
  std::string value;      // canonical decimal; of a code its digits as printed
  std::string other;      // the value it may also have: "1.284" is 1.284 or 1284; empty: none
  std::string unit;       // "%", "USD", "km"; empty: none is written
  bool in_words = false;  // spelt out, not in digits

  bool operator==(const Number&) const = default;
};

std::string_view name(Kind kind);

// Numbers of one stretch of text, in order of position, no two overlapping. `lang`: primary subtag;
// a language without a table has its digits read with a decimal point. `mask`: spans that are
// something else already (references, dates), sorted; no number begins in them. The number one in
// words is given only as part of a larger number: in most languages it is the article too.
std::vector<Number> find(std::string_view text, std::string_view lang,
                         std::span<const Span> mask = {});

// Value of a Chinese numeral as a whole (十二, 二〇一八, 三百五十), or -1.
long long han_value(std::string_view text);

}  // namespace hexapla::numbers
