// Files of Moses that a command writes: one a language, line by line the same.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "pipeline/command/output_file.h"
#include "pipeline/exchange/lines.h"

namespace hexapla::command {

// PREFIX.en and so on; complete, or not there, as OutputFile says. Error(usage) without a prefix or
// with fewer than two languages.
class MosesFiles {
 public:
  MosesFiles(const std::string& prefix, const std::vector<std::string>& langs);

  // False when the unit lacks one of the languages.
  bool write(const memory::TranslationUnit& unit) { return writer_.write(unit); }
  void finish();

 private:
  std::deque<OutputFile> files_;  // they do not move
  exchange::MosesWriter writer_;
};

}  // namespace hexapla::command
