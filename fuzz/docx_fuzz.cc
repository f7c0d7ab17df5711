// Any bytes as the main part of a DOCX, and any bytes as the archive itself: a valid document or an
// Error of kind input.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/base/error.h"
#include "pipeline/normalize/normalize.h"
#include "tests/support/docx.h"

namespace {

void read(const std::string& bytes) {
  using namespace hexapla;
  try {
    document::validate(normalize::normalize(ingest::read(bytes, "fuzz.docx")));
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read("PK\x03\x04" + bytes);
  hexapla::testing_support::Docx docx;
  docx.numbering = docx.footnotes = docx.styles = docx.body = bytes;
  read(docx.bytes());
  return 0;
}
