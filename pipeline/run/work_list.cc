#include "pipeline/run/work_list.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "pipeline/base/error.h"

namespace hexapla::run {
namespace {

namespace fs = std::filesystem;

std::string normal(const fs::path& path) {
  std::string out = path.lexically_normal().generic_string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
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
      found_[normal(path)] = {normal(path), "a link that leads nowhere; remove it or restore its target", false};
    } else if (!fs::is_regular_file(status)) {
      found_[normal(path)] = {normal(path), "no regular file", true};
    } else if (hidden) {
      found_[normal(path)] = {normal(path), "a hidden file", true};
    } else {
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
      found_[normal(path)] = {normal(path), "cannot read the directory: " + error.message() + "; check the permissions", false};
    }
    for (const fs::path& entry : entries) add(entry, false);
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
      throw Error(ErrorKind::usage, input.string(), "", "there is no such file or directory", "check the name");
    }
    lister.add(input, true);
  }
  return lister.take();
}

bool lies_under(const std::string& path, const std::vector<fs::path>& inputs) {
  return std::any_of(inputs.begin(), inputs.end(), [&](const fs::path& input) {
    const std::string root = normal(input);
    return path == root || root == "." || (path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/'));
  });
}

}  // namespace hexapla::run
