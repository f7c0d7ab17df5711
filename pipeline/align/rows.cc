#include "pipeline/align/rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hexapla::align {
namespace {

constexpr std::uint32_t kMargin = 6;

// Rows of some of the texts: bounds[k] has rows + 1 entries for every text that takes part, none
// for the others.
struct Profile {
  std::vector<std::vector<std::uint32_t>> bounds;
  std::vector<float> confidence;
  std::uint32_t rows = 0;

  bool has(std::size_t k) const { return !bounds[k].empty(); }
};

Profile profile_of(const Group& group, std::size_t text) {
  Profile out;
  out.bounds.resize(group.size());
  out.rows = static_cast<std::uint32_t>(group.texts[text]->size());
  out.bounds[text].resize(out.rows + 1);
  std::iota(out.bounds[text].begin(), out.bounds[text].end(), 0U);
  out.confidence.assign(out.rows, 0.0F);
  return out;
}

const PairView& view_of(const Group& group, std::size_t x, std::size_t y) {
  return group.views[x * group.size() + y];
}

double agreement(const Group& group, std::size_t x, std::size_t y) {
  const auto& path = group.paths[std::min(x, y) * group.size() + std::max(x, y)];
  double sum = 0;
  double count = 1;
  for (const Step& s : path) {
    const auto [a, b] = kBeadTypes[s.type];
    count += 0.5 * (a + b);
    if (a > 0 && b > 0) sum += static_cast<double>(s.probability) * 0.5 * (a + b);
  }
  return sum / count;
}

// Where the rows of the profile meet the segments of `text`, by the path of the pair that agrees
// best.
std::vector<Stop> guide(const Group& group, const Profile& profile, std::size_t text) {
  std::size_t best = group.size();
  double most = -1;
  for (std::size_t k = 0; k < group.size(); ++k) {
    if (k == text || !profile.has(k)) continue;
    const double a = agreement(group, k, text);
    if (a > most) {
      most = a;
      best = k;
    }
  }
  std::vector<Stop> stops;
  const auto& path = group.paths[std::min(best, text) * group.size() + std::max(best, text)];
  const auto& bounds = profile.bounds[best];
  for (const Step& s : path) {
    const std::uint32_t here = best < text ? s.i : s.j;
    const std::uint32_t there = best < text ? s.j : s.i;
    const auto row = static_cast<std::uint32_t>(
        std::lower_bound(bounds.begin(), bounds.end(), here) - bounds.begin());
    stops.push_back({{row, there}, kMargin});
  }
  return stops;
}

// Aligns the rows of `profile` with the segments of `text` and takes it in.
Profile join(const Group& group, const Profile& profile, std::size_t text) {
  const auto segments = static_cast<std::uint32_t>(group.texts[text]->size());
  std::vector<std::uint32_t> own(segments + 1);
  std::iota(own.begin(), own.end(), 0U);
  std::vector<std::size_t> members;
  for (std::size_t k = 0; k < group.size(); ++k) {
    if (profile.has(k)) members.push_back(k);
  }
  std::array<float, kTypes> prior{};
  for (const std::size_t k : members) {
    for (std::size_t t = 0; t < kTypes; ++t) {
      prior[t] += view_of(group, k, text).prior[t] / static_cast<float>(members.size());
    }
  }
  const std::vector<Stop> stops = guide(group, profile, text);
  const TypeMask all = kAllTypes;
  Lattice lattice =
      make_lattice(band_around(profile.rows, segments, stops, kMargin), prior, {&all, 1});
  const float weight = 1.0F / std::sqrt(static_cast<float>(members.size()));
  for (const std::size_t k : members) {
    add_evidence(view_of(group, k, text), {group.texts[k], profile.bounds[k]},
                 {group.texts[text], own}, weight, lattice);
  }
  const std::vector<Step> steps = best_path(lattice, 1.0F, false);
  Profile out;
  out.bounds.resize(group.size());
  for (const std::size_t k : members) out.bounds[k].push_back(0);
  out.bounds[text].push_back(0);
  for (const Step& s : steps) {
    for (const std::size_t k : members) out.bounds[k].push_back(profile.bounds[k][s.i]);
    out.bounds[text].push_back(s.j);
    out.confidence.push_back(s.probability);
  }
  out.rows = static_cast<std::uint32_t>(steps.size());
  return out;
}

// The rows without `text`; rows that hold nothing else vanish.
Profile without(const Profile& profile, std::size_t text) {
  Profile out;
  out.bounds.resize(profile.bounds.size());
  for (std::size_t k = 0; k < profile.bounds.size(); ++k) {
    if (k != text && profile.has(k)) out.bounds[k].push_back(0);
  }
  for (std::uint32_t r = 0; r < profile.rows; ++r) {
    bool empty = true;
    for (std::size_t k = 0; k < out.bounds.size(); ++k) {
      if (k != text && profile.has(k) && profile.bounds[k][r + 1] > profile.bounds[k][r])
        empty = false;
    }
    if (empty) continue;
    for (std::size_t k = 0; k < out.bounds.size(); ++k) {
      if (k != text && profile.has(k)) out.bounds[k].push_back(profile.bounds[k][r + 1]);
    }
    out.confidence.push_back(profile.confidence[r]);
    ++out.rows;
  }
  return out;
}

}  // namespace

std::vector<Cut> align_group(const Group& group) {
  const std::size_t k = group.size();
  // The text that agrees best with all others leads; the others join in the order in which they
  // agree with it.
  std::vector<double> standing(k, 0.0);
  for (std::size_t x = 0; x < k; ++x) {
    for (std::size_t y = 0; y < k; ++y) {
      if (x != y) standing[x] += agreement(group, x, y);
    }
  }
  const auto lead = static_cast<std::size_t>(std::max_element(standing.begin(), standing.end()) -
                                             standing.begin());
  std::vector<std::size_t> order;
  for (std::size_t x = 0; x < k; ++x) {
    if (x != lead) order.push_back(x);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    return agreement(group, lead, x) > agreement(group, lead, y);
  });
  Profile profile = profile_of(group, lead);
  for (const std::size_t x : order) profile = join(group, profile, x);
  if (k > 2) {
    for (std::size_t x = 0; x < k; ++x) profile = join(group, without(profile, x), x);
  }
  std::vector<Cut> cuts(profile.rows);
  for (std::uint32_t r = 0; r < profile.rows; ++r) {
    cuts[r].confidence = profile.confidence[r];
    for (std::size_t x = 0; x < k; ++x) cuts[r].ends.push_back(profile.bounds[x][r + 1]);
  }
  return cuts;
}

}  // namespace hexapla::align
