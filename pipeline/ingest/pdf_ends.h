// Whether a paragraph ends with a line, by the spaces that the file sets. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/pdf_measures.h"
#include "pipeline/ingest/pdf_page.h"

namespace hexapla::ingest {

// Office programs set the space that stands between two words also where a line ends between them,
// and none behind the last word of a paragraph. Where the lines of a document are seen to be set
// so, a full line is told to be the last one or not, which nothing else on the page tells.
class PdfEnds {
 public:
  // Both must outlive it.
  PdfEnds(const std::vector<PdfSheet>& sheets, const PdfMeasures& measures);

  // There is no space behind the line, and lines that go on have one. False for what is broken
  // without a space: behind hyphens, within addresses, Chinese.
  bool stops(PdfPlace p) const;

  // There is a space behind the line, and paragraphs end without one.
  bool goes_on(PdfPlace p) const;

  // There is a space behind the line, and lines that go on have one.
  bool has_space(PdfPlace p) const;

 private:
  bool tells(PdfPlace p) const;

  const PdfMeasures& measures_;
  bool lines_have_spaces_ = false;
  bool paragraphs_have_none_ = false;
};

}  // namespace hexapla::ingest
