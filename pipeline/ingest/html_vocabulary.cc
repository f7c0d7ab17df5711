#include "pipeline/ingest/html_vocabulary.h"

#include <unicode/ulocdata.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "analyzers/text/utf8.h"
namespace hexapla::ingest::html {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

Does does(std::uint16_t tag) {
  static const std::vector<Does> all = [] {
    std::vector<Does> out(256, Does::nothing);
    const auto set = [&](Does what, std::initializer_list<const char*> names) {
      for (const char* name : names) out[tag_number(name)] = what;
    };
    set(Does::block, {"address",  "article",    "aside",   "blockquote", "body",    "caption",
                      "center",   "dd",         "details", "div",        "dl",      "dt",
                      "fieldset", "figcaption", "figure",  "footer",     "form",    "header",
                      "hr",       "html",       "main",    "p",          "section", "summary"});
    set(Does::heading, {"h1", "h2", "h3", "h4", "h5", "h6"});
    set(Does::skip,
        {"audio", "button", "canvas", "del", "embed", "frame", "head", "iframe", "nav", "noscript",
         "object", "option", "rp", "rt", "select", "svg", "template", "textarea"});
    set(Does::list, {"ol", "ul", "menu", "dir"});
    set(Does::item, {"li"});
    set(Does::table, {"table"});
    set(Does::part, {"thead", "tbody", "tfoot"});
    set(Does::row, {"tr"});
    set(Does::cell, {"td", "th"});
    set(Does::link, {"a"});
    set(Does::bold, {"b", "strong"});
    set(Does::raised, {"sup"});
    set(Does::line_break, {"br"});
    set(Does::pre, {"pre"});
    set(Does::quoted, {"q"});
    set(Does::formula, {"math"});
    out[0] = Does::nothing;
    return out;
  }();
  return all[tag];
}

int number(std::string_view tag, std::string_view name, int otherwise, int least, int most) {
  const std::string text = attribute(tag, name);
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
    return otherwise;
  return std::clamp(std::atoi(text.c_str()), least, most);
}

int count_items(const std::vector<Token>& tokens, std::uint32_t list) {
  int out = 0;
  for (std::uint32_t i = list + 1; i < tokens[list].match && out < 32767; ++i) {
    const Token& t = tokens[i];
    if (t.kind != Kind::start) continue;
    if (does(t.tag) == Does::item) ++out;
    if (does(t.tag) == Does::list && t.match != kNone) i = t.match;
  }
  return out;
}

bool is_raised_number(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 || c == '&';
  });
}

std::string declared_language(std::string_view tag) {
  std::string lang = lowered(attribute(tag, "lang"));
  if (lang.empty()) lang = lowered(attribute(tag, "xml:lang"));
  lang = lang.substr(0, lang.find('-'));
  return lang.size() == 2 ? lang : "";
}

std::string quotation_mark(const std::string& lang, bool opens, bool within) {
  const ULocaleDataDelimiterType type =
      within ? (opens ? ULOCDATA_ALT_QUOTATION_START : ULOCDATA_ALT_QUOTATION_END)
             : (opens ? ULOCDATA_QUOTATION_START : ULOCDATA_QUOTATION_END);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(
      ulocdata_open(lang.empty() ? "en" : lang.c_str(), &error), ulocdata_close);
  std::array<UChar, 8> mark{};
  const int32_t size =
      U_SUCCESS(error) ? ulocdata_getDelimiter(data.get(), type, mark.data(), mark.size(), &error)
                       : 0;
  std::string out;
  if (U_FAILURE(error)) return "\"";
  icu::UnicodeString(mark.data(), size).toUTF8String(out);
  return out;
}

bool names_boilerplate(std::string_view tag) {
  constexpr std::array<std::string_view, 17> kNames{
      "nav",     "navbar",      "navigation",    "menu",   "breadcrumb",  "breadcrumbs",
      "sidebar", "site-header", "site-footer",   "banner", "contentinfo", "complementary",
      "search",  "cookie",      "cookie-banner", "footer", "skip-link"};
  for (const char* name : {"id", "class", "role"}) {
    const std::string value = lowered(attribute(tag, name));
    for (std::size_t begin = 0; begin < value.size();) {
      const std::size_t end = std::min(value.find(' ', begin), value.size());
      const std::string_view word = std::string_view(value).substr(begin, end - begin);
      if (std::find(kNames.begin(), kNames.end(), word) != kNames.end()) return true;
      begin = end + 1;
    }
  }
  return false;
}

int heading_level(std::string_view tag) {
  return attribute(tag, "class") == "contents-heading" ? 0 : tag[2] - '0';
}

bool draws_lines(std::string_view tag) {
  const std::string border = attribute(tag, "border");
  if (has_attribute(tag, "border") && border != "0" && border != "none") return true;
  std::string style = lowered(attribute(tag, "style"));
  for (std::size_t at = style.find("border"); at != std::string::npos;
       at = style.find("border", at + 1)) {
    const std::size_t colon = style.find(':', at);
    if (colon == std::string::npos) break;
    const std::string_view value =
        text::trim(std::string_view(style).substr(colon + 1, style.find(';', colon) - colon - 1));
    if (value.starts_with('0') || style[at > 0 ? at - 1 : 0] == '-') continue;
    constexpr std::array<std::string_view, 8> kLines{"solid",  "double", "dashed", "dotted",
                                                     "groove", "ridge",  "inset",  "outset"};
    if (std::any_of(kLines.begin(), kLines.end(), [&](std::string_view line) {
          return value.find(line) != std::string_view::npos;
        })) {
      return true;
    }
  }
  return false;
}

std::string list_format(std::string_view tag) {
  const std::string type = attribute(tag, "type");
  if (type == "a") return "lowerLetter";
  if (type == "A") return "upperLetter";
  if (type == "i") return "lowerRoman";
  if (type == "I") return "upperRoman";
  std::string style = lowered(attribute(tag, "style"));
  std::erase(style, ' ');
  for (const char* property : {"list-style-type:", "list-style:"}) {
    const std::size_t at = style.find(property);
    if (at == std::string::npos) continue;
    const std::size_t begin = at + std::string_view(property).size();
    const std::string value = style.substr(begin, style.find(';', begin) - begin);
    if (value == "lower-alpha" || value == "lower-latin") return "lowerLetter";
    if (value == "upper-alpha" || value == "upper-latin") return "upperLetter";
    if (value == "lower-roman") return "lowerRoman";
    if (value == "upper-roman") return "upperRoman";
    if (value == "none") return "none";
  }
  return "decimal";
}

bool is_hidden(std::string_view tag) {
  if (has_attribute(tag, "hidden")) return true;
  std::string style = lowered(attribute(tag, "style"));
  std::erase(style, ' ');
  if (style.find("display:none") != std::string::npos ||
      style.find("visibility:hidden") != std::string::npos)
    return true;
  // What sites write for those who listen to the page ("opens in a new window").
  constexpr std::array<std::string_view, 5> kUnseen{"sr-only", "visually-hidden", "visuallyhidden",
                                                    "screen-reader-text", "element-invisible"};
  const std::string classes = lowered(attribute(tag, "class"));
  for (std::size_t begin = 0; begin < classes.size();) {
    const std::size_t end = std::min(classes.find(' ', begin), classes.size());
    const std::string_view word = std::string_view(classes).substr(begin, end - begin);
    if (std::find(kUnseen.begin(), kUnseen.end(), word) != kUnseen.end()) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace hexapla::ingest::html
