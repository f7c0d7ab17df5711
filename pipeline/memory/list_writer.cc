#include "pipeline/memory/list_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "pipeline/base/error.h"
#include "pipeline/memory/large_array.h"

namespace hexapla::memory {
namespace {

// A list while it is made.
struct Cursor {
  std::uint32_t at = 0;   // first the number of its bytes, then where the next one goes
  std::uint32_t sum = 0;  // the text that came last, and one: none comes twice
};

struct LongPlace {
  std::size_t list = 0;
  std::uint32_t head = 0;  // where its LongList stands
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::uint32_t packed_size(std::uint32_t difference) {
  if (difference < 0x80U) return difference == 0 ? 0 : 1;
  return (static_cast<std::uint32_t>(std::bit_width(difference)) + 6U) / 7U;
}

// Lists are counted, then filled. Their cursors lie all over memory, so each is asked for two texts
// before it is needed, and where the text goes one text before.
class ListWriter {
 public:
  ListWriter(ListNumbers& numbers, std::uint32_t lists) : numbers_(numbers), cursors_(lists) {}

  void write(ListsOf of, SectionSink& sink) {
    count();
    place();
    fill();
    finish_long_lists();
    const auto section = [&](std::uint32_t number, const auto* data, std::size_t size) {
      sink.begin(static_cast<Section>(static_cast<std::uint32_t>(of) + number));
      sink.append({reinterpret_cast<const char*>(data), size * sizeof *data});
    };
    section(0, groups_.data(), groups_.size());
    section(1, bytes_.data(), short_size_);
    section(2, bytes_.data() + short_size_, bytes_.size() - short_size_);
    section(3, skips_.data(), skips_.size());
  }

 private:
  // Calls visit(text, its numbers) for all texts, and soon(numbers) for those one text ahead.
  template <typename Soon, typename Visit>
  void for_texts(Soon soon, Visit visit) {
    std::array<std::vector<std::uint32_t>, 3> ahead;
    std::size_t read = 0;
    bool more = true;
    const auto ask = [&] {
      std::vector<std::uint32_t>& of = ahead[read % ahead.size()];
      more = more && numbers_.next(of);
      if (!more) return;
      ++read;
      for (const std::uint32_t number : of) __builtin_prefetch(&cursors_[number], 1);
    };
    numbers_.restart();
    ask();
    ask();
    for (std::size_t text = 0; text < read; ++text) {
      ask();
      if (text + 1 < read) soon(ahead[(text + 1) % ahead.size()]);
      visit(static_cast<std::uint32_t>(text), ahead[text % ahead.size()]);
    }
  }

  void count() {
    for_texts([](const auto&) {},
              [this](std::uint32_t text, const std::vector<std::uint32_t>& numbers) {
                for (const std::uint32_t number : numbers) {
                  Cursor& cursor = cursors_[number];
                  // Nothing where the text has been.
                  cursor.at += packed_size(text + 1 - cursor.sum);
                  cursor.sum = text + 1;
                }
              });
  }

  // Where each list goes: the short ones first, with the heads of the long ones between them.
  void place() {
    std::uint64_t total = 0;
    std::uint64_t short_size = 0;
    for (const Cursor& cursor : cursors_) {
      const bool is_long = cursor.at > kShortList;
      short_size += is_long ? sizeof(LongList) : cursor.at;
      total += is_long ? cursor.at : 0;
    }
    total += short_size;
    if (total > 0xFFFFFFFFU) {
      throw Error(ErrorKind::environment, "", "", "the index of a language is larger than 4 GB",
                  "import in parts");
    }
    short_size_ = static_cast<std::uint32_t>(short_size);
    groups_.resize((cursors_.size() + kListsInGroup - 1) / kListsInGroup + 1);
    std::uint32_t next_short = 0;
    std::uint32_t next_long = short_size_;
    for (std::size_t i = 0; i < cursors_.size(); ++i) {
      Cursor& cursor = cursors_[i];
      ListGroup& group = groups_[i / kListsInGroup];
      if (i % kListsInGroup == 0) group.base = next_short;
      const auto at = static_cast<std::uint16_t>(next_short - group.base);
      const std::uint32_t size = cursor.at;
      if (size > kShortList) {
        long_.push_back({i, next_short, next_long, next_long + size});
        cursor.at = next_long;
        next_short += sizeof(LongList);
        next_long += size;
      } else {
        cursor.at = next_short;
        next_short += size;
      }
      group.at[i % kListsInGroup] = at;
      cursor.sum = 0;
    }
    // Of the last group's empty lists.
    for (std::size_t i = cursors_.size(); i % kListsInGroup != 0; ++i) {
      ListGroup& group = groups_[i / kListsInGroup];
      group.at[i % kListsInGroup] = static_cast<std::uint16_t>(next_short - group.base);
    }
    groups_.back().base = short_size_;
    bytes_.resize(total);
  }

  void fill() {
    std::uint8_t* const bytes = bytes_.data();
    for_texts(
        [&](const std::vector<std::uint32_t>& numbers) {
          for (const std::uint32_t number : numbers)
            __builtin_prefetch(bytes + cursors_[number].at, 1);
        },
        [&](std::uint32_t text, const std::vector<std::uint32_t>& numbers) {
          for (const std::uint32_t number : numbers) {
            Cursor& cursor = cursors_[number];
            std::uint32_t difference = text + 1 - cursor.sum;
            if (difference == 0) continue;
            cursor.sum = text + 1;
            std::uint8_t* to = bytes + cursor.at;
            while (difference >= 0x80U) {
              *to++ = static_cast<std::uint8_t>(difference | 0x80U);
              difference >>= 7U;
            }
            *to++ = static_cast<std::uint8_t>(difference);
            cursor.at = static_cast<std::uint32_t>(to - bytes);
          }
        });
    cursors_ = {};
  }

  void finish_long_lists() {
    for (const LongPlace& place : long_) {
      LongList head;
      head.begin = place.begin - short_size_;
      head.end = place.end - short_size_;
      head.skips = static_cast<std::uint32_t>(skips_.size());
      std::uint32_t sum = 0;
      std::uint32_t difference = 0;
      unsigned shift = 0;
      for (std::uint32_t at = place.begin; at < place.end; ++at) {
        if (shift == 0 && head.texts != 0 && head.texts % kSkip == 0)
          skips_.push_back({sum, at - place.begin});
        difference |= (bytes_[at] & 0x7FU) << shift;
        shift += 7;
        if (bytes_[at] >= 0x80U) continue;
        sum += difference;
        ++head.texts;
        difference = 0;
        shift = 0;
      }
      std::memcpy(bytes_.data() + place.head, &head, sizeof head);
      const int length_class = std::clamp(static_cast<int>(std::bit_width(head.texts)) - 6, 1,
                                          static_cast<int>(ListGroup::kLastClass));
      std::uint16_t& at = groups_[place.list / kListsInGroup].at[place.list % kListsInGroup];
      at = static_cast<std::uint16_t>(at | length_class << ListGroup::kClassShift);
    }
  }

  ListNumbers& numbers_;
  LargeArray<Cursor> cursors_;
  LargeArray<ListGroup> groups_;
  LargeArray<std::uint8_t> bytes_;
  std::uint32_t short_size_ = 0;
  std::vector<LongPlace> long_;
  std::vector<ListSkip> skips_;
};

}  // namespace

void write_lists(ListNumbers& numbers, std::uint32_t lists, ListsOf of, SectionSink& sink) {
  ListWriter(numbers, lists).write(of, sink);
}

}  // namespace hexapla::memory
