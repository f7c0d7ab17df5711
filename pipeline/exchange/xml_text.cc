#include "pipeline/exchange/xml_text.h"

#include <array>
#include <cstdint>

#include "analyzers/text/utf8.h"

namespace hexapla::exchange {
namespace {

// 0: as it is; 1: looked at in both; 2: in attributes only. 0xED leads surrogates, 0xEF U+FFFE.
constexpr std::array<std::uint8_t, 256> kLook = [] {
  std::array<std::uint8_t, 256> out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = 1;
  for (std::size_t c = 0x80; c < 0x100; ++c) out[c] = 1;
  out['\n'] = out['\t'] = out['"'] = 2;
  out['&'] = out['<'] = out['>'] = 1;
  return out;
}();

void append(std::string& out, std::string_view text, std::uint8_t most) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::uint8_t look = kLook[byte];
    if (look == 0 || look > most) {
      ++at;
      continue;
    }
    std::size_t size = 1;
    std::string_view as;
    if (byte >= 0x80) {
      const text::CodePoint c = text::decode(text, at);
      size = c.size;
      if (text::is_xml_char(c.value) && (c.value != 0xFFFD || c.size == 3)) {
        at += size;
        continue;
      }
      as = "\xEF\xBF\xBD";
    } else {
      switch (byte) {
        case '&':
          as = "&amp;";
          break;
        case '<':
          as = "&lt;";
          break;
        case '>':
          as = "&gt;";
          break;
        case '"':
          as = "&quot;";
          break;
        case '\n':
          as = "&#10;";
          break;
        case '\t':
          as = "&#9;";
          break;
        case '\r':
          as = "&#13;";
          break;
        default:
          as = "\xEF\xBF\xBD";
          break;
      }
    }
    out.append(text, done, at - done);
    out += as;
    at += size;
    done = at;
  }
  out.append(text, done);
}

}  // namespace

void append_xml_text(std::string& out, std::string_view text) {
  append(out, text, 1);
}
void append_xml_attribute(std::string& out, std::string_view text) {
  append(out, text, 2);
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_xml_attribute(out, value);
  out += '"';
}

}  // namespace hexapla::exchange
