// Logarithm and exponential to about six digits, from the bits of a float: the lattice needs
// millions of them, and the same ones on every machine. Internal to the room.
#pragma once

#include <bit>
#include <cstdint>

namespace hexapla::align {

// Natural logarithm of a positive, normal x.
inline float fast_log(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  // Mantissa in [sqrt(1/2), sqrt(2)).
  const std::uint32_t shifted = bits - 0x3F3504F3U;
  const auto exponent = static_cast<float>(static_cast<std::int32_t>(shifted) >> 23);
  const float m = std::bit_cast<float>((shifted & 0x007FFFFFU) + 0x3F3504F3U);
  // log(m) = 2 atanh((m - 1) / (m + 1)).
  const float s = (m - 1) / (m + 1);
  const float s2 = s * s;
  return exponent * 0.69314718F + 2 * s * (1 + s2 * (0.33333333F + s2 * (0.2F + s2 * 0.14285714F)));
}

// The same for a positive, normal double, which may lie beyond what a float holds.
inline float fast_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto exponent = static_cast<std::int32_t>(bits >> 52) - 1023;
  const double mantissa =
      std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
  return static_cast<float>(exponent) * 0.69314718F + fast_log(static_cast<float>(mantissa));
}

// e^x for x in [-80, 80].
inline float fast_exp(float x) {
  const float y = x * 1.44269504F;
  const auto whole = static_cast<std::int32_t>(y < 0 ? y - 0.5F : y + 0.5F);
  const float f = (y - static_cast<float>(whole)) * 0.69314718F;
  const float p =
      1 + f * (1 + f * (0.5F + f * (0.16666667F + f * (0.041666667F + f * 0.0083333333F))));
  return p * std::bit_cast<float>(static_cast<std::uint32_t>(whole + 127) << 23);
}

}  // namespace hexapla::align
