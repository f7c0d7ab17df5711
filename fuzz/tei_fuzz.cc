// Any bytes as TEI: as they are, and within the body of a sound file.
#include <cstddef>
#include <cstdint>

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string bytes = fuzz::text_of(data, size);
  fuzz::check_document(bytes.starts_with("<") ? bytes : "<TEI>" + bytes, "fuzz.xml");
  fuzz::check_document("<TEI><text><body>" + bytes + "</body></text></TEI>", "fuzz.xml");
  return 0;
}
