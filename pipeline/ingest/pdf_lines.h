// From a page's words to lines of text in logical order. Internal to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_ligatures.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

// A mark within a line: raised digits as ASCII, or asterisks.
struct PdfMark {
  std::string mark;
  std::size_t at = 0;    // in the line's text
  std::size_t size = 0;  // its bytes there
};

// What the file sets behind the last word of a line.
enum class PdfLineEnd : std::uint8_t {
  unknown,  // it cannot be told, or there would be none in any case: Chinese, marks of notes
  space,
  nothing,
};

struct PdfLine {
  std::string text;          // logical order; raised note numbers as Unicode superscripts
  std::size_t offset = 0;    // of the text in the page's text
  float start = 0, end = 0;  // along the line, in the page's direction of reading: from the left
                             // margin of left-to-right pages, the right one of right-to-left ones
  float top = 0, bottom = 0;
  float size = 0;        // of the main type
  float first_word = 0;  // its width
  float first_unit = 0;  // with what is kept beside it: had it fitted on the line before, it would
                         // stand there
  bool breaks_anywhere = false;  // Chinese: not only between words
  float rise = 0;                // by which raised marks reach over the line
  float limit = 0;               // of a ruled cell: how far lines may reach, as `end`; else 0
  std::string mark;              // that the line begins with: raised digits as ASCII, or asterisks
  std::size_t mark_size = 0;     // its bytes in the text
  bool raised_mark = false;      // it is raised or a superscript
  std::vector<PdfMark> marks;    // raised marks behind the start, in order
  bool upright = true;           // not rotated
  bool bold = false;             // all of it
  bool bold_start = false;       // the word that it begins with
  bool bold_end = false;         // the one that it ends with
  PdfLineEnd line_end = PdfLineEnd::unknown;
  float space = 0;           // how wide its last one is
  std::uint32_t colour = 0;  // of the word that it begins with
  int region = 0;            // of the page, in the order of reading (pdf_columns.h)
  int table = -1;            // of the page: lines of its cells, cell by cell
  int row = -1;
  int column = -1;
  int inner = 0;  // of the cell: which cell of the tables within it, from 1; 0 for its own text
};

// Both are of one cell, or both of none.
inline bool same_cell(const PdfLine& a, const PdfLine& b) {
  return a.table == b.table && a.row == b.row && a.column == b.column && a.inner == b.inner;
}

// What direction repair did.
struct PdfRepairs {
  std::size_t reordered_lines = 0;  // right-to-left lines put into logical order
  std::size_t lam_alef = 0;         // ligatures whose letters came in visual order
  std::size_t brackets = 0;         // lines whose brackets were mirrored
};

// Letters of a page, by direction.
struct PdfLetters {
  std::size_t right_to_left = 0;
  std::size_t all = 0;
};
PdfLetters count_letters(const PdfPage& page);

// The lines of a page, or of a cell, in reading order; offsets are not set. `right_to_left`: the
// direction of the page. `split_fonts`: what fonts_with_split_ligatures says of the document.
std::vector<PdfLine> make_lines(const PdfPage& page, const SplitFonts& split_fonts,
                                bool right_to_left, PdfRepairs& repairs);

}  // namespace hexapla::ingest
