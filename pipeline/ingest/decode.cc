#include "pipeline/ingest/decode.h"

namespace hexapla::ingest {

Decoded decode(std::string_view bytes, const std::string&) {
  return {document::MappedText::verbatim(bytes, 0), "UTF-8", false};
}

}  // namespace hexapla::ingest
