// Lam-alef ligatures that fonts give as two letters. Internal to this room.
#pragma once

#include <map>
#include <vector>

#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

// Widths of letters of a font, in ems, where they stand beside others than each other.
struct LetterWidths {
  std::vector<float> lam;
  std::vector<float> alef;

  // A lam and the alef at its right are as wide as these letters are: no halves of a ligature,
  // though they may be of one width. Widths and size in points.
  bool are_letters(char32_t left, float left_width, char32_t right, float right_width,
                   float size) const;
};
using SplitFonts = std::map<unsigned, LetterWidths>;

// Some fonts give lam-alef ligatures as two letters in the order of reading within words that
// stand in visual order; others never do. A font that also has lam-alef in visual order is of the
// others: there, the same two letters side by side are an alef and a lam.
SplitFonts fonts_with_split_ligatures(const std::vector<PdfPage>& pages);

}  // namespace hexapla::ingest
