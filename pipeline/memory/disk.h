// Internal: files of the memory: one that is written once from start to end, and one that is mapped
// for reading. Failures are Errors(environment) that name the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace hexapla::memory {

// A new file, written in order. Removed again unless finish() was called.
//
// Its first megabytes, and what comes after keep_in_cache(), go through the system's cache of the
// disk, so that who reads them next finds them there. All else goes to the disk straight, where the
// file system can do that: copying it and finding pages for it would take longer than making it.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::uint64_t size() const { return size_; }
  void append(std::string_view bytes);
  template <typename T>
  void append_values(std::span<const T> values) {
    append({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  // What is appended from now on will be read soon.
  void keep_in_cache();
  // Zeros up to a multiple of `alignment`.
  void align(std::uint64_t alignment);

  // XXH3-64 of everything after the first `head` bytes.
  std::uint64_t checksum() const;

  // Puts `head` over the first bytes, which were zeros so far, and syncs the file.
  void finish(std::string_view head);

  static constexpr std::uint64_t kHead = 64;  // not part of the checksum

 private:
  void flush();
  void write(std::string_view bytes);
  bool go_straight(bool straight);

  struct Hash;
  struct Free {
    void operator()(char* buffer) const;
  };
  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t written_ = 0;  // of it
  std::unique_ptr<char, Free> buffer_;
  std::size_t used_ = 0;  // of the buffer
  bool may_go_straight_ = true;
  bool straight_ = false;
  std::unique_ptr<Hash> hash_;
  bool finished_ = false;
};

// A whole file in memory for as long as the object lives, also when the file is unlinked meanwhile.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

// Held by the one writer of a directory. Throws Error(environment) when somebody else has it.
class DirectoryLock {
 public:
  explicit DirectoryLock(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace hexapla::memory
