// Internal: which files make the memory at this moment. The manifest is replaced by rename: that is
// the switch between two states, and what it does not name is not there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::memory {

struct Manifest {
  struct Entry {
    std::string segment;      // file name
    std::uint64_t bytes = 0;  // its size
    std::string removed;      // file name of the units that are removed, "" for none
  };
  std::string state;       // of the catalogue that derived units were made from, or ""
  std::uint64_t next = 1;  // number of the next file
  std::vector<Entry> entries;

  // "" gives an empty one. Throws Error(environment) when the text is damaged or of another format.
  static Manifest parse(std::string_view text, const std::filesystem::path& file);
  std::string serialise() const;

  static std::filesystem::path path(const std::filesystem::path& directory) {
    return directory / "MANIFEST";
  }
};

// The units of a segment file that are removed: a bit a unit, with a head and a checksum.
std::string serialise_removed(const std::vector<std::uint64_t>& bits);
std::vector<std::uint64_t> parse_removed(std::string_view bytes, std::size_t units,
                                         const std::filesystem::path& file);

}  // namespace hexapla::memory
