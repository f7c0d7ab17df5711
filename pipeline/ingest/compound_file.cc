#include "pipeline/ingest/compound_file.h"

#include <algorithm>

#include "pipeline/base/error.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kHeader = 512;
constexpr std::size_t kEntry = 128;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // greater ones are marks

std::vector<std::uint32_t> numbers(std::string_view bytes) {
  std::vector<std::uint32_t> out(bytes.size() / 4);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = u32_at(bytes, 4 * i);
  return out;
}

}  // namespace

std::uint16_t u16_at(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < 2) return 0;
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) |
                                    static_cast<unsigned char>(bytes[at + 1]) << 8);
}

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < 4) return 0;
  return u16_at(bytes, at) | static_cast<std::uint32_t>(u16_at(bytes, at + 2)) << 16;
}

CompoundFile::CompoundFile(std::string_view bytes, const std::string& path) : bytes_(bytes) {
  const auto damaged = [&] {
    throw Error(ErrorKind::input, path, "", "a damaged compound file: its directory cannot be read",
                "get the file again, or save it as DOCX");
  };
  const unsigned shift = u16_at(bytes, 30);
  if (bytes.size() < kHeader || (shift != 9 && shift != 12) || u16_at(bytes, 32) != 6) damaged();
  sector_size_ = std::size_t{1} << shift;
  mini_cutoff_ = u32_at(bytes, 56);
  // The sectors of the allocation table: 109 in the header, more in a chain of their own.
  std::vector<std::uint32_t> tables;
  const std::size_t most = bytes.size() / sector_size_ + 1;
  for (std::size_t i = 0; i < 109; ++i) tables.push_back(u32_at(bytes, 76 + 4 * i));
  std::uint32_t next = u32_at(bytes, 68);
  for (std::size_t n = 0; next < kLastSector && n < most; ++n) {
    const std::string_view more = sector(next);
    if (more.size() < sector_size_) break;
    for (std::size_t at = 0; at + 4 < more.size(); at += 4) tables.push_back(u32_at(more, at));
    next = u32_at(more, sector_size_ - 4);
  }
  for (const std::uint32_t n : tables) {
    if (n >= kLastSector || fat_.size() >= most + sector_size_) continue;
    const std::vector<std::uint32_t> part = numbers(sector(n));
    fat_.insert(fat_.end(), part.begin(), part.end());
  }
  directory_ = chain(u32_at(bytes, 48), bytes.size());
  if (directory_.size() < kEntry) damaged();
  mini_fat_ = numbers(chain(u32_at(bytes, 60), bytes.size()));
  mini_stream_ = chain(u32_at(directory_, 116), u32_at(directory_, 120));
}

std::string_view CompoundFile::sector(std::uint32_t n) const {
  const std::uint64_t at = (std::uint64_t{n} + 1) * sector_size_;
  return at < bytes_.size() ? bytes_.substr(at, sector_size_) : std::string_view();
}

std::string CompoundFile::chain(std::uint32_t first, std::uint64_t size) const {
  std::string out;
  const std::size_t most = std::min<std::uint64_t>(size, bytes_.size());
  for (std::uint32_t n = first; n < kLastSector && out.size() < most;) {
    const std::string_view part = sector(n);
    if (part.empty()) break;
    out.append(part);
    n = n < fat_.size() ? fat_[n] : kLastSector;
  }
  if (out.size() > most) out.resize(most);
  return out;
}

std::string_view CompoundFile::entry(std::string_view name) const {
  for (std::size_t at = 0; at + kEntry <= directory_.size(); at += kEntry) {
    const std::string_view entry = std::string_view(directory_).substr(at, kEntry);
    if (entry[66] != 2 || u16_at(entry, 64) != 2 * (name.size() + 1)) continue;
    bool same = true;
    for (std::size_t i = 0; i < name.size() && same; ++i)
      same = u16_at(entry, 2 * i) == static_cast<unsigned char>(name[i]);
    if (same) return entry;
  }
  return {};
}

std::optional<std::string> CompoundFile::stream(std::string_view name) const {
  const std::string_view found = entry(name);
  if (found.empty()) return std::nullopt;
  const std::uint32_t first = u32_at(found, 116);
  const std::uint32_t size = u32_at(found, 120);
  if (size >= mini_cutoff_) return chain(first, size);
  std::string out;
  for (std::uint32_t n = first; n < kLastSector && out.size() < size;) {
    const std::uint64_t from = std::uint64_t{n} * mini_size_;
    if (from >= mini_stream_.size()) break;
    out.append(mini_stream_, from, mini_size_);
    n = n < mini_fat_.size() ? mini_fat_[n] : kLastSector;
  }
  if (out.size() > size) out.resize(size);
  return out;
}

}  // namespace hexapla::ingest
