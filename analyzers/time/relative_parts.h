// Small steps that the readings of relative time share. Inside the room only.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "analyzers/time/reader.h"

namespace hexapla::time {

// The unit that token i names, `none` where it names none.
inline Unit unit_word(const Reader& in, std::size_t i) {
  const Token& t = in.at(i);
  if (t.is(kUnit)) return t.lex->unit;
  return t.is(kYearWord) ? Unit::year : Unit::none;
}

// The token behind at most `most` of these kinds that are no numbers.
inline std::size_t skip(const Reader& in, std::size_t i, std::uint64_t kinds, std::size_t most) {
  for (std::size_t n = 0; n < most && in.at(i).is(kinds) && !in.at(i).is(kNumber | kOrdinal); ++n)
    ++i;
  return i;
}

inline Found make(Found::Kind kind, std::size_t first, std::size_t last, Granularity granularity,
                  std::string timex) {
  Found f;
  f.kind = kind;
  f.first = first;
  f.last = last;
  f.granularity = granularity;
  f.timex = std::move(timex);
  return f;
}

// The word that opens what the Chinese token i closes (在 … 后, 自 … 起), "at least" before it
// included; i where there is none in the clause.
std::size_t han_opener(const Reader& in, std::size_t i);

}  // namespace hexapla::time
