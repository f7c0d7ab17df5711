// The elements that are open while TEI or Akoma Ntoso is walked over, and the tables among them.
// Internal to this room.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/markup_vocabulary.h"
#include "pipeline/ingest/nested_tables.h"
#include "pipeline/ingest/raw_document.h"
#include "pipeline/ingest/table_grid.h"

namespace hexapla::ingest::markup {

struct Frame {
  std::string_view name;
  Does does = Does::nothing;
  std::string lang;
  bool sentences = false;  // holds them
  bool bold = false;
  // Containers.
  bool headed = false;
  std::map<std::string_view, int> labelled;  // children with labels, by name
  std::size_t id = 0;
  // Lists.
  bool ordered = false;
  bool bullets = false;
  int next = 1;
  std::string quote;  // that closes it
};

using Frames = std::vector<Frame>;  // the outermost first

// What the innermost frame that structures does: what a heading or an item belongs to.
Does structure(const Frames& frames);
// The innermost container; null when there is none.
Frame* container(Frames& frames);
std::ptrdiff_t container_depth(const Frames& frames);
// Of a heading that stands here, from 1.
int heading_level(const Frames& frames);
// A paragraph is open, though it may have no text yet.
bool in_paragraph(const Frames& frames);
// What an open heading makes of text, though a block stands within it; else a block.
Does within(const Frames& frames);

class Tables {
 public:
  void open() {
    nested_.seen(count_);
    tables_.push_back({count_++, {}, 0, false, true, false});
  }
  void close();
  // `tag`: the whole start tag.
  void open_row(std::string_view tag);
  void close_row();
  void open_cell(Does does, std::string_view tag);
  void close_cell();
  bool in_cell() const;
  // Block number `block` stands in the open cells, if any.
  void place(std::size_t block);
  // Once all blocks are there: makes cells of them.
  void settle(std::vector<RawBlock>& blocks) const { nested_.settle(blocks); }

 private:
  struct Table {
    int index = 0;
    TableGrid grid;
    int column = 0;
    bool in_cell = false;
    bool all_head = true;
    bool row_head = false;
  };
  std::vector<Table> tables_;
  int count_ = 0;
  NestedTables nested_;
};

// A whole number in an attribute; `otherwise` when it is none.
int number(const std::string& text, int otherwise);

}  // namespace hexapla::ingest::markup
