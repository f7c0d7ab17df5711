// What must hold for any bytes that are given as a document. Shared by the targets of the readers.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::fuzz {

// A valid document in which every byte points into the source, or an Error of kind input. Aborts
// otherwise.
inline void check_document(std::string_view bytes, const std::string& name) {
  try {
    const document::Expression e = normalize::normalize(ingest::read(bytes, name));
    document::validate(e);
    for (const document::Block& block : e.blocks) {
      for (const document::MapPiece& piece : block.content.pieces()) {
        if (piece.source.begin > piece.source.end) std::abort();
        if (piece.source.part >= e.manifestation.parts.size()) std::abort();
        if (piece.source.part > 0) continue;  // unpacked or decoded bytes
        if (piece.source.end > bytes.size()) std::abort();
        if (piece.verbatim && bytes.compare(piece.source.begin, piece.text.size(), block.text(),
                                            piece.text.begin, piece.text.size()) != 0) {
          std::abort();
        }
        if (piece.width != 0 &&
            text::count_code_points(
                std::string_view(block.text()).substr(piece.text.begin, piece.text.size())) *
                    piece.width !=
                piece.source.end - piece.source.begin) {
          std::abort();
        }
      }
    }
    (void)normalize::to_text(e);
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
  }
}

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return std::string(reinterpret_cast<const char*>(data), size);
}

}  // namespace hexapla::fuzz
