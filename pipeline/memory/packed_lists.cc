#include "pipeline/memory/packed_lists.h"

#include <algorithm>
#include <cstring>

#include "pipeline/memory/damage.h"

namespace hexapla::memory {
namespace {

struct Place {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_long = false;
};

Place place_of(std::span<const ListGroup> groups, std::uint32_t number) {
  const std::uint32_t group = number / kListsInGroup;
  const std::uint32_t in_group = number % kListsInGroup;
  const ListGroup& g = groups[group];
  constexpr std::uint32_t kOffset = ListGroup::kLong - 1U;
  Place out;
  out.begin = g.base + (g.at[in_group] & kOffset);
  out.end = in_group + 1 < kListsInGroup ? g.base + (g.at[in_group + 1] & kOffset)
                                         : groups[group + 1].base;
  out.is_long = (g.at[in_group] & ListGroup::kLong) != 0;
  return out;
}

}  // namespace

void PackedLists::prefetch_head(std::uint32_t number) const {
  if (number >= size()) return;
  const Place place = place_of(groups, number);
  if (place.is_long && place.begin < short_lists.size())
    __builtin_prefetch(&short_lists[place.begin]);
}

PackedList PackedLists::at(std::uint32_t number) const {
  if (number >= size()) damaged("a list of texts is not there");
  const Place place = place_of(groups, number);
  if (place.begin > place.end || place.end > short_lists.size())
    damaged("a list of texts lies outside its file");
  PackedList out;
  if (!place.is_long) {
    out.begin = short_lists.data() + place.begin;
    out.end = short_lists.data() + place.end;
    // Two or three bytes a text: short lists are those of rare things.
    out.texts = (std::size_t{place.end - place.begin} * 2 + 4) / 5;
    return out;
  }
  LongList head;
  if (place.end - place.begin != sizeof head) damaged("a list of texts has no head");
  std::memcpy(&head, short_lists.data() + place.begin, sizeof head);
  const std::size_t count = head.texts == 0 ? 0 : (head.texts - 1) / kSkip;
  if (head.begin > head.end || head.end > long_lists.size() || head.skips > skips.size() ||
      count > skips.size() - head.skips)
    damaged("a list of texts lies outside its file");
  out.begin = long_lists.data() + head.begin;
  out.end = long_lists.data() + head.end;
  out.texts = head.texts;
  out.skips = skips.subspan(head.skips, count);
  return out;
}

void ListReader::skip_to(const PackedList& list, std::uint32_t text, double share) {
  const std::span<const ListSkip> skips = list.skips;
  if (skips.empty()) return;
  // The last skip that leaves out only texts before `text`: those of a sum up to `text`. Sought
  // from the guess in growing steps, because a search in all of the table would wait for memory at
  // every step.
  const auto before = [&](std::size_t i) { return skips[i].sum <= text; };
  const auto guess =
      static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(skips.size() - 1));
  std::size_t from = guess;
  std::size_t to = guess;
  std::size_t step = 4;
  if (before(guess)) {
    from = to = guess + 1;
    while (to < skips.size() && before(to)) {
      from = to + 1;
      to = std::min(to + step, skips.size());
      step *= 2;
    }
  } else {
    while (from > 0 && !before(from - 1)) {
      to = from - 1;
      from = from > step ? from - step : 0;
      step *= 2;
    }
  }
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    if (before(middle)) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  if (from == 0) return;
  const ListSkip& skip = skips[from - 1];
  if (skip.at > static_cast<std::size_t>(list.end - list.begin))
    damaged("a list of texts is shorter than its table");
  at_ = list.begin + skip.at;
  sum_ = skip.sum;
}

}  // namespace hexapla::memory
