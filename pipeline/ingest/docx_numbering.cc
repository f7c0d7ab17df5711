#include "pipeline/ingest/docx_numbering.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "pipeline/ingest/xml_part.h"

namespace hexapla::ingest::docx {
namespace {

constexpr int kBodyText = 9;

template <typename T>
void inherit(std::optional<T>& value, const std::optional<T>& from) {
  if (!value) value = from;
}

void inherit(Properties& to, const Properties& from) {
  inherit(to.outline, from.outline);
  inherit(to.list, from.list);
  inherit(to.level, from.level);
  inherit(to.bold, from.bold);
  inherit(to.hidden, from.hidden);
  inherit(to.font, from.font);
  inherit(to.raised, from.raised);
}

// "heading 3", "Heading 3": Word's own names for heading styles, the same in every language.
std::optional<int> heading_by_name(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  if (name == "title") return 0;
  if (name.size() == 9 && name.starts_with("heading ") && name[8] >= '1' && name[8] <= '9')
    return name[8] - '1';
  return std::nullopt;
}

}  // namespace

int number(const std::string& text, int otherwise) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? out : otherwise;
}

std::optional<bool> toggle(pugi::xml_node properties, std::string_view name) {
  const pugi::xml_node node = child(properties, name);
  if (!node) return std::nullopt;
  const std::string value = attribute(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

void read_run_properties(pugi::xml_node rpr, Properties& into) {
  if (const auto bold = toggle(rpr, "b")) into.bold = bold;
  if (const auto hidden = toggle(rpr, "vanish")) into.hidden = hidden;
  if (const pugi::xml_node align = child(rpr, "vertAlign"))
    into.raised = attribute(align, "val") == "superscript";
  if (const pugi::xml_node fonts = child(rpr, "rFonts")) {
    for (const char* name : {"hAnsi", "ascii"}) {
      if (std::string font = attribute(fonts, name); !font.empty()) into.font = std::move(font);
    }
  }
}

void read_paragraph_properties(pugi::xml_node ppr, Properties& into) {
  for (const pugi::xml_node node : ppr.children()) {
    const std::string_view name = local_name(node);
    if (name == "outlineLvl") {
      into.outline = std::clamp(number(attribute(node, "val"), kBodyText), 0, kBodyText);
    } else if (name == "numPr") {
      if (const pugi::xml_node id = child(node, "numId"))
        into.list = number(attribute(id, "val"), 0);
      if (const pugi::xml_node l = child(node, "ilvl"))
        into.level = std::clamp(number(attribute(l, "val"), 0), 0, 8);
    }
  }
}

Styles::Styles(pugi::xml_node styles) {
  for (const pugi::xml_node node : styles.children()) {
    if (local_name(node) != "style") continue;
    const std::string id = attribute(node, "styleId");
    const bool paragraph = attribute(node, "type") == "paragraph";
    if (paragraph && has_attribute(node, "default")) {
      const std::string on = attribute(node, "default");
      if (on == "1" || on == "true" || on == "on") default_ = id;
    }
    if (attribute(node, "type") == "table" && has_attribute(node, "default")) default_table_ = id;
    Style style;
    // Parts of the table (its first row) may have lines where the whole has none.
    for (const pugi::xml_node c : node.children()) {
      if (local_name(c) == "tblPr" && child(c, "tblBorders"))
        style.lines = style.lines.value_or(false) || has_line(child(c, "tblBorders"));
      if (local_name(c) != "tblStylePr") continue;
      if (has_line(child(child(c, "tcPr"), "tcBorders"))) style.lines = true;
    }
    style.based_on = attribute(child(node, "basedOn"), "val");
    read_paragraph_properties(child(node, "pPr"), style.own);
    read_run_properties(child(node, "rPr"), style.own);
    if (!style.own.outline && paragraph)
      style.own.outline = heading_by_name(attribute(child(node, "name"), "val"));
    styles_.emplace(id, std::move(style));
  }
}

bool has_line(pugi::xml_node borders) {
  for (const pugi::xml_node side : borders.children()) {
    const std::string value = attribute(side, "val");
    if (!value.empty() && value != "none" && value != "nil") return true;
  }
  return false;
}

bool Styles::draws_lines(pugi::xml_node properties) const {
  constexpr int kSides = 6;
  const pugi::xml_node own = child(properties, "tblBorders");
  if (has_line(own)) return true;
  if (std::distance(own.children().begin(), own.children().end()) >= kSides) return false;
  const std::string style = attribute(child(properties, "tblStyle"), "val");
  // Styles may be based on each other in a circle; nobody bases one on hundreds.
  constexpr int kMostBases = 500;
  std::string id = style.empty() ? default_table_ : style;
  for (int bases = 0; bases < kMostBases; ++bases) {
    const auto at = styles_.find(id);
    if (at == styles_.end()) break;
    if (at->second.lines) return *at->second.lines;
    id = at->second.based_on;
  }
  return false;
}

const Properties& Styles::of(const std::string& id) {
  static const Properties none;
  const auto at = styles_.find(id.empty() ? default_ : id);
  if (at == styles_.end()) return none;
  // Each style is looked at once, whatever stands upon it: bases first.
  std::vector<Style*> chain;
  const Properties* base = nullptr;
  for (auto next = at; next != styles_.end(); next = styles_.find(next->second.based_on)) {
    Style& style = next->second;
    if (style.resolved) {  // by an earlier call, or just now: a circle ends here
      base = &style.own;
      break;
    }
    style.resolved = true;
    chain.push_back(&style);
  }
  for (auto style = chain.rbegin(); style != chain.rend(); ++style) {
    Properties& own = (*style)->own;
    if (base != nullptr && base != &own) inherit(own, *base);
    base = &own;
  }
  return at->second.own;
}

namespace {

Numbering::Level read_level(pugi::xml_node node) {
  Numbering::Level out;
  for (const pugi::xml_node c : node.children()) {
    const std::string_view name = local_name(c);
    const std::string value = attribute(c, "val");
    if (name == "start") {
      out.start = number(value, 1);
    } else if (name == "numFmt") {
      out.format = value;
    } else if (name == "AlternateContent" && child(child(c, "Choice"), "numFmt")) {
      // Formats of later versions ("custom" with a picture such as "001"), with a fallback.
      if (const pugi::xml_node f = child(child(c, "Fallback"), "numFmt"))
        out.format = attribute(f, "val");
    } else if (name == "lvlText") {
      out.text = value;
    } else if (name == "lvlRestart") {
      out.restart = std::max(0, number(value, -1));
    } else if (name == "isLgl") {
      out.legal = value != "0" && value != "false";
    } else if (name == "pStyle") {
      out.style = value;
    }
  }
  return out;
}

// A definition, and what styles have to do with it.
struct Named {
  Numbering::Definition definition;
  std::string style_link;  // stands for the definition that this style names
  std::string is_style;    // names this definition
};

Named read_definition(pugi::xml_node node) {
  Named out;
  for (const pugi::xml_node c : node.children()) {
    if (local_name(c) == "lvl") {
      const int level = number(attribute(c, "ilvl"), -1);
      if (level >= 0 && level < static_cast<int>(Numbering::kLevels))
        out.definition.levels[static_cast<std::size_t>(level)] = read_level(c);
    } else if (local_name(c) == "numStyleLink") {
      out.style_link = attribute(c, "val");
    } else if (local_name(c) == "styleLink") {
      out.is_style = attribute(c, "val");
    }
  }
  return out;
}

Numbering::List read_list(pugi::xml_node node) {
  Numbering::List list;
  list.definition = number(attribute(child(node, "abstractNumId"), "val"), -1);
  for (const pugi::xml_node c : node.children()) {
    if (local_name(c) != "lvlOverride") continue;
    const int level = number(attribute(c, "ilvl"), -1);
    if (level < 0 || level >= static_cast<int>(Numbering::kLevels)) continue;
    if (const pugi::xml_node start = child(c, "startOverride"))
      list.starts[level] = number(attribute(start, "val"), 1);
    if (const pugi::xml_node own = child(c, "lvl")) list.levels[level] = read_level(own);
  }
  return list;
}

}  // namespace

Numbering read_numbering(pugi::xml_node numbering) {
  std::map<int, Named> definitions;
  std::map<std::string, int> by_style;
  for (const pugi::xml_node node : numbering.children()) {
    if (local_name(node) != "abstractNum") continue;
    const int id = number(attribute(node, "abstractNumId"), -1);
    const Named& named = definitions.emplace(id, read_definition(node)).first->second;
    if (!named.is_style.empty()) by_style.emplace(named.is_style, id);
  }
  Numbering out;
  for (auto& [id, named] : definitions) out.define(id, named.definition);
  for (const pugi::xml_node node : numbering.children()) {
    if (local_name(node) != "num") continue;
    Numbering::List list = read_list(node);
    const auto own = definitions.find(list.definition);
    if (own != definitions.end() && !own->second.style_link.empty()) {
      const auto other = by_style.find(own->second.style_link);
      if (other != by_style.end()) list.definition = other->second;
    }
    out.add(number(attribute(node, "numId"), -1), std::move(list));
  }
  return out;
}

}  // namespace hexapla::ingest::docx
