// Any bytes: the reader is chosen by them. (PDF is read by a program of its own, see pdf_fuzz.cc.)
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  if (bytes.find("%PDF-") == std::string::npos) fuzz::check_document(bytes, "fuzz.txt");
  return 0;
}
