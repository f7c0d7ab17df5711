// How long a text is to be beside its translations. Internal to the room.
#pragma once

#include <vector>

#include "pipeline/check/row.h"

namespace hexapla::check {

// The proportions of the languages: those of the tables ([relative-length]), corrected by what this
// Work shows.
class Lengths {
 public:
  explicit Lengths(const Subject& subject);

  // Length of a side beside what the other sides let expect; 1 when there is nothing to compare.
  double ratio(const RowView& row, std::size_t side) const;
  // The expected length as if the side were English: how much the ratio can be trusted.
  double expected(const RowView& row, std::size_t side) const;

  // The same beside one other side alone.
  double ratio_to(const RowView& row, std::size_t side, std::size_t other) const;
  double expected_from(const RowView& row, std::size_t side, std::size_t other) const;

 private:
  std::vector<double> relative_;  // by side
};

}  // namespace hexapla::check
