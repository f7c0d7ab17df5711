#include "pipeline/normalize/normalize.h"

#include <filesystem>

namespace hexapla::normalize {

document::Expression normalize(const ingest::RawDocument& raw) {
  document::Expression out;
  out.manifestation = raw.manifestation;
  out.named_by_file = true;
  out.work = "file:" + std::filesystem::path(raw.manifestation.path).stem().string();
  out.lang = "und";
  for (const ingest::RawLine& line : raw.lines) {
    document::Block block;
    block.content = line.text.trimmed();
    block.lang = "und";
    if (!block.content.empty()) out.blocks.push_back(std::move(block));
  }
  return out;
}

std::string to_text(const document::Expression& expression) {
  std::string out;
  for (const document::Block& block : expression.blocks) out += block.text() + "\n\n";
  return out;
}

}  // namespace hexapla::normalize
