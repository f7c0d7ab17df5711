// ZIP archives in memory. Nothing is ever written to disk, and every size is bounded before memory
// is taken for it. Internal to this room and to the batch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest {

struct ZipLimits {
  std::size_t entries = 20000;                           // more: Error
  std::uint64_t entry_bytes = std::uint64_t{64} << 20;   // of one entry, unpacked
  std::uint64_t total_bytes = std::uint64_t{256} << 20;  // of all that were read from this archive
  std::uint64_t ratio = 200;  // unpacked to packed, of entries above `free`
  std::uint64_t free = std::uint64_t{1} << 20;
};

class ZipArchive {
 public:
  // `bytes` must outlive the archive. Throws Error(input) naming `file` when this is no archive, or
  // a damaged one, or one with too many entries.
  ZipArchive(std::string_view bytes, std::string file, ZipLimits limits = {});
  // An archive on disk, of which only what is asked for is read.
  explicit ZipArchive(const std::string& path, ZipLimits limits = {});
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // Names of the entries that are files, in the archive's order, in UTF-8: as it says it (its
  // Unicode path field first), else as zip_names.h reads them. These are the names by which entries
  // are asked for; of two that are the same the first is meant.
  const std::vector<std::string>& names() const { return names_; }
  bool has(std::string_view name) const;

  // Is the entry a link, which archives made on Unix may hold? Its bytes are a path.
  bool is_link(std::string_view name) const;

  // Bytes that all entries together unpack to, by their own word.
  std::uint64_t total() const;

  // Throws Error(input) when all entries together unpack to more than the limits allow an archive
  // of `packed` bytes.
  void check_total(std::uint64_t packed) const { check_total(packed, total()); }
  // The same for archives within archives, which are counted together.
  void check_total(std::uint64_t packed, std::uint64_t unpacked) const;

  // The first bytes of an entry, at most `size` (small); "" when it cannot be read.
  std::string head(std::string_view name, std::size_t size) const;

  // The bytes of an entry. Throws Error(input): no such entry, encrypted, damaged, beyond a limit.
  std::string read(std::string_view name);

  // What is read from here on is counted against the limits from nothing.
  void count_anew() { read_ = 0; }

 private:
  [[noreturn]] void fail(std::string place, std::string reason, std::string remedy = {}) const;

  void list();
  // The number of an entry, or -1.
  std::int64_t locate(std::string_view name) const;

  struct Handle;
  std::string file_;
  ZipLimits limits_;
  std::unique_ptr<Handle> handle_;
  std::vector<std::string> names_;
  std::map<std::string, std::int64_t, std::less<>> numbers_;  // by name
  std::uint64_t read_ = 0;
};

// True for archives that are one document: DOCX, and Office and OpenDocument files that we do not
// read.
bool is_zipped_document(const ZipArchive& archive);

// A name that stays inside the archive: relative, '/'-separated, no "..", no drive, no NUL.
bool is_safe_entry_name(std::string_view name);

}  // namespace hexapla::ingest
