// Internal: about how many different things there are among many, in little memory (Flajolet and
// others 2007, "HyperLogLog: the analysis of a near-optimal cardinality estimation algorithm").
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace hexapla::memory {

class Distinct {
 public:
  // `hash`: 64 bits of a good one.
  void add(std::uint64_t hash) {
    std::uint8_t& most = most_[hash >> (64U - kBits)];
    const auto zeros = static_cast<std::uint8_t>(std::countl_zero(hash << kBits | 1U) + 1);
    if (zeros > most) most = zeros;
  }

  // Within a few percent.
  double estimate() const {
    double sum = 0;
    double free = 0;
    for (const std::uint8_t most : most_) {
      sum += std::ldexp(1.0, -most);
      if (most == 0) ++free;
    }
    constexpr double kSize = std::size_t{1} << kBits;
    const double raw = 0.7213 / (1.0 + 1.079 / kSize) * kSize * kSize / sum;
    // Few things are counted better by the registers that none has touched.
    return raw < 2.5 * kSize && free > 0 ? kSize * std::log(kSize / free) : raw;
  }

 private:
  static constexpr unsigned kBits = 10;
  std::array<std::uint8_t, std::size_t{1} << kBits> most_{};
};

}  // namespace hexapla::memory
