#include "pipeline/ingest/nested_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

// What the blocks tell of a table.
struct Seen {
  std::optional<std::pair<int, int>> cell;  // the first one with text
  bool several = false;                     // there is another
  bool holds = false;                       // tables stand in it
};

}  // namespace

void NestedTables::put(std::size_t block, CellPlaces places) {
  if (places.empty()) return;
  if (places_.size() <= block) places_.resize(block + 1);
  places_[block] = std::move(places);
}

void NestedTables::head(int table, int row) {
  for (std::size_t b = places_.size(); b-- > 0;) {
    const auto place = std::find_if(places_[b].begin(), places_[b].end(), [&](const CellPlace& p) {
      return p.table == table && p.row == row;
    });
    if (place == places_[b].end()) return;
    place->header_row = true;
  }
}

void NestedTables::settle(std::vector<RawBlock>& blocks) const {
  const std::size_t size = std::min(places_.size(), blocks.size());
  std::map<int, Seen> tables;
  for (std::size_t b = 0; b < size; ++b) {
    const bool text = !text::trim(blocks[b].text.view()).empty();
    for (std::size_t i = 0; i < places_[b].size(); ++i) {
      const CellPlace& place = places_[b][i];
      Seen& table = tables[place.table];
      table.holds = table.holds || i + 1 < places_[b].size();
      if (!text) continue;
      const std::pair<int, int> cell{place.row, place.column};
      table.several = table.several || (table.cell && *table.cell != cell);
      table.cell = cell;
    }
  }
  const auto is_frame = [&](const CellPlace& place) {
    const Seen& table = tables[place.table];
    const auto i = static_cast<std::size_t>(place.table);
    const Fact fact = i < facts_.size() ? facts_[i] : Fact();
    return fact.frame || !table.several || (table.holds && !fact.seen);
  };
  std::map<int, int> numbers;
  for (std::size_t b = 0; b < size; ++b) {
    if (places_[b].empty()) continue;
    RawBlock& block = blocks[b];
    const auto place = std::find_if_not(places_[b].begin(), places_[b].end(), is_frame);
    block.table = block.row = block.column = -1;
    block.header_row = false;
    if (place == places_[b].end()) {
      if (block.kind == RawKind::cell) block.kind = RawKind::paragraph;
      continue;
    }
    block.kind = RawKind::cell;
    block.level = 0;
    block.table = numbers.emplace(place->table, static_cast<int>(numbers.size())).first->second;
    block.row = place->row;
    block.column = place->column;
    block.header_row = place->header_row;
  }
}

}  // namespace hexapla::ingest
