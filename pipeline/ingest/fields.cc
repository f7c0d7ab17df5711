#include "pipeline/ingest/fields.h"

namespace hexapla::ingest {

std::string web_address(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://", "mailto:", "ftp://"}) {
    if (url.starts_with(scheme)) return std::string(url);
  }
  return "";
}

std::string linked_address(std::string_view instruction) {
  const std::size_t at = instruction.find("HYPERLINK");
  if (at == std::string_view::npos) return "";
  const std::size_t open = instruction.find('"', at);
  if (open == std::string_view::npos) return "";
  const std::size_t close = instruction.find('"', open + 1);
  // \l: what is quoted is a place in the document.
  if (close == std::string_view::npos ||
      instruction.substr(at, open - at).find("\\l") != std::string_view::npos)
    return "";
  return web_address(instruction.substr(open + 1, close - open - 1));
}

}  // namespace hexapla::ingest
