#include "pipeline/ingest/doc_file.h"

#include <algorithm>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/ingest/characters.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/old_word.h"

namespace hexapla::ingest::doc {
namespace {

constexpr std::size_t kFlags = 0x0A;
constexpr std::size_t kLengths = 0x4C;    // of the stories
constexpr std::size_t kShortest = 0x21A;  // of the information block, for what must be there
constexpr std::size_t kMostFonts = 10000;
constexpr std::size_t kFontName = 40;  // where the name stands in a font's entry

}  // namespace

std::uint32_t Places::place(std::size_t i) const {
  return u32_at(bytes_, 4 * i);
}

std::string_view Places::item(std::size_t i) const {
  const std::size_t at = 4 * (count() + 1) + item_ * i;
  return at < bytes_.size() ? bytes_.substr(at, item_) : std::string_view();
}

File::File(std::string_view bytes, const std::string& path) {
  const auto refuse = [&](const char* reason, const char* remedy) {
    throw Error(ErrorKind::input, path, "", reason, remedy);
  };
  const CompoundFile file(bytes, path);
  std::optional<std::string> stream = file.stream("WordDocument");
  if (!stream) refuse("a compound file that is no Word document", "save the text as DOCX");
  stream_ = *std::move(stream);
  const unsigned magic = u16_at(stream_, 0);
  const unsigned version = u16_at(stream_, 2);
  const unsigned flags = u16_at(stream_, kFlags);
  const bool old = magic == 0xA5DC || (magic == 0xA5EC && version < 0xC0);
  if (old || magic == 0xA5EC) {
    if ((flags & 0x0100) != 0)
      refuse("protected by a password", "open it with its password and save it without");
  }
  if (old) throw UnreadableWord(path, "written by Word 6 or 95", UnreadableWord::Because::old);
  if (magic != 0xA5EC || stream_.size() < kShortest)
    throw UnreadableWord(path, "a damaged Word document", UnreadableWord::Because::damaged);
  std::optional<std::string> table = file.stream((flags & 0x0200) != 0 ? "1Table" : "0Table");
  if (!table)
    throw UnreadableWord(path, "a damaged Word document: its tables are missing",
                         UnreadableWord::Because::damaged);
  table_ = *std::move(table);
  data_ = file.stream("Data").value_or("");
  read_pieces(bytes.size(), path);
  read_fonts();
}

std::uint32_t File::begin_of(Structure which) const {
  return u32_at(stream_, static_cast<std::size_t>(which));
}

std::uint32_t File::size_of(Structure which) const {
  return u32_at(stream_, static_cast<std::size_t>(which) + 4);
}

std::string_view File::structure(Structure which) const {
  const std::size_t begin = begin_of(which);
  if (begin >= table_.size()) return {};
  return std::string_view(table_).substr(begin, size_of(which));
}

std::uint32_t File::length(Story which) const {
  return u32_at(stream_, kLengths + 4 * static_cast<std::size_t>(which));
}

Range File::story(Story which) const {
  return within(which, 0, length(which));
}

Range File::within(Story which, std::uint64_t begin, std::uint64_t end) const {
  std::uint64_t base = 0;
  for (std::size_t n = 0; n < static_cast<std::size_t>(which); ++n)
    base += length(static_cast<Story>(n));
  const std::uint64_t size = length(which);
  const std::uint64_t all = text_.size();
  const std::uint64_t from = std::min(base + std::min(begin, size), all);
  const std::uint64_t to = std::min(base + std::min(end, size), all);
  return {from, std::max(from, to)};
}

void File::read_pieces(std::size_t most, const std::string& path) {
  std::string_view list = structure(Structure::pieces);
  std::vector<std::string_view> changes;
  while (list.size() > 3 && list[0] == 1) {
    const std::size_t size = u16_at(list, 1);
    changes.push_back(list.substr(3, size));
    list.remove_prefix(std::min<std::size_t>(list.size(), 3U + size));
  }
  if (list.size() < 5 || list[0] != 2) {
    throw UnreadableWord(path, "a damaged Word document: its text cannot be found",
                         UnreadableWord::Because::damaged);
  }
  const Places pieces(list.substr(5, u32_at(list, 1)), 8);
  for (std::size_t i = 0; i < pieces.count(); ++i) {
    const std::uint32_t begin = pieces.place(i);
    const std::uint32_t end = pieces.place(i + 1);
    if (begin != text_.size() || end < begin || end - begin > most) break;
    const std::uint32_t place = u32_at(pieces.item(i), 2);
    const bool narrow = (place & 0x40000000) != 0;
    const std::uint32_t first = narrow ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF;
    const std::uint8_t width = narrow ? 1 : 2;
    for (std::uint32_t k = 0; k < end - begin; ++k) {
      const std::size_t at = first + std::size_t{k} * width;
      // Every character stands somewhere: pieces that overlap without end are an attack.
      if (at + width > stream_.size() || text_.size() >= 2 * most) return;
      const auto byte = static_cast<unsigned char>(stream_[at]);
      char32_t value = narrow ? byte : u16_at(stream_, at);
      if (narrow) value = windows_1252(byte);
      text_.push_back({value, static_cast<std::uint32_t>(at), width});
    }
    // What was changed since the file was last written as a whole.
    const unsigned change = u16_at(pieces.item(i), 6);
    if ((change & 1) != 0 && change / 2 < changes.size())
      changes_.push_back({{begin, end}, changes[change / 2]});
  }
}

std::string_view File::piece_changes(std::size_t character) const {
  const auto after =
      std::upper_bound(changes_.begin(), changes_.end(), character,
                       [](std::size_t at, const Change& c) { return at < c.characters.begin; });
  if (after == changes_.begin() || character >= std::prev(after)->characters.end) return {};
  return std::prev(after)->changes;
}

void File::read_fonts() {
  const std::string_view list = structure(Structure::fonts);
  const std::size_t count = std::min<std::size_t>(u16_at(list, 0), kMostFonts);
  for (std::size_t i = 0, at = 4; i < count && at < list.size(); ++i) {
    const std::size_t size = static_cast<unsigned char>(list[at]) + std::size_t{1};
    std::string name;
    for (std::size_t k = kFontName; k + 2 <= size; k += 2) {
      const unsigned unit = u16_at(list, at + k);
      if (unit == 0) break;
      text::append(name, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : char32_t{unit});
    }
    fonts_.push_back(std::move(name));
    at += size;
  }
}

}  // namespace hexapla::ingest::doc
