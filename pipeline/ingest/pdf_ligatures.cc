#include "pipeline/ingest/pdf_ligatures.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_direction.h"
#include "pipeline/ingest/pdf_placed.h"

namespace hexapla::ingest {
namespace {

constexpr float kSameEms = 0.003F;       // ems, of the width of one letter
constexpr std::size_t kMostWidths = 50;  // of one letter in one font

// The characters of right-to-left words from left to right, with their widths.
template <typename See>
void for_each_word(const std::vector<PdfPage>& pages, See see) {
  std::vector<VisualChar> chars;
  for (const PdfPage& page : pages) {
    for (const PdfWord& w : page.words) {
      if (w.edges.empty() || w.size <= 0) continue;
      chars.clear();
      for (std::size_t at = 0, i = 0; at < w.text.size() && 2 * i + 1 < w.edges.size(); ++i) {
        const text::CodePoint c = text::decode(w.text, at);
        at += c.size;
        chars.push_back({c.value, w.edges[2 * i + 1] - w.edges[2 * i], false});
      }
      see(w, chars);
    }
  }
}

void add_width(std::vector<float>& widths, float width) {
  const bool known = std::any_of(widths.begin(), widths.end(),
                                 [&](float w) { return std::fabs(w - width) < kSameEms; });
  if (!known && widths.size() < kMostWidths) widths.push_back(width);
}

// Widths of lam and alef beside other letters, and in the article. Fonts whose lams are all those
// of another font are taken for parts of it, as programs cut fonts.
std::map<unsigned, LetterWidths> letter_widths(const std::vector<PdfPage>& pages) {
  std::map<unsigned, LetterWidths> own;
  for_each_word(pages, [&](const PdfWord& w, const std::vector<VisualChar>& chars) {
    for (std::size_t i = 0; i < chars.size(); ++i) {
      const char32_t c = chars[i].value;
      if (c != kLam && !is_alef(c)) continue;
      const auto plain = [&](std::size_t k) {
        if (k >= chars.size()) return true;
        const char32_t other = chars[k].value;
        if (is_vowel_sign(other)) return false;
        if (!(c == kLam ? is_alef(other) : other == kLam)) return true;
        // A lam at the left of an alef, of another width than it: the article, and no ligature,
        // whose halves are of one width. Other lams at a word's start there may be none.
        const bool article = c == kLam ? k == i + 1 : k + 1 == i;
        return article && chars[std::max(i, k)].value == 0x627 &&
               std::fabs(chars[k].width - chars[i].width) > 2 * kSameWidth;
      };
      if (!plain(i + 1) || !plain(i - 1)) continue;
      LetterWidths& into = own[w.font];
      add_width(c == kLam ? into.lam : into.alef, chars[i].width / w.size);
    }
  });
  std::map<unsigned, LetterWidths> out = own;
  for (auto& [font, widths] : out) {
    for (const auto& [other, more] : own) {
      const std::size_t shared = static_cast<std::size_t>(std::count_if(
          own[font].lam.begin(), own[font].lam.end(), [&lams = more.lam](float width) {
            return std::any_of(lams.begin(), lams.end(),
                               [&](float w) { return std::fabs(w - width) < kSameEms; });
          }));
      if (other == font || shared < 2 || shared != own[font].lam.size()) continue;
      for (const float width : more.lam) add_width(widths.lam, width);
      for (const float width : more.alef) add_width(widths.alef, width);
    }
  }
  return out;
}

}  // namespace

bool LetterWidths::are_letters(char32_t left, float left_width, char32_t right, float right_width,
                               float size) const {
  const auto known = [&](const std::vector<float>& widths, float width) {
    return std::any_of(widths.begin(), widths.end(),
                       [&](float w) { return std::fabs(w * size - width) <= 2 * kSameWidth; });
  };
  return is_lam_alef(left, right) && known(lam, left_width) && known(alef, right_width);
}

SplitFonts fonts_with_split_ligatures(const std::vector<PdfPage>& pages) {
  std::map<unsigned, LetterWidths> widths = letter_widths(pages);
  struct Count {
    std::size_t split = 0;
    std::size_t whole = 0;
    std::size_t uneven = 0;  // halves of ligatures, surely, that are not of one width
  };
  std::map<unsigned, Count> counts;
  for_each_word(pages, [&](const PdfWord& w, const std::vector<VisualChar>& chars) {
    for (std::size_t i = 1; i < chars.size(); ++i) {
      const VisualChar& a = chars[i - 1];
      const VisualChar& b = chars[i];
      if (widths[w.font].are_letters(a.value, a.width, b.value, b.width, w.size)) continue;
      Count& count = counts[w.font];
      const auto alike = [](const VisualChar& x, const VisualChar& y) {
        return is_split_ligature({x.value, 1, false}, {y.value, 1, false});
      };
      // No word has the article's alef, an alef and a lam.
      if (i > 1 && b.value == 0x627 && alike(chars[i - 2], a) &&
          !is_split_ligature(chars[i - 2], a))
        ++count.uneven;
      count.split += is_split_ligature(a, b) ? 1 : 0;
      count.whole += alike(b, a) ? 1 : 0;
    }
  });
  SplitFonts out;
  for (const auto& [font, count] : counts) {
    if (count.split > 5 * count.whole && count.uneven == 0) out[font] = widths[font];
  }
  return out;
}

}  // namespace hexapla::ingest
