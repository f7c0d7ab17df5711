#include "pipeline/command/output_file.h"

#include <cerrno>

#include "pipeline/base/files.h"

namespace hexapla::command {

namespace fs = std::filesystem;

OutputFile::OutputFile(fs::path path) : path_(std::move(path)), beside_(path_) {
  beside_ += ".part";
  if (path_.has_parent_path()) files::make_directories(path_.parent_path());
  out_.open(beside_, std::ios::binary | std::ios::trunc);
  if (!out_) files::fail(beside_, "cannot write", errno);
}

OutputFile::~OutputFile() {
  if (done_) return;
  std::error_code ignored;
  fs::remove(beside_, ignored);
}

void OutputFile::finish() {
  out_.close();
  if (!out_) files::fail(beside_, "cannot write", errno);
  files::sync(beside_);
  files::rename(beside_, path_);
  done_ = true;
}

}  // namespace hexapla::command
