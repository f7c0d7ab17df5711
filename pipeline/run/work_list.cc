#include "pipeline/run/work_list.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <system_error>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/zip_archive.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;

std::string normal(const fs::path& path) {
  std::string out = path.lexically_normal().generic_string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

constexpr std::string_view kInside =
    "!/";  // between an archive's path and the name of what is in it

bool is_zip(const fs::path& path) {
  std::array<char, 4> head{};
  std::ifstream in(path, std::ios::binary);
  return in.read(head.data(), head.size()) &&
         std::string_view(head.data(), head.size()) == "PK\x03\x04";
}

bool is_hidden_entry(std::string_view name) {
  return name.starts_with('.') || name.starts_with("__MACOSX/") ||
         name.find("/.") != std::string_view::npos;
}

class Lister {
 public:
  explicit Lister(const fs::path& store) { store_ = fs::weakly_canonical(store, ignored_); }

  void add(const fs::path& path, bool given) {
    std::error_code error;
    const fs::file_status link = fs::symlink_status(path, error);
    const fs::file_status status = fs::status(path, error);
    const std::string name = path.filename().string();
    const bool hidden = !given && name.starts_with('.');
    if (fs::is_directory(status)) {
      if (hidden || (!given && fs::is_symlink(link))) return;
      if (fs::weakly_canonical(path, ignored_) == store_) return;
      directory(path);
    } else if (!fs::exists(status)) {
      found_[normal(path)] = {normal(path),
                              "a link that leads nowhere; remove it or restore its target", false};
    } else if (!fs::is_regular_file(status)) {
      found_[normal(path)] = {normal(path), "no regular file", true};
    } else if (hidden) {
      found_[normal(path)] = {normal(path), "a hidden file", true};
    } else if (!is_zip(path) || !archive(path)) {
      found_[normal(path)] = {normal(path), "", false};
    }
  }

  std::vector<Listed> take() {
    std::vector<Listed> out;
    for (auto& [path, listed] : found_) out.push_back(std::move(listed));
    return out;
  }

 private:
  void directory(const fs::path& path) {
    std::error_code error;
    fs::directory_iterator at(path, error);
    std::vector<fs::path> entries;
    while (!error && at != fs::directory_iterator()) {
      entries.push_back(at->path());
      at.increment(error);
    }
    if (error) {
      found_[normal(path)] = {
          normal(path), "cannot read the directory: " + error.message() + "; check the permissions",
          false};
    }
    for (const fs::path& entry : entries) add(entry, false);
  }

  // False when this is a document of a format that is an archive.
  bool archive(const fs::path& path) {
    const std::string name = normal(path);
    try {
      const ingest::ZipArchive zip(path.string());
      if (ingest::is_zipped_document(zip)) return false;
      zip.check_total(fs::file_size(path, ignored_));
      for (const std::string& entry : zip.names()) {
        const std::string inside = name + std::string(kInside) + entry;
        if (!ingest::is_safe_entry_name(entry)) {
          found_[inside] = {inside, "its name leads out of the archive; pack the files again",
                            false};
        } else if (is_hidden_entry(entry)) {
          found_[inside] = {inside, "a hidden file", true};
        } else {
          found_[inside] = {inside, "", false};
        }
      }
      if (zip.names().empty()) found_[name] = {name, "an archive without files", true};
    } catch (const Error& e) {
      found_[name] = {name, e.reason() + (e.remedy().empty() ? "" : "; " + e.remedy()), false};
    }
    return true;
  }

  fs::path store_;
  std::error_code ignored_;
  std::map<std::string, Listed> found_;
};

}  // namespace

std::vector<Listed> list_files(const std::vector<fs::path>& inputs, const fs::path& store) {
  Lister lister(store);
  for (const fs::path& input : inputs) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(input, error))) {
      throw Error(ErrorKind::usage, input.string(), "", "there is no such file or directory",
                  "check the name");
    }
    lister.add(input, true);
  }
  return lister.take();
}

std::string read_listed(const std::string& path) {
  // A folder's name may end with the mark, too: the archive is what is a file.
  for (std::size_t at = path.find(kInside); at != std::string::npos;
       at = path.find(kInside, at + 1)) {
    std::error_code ignored;
    if (!fs::is_regular_file(path.substr(0, at), ignored)) continue;
    try {
      return ingest::ZipArchive(path.substr(0, at)).read(path.substr(at + kInside.size()));
    } catch (const Error& e) {
      throw Error(e.kind(), path, "", e.reason(), e.remedy());
    }
  }
  return files::read(path);
}

bool lies_under(const std::string& path, const std::vector<fs::path>& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [&](const fs::path& input) {
    const std::string root = normal(input);
    return path == root || root == "." ||
           (path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/' ||
                                       path.substr(root.size()).starts_with(kInside)));
  });
}

}  // namespace hexapla::run
