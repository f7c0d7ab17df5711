// What styles.xml and numbering.xml of a DOCX say: headings, bold type, computed labels.
// Method: ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering). Internal to this room.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "pipeline/ingest/numbering.h"

namespace hexapla::ingest::docx {

// Absent: the style, or the paragraph itself, does not say.
struct Properties {
  std::optional<int> outline;  // 0 to 8 for headings, 9 for body text
  std::optional<int> list;     // numId, 0: expressly none
  std::optional<int> level;    // ilvl
  std::optional<bool> bold;
  std::optional<bool> hidden;
  std::optional<std::string> font;
  std::optional<bool> raised;
};

// Reads w:pPr and w:rPr.
void read_paragraph_properties(pugi::xml_node ppr, Properties& into);
void read_run_properties(pugi::xml_node rpr, Properties& into);

// A toggle such as w:b: absent, on ("", "1", "true") or off.
std::optional<bool> toggle(pugi::xml_node properties, std::string_view name);

class Styles {
 public:
  Styles() = default;
  explicit Styles(pugi::xml_node styles);

  // All that a style and those it is based on say; the default paragraph style for "".
  const Properties& of(const std::string& id);

  // True when a table with these properties (w:tblPr) has lines, by its own word or its style's.
  bool draws_lines(pugi::xml_node properties) const;

 private:
  struct Style {
    Properties own;
    std::string based_on;
    std::optional<bool> lines;  // of tables: absent when the style does not say
    bool resolved = false;
  };
  std::map<std::string, Style> styles_;
  std::string default_;
  std::string default_table_;
};

// True when one of the borders (w:tblBorders, w:tcBorders) is a line.
bool has_line(pugi::xml_node borders);

// The lists of numbering.xml.
Numbering read_numbering(pugi::xml_node numbering);

// A whole number in an attribute; `otherwise` when it is none.
int number(const std::string& text, int otherwise);

}  // namespace hexapla::ingest::docx
