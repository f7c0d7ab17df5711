#include "pipeline/memory/packed_lists.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "pipeline/memory/distinct.h"
#include "pipeline/memory/list_writer.h"

namespace hexapla::memory {
namespace {

using Numbers = std::vector<std::vector<std::uint32_t>>;  // of each text

class Given : public ListNumbers {
 public:
  explicit Given(const Numbers& numbers) : numbers_(numbers) {}
  void restart() override { at_ = 0; }
  bool next(std::vector<std::uint32_t>& out) override {
    if (at_ == numbers_.size()) return false;
    out = numbers_[at_++];
    return true;
  }

 private:
  const Numbers& numbers_;
  std::size_t at_ = 0;
};

// Keeps the sections and reads the lists from them.
class Kept : public SectionSink {
 public:
  void begin(Section section) override { now_ = &sections_[section]; }
  void append(std::string_view bytes) override { *now_ += bytes; }

  PackedLists lists() const {
    PackedLists out;
    read(Section::pair_list_groups, out.groups);
    read(Section::pair_short_lists, out.short_lists);
    read(Section::pair_long_lists, out.long_lists);
    read(Section::pair_list_skips, out.skips);
    return out;
  }

 private:
  template <typename T>
  void read(Section section, std::span<const T>& out) const {
    const std::string& bytes = sections_.at(section);
    EXPECT_EQ(bytes.size() % sizeof(T), 0U);
    out = {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  std::map<Section, std::string> sections_;
  std::string* now_ = nullptr;
};

std::vector<std::uint32_t> texts_of(const PackedList& list) {
  std::vector<std::uint32_t> out;
  ListReader reader(list);
  for (std::uint32_t text = 0; reader.next(text);) out.push_back(text);
  return out;
}

std::vector<std::vector<std::uint32_t>> turned(const Numbers& numbers, std::size_t lists) {
  std::vector<std::vector<std::uint32_t>> out(lists);
  for (std::uint32_t text = 0; text < numbers.size(); ++text) {
    for (const std::uint32_t n : numbers[text]) {
      if (out[n].empty() || out[n].back() != text) out[n].push_back(text);
    }
  }
  return out;
}

TEST(PackedLists, GiveBackWhatWentIn) {
  std::mt19937 random(7);
  // No list at all, one, and as many as a group of thirty holds, one fewer and one more.
  for (const std::uint32_t lists : {1U, 29U, 30U, 31U, 60U, 1000U}) {
    for (const std::size_t texts : {0U, 1U, 2U, 3U, 5000U}) {
      Numbers numbers(texts);
      for (auto& of : numbers) {
        // List 0 is in every text, the later ones ever more rarely; some come twice in a text.
        of.push_back(0);
        for (int i = 0; i < 6; ++i)
          of.push_back(static_cast<std::uint32_t>(random() % (1 + random() % lists)));
      }
      Kept kept;
      Given given(numbers);
      write_lists(given, lists, ListsOf::pairs, kept);
      const PackedLists packed = kept.lists();
      ASSERT_TRUE(packed.fits());
      ASSERT_GE(packed.size(), lists);
      const auto expected = turned(numbers, lists);
      for (std::uint32_t i = 0; i < packed.size(); ++i) {
        EXPECT_EQ(texts_of(packed.at(i)), i < lists ? expected[i] : std::vector<std::uint32_t>())
            << lists << " " << texts << " " << i;
      }
    }
  }
}

// Differences of one byte, of two and of three; lists just below and above the border between short
// and long ones.
TEST(PackedLists, GiveBackWhatLiesFarApart) {
  constexpr std::uint32_t kTexts = 300000;
  const std::vector<std::uint32_t> steps = {1,    127,   128,   129,   1171,
                                            1172, 16383, 16384, 16385, 299999};
  Numbers numbers(kTexts);
  for (std::uint32_t text = 0; text < kTexts; ++text) {
    for (std::uint32_t i = 0; i < steps.size(); ++i) {
      if (text % steps[i] == 0) numbers[text].push_back(i);
    }
    if (text < 128) numbers[text].push_back(10);  // 128 bytes: the longest short list
    if (text < 257) numbers[text].push_back(11);
  }
  Kept kept;
  Given given(numbers);
  write_lists(given, 12, ListsOf::pairs, kept);
  const PackedLists packed = kept.lists();
  const auto expected = turned(numbers, 12);
  for (std::uint32_t i = 0; i < 12; ++i) EXPECT_EQ(texts_of(packed.at(i)), expected[i]) << i;
  EXPECT_TRUE(packed.at(10).skips.empty());
  EXPECT_EQ(packed.at(11).skips.size(), 2U);
  EXPECT_EQ(packed.at(11).texts, 257U);
  // Told without reading: nothing, or the right order of magnitude.
  for (std::uint32_t i = 0; i < 12; ++i) {
    const auto texts = static_cast<double>(expected[i].size());
    EXPECT_GE(static_cast<double>(packed.about(i)), texts / 3) << i;
    EXPECT_LE(static_cast<double>(packed.about(i)), texts * 3) << i;
  }
  EXPECT_EQ(packed.about(12), 0U);
}

// Whatever is guessed, no text from the one asked for on is left out, and few before it are read.
TEST(PackedLists, SkipToAText) {
  constexpr std::uint32_t kTexts = 100000;
  Numbers numbers(kTexts);
  for (std::uint32_t text = 1000; text < kTexts; text += 3 + text % 7) numbers[text] = {0};
  Kept kept;
  Given given(numbers);
  write_lists(given, 1, ListsOf::pairs, kept);
  const PackedLists packed = kept.lists();
  const PackedList list = packed.at(0);
  const std::vector<std::uint32_t> all = texts_of(list);
  ASSERT_EQ(list.texts, all.size());
  for (const double share : {0.0, 0.01, 0.5, 0.99, 1.0, 7.0, -1.0}) {
    for (std::uint32_t wanted = 0; wanted <= kTexts; wanted += 97) {
      ListReader reader(list);
      reader.skip_to(list, wanted, share);
      std::uint32_t text = 0;
      std::size_t before = 0;
      bool found = false;
      while ((found = reader.next(text)) && text < wanted) ++before;
      const auto expected = std::lower_bound(all.begin(), all.end(), wanted);
      ASSERT_EQ(found, expected != all.end()) << wanted;
      ASSERT_EQ(found ? text : kTexts, found ? *expected : kTexts) << wanted;
      EXPECT_LE(before, kSkip) << wanted;
    }
  }
}

// Tokens at the borders of every number of bytes, each at every distance from the end.
TEST(PackedTokens, GiveBackWhatWentIn) {
  const std::vector<std::uint32_t> borders = {
      0,         127,       128,        16383, 16384,      2097151,    2097152,
      268435455, 268435456, 0xFFFFFFFE, 1,     0x0FFFFFFE, 0x10000001, 129};
  for (std::size_t from = 0; from <= borders.size(); ++from) {
    const std::vector<std::uint32_t> tokens(borders.begin() + static_cast<std::ptrdiff_t>(from),
                                            borders.end());
    std::vector<std::uint8_t> packed(tokens.size() * kLongestToken);
    std::uint8_t* to = packed.data();
    for (const std::uint32_t token : tokens) to = pack_token(token, to);
    packed.resize(static_cast<std::size_t>(to - packed.data()));
    packed.shrink_to_fit();
    std::vector<std::uint32_t> out;
    unpack_tokens(packed, out);
    EXPECT_EQ(out, tokens) << from;
  }
}

TEST(PackedLists, TellHowManyThingsDiffer) {
  for (const std::uint64_t things : {0U, 1U, 50U, 3000U, 200000U}) {
    Distinct distinct;
    // Each comes three times.
    for (std::uint64_t i = 0; i < 3 * things; ++i)
      distinct.add(pair_hash(static_cast<std::uint32_t>(i % things), 17));
    const auto expected = static_cast<double>(things);
    EXPECT_NEAR(distinct.estimate(), expected, 0.1 * expected + 0.5) << things;
  }
}

}  // namespace
}  // namespace hexapla::memory
