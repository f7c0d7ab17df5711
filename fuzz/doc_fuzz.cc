// Readers that parse binary formats in this process: legacy Word. Seeds: the .doc files in
// corpus/manifestations.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pipeline/base/error.h"
#include "pipeline/ingest/readers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    hexapla::ingest::read_doc({reinterpret_cast<const char*>(data), size}, "fuzz.doc");
  } catch (const hexapla::Error&) {
  }
  return 0;
}
