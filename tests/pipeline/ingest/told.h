// What a reader told of a document, for the tests: the texts of its blocks, the marks of its notes.
#pragma once

#include <string>
#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

inline std::vector<std::string> texts(const RawDocument& document) {
  std::vector<std::string> out;
  for (const RawBlock& block : document.blocks) out.push_back(block.text.text());
  return out;
}

inline std::vector<std::string> marks(const RawDocument& document) {
  std::vector<std::string> out;
  for (const RawNote& note : document.notes) out.push_back(note.mark.text());
  return out;
}

}  // namespace hexapla::ingest
