#include "pipeline/ingest/docx_numbering.h"

#include <algorithm>
#include <charconv>

#include "pipeline/ingest/number_format.h"
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
    Style style;
    style.based_on = attribute(child(node, "basedOn"), "val");
    read_paragraph_properties(child(node, "pPr"), style.own);
    read_run_properties(child(node, "rPr"), style.own);
    if (!style.own.outline && paragraph)
      style.own.outline = heading_by_name(attribute(child(node, "name"), "val"));
    styles_.emplace(id, std::move(style));
  }
}

const Properties& Styles::of(const std::string& id) {
  static const Properties none;
  const auto at = styles_.find(id.empty() ? default_ : id);
  if (at == styles_.end()) return none;
  Style& style = at->second;
  if (style.resolved) return style.own;
  style.resolved = true;  // before the bases are looked at: a circle ends here
  std::set<std::string> seen{at->first};
  for (std::string base = style.based_on; seen.insert(base).second;) {
    const auto from = styles_.find(base);
    if (from == styles_.end()) break;
    inherit(style.own, from->second.own);
    base = from->second.based_on;
  }
  return style.own;
}

Numbering::Level Numbering::read_level(pugi::xml_node node) {
  Level out;
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

Numbering::Numbering(pugi::xml_node numbering) {
  std::map<std::string, int> by_style;
  for (const pugi::xml_node node : numbering.children()) {
    const std::string_view name = local_name(node);
    if (name == "abstractNum") {
      const int id = number(attribute(node, "abstractNumId"), -1);
      Definition d;
      for (const pugi::xml_node c : node.children()) {
        if (local_name(c) == "lvl") {
          const int level = number(attribute(c, "ilvl"), -1);
          if (level >= 0 && level < static_cast<int>(kLevels))
            d.levels[static_cast<std::size_t>(level)] = read_level(c);
        } else if (local_name(c) == "numStyleLink") {
          d.style_link = attribute(c, "val");
        } else if (local_name(c) == "styleLink") {
          d.is_style = attribute(c, "val");
        }
      }
      if (!d.is_style.empty()) by_style.emplace(d.is_style, id);
      definitions_.emplace(id, std::move(d));
    } else if (name == "num") {
      List list;
      list.definition = number(attribute(child(node, "abstractNumId"), "val"), -1);
      for (const pugi::xml_node c : node.children()) {
        if (local_name(c) != "lvlOverride") continue;
        const int level = number(attribute(c, "ilvl"), -1);
        if (level < 0 || level >= static_cast<int>(kLevels)) continue;
        if (const pugi::xml_node start = child(c, "startOverride"))
          list.starts[level] = number(attribute(start, "val"), 1);
        if (const pugi::xml_node own = child(c, "lvl")) list.levels[level] = read_level(own);
      }
      lists_.emplace(number(attribute(node, "numId"), -1), std::move(list));
    }
  }
  for (auto& [id, list] : lists_) {
    const auto d = definitions_.find(list.definition);
    if (d == definitions_.end() || d->second.style_link.empty()) continue;
    const auto other = by_style.find(d->second.style_link);
    if (other != by_style.end()) list.definition = other->second;
  }
}

const Numbering::Level& Numbering::level_of(const List& list, const Definition& definition,
                                            std::size_t level) const {
  const auto own = list.levels.find(static_cast<int>(level));
  return own != list.levels.end() ? own->second : definition.levels[level];
}

int Numbering::level_of_style(int list, const std::string& style) const {
  const auto l = lists_.find(list);
  if (l == lists_.end() || style.empty()) return 0;
  const auto d = definitions_.find(l->second.definition);
  if (d == definitions_.end()) return 0;
  for (std::size_t i = 0; i < kLevels; ++i) {
    if (level_of(l->second, d->second, i).style == style) return static_cast<int>(i);
  }
  return 0;
}

std::optional<Number> Numbering::next(int list_id, int level) {
  const auto found = lists_.find(list_id);
  if (found == lists_.end() || level < 0 || level >= static_cast<int>(kLevels)) return std::nullopt;
  List& list = found->second;
  const auto definition = definitions_.find(list.definition);
  if (definition == definitions_.end()) return std::nullopt;
  Definition& d = definition->second;
  const auto at = static_cast<std::size_t>(level);
  // Lists of one definition count on from one another, unless a list begins anew by its own word.
  if (!list.used) {
    list.used = true;
    for (const auto& [l, start] : list.starts) d.started[static_cast<std::size_t>(l)] = false;
  }
  const auto start_of = [&](std::size_t l) {
    const auto own = list.starts.find(static_cast<int>(l));
    return own != list.starts.end() ? own->second : level_of(list, d, l).start;
  };
  for (std::size_t l = 0; l <= at; ++l) {
    if (!d.started[l]) {
      d.counters[l] = start_of(l);
      d.started[l] = true;
    } else if (l == at && d.counters[l] < 1'000'000) {
      ++d.counters[l];
    }
  }
  for (std::size_t l = at + 1; l < kLevels; ++l) {
    const int restart = level_of(list, d, l).restart;
    if (restart < 0 || (restart > 0 && level < restart)) d.started[l] = false;
  }
  const Level& own = level_of(list, d, at);
  Number out;
  out.level = level;
  if (own.format == "bullet") {
    out.bullet = true;
    return out;
  }
  out.ordinal = d.counters[at];
  out.list = std::to_string(list.definition) + "." + std::to_string(level);
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const char c = own.text[i];
    if (c == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9') {
      const auto l = static_cast<std::size_t>(own.text[++i] - '1');
      if (l > at) continue;
      const std::string& format = level_of(list, d, l).format;
      out.known = out.known && is_known_format(format);
      out.label += format_number(d.counters[l], own.legal && l < at ? "decimal" : format);
    } else {
      out.label += c;
    }
  }
  if (out.label.find_first_not_of(" \t") == std::string::npos) return std::nullopt;
  return out;
}

}  // namespace hexapla::ingest::docx
