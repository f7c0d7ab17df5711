#include "pipeline/store/store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <system_error>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "hexapla store, format ";

// The format that STORE names; an Error when it is not one that this program knows.
void check_format(const fs::path& directory) {
  const std::string line = files::read(directory / "STORE", 4096);
  int format = 0;
  const bool known =
      line.starts_with(kMagic) &&
      std::from_chars(line.data() + kMagic.size(), line.data() + line.size(), format).ec ==
          std::errc{};
  if (!known) {
    throw Error(ErrorKind::environment, (directory / "STORE").string(), "",
                "this is no store of Hexapla", "give another directory with --store");
  }
  if (format != kStoreFormat) {
    throw Error(
        ErrorKind::environment, directory.string(), "",
        fmt::format("the store has format {}, this program reads format {}", format, kStoreFormat),
        "use the version of Hexapla that wrote it, or build the documents into another directory");
  }
}

}  // namespace

Store Store::open(const fs::path& directory) {
  std::error_code error;
  const fs::file_status status = fs::status(directory, error);
  if (!fs::exists(status)) {
    throw Error(ErrorKind::usage, directory.string(), "", "there is no store",
                "build one with `hexapla build INPUT... --store DIR`, or name another with --store "
                "or HEXAPLA_STORE");
  }
  if (!fs::is_directory(status)) {
    throw Error(ErrorKind::usage, directory.string(), "", "a store is a directory, this is a file",
                "give another path with --store");
  }
  if (!fs::exists(directory / "STORE", error)) {
    throw Error(ErrorKind::usage, directory.string(), "", "this directory is no store of Hexapla",
                "give another path with --store");
  }
  check_format(directory);
  if (!fs::exists(directory / "catalogue.sqlite", error)) {
    throw Error(ErrorKind::environment, directory.string(), "",
                "no build has finished in this store yet", "run `hexapla build` again");
  }
  return {directory, Catalogue::open(directory / "catalogue.sqlite")};
}

fs::path Store::part_path(std::string_view part) const {
  return directory_ / part / catalogue_.meta("state");
}

Builder::Builder(fs::path directory) : directory_(std::move(directory)) {
  std::error_code error;
  const fs::file_status status = fs::status(directory_, error);
  if (fs::exists(status) && !fs::is_directory(status)) {
    throw Error(ErrorKind::usage, directory_.string(), "", "a store is a directory, this is a file",
                "give another path with --store");
  }
  files::make_directories(directory_);
  if (!fs::exists(directory_ / "STORE", error)) {
    const bool empty = fs::is_empty(directory_, error);
    if (error) files::fail(directory_, "cannot read the directory", error.value());
    // A build that was killed while it made the store leaves the lock, or STORE half made beside
    // its place.
    bool only_ours = true;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory_, error)) {
      const std::string name = entry.path().filename().string();
      only_ours = only_ours && (name == "lock" || name == "STORE.new");
    }
    if (!empty && !only_ours) {
      throw Error(ErrorKind::usage, directory_.string(), "",
                  "this directory holds something else than a store",
                  "give an empty or a new directory with --store");
    }
  }
  lock_ = ::open((directory_ / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock_ < 0) files::fail(directory_, "cannot write to the store", errno);
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    lock_ = -1;
    throw Error(ErrorKind::environment, directory_.string(), "",
                "another build is at work in this store", "wait until it has ended");
  }
  try {
    if (fs::exists(directory_ / "STORE", error)) {
      check_format(directory_);
    } else {
      files::write_atomically(directory_ / "STORE", fmt::format("{}{}\n", kMagic, kStoreFormat));
    }
    files::make_directories(scratch());
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

Builder::~Builder() {
  if (lock_ >= 0) ::close(lock_);
}

bool Builder::has_catalogue() const {
  std::error_code error;
  return fs::exists(catalogue_path(), error);
}

void Builder::publish(const Catalogue& catalogue, const std::string& state) {
  const fs::path beside = scratch() / "catalogue.new";
  files::remove(beside);
  catalogue.publish_to(beside);
  const std::string before =
      has_catalogue() ? Catalogue::open(catalogue_path()).meta("state") : std::string();
  std::error_code error;
  for (const std::string_view part : kDerivedParts) {
    if (!fs::exists(scratch() / part, error)) continue;
    files::make_directories(directory_ / part);
    // What stands there of this state already is what a killed build left: the new one takes its
    // place.
    files::remove(directory_ / part / state);
    files::rename(scratch() / part, directory_ / part / state);
  }
  files::rename(beside, catalogue_path());
  clear_scratch();
  for (const std::string_view part : kDerivedParts) {
    for (const fs::directory_entry& entry : fs::directory_iterator(directory_ / part, error)) {
      // A reader that opened the catalogue just before the switch goes on to open what belongs to
      // it.
      if (entry.path().filename() != state && entry.path().filename() != before)
        files::remove(entry.path());
    }
  }
}

void Builder::clear_scratch() {
  files::remove(scratch());
}

}  // namespace hexapla::store
