// A folded view of a text for matching, with a map back to the bytes of the original.
//
// Always folded: NFKC (UAX 15), except that superscript and subscript digits become U+0001, a
// character that no pattern matches, so that the note mark of "meeting¹" never turns into a digit
// of a number; decimal digits of every script to ASCII; every dash (and the box-drawing U+2500 that
// stands for one) to '-'; every run of white space, line breaks included, to one ' '; soft hyphens,
// zero-width characters, bidi controls and tatweel vanish. Optional: see FoldFlags. Text is never
// "corrected": the view is for matching, the original for showing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::text {

enum FoldFlags : unsigned {
  kFoldNone = 0,
  kFoldCase = 1U << 0,     // Unicode simple case folding
  kFoldAccents = 1U << 1,  // é to e, ё to е, Arabic tashkeel dropped
  kFoldArabicLetters =
      1U << 2,  // alef forms to bare alef, alef maqsura to ya, ta marbuta to ha, tashkeel dropped
  kFoldHan = 1U << 3,  // Traditional to Simplified, by ICU's transliterator
};

class FoldedText {
 public:
  const std::string& text() const { return text_; }
  std::string_view view() const { return text_; }

  // The smallest range of original bytes that produced the folded range; an empty range maps to an
  // empty one.
  Span source(Span folded) const;

  // The folded offset of the first folded byte that comes from original offset `at` or later.
  std::size_t folded(std::size_t at) const;

 private:
  friend FoldedText fold(std::string_view, unsigned);
  std::string text_;
  // One entry a folded byte; empty when every code point stands where it stood, in as many bytes:
  // most texts.
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> end_;
  std::size_t source_size_ = 0;
};

// Folds `utf8`, at most 4 GiB; malformed bytes become U+FFFD. Pure; any thread.
FoldedText fold(std::string_view utf8, unsigned flags = kFoldNone);

// The folded text alone.
std::string folded(std::string_view utf8, unsigned flags = kFoldNone);

}  // namespace hexapla::text
