#include "pipeline/ingest/ingest.h"

#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {

RawDocument read(std::string_view bytes, const std::string& path) {
  return read_text(bytes, path);
}

}  // namespace hexapla::ingest
