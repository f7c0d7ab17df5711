// The words of a page, gathered to rows. Internal to this room.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

// The type of a raised mark, by that of its line, at most.
inline constexpr float kMarkSize = 0.8F;

bool is_cjk(char32_t c);

// The characters that the text begins and ends with; 0 when it is empty.
char32_t first_char(std::string_view text);
char32_t last_char(std::string_view text);

// Digits or asterisks, as marks of notes are.
bool is_mark(std::string_view text);

bool is_bullet(std::string_view text);

// Vowel signs that come as words of their own.
bool is_signs(const PdfWord& w);

// What becomes a line. The words are those of the page, which must outlive it.
struct PdfRow {
  std::vector<const PdfWord*> words;
  float x0 = 0, x1 = 0, top = 0, bottom = 0, size = 0;
  std::size_t bytes = 0;
  int rotation = 0;
  bool chinese = false;      // has Chinese characters
  bool spaces_told = false;  // the file sets spaces in it
  bool one_column = false;   // PdfPage::one_column
  bool signs = false;        // has vowel signs that come as words
  bool only_signs = true;    // has nothing else: its height is not that of a line

  void add(const PdfWord& w);

  // The word belongs to the row by its place.
  bool takes(const PdfWord& w) const;
};

// The rows of a page, or of a cell, from the top, each in order from left to right; rotated ones in
// the order that the library gives.
std::vector<PdfRow> make_rows(const PdfPage& page);

// On pages read from the right, rows side by side come from the right.
void turn_rows(std::vector<PdfRow>& rows);

// The word is a mark of a note that stands over the foot of the row's type.
bool is_raised(const PdfRow& row, const PdfWord& w);

}  // namespace hexapla::ingest
