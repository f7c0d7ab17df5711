// Any bytes as what the program that reads PDF files says: words with their boxes. (poppler itself
// runs in that program, with limits.)
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"
#include "pipeline/ingest/pdf_page.h"
#include "pipeline/ingest/pdf_words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  std::vector<ingest::PdfPage> pages;
  (void)ingest::decode_pdf_words(fuzz::text_of(data, size), pages);
  std::vector<ingest::PdfSheet> sheets(pages.size());
  ingest::PdfRepairs repairs;
  const bool ligatures = ingest::has_split_ligatures(pages);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    ingest::PdfSheet& sheet = sheets[p];
    sheet.height = pages[p].height;
    sheet.lines = ingest::make_lines(pages[p], ligatures, sheet.right_to_left, repairs);
    sheet.furniture.resize(sheet.lines.size());
    sheet.note.resize(sheet.lines.size());
    sheet.answer.resize(sheet.lines.size());
  }
  (void)ingest::find_furniture(sheets);
  ingest::find_notes(sheets, ingest::body_size(sheets));
  return 0;
}
