// Works from files, without a store: what `hexapla check FILE...` looks at.
#pragma once

#include <string>
#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::run {

struct ReadOptions {
  std::vector<std::string> langs;  // of the files of every group, in order; empty: identified
  bool lines = false;    // every line a block, as `align --unit line` reads it; else as documents
  unsigned workers = 1;  // speed only
};

// Reads each group of files as the Expressions of one Work, analyses and aligns them; all groups
// together are the training data. Works are in the order of the groups, their Expressions sorted by
// language. Throws Error(input) for a file that cannot be read, Error(usage) when two files of a
// group are in the same language.
std::vector<store::Work> read_works(const std::vector<std::vector<std::string>>& groups,
                                    const ReadOptions& options);

}  // namespace hexapla::run
