// The XML form of a normalised document (schemas/document.rng). Writing and reading back loses
// nothing.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "pipeline/document/document.h"

namespace hexapla::document {

inline constexpr std::string_view kXmlNamespace = "urn:hexapla:document:1";

// UTF-8 with declaration, one block an element, indented; the same bytes for the same document.
std::string to_xml(const Expression& expression);
// The same, block by block.
void to_xml(const Expression& expression, std::ostream& out);

// Reads what to_xml wrote. Throws Error(input) naming `file` and the byte or block when it is
// something else. No entities are expanded, no network or file is touched.
Expression from_xml(std::string_view xml, const std::string& file);

}  // namespace hexapla::document
