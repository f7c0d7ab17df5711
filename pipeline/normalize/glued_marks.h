// Marks of notes that an extractor glued to the words before them: "in 2018.1 The next". Internal
// to this room.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "pipeline/normalize/notes.h"

namespace hexapla::normalize {

// A place in a line that may be the mark of a note.
struct GluedMark {
  std::size_t line = 0;
  Span span;           // the digits in the line's text
  std::size_t at = 0;  // where the anchor belongs, not before the span's end
  int number = 0;      // that they say
  int weight = 0;      // how likely it is a mark, 2 or 3
};

// All places of a line where digits may be a mark: behind the stop that ends a sentence
// ("Committee.4", "2018.1 The"), a comma or a bracket, behind a word ("Committee4"), before or
// behind the year of a date ("June 20181"; text that runs from right to left has "12018"). Not:
// decimal numbers, numbers of sections, symbols, abbreviations ("para.4", "Add.1"), formulas
// ("CO2"), Chinese words ("附件1"). `ends`: the paragraph ends with the line, as far as that can be
// told. `before`: the line before, which may end with the month of a year.
void find_glued_marks(std::string_view text, std::size_t line, bool ends, std::string_view before,
                      std::vector<GluedMark>& out);

// Numbers that marks have, from 0 to 999.
using MarkNumbers = std::bitset<1000>;

// The numbers of the places in all lines of text.
MarkNumbers numbers_of_glued_marks(const std::vector<Line>& lines);

// Makes anchors of the marks that the notes answer: those that together weigh most among the ways
// to give the notes, in their order, marks in theirs. Each mark belongs to the next note with its
// number; notes that have an anchor already take none.
void anchor_glued_marks(std::vector<Line>& lines, const std::vector<FoundNote>& notes);

}  // namespace hexapla::normalize
