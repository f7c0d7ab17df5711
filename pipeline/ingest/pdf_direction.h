// Right-to-left text as it stands on paper, to logical order. Internal to this room.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_lines.h"

namespace hexapla::ingest {

// True for letters of Arabic and Hebrew.
bool is_right_to_left(char32_t c);

// True for what is read from left to right, or may begin a number: letters of other scripts,
// digits, signs such as "%".
bool is_read_forwards(char32_t c);

// A character on the line, from left to right.
struct VisualChar {
  char32_t value = 0;
  float width = 0;
  bool mark = false;  // stands for the mark of a note, which goes with the text around it

  bool right_to_left() const { return is_right_to_left(value); }
};

// Characters as they stand from left to right, to the order in which they are read. `base`: the
// line's direction is right to left. The inverse of the Unicode bidirectional algorithm (UAX 9) as
// far as text without explicit controls needs it, with one choice where it has none: numbers that
// touch Latin words with nothing right-to-left between read on from left to right. The two letters
// of a lam-alef ligature, which come in reading order within the visual order and have the same
// width, keep their order; brackets that come as their shapes are turned.
std::vector<char32_t> logical_order(std::vector<VisualChar> line, bool base, bool split_ligatures,
                                    PdfRepairs& repairs);

// The same, with the place of each character on the line as it was given.
struct LogicalChar {
  char32_t value = 0;
  std::size_t from = 0;
};
std::vector<LogicalChar> logical_places(std::vector<VisualChar> line, bool base,
                                        bool split_ligatures, PdfRepairs& repairs);

// The order alone, into `out`; and what is set right in it: articles, nunation, brackets.
void reading_order(std::span<const VisualChar> line, bool base, std::vector<LogicalChar>& out);
void repair_order(std::vector<LogicalChar>& text, PdfRepairs& repairs);

// "أوالً": the sign of nunation at a word's end stands on an alef, so these are a lam-alef in visual
// order, which are turned.
void repair_nunation(std::vector<LogicalChar>& text, PdfRepairs& repairs);

// Two neighbours, from left to right, that may be the halves of a lam-alef ligature.
bool is_split_ligature(const VisualChar& left, const VisualChar& right);

}  // namespace hexapla::ingest
