#include "pipeline/normalize/chars.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/fold.h"

namespace hexapla::normalize {

char32_t first_char(std::string_view text) {
  return text.empty() ? 0 : text::decode(text, 0).value;
}

char32_t last_char(std::string_view text) {
  return text.empty() ? 0 : text::decode(text, text::code_point_start(text, text.size() - 1)).value;
}

bool is_cjk(char32_t c) {
  if (c < 0x2E80) return false;
  return (c >= 0x2E80 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

namespace {

bool is_closer(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '*':
    case 0x2019:
    case 0x201D:
    case 0xBB:
    case 0xFF09:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_stop(char32_t c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0x61F:
    case 0x6D4:
    case 0xFF0E:
      return true;
    default:
      return false;
  }
}

bool is_item_stop(char32_t c) {
  switch (c) {
    case ';':
    case ':':
    case ',':
    case 0xFF1B:
    case 0xFF1A:
    case 0xFF0C:
    case 0x60C:
    case 0x61B:
    case 0x3001:
      return true;
    default:
      return is_stop(c);
  }
}

char32_t last_significant(std::string_view text) {
  while (!text.empty()) {
    const std::size_t at = text::code_point_start(text, text.size() - 1);
    const char32_t c = text::decode(text, at).value;
    if (!is_closer(c) && superscript_digit(c) < 0 && !text::is_space(c)) return c;
    text.remove_suffix(text.size() - at);
  }
  return 0;
}

char32_t first_significant(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (c.value != '(' && c.value != '[' && c.value != '"' && c.value != '\'' &&
        c.value != 0x201C && c.value != 0x2018 && c.value != 0xAB && c.value != '*' &&
        !text::is_space(c.value)) {
      return c.value;
    }
    at += c.size;
  }
  return 0;
}

bool ends_sentence(std::string_view text) {
  return is_stop(last_significant(text));
}
bool ends_item(std::string_view text) {
  return is_item_stop(last_significant(text));
}

namespace {

constexpr std::size_t kLongestWord =
    1000;  // bytes; longer ones are no words, and looking at them takes time

}  // namespace

bool is_break(char32_t c) {
  return text::is_space(c) && c != 0xA0 && c != 0x202F && c != 0x2007;
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const text::CodePoint c = text::decode(text, end);
    if (is_break(c.value)) break;
    end += c.size;
    if (is_cjk(c.value)) break;
  }
  return text.substr(0, end);
}

std::string_view last_word(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && text.size() - begin < kLongestWord) {
    const std::size_t at = text::code_point_start(text, begin - 1);
    if (is_break(text::decode(text, at).value)) break;
    begin = at;
  }
  return text.substr(begin);
}

bool is_word_boundary(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return true;
  const char32_t before = text::decode(text, text::code_point_start(text, at - 1)).value;
  const char32_t after = text::decode(text, at).value;
  if (is_cjk(before) || is_cjk(after)) return true;
  return !text::is_letter(before) || !text::is_letter(after);
}

std::string_view bare_word(std::string_view word) {
  std::size_t begin = word.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint c = text::decode(word, at);
    if (text::is_letter(c.value) || text::is_digit(c.value)) {
      begin = std::min(begin, at);
      end = at + c.size;
    }
    at += c.size;
  }
  return begin < end ? word.substr(begin, end - begin) : std::string_view();
}

bool starts_lower(std::string_view text) {
  return text::is_lower(first_significant(text));
}
bool starts_upper(std::string_view text) {
  return text::is_upper(first_significant(text));
}

bool is_all_caps(std::string_view text) {
  std::size_t upper = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (text::is_upper(c.value)) {
      ++upper;
    } else if (text::is_letter(c.value)) {
      return false;  // lower case, or a script without capitals
    }
    at += c.size;
  }
  return upper >= 2;
}

namespace {

// The characters of a text, and its highest byte: many bytes at a time.
struct Counted {
  std::size_t characters = 0;
  unsigned char highest = 0;
};

Counted count_characters(std::string_view text) {
  Counted out;
  constexpr std::size_t kMost = 255;  // that a byte counts
  for (std::size_t at = 0; at < text.size(); at += kMost) {
    unsigned char some = 0;
    for (const char byte : text.substr(at, kMost)) {
      const auto b = static_cast<unsigned char>(byte);
      some = static_cast<unsigned char>(some + ((b & 0xC0) != 0x80 ? 1 : 0));
      out.highest = std::max(out.highest, b);
    }
    out.characters += some;
  }
  return out;
}

// What nearly all text with wide characters is made of: Han from U+4000 to U+9FFF, the punctuation
// of Chinese from U+3000 to U+303F, full-width forms from U+FF00 to U+FF3F; and characters of one
// and of two bytes and from U+2000 to U+203F. Each byte is judged by itself and the next one, many
// at a time.
struct Widths {
  std::size_t wide = 0;
  std::size_t narrow = 0;
  std::size_t bytes = 0;  // of the characters that were counted
};

Widths count_widths(std::string_view text) {
  Widths out;
  constexpr std::size_t kMost = 254;  // that a byte counts
  const char* const bytes = text.data();
  for (std::size_t at = 0; at + 1 < text.size(); at += kMost) {
    unsigned char wide = 0;
    unsigned char ascii = 0;
    unsigned char pairs = 0;
    unsigned char quotes = 0;
    const std::size_t count = std::min(text.size() - 1 - at, kMost);
    for (std::size_t i = 0; i < count; ++i) {
      const auto own = static_cast<unsigned char>(bytes[at + i]);
      const auto next = static_cast<unsigned char>(bytes[at + i + 1]);
      const bool han = (own >= 0xE4) & (own <= 0xE9);
      const bool mark = ((own == 0xE3) & (next == 0x80)) | ((own == 0xEF) & (next == 0xBC));
      wide = static_cast<unsigned char>(wide + (han | mark));
      ascii = static_cast<unsigned char>(ascii + (own < 0x80));
      pairs = static_cast<unsigned char>(pairs + ((own >= 0xC2) & (own <= 0xDF)));
      quotes = static_cast<unsigned char>(quotes + ((own == 0xE2) & (next == 0x80)));
    }
    out.wide += wide;
    out.narrow += std::size_t{ascii} + pairs + quotes;
    out.bytes += std::size_t{3} * (wide + quotes) + ascii + std::size_t{2} * pairs;
  }
  // The last byte: of ASCII, or the end of a character that was counted.
  if (!text.empty() && static_cast<unsigned char>(text.back()) < 0x80) {
    ++out.narrow;
    ++out.bytes;
  }
  return out;
}

// False when no character is wide: those below U+2E80 are not, as the quotation marks and dashes.
bool may_be_wide(std::string_view text, unsigned char highest) {
  constexpr unsigned char kLead = 0xE2;  // U+2000 to U+2FFF
  if (highest != kLead) return highest > kLead;
  unsigned char any = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i - 1]);
    const auto next = static_cast<unsigned char>(text[i]);
    any |= static_cast<unsigned char>((lead == kLead) & (next >= 0xBA));
  }
  return any != 0;
}

}  // namespace

std::size_t columns(std::string_view text) {
  // Text that begins with a wide character is not counted first.
  if (text.empty() || static_cast<unsigned char>(text.front()) < 0xE3) {
    const Counted counted = count_characters(text);
    if (!may_be_wide(text, counted.highest)) return counted.characters;
  }
  if (const Widths widths = count_widths(text); widths.bytes == text.size())
    return 2 * widths.wide + widths.narrow;
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    n += is_cjk(c.value) ? 2 : 1;
    at += c.size;
  }
  return n;
}

bool is_wider(std::string_view text, std::size_t than) {
  // No character has more columns than bytes or than two, and none more than four bytes.
  if (text.size() <= than) return false;
  if (text.size() > 4 * than) return true;
  const Counted counted = count_characters(text);
  if (counted.characters > than) return true;
  return 2 * counted.characters > than && may_be_wide(text, counted.highest) &&
         columns(text) > than;
}

bool may_hold_digit(std::string_view text) {
  // ASCII digits, and the first bytes of all blocks but Latin, Cyrillic, Arabic letters and Han.
  static constexpr text::ByteSet kTelling = [] {
    text::ByteSet out("0123456789\xC2\xD9\xDB");
    for (int lead = 0xDC; lead <= 0xFF; ++lead) {
      if (lead < 0xE4 || lead > 0xE9) out.add(static_cast<char>(lead));
    }
    return out;
  }();
  return kTelling.find(text) < text.size();
}

int superscript_digit(char32_t c) {
  if (c == 0xB9) return 1;
  if (c == 0xB2) return 2;
  if (c == 0xB3) return 3;
  if (c == 0x2070) return 0;
  if (c >= 0x2074 && c <= 0x2079) return static_cast<int>(c - 0x2070);
  return -1;
}

std::size_t leading_superscript(std::string_view text, std::string& digits) {
  std::size_t at = 0;
  digits.clear();
  while (at < text.size()) {
    const text::CodePoint c = text::decode(text, at);
    const int value = superscript_digit(c.value);
    if (value < 0) break;
    digits += static_cast<char>('0' + value);
    at += c.size;
  }
  return at;
}

std::string folded_key(std::string_view text) {
  return text::folded(text::trim(text), text::kFoldCase);
}

}  // namespace hexapla::normalize
