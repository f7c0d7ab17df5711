#include <algorithm>
#include <ostream>

#include "analyzers/language/profile.h"
#include "pipeline/exchange/xliff.h"
#include "pipeline/exchange/xliff_text.h"
#include "pipeline/exchange/xliff_values.h"
#include "pipeline/exchange/xml_text.h"

namespace hexapla::exchange {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

std::string_view property(const memory::TranslationUnit& unit, std::string_view name) {
  for (const auto& [n, value] : unit.properties)
    if (n == name) return value;
  return {};
}

// Said where it is not the rule: a reader need not guess by the first letter, which may be Latin.
void append_direction(std::string& out, std::string_view name, std::string_view lang) {
  if (language::is_right_to_left(lang.substr(0, lang.find('-'))))
    append_attribute(out, name, "rtl");
}

}  // namespace

XliffWriter::XliffWriter(std::ostream& out, std::string source_language,
                         std::string target_language, const std::string& original)
    : out_(out),
      source_language_(std::move(source_language)),
      target_language_(std::move(target_language)) {
  text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff";
  append_attribute(text_, "xmlns", "urn:oasis:names:tc:xliff:document:2.0");
  append_attribute(text_, "version", "2.1");
  append_attribute(text_, "srcLang", source_language_);
  if (!target_language_.empty()) append_attribute(text_, "trgLang", target_language_);
  text_ += ">\n <file id=\"f1\"";
  if (!original.empty()) append_attribute(text_, "original", original);
  append_direction(text_, "srcDir", source_language_);
  append_direction(text_, "trgDir", target_language_);
  // The texts are what they are: no reader may take spaces from them.
  text_ += " xml:space=\"preserve\">\n";
}

void XliffWriter::write(const memory::TranslationUnit& unit) {
  write({unit}, unit.id);
}

void XliffWriter::write(const std::vector<memory::TranslationUnit>& segments,
                        const std::string& name) {
  std::string notes;
  std::string body;
  Xliff2Codes codes;
  std::size_t number = 0;
  for (const memory::TranslationUnit& segment : segments) {
    const memory::Variant* source = variant_in(segment, source_language_);
    if (source == nullptr) continue;
    const memory::Variant* target =
        target_language_.empty() ? nullptr : variant_in(segment, target_language_);
    for (const std::string& note : segment.notes) {
      notes += "<note>";
      append_xml_text(notes, note);
      notes += "</note>";
    }
    body += "   <segment";
    append_attribute(body, "id", "s" + std::to_string(++number));
    const std::string_view state = property(segment, "state");
    const bool known = !state.empty() && value_problem("state", state).empty();
    if (known || target != nullptr) append_attribute(body, "state", known ? state : "translated");
    body += ">\n    <source>" + codes.source(*source) + "</source>\n";
    if (target != nullptr) body += "    <target>" + codes.target(*target) + "</target>\n";
    body += "   </segment>\n";
  }
  if (number == 0) return;
  text_ += "  <unit";
  append_attribute(text_, "id", "u" + std::to_string(++written_));
  if (!name.empty()) append_attribute(text_, "name", name);
  text_ += ">\n";
  if (!notes.empty()) text_ += "   <notes>" + notes + "</notes>\n";
  const std::string data = codes.original_data();
  if (!data.empty()) text_ += "   " + data + "\n";
  text_ += body + "  </unit>\n";
  if (text_.size() > kBlock) {
    out_ << text_;
    text_.clear();
  }
}

void XliffWriter::finish() {
  if (written_ == 0) text_ += "  <unit id=\"u1\"><segment><source/></segment></unit>\n";
  out_ << text_ << " </file>\n</xliff>\n";
  text_.clear();
}

}  // namespace hexapla::exchange
