// Bytes in and text out, in pieces: what the readers and writers of exchange formats stand on.
// Memory does not grow with the size of the file. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::exchange {

class ByteSource {
 public:
  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // Reads up to `size` bytes to `to` and gives their number; 0 only at the end. Throws
  // Error(input) when the bytes are damaged or beyond a limit, Error(environment) when the disk
  // fails.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

// Bytes that somebody else keeps.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* to, std::size_t size) override;

 private:
  std::string_view bytes_;
};

std::unique_ptr<ByteSource> open_file(const std::string& path);

// What an archive may unpack to. A bomb is stopped while it is being read.
struct UnpackLimits {
  std::size_t entries = 10000;
  std::uint64_t total_bytes = std::uint64_t{16} << 30;
  std::uint64_t ratio = 250;                     // unpacked to packed …
  std::uint64_t free = std::uint64_t{64} << 20;  // … beyond this many bytes
};

// `packed` is a gzip file; `file` is its name for messages.
std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed, std::string file,
                                        UnpackLimits limits = {});

// What was read ahead, then the rest.
class JoinedSource : public ByteSource {
 public:
  JoinedSource(std::string head, ByteSource& rest) : head_(std::move(head)), rest_(rest) {}
  std::size_t read(char* to, std::size_t size) override;

 private:
  std::string head_;
  ByteSource& rest_;
  std::size_t at_ = 0;
};

// The next `size` bytes, fewer only at the end.
std::string read_head(ByteSource& bytes, std::size_t size);

// A ZIP archive on disk, read entry by entry; several may be open at once.
class ZipFiles {
 public:
  // Throws Error(input) when it is no archive, damaged or beyond a limit.
  explicit ZipFiles(const std::string& path, UnpackLimits limits = {});
  ~ZipFiles();

  // Names (UTF-8) of the entries that are files, in the order of the archive.
  const std::vector<std::string>& names() const;
  // Must not outlive the archive. Throws Error(input) when the entry is encrypted or damaged.
  std::unique_ptr<ByteSource> open(std::size_t entry) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// All that is left. Throws Error(input) naming `file` when it is more than `limit` bytes.
std::string read_all(ByteSource& bytes, std::size_t limit, const std::string& file);

}  // namespace hexapla::exchange
