// Any bytes behind the magic number of a compound file: legacy Word.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  const bool whole = bytes.starts_with("\xD0\xCF\x11\xE0");
  fuzz::check_document(whole ? bytes : "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes, "fuzz.doc");
  return 0;
}
