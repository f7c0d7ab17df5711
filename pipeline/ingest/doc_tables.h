// Tables of Word 97-2003 files: rows and cells as their marks tell, columns by where the cells of
// all rows begin. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/ingest/doc_properties.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::doc {

class Tables {
 public:
  // A paragraph comes: opens a table or ends the open one, whose blocks are in `blocks`.
  void paragraph(bool in_table, std::vector<RawBlock>& blocks);
  // The cell that is being read.
  void place(RawBlock& block) const;
  void end_cell() { ++column_; }
  void end_row(const Properties& properties, std::vector<RawBlock>& blocks);
  // Ends the open table, if any.
  void close(std::vector<RawBlock>& blocks);

 private:
  bool open_ = false;
  int table_ = -1;
  int row_ = 0;
  int column_ = 0;
  std::size_t first_ = 0;                // block of the table, or behind the last
  std::vector<std::vector<int>> edges_;  // of its rows so far
};

}  // namespace hexapla::ingest::doc
