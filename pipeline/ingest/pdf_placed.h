// The characters of right-to-left words by their places on the line. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/pdf_direction.h"
#include "pipeline/ingest/pdf_ligatures.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

inline constexpr float kSameWidth = 0.015F;  // points: boxes come rounded to hundredths
inline constexpr char32_t kLam = 0x644;

struct PlacedChar {
  VisualChar c;
  float left = 0;
  float right = 0;
};

bool is_alef(char32_t c);
bool is_lam_alef(char32_t left, char32_t right);

// The characters of a word from left to right. `widths`: of the letters of its font, when that
// splits ligatures.
std::vector<PlacedChar> placed(const PdfWord& w, const LetterWidths* widths);

// Puts a vowel sign at the left of the letter over which it stands.
void place_sign(std::vector<PlacedChar>& line, const PlacedChar& sign);

}  // namespace hexapla::ingest
