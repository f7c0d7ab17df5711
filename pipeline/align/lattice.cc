#include "pipeline/align/lattice.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "pipeline/align/fast_math.h"

namespace hexapla::align {
namespace {

constexpr float kImpossible = -std::numeric_limits<float>::infinity();

// Ways that are worse than the best by more (as a logarithm) do not count.
constexpr float kReach = 18.0F;

}  // namespace

std::uint8_t mirrored(std::size_t type) {
  for (std::size_t t = 0; t < kTypes; ++t) {
    if (kBeadTypes[t].a == kBeadTypes[type].b && kBeadTypes[t].b == kBeadTypes[type].a)
      return static_cast<std::uint8_t>(t);
  }
  return static_cast<std::uint8_t>(type);
}

Band band_around(std::uint32_t n, std::uint32_t m, std::span<const Stop> path,
                 std::uint32_t corner_margin) {
  Band band;
  band.lo.assign(n + 1, m);
  band.hi.assign(n + 1, 0);
  const auto stretch = [&](const Stop& from, const Stop& to) {
    const std::int64_t di = std::int64_t{to.at.i} - from.at.i;
    const std::int64_t dj = std::int64_t{to.at.j} - from.at.j;
    const std::int64_t margin = std::max(from.margin, to.margin);
    for (std::int64_t k = 0; k <= di; ++k) {
      const std::int64_t at = from.at.j + (di == 0 ? 0 : k * dj / di);
      const std::int64_t next = from.at.j + (di == 0 ? dj : std::min(di, k + 1) * dj / di);
      auto& lo = band.lo[static_cast<std::size_t>(from.at.i + k)];
      auto& hi = band.hi[static_cast<std::size_t>(from.at.i + k)];
      lo = std::min(lo, static_cast<std::uint32_t>(std::max<std::int64_t>(at - margin, 0)));
      hi = std::max(hi, static_cast<std::uint32_t>(std::min<std::int64_t>(next + margin, m)));
    }
  };
  Stop before{{0, 0}, corner_margin};
  for (const Stop& stop : path) {
    stretch(before, stop);
    before = stop;
  }
  stretch(before, {{n, m}, corner_margin});
  // Ascending, and every row connected with the next.
  band.lo[0] = 0;
  band.hi[n] = m;
  for (std::uint32_t i = n; i-- > 0;) band.lo[i] = std::min(band.lo[i], band.lo[i + 1]);
  for (std::uint32_t i = 1; i <= n; ++i) band.hi[i] = std::max(band.hi[i], band.hi[i - 1]);
  for (std::uint32_t i = 0; i < n; ++i) band.hi[i] = std::max(band.hi[i], band.lo[i + 1]);
  band.begin.resize(n + 2);
  band.begin[0] = 0;
  for (std::uint32_t i = 0; i <= n; ++i) {
    band.begin[i + 1] = band.begin[i] + (band.hi[i] - band.lo[i] + 1);
  }
  return band;
}

Band band_within(std::uint32_t n, std::uint32_t m, const Within& within) {
  constexpr std::uint32_t kCells = 8000;  // boundaries of a coarser row that need no narrowing
  const auto below = [&](std::uint32_t row) {
    return static_cast<std::uint32_t>(
        std::lower_bound(within.second.begin(), within.second.end(), row) - within.second.begin());
  };
  Band band;
  band.lo.assign(n + 1, 0);
  band.hi.assign(n + 1, m);
  for (std::uint32_t i0 = 0; i0 < n;) {
    const std::uint32_t row = within.first[i0];
    std::uint32_t i1 = i0;
    while (i1 < n && within.first[i1] == row) ++i1;
    const std::uint32_t j0 = below(row);
    const std::uint32_t j1 = below(row + 1);
    const std::uint64_t high = i1 - i0;
    const std::uint64_t wide = j1 - j0;
    const std::uint64_t margin =
        (high + 1) * (wide + 1) <= kCells ? wide : kCells / (high + 1) + wide / high + 8;
    for (std::uint32_t i = i0; i <= i1; ++i) {
      const std::uint64_t centre = j0 + wide * (i - i0) / high;
      if (i > i0) band.lo[i] = static_cast<std::uint32_t>(std::max(centre, j0 + margin) - margin);
      if (i < i1)
        band.hi[i] = static_cast<std::uint32_t>(std::min<std::uint64_t>(centre + margin, j1));
    }
    i0 = i1;
  }
  band.begin.resize(n + 2);
  band.begin[0] = 0;
  for (std::uint32_t i = 0; i <= n; ++i) {
    band.begin[i + 1] = band.begin[i] + (band.hi[i] - band.lo[i] + 1);
  }
  return band;
}

namespace {

// Whether the bead of `a` and `b` units that ends at (i, j) keeps to one coarser row.
bool inside_one(const Within& within, std::uint32_t i, std::uint32_t j, std::uint32_t a,
                std::uint32_t b) {
  const auto& first = within.first;
  const auto& second = within.second;
  if (a > 1 && first[i - a] != first[i - 1]) return false;
  if (b > 1 && second[j - b] != second[j - 1]) return false;
  if (a > 0 && b > 0) return first[i - 1] == second[j - 1];
  if (a > 0) {
    const std::uint32_t row = first[i - 1];
    return (j == 0 || second[j - 1] <= row) && (j == second.size() || second[j] >= row);
  }
  const std::uint32_t row = second[j - 1];
  return (i == 0 || first[i - 1] <= row) && (i == first.size() || first[i] >= row);
}

}  // namespace

Lattice make_lattice(Band band, const std::array<float, kTypes>& prior,
                     std::span<const TypeMask> masks, const Within& within) {
  Lattice out;
  out.types.resize(band.rows());
  out.row_begin.resize(band.rows());
  std::size_t size = 0;
  for (std::uint32_t i = 0; i < band.rows(); ++i) {
    out.types[i] = masks[masks.size() == 1 ? 0 : i];
    out.row_begin[i] = size;
    size += static_cast<std::size_t>(std::popcount(out.types[i])) * (band.hi[i] - band.lo[i] + 1);
  }
  out.band = std::move(band);
  out.scores.assign(size, kImpossible);
  for (std::uint32_t i = 0; i < out.band.rows(); ++i) {
    const std::uint32_t lo = out.band.lo[i];
    for (std::size_t t = 0; t < kTypes; ++t) {
      if (!out.has(i, t)) continue;
      const auto [a, b] = kBeadTypes[t];
      const auto [from, to] = columns(out.band, i, a, b);
      float* row = out.of(i, t);
      for (std::uint32_t j = from; j < to; ++j) {
        if (!within.any() || inside_one(within, i, j, a, b)) row[j - lo] = prior[t];
      }
    }
  }
  return out;
}

namespace {

constexpr std::size_t kOmission =
    2;  // the type that stays in its boundary row: nothing against one
constexpr std::uint32_t kNoType = 0xFF;

// Calls visit(cell, from, type, score) for every possible bead that ends at (i, j).
template <typename Visit>
void beads_into(const Lattice& lattice, std::uint32_t i, std::uint32_t j, const Visit& visit) {
  const Band& band = lattice.band;
  const std::uint32_t lo = band.lo[i];
  const std::uint32_t width = band.hi[i] - lo + 1;
  const float* score = lattice.scores.data() + lattice.row_begin[i] + (j - lo);
  for (TypeMask left = lattice.types[i]; left != 0; left &= left - 1, score += width) {
    if (*score == kImpossible) continue;
    const auto t = static_cast<std::size_t>(std::countr_zero(left));
    visit(band.cell(i - kBeadTypes[t].a, j - kBeadTypes[t].b), t, *score);
  }
}

// Of every boundary the best way from (0, 0), and the type of its last bead. Ties go to the type
// that stands first.
void best_ways(const Lattice& lattice, std::vector<float>& value,
               std::vector<std::uint32_t>& last) {
  const Band& band = lattice.band;
  value[0] = 0;
  for (std::uint32_t i = 0; i < band.rows(); ++i) {
    const std::uint32_t lo = band.lo[i];
    float* here = value.data() + band.begin[i];
    std::uint32_t* type = last.data() + band.begin[i];
    for (std::size_t t = 0; t < kTypes; ++t) {
      if (t == kOmission || !lattice.has(i, t)) continue;
      const auto [a, b] = kBeadTypes[t];
      const auto [from, to] = columns(band, i, a, b);
      if (from >= to) continue;
      const float* score = lattice.of(i, t) + (from - lo);
      const float* before = value.data() + band.cell(i - a, from - b);
      float* best = here + (from - lo);
      std::uint32_t* which = type + (from - lo);
      for (std::uint32_t k = 0; k < to - from; ++k) {
        const float way = before[k] + score[k];
        const bool better = way > best[k];
        best[k] = better ? way : best[k];
        which[k] = better ? static_cast<std::uint32_t>(t) : which[k];
      }
    }
    if (!lattice.has(i, kOmission)) continue;
    const float* score = lattice.of(i, kOmission);
    for (std::uint32_t k = 1; k <= band.hi[i] - lo; ++k) {
      const float way = here[k - 1] + score[k];
      if (way > here[k] || (way == here[k] && type[k] > kOmission && type[k] != kNoType)) {
        here[k] = way;
        type[k] = kOmission;
      }
    }
  }
}

// Of every boundary the best way to (n, m).
void best_rests(const Lattice& lattice, std::vector<float>& rest) {
  const Band& band = lattice.band;
  rest.back() = 0;
  for (std::uint32_t i = band.rows(); i-- > 0;) {
    const std::uint32_t lo = band.lo[i];
    float* here = rest.data() + band.begin[i];
    if (lattice.has(i, kOmission)) {
      const float* score = lattice.of(i, kOmission);
      for (std::uint32_t k = band.hi[i] - lo; k > 0; --k)
        here[k - 1] = std::max(here[k - 1], here[k] + score[k]);
    }
    for (std::size_t t = 0; t < kTypes; ++t) {
      if (t == kOmission || !lattice.has(i, t)) continue;
      const auto [a, b] = kBeadTypes[t];
      const auto [from, to] = columns(band, i, a, b);
      if (from >= to) continue;
      const float* score = lattice.of(i, t) + (from - lo);
      float* before = rest.data() + band.cell(i - a, from - b);
      const float* after = here + (from - lo);
      for (std::uint32_t k = 0; k < to - from; ++k) {
        const float way = after[k] + score[k];
        before[k] = way > before[k] ? way : before[k];
      }
    }
  }
}

template <typename Visit>
void cells_forward(const Band& band, const Visit& visit) {
  for (std::uint32_t i = 0; i < band.rows(); ++i) {
    for (std::uint32_t j = band.lo[i]; j <= band.hi[i]; ++j) visit(i, j, band.cell(i, j));
  }
}

template <typename Visit>
void cells_backward(const Band& band, const Visit& visit) {
  for (std::uint32_t i = band.rows(); i-- > 0;) {
    for (std::uint32_t j = band.hi[i] + 1; j-- > band.lo[i];) visit(i, j, band.cell(i, j));
  }
}

std::vector<Step> trace(const Lattice& lattice, const std::vector<std::uint32_t>& last) {
  std::vector<Step> steps;
  std::uint32_t i = lattice.band.rows() - 1;
  std::uint32_t j = lattice.band.hi[i];
  while (i > 0 || j > 0) {
    const std::uint32_t t = last[lattice.band.cell(i, j)];
    steps.push_back(
        {i, j, static_cast<std::uint8_t>(t), 0.0F, lattice.of(i, t)[j - lattice.band.lo[i]]});
    i -= kBeadTypes[t].a;
    j -= kBeadTypes[t].b;
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

}  // namespace

std::vector<Step> best_path(const Lattice& lattice, float sharpness, bool expected) {
  const Band& band = lattice.band;
  const std::size_t cells = band.cells();

  std::vector<float> value(cells, kImpossible);
  std::vector<std::uint32_t> last(cells, kNoType);
  best_ways(lattice, value, last);
  std::vector<float> rest(cells, kImpossible);
  best_rests(lattice, rest);
  const float best = value[cells - 1];

  // Sums over all ways, among the boundaries that a good way passes; relative to the best way, so
  // that nothing overflows: forward holds sum(exp(way - value)), backward sum(exp(way - rest)).
  const float reach = kReach / sharpness;
  const auto alive = [&](std::size_t cell) { return value[cell] + rest[cell] > best - reach; };
  std::vector<float> forward(cells, 0.0F);
  std::vector<float> backward(cells, 0.0F);
  forward[0] = 1;
  cells_forward(band, [&](std::uint32_t i, std::uint32_t j, std::size_t cell) {
    if (!alive(cell)) return;
    beads_into(lattice, i, j, [&](std::size_t from, std::size_t, float s) {
      const float lag = (value[from] + s - value[cell]) * sharpness;
      if (lag > -kReach && forward[from] > 0) forward[cell] += forward[from] * fast_exp(lag);
    });
  });
  backward[cells - 1] = 1;
  cells_backward(band, [&](std::uint32_t i, std::uint32_t j, std::size_t cell) {
    if (!alive(cell)) return;
    beads_into(lattice, i, j, [&](std::size_t from, std::size_t, float s) {
      const float lag = (rest[cell] + s - rest[from]) * sharpness;
      if (lag > -kReach && alive(from)) backward[from] += backward[cell] * fast_exp(lag);
    });
  });
  const float total = forward[cells - 1];
  const auto probability = [&](std::size_t from, std::size_t cell, float s) {
    const float lag = (value[from] + s + rest[cell] - best) * sharpness;
    if (!(lag > -kReach)) return 0.0F;
    return std::min(1.0F, forward[from] * backward[cell] * fast_exp(std::min(0.0F, lag)) / total);
  };

  if (expected) {
    std::vector<float> gain(cells, kImpossible);
    gain[0] = 0;
    cells_forward(band, [&](std::uint32_t i, std::uint32_t j, std::size_t cell) {
      if (!alive(cell)) return;
      beads_into(lattice, i, j, [&](std::size_t from, std::size_t t, float s) {
        if (gain[from] == kImpossible) return;
        const float g = gain[from] + probability(from, cell, s);
        if (g > gain[cell]) {
          gain[cell] = g;
          last[cell] = static_cast<std::uint32_t>(t);
        }
      });
    });
  }
  std::vector<Step> steps = trace(lattice, last);
  std::size_t from = 0;
  for (Step& step : steps) {
    const std::size_t cell = band.cell(step.i, step.j);
    step.probability = probability(from, cell, step.score);
    from = cell;
  }
  return steps;
}

}  // namespace hexapla::align
