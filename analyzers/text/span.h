// A half-open byte range.
#pragma once

#include <compare>
#include <cstddef>

namespace hexapla {

// [begin, end) in bytes of some UTF-8 text; which text is said where the Span is declared.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  constexpr std::size_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::size_t at) const { return begin <= at && at < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const Span&) const = default;
};

}  // namespace hexapla
