#include "pipeline/ingest/html_vocabulary.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/ingest/html_tokens.h"

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
    set(Does::skip, {"audio", "button", "canvas", "del", "embed", "frame", "head", "iframe", "nav",
                     "noscript", "object", "option", "select", "svg", "template", "textarea"});
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
    out[0] = Does::nothing;
    return out;
  }();
  return all[tag];
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

bool is_hidden(std::string_view tag) {
  if (has_attribute(tag, "hidden")) return true;
  std::string style = lowered(attribute(tag, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

}  // namespace hexapla::ingest::html
