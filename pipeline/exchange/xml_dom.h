// The little of libxml2's trees that the XLIFF code needs. Internal to the room.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::exchange {

struct FreeDocument {
  void operator()(xmlDocPtr d) const { xmlFreeDoc(d); }
};
using XmlDocument = std::unique_ptr<xmlDoc, FreeDocument>;
using Node = xmlNode*;

// Parses a document of up to 2 GB that declares no entities. No network, no file, no limits lifted.
// Throws Error(input) naming `file` and the line.
XmlDocument parse_xml(std::string_view bytes, const std::string& file);

std::string_view view(const xmlChar* text);
bool is_element(Node node);
std::string_view local_name(Node element);
std::string_view namespace_of(Node element);  // "" when it has none
std::size_t line_of(Node node);

std::vector<Node> elements_of(Node parent);  // its child elements

// An attribute in no namespace; nothing when it is not there.
std::optional<std::string> attribute(Node element, std::string_view name);
std::optional<std::string> attribute(Node element, std::string_view name, std::string_view uri);
std::string attribute_or(Node element, std::string_view name, std::string_view otherwise);

// xml:lang, xml:space of the element itself.
std::optional<std::string> xml_attribute(Node element, std::string_view name);
// xml:space of the element or the nearest ancestor that has one.
bool preserves_space(Node element);

// All text in an element, at any depth.
std::string text_of(Node element);

}  // namespace hexapla::exchange
