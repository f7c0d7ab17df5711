#include <algorithm>
#include <ostream>

#include "pipeline/exchange/tmx.h"
#include "pipeline/exchange/tmx_names.h"
#include "pipeline/exchange/tmx_segment.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

bool is_segment_type(std::string_view value) {
  return value == "block" || value == "paragraph" || value == "sentence" || value == "phrase";
}

// Attributes first, as they must stand in the start tag; `elements` gets the rest.
void append_properties(std::string& out, const memory::Properties& properties, bool of_unit,
                       memory::Properties& elements) {
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : properties) {
    const bool attribute = is_tmx_attribute(name) &&
                           (name != kTmxSegmentType || (of_unit && is_segment_type(value))) &&
                           std::find(seen.begin(), seen.end(), name) == seen.end();
    if (attribute) {
      seen.push_back(name);
      append_attribute(out, name, value);
    } else {
      elements.emplace_back(
          name.starts_with(kTmxPropertyPrefix) ? name.substr(kTmxPropertyPrefix.size()) : name,
          value);
    }
  }
}

void append_elements(std::string& out, std::string_view indent,
                     const std::vector<std::string>& notes, const memory::Properties& properties) {
  for (const std::string& note : notes) {
    out.append(indent).append("<note>");
    append_xml_text(out, note);
    out += "</note>\n";
  }
  for (const auto& [name, value] : properties) {
    out.append(indent).append("<prop");
    append_attribute(out, "type", name);
    out += '>';
    append_xml_text(out, value);
    out += "</prop>\n";
  }
}

}  // namespace

TmxWriter::TmxWriter(std::ostream& out, const TmxHeader& header)
    : out_(out),
      source_language_(header.source_language.empty() ? "*all*" : header.source_language) {
  text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n <header";
  append_attribute(text_, "creationtool", "hexapla");
  append_attribute(text_, "creationtoolversion", HEXAPLA_VERSION);
  append_attribute(text_, kTmxSegmentType,
                   is_segment_type(header.segmentation) ? header.segmentation : "block");
  append_attribute(text_, "o-tmf", "hexapla");
  append_attribute(text_, "adminlang", "en");
  append_attribute(text_, "srclang", source_language_);
  append_attribute(text_, "datatype", "plaintext");
  if (header.notes.empty() && header.properties.empty()) {
    text_ += "/>\n";
  } else {
    text_ += ">\n";
    append_elements(text_, "  ", header.notes, header.properties);
    text_ += " </header>\n";
  }
  text_ += " <body>\n";
}

void TmxWriter::write(const memory::TranslationUnit& unit) {
  if (unit.variants.empty()) return;
  memory::Properties elements;
  text_ += "  <tu";
  if (!unit.id.empty()) append_attribute(text_, "tuid", unit.id);
  append_properties(text_, unit.properties, true, elements);
  std::string_view source = "*all*";
  if (!unit.source_lang.empty()) source = unit.source_lang;
  if (source != source_language_) append_attribute(text_, "srclang", source);
  text_ += ">\n";
  append_elements(text_, "   ", unit.notes, elements);
  for (const memory::Variant& variant : unit.variants) {
    elements.clear();
    text_ += "   <tuv";
    append_attribute(text_, "xml:lang", variant.lang);
    append_properties(text_, variant.properties, false, elements);
    if (variant.notes.empty() && elements.empty()) {
      text_ += ">";
    } else {
      text_ += ">\n";
      append_elements(text_, "    ", variant.notes, elements);
      text_ += "    ";
    }
    text_ += "<seg>";
    append_tmx_segment(text_, variant);
    text_ += "</seg></tuv>\n";
  }
  text_ += "  </tu>\n";
  if (text_.size() > kBlock) {
    out_ << text_;
    text_.clear();
  }
}

void TmxWriter::finish() {
  out_ << text_ << " </body>\n</tmx>\n";
  text_.clear();
}

}  // namespace hexapla::exchange
