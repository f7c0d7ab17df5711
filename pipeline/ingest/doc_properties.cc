#include "pipeline/ingest/doc_properties.h"

#include <algorithm>
#include <array>
#include <set>

#include "pipeline/ingest/compound_file.h"

namespace hexapla::ingest::doc {
namespace {

constexpr std::size_t kPage = 512;  // of formatted properties
constexpr unsigned kNoStyle = 0xFFF;
constexpr unsigned kTitle = 62;  // the style of that name ([MS-DOC] 2.9.260)
constexpr std::size_t kMostStyles = 4095;
constexpr std::size_t kCell = 20;  // bytes of a cell's definition ([MS-DOC] 2.9.313)
// Bytes of lists that are too long for a page, in all: every paragraph could name the same one.
constexpr std::size_t kMostLong = std::size_t{1} << 26;

// Borders of so many bytes each, whose type stands at `type`: 0 is no line, 0xFF no border at all.
bool has_line(std::string_view borders, std::size_t size, std::size_t type) {
  for (std::size_t at = 0; at + size <= borders.size(); at += size) {
    const auto value = static_cast<unsigned char>(borders[at + type]);
    if (value != 0 && value != 0xFF) return true;
  }
  return false;
}

}  // namespace

std::size_t operand_size(unsigned code, std::string_view operand) {
  static constexpr std::array<std::size_t, 8> kSizes{1, 1, 2, 4, 2, 2, 0, 3};
  const auto byte = [&](std::size_t at) {
    return at < operand.size() ? static_cast<unsigned char>(operand[at]) : std::size_t{0};
  };
  if (const std::size_t size = kSizes[code >> 13]; size != 0) return size;
  if (code == 0xD608) return std::max<std::size_t>(u16_at(operand, 0) + 1U, 2);
  if (code == 0xC615 && byte(0) == 0xFF) {  // tabulators: those that go, those that come
    const std::size_t gone = 2 + 4 * byte(1);
    return gone + 1 + 3 * byte(gone);
  }
  return byte(0) + 1;
}

void apply(std::string_view changes, Properties& out) {
  for_each_change(changes, [&](unsigned code, std::string_view operand) {
    const auto byte = static_cast<unsigned char>(operand[0]);
    // 0x80: as the style says; 0x81: the opposite, which only styles that say it make plain.
    const auto toggle = [&](std::optional<bool>& property) {
      if (byte == 0x81) {
        property = !property.value_or(false);
      } else if (byte < 2) {
        property = byte == 1;
      }
    };
    switch (code) {
      case 0x2416:
        out.in_table = byte != 0;
        break;
      case 0x2417:
        out.row_end = byte != 0;
        break;
      case 0x244B:
        out.inner_cell = byte != 0;
        break;
      case 0x244C:
        out.inner_row = byte != 0;
        break;
      case 0x6649:
        out.depth = static_cast<int>(std::min<std::uint32_t>(u32_at(operand, 0), 64));
        break;
      case 0x460B: {
        const unsigned list = u16_at(operand, 0);
        out.list = list < 0xF801 ? static_cast<int>(list) : 0;  // above: as it was without a list
        break;
      }
      case 0x260A:
        out.level = std::min<int>(byte, Numbering::kLevels - 1);
        break;
      case 0x2640:
        out.outline = std::min<int>(byte, 9);
        break;
      case 0x3404:
        out.header_row = byte != 0;
        break;
      case 0x0835:
        toggle(out.bold);
        break;
      case 0x083C:
        toggle(out.hidden);
        break;
      case 0x0800:
        out.deleted = byte == 1;
        break;
      case 0x4A30:
        out.style = u16_at(operand, 0);
        break;
      case 0x2A48:
        out.raised = byte == 1;  // 2: lowered
        break;
      case 0x4A4F:
      case 0x4A51:
        out.font = u16_at(operand, 0);
        break;
      case 0x6A09:
        out.symbol = Symbol{u16_at(operand, 0), u16_at(operand, 2)};
        break;
      case 0x6A03:
        out.data = u32_at(operand, 0);
        break;
      case 0x0806:
        out.form = byte != 0;
        break;
      case 0xD608: {
        // Behind the size: how many cells, then a place more than cells.
        const std::size_t cells = operand.size() > 2 ? static_cast<unsigned char>(operand[2]) : 0U;
        out.edges.clear();
        for (std::size_t i = 0; i <= cells && 5 + 2 * i <= operand.size(); ++i)
          out.edges.push_back(static_cast<std::int16_t>(u16_at(operand, 3 + 2 * i)));
        // Behind the places, for each cell: 4 bytes, then its four borders.
        for (std::size_t at = 3 + 2 * (cells + 1); at + kCell <= operand.size(); at += kCell)
          out.lines = out.lines || has_line(operand.substr(at + 4, kCell - 4), 4, 1);
        break;
      }
      case 0xD605:
        out.lines = out.lines || has_line(operand.substr(1), 4, 1);
        break;
      case 0xD613:
        out.lines = out.lines || has_line(operand.substr(1), 8, 5);
        break;
      case 0xD62F:
        out.lines =
            out.lines || has_line(operand.substr(std::min<std::size_t>(operand.size(), 4)), 8, 5);
        break;
      default:
        break;
    }
  });
}

Styles::Styles(std::string_view sheet) {
  const std::size_t head = u16_at(sheet, 0);
  const std::size_t base = u16_at(sheet, 4);  // bytes of a style's fixed part
  for (std::size_t at = 2 + head; at + 2 <= sheet.size() && styles_.size() < kMostStyles;) {
    const std::size_t size = u16_at(sheet, at);
    at += 2;
    Style style;
    const std::string_view own = sheet.substr(std::min(at, sheet.size())).substr(0, size);
    if (size >= 10 && base >= 10) {
      const unsigned kind = u16_at(own, 2);
      style.known = u16_at(own, 0) & 0xFFF;
      style.base = kind >> 4;
      style.kind = kind & 0xF;
      // Behind the name, which ends with a zero: the changes of a paragraph style.
      std::size_t p = base + 2 + 2U * u16_at(own, base) + 2;
      const std::size_t length = u16_at(own, p);
      p += 2;
      if (style.kind == 1 && length >= 2 && p + length <= own.size()) {
        style.changes = own.substr(p + 2, length - 2);
        p += length + length % 2;
        const std::size_t characters = u16_at(own, p);
        if (p + 2 + characters <= own.size()) style.characters = own.substr(p + 2, characters);
      } else if (style.kind == 2 && p + length <= own.size()) {
        style.characters = own.substr(p, length);
      }
    }
    styles_.push_back(style);
    at += size;
  }
}

std::vector<unsigned> Styles::chain(unsigned style) const {
  std::vector<unsigned> out;
  for (unsigned s = style; s < styles_.size() && s != kNoStyle && out.size() < 16;
       s = styles_[s].base)
    out.push_back(s);
  std::reverse(out.begin(), out.end());
  return out;
}

// Each style once, on what it is based on: a document asks for them for every paragraph.
const Properties& Styles::made(unsigned style, bool characters) const {
  std::map<unsigned, Properties>& known = made_[characters ? 1 : 0];
  if (const auto found = known.find(style); found != known.end()) return found->second;
  const Properties* base = nullptr;
  for (const unsigned s : chain(style)) {
    const auto [at, fresh] = known.try_emplace(s);
    if (fresh) {
      if (base != nullptr) at->second = *base;
      if (!characters) {
        if (styles_[s].known == kTitle) at->second.outline = 0;
        apply(styles_[s].changes, at->second);
      }
      if (!characters || styles_[s].kind == 2) apply(styles_[s].characters, at->second);
    }
    base = &at->second;
  }
  return known[style];
}

Properties Styles::of(unsigned style) const {
  Properties out = made(style, false);
  // Styles 1 to 9 are the headings of every document.
  if (style >= 1 && style <= 9) out.outline = static_cast<int>(style) - 1;
  return out;
}

Properties Styles::of_characters(unsigned style) const {
  return made(style, true);
}

Runs::Runs(Of what, std::string_view stream, std::string_view pages, std::string_view data,
           const Styles& styles) {
  if (pages.size() < 4) return;
  const std::size_t count = (pages.size() - 4) / 8;
  std::set<std::uint32_t> seen;
  std::size_t left = kMostLong;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t number = u32_at(pages, 4 * (count + 1) + 4 * i) & 0x3FFFFF;
    const std::size_t at = number * kPage;
    if (at + kPage > stream.size() || !seen.insert(number).second) continue;
    read(what, stream.substr(at, kPage), data, styles, left);
  }
}

Runs::Map::const_iterator Runs::run_of(std::uint32_t at) const {
  auto it = by_begin_.upper_bound(at);
  if (it == by_begin_.begin()) return by_begin_.end();
  --it;
  return at < it->second.first ? it : by_begin_.end();
}

const Properties* Runs::find(std::uint32_t at) const {
  const auto it = run_of(at);
  return it == by_begin_.end() ? nullptr : &it->second.second;
}

std::optional<std::uint64_t> Runs::end_of(std::uint32_t at) const {
  const auto it = run_of(at);
  if (it == by_begin_.end()) return std::nullopt;
  return it->second.first;
}

void Runs::read(Of what, std::string_view page, std::string_view data, const Styles& styles,
                std::size_t& left) {
  const std::size_t runs = static_cast<unsigned char>(page[kPage - 1]);
  const bool paragraphs = what == Of::paragraphs;
  const std::size_t step = paragraphs ? 13 : 1;
  if (4 * (runs + 1) + step * runs >= kPage) return;
  for (std::size_t i = 0; i < runs; ++i) {
    const std::uint32_t begin = u32_at(page, 4 * i);
    const std::uint32_t end = u32_at(page, 4 * i + 4);
    std::size_t at = 2 * static_cast<unsigned char>(page[4 * (runs + 1) + step * i]);
    Properties properties;
    if (at != 0) {
      std::size_t size = static_cast<unsigned char>(page[at++]);
      if (paragraphs) {
        size = size == 0 && at < kPage ? 2U * static_cast<unsigned char>(page[at++])
                                       : 2 * size - std::min<std::size_t>(size, 1);
      }
      std::string_view list = page.substr(std::min(at, kPage - 1));
      list = list.substr(0, std::min(size, list.size()));
      if (paragraphs && list.size() >= 2) {
        properties = styles.of(u16_at(list, 0));
        list.remove_prefix(2);
        // A list that is too long for the page stands elsewhere.
        const unsigned first = u16_at(list, 0);
        if ((first == 0x6645 || first == 0x6646) && list.size() >= 6) {
          const std::size_t place = u32_at(list, 2);
          const std::size_t length = u16_at(data, place);
          if (place + 2 <= data.size() && length <= left) {
            list = data.substr(place + 2, length);
            left -= length;
          }
        }
      } else if (!paragraphs) {
        Properties own;
        apply(list, own);
        properties = styles.of_characters(own.style);
      }
      apply(list, properties);
    } else if (paragraphs) {
      properties = styles.of(0);
    }
    if (begin < end) by_begin_[begin] = {end, std::move(properties)};
  }
}

}  // namespace hexapla::ingest::doc
