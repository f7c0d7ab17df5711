#include "analyzers/lexicon/model1.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hexapla::lexicon {
namespace {

float probability(const Table& table, WordId row, WordId word) {
  for (const Entry& e : table.row(row)) {
    if (e.word == word) return e.probability;
  }
  return 0;
}

TEST(Model1, NothingTeachesNothing) {
  const Model1 model = train({}, 3, 2, {});
  for (WordId w = 0; w < 3; ++w) EXPECT_TRUE(model.forward.row(w).empty());
  EXPECT_TRUE(model.forward.row(99).empty());  // beyond the vocabulary
  EXPECT_EQ(model.source_unexplained.size(), 3U);
  EXPECT_EQ(model.target_unexplained.size(), 2U);
}

// Word n translates word n; pairs of sentences of two words each tell which belongs to which.
TEST(Model1, FindsWhichWordIsWhich) {
  std::vector<std::vector<WordId>> sentences;
  for (WordId a = 0; a < 6; ++a) {
    for (WordId b = a + 1; b < 6; ++b) sentences.push_back({a, b});
  }
  std::vector<TrainingPair> pairs;
  for (const auto& s : sentences) pairs.push_back({s, s, 1.0F});
  const Model1 model = train(pairs, 6, 6, {});
  for (WordId w = 0; w < 6; ++w) {
    ASSERT_FALSE(model.forward.row(w).empty());
    EXPECT_EQ(model.forward.row(w).front().word, w);
    EXPECT_EQ(model.reverse.row(w).front().word, w);
    EXPECT_GT(probability(model.forward, w, w), 0.5F);
    EXPECT_LT(model.source_unexplained[w], 0.5F);
  }
}

// What one pair says of itself is no evidence for that pair.
TEST(Model1, ASingleMeetingTellsNothing) {
  const std::vector<WordId> words = {0, 1};
  const TrainingPair pair{words, words, 1.0F};
  const Model1 model = train({&pair, 1}, 2, 2, {});
  EXPECT_TRUE(model.forward.row(0).empty());
  EXPECT_TRUE(model.reverse.row(1).empty());
}

TEST(Model1, SeedsAreKnownWithoutTraining) {
  const Seed seed{1, 0, 3.0F};
  const Model1 model = train({}, 2, 2, {&seed, 1});
  EXPECT_GT(probability(model.forward, 1, 0), 0.5F);
  EXPECT_GT(probability(model.reverse, 0, 1), 0.5F);
  EXPECT_TRUE(model.forward.row(0).empty());
}

TEST(Model1, EqualPairsAreAddedUp) {
  const std::vector<WordId> a = {0, 1};
  const std::vector<WordId> b = {2, 3};
  std::vector<TrainingPair> twice(2, {a, a, 0.5F});
  std::vector<TrainingPair> once(1, {a, a, 1.0F});
  for (int i = 0; i < 3; ++i) {
    twice.push_back({b, b, 1.0F});
    once.push_back({b, b, 1.0F});
  }
  const Model1 x = train(twice, 4, 4, {});
  const Model1 y = train(once, 4, 4, {});
  for (WordId w = 0; w < 4; ++w)
    EXPECT_EQ(probability(x.forward, w, w), probability(y.forward, w, w));
}

}  // namespace
}  // namespace hexapla::lexicon
