// A document's blocks as a tree, and a block's text with what stands in it: what TEI and Akoma
// Ntoso have in common. Internal to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::exchange {

struct Part {
  enum class Kind : std::uint8_t { section, block, table };
  Kind kind = Kind::block;
  int block = -1;              // the heading of a section, the block itself; -1 for the root
  std::vector<Part> children;  // of a section all that is below it; of a block its list items
  // Tables: rows of cells of blocks, in the order of the columns; a column without blocks is empty.
  struct Row {
    bool header = false;
    std::vector<std::vector<int>> cells;
  };
  std::vector<Row> rows;
};

struct DocumentTree {
  Part root;                 // a section without a heading
  std::vector<int> anchors;  // of every block that is a note: how many marks point at it
  std::vector<int> apart;    // notes that do not stand at one anchor, in order
};

DocumentTree tree_of(const document::Expression& expression);

// What a format makes of things in a text. Each appends markup.
class InlineStyle {
 public:
  virtual ~InlineStyle() = default;
  virtual void line_break(std::string& out) = 0;
  virtual void open_link(std::string& out, const std::string& url) = 0;
  virtual void close_link(std::string& out) = 0;
  virtual void open_reference(std::string& out, const references::Reference& reference) = 0;
  virtual void close_reference(std::string& out, const references::Reference& reference) = 0;
  virtual void open_time(std::string& out, const time::TimeExpression& time) = 0;
  virtual void close_time(std::string& out, const time::TimeExpression& time) = 0;
  virtual void note(std::string& out, const document::NoteReference& reference) = 0;
};

// Appends the text of block `index` with everything in it. Of things that overlap the one that
// begins first is written, the longer one of two that begin together.
void append_text(std::string& out, const store::AnalyzedExpression& document, int index,
                 InlineStyle& style);

// Identifiers as the value of an attribute that holds a list: separated by spaces, without any in
// them.
std::string joined(const std::vector<std::string>& identifiers);

}  // namespace hexapla::exchange
