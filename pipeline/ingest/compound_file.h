// Compound files ([MS-CFB]): the container of Word 97-2003 documents. Internal to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest {

// Little-endian numbers at `at`; 0 behind the end.
std::uint16_t u16_at(std::string_view bytes, std::size_t at);
std::uint32_t u32_at(std::string_view bytes, std::size_t at);

class CompoundFile {
 public:
  // `bytes` must outlive it. Throws Error(input) naming `path` when there is no directory in it.
  CompoundFile(std::string_view bytes, const std::string& path);

  // Is there a stream of that name (ASCII) anywhere in the file?
  bool has(std::string_view name) const { return !entry(name).empty(); }

  // A stream anywhere in the file by its name (ASCII); nothing when there is none. A stream whose
  // chain of sectors breaks off is as long as the chain. Never longer than the file.
  std::optional<std::string> stream(std::string_view name) const;

 private:
  // The stream's entry in the directory; "" when there is none.
  std::string_view entry(std::string_view name) const;
  std::string_view sector(std::uint32_t n) const;
  std::string chain(std::uint32_t first, std::uint64_t size) const;

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::size_t mini_size_ = 64;
  std::uint32_t mini_cutoff_ = 4096;
  std::vector<std::uint32_t> fat_;
  std::vector<std::uint32_t> mini_fat_;
  std::string directory_;
  std::string mini_stream_;
};

}  // namespace hexapla::ingest
