#include "pipeline/ingest/xml_part.h"

#include <charconv>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/ingest/decode.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using xml::kDamagedRemedy;
using xml::kSuspectRemedy;

constexpr int kDeepest = 1000;  // elements within elements; documents have less than a hundred

// The end of the tag that begins at `at` ('<'): behind its '>'. npos when it never ends.
std::size_t tag_end(std::string_view xml, std::size_t at) {
  for (char quote = 0; at < xml.size(); ++at) {
    const char c = xml[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// Looks at the tags only. Throws what XmlPart promises.
void check(std::string_view xml, const std::string& file, const std::string& name) {
  const auto fail = [&](std::size_t at, std::string reason, std::string remedy = kDamagedRemedy) {
    throw Error(ErrorKind::input, file, name + ", byte " + std::to_string(at), std::move(reason),
                std::move(remedy));
  };
  int depth = 0;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    const std::string_view rest = xml.substr(at);
    std::size_t end = 0;
    if (rest.starts_with("<!--")) {
      end = xml.find("-->", at + 4);
    } else if (rest.starts_with("<![CDATA[")) {
      end = xml.find("]]>", at);
    } else if (rest.starts_with("<!")) {
      fail(at, "it declares a document type or entities, which no such document does",
           kSuspectRemedy);
    } else if (rest.starts_with("<?")) {
      end = xml.find("?>", at);
    } else {
      end = tag_end(xml, at);
      if (end != std::string_view::npos) {
        if (rest.starts_with("</")) {
          --depth;
        } else if (xml[end - 2] != '/' && ++depth > kDeepest) {
          fail(at, "elements are nested more deeply than " + std::to_string(kDeepest),
               kSuspectRemedy);
        }
      }
    }
    if (end == std::string_view::npos) fail(at, "damaged XML: markup that never ends");
    at = end;
  }
}

}  // namespace

XmlPart::XmlPart(std::string bytes, const std::string& file, const std::string& name,
                 std::uint32_t part)
    : bytes_(std::move(bytes)), part_(part) {
  if (bytes_.starts_with("\xFF\xFE") || bytes_.starts_with("\xFE\xFF"))
    bytes_ = decode(bytes_, file).text.text();
  if (const auto invalid = text::first_invalid(bytes_)) {
    throw Error(ErrorKind::input, file, name + ", byte " + std::to_string(*invalid),
                "damaged XML: not UTF-8", kDamagedRemedy);
  }
  check(bytes_, file, name);
  // Entities and line ends are left alone: text() needs the bytes as they are.
  const pugi::xml_parse_result result =
      document_.load_buffer(bytes_.data(), bytes_.size(),
                            pugi::parse_cdata | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
  if (!result || !root()) {
    throw Error(ErrorKind::input, file, name + ", byte " + std::to_string(result.offset),
                std::string("damaged XML: ") + (result ? "no element" : result.description()),
                kDamagedRemedy);
  }
}

SourceRange XmlPart::tag(pugi::xml_node element) const {
  const std::ptrdiff_t offset = element.offset_debug();
  if (offset < 1) return {part_, 0, 0};
  const auto begin = static_cast<std::size_t>(offset) - 1;
  const std::size_t end = tag_end(bytes_, begin);
  return {part_, begin, end == std::string_view::npos ? begin : end};
}

MappedText XmlPart::text(pugi::xml_node element) const {
  MappedText out;
  for (const pugi::xml_node node : element.children()) {
    const bool cdata = node.type() == pugi::node_cdata;
    if (!cdata && node.type() != pugi::node_pcdata) continue;
    const std::string_view value(node.value());
    const std::ptrdiff_t offset = node.offset_debug();
    if (offset < 0) continue;
    const auto begin = static_cast<std::size_t>(offset);
    std::size_t run = 0;
    const auto flush = [&](std::size_t at) {
      out.append(MappedText::verbatim(value.substr(run, at - run), begin + run, part_));
    };
    for (std::size_t at = 0; at < value.size();) {
      const char c = value[at];
      std::size_t size = 1;
      std::string instead;
      if (c == '&' && !cdata) {
        const char32_t decoded = xml_entity(value.substr(at), size);
        if (decoded != 0) {
          if (decoded == '\n' || decoded == '\r' || decoded == '\t') {
            instead = " ";
          } else {
            text::append(instead, decoded);
          }
        }
      } else if (c == '\n' || c == '\r' || c == '\t') {
        size = value.substr(at).starts_with("\r\n") ? 2 : 1;
        instead = " ";
      }
      if (!instead.empty()) {
        flush(at);
        out.append_replacement(instead, {part_, begin + at, begin + at + size});
        run = at + size;
      }
      at += size;
    }
    flush(value.size());
  }
  return attribute(element, "space") == "preserve" ? out : out.trimmed();
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name(node.name());
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node c : node.children()) {
    if (local_name(c) == name) return c;
  }
  return {};
}

namespace {

pugi::xml_attribute find_attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute a : node.attributes()) {
    std::string_view own(a.name());
    if (const std::size_t colon = own.find(':'); colon != std::string_view::npos)
      own.remove_prefix(colon + 1);
    if (own == name) return a;
  }
  return {};
}

}  // namespace

bool has_attribute(pugi::xml_node node, std::string_view name) {
  return static_cast<bool>(find_attribute(node, name));
}

std::string attribute(pugi::xml_node node, std::string_view name) {
  const std::string_view raw(find_attribute(node, name).value());
  if (raw.find('&') == std::string_view::npos) return std::string(raw);
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    std::size_t size = 1;
    const char32_t c = raw[at] == '&' ? xml_entity(raw.substr(at), size) : 0;
    if (c != 0) {
      text::append(out, c);
    } else {
      size = 1;
      out += raw[at];
    }
    at += size;
  }
  return out;
}

char32_t xml_entity(std::string_view text, std::size_t& size) {
  size = 1;
  const std::size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  std::string_view name = text.substr(1, end - 1);
  char32_t out = 0;
  if (name.front() == '#') {
    name.remove_prefix(1);
    int base = 10;
    if (!name.empty() && (name.front() == 'x' || name.front() == 'X')) {
      base = 16;
      name.remove_prefix(1);
    }
    std::uint32_t value = 0;
    const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), value, base);
    if (error != std::errc{} || stop != name.data() + name.size()) return 0;
    out = value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) || value == 0 ? 0xFFFD : value;
  } else if (name == "amp") {
    out = '&';
  } else if (name == "lt") {
    out = '<';
  } else if (name == "gt") {
    out = '>';
  } else if (name == "quot") {
    out = '"';
  } else if (name == "apos") {
    out = '\'';
  }
  if (out != 0) size = end + 1;
  return out;
}

}  // namespace hexapla::ingest
