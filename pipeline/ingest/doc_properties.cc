#include "pipeline/ingest/doc_properties.h"

#include <algorithm>
#include <array>
#include <set>

#include "pipeline/ingest/compound_file.h"

namespace hexapla::ingest::doc {
namespace {

constexpr std::size_t kPage = 512;  // of formatted properties
constexpr unsigned kNoStyle = 0xFFF;
constexpr std::size_t kMostStyles = 4095;

}  // namespace

void apply(std::string_view changes, Properties& out) {
  for (std::size_t at = 0; at + 3 <= changes.size();) {
    const unsigned code = u16_at(changes, at);
    at += 2;
    const auto byte = static_cast<unsigned char>(changes[at]);
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
        out.depth = static_cast<int>(std::min<std::uint32_t>(u32_at(changes, at), 64));
        break;
      case 0x460B: {
        const unsigned list = u16_at(changes, at);
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
        // 0x80: as the style says; 0x81: the opposite, which only styles that are bold make plain.
        if (byte == 0x81) {
          out.bold = !out.bold.value_or(false);
        } else if (byte < 2) {
          out.bold = byte == 1;
        }
        break;
      case 0x0800:
        out.deleted = byte == 1;
        break;
      default:
        break;
    }
    static constexpr std::array<std::size_t, 8> kSizes{1, 1, 2, 4, 2, 2, 0, 3};
    std::size_t size = kSizes[code >> 13];
    if (size == 0) size = code == 0xD608 ? u16_at(changes, at) + 1U : byte + 1U;
    at += size;
  }
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
      style.base = kind >> 4;
      // Behind the name, which ends with a zero: the changes of a paragraph style.
      std::size_t p = base + 2 + 2U * u16_at(own, base) + 2;
      const std::size_t length = u16_at(own, p);
      p += 2;
      if ((kind & 0xF) == 1 && length >= 2 && p + length <= own.size())
        style.changes = own.substr(p + 2, length - 2);
      p += length + length % 2;
      const std::size_t characters = u16_at(own, p);
      if ((kind & 0xF) == 1 && p + 2 + characters <= own.size())
        style.characters = own.substr(p + 2, characters);
    }
    styles_.push_back(style);
    at += size;
  }
}

Properties Styles::of(unsigned style) const {
  std::vector<unsigned> chain;
  for (unsigned s = style; s < styles_.size() && s != kNoStyle && chain.size() < 16;
       s = styles_[s].base)
    chain.push_back(s);
  Properties out;
  for (std::size_t i = chain.size(); i-- > 0;) {
    apply(styles_[chain[i]].changes, out);
    apply(styles_[chain[i]].characters, out);
  }
  // Styles 1 to 9 are the headings of every document.
  if (style >= 1 && style <= 9) out.outline = static_cast<int>(style) - 1;
  return out;
}

Runs::Runs(std::string_view stream, std::string_view pages, const Styles* styles) {
  if (pages.size() < 4) return;
  const std::size_t count = (pages.size() - 4) / 8;
  std::set<std::uint32_t> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t number = u32_at(pages, 4 * (count + 1) + 4 * i) & 0x3FFFFF;
    const std::size_t at = number * kPage;
    if (at + kPage > stream.size() || !seen.insert(number).second) continue;
    read(stream.substr(at, kPage), styles);
  }
}

const Properties* Runs::find(std::uint32_t at) const {
  auto it = by_begin_.upper_bound(at);
  if (it == by_begin_.begin()) return nullptr;
  --it;
  return at < it->second.first ? &it->second.second : nullptr;
}

void Runs::read(std::string_view page, const Styles* styles) {
  const std::size_t runs = static_cast<unsigned char>(page[kPage - 1]);
  const std::size_t step = styles != nullptr ? 13 : 1;
  if (4 * (runs + 1) + step * runs >= kPage) return;
  for (std::size_t i = 0; i < runs; ++i) {
    const std::uint32_t begin = u32_at(page, 4 * i);
    const std::uint32_t end = u32_at(page, 4 * i + 4);
    std::size_t at = 2 * static_cast<unsigned char>(page[4 * (runs + 1) + step * i]);
    Properties properties;
    if (at != 0) {
      std::size_t size = static_cast<unsigned char>(page[at++]);
      if (styles != nullptr) {
        size = size == 0 && at < kPage ? 2U * static_cast<unsigned char>(page[at++])
                                       : 2 * size - std::min<std::size_t>(size, 1);
      }
      std::string_view list = page.substr(std::min(at, kPage - 1));
      list = list.substr(0, std::min(size, list.size()));
      if (styles != nullptr && list.size() >= 2) {
        properties = styles->of(u16_at(list, 0));
        list.remove_prefix(2);
      }
      apply(list, properties);
    } else if (styles != nullptr) {
      properties = styles->of(0);
    }
    if (begin < end) by_begin_[begin] = {end, properties};
  }
}

}  // namespace hexapla::ingest::doc
