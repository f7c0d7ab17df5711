#include "pipeline/exchange/tmx_segment.h"

#include <algorithm>
#include <array>
#include <map>

#include "pipeline/exchange/tmx_names.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

using memory::InlineCode;
using Kind = InlineCode::Kind;

// What TMX lets an element have, beside `i`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAttributes = {{
    {"bpt", " x type "},
    {"ept", " "},
    {"ph", " assoc x type "},
    {"it", " pos x type "},
    {"ut", " x "},
    {"hi", " x type "},
    {"sub", " datatype type "},
}};

bool may_have(std::string_view element, std::string_view attribute) {
  const auto* const row = std::find_if(kAttributes.begin(), kAttributes.end(),
                                       [&](const auto& a) { return a.first == element; });
  return row->second.find(" " + std::string(attribute) + " ") != std::string_view::npos;
}

void append_element(std::string& out, const InlineCode& code, std::string_view element,
                    const std::string& pair);

// The native code with the elements in it; `inside_sub` says what those may be.
void append_native(std::string& out, const InlineCode& code, bool inside_sub) {
  const std::string_view native = code.native;
  std::size_t done = 0;
  for (const InlineCode& inner : code.inner) {
    const std::size_t at = std::clamp(inner.at, done, native.size());
    append_xml_text(out, native.substr(done, at - done));
    done = at;
    std::string_view element = "sub";
    if (inside_sub) element = is_tmx_native(inner.element) ? std::string_view(inner.element) : "hi";
    append_element(out, inner, element, inner.id.empty() ? "1" : inner.id);
  }
  append_xml_text(out, native.substr(done));
}

void append_start(std::string& out, const InlineCode& code, std::string_view element,
                  const std::string& pair) {
  out += '<';
  out += element;
  if (element == "bpt" || element == "ept") append_attribute(out, "i", pair);
  bool has_position = false;
  bool has_type = false;
  for (const auto& [name, value] : code.attributes) {
    if (!may_have(element, name)) continue;
    if (name == "pos" && value != "begin" && value != "end") continue;
    has_position = has_position || name == "pos";
    has_type = has_type || name == "type";
    append_attribute(out, name, value);
  }
  if (element == "it" && !has_position) append_attribute(out, "pos", "begin");
  if (element == "hi" && code.element != "hi" && !has_type)
    append_attribute(out, "type", code.element);
}

void append_element(std::string& out, const InlineCode& code, std::string_view element,
                    const std::string& pair) {
  append_start(out, code, element, pair);
  out += '>';
  append_native(out, code, !is_tmx_native(element));
  out += "</";
  out += element;
  out += '>';
}

// Codes that are elements around text in TMX: they must nest.
bool is_container(const InlineCode& code) {
  if (code.kind == Kind::standalone) return false;
  static constexpr std::array<std::string_view, 7> kPaired = {"bpt", "ept", "pc", "g",
                                                              "sc",  "ec",  ""};
  return std::find(kPaired.begin(), kPaired.end(), code.element) == kPaired.end();
}

// For every code of `codes` the number of its partner, or its own where it has none.
std::vector<std::size_t> partners(const std::vector<InlineCode>& codes) {
  std::vector<std::size_t> out(codes.size());
  std::vector<std::size_t> containers;
  std::map<std::string, std::vector<std::size_t>> open;  // paired codes, by id
  for (std::size_t i = 0; i < codes.size(); ++i) {
    out[i] = i;
    const InlineCode& code = codes[i];
    if (code.kind == Kind::standalone) continue;
    auto& waiting = is_container(code) ? containers : open[code.id];
    if (code.kind == Kind::open) {
      waiting.push_back(i);
    } else if (!waiting.empty() &&
               (!is_container(code) || codes[waiting.back()].element == code.element)) {
      out[i] = waiting.back();
      out[waiting.back()] = i;
      waiting.pop_back();
    }
  }
  return out;
}

}  // namespace

void append_tmx_segment(std::string& out, const memory::Variant& variant) {
  const std::string_view text = variant.text;
  if (variant.codes.empty()) {
    append_xml_text(out, text);
    return;
  }
  const std::vector<std::size_t> partner = partners(variant.codes);
  std::size_t done = 0;
  for (std::size_t i = 0; i < variant.codes.size(); ++i) {
    const InlineCode& code = variant.codes[i];
    const std::size_t at = std::clamp(code.at, done, text.size());
    append_xml_text(out, text.substr(done, at - done));
    done = at;
    if (is_container(code)) {
      if (partner[i] == i) continue;
      if (code.kind == Kind::open) {
        append_start(out, code, "hi", "");
        out += '>';
      } else {
        out += "</hi>";
      }
      continue;
    }
    // Pairs without an identifier get one that no file uses: the place of the opening code.
    const std::string pair =
        code.id.empty() ? "h" + std::to_string(std::min(i, partner[i])) : code.id;
    const std::string_view element = is_tmx_native(code.element) ? std::string_view(code.element)
                                     : code.kind == Kind::open   ? "bpt"
                                     : code.kind == Kind::close  ? "ept"
                                                                 : "ph";
    append_element(out, code, element, pair);
  }
  append_xml_text(out, text.substr(done));
}

}  // namespace hexapla::exchange
