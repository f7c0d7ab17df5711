#include "pipeline/ingest/pdf_placed.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

bool same_width(const PlacedChar& a, const PlacedChar& b) {
  return a.right > a.left && std::fabs((a.right - a.left) - (b.right - b.left)) <= kSameWidth &&
         std::fabs(a.right - b.left) <= kSameWidth;
}

// A letter and its vowel signs that are one glyph come in the order of reading, each with its share
// of the glyph's width; a lam-alef that bears signs as well.
void turn_clusters(std::vector<PlacedChar>& word) {
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    if (is_vowel_sign(word[i].c.value)) continue;
    std::size_t end = i + 1;
    if (is_lam_alef(word[i].c.value, word[end].c.value) && same_width(word[i], word[end])) ++end;
    const std::size_t letters = end;
    while (end < word.size() && is_vowel_sign(word[end].c.value) &&
           same_width(word[end - 1], word[end])) {
      ++end;
    }
    if (end == letters) continue;
    for (std::size_t k = i; k < end; ++k) word[k].c.width = 0;
    std::reverse(word.begin() + static_cast<std::ptrdiff_t>(i),
                 word.begin() + static_cast<std::ptrdiff_t>(end));
    i = end - 1;
  }
}

}  // namespace

bool is_alef(char32_t c) {
  return c == 0x627 || c == 0x622 || c == 0x623 || c == 0x625;
}

bool is_lam_alef(char32_t left, char32_t right) {
  return left == kLam && is_alef(right);
}

std::vector<PlacedChar> placed(const PdfWord& w, const LetterWidths* widths) {
  std::vector<PlacedChar> out;
  for (std::size_t at = 0; at < w.text.size();) {
    const text::CodePoint c = text::decode(w.text, at);
    at += c.size;
    out.push_back({{c.value, 0, false}, w.x0, w.x1});
  }
  if (w.edges.size() != 2 * out.size()) return out;
  std::size_t falling = 0;
  for (std::size_t k = 0; k < out.size(); ++k) {
    out[k].left = w.edges[2 * k];
    out[k].right = w.edges[2 * k + 1];
    const bool whole =
        widths != nullptr && k + 1 < out.size() && w.edges.size() > 2 * k + 3 &&
        widths->are_letters(out[k].c.value, out[k].right - out[k].left, out[k + 1].c.value,
                            w.edges[2 * k + 3] - w.edges[2 * k + 2], w.size);
    if (widths != nullptr && !whole) out[k].c.width = out[k].right - out[k].left;
    if (k > 0 && out[k].left < out[k - 1].left) ++falling;
  }
  // Characters whose places run to the left come in the order of reading.
  if (out.size() > 1 && falling * 2 > out.size() - 1) {
    std::reverse(out.begin(), out.end());
  } else {
    turn_clusters(out);
  }
  return out;
}

void place_sign(std::vector<PlacedChar>& line, const PlacedChar& sign) {
  const float centre = (sign.left + sign.right) / 2;
  // Nunation ends a word: no letter but the one at a word's left bears it.
  const bool ending = sign.c.value >= 0x64B && sign.c.value <= 0x64D;
  std::size_t best = line.size();
  float least = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!line[i].c.right_to_left()) continue;
    if (ending && i > 0 && line[i - 1].c.right_to_left()) continue;
    const float away = std::max({0.0F, line[i].left - centre, centre - line[i].right});
    if (best == line.size() || away < least) {
      best = i;
      least = away;
    }
  }
  line.insert(line.begin() + static_cast<std::ptrdiff_t>(best), sign);
}

}  // namespace hexapla::ingest
