// Pages are drawn one after the other with the same fonts. Of the helper program hexapla-pdf only.
#pragma once

#include <memory>

class Gfx;
class PDFDoc;
class Page;

namespace hexapla::ingest {

class PdfDevice;

// The library builds all fonts of a page anew for each page (widths, encodings, the tables that say
// which letters its codes are), which takes a third of the time that long documents need. Here,
// pages of one size that follow each other and name the same fonts in the same way are drawn by one
// interpreter, which builds each font once. Whatever else a page leaves behind is put back: state,
// path, clip; its other resources are its own.
//
// Pages that do not allow this are drawn as the library does: lone ones, those that hold fonts
// directly instead of by reference, documents with layers (a layer that is left open would be of
// the next page).
class PdfRun {
 public:
  // Both must outlive it.
  PdfRun(PDFDoc& document, PdfDevice& device);
  ~PdfRun();
  PdfRun(const PdfRun&) = delete;
  PdfRun& operator=(const PdfRun&) = delete;

  // Draws the page on the device, from startPage to endPage. `number`: from 1; one that is behind
  // that of the call before, for there to be runs at all.
  void draw(int number);

 private:
  class Names;

  void begin(int number);
  void draw_alike(Page& page, bool first);

  PDFDoc& document_;
  PdfDevice& device_;
  const bool layers_;
  int last_ = 0;  // page of the run
  std::unique_ptr<Gfx> gfx_;
};

}  // namespace hexapla::ingest
