// Any bytes as the main parts of a DOCX, and any bytes as the archive itself.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"
#include "tests/support/docx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  fuzz::check_document("PK\x03\x04" + bytes, "fuzz.docx");
  testing_support::Docx docx;
  docx.numbering = docx.footnotes = docx.styles = docx.body = bytes;
  fuzz::check_document(docx.bytes(), "fuzz.docx");
  return 0;
}
