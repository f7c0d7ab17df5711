#include "pipeline/exchange/xml_dom.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <climits>

#include "pipeline/base/error.h"

namespace hexapla::exchange {

XmlDocument parse_xml(std::string_view bytes, const std::string& file) {
  if (bytes.size() > INT_MAX / 2) throw Error(ErrorKind::input, file, "", "larger than 1 GB");
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(),
                                                                             xmlFreeParserCtxt);
  if (!context) throw Error(ErrorKind::environment, file, "", "no memory for a parser");
  XmlDocument out(xmlCtxtReadMemory(context.get(), bytes.data(), static_cast<int>(bytes.size()),
                                    nullptr, nullptr,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                        XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES));
  if (!out) {
    const xmlError& error = context->lastError;
    std::string reason = error.message == nullptr ? "not well formed" : error.message;
    reason.erase(std::min(reason.find('\n'), reason.size()));
    throw Error(ErrorKind::input, file, "line " + std::to_string(std::max(1, error.line)),
                "not well-formed XML: " + reason);
  }
  if (out->intSubset != nullptr && out->intSubset->entities != nullptr)
    throw Error(ErrorKind::input, file, "", "the document declares entities",
                "replace them by their text");
  if (xmlDocGetRootElement(out.get()) == nullptr)
    throw Error(ErrorKind::input, file, "", "an XML document without an element");
  return out;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

bool is_element(Node node) {
  return node->type == XML_ELEMENT_NODE;
}
std::string_view local_name(Node element) {
  return view(element->name);
}
std::string_view namespace_of(Node element) {
  return element->ns == nullptr ? std::string_view() : view(element->ns->href);
}
std::size_t line_of(Node node) {
  const long line = xmlGetLineNo(node);
  return line > 0 ? static_cast<std::size_t>(line) : 0;
}

std::vector<Node> elements_of(Node parent) {
  std::vector<Node> out;
  for (Node n = parent->children; n != nullptr; n = n->next)
    if (is_element(n)) out.push_back(n);
  return out;
}

std::optional<std::string> attribute(Node element, std::string_view name, std::string_view uri) {
  for (const xmlAttr* a = element->properties; a != nullptr; a = a->next) {
    const std::string_view of = a->ns == nullptr ? std::string_view() : view(a->ns->href);
    if (view(a->name) != name || of != uri) continue;
    std::string out;
    for (Node n = a->children; n != nullptr; n = n->next)
      if (n->content != nullptr) out += view(n->content);
    return out;
  }
  return std::nullopt;
}

std::optional<std::string> attribute(Node element, std::string_view name) {
  return attribute(element, name, "");
}

std::string attribute_or(Node element, std::string_view name, std::string_view otherwise) {
  return attribute(element, name).value_or(std::string(otherwise));
}

std::optional<std::string> xml_attribute(Node element, std::string_view name) {
  return attribute(element, name, "http://www.w3.org/XML/1998/namespace");
}

bool preserves_space(Node element) {
  for (Node n = element; n != nullptr && is_element(n); n = n->parent)
    if (const auto space = xml_attribute(n, "space")) return *space == "preserve";
  return false;
}

std::string text_of(Node element) {
  std::string out;
  for (Node n = element->children; n != nullptr; n = n->next) {
    if (is_element(n)) {
      out += text_of(n);
    } else if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
      out += view(n->content);
    }
  }
  return out;
}

}  // namespace hexapla::exchange
