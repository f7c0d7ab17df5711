#include "pipeline/memory/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::memory {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20;
// What goes to the disk straight must lie on such borders, in memory and in the file. A disk that
// wants larger ones refuses, and then it goes through the cache.
constexpr std::size_t kBorder = 4096;
// Files up to this size are read when they are opened, and others may be.
constexpr std::uint64_t kCached = std::uint64_t{16} << 20;

void write_all(int file, const std::filesystem::path& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) files::fail(path, "cannot write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

struct OutputFile::Hash {
  XXH3_state_t* state = XXH3_createState();
  Hash() { XXH3_64bits_reset(state); }
  ~Hash() { XXH3_freeState(state); }
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;
};

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)), hash_(std::make_unique<Hash>()) {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file_ < 0) files::fail(path_, "cannot create", errno);
  buffer_.reset(static_cast<char*>(std::aligned_alloc(kBorder, kBuffer)));
  if (!buffer_) throw std::bad_alloc();
  std::memset(buffer_.get(), 0, kHead);
  used_ = kHead;
  size_ = kHead;
}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
  if (!finished_) ::unlink(path_.c_str());
}

void OutputFile::Free::operator()(char* buffer) const {
  std::free(buffer);
}

void OutputFile::append(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    if (used_ == 0 && bytes.size() >= kBuffer && !straight_) {
      const std::size_t whole = bytes.size() / kBuffer * kBuffer;
      write(bytes.substr(0, whole));
      bytes.remove_prefix(whole);
      continue;
    }
    const std::size_t n = std::min(bytes.size(), kBuffer - used_);
    std::memcpy(buffer_.get() + used_, bytes.data(), n);
    used_ += n;
    bytes.remove_prefix(n);
    if (used_ == kBuffer) flush();
  }
}

void OutputFile::keep_in_cache() {
  may_go_straight_ = false;
  if (straight_) go_straight(false);
}

void OutputFile::align(std::uint64_t alignment) {
  const std::uint64_t over = size_ % alignment;
  if (over != 0) append(std::string(alignment - over, '\0'));
}

// False when the file system cannot do it.
bool OutputFile::go_straight(bool straight) {
  const int flags = ::fcntl(file_, F_GETFL);
  if (flags < 0) return false;
  const int wanted = straight ? flags | O_DIRECT : flags & ~O_DIRECT;
  if (::fcntl(file_, F_SETFL, wanted) != 0) return false;
  straight_ = straight;
  return true;
}

void OutputFile::write(std::string_view bytes) {
  // The head is written in the end and is no part of the checksum.
  const std::size_t head = written_ == 0 ? kHead : 0;
  XXH3_64bits_update(hash_->state, bytes.data() + head, bytes.size() - head);
  if (may_go_straight_ && !straight_ && written_ >= kCached) may_go_straight_ = go_straight(true);
  written_ += bytes.size();
  while (straight_ && !bytes.empty()) {
    const ssize_t n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno != EINVAL) files::fail(path_, "cannot write", errno);
    if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    if (n < 0 || bytes.size() % kBorder != 0) {
      keep_in_cache();
      break;
    }
  }
  write_all(file_, path_, bytes);
}

void OutputFile::flush() {
  if (used_ == 0) return;
  if (used_ % kBorder != 0) keep_in_cache();
  write({buffer_.get(), used_});
  used_ = 0;
}

std::uint64_t OutputFile::checksum() const {
  // What is still in the buffer counts as well.
  XXH3_state_t* copy = XXH3_createState();
  XXH3_copyState(copy, hash_->state);
  const std::size_t head = written_ == 0 ? kHead : 0;
  XXH3_64bits_update(copy, buffer_.get() + head, used_ - head);
  const std::uint64_t out = XXH3_64bits_digest(copy);
  XXH3_freeState(copy);
  return out;
}

void OutputFile::finish(std::string_view head) {
  keep_in_cache();
  flush();
  if (::lseek(file_, 0, SEEK_SET) < 0) files::fail(path_, "cannot write", errno);
  write_all(file_, path_, head.substr(0, kHead));
  if (::fsync(file_) != 0) files::fail(path_, "cannot write", errno);
  finished_ = true;
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) files::fail(path, "cannot open", errno);
  struct stat info {};
  if (::fstat(file, &info) != 0) {
    const int error = errno;
    ::close(file);
    files::fail(path, "cannot read", error);
  }
  size_ = static_cast<std::size_t>(info.st_size);
  if (size_ > 0) {
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    if (data_ == MAP_FAILED) {
      const int error = errno;
      data_ = nullptr;
      ::close(file);
      files::fail(path, "cannot map", error);
    }
  }
  ::close(file);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

DirectoryLock::DirectoryLock(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) files::fail(path, "cannot open", errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(file_);
    if (error != EWOULDBLOCK) files::fail(path, "cannot lock", error);
    throw Error(ErrorKind::environment, directory.string(), "",
                "another process is writing to this memory", "wait until it has finished");
  }
}

DirectoryLock::~DirectoryLock() {
  ::close(file_);
}

}  // namespace hexapla::memory
