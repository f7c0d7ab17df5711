#include "analyzers/text/utf8.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "analyzers/text/eight.h"

namespace hexapla::text {
namespace {

// Lead byte classes: number of continuation bytes and the range of the first one.
struct Lead {
  unsigned char more;
  unsigned char low;
  unsigned char high;
};

Lead lead_of(unsigned char c) {
  if (c >= 0xC2 && c <= 0xDF) return {1, 0x80, 0xBF};
  if (c == 0xE0) return {2, 0xA0, 0xBF};
  if (c == 0xED) return {2, 0x80, 0x9F};
  if (c >= 0xE1 && c <= 0xEF) return {2, 0x80, 0xBF};
  if (c == 0xF0) return {3, 0x90, 0xBF};
  if (c >= 0xF1 && c <= 0xF3) return {3, 0x80, 0xBF};
  if (c == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

struct Decoded {
  char32_t value;
  std::size_t size;
  bool valid;
};

Decoded decode_checked(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  const Lead lead = lead_of(first);
  if (lead.more == 0) return {0xFFFD, 1, false};
  char32_t value = first & (0x3F >> lead.more);
  for (std::size_t i = 1; i <= lead.more; ++i) {
    if (at + i >= text.size()) return {0xFFFD, i, false};
    const auto c = static_cast<unsigned char>(text[at + i]);
    const unsigned char low = i == 1 ? lead.low : 0x80;
    const unsigned char high = i == 1 ? lead.high : 0xBF;
    if (c < low || c > high) return {0xFFFD, i, false};
    value = (value << 6) | (c & 0x3F);
  }
  return {value, lead.more + 1U, true};
}

}  // namespace

CodePoint decode_rare(std::string_view text, std::size_t at) {
  const Decoded d = decode_checked(text, at);
  return {d.value, d.size};
}

namespace {

constexpr std::size_t kBlock = 64;

// Nothing in the block is malformed as far as its bytes and the three before them tell; a character
// may go on behind it. Each byte is judged by itself and those before it, without branches, so that
// the compiler takes many at a time: it goes on with a character where a first byte, one, two or
// three before it, says so, and nowhere else.
bool is_sound(const char* block) {
  unsigned char bad = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto own = static_cast<unsigned char>(block[i]);
    const auto one = static_cast<unsigned char>(*(block + i - 1));
    const auto two = static_cast<unsigned char>(*(block + i - 2));
    const auto three = static_cast<unsigned char>(*(block + i - 3));
    const bool due = (one >= 0xC2) | (two >= 0xE0) | (three >= 0xF0);
    const bool goes_on = (own & 0xC0) == 0x80;
    const bool never = (own == 0xC0) | (own == 0xC1) | (own >= 0xF5);
    const bool outside = ((one == 0xE0) & (own < 0xA0)) | ((one == 0xED) & (own >= 0xA0)) |
                         ((one == 0xF0) & (own < 0x90)) | ((one == 0xF4) & (own >= 0x90));
    bad |= static_cast<unsigned char>((due != goes_on) | never | outside);
  }
  return bad == 0;
}

}  // namespace

std::optional<std::size_t> first_invalid(std::string_view text) {
  std::size_t looked = 0;  // a block up to here was not sound
  for (std::size_t at = 0; at < text.size();) {
    // Eight bytes of ASCII at a time.
    if (at + kEight <= text.size() && beyond_ascii(eight_at(text.data() + at)) == 0) {
      at += kEight;
      continue;
    }
    if (at >= 3 && at >= looked && at + kBlock <= text.size()) {
      if (is_sound(text.data() + at)) {
        // The last character of the block is looked at with what follows.
        at += kBlock - 1;
        while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
        continue;
      }
      looked = at + kBlock;
    }
    // Words of characters of two bytes, and of three of U+1000 to U+CFFF.
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const std::size_t begun = at;
    while (at + 3 <= text.size()) {
      if (byte(0) == ' ') {
        ++at;
      } else if (byte(0) < 0xC2 || byte(0) >= 0xED || byte(0) == 0xE0 || (byte(1) & 0xC0) != 0x80) {
        break;
      } else if (byte(0) < 0xE0) {
        at += 2;
      } else if ((byte(2) & 0xC0) == 0x80) {
        at += 3;
      } else {
        break;
      }
    }
    if (at > begun) continue;
    // U+FFFD may be what the text says: look closer.
    const CodePoint c = decode(text, at);
    if (c.value == 0xFFFD && !decode_checked(text, at).valid) return at;
    at += c.size;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < text.size(); at += decode(text, at).size) ++n;
  return n;
}

std::size_t code_point_start(std::string_view text, std::size_t at) {
  for (int back = 0; back < 3 && at > 0 && at < text.size(); ++back) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) break;
    --at;
  }
  return at;
}

Script script_of(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? Script::latin : Script::none;
  // What nearly all letters of our languages are in.
  if ((c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451) return Script::cyrillic;
  if (c >= 0x4E00 && c <= 0x9FA5) return Script::han;
  if ((c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A)) return Script::arabic;
  if (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) return Script::latin;
  if (!is_letter(c)) return Script::none;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_ARABIC:
      return Script::arabic;
    case USCRIPT_HAN:
      return Script::han;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
      return Script::none;
    default:
      return Script::other;
  }
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  // What nearly all letters of our languages are in, and the marks beside them.
  if (c >= 0xC0 && c <= 0x17F) return c != 0xD7 && c != 0xF7;
  if (c >= 0x2010 && c <= 0x2027) return false;
  if (c >= 0x3001 && c <= 0x3003) return false;
  if ((c >= 0x410 && c <= 0x44F) || (c >= 0x4E00 && c <= 0x9FA5) || (c >= 0x621 && c <= 0x63A) ||
      (c >= 0x641 && c <= 0x64A))
    return true;
  return u_isalpha(static_cast<UChar32>(c));
}
bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return u_isdigit(static_cast<UChar32>(c));
}
int digit_value(char32_t c) {
  return u_charDigitValue(static_cast<UChar32>(c));
}
bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c));
}
bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_islower(static_cast<UChar32>(c));
}

bool is_bidi_control(char32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_xml_char(char32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

std::string_view trim(std::string_view text) {
  // Nearly all first and last bytes are of no space: visible ASCII, Cyrillic and Arabic letters,
  // Han.
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    if ((first > ' ' && first < 0x7F) || (first >= 0xC3 && first <= 0xDF) ||
        (first >= 0xE4 && first <= 0xE9))
      break;
    const CodePoint c = decode(text, 0);
    if (!is_space(c.value)) break;
    text.remove_prefix(c.size);
  }
  while (!text.empty()) {
    const auto last = static_cast<unsigned char>(text.back());
    if (last > ' ' && last < 0x7F) break;
    if (last >= 0x80 && text.size() >= 3) {
      // The same from behind: two bytes, of which the first tells; three.
      const auto second = static_cast<unsigned char>(text[text.size() - 2]);
      const auto third = static_cast<unsigned char>(text[text.size() - 3]);
      if ((second >= 0xC3 && second <= 0xDF) ||
          ((second & 0xC0) == 0x80 && third >= 0xE4 && third <= 0xE9))
        break;
    }
    const std::size_t at = code_point_start(text, text.size() - 1);
    if (!is_space(decode(text, at).value)) break;
    text.remove_suffix(text.size() - at);
  }
  return text;
}

namespace {

// The small letters of what nearly all words of our languages are made of: ASCII, Latin to U+00FF,
// Cyrillic, Arabic, Han and the punctuation beside them. False, with `out` left half done, for
// everything else and for what is not well-formed.
bool to_lower_common(std::string_view text, std::string& out) {
  out.resize(text.size());
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto follows = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80; };
  for (std::size_t at = 0; at < text.size();) {
    unsigned first = byte(at);
    if (first < 0x80) {
      out[at++] = static_cast<char>(first >= 'A' && first <= 'Z' ? first + 0x20 : first);
      continue;
    }
    unsigned second = byte(at + 1);
    if (!follows(at + 1)) return false;
    if ((first >= 0xE4 && first <= 0xE9) || (first == 0xE3 && second == 0x80) ||
        (first == 0xE2 && second == 0x80)) {
      if (!follows(at + 2)) return false;
      for (const std::size_t end = at + 3; at < end; ++at) out[at] = text[at];
      continue;
    }
    if (first == 0xC3) {
      if (second <= 0x9E && second != 0x97) second += 0x20;  // À to Þ without ×
    } else if (first == 0xD0 && second < 0xB0) {
      first = second >= 0x90 && second < 0xA0 ? 0xD0 : 0xD1;
      // Ѐ to Џ, А to П, Р to Я
      second = second < 0x90 ? second + 0x10 : second < 0xA0 ? second + 0x20 : second - 0x20;
    } else if (first == 0xD1) {
      if (second >= 0xA0) return false;
    } else if (first != 0xC2 && first != 0xD0 && (first < 0xD8 || first > 0xDB)) {
      return false;
    }
    out[at++] = static_cast<char>(first);
    out[at++] = static_cast<char>(second);
  }
  return true;
}

}  // namespace

std::string to_lower(std::string_view text) {
  if (std::string common; to_lower_common(text, common)) return common;
  icu::UnicodeString u = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  u.toLower(icu::Locale::getRoot());
  std::string out;
  u.toUTF8String(out);
  return out;
}

}  // namespace hexapla::text
