#include "pipeline/document/document.h"

#include <fmt/format.h>

#include <array>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"

namespace hexapla::document {
namespace {

constexpr std::array<std::string_view, 8> kTypeNames = {
    "title", "heading", "paragraph", "list-item", "cell", "note", "letterhead", "masthead"};

bool only_xml_characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    if (!text::is_xml_char(c.value) || c.value == '\r') return false;
    at += c.size;
  }
  return !text::first_invalid(text).has_value();
}

}  // namespace

std::string_view name(BlockType type) {
  return kTypeNames[static_cast<std::size_t>(type)];
}

bool parse(std::string_view name, BlockType& type) {
  for (std::size_t i = 0; i < kTypeNames.size(); ++i) {
    if (kTypeNames[i] == name) {
      type = static_cast<BlockType>(i);
      return true;
    }
  }
  return false;
}

std::string_view Expression::property(std::string_view wanted) const {
  for (const Property& p : properties) {
    if (p.name == wanted) return p.value;
  }
  return {};
}

std::vector<text::Unit> units(const Expression& expression) {
  std::vector<text::Unit> out;
  out.reserve(expression.blocks.size());
  for (const Block& block : expression.blocks) {
    text::Unit unit;
    unit.kind = block.type;
    unit.text = block.content.view();
    unit.lang = block.lang;
    unit.label = block.label.view();
    unit.level = block.level;
    unit.parent = block.parent;
    unit.section = block.section;
    unit.row = block.row;
    unit.column = block.column;
    unit.table = block.table;
    for (const NoteReference& note : block.notes) {
      if (note.note >= 0) unit.notes.emplace_back(note.at, note.note);
    }
    out.push_back(std::move(unit));
  }
  return out;
}

void validate(const Expression& expression) {
  const auto fail = [&](std::size_t block, std::string_view what) {
    throw Error(ErrorKind::internal, expression.manifestation.path, fmt::format("block {}", block),
                std::string(what));
  };
  const int count = static_cast<int>(expression.blocks.size());
  for (std::size_t i = 0; i < expression.blocks.size(); ++i) {
    const Block& block = expression.blocks[i];
    if (!only_xml_characters(block.text())) fail(i, "text holds a character that XML forbids");
    if (block.parent >= static_cast<int>(i)) fail(i, "the parent does not come before the block");
    for (const NoteReference& note : block.notes) {
      if (note.at > block.text().size()) fail(i, "a note anchor lies outside the text");
      if (note.note >= count) fail(i, "a note anchor points at no block");
    }
    for (const Link& link : block.links) {
      if (link.span.begin > link.span.end || link.span.end > block.text().size())
        fail(i, "a link lies outside the text");
    }
    if (block.type == BlockType::cell && (block.table < 0 || block.row < 0 || block.column < 0)) {
      fail(i, "a cell without its place in a table");
    }
  }
  for (const Property& property : expression.properties) {
    if (property.block >= count) fail(0, "a property points at no block");
  }
}

}  // namespace hexapla::document
