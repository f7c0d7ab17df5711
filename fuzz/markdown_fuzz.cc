// Any bytes as Markdown.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  fuzz::check_document("# A\n\n" + fuzz::text_of(data, size), "fuzz.md");
  return 0;
}
