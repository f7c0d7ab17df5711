// Segments with inline elements, from XLIFF's trees and to XLIFF's text. Internal to the room.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/exchange/xml_dom.h"
#include "pipeline/memory/unit.h"

namespace hexapla::exchange {

// Text and codes of a <source> or <target>; its language is left open. White space with a line end
// or tab in it is one space unless xml:space says to preserve it. `data`: <data> by id, of 2.x.
memory::Variant read_content2(Node content, const std::map<std::string, std::string>& data);
memory::Variant read_content1(Node content);

// Variants of one unit, or of one match, as XLIFF 2.1. Codes of a target that the source of the
// same segment has get the same identifiers. Always valid: what has no partner is isolated, markers
// without one are left out.
class Xliff2Codes {
 public:
  // `prefix`: of the core namespace, with its colon, or "".
  explicit Xliff2Codes(std::string prefix = "") : prefix_(std::move(prefix)) {}

  // The content of <source>, then that of the <target> of the same segment.
  std::string source(const memory::Variant& variant);
  std::string target(const memory::Variant& variant);
  // <originalData> for all so far; "" when there is none.
  std::string original_data() const;

 private:
  std::string render(const memory::Variant& variant, bool is_target);
  std::string identifier(const std::string& key, bool is_target, bool marker);
  std::string data_attribute(std::string_view name, const memory::InlineCode& code);

  std::string prefix_;
  std::vector<std::string> data_;
  std::map<std::string, std::size_t> data_ids_;
  std::map<std::string, std::vector<std::string>> of_source_;  // key to identifiers, in order
  std::map<std::string, std::size_t> used_;                    // by this target
  std::size_t codes_ = 0;
  std::size_t target_codes_ = 0;
};

// The content of a <source> or <target> as XLIFF 1.2; markers are left out.
std::string content1(const memory::Variant& variant, const std::string& prefix);

}  // namespace hexapla::exchange
