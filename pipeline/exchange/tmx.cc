#include "pipeline/exchange/tmx.h"

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "analyzers/text/utf8.h"

namespace hexapla::exchange {
namespace {

std::string xml_text(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    text::append(out, text::is_xml_char(c.value) ? c.value : U'\uFFFD');
    at += c.size;
  }
  return out;
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

}  // namespace

std::string to_tmx(const std::vector<TmxUnit>& units, const TmxHeader& header) {
  pugi::xml_document doc;
  pugi::xml_node declaration = doc.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = doc.append_child("tmx");
  set(root, "version", "1.4");
  pugi::xml_node head = root.append_child("header");
  set(head, "creationtool", "hexapla");
  set(head, "creationtoolversion", HEXAPLA_VERSION);
  set(head, "segtype", header.segmentation);
  set(head, "o-tmf", "hexapla");
  set(head, "adminlang", "en");
  set(head, "srclang", header.source_language);
  set(head, "datatype", "plaintext");
  pugi::xml_node body = root.append_child("body");
  for (const TmxUnit& unit : units) {
    const auto filled = std::count_if(unit.variants.begin(), unit.variants.end(),
                                      [](const auto& v) { return !v.second.empty(); });
    if (filled < 2) continue;
    pugi::xml_node tu = body.append_child("tu");
    for (const auto& [type, value] : unit.properties) {
      pugi::xml_node prop = tu.append_child("prop");
      set(prop, "type", type);
      prop.append_child(pugi::node_pcdata).set_value(xml_text(value).c_str());
    }
    for (const auto& [lang, text] : unit.variants) {
      if (text.empty()) continue;
      pugi::xml_node tuv = tu.append_child("tuv");
      set(tuv, "xml:lang", lang);
      tuv.append_child("seg").append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
    }
  }
  std::ostringstream out;
  doc.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

}  // namespace hexapla::exchange
