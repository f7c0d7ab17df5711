#include "pipeline/command/moses_files.h"

#include <ostream>

#include "pipeline/base/error.h"

namespace hexapla::command {
namespace {

std::vector<std::ostream*> open(std::deque<OutputFile>& files, const std::string& prefix,
                                const std::vector<std::string>& langs) {
  if (prefix.empty() || langs.size() < 2) {
    throw Error(ErrorKind::usage, "", "", "Moses is one file a language",
                "give --output PREFIX, for PREFIX.en and so on, and --langs");
  }
  std::vector<std::ostream*> streams;
  for (const std::string& lang : langs)
    streams.push_back(&files.emplace_back(prefix + "." + lang).stream());
  return streams;
}

}  // namespace

MosesFiles::MosesFiles(const std::string& prefix, const std::vector<std::string>& langs)
    : writer_(open(files_, prefix, langs), langs) {}

void MosesFiles::finish() {
  for (OutputFile& file : files_) file.finish();
}

}  // namespace hexapla::command
