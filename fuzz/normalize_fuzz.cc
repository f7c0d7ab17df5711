// Any bytes: decoding, reading and normalising give a valid document or an Error of kind input, and
// every byte of the document points into the source.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pipeline/base/error.h"
#include "pipeline/normalize/normalize.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const document::Expression e = normalize::normalize(ingest::read(bytes, "fuzz.txt"));
    document::validate(e);
    for (const document::Block& block : e.blocks) {
      for (const document::MapPiece& piece : block.content.pieces()) {
        if (piece.source.part > 0) continue;  // of an archive: unpacked bytes
        if (piece.source.end > size || piece.source.begin > piece.source.end) std::abort();
      }
    }
    (void)normalize::to_text(e);
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
  return 0;
}
