#include "pipeline/memory/edit_distance.h"

#include <gtest/gtest.h>

#include <random>

namespace hexapla::memory {
namespace {

std::size_t distance(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  EditDistance d;
  d.prepare(a);
  return d.to(b);
}

TEST(EditDistance, WorkedByHand) {
  EXPECT_EQ(distance({}, {}), 0U);
  EXPECT_EQ(distance({}, {1, 2}), 2U);
  EXPECT_EQ(distance({1, 2}, {}), 2U);
  EXPECT_EQ(distance({1, 2, 3}, {1, 2, 3}), 0U);
  EXPECT_EQ(distance({1, 2, 3}, {1, 9, 3}), 1U);
  EXPECT_EQ(distance({1, 2, 3}, {2, 3}), 1U);
  EXPECT_EQ(distance({1, 2}, {2, 1}), 2U);           // no transpositions
  EXPECT_EQ(distance({0, 0, 0}, {0}), 2U);           // token 0 is a token
  EXPECT_EQ(distance({7, 8}, {1, 2, 3, 4, 5}), 5U);  // nothing in common
}

// Lengths around the borders of 64-bit words, few different tokens, so that paths abound.
TEST(EditDistance, EqualsTheTable) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const auto make = [&random] {
      const std::size_t base = random() % 3 * 64;
      std::vector<std::uint32_t> out(base + random() % 9 + (base > 0 ? -std::size_t{4} : 0));
      const std::uint32_t kinds = 2 + random() % 6;
      for (std::uint32_t& t : out) t = random() % kinds;
      return out;
    };
    const std::vector<std::uint32_t> a = make();
    const std::vector<std::uint32_t> b = make();
    const std::size_t wanted = plain_edit_distance(std::vector<std::uint64_t>(a.begin(), a.end()),
                                                   std::vector<std::uint64_t>(b.begin(), b.end()));
    EXPECT_EQ(distance(a, b), wanted);
    // With a limit: the same up to it, and above it where it is above.
    EditDistance limited;
    limited.prepare(a);
    EXPECT_EQ(limited.to(b, wanted), wanted);
    if (wanted > 0) {
      EXPECT_GT(limited.to(b, wanted - 1), wanted - 1);
      EXPECT_GT(limited.to(b, (wanted - 1) / 2), (wanted - 1) / 2);
    }
  }
}

}  // namespace
}  // namespace hexapla::memory
