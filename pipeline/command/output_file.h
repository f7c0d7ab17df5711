// A file that a command writes: complete or not there.
#pragma once

#include <filesystem>
#include <fstream>

namespace hexapla::command {

// Written beside its place, synced and renamed by finish(); removed without it. Failures are
// Errors(environment).
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return out_; }
  void finish();

 private:
  std::filesystem::path path_;
  std::filesystem::path beside_;
  std::ofstream out_;
  bool done_ = false;
};

}  // namespace hexapla::command
