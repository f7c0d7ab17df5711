#include "pipeline/ingest/html_tokens.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest::html {
namespace {

// Tags that set blocks, lists, tables, notes, formulas, or hold what is no text.
constexpr std::array<std::string_view, 108> kTags{
    "",           "a",         "address",    "article",
    "aside",      "audio",     "b",          "big",
    "blockquote", "body",      "br",         "button",
    "canvas",     "caption",   "center",     "cite",
    "code",       "col",       "dd",         "del",
    "details",    "dir",       "div",        "dl",
    "dt",         "em",        "embed",      "fieldset",
    "figcaption", "figure",    "font",       "footer",
    "form",       "frame",     "h1",         "h2",
    "h3",         "h4",        "h5",         "h6",
    "head",       "header",    "hr",         "html",
    "i",          "iframe",    "img",        "input",
    "li",         "main",      "menu",       "meta",
    "nav",        "noscript",  "object",     "ol",
    "option",     "p",         "pre",        "rp",
    "rt",         "section",   "select",     "span",
    "strong",     "sub",       "summary",    "sup",
    "svg",        "table",     "tbody",      "td",
    "template",   "textarea",  "tfoot",      "th",
    "thead",      "tr",        "ul",         "math",
    "mi",         "mn",        "mo",         "ms",
    "mtext",      "mrow",      "mstyle",     "mpadded",
    "merror",     "semantics", "annotation", "annotation-xml",
    "mfrac",      "msqrt",     "mroot",      "msub",
    "msup",       "msubsup",   "munder",     "mover",
    "munderover", "mfenced",   "mphantom",   "mtable",
    "mtr",        "mtd",       "menclose",   "q"};

// Elements whose content is no markup: to the end tag of the same name.
constexpr std::array<std::string_view, 4> kRaw{"script", "style", "title", "xmp"};

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}
bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

// Behind the '>' of the tag at `at`; the end of the text when it never comes.
std::size_t tag_end(std::string_view html, std::size_t at) {
  char quote = 0;
  char before = 0;  // the last character that is no space
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
    if (!is_space(c)) before = c;
  }
  return html.size();
}

// The end tag of a raw element, or the end of the text.
std::size_t raw_end(std::string_view html, std::size_t at, std::string_view name) {
  for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2)) {
    if (lowered(html.substr(at + 2, name.size())) == name) return at;
  }
  return html.size();
}

// Behind the declaration at `at`. That of a document type may hold others in brackets, but no tags:
// "<!DOCTYPE html [<!ENTITY a "b">]>".
std::size_t declaration_end(std::string_view html, std::size_t at, bool first) {
  const std::size_t end = std::min(html.find('>', at), html.size() - 1) + 1;
  if (!first || lowered(html.substr(at, 9)) != "<!doctype") return end;
  std::size_t open = at;
  for (char quote = 0; open < end && (quote != 0 || html[open] != '['); ++open) {
    const char c = html[open];
    if (c == '"' || c == '\'') quote = quote == 0 ? c : quote == c ? char{0} : quote;
  }
  if (open == end) return end;
  for (std::size_t i = open; i + 1 < html.size(); ++i) {
    if (html[i] == '<' && is_letter(html[i + 1])) return end;
    if (html[i] != ']') continue;
    const std::size_t behind = html.find_first_not_of(" \t\r\n\f", i + 1);
    if (behind != std::string_view::npos && html[behind] == '>') return behind + 1;
  }
  return end;
}

std::string_view name_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && !is_space(html[end]) && html[end] != '>' && html[end] != '/') ++end;
  return html.substr(at, end - at);
}

// Gives start tags their end tags: the nearest open one of the same name.
void match_tags(std::vector<Token>& tokens) {
  std::array<std::vector<std::uint32_t>, kTags.size()> open;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (t.tag == 0) continue;
    if (t.kind == Kind::start) open[t.tag].push_back(i);
    if (t.kind == Kind::end && !open[t.tag].empty()) {
      tokens[open[t.tag].back()].match = i;
      open[t.tag].pop_back();
    }
  }
}

// Calls `found(name, value)` for the attributes of a start tag until it returns true.
template <typename Found>
void each_attribute(std::string_view tag, const Found& found) {
  std::size_t at = 1 + name_at(tag, 1).size();
  const std::size_t last = tag.ends_with('>') ? tag.size() - 1 : tag.size();
  while (at < last) {
    if (is_space(tag[at]) || tag[at] == '/') {
      ++at;
      continue;
    }
    const std::size_t name = at;
    while (at < last && !is_space(tag[at]) && tag[at] != '=' && tag[at] != '/') ++at;
    const std::string_view key = tag.substr(name, at - name);
    while (at < last && is_space(tag[at])) ++at;
    std::string_view value;
    if (at < last && tag[at] == '=') {
      ++at;
      while (at < last && is_space(tag[at])) ++at;
      if (at < last && (tag[at] == '"' || tag[at] == '\'')) {
        const std::size_t end = std::min(tag.find(tag[at], at + 1), last);
        value = tag.substr(at + 1, end - at - 1);
        at = end + 1;
      } else {
        const std::size_t begin = at;
        while (at < last && !is_space(tag[at])) ++at;
        value = tag.substr(begin, at - begin);
      }
    }
    if (found(lowered(key), value)) return;
    if (at == name) ++at;
  }
}

}  // namespace

std::uint16_t tag_number(std::string_view name) {
  static const std::map<std::string_view, std::uint16_t> numbers = [] {
    std::map<std::string_view, std::uint16_t> out;
    for (std::size_t i = 1; i < kTags.size(); ++i)
      if (!kTags[i].empty()) out.emplace(kTags[i], static_cast<std::uint16_t>(i));
    return out;
  }();
  const auto at = numbers.find(name);
  return at == numbers.end() ? std::uint16_t{0} : at->second;
}

std::vector<Token> tokenize(std::string_view html) {
  std::vector<Token> out;
  const auto add = [&](std::size_t begin, std::size_t end, Kind kind, std::uint16_t tag) {
    if (end > begin) {
      out.push_back(
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kNone, tag, kind});
    }
  };
  std::size_t text = 0;
  std::size_t at = 0;
  bool declared = false;  // a declaration was met
  while (at < html.size()) {
    at = html.find('<', at);
    if (at == std::string_view::npos || at + 1 >= html.size()) break;
    const char next = html[at + 1];
    const bool end_tag = next == '/' && at + 2 < html.size() && is_letter(html[at + 2]);
    if (!is_letter(next) && !end_tag && next != '!' && next != '?' && next != '/') {
      ++at;  // "a < b"
      continue;
    }
    add(text, at, Kind::text, 0);
    std::size_t end = 0;
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t close = html.find("-->", at + 4);
      end = close == std::string_view::npos ? html.size() : close + 3;
    } else if (next == '!' || next == '?' || (next == '/' && !end_tag)) {
      end = declaration_end(html, at, next == '!' && !declared);
      declared = declared || next == '!';
    } else {
      end = tag_end(html, at + 1);
      const std::string name = lowered(name_at(html, at + (end_tag ? 2 : 1)));
      if (std::find(kRaw.begin(), kRaw.end(), name) != kRaw.end()) {
        if (!end_tag) {
          const std::size_t close = raw_end(html, end, name);
          end = close == html.size() ? close : tag_end(html, close);
        }
      } else {
        add(at, end, end_tag ? Kind::end : Kind::start, tag_number(name));
      }
    }
    at = text = end;
  }
  add(text, html.size(), Kind::text, 0);
  match_tags(out);
  return out;
}

std::string attribute(std::string_view tag, std::string_view name) {
  std::string out;
  each_attribute(tag, [&](const std::string& key, std::string_view value) {
    if (key != name) return false;
    for (std::size_t at = 0; at < value.size();) {
      std::size_t size = 1;
      const std::string text = value[at] == '&' ? entity(value.substr(at), size) : "";
      if (text.empty()) {
        size = 1;
        out += value[at];
      }
      out += text;
      at += size;
    }
    return true;
  });
  return out;
}

bool has_attribute(std::string_view tag, std::string_view name) {
  bool out = false;
  each_attribute(tag, [&](const std::string& key, std::string_view) { return out = key == name; });
  return out;
}

std::string entity(std::string_view text, std::size_t& size) {
  size = 1;
  std::string out;
  std::size_t end = 1;
  if (text.size() > 2 && text[1] == '#') {
    const bool hex = text[2] == 'x' || text[2] == 'X';
    const char* begin = text.data() + (hex ? 3 : 2);
    std::uint32_t value = 0;
    const auto [stop, error] = std::from_chars(
        begin, text.data() + std::min<std::size_t>(text.size(), 16), value, hex ? 16 : 10);
    if (error != std::errc{} || stop == begin) return "";
    end = static_cast<std::size_t>(stop - text.data());
    if (end < text.size() && text[end] == ';') ++end;
    const bool sound = value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    text::append(out, sound ? value : 0xFFFD);
    if (value == '\n' || value == '\r' || value == '\t') out = " ";
    size = end;
    return out;
  }
  while (end < text.size() && end < 12 &&
         (is_letter(text[end]) || (text[end] >= '0' && text[end] <= '9')))
    ++end;
  const std::string name(text.substr(1, end - 1));
  const bool closed = end < text.size() && text[end] == ';';
  constexpr std::array<std::string_view, 7> kOpen{"amp", "lt", "gt", "quot", "nbsp", "copy", "reg"};
  if (!closed && std::find(kOpen.begin(), kOpen.end(), name) == kOpen.end()) return "";
  if (name == "apos") {
    out = "'";
  } else if (const htmlEntityDesc* known =
                 htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
    text::append(out, known->value);
  }
  if (!out.empty()) size = end + (closed ? 1 : 0);
  return out;
}

}  // namespace hexapla::ingest::html
