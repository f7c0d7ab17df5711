// Tables within tables: which of them a block is a cell of. The same for all formats that tell
// tables. Internal to this room.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// A place in the grid of a table.
struct CellPlace {
  int table = -1;  // as the reader counts them, inner ones too, from 0
  int row = 0;
  int column = 0;
  bool header_row = false;  // the format says so
};

// The cells around a block, the outermost first; empty outside of tables.
using CellPlaces = std::vector<CellPlace>;

// Tables deeper than this are paragraphs of the cell around them.
inline constexpr std::size_t kDeepestTable = 16;

// What a reader learns of tables while it collects the blocks of a document.
class NestedTables {
 public:
  // Somebody looking at the page sees a table: lines, or the format says so (a caption, heads).
  void seen(int table) { fact(table).seen = true; }
  // The format says that the table only sets the page.
  void frame(int table) { fact(table).frame = true; }

  // Block number `block` of the document stands there.
  void put(std::size_t block, CellPlaces places);
  // The blocks so far stand in no tables after all.
  void clear() { places_.clear(); }

  // By the number of the block; those behind the end stand in no table.
  std::vector<CellPlaces>& places() { return places_; }
  // The row's cells are heads; the row is the one read last.
  void head(int table, int row);

  // Gives each block that was put its kind and its place, and numbers the tables that are left in
  // the order of the text.
  //
  // A table that stands in the cell of another belongs to that cell: its paragraphs are the cell's,
  // row by row. That is what the page shows, and a Block has one place only. But a table that
  // merely sets the page is none, and what it holds stands for itself: one that says so, one with
  // text in a single cell only, and one that holds tables and whose lines nobody sees.
  void settle(std::vector<RawBlock>& blocks) const;

 private:
  struct Fact {
    bool seen = false;
    bool frame = false;
  };
  Fact& fact(int table) {
    const auto i = static_cast<std::size_t>(table);
    if (facts_.size() <= i) facts_.resize(i + 1);
    return facts_[i];
  }

  std::vector<Fact> facts_;  // by table
  std::vector<CellPlaces> places_;
};

}  // namespace hexapla::ingest
