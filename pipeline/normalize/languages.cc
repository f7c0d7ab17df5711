// Languages of a document and of its blocks.
#include <algorithm>
#include <array>
#include <cstdint>

#include "analyzers/language/identify.h"
#include "analyzers/language/profile.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/draft.h"

namespace hexapla::normalize {
namespace {

using document::Block;
using document::BlockType;
using text::Script;

constexpr std::size_t kSample = 1U
                                << 14;  // bytes of running text that decide the document's language
constexpr std::size_t kBlockSample = 240;  // bytes of a block that are looked at
constexpr std::size_t kLongEnough = 80;    // bytes below which a body block follows the document
constexpr double kClear = 0.55;

bool is_address_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-+/%~=&?#").find(c) != std::string_view::npos;
}

constexpr std::array<std::string_view, 3> kMarks{"@", "://", "www."};

// False when none of the marks of addresses is in the text. Without a search, so that the compiler
// compares many bytes at a time.
bool may_have_address(std::string_view text) {
  unsigned char any = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i - 1]);
    const auto b = static_cast<unsigned char>(text[i]);
    any |= static_cast<unsigned char>((a == '@') | ((a == ':') & (b == '/')) |
                                      ((a == 'w') & (b == 'w')));
  }
  return any != 0 || text.ends_with('@');
}

// The beginning of a block, without the addresses of mail and of the web, which are in no language.
// A view of the block, or of `out` where there are such.
std::string_view sample(std::string_view text, std::string& out) {
  text = text.substr(0, text::code_point_start(text, std::min(text.size(), kBlockSample)));
  if (!may_have_address(text)) return text;
  out = text;
  for (const std::string_view mark : kMarks) {
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) {
      std::size_t end = at + mark.size();
      while (at > 0 && is_address_byte(out[at - 1])) --at;
      while (end < out.size() && is_address_byte(out[end])) ++end;
      out.replace(at, end - at, 1, ' ');
    }
  }
  return out;
}

// So many of the letters that nearly all text in the script is made of that there cannot be as many
// others: ASCII letters, and what else has more bytes than one. False when a closer look is due.
// Without branches, so that the compiler compares many bytes at a time. At most kBlockSample bytes.
bool is_mostly(std::string_view text, Script script) {
  using Byte = unsigned char;
  const auto tell = [&](auto&& is_own) {
    static_assert(kBlockSample < 256);  // no count runs over
    std::uint8_t own = 0;
    std::uint8_t all = 0;  // letters at most, but for a last byte
    for (std::size_t i = 1; i < text.size(); ++i) {
      const auto lead = static_cast<Byte>(text[i - 1]);
      const auto second = static_cast<Byte>(text[i]);
      const auto low = static_cast<Byte>(lead | 0x20);
      own = static_cast<Byte>(own + is_own(lead, second));
      all = static_cast<Byte>(all + (((low >= 'a') & (low <= 'z')) | (lead >= 0xC0)));
    }
    return 2 * own > all + 1;
  };
  switch (script) {
    case Script::cyrillic:  // U+0410 to U+044F
      return tell([](Byte lead, Byte second) {
        return ((lead == 0xD0) & (second >= 0x90)) | ((lead == 0xD1) & (second <= 0x8F));
      });
    case Script::arabic:  // U+0621 to U+063A, U+0641 to U+064A
      return tell([](Byte lead, Byte second) {
        return ((lead == 0xD8) & (second >= 0xA1) & (second <= 0xBA)) |
               ((lead == 0xD9) & (second >= 0x81) & (second <= 0x8A));
      });
    case Script::han:  // U+4E00 to U+8FFF
      return tell([](Byte lead, Byte second) {
        return ((lead == 0xE4) & (second >= 0xB8)) | ((lead >= 0xE5) & (lead <= 0xE8));
      });
    default:
      return false;
  }
}

Script script_of_text(std::string_view text) {
  std::array<std::size_t, 6> count{};
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      const char low = static_cast<char>(text[at++] | 0x20);
      if (low >= 'a' && low <= 'z') ++count[static_cast<std::size_t>(Script::latin)];
      continue;
    }
    // U+5000 to U+8FFF: nothing but Han.
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xE5 && lead <= 0xE8 && at + 3 <= text.size()) {
      ++count[static_cast<std::size_t>(Script::han)];
      at += 3;
      continue;
    }
    const unsigned second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    if ((lead == 0xD0 && second >= 0x90) || (lead == 0xD1 && second >= 0x80 && second <= 0x8F)) {
      ++count[static_cast<std::size_t>(Script::cyrillic)];  // U+0410 to U+044F
      at += 2;
      continue;
    }
    if ((lead == 0xD8 && second >= 0xA1 && second <= 0xBA) ||
        (lead == 0xD9 && second >= 0x81 && second <= 0x8A)) {
      ++count[static_cast<std::size_t>(Script::arabic)];
      at += 2;
      continue;
    }
    const text::CodePoint c = text::decode(text, at);
    ++count[static_cast<std::size_t>(text::script_of(c.value))];
    at += c.size;
  }
  std::size_t best = 1;
  for (std::size_t s = 2; s < count.size(); ++s) {
    if (count[s] > count[best]) best = s;
  }
  return count[best] == 0 ? Script::none : static_cast<Script>(best);
}

// Bytes that letters of Latin and their signs never begin with. Without branches, so that the
// compiler compares many bytes at a time.
bool may_have_other_script(std::string_view text) {
  unsigned char any = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    any |= static_cast<unsigned char>((byte >= 0xD0) & (byte != 0xE2));
  }
  return any != 0;
}

// The script of a language: that of its own name in its table.
Script script_of_language(std::string_view tag) {
  const language::Profile* profile = language::find_profile(tag);
  if (profile == nullptr) return Script::none;
  for (const language::Row& row : profile->rows("language")) {
    if (row.size() > 1 && row[0] == "name") return script_of_text(row[1]);
  }
  return Script::none;
}

}  // namespace

void set_languages(document::Expression& out, const std::string& declared,
                   const std::string& expected) {
  std::string body;
  std::string all;
  for (const Block& block : out.blocks) {
    const bool running = block.type != BlockType::letterhead && block.type != BlockType::masthead &&
                         block.type != BlockType::note;
    std::string& text = running ? body : all;
    if (text.size() >= kSample) continue;
    text += block.text();
    text += '\n';
  }
  out.lang = language::identify(body, expected).tag;
  if (out.lang == "und") out.lang = language::identify(body + all).tag;
  if (out.lang == "und" && !declared.empty()) out.lang = declared;
  if (!declared.empty() && out.lang != declared) {
    out.quality.push_back(
        {"language-differs",
         "the file says that it is in \"" + declared + "\", its text is in \"" + out.lang + "\"",
         -1,
         {}});
  }
  const Script script = script_of_language(out.lang);
  std::string buffer;
  for (Block& block : out.blocks) {
    if (!block.lang.empty() && block.lang != "und") continue;
    block.lang = out.lang;
    const bool top = block.type == BlockType::letterhead || block.type == BlockType::masthead;
    const std::string_view text = sample(block.text(), buffer);
    if (!top && text.size() < kLongEnough && script == Script::latin &&
        block.type != BlockType::title) {
      unsigned char any = 0;
      for (const char c : text) any |= static_cast<unsigned char>(c);
      if (any < 0x80) continue;
    }
    language::Identification id;
    if (script == Script::latin) {
      // Of two scripts the words that come first say too little.
      id = may_have_other_script(text) ? language::identify(text)
                                       : language::identify(text, out.lang);
      if (id.tag == out.lang) continue;
    }
    const Script own = is_mostly(text, script) ? script : script_of_text(text);
    if (own == Script::none) continue;
    if (script != Script::latin) {
      if (own == script && out.lang != "und") continue;
      id = language::identify(text);
    }
    if (own != script) {
      // Symbols and names in Latin letters say nothing of a language; words do.
      const bool words =
          own != Script::latin || (text.find(' ') != std::string_view::npos && text.size() >= 12);
      if (id.tag != "und" && words) block.lang = id.tag;
      continue;
    }
    if (id.tag != out.lang && id.tag != "und" && id.confidence >= kClear) block.lang = id.tag;
  }
}

}  // namespace hexapla::normalize
