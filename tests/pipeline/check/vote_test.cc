#include "pipeline/check/vote.h"

#include <gtest/gtest.h>

namespace hexapla::check {
namespace {

std::string show(const Result& result) {
  std::string out;
  for (const std::string& v : result.consensus) out += v;
  for (const Difference& d : result.differences) {
    out += " " + std::to_string(d.side) + ":";
    for (const std::string& v : d.missing) out += "-" + v;
    for (const std::string& v : d.extra) out += "+" + v;
  }
  return out;
}

TEST(Vote, TheMajorityIsRight) {
  const std::vector<Ballot> ballots = {{0, {"a"}}, {1, {"a"}}, {2, {"b"}}};
  EXPECT_EQ(show(vote(ballots, -1, 0)), "a 2:-a+b");
  EXPECT_EQ(show(vote(ballots, -1, 2)), "a 2:-a+b");  // the base decides in a tie only
}

TEST(Vote, TheBaseDecidesInATie) {
  const std::vector<Ballot> ballots = {{0, {"a"}}, {1, {"b"}}};
  EXPECT_EQ(show(vote(ballots, -1, 0)), "a 1:-a+b");
  EXPECT_EQ(show(vote(ballots, -1, 1)), "b 0:-b+a");
  EXPECT_EQ(show(vote(ballots, -1, 5)), " 0:+a 1:+b");  // the base has no ballot
}

TEST(Vote, TheOriginalDecidesAlways) {
  const std::vector<Ballot> ballots = {{0, {"a"}}, {1, {"b"}}, {2, {"b"}}};
  EXPECT_EQ(show(vote(ballots, 0, 0)), "a 1:-a+b 2:-a+b");
  EXPECT_EQ(show(vote(ballots, 7, 0)), "b 0:-b+a");  // it is not in this row
}

TEST(Vote, NothingToDecide) {
  EXPECT_EQ(show(vote({}, -1, 0)), "");
  EXPECT_EQ(show(vote(std::vector<Ballot>{{0, {}}, {1, {}}}, -1, 0)), "");
}

}  // namespace
}  // namespace hexapla::check
