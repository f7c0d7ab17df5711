#include "pipeline/exchange/xliff_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/exchange/units.h"

namespace hexapla::exchange {
namespace {

bool is_one_of(std::string_view value, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::optional<unsigned long> integer(std::string_view text, int base = 10) {
  unsigned long out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// "my:value": what XLIFF calls a prefix and a sub-value.
bool is_custom(std::string_view value) {
  const std::size_t colon = value.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < value.size();
}

bool is_percent(std::string_view value) {
  const std::size_t dot = value.find('.');
  const auto whole = integer(value.substr(0, dot));
  if (dot == std::string_view::npos) return whole && *whole <= 100;
  const std::string_view rest = value.substr(dot + 1);
  const bool digits =
      !rest.empty() && rest.find_first_not_of("0123456789") == std::string_view::npos;
  const bool zero = rest.find_first_not_of('0') == std::string_view::npos;
  return whole && digits && (*whole < 100 || (*whole == 100 && zero));
}

// A character that XML forbids, as four to six hexadecimal digits: any other stands as itself.
bool is_code_point_for_cp(std::string_view value) {
  const auto c = integer(value, 16);
  return c && value.size() >= 4 && value.size() <= 6 && *c <= 0x10FFFF &&
         !text::is_xml_char(static_cast<char32_t>(*c));
}

bool is_list_of_ids(std::string_view value) {
  bool any = false;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find_first_of(" \t\n\r", at), value.size());
    if (end > at) {
      any = true;
      if (!is_nmtoken(value.substr(at, end - at))) return false;
    }
    at = end + 1;
  }
  return any;
}

}  // namespace

bool is_nmtoken(std::string_view token) {
  for (std::size_t at = 0; at < token.size();) {
    const text::CodePoint c = text::decode(token, at);
    const bool ascii = (c.value >= 'a' && c.value <= 'z') || (c.value >= 'A' && c.value <= 'Z') ||
                       (c.value >= '0' && c.value <= '9') || c.value == '_' || c.value == '-' ||
                       c.value == '.' || c.value == ':';
    if (!ascii && (c.value < 0xB7 || c.value == 0xD7 || c.value == 0xF7)) return false;
    if (c.value >= 0x2000 && !text::is_letter(c.value) && c.value < 0x3000) return false;
    at += c.size;
  }
  return !token.empty();
}

bool is_well_formed_language(std::string_view tag) {
  if (tag.find('_') != std::string_view::npos || language_tag(tag).empty()) return false;
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  // One letter only in private use and in the tags of before 2001.
  if (primary == 1) return tag.size() > 2 && is_one_of(tag.substr(0, 1), {"x", "X", "i", "I"});
  return true;
}

std::string value_problem(std::string_view type, std::string_view value) {
  const auto expect = [&](bool good, std::string_view what) {
    return good ? std::string() : "is not " + std::string(what);
  };
  if (type.empty()) return {};
  if (type == "id") return expect(is_nmtoken(value), "a name token");
  if (type == "ids") return expect(is_list_of_ids(value), "a list of unit identifiers");
  if (type == "yn") return expect(is_one_of(value, {"yes", "no"}), "yes or no");
  if (type == "lang") return expect(is_well_formed_language(value), "a language tag (BCP 47)");
  if (type == "space")
    return expect(is_one_of(value, {"default", "preserve"}), "default or preserve");
  if (type == "dir") return expect(is_one_of(value, {"ltr", "rtl", "auto"}), "ltr, rtl or auto");
  if (type == "custom") return expect(is_custom(value), "of the form prefix:value");
  if (type == "side") return expect(is_one_of(value, {"source", "target"}), "source or target");
  if (type == "meta")
    return expect(is_one_of(value, {"source", "target", "ignorable"}),
                  "source, target or ignorable");
  if (type == "cp")
    return expect(is_code_point_for_cp(value),
                  "the hexadecimal code of a character that XML forbids");
  if (type == "reorder")
    return expect(is_one_of(value, {"yes", "no", "firstNo"}), "yes, no or firstNo");
  if (type == "normal") return expect(is_one_of(value, {"none", "nfc", "nfd"}), "none, nfc or nfd");
  if (type == "percent") return expect(is_percent(value), "a number from 0 to 100");
  if (type == "positive")
    return expect(integer(value).value_or(0) >= 1, "a whole number from 1 on");
  if (type == "priority") {
    const unsigned long n = integer(value).value_or(0);
    return expect(n >= 1 && n <= 10, "a whole number from 1 to 10");
  }
  if (type == "state") {
    return expect(is_one_of(value, {"initial", "translated", "reviewed", "final"}),
                  "initial, translated, reviewed or final");
  }
  if (type == "code") {
    return expect(is_one_of(value, {"fmt", "ui", "quote", "link", "image", "other"}),
                  "fmt, ui, quote, link, image or other");
  }
  if (type == "mark") {
    return expect(is_one_of(value, {"generic", "comment", "term"}) || is_custom(value),
                  "generic, comment, term or of the form prefix:value");
  }
  if (type == "match") {
    return expect(is_one_of(value, {"am", "mt", "icm", "idm", "tb", "tm", "other"}),
                  "am, mt, icm, idm, tb, tm or other");
  }
  return {};
}

bool is_format_style(std::string_view value) {
  static constexpr auto kElements = std::to_array<std::string_view>(
      {"a",      "b",    "bdo",   "big",   "blockquote", "body",   "br",   "button", "caption",
       "center", "cite", "code",  "col",   "colgroup",   "dd",     "del",  "div",    "dl",
       "dt",     "em",   "h1",    "h2",    "h3",         "h4",     "h5",   "h6",     "head",
       "hr",     "html", "i",     "img",   "label",      "legend", "li",   "ol",     "p",
       "pre",    "q",    "s",     "samp",  "select",     "small",  "span", "strike", "strong",
       "sub",    "sup",  "table", "tbody", "td",         "tfoot",  "th",   "thead",  "title",
       "tr",     "tt",   "u",     "ul"});
  return std::find(kElements.begin(), kElements.end(), value) != kElements.end();
}

bool is_size_restriction(std::string_view value) {
  const std::size_t comma = value.find(',');
  if (comma == std::string_view::npos) return value == "*" || integer(value).has_value();
  const std::string_view most = value.substr(comma + 1);
  return integer(value.substr(0, comma)).has_value() && (most == "*" || integer(most).has_value());
}

}  // namespace hexapla::exchange
