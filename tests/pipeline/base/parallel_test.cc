#include "pipeline/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace hexapla {
namespace {

TEST(ParallelFor, EveryJobIsDoneOnce) {
  for (const unsigned workers : {0U, 1U, 2U, 7U, 40U}) {
    for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
      std::vector<std::atomic<int>> done(count);
      parallel_for(workers, count, [&](std::size_t i) { ++done[i]; });
      for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(done[i], 1) << workers << " " << i;
    }
  }
}

TEST(ParallelFor, WhatAJobThrowsComesBackAndTheRestIsLeftOut) {
  for (const unsigned workers : {1U, 2U, 7U}) {
    std::atomic<std::size_t> done{0};
    EXPECT_THROW(parallel_for(workers, 1000000,
                              [&](std::size_t i) {
                                ++done;
                                if (i == 3) throw std::runtime_error("the fourth");
                              }),
                 std::runtime_error);
    EXPECT_LT(done, 1000000U) << workers;
  }
}

}  // namespace
}  // namespace hexapla
