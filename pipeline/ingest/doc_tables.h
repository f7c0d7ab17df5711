// Tables of Word 97-2003 files: rows and cells as their marks tell, columns by where the cells of
// all rows begin. Internal to this room.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/ingest/doc_properties.h"
#include "pipeline/ingest/nested_tables.h"

namespace hexapla::ingest::doc {

class Tables {
 public:
  // A paragraph comes, within so many tables (0: none): opens tables or ends open ones.
  void paragraph(std::size_t depth);
  // Block number `block` stands in the cells that are being read.
  void place(std::size_t block);
  // Of the innermost table.
  void end_cell();
  void end_row(const Properties& properties);
  // Ends the open tables, if any.
  void close() { paragraph(0); }

  NestedTables& all() { return all_; }

 private:
  struct Table {
    CellPlace at;
    std::size_t first = 0;                // block of the table, or behind the last
    std::vector<std::vector<int>> edges;  // of its rows so far
  };
  void end();

  std::vector<Table> open_;  // the outermost first
  int tables_ = 0;
  NestedTables all_;
};

}  // namespace hexapla::ingest::doc
