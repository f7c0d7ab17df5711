#include "pipeline/ingest/ingest.h"

#include "pipeline/base/files.h"
#include "pipeline/ingest/decode.h"

namespace hexapla::ingest {

RawDocument read(std::string_view bytes, const std::string& path) {
  const Decoded decoded = decode(bytes, path);
  RawDocument out;
  out.manifestation = {path, "text", decoded.encoding, bytes.size(), files::content_hash(bytes), {path}};
  const std::string_view text = decoded.text.view();
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    out.lines.push_back({decoded.text.slice({at, end}), false});
    at = end + 1;
  }
  return out;
}

}  // namespace hexapla::ingest
