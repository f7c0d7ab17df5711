// The places of cells in a table whose cells span rows and columns. Internal to this room.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace hexapla::ingest {

class TableGrid {
 public:
  static constexpr int kMostColumns = 1000;
  static constexpr int kMostRows = 65534;  // that one cell may span, by the standard of HTML

  void open_row() {
    ++row_;
    column_ = 0;
    in_row_ = true;
  }

  void close_row() {
    if (!in_row_) return;
    in_row_ = false;
    for (int& rows : taken_) rows = std::max(0, rows - 1);
    while (!taken_.empty() && taken_.back() == 0) taken_.pop_back();
  }

  // The column of the next cell of the row; opens a row where none is.
  int open_cell(int columns, int rows) {
    if (!in_row_) open_row();
    while (at(column_) > 0) ++column_;
    const int out = std::min(column_, kMostColumns);
    column_ = std::min(column_ + std::clamp(columns, 1, kMostColumns), kMostColumns);
    if (taken_.size() < static_cast<std::size_t>(column_))
      taken_.resize(static_cast<std::size_t>(column_), 0);
    for (int c = out; c < column_; ++c)
      taken_[static_cast<std::size_t>(c)] = std::clamp(rows, 1, kMostRows);
    return out;
  }

  int row() const { return row_; }
  bool in_row() const { return in_row_; }

 private:
  int at(int column) const {
    const auto c = static_cast<std::size_t>(column);
    return c < taken_.size() ? taken_[c] : 0;
  }

  int row_ = -1;
  int column_ = 0;
  bool in_row_ = false;
  std::vector<int> taken_;  // rows that a cell above still takes, by column
};

}  // namespace hexapla::ingest
