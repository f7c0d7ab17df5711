#include "pipeline/normalize/traits.h"

#include <array>

#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

constexpr std::array<std::uint32_t, 256> kBitsOfBytes = [] {
  std::array<std::uint32_t, 256> out{};
  const auto add = [&](std::string_view bytes, std::uint32_t bits) {
    for (const char c : bytes) out[static_cast<unsigned char>(c)] |= bits;
  };
  const auto add_range = [&](std::size_t first, std::size_t last, std::uint32_t bits) {
    for (std::size_t byte = first; byte <= last; ++byte) out[byte] |= bits;
  };
  add_range('0', '9', Traits::kDigit | Traits::kAnyDigit);
  add_range('A', 'Z', Traits::kUpper);
  add_range('a', 'z', Traits::kLower);
  add_range(0x80, 0xFF, Traits::kBeyondAscii);
  add_range(0xE0, 0xFF, Traits::kThreeBytes);
  // The first bytes of all blocks but Latin, Cyrillic, Arabic letters and Han.
  add("\xC2\xD9\xDB", Traits::kAnyDigit);
  add_range(0xDC, 0xE3, Traits::kAnyDigit);
  add_range(0xEA, 0xFF, Traits::kAnyDigit);
  add_range(0xE3, 0xE9, Traits::kHan);
  add_range(0xD8, 0xDB, Traits::kArabic);
  add_range(0xD0, 0xD3, Traits::kCyrillic);
  add("\xC2\xE2", Traits::kRaised);
  add("\xEF", Traits::kWideForm);
  add("*", Traits::kStar);
  add("<&", Traits::kTags);
  add("_[\\`~", Traits::kMarkdown);
  add("|", Traits::kPipe);
  add(":", Traits::kColon);
  add("-", Traits::kHyphen);
  add("/", Traits::kSlash);
  add(".", Traits::kStop);
  add("@", Traits::kAt);
  add(" ", Traits::kSpace);
  add("\t", Traits::kTab);
  add("([", Traits::kOpening);
  add(")]", Traits::kClosing);
  add("_", Traits::kUnderscore);
  add("\"'", Traits::kQuote);
  add(",;", Traits::kComma);
  add("-*+\xC2\xE2\xE3\xEF", Traits::kBullet);
  return out;
}();

// Bytes that superscript figures begin with: U+00B2, 00B3 and 00B9; U+2070 to 207F.
bool holds_superscript(std::string_view text) {
  unsigned char any = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i - 1]);
    const auto byte = static_cast<unsigned char>(text[i]);
    any |= static_cast<unsigned char>(
        ((lead == 0xC2) & ((byte == 0xB2) | (byte == 0xB3) | (byte == 0xB9))) |
        ((lead == 0xE2) & (byte == 0x81)));
  }
  return any != 0;
}

}  // namespace

Traits::Traits(std::string_view text) : first_(first_char(text)), last_(last_char(text)) {
  // Eight at a time, until nothing is left that could be found.
  constexpr std::uint32_t kAll = [] {
    std::uint32_t all = 0;
    for (const std::uint32_t bits : kBitsOfBytes) all |= bits;
    return all;
  }();
  const auto bits_of = [&](std::size_t at) {
    return kBitsOfBytes[static_cast<unsigned char>(text[at])];
  };
  std::size_t at = 0;
  for (; at + 8 <= text.size() && bits_ != kAll; at += 8) {
    bits_ |= bits_of(at) | bits_of(at + 1) | bits_of(at + 2) | bits_of(at + 3) | bits_of(at + 4) |
             bits_of(at + 5) | bits_of(at + 6) | bits_of(at + 7);
  }
  for (; at < text.size() && bits_ != kAll; ++at) bits_ |= bits_of(at);
  // These bytes also begin quotation marks and dashes.
  if (has(kRaised) && !holds_superscript(text)) bits_ &= ~std::uint32_t{kRaised};
}

}  // namespace hexapla::normalize
