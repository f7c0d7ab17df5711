#include "pipeline/memory/manifest.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>
#include <cstring>

#include "pipeline/base/error.h"
#include "pipeline/memory/segment_file.h"

namespace hexapla::memory {
namespace {

constexpr std::string_view kHead = "hexapla-memory";
constexpr std::string_view kRemovedMagic = "HXMEMDEL";

constexpr std::string_view kOtherFormat =
    "export it as TMX with the program that wrote it, remove it and import that, or import again; "
    "for what came from the store run hexapla reindex";
constexpr std::string_view kRemedy =
    "import again, or run hexapla reindex for what came from the store";

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& reason,
                         std::string_view remedy = kRemedy) {
  throw Error(ErrorKind::environment, file.string(), "", reason, std::string(remedy));
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t at = text.find(mark);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

bool to_number(std::string_view text, std::uint64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// A name of a file within the directory, not a path out of it.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find('/') == std::string_view::npos && name.front() != '.';
}

}  // namespace

std::string Manifest::serialise() const {
  std::string out = fmt::format("{} {}\nstate\t{}\nnext\t{}\n", kHead, kMemoryFormat, state, next);
  for (const Entry& e : entries)
    out += fmt::format("segment\t{}\t{}\t{}\n", e.segment, e.bytes, e.removed);
  out += fmt::format("end\t{:016x}\n", XXH3_64bits(out.data(), out.size()));
  return out;
}

Manifest Manifest::parse(std::string_view text, const std::filesystem::path& file) {
  Manifest out;
  const std::vector<std::string_view> lines = split(text, '\n');
  const std::string head = fmt::format("{} {}", kHead, kMemoryFormat);
  if (!text.starts_with(kHead)) refuse(file, "no manifest of a translation memory");
  if (lines.size() > 1 && lines.front() != head)
    refuse(file,
           fmt::format("another format of the translation memory: \"{}\", this program knows "
                       "\"{}\"",
                       lines.front(), head),
           kOtherFormat);
  const std::size_t end = text.rfind("end\t");
  if (end == std::string_view::npos || lines.size() < 2 || !lines.back().empty() ||
      text.substr(end) != fmt::format("end\t{:016x}\n", XXH3_64bits(text.data(), end)))
    refuse(file, "the manifest of the memory is cut off or damaged");
  for (std::size_t i = 1; i + 2 < lines.size(); ++i) {
    const std::vector<std::string_view> fields = split(lines[i], '\t');
    Entry entry;
    if (fields[0] == "state" && fields.size() == 2) {
      out.state = fields[1];
    } else if (fields[0] == "next" && fields.size() == 2 && to_number(fields[1], out.next)) {
    } else if (fields[0] == "segment" && fields.size() == 4 && is_plain_name(fields[1]) &&
               to_number(fields[2], entry.bytes) &&
               (fields[3].empty() || is_plain_name(fields[3]))) {
      entry.segment = fields[1];
      entry.removed = fields[3];
      out.entries.push_back(std::move(entry));
    } else {
      refuse(file, fmt::format("line {} of the manifest is not understood", i + 1));
    }
  }
  return out;
}

std::string serialise_removed(const std::vector<std::uint64_t>& bits) {
  std::string out(kRemovedMagic);
  const std::uint64_t sum = XXH3_64bits(bits.data(), bits.size() * sizeof(std::uint64_t));
  out.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  out.append(reinterpret_cast<const char*>(bits.data()), bits.size() * sizeof(std::uint64_t));
  return out;
}

std::vector<std::uint64_t> parse_removed(std::string_view bytes, std::size_t units,
                                         const std::filesystem::path& file) {
  const std::size_t head = kRemovedMagic.size() + sizeof(std::uint64_t);
  const std::size_t words = (units + 63) / 64;
  if (!bytes.starts_with(kRemovedMagic)) refuse(file, "no list of removed units");
  if (bytes.size() != head + words * sizeof(std::uint64_t))
    refuse(file, "the list of removed units is cut off or belongs to another file");
  std::uint64_t sum = 0;
  std::memcpy(&sum, bytes.data() + kRemovedMagic.size(), sizeof sum);
  std::vector<std::uint64_t> out(words);
  std::memcpy(out.data(), bytes.data() + head, words * sizeof(std::uint64_t));
  if (XXH3_64bits(out.data(), out.size() * sizeof(std::uint64_t)) != sum)
    refuse(file, "the list of removed units is damaged");
  return out;
}

}  // namespace hexapla::memory
