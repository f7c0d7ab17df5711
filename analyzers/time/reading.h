// One text read: its folded view, tokens and expressions. Inside the room only.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyzers/text/fold.h"
#include "analyzers/time/grammar.h"
#include "analyzers/time/time.h"
#include "analyzers/time/tokens.h"

namespace hexapla::time {

struct Reading {
  std::string_view text;  // the original
  text::FoldedText folded;
  const Vocabulary* words = nullptr;
  Tokens tokens;
  std::vector<Found> found;  // in the order of the text; none reaches into the next

  // The original bytes of tokens [first, last), without space at the ends.
  Span source(std::size_t first, std::size_t last) const;
  std::string quote(std::size_t first, std::size_t last) const;
};

// The first of in.found that begins at token i or behind it.
std::size_t found_from(const Reading& in, std::size_t i);

Reading read_text(std::string_view text, std::string_view lang, std::span<const Span> mask);

// Tokens [first, last) of the sentence around token i, its final mark included.
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};
Range sentence_around(const Reading& in, std::size_t i);

// The expression with role, bound and, for a deadline, actor and action as the text itself tells
// them.
// `obliged`: what stands above the text already obliges ("Requests the Secretariat:" over a list).
TimeExpression express(const Reading& in, std::size_t index, bool obliged = false);

// Fills actor, action and more of a deadline from the tokens of `where`, which the date at [from,
// to) lies in or, when from == to, stands outside of (a timetable's row). `item`: the text stands
// in a list whose head obliges.
void explain(const Reading& in, Range where, std::size_t from, std::size_t to, std::size_t index,
             TimeExpression& deadline, bool item = false);

}  // namespace hexapla::time
