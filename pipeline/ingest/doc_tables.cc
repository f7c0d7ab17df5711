#include "pipeline/ingest/doc_tables.h"

#include <algorithm>

namespace hexapla::ingest::doc {
namespace {

// Edges that are not further apart are one, in twentieths of a point: rows are drawn by hand.
constexpr int kSameEdge = 30;

}  // namespace

void Tables::paragraph(bool in_table, std::vector<RawBlock>& blocks) {
  if (!in_table) {
    close(blocks);
  } else if (!open_) {
    open_ = true;
    ++table_;
    row_ = column_ = 0;
    first_ = blocks.size();
    edges_.clear();
  }
}

void Tables::place(RawBlock& block) const {
  block.kind = RawKind::cell;
  block.table = table_;
  block.row = row_;
  block.column = column_;
}

void Tables::end_row(const Properties& properties, std::vector<RawBlock>& blocks) {
  for (std::size_t i = blocks.size(); properties.header_row && i-- > first_;) {
    if (blocks[i].row != row_) break;
    blocks[i].header_row = true;
  }
  edges_.push_back(properties.edges);
  ++row_;
  column_ = 0;
}

void Tables::close(std::vector<RawBlock>& blocks) {
  if (!open_) return;
  open_ = false;
  std::vector<int> all;
  for (const std::vector<int>& row : edges_) all.insert(all.end(), row.begin(), row.end());
  std::sort(all.begin(), all.end());
  std::vector<int> grid;  // where its columns begin
  for (const int edge : all) {
    if (grid.empty() || edge - grid.back() > kSameEdge) grid.push_back(edge);
  }
  for (std::size_t i = first_; i < blocks.size(); ++i) {
    RawBlock& block = blocks[i];
    if (block.kind != RawKind::cell || block.table != table_ ||
        static_cast<std::size_t>(block.row) >= edges_.size())
      continue;
    const std::vector<int>& row = edges_[static_cast<std::size_t>(block.row)];
    const auto cell = static_cast<std::size_t>(block.column);
    if (cell >= row.size()) continue;
    const auto column = std::upper_bound(grid.begin(), grid.end(), row[cell]);
    block.column = static_cast<int>(column - grid.begin()) - 1;
  }
}

}  // namespace hexapla::ingest::doc
