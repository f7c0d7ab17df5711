// The document for people to read.
#include <algorithm>

#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {

using document::Block;
using document::BlockType;

// The text with its note marks in brackets.
std::string with_marks(const Block& block) {
  std::string out;
  std::size_t at = 0;
  for (const document::NoteReference& note : block.notes) {
    out.append(block.text(), at, note.at - at);
    out += "[" + note.mark + "]";
    at = note.at;
  }
  out.append(block.text(), at);
  return out;
}

std::string labelled(const Block& block) {
  const std::string text = with_marks(block);
  return block.label.empty() ? text : block.label.text() + " " + text;
}

}  // namespace

std::string to_text(const document::Expression& expression) {
  std::string out;
  const std::vector<Block>& blocks = expression.blocks;
  bool notes = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const std::string indent(static_cast<std::size_t>(std::clamp(block.level, 0, 8)) * 4, ' ');
    if (block.table >= 0) {
      // A row a line, cells apart by " | ", paragraphs of a cell by " / ".
      int row = block.row;
      int column = 0;
      for (; i < blocks.size() && blocks[i].table == block.table; ++i) {
        const Block& cell = blocks[i];
        const bool first = &cell == &block;
        if (cell.row != row) {
          out += '\n';
          row = cell.row;
          column = 0;
          for (int c = 0; c < cell.column; ++c) out += " | ";
        } else if (!first) {
          if (cell.column == column) out += " / ";
          for (int c = column; c < cell.column; ++c) out += " | ";
        } else {
          for (int c = 0; c < cell.column; ++c) out += " | ";
        }
        column = cell.column;
        out += labelled(cell);
      }
      --i;
      out += "\n\n";
      continue;
    }
    if (block.type == BlockType::note) {
      if (!notes) out += "----\n\n";
      notes = true;
      out += "[" + block.label.text() + "] " + with_marks(block) + "\n\n";
      continue;
    }
    const bool line = block.type == BlockType::letterhead || block.type == BlockType::masthead;
    if (block.type != BlockType::heading && block.type != BlockType::title) out += indent;
    if (block.type == BlockType::list_item && block.label.empty()) out += "- ";
    out += labelled(block);
    const bool more = i + 1 < blocks.size() && blocks[i + 1].type == block.type;
    out += line && more ? "\n" : "\n\n";
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace hexapla::normalize
