// What styles.xml and numbering.xml of a DOCX say: headings, bold type, computed labels.
// Method: ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering). Internal to this room.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>

namespace hexapla::ingest::docx {

// Absent: the style, or the paragraph itself, does not say.
struct Properties {
  std::optional<int> outline;  // 0 to 8 for headings, 9 for body text
  std::optional<int> list;     // numId, 0: expressly none
  std::optional<int> level;    // ilvl
  std::optional<bool> bold;
  std::optional<bool> hidden;
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

 private:
  struct Style {
    Properties own;
    std::string based_on;
    bool resolved = false;
  };
  std::map<std::string, Style> styles_;
  std::string default_;
};

struct Number {
  std::string label;  // "" for bullets
  bool bullet = false;
  int ordinal = 0;
  std::string list;  // of ingest::RawBlock
  int level = 0;
  bool known = true;  // false: its format is none we know, decimal stands for it
};

class Numbering {
 public:
  Numbering() = default;
  explicit Numbering(pugi::xml_node numbering);

  // The level that a style counts at in a list, by the list's own word.
  int level_of_style(int list, const std::string& style) const;

  // Counts a paragraph. Nothing for a list that does not exist or prints nothing.
  std::optional<Number> next(int list, int level);

 private:
  static constexpr std::size_t kLevels = 9;
  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;
    int restart = -1;  // -1: after every higher level; 0: never; n: after level n, from 1
    bool legal = false;
    std::string style;
  };
  struct Definition {
    std::array<Level, kLevels> levels;
    std::array<int, kLevels> counters{};
    std::array<bool, kLevels> started{};
    std::string style_link;  // stands for the definition that this style names
    std::string is_style;    // names this definition
  };
  struct List {
    int definition = -1;
    std::map<int, int> starts;    // level to startOverride
    std::map<int, Level> levels;  // overridden
    bool used = false;
  };
  static Level read_level(pugi::xml_node node);
  const Level& level_of(const List& list, const Definition& definition, std::size_t level) const;
  std::map<int, Definition> definitions_;
  std::map<int, List> lists_;
};

// A whole number in an attribute; `otherwise` when it is none.
int number(const std::string& text, int otherwise);

}  // namespace hexapla::ingest::docx
