// Internal: one file of the memory, written once: units and the indexes of their languages.
//
//   head (64 bytes)   magic, format, sizes, checksums
//   records           one a unit
//   sections          the offsets of the records; then the columns, array by array
//   directory         where each section lies
//
// Numbers are little-endian, sections begin at multiples of 64. Do not change any of this without
// kMemoryFormat.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/segmentation/match_tokens.h"
#include "pipeline/memory/column.h"
#include "pipeline/memory/column_builder.h"
#include "pipeline/memory/disk.h"
#include "pipeline/memory/memory.h"
#include "pipeline/memory/skeleton.h"
#include "pipeline/memory/unit.h"

namespace hexapla::memory {

inline constexpr std::uint32_t kMemoryFormat = 2;

// The columns of a language: its name, and for Chinese a second one of characters.
inline constexpr std::string_view kCharacters = "#";

class SegmentWriter {
 public:
  explicit SegmentWriter(const std::filesystem::path& path, Cache cache = Cache::lookups)
      : file_(path), cache_(cache) {}

  void add(const TranslationUnit& unit);
  std::size_t units() const { return offsets_.size() - 1; }
  std::size_t tokens() const { return tokens_; }  // what the working memory grows with

  // Writes the rest; the file is complete and on disk when this returns.
  void finish();

 private:
  // A language as a file writes it, and what its texts need.
  struct Language {
    std::string written;
    std::string name;  // the primary subtag
    const PlaceableWords* placeables = nullptr;
    ColumnBuilder* column = nullptr;      // once there is a text
    ColumnBuilder* characters = nullptr;  // of Chinese
  };
  Language& language(const std::string& written, std::size_t guess);
  void add_text(ColumnBuilder*& column, const std::string& name, std::size_t variant,
                const std::vector<segmentation::MatchToken>& tokens, std::uint32_t skeleton);

  OutputFile file_;
  Cache cache_;
  std::vector<Language> languages_;
  std::string record_;
  std::vector<std::uint64_t> offsets_{OutputFile::kHead};
  std::map<std::string, ColumnBuilder, std::less<>> columns_;
  std::vector<segmentation::MatchToken> match_tokens_;
  std::vector<segmentation::MatchToken> characters_;
  std::size_t tokens_ = 0;
};

class SegmentFile {
 public:
  // Throws Error(environment) in words when the file is not whole or of another format. Files of up
  // to `checked` bytes are read whole and compared with their checksum; of larger ones only the
  // head and the directory, see verify().
  explicit SegmentFile(const std::filesystem::path& path, std::size_t checked = kCheckedSize);
  static constexpr std::size_t kCheckedSize = std::size_t{16} << 20;

  const std::filesystem::path& path() const { return path_; }
  std::size_t units() const { return record_offsets_.size() - 1; }
  std::size_t bytes() const { return file_.bytes().size(); }
  // The bytes of a unit's record. Throws Error(environment) when there is no such unit.
  std::string_view record(std::uint32_t unit) const;
  TranslationUnit unit(std::uint32_t unit) const;

  const std::vector<Column>& columns() const { return columns_; }
  const Column* column(std::string_view name) const;

  // Reads everything. Throws Error(environment) when it is not as it was written.
  void verify() const;

 private:
  [[noreturn]] void refuse(const std::string& reason) const;
  void open();

  std::filesystem::path path_;
  MappedFile file_;
  std::uint64_t body_checksum_ = 0;
  std::span<const std::uint64_t> record_offsets_;
  std::vector<Column> columns_;
};

}  // namespace hexapla::memory
