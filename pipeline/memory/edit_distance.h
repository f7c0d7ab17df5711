// Internal: edit distance between token sequences, 64 cells at a time (Myers 1999, in the form of
// Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances").
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla::memory {

// One sequence, prepared to be compared with many. Insertions, deletions and substitutions of one
// token cost one each. O(other * ceil(own / 64)) a comparison.
class EditDistance {
 public:
  // Forgets what was there; the object is made to be used again.
  void prepare(std::span<const std::uint32_t> tokens);

  // The distance, or any number above `limit` where it is above: the comparison ends early then.
  std::size_t to(std::span<const std::uint32_t> other,
                 std::size_t limit = static_cast<std::size_t>(-1));

 private:
  std::size_t slot(std::uint32_t token) const;
  std::size_t to_short(std::span<const std::uint32_t> other, std::size_t limit) const;
  std::size_t to_long(std::span<const std::uint32_t> other, std::size_t limit);

  std::size_t size_ = 0;
  std::size_t words_ = 0;
  std::uint32_t mask_ = 0;
  // An open hash table from token to row of `bits_`; row 0 is that of all other tokens.
  std::vector<std::uint32_t> keys_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint64_t> bits_;  // words_ a row
  std::vector<std::uint64_t> positive_;
  std::vector<std::uint64_t> negative_;
};

// The same by the textbook's table, O(a * b): for tests and for those who distrust the above.
std::size_t plain_edit_distance(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

}  // namespace hexapla::memory
