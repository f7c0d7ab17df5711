#include "pipeline/memory/packed_lists.h"

#include <algorithm>
#include <cstring>

#include "pipeline/memory/damage.h"

namespace hexapla::memory {
PackedList PackedLists::at(std::uint32_t number) const {
  if (number >= size()) damaged("a list of texts is not there");
  const Place place = place_of(number);
  if (place.begin > place.end || place.end > short_lists.size())
    damaged("a list of texts lies outside its file");
  PackedList out;
  if (place.length_class == 0) {
    out.begin = short_lists.data() + place.begin;
    out.end = short_lists.data() + place.end;
    out.texts = about(place);
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
  const std::size_t guess = skip_at(list, share);
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
