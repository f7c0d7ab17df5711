// The numbers of pages, as their edges print them. Internal to this room.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace hexapla::normalize {

// The line of a page's number, folded, in bytes: "страница 12 из 340" has 29.
inline constexpr std::size_t kLongestNumber = 36;

// The number that a line is as a whole, as pages are numbered: "3", "- 3 -", "Page 3 of 12",
// "第3页".
std::optional<long> page_number(std::string_view text);

}  // namespace hexapla::normalize
