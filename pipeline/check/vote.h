// Who is right when languages differ. Internal to the room.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace hexapla::check {

// What one side has beside the consensus; indexes into its own values and into `consensus`.
struct Difference {
  std::size_t side = 0;
  std::vector<std::string> missing;  // values of the consensus that the side lacks
  std::vector<std::string> extra;    // values of the side that are no consensus
};

struct Ballot {
  std::size_t side = 0;
  std::vector<std::string> values;  // distinct
};

struct Result {
  std::vector<std::string> consensus;
  std::vector<Difference> differences;
};

// `original`: the side that decides, or -1: then what more than half of the ballots have is
// consensus, and in a tie what the side `base` has (or, when it casts no ballot, nothing).
Result vote(std::span<const Ballot> ballots, int original, int base);

}  // namespace hexapla::check
