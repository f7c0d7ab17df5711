#include "pipeline/memory/edit_distance.h"

#include <algorithm>
#include <numeric>

namespace hexapla::memory {
namespace {

std::uint32_t scatter(std::uint32_t token) {
  return (token * 0x9E3779B1U) >> 7U;
}

}  // namespace

std::size_t EditDistance::slot(std::uint32_t token) const {
  std::size_t at = scatter(token) & mask_;
  while (rows_[at] != 0 && keys_[at] != token) at = (at + 1) & mask_;
  return at;
}

void EditDistance::prepare(std::span<const std::uint32_t> tokens) {
  size_ = tokens.size();
  words_ = std::max<std::size_t>(1, (size_ + 63) / 64);
  std::uint32_t capacity = 16;
  while (capacity < size_ * 4) capacity *= 2;
  mask_ = capacity - 1;
  keys_.assign(capacity, 0);
  rows_.assign(capacity, 0);
  bits_.assign(words_, 0);
  for (std::size_t i = 0; i < size_; ++i) {
    const std::size_t at = slot(tokens[i]);
    if (rows_[at] == 0) {
      keys_[at] = tokens[i];
      rows_[at] = static_cast<std::uint32_t>(bits_.size() / words_);
      bits_.resize(bits_.size() + words_, 0);
    }
    bits_[rows_[at] * words_ + i / 64] |= std::uint64_t{1} << (i % 64);
  }
}

std::size_t EditDistance::to(std::span<const std::uint32_t> other, std::size_t limit) {
  if (size_ == 0) return other.size();
  return words_ == 1 ? to_short(other, limit) : to_long(other, limit);
}

std::size_t EditDistance::to_short(std::span<const std::uint32_t> other, std::size_t limit) const {
  std::uint64_t positive = ~std::uint64_t{0};
  std::uint64_t negative = 0;
  std::size_t distance = size_;
  const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
  std::size_t remaining = other.size();
  for (const std::uint32_t token : other) {
    const std::uint64_t equal = bits_[rows_[slot(token)]];
    const std::uint64_t vertical = equal | negative;
    const std::uint64_t horizontal = (((equal & positive) + positive) ^ positive) | equal;
    std::uint64_t up = negative | ~(horizontal | positive);
    std::uint64_t down = positive & horizontal;
    distance += (up & last) != 0 ? 1 : 0;
    distance -= (down & last) != 0 ? 1 : 0;
    // A token that is still to come takes off one at best.
    --remaining;
    if (distance > remaining && distance - remaining > limit) return distance - remaining;
    up = (up << 1U) | 1U;
    down <<= 1U;
    positive = down | ~(vertical | up);
    negative = up & vertical;
  }
  return distance;
}

std::size_t EditDistance::to_long(std::span<const std::uint32_t> other, std::size_t limit) {
  positive_.assign(words_, ~std::uint64_t{0});
  negative_.assign(words_, 0);
  std::size_t distance = size_;
  const std::uint64_t last = std::uint64_t{1} << ((size_ - 1) % 64);
  std::size_t remaining = other.size();
  for (const std::uint32_t token : other) {
    const std::uint64_t* equals = &bits_[rows_[slot(token)] * words_];
    // What enters a word from below: the first row of the table grows by one a column.
    std::uint64_t carry_up = 1;
    std::uint64_t carry_down = 0;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t positive = positive_[w];
      const std::uint64_t negative = negative_[w];
      const std::uint64_t vertical = equals[w] | negative;
      const std::uint64_t equal = equals[w] | carry_down;
      const std::uint64_t horizontal = (((equal & positive) + positive) ^ positive) | equal;
      std::uint64_t up = negative | ~(horizontal | positive);
      std::uint64_t down = positive & horizontal;
      if (w + 1 == words_) {
        distance += (up & last) != 0 ? 1 : 0;
        distance -= (down & last) != 0 ? 1 : 0;
      }
      const std::uint64_t out_up = up >> 63U;
      const std::uint64_t out_down = down >> 63U;
      up = (up << 1U) | carry_up;
      down = (down << 1U) | carry_down;
      carry_up = out_up;
      carry_down = out_down;
      positive_[w] = down | ~(vertical | up);
      negative_[w] = up & vertical;
    }
    --remaining;
    if (distance > remaining && distance - remaining > limit) return distance - remaining;
  }
  return distance;
}

std::size_t plain_edit_distance(std::span<const std::uint64_t> a,
                                std::span<const std::uint64_t> b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row[b.size()];
}

}  // namespace hexapla::memory
