// How much a document may hold: a small file can say much more than its bytes. Internal to this
// room.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "pipeline/base/error.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Counts what is put into one document: text that a file repeats, a million empty cells.
class Extent {
 public:
  explicit Extent(std::string path) : path_(std::move(path)) {}

  // Throws Error(input) when this is more than any document has.
  void add(const RawBlock& block) {
    size_ += block.text.size() + block.label.size() + kBlock;
    if (size_ > kMost)
      throw Error(ErrorKind::input, path_, "", "more than 128 MB of paragraphs, cells and notes",
                  "split the document, or leave it out");
  }

 private:
  static constexpr std::size_t kMost = std::size_t{128} << 20;
  static constexpr std::size_t kBlock = 320;  // what a block costs aside from its text, about
  std::string path_;                          // for messages
  std::size_t size_ = 0;
};

}  // namespace hexapla::ingest
