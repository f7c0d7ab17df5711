#include "pipeline/store/lexicons.h"

#include <algorithm>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::store {
namespace {

namespace fs = std::filesystem;

std::string file_name(std::string_view source, std::string_view target) {
  return std::string(source) + "-" + std::string(target) + ".tsv";
}

}  // namespace

Lexicons::Lexicons(fs::path directory) : directory_(std::move(directory)) {}

const lexicon::Lexicon* Lexicons::find(std::string_view source, std::string_view target) const {
  const std::string name = file_name(source, target);
  if (name.find('/') != std::string::npos) return nullptr;
  const std::lock_guard lock(mutex_);
  auto found = loaded_.find(name);
  if (found == loaded_.end()) {
    const fs::path path = directory_ / name;
    lexicon::Lexicon read;
    std::error_code error;
    if (fs::exists(path, error)) {
      std::optional<lexicon::Lexicon> parsed = lexicon::Lexicon::parse(files::read(path));
      if (!parsed) {
        throw Error(ErrorKind::environment, path.string(), "", "this is no lexicon",
                    "run `hexapla reindex`");
      }
      read = *std::move(parsed);
    }
    found = loaded_.emplace(name, std::move(read)).first;
  }
  return found->second.size() == 0 ? nullptr : &found->second;
}

std::span<const lexicon::Translation> Lexicons::translations(std::string_view word,
                                                             std::string_view from,
                                                             std::string_view to) const {
  const lexicon::Lexicon* found = from < to ? find(from, to) : find(to, from);
  if (found == nullptr) return {};
  return from < to ? found->translations(word) : found->back_translations(word);
}

std::vector<std::pair<std::string, std::string>> Lexicons::pairs() const {
  std::vector<std::pair<std::string, std::string>> out;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_, error)) {
    const std::string name = entry.path().stem().string();
    const std::size_t dash = name.find('-');
    if (entry.path().extension() != ".tsv" || dash == std::string::npos) continue;
    out.emplace_back(name.substr(0, dash), name.substr(dash + 1));
  }
  std::sort(out.begin(), out.end());
  return out;
}

void write_lexicons(std::span<const lexicon::Lexicon> lexicons, const fs::path& directory) {
  files::remove(directory);
  files::make_directories(directory);
  for (const lexicon::Lexicon& l : lexicons) {
    if (l.size() == 0) continue;
    files::write_atomically(directory / file_name(l.source_lang(), l.target_lang()), l.serialise());
  }
}

}  // namespace hexapla::store
