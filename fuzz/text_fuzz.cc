// Any bytes as plain text, also in character sets other than UTF-8.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  fuzz::check_document("A" + bytes, "fuzz.txt");
  fuzz::check_document("\xFF\xFE" + bytes, "fuzz.txt");
  return 0;
}
