// What the lines of all pages tell of distances, widths and sizes. Internal to this room.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "pipeline/ingest/pdf_page.h"

namespace hexapla::ingest {

inline constexpr float kParagraphGap = 1.22F;  // of the usual distance of lines
inline constexpr float kOtherSize = 0.04F;     // of the type, that tells a line from its neighbours

// No line ends with an opening bracket or begins with closing punctuation but within a word.
bool sticks(std::string_view text, std::string_view next);

// Answers about lines of the sheets, which must outlive it. `body`: the size of most of the text.
class PdfMeasures {
 public:
  PdfMeasures(const std::vector<PdfSheet>& sheets, float body);

  const PdfLine& at(PdfPlace p) const { return sheets_[p.page].lines[p.line]; }

  // Distance of lines within paragraphs, in ems, around a line like this one.
  float spacing(const PdfLine& line) const;

  // Where the lines of the column around a line begin and end, in points.
  void column(const PdfSheet& sheet, std::size_t i, float& start, float& end) const;

  // What is white behind a line, up to the end of the column around it, in points.
  float room(PdfPlace p) const;

  // The first word of the line at `q` would have fitted on the line at `p`.
  bool is_short(PdfPlace p, PdfPlace q) const;

  // The level of a heading in type of this size, from 1; 0 for text.
  int heading_level(float size) const;

 private:
  // A low percentile of all distances, of text and of cells, of each size of type that is common
  // enough.
  void find_spacing();

  // The line reaches as far as its neighbours, so that a paragraph may go on behind it.
  bool is_full(const PdfSheet& sheet, std::size_t i) const;

  // The lines around this one end at one place and begin at others: text that is set at the end of
  // the line, on the left of right-to-left pages. `end`: of the column.
  bool is_set_at_end(const PdfSheet& sheet, std::size_t i, float end) const;

  // Text has two sizes where tables have one of their own: the type of many cells is no heading's
  // outside of them either.
  void find_text_size();

  // Headings have sizes of their own, the largest first.
  void find_sizes();

  // The width of what the line begins with, which may be more than the line: a word that was too
  // long for one was broken anywhere.
  float first_unit(PdfPlace q) const;

  // The lines around this one, paragraphs apart, are all full by a measure of their own, which is
  // narrower than that of the column.
  bool is_narrow(PdfPlace p) const;

  const std::vector<PdfSheet>& sheets_;
  float body_;
  float text_;              // the largest size of text, no less than `body_`
  std::vector<int> sizes_;  // of headings, in quarters of a point
  std::map<int, float> spacing_;
};

}  // namespace hexapla::ingest
