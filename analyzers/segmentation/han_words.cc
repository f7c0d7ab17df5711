#include "analyzers/segmentation/han_words.h"

#include <unicode/appendable.h>
#include <unicode/brkiter.h>
#include <unicode/ucharstrie.h>
#include <unicode/udata.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <memory>

namespace hexapla::segmentation {
namespace {

// ICU's constants: the cost of a character that is no word, and the longest word.
constexpr std::uint32_t kNoWord = 255;
constexpr std::size_t kLongestWord = 20;
// How many characters before they are needed the tables are asked for.
constexpr std::size_t kSoon = 6;
constexpr std::size_t kLater = 12;

// A place in the trie, in half of the bits that ICU takes: five for what is left of a linear match,
// the rest for an offset, of which 59 are many more than the dictionary is large.
constexpr unsigned kOffsetBits = 27;
constexpr unsigned kIcuOffsetBits = 59;
std::uint32_t packed(std::uint64_t state) {
  return static_cast<std::uint32_t>(state >> kIcuOffsetBits << kOffsetBits) |
         static_cast<std::uint32_t>(state & ((1U << kOffsetBits) - 1));
}
std::uint64_t unpacked(std::uint32_t state) {
  return std::uint64_t{state >> kOffsetBits} << kIcuOffsetBits |
         (state & ((1U << kOffsetBits) - 1));
}

// What the trie says after some characters.
struct Node {
  std::uint32_t state = 0;  // of the trie, where longer words go on; 0 where none do
  std::int16_t cost = -1;   // of the characters as a word; -1: they are none
  char16_t last = 0;        // the last of them, 0 for a free place of a table

  bool goes_on() const { return state != 0; }
};

// All second characters of words with the same first, in an open table of which half is free.
class Seconds {
 public:
  Seconds(icu::UCharsTrie trie, const Node& first) {
    icu::UnicodeString characters;
    icu::UnicodeStringAppendable sink(characters);
    trie.resetToState64(unpacked(first.state));
    const auto count = static_cast<std::size_t>(trie.getNextUChars(sink));
    nodes_.resize(std::bit_ceil(2 * count + 1));
    for (int32_t i = 0; i < characters.length(); ++i) {
      trie.resetToState64(unpacked(first.state));
      Node& node = nodes_[place(characters[i])];
      node = node_of(trie, trie.next(characters[i]), characters[i]);
    }
  }

  const Node& operator[](char16_t c) const { return nodes_[place(c)]; }
  void prefetch(char16_t c) const { __builtin_prefetch(&nodes_[start(c)]); }

  static Node node_of(const icu::UCharsTrie& trie, UStringTrieResult result, char16_t last) {
    Node out;
    out.last = last;
    if (USTRINGTRIE_HAS_VALUE(result)) out.cost = static_cast<std::int16_t>(trie.getValue());
    if (USTRINGTRIE_HAS_NEXT(result)) out.state = packed(trie.getState64());
    return out;
  }

 private:
  std::size_t start(char16_t c) const { return ((c * 0x9E3779B1U) >> 16U) & (nodes_.size() - 1); }
  // Where the character is, or a free place.
  std::size_t place(char16_t c) const {
    const std::size_t mask = nodes_.size() - 1;
    std::size_t at = start(c);
    while (nodes_[at].last != c && nodes_[at].last != 0) at = (at + 1) & mask;
    return at;
  }
  std::vector<Node> nodes_;
};

// Computed when they are first asked for, never changed or freed afterwards.
template <typename T>
const T& publish(std::atomic<const T*>& to, std::unique_ptr<const T> made) {
  const T* expected = nullptr;
  if (to.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *expected;
}

struct First {
  Node node;
  mutable std::atomic<const Seconds*> seconds = nullptr;
};
using Page = std::array<First, 256>;

// ICU's Chinese and Japanese dictionary, a trie from words to costs (the negative logarithm of the
// probability), where it lies in ICU's data.
class Dictionary {
 public:
  static const Dictionary& instance() {
    static const Dictionary only;
    return only;
  }
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  const char16_t* trie() const { return trie_; }  // null when ICU was built without it

  const First& first(char16_t c) const {
    const std::size_t number = c >> 8U;
    const Page* found = pages_[number].load(std::memory_order_acquire);
    return (found != nullptr ? *found : make_page(number))[c & 0xFFU];
  }

  // Asks memory for what first() and then operator[] will read; changes nothing.
  void prefetch_first(char32_t c) const {
    if (c > 0xFFFF) return;
    const Page* found = pages_[c >> 8U].load(std::memory_order_acquire);
    if (found != nullptr) __builtin_prefetch(&(*found)[c & 0xFFU]);
  }
  void prefetch_second(char32_t c, char32_t next) const {
    if (c > 0xFFFF || next > 0xFFFF) return;
    const Page* found = pages_[c >> 8U].load(std::memory_order_acquire);
    if (found == nullptr) return;
    const Seconds* seconds = (*found)[c & 0xFFU].seconds.load(std::memory_order_acquire);
    if (seconds != nullptr) seconds->prefetch(static_cast<char16_t>(next));
  }

  // What words go on with after `first`, which has such.
  const Seconds& seconds(const First& first) const {
    const Seconds* found = first.seconds.load(std::memory_order_acquire);
    if (found != nullptr) return *found;
    return publish(first.seconds,
                   std::make_unique<const Seconds>(icu::UCharsTrie(trie_), first.node));
  }

 private:
  Dictionary() {
    // The head of a dictionary: eight numbers, of which the first says where the trie begins and
    // the fifth what kind of trie it is.
    constexpr std::int32_t kOffset = 0;
    constexpr std::int32_t kKind = 4;
    constexpr std::int32_t kKindMask = 7;
    constexpr std::int32_t kKindUChars = 1;
    UErrorCode status = U_ZERO_ERROR;
    data_ = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
    if (U_FAILURE(status)) return;
    const auto* head = static_cast<const std::int32_t*>(udata_getMemory(data_));
    if ((head[kKind] & kKindMask) == kKindUChars) {
      trie_ =
          reinterpret_cast<const char16_t*>(reinterpret_cast<const char*>(head) + head[kOffset]);
    }
  }
  ~Dictionary() = default;

  const Page& make_page(std::size_t number) const {
    auto made = std::make_unique<Page>();
    icu::UCharsTrie trie(trie_);
    for (std::size_t i = 0; i < made->size(); ++i) {
      const auto c = static_cast<char16_t>(number * 256 + i);
      (*made)[i].node = Seconds::node_of(trie, trie.first(c), c);
    }
    return publish(pages_[number], std::unique_ptr<const Page>(std::move(made)));
  }

  UDataMemory* data_ = nullptr;  // what the trie lies in; open until the process ends
  const char16_t* trie_ = nullptr;
  mutable std::array<std::atomic<const Page*>, 256> pages_{};
};

// The way of ICU itself, for an ICU whose dictionary is of another kind.
void by_break_iterator(std::span<const char32_t> run, std::vector<std::uint32_t>& ends) {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  icu::UnicodeString text;
  for (const char32_t c : run) text.append(static_cast<UChar32>(c));
  if (breaks != nullptr) {
    breaks->setText(text);
    breaks->first();
    for (int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next())
      ends.push_back(static_cast<std::uint32_t>(text.countChar32(0, at)));
  }
  if (ends.empty()) ends.push_back(static_cast<std::uint32_t>(run.size()));
}

struct Cut {
  std::uint32_t cost = 0xFFFFFFFF;  // of the best way to cut what stands before this place
  std::uint32_t from = 0;           // where the last word of that way begins
};

}  // namespace

void han_words(std::span<const char32_t> run, std::vector<std::uint32_t>& ends) {
  ends.clear();
  if (run.empty()) return;
  const Dictionary& dictionary = Dictionary::instance();
  if (dictionary.trie() == nullptr) {
    by_break_iterator(run, ends);
    return;
  }
  thread_local std::vector<Cut> cuts;
  cuts.assign(run.size() + 1, Cut{});
  cuts[0].cost = 0;
  icu::UCharsTrie trie(dictionary.trie());
  for (std::size_t i = 0; i < run.size(); ++i) {
    const std::uint32_t so_far = cuts[i].cost;
    const auto word = [&](std::size_t length, std::uint32_t cost) {
      Cut& cut = cuts[i + length];
      // Of two ways that cost the same, the one that was found first stays, as in ICU.
      if (so_far + cost < cut.cost) cut = {so_far + cost, static_cast<std::uint32_t>(i)};
    };
    if (i + kSoon < run.size()) dictionary.prefetch_second(run[i + kSoon - 1], run[i + kSoon]);
    if (i + kLater < run.size()) dictionary.prefetch_first(run[i + kLater]);
    if (run[i] > 0xFFFF) {
      word(1, kNoWord);  // ICU's dictionary knows none of these
      continue;
    }
    const First& first = dictionary.first(static_cast<char16_t>(run[i]));
    if (first.node.cost >= 0) word(1, static_cast<std::uint32_t>(first.node.cost));
    if (first.node.goes_on() && i + 1 < run.size() && run[i + 1] <= 0xFFFF) {
      const Node& second = dictionary.seconds(first)[static_cast<char16_t>(run[i + 1])];
      if (second.cost >= 0) word(2, static_cast<std::uint32_t>(second.cost));
      if (second.goes_on()) {
        trie.resetToState64(unpacked(second.state));
        const std::size_t most = std::min(kLongestWord, run.size() - i);
        for (std::size_t length = 3; length <= most; ++length) {
          const UStringTrieResult result =
              trie.next(static_cast<std::int32_t>(run[i + length - 1]));
          if (USTRINGTRIE_HAS_VALUE(result))
            word(length, static_cast<std::uint32_t>(trie.getValue()));
          if (!USTRINGTRIE_HAS_NEXT(result)) break;
        }
      }
    }
    if (first.node.cost < 0) word(1, kNoWord);
  }
  for (std::size_t at = run.size(); at > 0; at = cuts[at].from)
    ends.push_back(static_cast<std::uint32_t>(at));
  std::reverse(ends.begin(), ends.end());
}

}  // namespace hexapla::segmentation
