// Formulas of DOCX (ECMA-376 part 1, 22.1) as somebody would type them on one line: fractions with
// a slash, roots and sums with their signs, brackets where the formula draws them.
#include "pipeline/ingest/docx_inlines.h"

namespace hexapla::ingest::docx {
namespace {

using pugi::xml_node;

// The character that the properties of a formula's part name; `otherwise` when they do not.
std::string sign(xml_node properties, std::string_view name, const char* otherwise) {
  const xml_node node = child(properties, name);
  if (!node) return otherwise;
  return has_attribute(node, "val") ? attribute(node, "val") : std::string();
}

// Characters of a part of a formula, as far as it matters: 0, 1, or 2 for more.
std::size_t characters(xml_node node) {
  std::size_t out = 0;
  for (const xml_node c : node.children()) {
    if (local_name(c) == "t") {
      for (const char b : std::string_view(c.text().get()))
        out += (static_cast<unsigned char>(b) & 0xC0) != 0x80 ? 1 : 0;
    } else {
      out += characters(c);
    }
    if (out > 1) return 2;
  }
  return out;
}

}  // namespace

void Inlines::put(std::string_view text, xml_node of) {
  if (!text.empty() && !in_instruction()) builder.append(text, xml_.tag(of));
}

// In brackets when it is more than one character.
void Inlines::grouped(xml_node part) {
  const bool several = characters(part) > 1;
  if (several) put("(", part);
  inlines(part);
  if (several) put(")", part);
}

bool Inlines::formula(xml_node node) {
  const std::string_view name = local_name(node);
  const auto part = [&](const char* of) { return child(node, of); };
  if (name == "f") {
    grouped(part("num"));
    if (sign(part("fPr"), "type", "bar") != "noBar") put("/", node);
    grouped(part("den"));
  } else if (name == "rad") {
    const xml_node degree = part("deg");
    if (characters(degree) > 0) {
      // Small figures stand in front of the sign.
      const std::optional<bool> raised = style_.raised;
      style_.raised = true;
      inlines(degree);
      style_.raised = raised;
    }
    put("√", node);
    grouped(part("e"));
  } else if (name == "nary") {
    put(sign(part("naryPr"), "chr", "∫"), node);
    if (characters(part("sub")) > 0) {
      put("_", node);
      grouped(part("sub"));
    }
    if (characters(part("sup")) > 0) {
      put("^", node);
      grouped(part("sup"));
    }
    put(" ", node);
    inlines(part("e"));
  } else if (name == "d") {
    const xml_node properties = part("dPr");
    put(sign(properties, "begChr", "("), node);
    bool first = true;
    for (const xml_node e : node.children()) {
      if (local_name(e) != "e") continue;
      if (!first) put(sign(properties, "sepChr", "|"), node);
      first = false;
      inlines(e);
    }
    put(sign(properties, "endChr", ")"), node);
  } else if (name == "limLow" || name == "limUpp") {
    inlines(part("e"));
    put(name == "limLow" ? "_" : "^", node);
    grouped(part("lim"));
  } else if (name == "func") {
    inlines(part("fName"));
    put(" ", node);
    inlines(part("e"));
  } else if (name == "m" || name == "eqArr") {
    // Rows, and the equations of a list.
    bool first = true;
    for (const xml_node row : node.children()) {
      if (local_name(row) != "mr" && local_name(row) != "e") continue;
      if (!first) put("; ", node);
      first = false;
      bool first_cell = true;
      for (const xml_node cell : row.children()) {
        if (local_name(row) == "mr" && !first_cell) put(" ", node);
        first_cell = false;
        if (local_name(row) == "mr") inlines(cell);
      }
      if (local_name(row) == "e") inlines(row);
    }
  } else {
    return false;
  }
  return true;
}

}  // namespace hexapla::ingest::docx
