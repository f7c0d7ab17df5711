#include "pipeline/ingest/pdf_spaces.h"

#include <algorithm>
#include <string_view>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_direction.h"

namespace hexapla::ingest {
namespace {

// In ems of the line's type.
constexpr float kWordGap = 0.08F;         // white space that the library confirms
constexpr float kSureGap = 0.2F;          // white space whatever it says
constexpr float kArabicGap = 0.17F;       // its kerning leaves smaller ones within words
constexpr float kStretchedGap = 0.6F;     // the same where the file sets its spaces as characters
constexpr float kChineseGap = 0.7F;       // typesetting puts a quarter of an em beside digits
constexpr float kOwnSpace = 0.3F;         // to the middle of the space that a word has behind it
constexpr float kNear = 1;                // points
constexpr float kNearEms = 0.12F;         // or this, whichever is more
constexpr std::size_t kAbbreviation = 5;  // bytes with its full stop: "para. 3"

}  // namespace

bool spaced(const PdfRow& row, const PdfWord& a, const PdfWord& b, bool right_to_left) {
  if (row.rotation != 0) return a.space;
  const float gap = b.x0 - a.x1;
  if (is_bullet(right_to_left ? b.text : a.text)) return gap > kWordGap * row.size;
  const float near = std::max(kNear, kNearEms * row.size);
  const auto between = [&](float away) { return away >= 0 && away <= std::max(gap, 0.0F) + near; };
  if (between(a.space_right) || between(b.space_left)) return true;
  // Words that are printed one over the other.
  if (gap < -near && !right_to_left && a.space_right >= 0 && a.space_right < kOwnSpace * row.size)
    return true;
  const char32_t left = last_char(a.text);
  const char32_t right = first_char(b.text);
  if (is_cjk(left) || is_cjk(right)) {
    // Typesetting puts white space beside letters and digits, not beside a dash or a colon.
    const auto dash = [](char32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == ':'; };
    const bool sure = gap > kSureGap * row.size && (dash(left) || dash(right));
    return sure || gap > kChineseGap * row.size;
  }
  // Its justified lines part letters, too.
  if (row.chinese) return gap > kSureGap * row.size;
  // Where letters are stretched, strokes stand between them which are no characters.
  if (right_to_left && row.spaces_told && is_right_to_left(left) && is_right_to_left(right))
    return gap > kStretchedGap * row.size;
  // Teh marbuta and alef maksura end words; they are read before what stands left of them.
  if (right_to_left && (right == 0x629 || right == 0x649) && is_right_to_left(left))
    return gap > kWordGap * row.size;
  if (right_to_left && (is_right_to_left(left) || is_right_to_left(right)))
    return gap > kArabicGap * row.size;
  return gap > kSureGap * row.size || (a.space && gap > kWordGap * row.size);
}

float first_unit(const PdfRow& row, bool from_right) {
  const std::size_t n = row.words.size();
  const auto word = [&](std::size_t i) -> const PdfWord& {
    return *row.words[from_right ? n - 1 - i : i];
  };
  const auto lone = [](const PdfWord& w, std::string_view signs) {
    return !w.text.empty() && w.text.size() <= 3 && signs.find(w.text) != std::string_view::npos;
  };
  std::size_t last = 0;
  for (; last + 1 < n && row.rotation == 0; ++last) {
    const PdfWord& a = word(last);
    const PdfWord& b = word(last + 1);
    const bool apart = from_right ? spaced(row, b, a, true) : spaced(row, a, b, false);
    const bool digits = text::is_digit(first_char(a.text)) != text::is_digit(first_char(b.text));
    const bool ended = std::string_view(",;:)").find(a.text.back()) != std::string_view::npos ||
                       (a.text.ends_with('.') && a.text.size() > kAbbreviation);
    const bool kept = (last == 0 && digits && !ended) || lone(b, ";:!?%»؛؟") || lone(a, "«(");
    // Chinese breaks beside any character.
    const bool chinese = is_cjk(last_char(a.text)) || is_cjk(first_char(b.text));
    if (chinese || (apart && !kept)) break;
  }
  return std::max(word(0).x1, word(last).x1) - std::min(word(0).x0, word(last).x0);
}

}  // namespace hexapla::ingest
