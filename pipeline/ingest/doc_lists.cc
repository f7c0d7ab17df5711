// Lists of Word 97-2003 ([MS-DOC] 2.9.131 LFO, 2.9.147 LSTF, 2.9.150 LVL).
#include <algorithm>
#include <array>
#include <map>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/doc_properties.h"

namespace hexapla::ingest::doc {
namespace {

constexpr std::size_t kListBytes = 28;      // of a list in its table
constexpr std::size_t kLevelBytes = 28;     // of the fixed part of a level
constexpr std::size_t kOverrideBytes = 16;  // of an override in its table
constexpr std::size_t kMostLists = 20000;

// A level at `at`, which moves behind it; false when the bytes end before it does.
bool read_level(std::string_view bytes, std::size_t& at, Numbering::Level& out) {
  if (at + kLevelBytes > bytes.size()) return false;
  out.start = static_cast<int>(std::min<std::uint32_t>(u32_at(bytes, at), 0x7FFF));
  out.format = format_name(static_cast<unsigned char>(bytes[at + 4]));
  const auto flags = static_cast<unsigned char>(bytes[at + 5]);
  out.legal = (flags & 0x04) != 0;
  if ((flags & 0x08) != 0) out.restart = static_cast<unsigned char>(bytes[at + 26]);
  const std::size_t changes = static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 24])) +
                              static_cast<unsigned char>(bytes[at + 25]);
  at += kLevelBytes + changes;
  const std::size_t size = u16_at(bytes, at);
  at += 2;
  if (at + 2 * size > bytes.size()) return false;
  for (std::size_t i = 0; i < size; ++i) {
    const unsigned unit = u16_at(bytes, at + 2 * i);
    if (unit < Numbering::kLevels) {  // the number of that level
      out.text += '%';
      out.text += static_cast<char>('1' + unit);
    } else if (unit >= 0x20 && (unit < 0xD800 || unit >= 0xE000)) {
      text::append(out.text, unit);
    }
  }
  at += 2 * size;
  return true;
}

}  // namespace

std::string format_name(unsigned code) {
  static constexpr std::array<const char*, 60> kNames{"decimal",
                                                      "upperRoman",
                                                      "lowerRoman",
                                                      "upperLetter",
                                                      "lowerLetter",
                                                      "ordinal",
                                                      "cardinalText",
                                                      "ordinalText",
                                                      "hex",
                                                      "chicago",
                                                      "ideographDigital",
                                                      "japaneseCounting",
                                                      "aiueo",
                                                      "iroha",
                                                      "decimalFullWidth",
                                                      "decimalHalfWidth",
                                                      "japaneseLegal",
                                                      "japaneseDigitalTenThousand",
                                                      "decimalEnclosedCircle",
                                                      "decimalFullWidth2",
                                                      "aiueoFullWidth",
                                                      "irohaFullWidth",
                                                      "decimalZero",
                                                      "bullet",
                                                      "ganada",
                                                      "chosung",
                                                      "decimalEnclosedFullstop",
                                                      "decimalEnclosedParen",
                                                      "decimalEnclosedCircleChinese",
                                                      "ideographEnclosedCircle",
                                                      "ideographTraditional",
                                                      "ideographZodiac",
                                                      "ideographZodiacTraditional",
                                                      "taiwaneseCounting",
                                                      "ideographLegalTraditional",
                                                      "taiwaneseCountingThousand",
                                                      "taiwaneseDigital",
                                                      "chineseCounting",
                                                      "chineseLegalSimplified",
                                                      "chineseCountingThousand",
                                                      "decimal",
                                                      "koreanDigital",
                                                      "koreanCounting",
                                                      "koreanLegal",
                                                      "koreanDigital2",
                                                      "hebrew1",
                                                      "arabicAlpha",
                                                      "hebrew2",
                                                      "arabicAbjad",
                                                      "hindiVowels",
                                                      "hindiConsonants",
                                                      "hindiNumbers",
                                                      "hindiCounting",
                                                      "thaiLetters",
                                                      "thaiNumbers",
                                                      "thaiCounting",
                                                      "vietnameseCounting",
                                                      "numberInDash",
                                                      "russianLower",
                                                      "russianUpper"};
  if (code == 0xFF) return "none";
  return code < kNames.size() ? kNames[code] : "unknown";
}

Numbering read_lists(std::string_view definitions, std::size_t size, std::string_view overrides) {
  Numbering out;
  std::map<std::uint32_t, int> known;  // list identifiers
  const std::size_t count = std::min<std::size_t>(u16_at(definitions, 0), kMostLists);
  if (size < 2 + count * kListBytes) return out;
  std::size_t at = size;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t head = 2 + i * kListBytes;
    const bool simple = (static_cast<unsigned char>(definitions[head + 26]) & 0x01) != 0;
    Numbering::Definition definition;
    bool whole = true;
    for (std::size_t l = 0; l < (simple ? 1 : Numbering::kLevels) && whole; ++l)
      whole = read_level(definitions, at, definition.levels[l]);
    if (!whole) break;
    known[u32_at(definitions, head)] = static_cast<int>(i);
    out.define(static_cast<int>(i), std::move(definition));
  }
  const std::size_t lists = std::min<std::size_t>(u32_at(overrides, 0), kMostLists);
  if (overrides.size() < 4 + lists * kOverrideBytes) return out;
  at = 4 + lists * kOverrideBytes;
  for (std::size_t i = 0; i < lists; ++i) {
    const std::size_t head = 4 + i * kOverrideBytes;
    Numbering::List list;
    const auto own = known.find(u32_at(overrides, head));
    if (own != known.end()) list.definition = own->second;
    const std::size_t levels = static_cast<unsigned char>(overrides[head + 12]);
    at += 4;  // a place in the text
    for (std::size_t k = 0; k < levels && at + 8 <= overrides.size(); ++k) {
      const std::uint32_t start = u32_at(overrides, at);
      const std::uint32_t flags = u32_at(overrides, at + 4);
      const int level = static_cast<int>(flags & 0x0F);
      at += 8;
      if ((flags & 0x20) != 0) {
        Numbering::Level replaced;
        if (!read_level(overrides, at, replaced)) return out;
        if ((flags & 0x10) != 0) list.starts[level] = replaced.start;
        list.levels[level] = std::move(replaced);
      } else if ((flags & 0x10) != 0) {
        list.starts[level] = static_cast<int>(std::min<std::uint32_t>(start, 0x7FFF));
      }
    }
    out.add(static_cast<int>(i) + 1, std::move(list));
  }
  return out;
}

}  // namespace hexapla::ingest::doc
