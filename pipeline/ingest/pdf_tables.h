// Tables of a PDF page, which has only words and where they stand: columns are white from the
// first line to the last, rows are told by where cells begin and end. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

struct PdfTableCell {
  int row = 0;
  int column = 0;  // in the direction of reading
  PdfPage words;   // the page's measures, and the words of the cell
  float left = 0;  // of a ruled cell: where its rules stand
  float right = 0;
  std::vector<PdfPage> inner;  // cells of tables within the cell, in order: the words of each
};

// What there is to know of a table besides its cells.
struct PdfGrid {
  float top = 0;  // of its first line of text, or its first rule
  float start = 0,
        end = 0;        // of a ruled table: its edges in the page's direction of reading; else 0
  bool titled = false;  // its first row is its title, so that it goes on with no other
  int columns = 0;
  bool header = false;       // its first row has something in every column
  bool repeats = false;      // its first row repeats that of the table of the page before
  bool row_goes_on = false;  // its first row, or the first behind the repeated one, is the rest of
                             // a row of the page before
};

struct PdfTable {
  float left = 0, right = 0;
  float top = 0, bottom = 0;
  PdfGrid grid;
  std::vector<PdfTableCell> cells;  // those with words, row by row
};

// The last table of a page, for the next page to go on with.
struct PdfOpenTable {
  struct Column {
    float left = 0, right = 0;
    std::string last;  // the line that its last row ends with, "" for none
    float last_width = 0;
  };
  std::vector<Column> columns;  // from left to right; empty: there is none
  std::string header;           // words of its first row
  float size = 0;               // of its type
};

// Takes the words of tables out of the page; from top to bottom. Lists with their labels apart,
// notes with their marks, tables of contents and text in columns are no tables. `open`: of the page
// before, becomes that of this one.
std::vector<PdfTable> take_tables(PdfPage& page, bool right_to_left, PdfOpenTable& open);

// The same of tables whose cells are ruled, which needs no guessing (pdf_ruled.cc).
std::vector<PdfTable> take_ruled_tables(PdfPage& page, bool right_to_left, PdfOpenTable& open);

// The same of tables without rules whose cells have several lines and whose rows are parted by
// white from one side to the other (pdf_aligned.cc). `open`: changed only when there is one.
std::vector<PdfTable> take_aligned_tables(PdfPage& page, bool right_to_left, PdfOpenTable& open);

// A label, a bullet or a note's number, and no text.
bool is_label(std::string_view text);

// Takes words out of the page.
void take_words(PdfPage& page, std::vector<const PdfWord*>& taken);

}  // namespace hexapla::ingest
