// Lines at the tops of pages that look alike: running heads, or headings of the text. Internal to
// this room.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/ingest/pdf_page.h"

namespace hexapla::ingest {

// `sheets`: with all lines marked as furniture that repeat at the edges of pages; they must outlive
// it. `body`: the size of the text's type (body_size).
class PdfHeads {
 public:
  PdfHeads(const std::vector<PdfSheet>& sheets, float body);

  // True where lines of one shape at one place of one page or several are of the text: "Annex" or
  // "Decision SC-12/3" above each of them. What speaks for text: type that is not smaller than the
  // body's, or numbers that neither stay nor count the pages; and with it one of these: the text
  // goes on as near below as it does everywhere; paragraphs begin at that height of other pages;
  // the pages before end early, as where the author ended them. Takes time in proportion to the
  // number of pages and the lines of those of `places`.
  bool are_headings(const std::vector<PdfPlace>& places) const;

 private:
  // Where the text of a page stands.
  struct Text {
    float first = 0;         // the foot of its first line
    bool paragraph = false;  // which another follows closely
    float end = 0;           // 0: the page has none
  };

  bool stand_close(const std::vector<PdfPlace>& places) const;
  bool is_place_of_text(const std::vector<PdfPlace>& places) const;
  bool begin_pages(const std::vector<PdfPlace>& places) const;

  const std::vector<PdfSheet>& sheets_;
  float body_;
  std::vector<Text> texts_;  // of each page
  float longest_ = 0;        // the lowest end
};

}  // namespace hexapla::ingest
