#include <algorithm>

#include "pipeline/align/rows.h"

namespace hexapla::align {
namespace {

constexpr std::size_t kMostRows = 400;  // with omissions
constexpr float kBeyondDoubt = 10.0F;   // evidence of a pair of texts, as a log likelihood ratio

bool holds(const Row& row, std::size_t k) {
  return !row.sides[k].empty();
}

Stretch stretch_of(const Group& group, const Row& row, std::size_t k) {
  return {group.texts[k], row.sides[k].front(), row.sides[k].back() + 1};
}

// The least evidence among the pairs of texts of the two rows; 0 when a text is in both.
float least_evidence(const Group& group, const Row& a, const Row& b) {
  float least = 1e9F;
  bool any = false;
  for (std::size_t x = 0; x < group.size(); ++x) {
    if (!holds(a, x)) continue;
    if (holds(b, x)) return 0;
    for (std::size_t y = 0; y < group.size(); ++y) {
      if (y == x || !holds(b, y)) continue;
      any = true;
      least = std::min(least, evidence(group.views[x * group.size() + y], stretch_of(group, a, x),
                                       stretch_of(group, b, y)));
      if (least < kBeyondDoubt) return 0;
    }
  }
  return any ? least : 0;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> moved_rows(const Group& group,
                                                            std::span<const Row> rows) {
  std::vector<std::size_t> open;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto& sides = rows[r].sides;
    if (std::any_of(sides.begin(), sides.end(), [](const auto& s) { return s.empty(); })) {
      open.push_back(r);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> out;
  if (open.size() > kMostRows) return out;
  struct Candidate {
    float evidence;
    std::size_t a;
    std::size_t b;
  };
  std::vector<Candidate> candidates;
  for (std::size_t n = 0; n < open.size(); ++n) {
    for (std::size_t k = n + 1; k < open.size(); ++k) {
      const float e = least_evidence(group, rows[open[n]], rows[open[k]]);
      if (e > 0) candidates.push_back({e, open[n], open[k]});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& x, const Candidate& y) { return x.evidence > y.evidence; });
  std::vector<bool> taken(rows.size(), false);
  for (const Candidate& c : candidates) {
    if (taken[c.a] || taken[c.b]) continue;
    taken[c.a] = taken[c.b] = true;
    const bool first = holds(rows[c.a], 0) || !holds(rows[c.b], 0);
    out.emplace_back(first ? c.a : c.b, first ? c.b : c.a);
  }
  return out;
}

}  // namespace hexapla::align
