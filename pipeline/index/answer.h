// From matching Blocks to what is shown: grouped by Work, one hit a row, counted by facet. Internal
// to the room.
#pragma once

#include <vector>

#include "pipeline/index/collect.h"
#include "pipeline/index/index.h"
#include "pipeline/index/index_reader.h"
#include "pipeline/index/plan.h"

namespace hexapla::index {

// What was found: matches, each Block once, and the Collector that knows which Blocks match by
// themselves.
struct Found {
  std::vector<Match> matches;
  const Collector& collector;
};

// Fills the page, the counts and the facets of `out`.
void answer(const Query& query, const Plan& plan, const Found& found, IndexReader& reader,
            Results& out);

}  // namespace hexapla::index
