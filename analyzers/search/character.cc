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

CharClass classify(char32_t c) {
  static const std::unique_ptr<const CharClass[]> table = [] {
    auto classes = std::make_unique<CharClass[]>(kTable);
    for (char32_t i = 0; i < kTable; ++i) classes[i] = compute(i);
    return classes;
  }();
  return c < kTable ? table[c] : compute(c);
}

}  // namespace hexapla::search
