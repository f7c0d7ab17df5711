#include "pipeline/ingest/doc_tables.h"

#include <algorithm>
#include <utility>

namespace hexapla::ingest::doc {
namespace {

// Edges that are not further apart are one, in twentieths of a point: rows are drawn by hand.
constexpr int kSameEdge = 30;

}  // namespace

void Tables::paragraph(std::size_t depth) {
  depth = std::min(depth, kDeepestTable);
  while (open_.size() > depth) end();
  while (open_.size() < depth)
    open_.push_back({{tables_++, 0, 0, false}, all_.places().size(), {}});
}

void Tables::place(std::size_t block) {
  CellPlaces places;
  for (const Table& table : open_) places.push_back(table.at);
  all_.put(block, std::move(places));
}

void Tables::end_cell() {
  if (!open_.empty()) ++open_.back().at.column;
}

void Tables::end_row(const Properties& properties) {
  if (open_.empty()) return;
  Table& table = open_.back();
  if (properties.header_row) all_.head(table.at.table, table.at.row);
  if (properties.lines || properties.header_row) all_.seen(table.at.table);
  table.edges.push_back(properties.edges);
  ++table.at.row;
  table.at.column = 0;
}

void Tables::end() {
  const Table table = std::move(open_.back());
  open_.pop_back();
  const std::size_t level = open_.size();
  std::vector<int> all;
  for (const std::vector<int>& row : table.edges) all.insert(all.end(), row.begin(), row.end());
  std::sort(all.begin(), all.end());
  std::vector<int> grid;  // where its columns begin
  for (const int edge : all) {
    if (grid.empty() || edge - grid.back() > kSameEdge) grid.push_back(edge);
  }
  for (std::size_t b = table.first; b < all_.places().size(); ++b) {
    CellPlaces& places = all_.places()[b];
    if (places.size() <= level || places[level].table != table.at.table) continue;
    CellPlace& place = places[level];
    if (static_cast<std::size_t>(place.row) >= table.edges.size()) continue;
    const std::vector<int>& row = table.edges[static_cast<std::size_t>(place.row)];
    const auto cell = static_cast<std::size_t>(place.column);
    if (cell >= row.size()) continue;
    const auto column = std::upper_bound(grid.begin(), grid.end(), row[cell]);
    place.column = static_cast<int>(column - grid.begin()) - 1;
  }
}

}  // namespace hexapla::ingest::doc
