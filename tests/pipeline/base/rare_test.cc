#include "pipeline/base/rare.h"

#include <gtest/gtest.h>

#include <string>

namespace hexapla {
namespace {

TEST(Rare, IsEmptyUntilMadeAndCopiesDeeply) {
  static_assert(sizeof(Rare<std::string>) == sizeof(void*));
  Rare<std::string> none;
  EXPECT_FALSE(none);
  EXPECT_EQ(none.get(), "");
  Rare<std::string> one(std::string("a"));
  Rare<std::string> copy = one;
  copy.make() += "b";
  EXPECT_EQ(one.get(), "a");
  EXPECT_EQ(copy.get(), "ab");
  copy = copy;
  EXPECT_EQ(copy.get(), "ab");
  copy = none;
  EXPECT_FALSE(copy);
  // What was made and what was not are the same value while it is empty.
  none.make();
  EXPECT_TRUE(none);
  EXPECT_EQ(none, copy);
  const Rare<std::string> taken = std::move(one);
  EXPECT_EQ(taken.get(), "a");
  EXPECT_FALSE(one);  // NOLINT: moved from on purpose
}

TEST(RareList, HasTheMembersOfAVector) {
  static_assert(sizeof(RareList<std::string>) == sizeof(void*));
  RareList<std::string> list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.size(), 0U);
  for (const std::string& s : list) FAIL() << s;
  list.erase(list.begin(), list.end());
  list.push_back("b");
  list.emplace_back(2, 'c');
  EXPECT_EQ(*list.insert(list.begin(), "a"), "a");
  EXPECT_EQ(list, (RareList<std::string>{"a", "b", "cc"}));
  EXPECT_EQ(list.front(), "a");
  EXPECT_EQ(list.back(), "cc");
  EXPECT_EQ(list[1], "b");
  RareList<std::string> copy = list;
  copy.erase_if([](const std::string& s) { return s.size() > 1; });
  EXPECT_EQ(copy.size(), 2U);
  EXPECT_EQ(list.size(), 3U);
  copy.erase(copy.begin(), copy.begin() + 1);
  EXPECT_EQ(copy.front(), "b");
  copy.clear();
  EXPECT_EQ(copy, RareList<std::string>());
  EXPECT_EQ(RareList<std::string>(std::vector<std::string>{}), copy);
}

}  // namespace
}  // namespace hexapla
