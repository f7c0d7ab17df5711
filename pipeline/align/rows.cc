#include "pipeline/align/rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace hexapla::align {
namespace {

constexpr std::uint32_t kMargin = 6;

// Rows of some of the texts: bounds[k] has rows + 1 entries for every text that takes part, none
// for the others.
struct Profile {
  std::vector<std::vector<std::uint32_t>> bounds;
  std::vector<float> confidence;
  std::vector<std::uint32_t> within;  // of every row; empty when there is no coarser alignment
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
  out.within = group.texts[text]->within;
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
  const TypeMask all = kAllTypes;
  const Within within{profile.within, group.texts[text]->within};
  Band band = within.any()
                  ? band_within(profile.rows, segments, within)
                  : band_around(profile.rows, segments, guide(group, profile, text), kMargin);
  Lattice lattice = make_lattice(std::move(band), prior, {&all, 1}, within);
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
    if (within.any()) {
      out.within.push_back(kBeadTypes[s.type].a > 0 ? within.first[s.i - 1]
                                                    : within.second[s.j - 1]);
    }
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
    if (!profile.within.empty()) out.within.push_back(profile.within[r]);
    ++out.rows;
  }
  return out;
}

// Divides rows that were joined for a text's sake which is no longer joined there.
class Divider {
 public:
  Divider(const Group& group, const Profile& profile) : group_(group) {
    out_.bounds.resize(group.size());
    for (auto& bounds : out_.bounds) bounds.push_back(0);
    std::vector<std::uint32_t> begin(group.size(), 0);
    std::vector<std::uint32_t> end(group.size());
    for (std::uint32_t r = 0; r < profile.rows; ++r) {
      for (std::size_t k = 0; k < group.size(); ++k) end[k] = profile.bounds[k][r + 1];
      divide(begin, end, profile.confidence[r]);
      begin = end;
    }
  }

  Profile take() { return std::move(out_); }

 private:
  using Ends = std::vector<std::uint32_t>;

  float score(std::size_t x, std::size_t y, std::uint32_t x0, std::uint32_t x1, std::uint32_t y0,
              std::uint32_t y1) const {
    const PairView& view = view_of(group_, x, y);
    return prior_of(view, x1 - x0, y1 - y0) +
           evidence(view, {group_.texts[x], x0, x1}, {group_.texts[y], y0, y1});
  }

  void divide(const Ends& begin, const Ends& end, float confidence) {
    std::size_t lead = 0;
    std::uint32_t most = 0;
    std::uint32_t largest = 0;
    for (std::size_t k = 0; k < begin.size(); ++k) {
      const std::uint32_t size = end[k] - begin[k];
      if (size > most) {
        most = size;
        lead = k;
      }
      largest = std::max(largest, size);
    }
    constexpr std::uint32_t kMost = 12;
    Ends best;
    float gain = 0;
    if (most >= 2 && largest <= kMost) {
      for (std::uint32_t at = begin[lead] + 1; at < end[lead]; ++at) {
        const auto [middle, better] = cut_at(begin, end, lead, at);
        if (better > gain) {
          gain = better;
          best = middle;
        }
      }
    }
    if (best.empty()) {
      for (std::size_t k = 0; k < end.size(); ++k) out_.bounds[k].push_back(end[k]);
      out_.confidence.push_back(confidence);
      ++out_.rows;
      return;
    }
    divide(begin, best, confidence);
    divide(best, end, confidence);
  }

  // Where the other texts would be cut if `lead` is cut at `at`, and by how much the text that
  // gains least gains; negative when a text holds the two parts together.
  std::pair<Ends, float> cut_at(const Ends& begin, const Ends& end, std::size_t lead,
                                std::uint32_t at) const {
    Ends middle(begin.size());
    middle[lead] = at;
    for (std::size_t k = 0; k < begin.size(); ++k) {
      if (k == lead) continue;
      float best = 0;
      for (std::uint32_t cut = begin[k]; cut <= end[k]; ++cut) {
        const float s = score(lead, k, begin[lead], at, begin[k], cut) +
                        score(lead, k, at, end[lead], cut, end[k]);
        if (cut == begin[k] || s > best) {
          best = s;
          middle[k] = cut;
        }
      }
    }
    float least = std::numeric_limits<float>::max();
    for (std::size_t x = 0; x < begin.size(); ++x) {
      if (begin[x] == end[x]) continue;
      float gain = 0;
      for (std::size_t y = 0; y < begin.size(); ++y) {
        if (y == x || begin[y] == end[y]) continue;
        gain += score(x, y, begin[x], middle[x], begin[y], middle[y]) +
                score(x, y, middle[x], end[x], middle[y], end[y]) -
                score(x, y, begin[x], end[x], begin[y], end[y]);
      }
      least = std::min(least, gain);
    }
    return {middle, least};
  }

  const Group& group_;
  Profile out_;
};

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
    profile = Divider(group, profile).take();
  }
  std::vector<Cut> cuts(profile.rows);
  for (std::uint32_t r = 0; r < profile.rows; ++r) {
    cuts[r].confidence = profile.confidence[r];
    for (std::size_t x = 0; x < k; ++x) cuts[r].ends.push_back(profile.bounds[x][r + 1]);
  }
  return cuts;
}

}  // namespace hexapla::align
