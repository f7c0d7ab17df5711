// Any bytes as what the program that reads PDF files says: words with their boxes. (poppler itself
// runs in that program, with limits.)
#include <cstddef>
#include <cstdint>
#include <utility>

#include "fuzz/check.h"
#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  std::vector<ingest::PdfPage> pages;
  (void)ingest::decode_pdf_words(fuzz::text_of(data, size), pages);
  (void)ingest::lay_out_pdf(std::move(pages));
  return 0;
}
