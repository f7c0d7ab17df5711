#include "pipeline/align/anchors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace hexapla::align {
namespace {

constexpr std::uint32_t kRare = 12;  // segments a word may stand in
constexpr float kLikely = 0.08F;     // translations below are not followed
constexpr float kEnough = 2.0F;      // evidence that makes a candidate
constexpr std::uint32_t kNobody = 0xFFFFFFFFU;

// Segments in which each word stands, for words that stand in few.
struct Occurrences {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> segments;

  std::span<const std::uint32_t> of(WordId word) const {
    if (word + std::size_t{1} >= begin.size()) return {};
    return {segments.data() + begin[word], segments.data() + begin[word + 1]};
  }
};

Occurrences occurrences(const Tokens& tokens, std::size_t words) {
  std::vector<std::uint32_t> count(words, 0);
  const auto each = [&](const auto& visit) {
    for (std::uint32_t s = 0; s < tokens.size(); ++s) {
      for (const WordId w : tokens.distinct(s)) {
        if (w < words) visit(w, s);
      }
    }
  };
  each([&](WordId w, std::uint32_t) { ++count[w]; });
  Occurrences out;
  out.begin.assign(words + 1, 0);
  for (std::size_t w = 0; w < words; ++w) {
    out.begin[w + 1] = out.begin[w] + (count[w] <= kRare ? count[w] : 0);
  }
  out.segments.resize(out.begin[words]);
  std::vector<std::uint32_t> next(out.begin.begin(), out.begin.end() - 1);
  each([&](WordId w, std::uint32_t s) {
    if (count[w] <= kRare) out.segments[next[w]++] = s;
  });
  return out;
}

struct Choice {
  std::uint32_t segment = kNobody;
  float weight = 0.0F;
};

// For every segment of `from` the segment of `to` that its words point to.
std::vector<Choice> choices(const DirectionModel& direction, const Tokens& from,
                            const Occurrences& in_from, const Tokens& to,
                            const Occurrences& in_to) {
  std::vector<Choice> out(from.size());
  std::array<float, kRare + 1> rarity{};  // by the number of segments that hold a word
  for (std::uint32_t n = 1; n <= kRare; ++n)
    rarity[n] = std::log(1 + static_cast<float>(to.size()) / static_cast<float>(n));
  std::vector<float> weight(to.size(), 0.0F);
  std::vector<std::uint32_t> touched;
  for (std::uint32_t s = 0; s < from.size(); ++s) {
    touched.clear();
    for (std::uint32_t k = from.begin[s]; k < from.begin[s + 1]; ++k) {
      const WordId word = from.ids[k];
      const std::size_t here = in_from.of(word).size();
      if (here == 0) continue;
      for (const lexicon::Entry& e : direction.table.row(word)) {
        if (e.probability < kLikely) break;
        const auto places = in_to.of(e.word);
        const float says = e.probability * rarity[std::max(here, places.size())];
        for (const std::uint32_t j : places) {
          if (weight[j] == 0) touched.push_back(j);
          weight[j] += says;
        }
      }
    }
    for (const std::uint32_t j : touched) {
      const auto words = static_cast<float>(to.begin[j + 1] - to.begin[j]);
      const float w = weight[j];
      // A long segment meets many words by chance.
      const float fair = w / std::sqrt(8 + words);
      if (w >= kEnough && (fair > out[s].weight || (fair == out[s].weight && j < out[s].segment))) {
        out[s] = {j, fair};
      }
      weight[j] = 0;
    }
  }
  return out;
}

// The heaviest chain of candidates that ascends in both coordinates (a tree of prefix maxima over
// j).
std::vector<Point> heaviest_chain(const std::vector<std::pair<Point, float>>& candidates,
                                  std::uint32_t columns) {
  std::vector<std::uint32_t> tree(columns + 1, kNobody);
  std::vector<float> total(candidates.size());
  std::vector<std::uint32_t> before(candidates.size());
  for (std::uint32_t c = 0; c < candidates.size(); ++c) {
    std::uint32_t best = kNobody;
    for (std::uint32_t at = candidates[c].first.j; at > 0; at &= at - 1) {
      if (tree[at] != kNobody && (best == kNobody || total[tree[at]] > total[best]))
        best = tree[at];
    }
    before[c] = best;
    total[c] = candidates[c].second + (best == kNobody ? 0 : total[best]);
    for (std::uint32_t at = candidates[c].first.j + 1; at <= columns; at += at & (~at + 1)) {
      if (tree[at] == kNobody || total[c] > total[tree[at]]) tree[at] = c;
    }
  }
  std::uint32_t c = kNobody;
  for (std::uint32_t k = 0; k < candidates.size(); ++k) {
    if (c == kNobody || total[k] > total[c]) c = k;
  }
  std::vector<Point> out;
  for (; c != kNobody; c = before[c]) out.push_back(candidates[c].first);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<Point> anchor_chain(const PairView& pair, const Tokens& first, const Tokens& second) {
  const Occurrences in_first = occurrences(first, pair.backward->inverse.size());
  const Occurrences in_second = occurrences(second, pair.forward->inverse.size());
  const auto of_first = choices(*pair.forward, first, in_first, second, in_second);
  const auto of_second = choices(*pair.backward, second, in_second, first, in_first);
  std::vector<std::pair<Point, float>> candidates;
  for (std::uint32_t i = 0; i < first.size(); ++i) {
    const std::uint32_t j = of_first[i].segment;
    if (j == kNobody || of_second[j].segment != i) continue;
    candidates.push_back({{i, j}, std::min(of_first[i].weight, of_second[j].weight)});
  }
  return heaviest_chain(candidates, static_cast<std::uint32_t>(second.size()));
}

Band band_along(std::uint32_t n, std::uint32_t m, const std::vector<Point>& chain,
                std::size_t most_cells) {
  for (std::uint32_t least = 10;; least = least * 2 / 3) {
    std::vector<Stop> stops;
    const auto widest = static_cast<std::uint32_t>(most_cells / (n + 1) / 2);
    Point before{0, 0};
    const auto margin_to = [&](Point to) {
      const std::uint32_t di = to.i - before.i;
      const std::uint32_t dj = to.j - before.j;
      const std::uint32_t uneven = di > dj ? di - dj : dj - di;
      return std::min(least + std::max(di, dj) / 2 + uneven / 2, std::max(least, widest));
    };
    for (const Point& p : chain) {
      const std::uint32_t margin = margin_to(p);
      stops.push_back({p, margin});
      before = {p.i + 1, p.j + 1};
      stops.push_back({before, least});
    }
    Band band = band_around(n, m, stops, margin_to({n, m}));
    if (band.cells() <= most_cells || least <= 2) return band;
  }
}

}  // namespace hexapla::align
