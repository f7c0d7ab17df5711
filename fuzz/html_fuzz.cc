// Any bytes as a page.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  fuzz::check_document("<html>" + fuzz::text_of(data, size), "fuzz.html");
  return 0;
}
