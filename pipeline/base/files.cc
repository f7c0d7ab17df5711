#include "pipeline/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "pipeline/base/error.h"

namespace hexapla::files {
namespace {

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

// "256 MB" where it is a whole number of them.
std::string in_words(std::uintmax_t bytes) {
  const std::uintmax_t mega = std::uintmax_t{1} << 20;
  return bytes >= mega && bytes % mega == 0 ? fmt::format("{} MB", bytes / mega)
                                            : fmt::format("{} bytes", bytes);
}

}  // namespace

void fail(const std::filesystem::path& path, std::string_view what, int error) {
  const char* remedy = error == EACCES || error == EPERM ? "check the permissions"
                       : error == ENOSPC ? "free some space and run the command again"
                                         : "";
  throw Error(ErrorKind::environment, path.string(), "",
              fmt::format("{}: {}", what, std::strerror(error)), remedy);
}

std::string read(const std::filesystem::path& path, std::uintmax_t limit) {
  const Descriptor file(path, O_RDONLY);
  if (file.get() < 0) fail(path, "cannot open", errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) fail(path, "cannot read", errno);
  if (S_ISDIR(info.st_mode)) fail(path, "cannot read", EISDIR);
  const auto too_large = [&] {
    throw Error(ErrorKind::input, path.string(), "", "larger than " + in_words(limit),
                "split the file, or leave it out");
  };
  std::string out;
  if (S_ISREG(info.st_mode)) {
    if (static_cast<std::uintmax_t>(info.st_size) > limit) too_large();
    out.reserve(static_cast<std::size_t>(info.st_size));
  }
  char buffer[1 << 16];
  for (;;) {
    const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(path, "cannot read", errno);
    if (n == 0) return out;
    if (out.size() + static_cast<std::size_t>(n) > limit) too_large();
    out.append(buffer, static_cast<std::size_t>(n));
  }
}

void write_atomically(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::path beside = path;
  beside += ".new";
  {
    const Descriptor file(beside, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file.get() < 0) fail(beside, "cannot create", errno);
    while (!bytes.empty()) {
      const ssize_t n = ::write(file.get(), bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(beside, "cannot write", errno);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    if (::fsync(file.get()) != 0) fail(beside, "cannot write", errno);
  }
  files::rename(beside, path);
}

void sync(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (file.get() < 0) fail(path, "cannot open", errno);
  // Some file systems refuse to sync a directory; there is nothing more to be done there.
  if (::fsync(file.get()) != 0 && errno != EINVAL) fail(path, "cannot sync", errno);
}

void make_directories(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) fail(path, "cannot make the directory", error.value());
}

void remove(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) fail(path, "cannot remove", error.value());
}

void rename(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail(to, "cannot put in place", errno);
  const std::filesystem::path folder = to.parent_path();
  sync(folder.empty() ? "." : folder);
}

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace hexapla::files
