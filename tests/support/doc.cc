#include "tests/support/doc.h"

#include <algorithm>
#include <stdexcept>

#include "analyzers/text/utf8.h"

namespace hexapla::testing_support {
namespace {

constexpr std::size_t kSector = 512;
constexpr std::size_t kInformation = 0x400;  // bytes of the information block, with room to spare

void put(std::string& into, std::size_t at, std::string_view what) {
  into.replace(at, what.size(), what);
}

void pad(std::string& bytes, std::size_t to) {
  bytes.resize((bytes.size() + to - 1) / to * to);
}

std::u32string decoded(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [value, size] = text::decode(utf8, at);
    out += value;
    at += size;
  }
  return out;
}

// A page of formatted properties; `head`: bytes that go before the changes of a paragraph.
std::string page(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& places,
                 const std::vector<std::string>& changes, bool paragraphs) {
  const std::size_t count = places.size();
  const std::size_t step = paragraphs ? 13 : 1;
  std::string out(kSector, '\0');
  out[kSector - 1] = static_cast<char>(count);
  std::size_t end = kSector - 2;
  for (std::size_t i = 0; i < count; ++i) {
    put(out, 4 * i, u32(places[i].first));
    put(out, 4 * i + 4, u32(places[i].second));
    std::string list = paragraphs ? u16(0) + changes[i] : changes[i];
    if (list.empty()) continue;
    if (paragraphs && list.size() % 2 != 0) list += '\0';
    const std::string sized = paragraphs
                                  ? std::string(1, '\0') + static_cast<char>(list.size() / 2) + list
                                  : static_cast<char>(list.size()) + list;
    end = (end - sized.size()) / 2 * 2;
    if (end < 4 * (count + 1) + step * count) throw std::runtime_error("too much for a page");
    put(out, end, sized);
    out[4 * (count + 1) + step * i] = static_cast<char>(end / 2);
  }
  return out;
}

}  // namespace

std::string u16(unsigned value) {
  return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
}

std::string u32(std::uint32_t value) {
  return u16(value & 0xFFFF) + u16(value >> 16);
}

std::string places(const std::vector<std::uint32_t>& at, const std::vector<std::string>& items) {
  std::string out;
  for (const std::uint32_t place : at) out += u32(place);
  for (const std::string& item : items) out += item;
  return out;
}

std::string compound_file(const std::vector<std::pair<std::string, std::string>>& streams) {
  // Sectors: the allocation table, the directory, then the streams.
  std::vector<std::uint32_t> table{0xFFFFFFFD, 0xFFFFFFFE};
  std::string directory;
  std::string contents;
  const auto entry = [&](const std::string& name, int type, std::uint32_t child,
                         std::uint32_t right, std::uint32_t first, std::uint32_t size) {
    std::string out(128, '\0');
    for (std::size_t i = 0; i < name.size(); ++i) out[2 * i] = name[i];
    put(out, 64, u16(static_cast<unsigned>(2 * name.size() + 2)));
    out[66] = static_cast<char>(type);
    out[67] = 1;
    put(out, 68, u32(0xFFFFFFFF) + u32(right) + u32(child));
    put(out, 116, u32(first) + u32(size));
    directory += out;
  };
  entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0);
  for (std::size_t i = 0; i < streams.size(); ++i) {
    std::string bytes = streams[i].second;
    if (bytes.size() < 4096) bytes.resize(4096);
    const auto first = static_cast<std::uint32_t>(table.size());
    const std::size_t sectors = (bytes.size() + kSector - 1) / kSector;
    for (std::size_t s = 0; s < sectors; ++s) {
      table.push_back(s + 1 < sectors ? static_cast<std::uint32_t>(table.size() + 1) : 0xFFFFFFFE);
    }
    entry(streams[i].first, 2, 0xFFFFFFFF,
          i + 1 < streams.size() ? static_cast<std::uint32_t>(i + 2) : 0xFFFFFFFF, first,
          static_cast<std::uint32_t>(bytes.size()));
    pad(bytes, kSector);
    contents += bytes;
  }
  pad(directory, kSector);
  if (table.size() > kSector / 4 || directory.size() > kSector)
    throw std::runtime_error("too much for a small compound file");
  table.resize(kSector / 4, 0xFFFFFFFF);
  std::string head(kSector, '\0');
  put(head, 0, std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
  put(head, 24, u16(0x3E) + u16(3) + u16(0xFFFE) + u16(9) + u16(6));
  put(head, 44,
      u32(1) + u32(1) + u32(0) + u32(4096) + u32(0xFFFFFFFE) + u32(0) + u32(0xFFFFFFFE) + u32(0) +
          u32(0));
  for (std::size_t at = 80; at < kSector; at += 4) put(head, at, u32(0xFFFFFFFF));
  for (const std::uint32_t next : table) head += u32(next);
  return head + directory + contents;
}

std::string Doc::bytes() const {
  std::string stream(kInformation, '\0');
  // The text, and where each character of it stands.
  std::vector<std::uint32_t> at;
  std::vector<std::uint32_t> begins{0};
  std::vector<std::string> items;
  std::string changes;
  unsigned changed = 0;
  for (const Piece& piece : pieces) {
    const auto begin = static_cast<std::uint32_t>(stream.size());
    for (const char32_t c : decoded(piece.text)) {
      at.push_back(static_cast<std::uint32_t>(stream.size()));
      if (piece.narrow) {
        // What Windows-1252 has of its own and the tests use.
        constexpr std::pair<char32_t, unsigned char> kOwn[] = {
            {U'€', 0x80}, {U'‘', 0x91}, {U'’', 0x92}, {U'“', 0x93}, {U'”', 0x94}, {U'–', 0x96}};
        char32_t byte = c;
        for (const auto& [value, code] : kOwn) {
          if (value == c) byte = code;
        }
        stream += static_cast<char>(byte);
      } else if (c >= 0x10000) {
        stream += u16(0xD800 + static_cast<unsigned>((c - 0x10000) >> 10));
        at.push_back(static_cast<std::uint32_t>(stream.size()));
        stream += u16(0xDC00 + static_cast<unsigned>((c - 0x10000) & 0x3FF));
      } else {
        stream += u16(static_cast<unsigned>(c));
      }
    }
    begins.push_back(static_cast<std::uint32_t>(at.size()));
    const std::uint32_t place = piece.narrow ? 2 * begin | 0x40000000 : begin;
    items.push_back(u16(0) + u32(place) + u16(piece.changes.empty() ? 0 : 2 * changed++ + 1));
    if (!piece.changes.empty())
      changes += '\x01' + u16(static_cast<unsigned>(piece.changes.size())) + piece.changes;
  }
  const auto place_of = [&](std::uint32_t character) {
    return character < at.size() ? at[character] : static_cast<std::uint32_t>(stream.size());
  };
  const std::vector<std::pair<std::vector<Run>, bool>> kinds{{characters, false},
                                                             {paragraphs, true}};
  std::map<unsigned, std::string> all = tables;
  std::vector<std::string> pages;
  for (const auto& [runs, is_paragraphs] : kinds) {
    if (runs.empty()) continue;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> where;
    std::vector<std::string> what;
    std::uint32_t next = 0;
    for (const Run& run : runs) {
      if (run.begin > next) {
        where.emplace_back(place_of(next), place_of(run.begin));
        what.emplace_back();
      }
      where.emplace_back(place_of(run.begin), place_of(run.end));
      what.push_back(run.changes);
      next = run.end;
    }
    pages.push_back(page(where, what, is_paragraphs));
    all[is_paragraphs ? 0x102 : 0xFA] = "";  // below, when its place is known
  }
  std::vector<std::string> descriptors;
  std::vector<std::uint32_t> borders = section_begins;
  borders.push_back(static_cast<std::uint32_t>(at.size()));
  for (const std::string& section : sections) {
    descriptors.push_back(u16(0) + u32(static_cast<std::uint32_t>(stream.size())) +
                          std::string(6, '\0'));
    stream += u16(static_cast<unsigned>(section.size())) + section;
  }
  if (!sections.empty()) all[0xCA] = places(borders, descriptors);
  std::size_t n = 0;
  for (const unsigned where : {0xFAU, 0x102U}) {
    if (all.count(where) == 0) continue;
    pad(stream, kSector);
    all[where] = places({0, 0xFFFFFF}, {u32(static_cast<std::uint32_t>(stream.size() / kSector))});
    stream += pages[n++];
  }
  const std::string pieces_table = places(begins, items);
  all[0x1A2] =
      changes + '\x02' + u32(static_cast<std::uint32_t>(pieces_table.size())) + pieces_table;

  std::string table_stream;
  for (const auto& [where, what] : all) {
    put(stream, where,
        u32(static_cast<std::uint32_t>(table_stream.size())) +
            u32(static_cast<std::uint32_t>(what.size())));
    table_stream += what;
  }
  put(stream, 0, u16(0xA5EC) + u16(0xC1));
  put(stream, 0x0A, u16(flags));
  put(stream, 0x18, u32(kInformation) + u32(static_cast<std::uint32_t>(stream.size())));
  std::uint32_t main = static_cast<std::uint32_t>(at.size());
  for (const auto& [story, size] : lengths) {
    put(stream, 0x4C + 4 * static_cast<std::size_t>(story), u32(size));
    main -= size;
  }
  put(stream, 0x4C, u32(main));
  return compound_file({{"WordDocument", stream}, {"1Table", table_stream}, {"Data", data}});
}

}  // namespace hexapla::testing_support
