// Eight bytes of a text looked at in one number: what is asked of every byte of a text, and is
// nearly always answered the same way.
//
// Answers are marks: the highest bit of each byte that is meant, and no other one. They are exact
// for every byte, whatever the bytes beside it are. Pure; any thread.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace hexapla::text {

constexpr std::size_t kEight = sizeof(std::uint64_t);
constexpr std::uint64_t kEachByte = 0x0101010101010101U;
constexpr std::uint64_t kMarks = 0x80 * kEachByte;  // of all eight

// The bytes at `at`, of which there must be eight.
inline std::uint64_t eight_at(const char* at) {
  std::uint64_t out = 0;
  std::memcpy(&out, at, sizeof out);
  return out;
}

// How many bytes stand before the first that is marked: 8 when none is.
constexpr std::size_t before_first(std::uint64_t marks) {
  const int bits = std::endian::native == std::endian::little ? std::countr_zero(marks)
                                                              : std::countl_zero(marks);
  return static_cast<std::size_t>(bits) / 8;
}

// The bytes that are no ASCII.
constexpr std::uint64_t beyond_ascii(std::uint64_t eight) {
  return eight & kMarks;
}

// The bytes that are `c`, which is ASCII.
constexpr std::uint64_t equal_to(std::uint64_t eight, char c) {
  const std::uint64_t others = eight ^ (static_cast<unsigned char>(c) * kEachByte);
  return ~(((others & ~kMarks) + ~kMarks) | others) & kMarks;
}

// The bytes of ASCII from `first` to `last`.
constexpr std::uint64_t between(std::uint64_t eight, char first, char last) {
  const std::uint64_t low = eight & ~kMarks;
  const std::uint64_t from = low + (0x80U - static_cast<unsigned char>(first)) * kEachByte;
  const std::uint64_t behind = low + (0x7FU - static_cast<unsigned char>(last)) * kEachByte;
  return from & ~behind & ~eight & kMarks;
}

}  // namespace hexapla::text
