#include "analyzers/search/character.h"

#include <unicode/uchar.h>

#include <memory>

#include "analyzers/text/utf8.h"

namespace hexapla::search {
namespace {

constexpr char32_t kTable = 0x10000;

CharClass compute(char32_t c) {
  switch (c) {
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2BC:
    case 0x2032:
    case 0xFF07:
      return CharClass::apostrophe;
    // Soft hyphen, tatweel and the zero-width characters: text::fold drops them.
    case 0xAD:
    case 0x640:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
      return CharClass::joiner;
    default:
      break;
  }
  if (text::is_bidi_control(c)) return CharClass::joiner;
  if (c == 0x3007) return CharClass::han;  // the zero of Chinese years, to Unicode a letter number
  if (text::script_of(c) == text::Script::han && text::is_letter(c)) return CharClass::han;
  if (text::is_digit(c)) return CharClass::digit;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return CharClass::joiner;
    default:
      return text::is_letter(c) ? CharClass::letter : CharClass::separator;
  }
}

}  // namespace

const CharClass* class_table() {
  static const std::unique_ptr<const CharClass[]> table = [] {
    auto classes = std::make_unique<CharClass[]>(kTable);
    for (char32_t i = 0; i < kTable; ++i) classes[i] = compute(i);
    return classes;
  }();
  return table.get();
}

CharClass classify(char32_t c) {
  return c < kTable ? class_table()[c] : compute(c);
}

CharClass class_at(const CharClass* table, std::string_view text, std::size_t at,
                   std::size_t& size) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    size = 1;
    return table[lead];
  }
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  // The two common lengths, where no other condition is left to check.
  if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text.size() && continues(1)) {
    size = 2;
    return table[(lead & 0x1F) << 6 | (byte(1) & 0x3FU)];
  }
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && at + 2 < text.size() && continues(1) &&
      continues(2)) {
    size = 3;
    return table[(lead & 0x0F) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU)];
  }
  const text::CodePoint c = text::decode(text, at);
  size = c.size;
  return c.value < kTable ? table[c.value] : compute(c.value);
}

}  // namespace hexapla::search
