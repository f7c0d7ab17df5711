#include "pipeline/normalize/normalize.h"

#include <filesystem>

#include "analyzers/language/identify.h"
#include "pipeline/base/error.h"

namespace hexapla::normalize {

document::Expression normalize(const ingest::RawDocument& raw) {
  document::Expression out;
  out.manifestation = raw.manifestation;
  out.quality = raw.quality;
  out.named_by_file = true;
  out.work = "file:" + std::filesystem::path(raw.manifestation.path).stem().string();
  std::string all;
  document::MappedText paragraph;
  const auto finish = [&] {
    if (paragraph.empty()) return;
    document::Block block;
    block.content = std::move(paragraph);
    paragraph = {};
    all += block.text() + "\n";
    out.blocks.push_back(std::move(block));
  };
  for (const ingest::RawLine& line : raw.lines) {
    const document::MappedText text = line.text.trimmed();
    if (text.empty()) {
      finish();
      continue;
    }
    if (!paragraph.empty()) paragraph.append_replacement(" ", line.text.source({0, 1}));
    paragraph.append(text);
  }
  finish();
  if (out.blocks.empty()) throw Error(ErrorKind::input, raw.manifestation.path, "", "there is no text in it");
  out.lang = language::identify(all).tag;
  for (document::Block& block : out.blocks) block.lang = out.lang;
  return out;
}

std::string to_text(const document::Expression& expression) {
  std::string out;
  for (const document::Block& block : expression.blocks) out += block.text() + "\n\n";
  return out;
}

}  // namespace hexapla::normalize
