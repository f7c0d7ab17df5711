#include "pipeline/ingest/pdf_ends.h"

#include <cmath>
#include <cstddef>
#include <string_view>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_rows.h"
#include "pipeline/ingest/pdf_text.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kEnoughLines = 8;       // that surely go on
constexpr std::size_t kEnoughParagraphs = 4;  // that surely end
constexpr float kNextLine = 2;                // em, from line to line
constexpr float kLongLine = 10;               // em
constexpr float kEdge = 1;                    // points by which the column's end may be nearer

bool are_text(const PdfSheet& sheet, std::size_t i) {
  for (const std::size_t k : {i, i + 1}) {
    if (sheet.note[k] || sheet.furniture[k] || !sheet.lines[k].upright) return false;
  }
  const PdfLine& a = sheet.lines[i];
  const PdfLine& b = sheet.lines[i + 1];
  const float distance = b.bottom - a.bottom;
  return same_cell(a, b) && a.region == b.region &&
         std::fabs(a.size - b.size) <= kOtherSize * a.size && distance > 0 &&
         distance < kNextLine * a.size;
}

bool is_one_character(std::string_view text) {
  return !text.empty() && text::decode(text, 0).size == text.size();
}

bool has_case(char32_t c) {
  return text::is_lower(c) || text::is_upper(c);
}

}  // namespace

PdfEnds::PdfEnds(const std::vector<PdfSheet>& sheets, const PdfMeasures& measures)
    : measures_(measures) {
  std::size_t lines = 0;
  std::size_t spaced_lines = 0;
  std::size_t paragraphs = 0;
  std::size_t spaced_paragraphs = 0;
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    for (std::size_t i = 0; i + 1 < sheets[p].lines.size(); ++i) {
      const PdfLine& a = sheets[p].lines[i];
      const PdfLine& b = sheets[p].lines[i + 1];
      if (!tells({p, i}) || !are_text(sheets[p], i)) continue;
      const bool space = a.line_end == PdfLineEnd::space;
      const char32_t last = last_char(a.text);
      const char32_t first = first_char(b.text);
      const bool is_short = measures.is_short({p, i}, {p, i + 1});
      const bool lower = text::is_lower(first) || !has_case(first);
      if (text::is_letter(last) && text::is_letter(first) && lower && !is_short &&
          a.end - a.start > kLongLine * a.size) {
        ++lines;
        spaced_lines += space ? 1 : 0;
      } else if (is_short && ends_sentence(a.text) && !text::is_lower(first)) {
        ++paragraphs;
        spaced_paragraphs += space ? 1 : 0;
      }
    }
  }
  lines_have_spaces_ = lines >= kEnoughLines && spaced_lines * 100 >= lines * 97;
  paragraphs_have_none_ =
      lines_have_spaces_ && paragraphs >= kEnoughParagraphs && spaced_paragraphs * 10 <= paragraphs;
}

// A space that has no room on the line is not set.
bool PdfEnds::tells(PdfPlace p) const {
  const PdfLine& line = measures_.at(p);
  return line.line_end == PdfLineEnd::space ||
         (line.line_end == PdfLineEnd::nothing && measures_.room(p) > line.space + kEdge);
}

bool PdfEnds::stops(PdfPlace p) const {
  const PdfLine& line = measures_.at(p);
  if (!lines_have_spaces_ || line.line_end != PdfLineEnd::nothing || !tells(p)) return false;
  const char32_t last = last_char(line.text);
  constexpr std::u32string_view kBreaks = U"-/\u00AD\u2010\u2012\u2013\u2014_=&?%#";
  if (kBreaks.find(last) == std::u32string_view::npos) return true;
  // A dash that stands alone is a word.
  const std::size_t space = line.text.rfind(' ');
  return space != std::string::npos && is_one_character(line.text.substr(space + 1));
}

bool PdfEnds::goes_on(PdfPlace p) const {
  return paragraphs_have_none_ && has_space(p);
}

bool PdfEnds::has_space(PdfPlace p) const {
  return lines_have_spaces_ && measures_.at(p).line_end == PdfLineEnd::space;
}

}  // namespace hexapla::ingest
