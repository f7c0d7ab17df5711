// Any bytes as the files of a translation memory: the records, the manifest, the list of removed
// units, and the file of units, whose checksums are put right so that what lies behind them is
// reached. What is damaged ends in an Error of kind environment or in other answers, never in a
// read outside the file.
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "fuzz/check.h"
#include "pipeline/memory/manifest.h"
#include "pipeline/memory/record.h"
#include "pipeline/memory/segment_file.h"

namespace {

using namespace hexapla;
namespace fs = std::filesystem;

template <typename Body>
void only_environment(const Body& body) {
  try {
    body();
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::environment) std::abort();
  }
}

// The directory of this process; its only file is written over and over.
const fs::path& scratch() {
  struct Scratch {
    fs::path path;
    Scratch() {
      std::string name = (fs::temp_directory_path() / "hexapla-fuzz-XXXXXX").string();
      if (mkdtemp(name.data()) == nullptr) std::abort();
      path = name;
    }
    ~Scratch() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
  };
  static const Scratch scratch;
  return scratch.path;
}

// The places of the numbers in the head of a file of units (segment_file.cc).
constexpr std::size_t kSections = 12;
constexpr std::size_t kFileSize = 16;
constexpr std::size_t kDirectory = 32;
constexpr std::size_t kDirectoryChecksum = 40;
constexpr std::size_t kHeadChecksum = 56;

std::uint64_t number(const std::string& bytes, std::size_t at) {
  std::uint64_t out = 0;
  std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

void put(std::string& bytes, std::size_t at, std::uint64_t number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
}

std::string with_checksums(std::string bytes) {
  if (bytes.size() < memory::OutputFile::kHead) return bytes;
  bytes.replace(0, 8, "HXMEMORY");
  const std::uint32_t format = memory::kMemoryFormat;
  std::memcpy(bytes.data() + 8, &format, sizeof format);
  put(bytes, kFileSize, bytes.size());
  std::uint64_t directory = number(bytes, kDirectory);
  if (directory > bytes.size()) directory = bytes.size() / 64 * 64;
  put(bytes, kDirectory, directory);
  const auto sections = static_cast<std::uint32_t>((bytes.size() - directory) / 24);
  bytes.resize(directory + std::size_t{sections} * 24);
  put(bytes, kFileSize, bytes.size());
  std::memcpy(bytes.data() + kSections, &sections, sizeof sections);
  put(bytes, kDirectoryChecksum, XXH3_64bits(bytes.data() + directory, bytes.size() - directory));
  put(bytes, kHeadChecksum, XXH3_64bits(bytes.data(), kHeadChecksum));
  return bytes;
}

void check_segment(const std::string& bytes) {
  const fs::path path = scratch() / "units-1";
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  const memory::SegmentFile file(path, 0);
  std::vector<segmentation::MatchToken> tokens;
  segmentation::match_tokens("the lake is deep", segmentation::HanTokens::words, tokens);
  std::vector<std::uint64_t> keys;
  for (const segmentation::MatchToken& t : tokens) keys.push_back(t.key);
  memory::ColumnSearch search;
  std::vector<memory::Near> near;
  std::vector<std::uint32_t> numbers;
  for (const memory::Column& column : file.columns()) {
    for (const unsigned threshold : {50U, 85U, 100U})
      only_environment([&] { search.near(column, keys, threshold, near); });
    only_environment([&] { (void)column.texts_with(1, 2); });
    for (const std::uint64_t skeleton : column.skeletons)
      (void)column.texts_like(static_cast<std::uint32_t>(skeleton >> 32U));
    for (std::uint32_t text = 0; text < column.size(); ++text)
      only_environment([&] { column.tokens_of(text, numbers); });
  }
  for (std::uint32_t unit = 0; unit < file.units(); ++unit) {
    only_environment([&] {
      for (std::size_t v = 0; v < 3; ++v) (void)memory::record_text(file.record(unit), v);
      (void)file.unit(unit);
    });
  }
}

// What can be read of a record is written as it was, and read again the same.
void check_record(const std::string& bytes) {
  std::string record(4, '\0');
  record += bytes;
  const auto sum = static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
  std::memcpy(record.data(), &sum, sizeof sum);
  for (std::size_t v = 0; v < 3; ++v) (void)memory::record_text(record, v);
  const auto unit = memory::read_record(record);
  if (!unit) return;
  std::string again;
  try {
    memory::append_record(again, *unit);
  } catch (const Error& e) {
    if (e.kind() != ErrorKind::input) std::abort();
    return;
  }
  if (memory::read_record(again) != unit) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = fuzz::text_of(data, size);
  only_environment([&] { check_segment(bytes); });
  only_environment([&] { check_segment(with_checksums(bytes)); });
  check_record(bytes);
  only_environment([&] { (void)memory::parse_removed(bytes, size, "removed-1"); });
  const std::string removed = "HXMEMDEL" + bytes;
  only_environment([&] { (void)memory::parse_removed(removed, size, "removed-1"); });
  only_environment([&] { (void)memory::Manifest::parse(bytes, "MANIFEST"); });
  std::string manifest = "hexapla-memory 1\n" + bytes + "\n";
  manifest += fmt::format("end\t{:016x}\n", XXH3_64bits(manifest.data(), manifest.size()));
  only_environment([&] { (void)memory::Manifest::parse(manifest, "MANIFEST"); });
  return 0;
}
