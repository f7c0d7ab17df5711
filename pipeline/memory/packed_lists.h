// Internal: many rising lists of texts, packed. What is written from one text to the next is the
// difference, in 7 bits a byte, the last byte without its highest bit; the first difference is the
// first text and one.
//
// Short lists, which most are, lie one after the other, and thirty share a line of the processor's
// cache that tells where each begins and about how long it is. In the place of a list of more than
// kShortList bytes stands a LongList: its bytes lie elsewhere, with a table that tells where every
// 128th text stands.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla::memory {

// These three are written to disk; do not change.
inline constexpr std::uint32_t kListsInGroup = 30;
struct ListGroup {
  // The upper four bits of `at`: 0 for a short list, else c for a long one of 2^(c+5) to 2^(c+6) -
  // 1 texts, the first and the last c for fewer and more too.
  static constexpr unsigned kClassShift = 12;
  static constexpr unsigned kLastClass = 15;

  std::uint32_t base = 0;                // of its first list, in the short lists
  std::uint16_t at[kListsInGroup] = {};  // of each, from there
};
static_assert(sizeof(ListGroup) == 64);

struct LongList {
  std::uint32_t begin = 0;  // in the long lists
  std::uint32_t end = 0;
  std::uint32_t texts = 0;
  std::uint32_t skips = 0;  // the first of its skips, of which there are (texts - 1) / kSkip
};

struct ListSkip {
  std::uint32_t sum = 0;  // of all differences before
  std::uint32_t at = 0;   // of the next one, in the list's bytes
};

inline constexpr std::uint32_t kShortList = 128;  // bytes
inline constexpr std::uint32_t kSkip = 128;       // texts
static_assert(kListsInGroup * kShortList < 1U << ListGroup::kClassShift);

struct PackedList {
  const std::uint8_t* begin = nullptr;
  const std::uint8_t* end = nullptr;
  std::size_t texts = 0;  // of a short list about so many
  std::span<const ListSkip> skips;

  bool empty() const { return begin == end; }
};

// The skip that stands about after `share`, 0 to 1, of a list that has skips.
inline std::size_t skip_at(const PackedList& list, double share) {
  return static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) *
                                  static_cast<double>(list.skips.size() - 1));
}

// Reads a list from its start or from a text on. Of a damaged list it reads wrong texts, which may
// fall, and nothing outside the list.
class ListReader {
 public:
  ListReader() = default;
  explicit ListReader(const PackedList& list) : at_(list.begin), end_(list.end) {}

  // The next text; false at the end.
  bool next(std::uint32_t& text) {
    if (at_ == end_) return false;
    std::uint32_t difference = *at_++;
    if (difference >= 0x80U) {
      difference &= 0x7FU;
      for (unsigned shift = 7; at_ != end_ && shift < 32; shift += 7) {
        const std::uint32_t byte = *at_++;
        difference |= (byte & 0x7FU) << shift;
        if (byte < 0x80U) break;
      }
    }
    sum_ += difference;
    text = sum_ - 1;
    return true;
  }

  // Leaves out texts before `text`, perhaps not all. `share`: of the list's texts about that part
  // is before it.
  void skip_to(const PackedList& list, std::uint32_t text, double share);

  // Asks for the bytes that are read next.
  void prefetch() const { __builtin_prefetch(at_); }

 private:
  const std::uint8_t* at_ = nullptr;
  const std::uint8_t* end_ = nullptr;
  std::uint32_t sum_ = 0;
};

struct PackedLists {
  std::span<const ListGroup> groups;  // and one that only tells where the last list ends
  std::span<const std::uint8_t> short_lists;
  std::span<const std::uint8_t> long_lists;
  std::span<const ListSkip> skips;

  // Every list up to a multiple of kListsInGroup.
  std::uint32_t size() const {
    return static_cast<std::uint32_t>(groups.size() - 1) * kListsInGroup;
  }
  bool fits() const { return !groups.empty() && groups.back().base == short_lists.size(); }

  // Throws Error(environment) when the list is not there or lies outside its file.
  PackedList at(std::uint32_t number) const;

  // About how many texts are on the list, without reading it: 0 for none.
  std::size_t about(std::uint32_t number) const;

  // Asks for what about() reads, and for what at() reads.
  void prefetch(std::uint32_t number) const {
    if (number < size()) __builtin_prefetch(&groups[number / kListsInGroup]);
  }
  void prefetch_list(std::uint32_t number) const;

 private:
  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    unsigned length_class = 0;
  };
  Place place_of(std::uint32_t number) const {
    const std::uint32_t in_group = number % kListsInGroup;
    const ListGroup* const group = &groups[number / kListsInGroup];
    constexpr std::uint32_t kOffset = (1U << ListGroup::kClassShift) - 1U;
    Place out;
    out.begin = group->base + (group->at[in_group] & kOffset);
    out.end = in_group + 1 < kListsInGroup ? group->base + (group->at[in_group + 1] & kOffset)
                                           : group[1].base;
    out.length_class = group->at[in_group] >> ListGroup::kClassShift;
    return out;
  }
  // Two or three bytes a text: short lists are those of rare things.
  static std::size_t about(const Place& place) {
    return place.length_class == 0 ? (std::size_t{place.end - place.begin} * 2 + 4) / 5
                                   : std::size_t{48} << place.length_class;
  }
};

inline std::size_t PackedLists::about(std::uint32_t number) const {
  return number < size() ? about(place_of(number)) : 0;
}

inline void PackedLists::prefetch_list(std::uint32_t number) const {
  if (number >= size()) return;
  const std::uint32_t begin = place_of(number).begin;
  if (begin < short_lists.size()) __builtin_prefetch(&short_lists[begin]);
}

}  // namespace hexapla::memory
