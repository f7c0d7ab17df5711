#include "analyzers/segmentation/han_words.h"

#include <unicode/brkiter.h>
#include <unicode/ucharstrie.h>
#include <unicode/udata.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

namespace hexapla::segmentation {
namespace {

// ICU's constants: the cost of a character that is no word, and the longest word.
constexpr std::uint32_t kNoWord = 255;
constexpr std::size_t kLongestWord = 20;

// What the trie says after one character.
struct First {
  std::uint64_t state = 0;
  std::int32_t cost = -1;  // of the character as a word; -1: it is none
  bool goes_on = false;    // longer words begin with it
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

  // The table of first characters, a page at a time: a constant, computed when it is first asked
  // for, never changed or freed afterwards.
  const First& first(char16_t c) const {
    const std::size_t number = c >> 8U;
    const Page* found = pages_[number].load(std::memory_order_acquire);
    return (found != nullptr ? *found : make_page(number))[c & 0xFFU];
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
    UDataMemory* data = udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status);
    if (U_FAILURE(status)) return;
    const auto* head = static_cast<const std::int32_t*>(udata_getMemory(data));
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
      First& entry = (*made)[i];
      const UStringTrieResult result = trie.first(static_cast<std::int32_t>(number * 256 + i));
      if (USTRINGTRIE_HAS_VALUE(result)) entry.cost = trie.getValue();
      entry.goes_on = USTRINGTRIE_HAS_NEXT(result);
      if (entry.goes_on) entry.state = trie.getState64();
    }
    const Page* expected = nullptr;
    if (pages_[number].compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
      return *made.release();
    return *expected;
  }

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
    if (run[i] > 0xFFFF) {
      word(1, kNoWord);  // ICU's dictionary knows none of these
      continue;
    }
    const First& first = dictionary.first(static_cast<char16_t>(run[i]));
    if (first.cost >= 0) word(1, static_cast<std::uint32_t>(first.cost));
    if (first.goes_on) {
      trie.resetToState64(first.state);
      const std::size_t most = std::min(kLongestWord, run.size() - i);
      for (std::size_t length = 2; length <= most; ++length) {
        const UStringTrieResult result = trie.next(static_cast<std::int32_t>(run[i + length - 1]));
        if (USTRINGTRIE_HAS_VALUE(result))
          word(length, static_cast<std::uint32_t>(trie.getValue()));
        if (!USTRINGTRIE_HAS_NEXT(result)) break;
      }
    }
    if (first.cost < 0) word(1, kNoWord);
  }
  for (std::size_t at = run.size(); at > 0; at = cuts[at].from)
    ends.push_back(static_cast<std::uint32_t>(at));
  std::reverse(ends.begin(), ends.end());
}

}  // namespace hexapla::segmentation
