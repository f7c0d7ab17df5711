// XML parts of compound formats: parsed after a check that there is nothing to fear, with the bytes
// of every piece of text. Internal to this room.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {

class XmlPart {
 public:
  // Throws Error(input): a document type or an entity is declared, elements are nested more deeply
  // than a document's, not well formed. `file`, `name`: for the message. A part in UTF-16 is taken
  // to UTF-8; offsets count in that.
  XmlPart(std::string bytes, const std::string& file, const std::string& name, std::uint32_t part);

  pugi::xml_node root() const { return document_.document_element(); }
  std::uint32_t part() const { return part_; }

  // The bytes of an element's start tag.
  document::SourceRange tag(pugi::xml_node element) const;

  // The text in an element's own text nodes: verbatim but for entities; line ends and tabs are
  // spaces. Without white space at its ends unless xml:space says to keep it.
  document::MappedText text(pugi::xml_node element) const;

 private:
  std::string bytes_;
  pugi::xml_document document_;
  std::uint32_t part_;
};

// The name without its prefix.
std::string_view local_name(pugi::xml_node node);

// The first child with this local name, or an empty node.
pugi::xml_node child(pugi::xml_node node, std::string_view name);

// The value of the attribute with this local name, entities resolved; "" when there is none.
std::string attribute(pugi::xml_node node, std::string_view name);
bool has_attribute(pugi::xml_node node, std::string_view name);

// The code point of a numeric or predefined XML entity ("&amp;", "&#x2014;") at the start of
// `text`, and its size in bytes; 0 when it is none.
char32_t xml_entity(std::string_view text, std::size_t& size);

}  // namespace hexapla::ingest
