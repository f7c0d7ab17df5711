// Any bytes as a page: a valid document or an Error of kind input, and every byte of the document
// points into the page.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/base/error.h"
#include "pipeline/normalize/normalize.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string page = "<html>" + std::string(reinterpret_cast<const char*>(data), size);
  try {
    const document::Expression e = normalize::normalize(ingest::read(page, "fuzz.html"));
    document::validate(e);
    for (const document::Block& block : e.blocks) {
      for (const document::MapPiece& piece : block.content.pieces()) {
        if (piece.source.end > page.size() || piece.source.begin > piece.source.end) std::abort();
        if (piece.verbatim && page.compare(piece.source.begin, piece.text.size(), block.text(),
                                           piece.text.begin, piece.text.size()) != 0) {
          std::abort();
        }
      }
    }
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
  return 0;
}
