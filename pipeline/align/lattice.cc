#include "pipeline/align/lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hexapla::align {
namespace {

constexpr float kImpossible = -std::numeric_limits<float>::infinity();

double log_add(double a, double b) {
  if (a < b) std::swap(a, b);
  if (b < a - 40) return a;
  return a + std::log1p(std::exp(b - a));
}

}  // namespace

std::uint8_t mirrored(std::size_t type) {
  for (std::size_t t = 0; t < kTypes; ++t) {
    if (kBeadTypes[t].a == kBeadTypes[type].b && kBeadTypes[t].b == kBeadTypes[type].a)
      return static_cast<std::uint8_t>(t);
  }
  return static_cast<std::uint8_t>(type);
}

Band band_around(std::uint32_t n, std::uint32_t m, std::span<const Point> path,
                 std::uint32_t margin, double slack) {
  Band band;
  band.lo.assign(n + 1, m);
  band.hi.assign(n + 1, 0);
  const auto cover = [&](std::int64_t i, std::int64_t from, std::int64_t to) {
    if (i < 0 || i > static_cast<std::int64_t>(n)) return;
    auto& lo = band.lo[static_cast<std::size_t>(i)];
    auto& hi = band.hi[static_cast<std::size_t>(i)];
    lo = std::min(lo, static_cast<std::uint32_t>(std::clamp<std::int64_t>(from, 0, m)));
    hi = std::max(hi, static_cast<std::uint32_t>(std::clamp<std::int64_t>(to, 0, m)));
  };
  const auto stretch = [&](Point from, Point to) {
    const auto di = static_cast<std::int64_t>(to.i) - from.i;
    const auto dj = static_cast<std::int64_t>(to.j) - from.j;
    const auto reach = static_cast<std::int64_t>(margin) +
                       static_cast<std::int64_t>(slack * static_cast<double>(std::max(di, dj)));
    for (std::int64_t k = 0; k <= di; ++k) {
      const std::int64_t at = from.j + (di == 0 ? 0 : k * dj / di);
      const std::int64_t next =
          from.j + (di == 0 ? dj : std::min<std::int64_t>(di, k + 1) * dj / di);
      cover(from.i + k, at - reach, next + reach);
    }
  };
  Point before{0, 0};
  for (const Point& p : path) {
    stretch(before, p);
    before = p;
  }
  stretch(before, {n, m});
  // The margin in the other direction: a row also sees what its neighbours see.
  band.lo[0] = 0;
  band.hi[n] = m;
  for (std::uint32_t i = n; i-- > 0;) band.lo[i] = std::min(band.lo[i], band.lo[i + 1]);
  for (std::uint32_t i = 1; i <= n; ++i) band.hi[i] = std::max(band.hi[i], band.hi[i - 1]);
  for (std::uint32_t i = 0; i < n; ++i) band.hi[i] = std::max(band.hi[i], band.lo[i + 1]);
  band.begin.resize(n + 2);
  band.begin[0] = 0;
  for (std::uint32_t i = 0; i <= n; ++i)
    band.begin[i + 1] = band.begin[i] + (band.hi[i] - band.lo[i] + 1);
  return band;
}

std::vector<Step> best_path(const Lattice& lattice, float sharpness, bool expected) {
  const Band& band = lattice.band;
  const std::uint32_t n = band.rows() - 1;
  const std::uint32_t m = band.hi[n];
  const std::vector<float>& scores = lattice.scores;

  // Sums over all ways from (0, 0) to a boundary, and from it to (n, m).
  constexpr double kNever = -1e300;
  std::vector<double> forward(band.cells(), kNever);
  std::vector<double> backward(band.cells(), kNever);
  forward[band.cell(0, 0)] = 0;
  for (std::uint32_t i = 0; i <= n; ++i) {
    for (std::uint32_t j = band.lo[i]; j <= band.hi[i]; ++j) {
      const std::size_t cell = band.cell(i, j);
      double best = forward[cell];
      std::array<double, kTypes> terms;
      std::size_t count = 0;
      for (std::size_t t = 0; t < kTypes; ++t) {
        const float s = scores[cell * kTypes + t];
        if (s == kImpossible) continue;
        const double f = forward[band.cell(i - kBeadTypes[t].a, j - kBeadTypes[t].b)];
        if (f == kNever) continue;
        terms[count] = f + static_cast<double>(s * sharpness);
        best = std::max(best, terms[count++]);
      }
      if (count == 0) continue;
      double sum = 0;
      for (std::size_t k = 0; k < count; ++k) {
        if (terms[k] > best - 30) sum += std::exp(terms[k] - best);
      }
      forward[cell] = best + std::log(sum);
    }
  }
  backward[band.cell(n, m)] = 0;
  for (std::uint32_t i = n + 1; i-- > 0;) {
    for (std::uint32_t j = band.hi[i] + 1; j-- > band.lo[i];) {
      const std::size_t cell = band.cell(i, j);
      const double b = backward[cell];
      if (b == kNever) continue;
      for (std::size_t t = 0; t < kTypes; ++t) {
        const float s = scores[cell * kTypes + t];
        if (s == kImpossible) continue;
        double& from = backward[band.cell(i - kBeadTypes[t].a, j - kBeadTypes[t].b)];
        const double term = b + static_cast<double>(s * sharpness);
        from = from == kNever ? term : log_add(from, term);
      }
    }
  }
  const double total = forward[band.cell(n, m)];

  const auto probability = [&](std::size_t cell, std::size_t from, float s) {
    const double p = forward[from] + static_cast<double>(s * sharpness) + backward[cell] - total;
    return p < -30 ? 0.0F : static_cast<float>(std::exp(std::min(0.0, p)));
  };

  std::vector<float> value(band.cells(), kImpossible);
  std::vector<std::uint8_t> last(band.cells(), 0xFF);
  value[band.cell(0, 0)] = 0;
  for (std::uint32_t i = 0; i <= n; ++i) {
    for (std::uint32_t j = band.lo[i]; j <= band.hi[i]; ++j) {
      const std::size_t cell = band.cell(i, j);
      for (std::size_t t = 0; t < kTypes; ++t) {
        const float s = scores[cell * kTypes + t];
        if (s == kImpossible) continue;
        const std::size_t from = band.cell(i - kBeadTypes[t].a, j - kBeadTypes[t].b);
        if (value[from] == kImpossible) continue;
        const float gain = expected ? probability(cell, from, s) : s;
        // Ties go to the type that stands first.
        if (value[from] + gain > value[cell]) {
          value[cell] = value[from] + gain;
          last[cell] = static_cast<std::uint8_t>(t);
        }
      }
    }
  }
  std::vector<Step> steps;
  std::uint32_t i = n;
  std::uint32_t j = m;
  while (i > 0 || j > 0) {
    const std::size_t cell = band.cell(i, j);
    const std::uint8_t t = last[cell];
    const std::uint32_t fi = i - kBeadTypes[t].a;
    const std::uint32_t fj = j - kBeadTypes[t].b;
    const float s = scores[cell * kTypes + t];
    steps.push_back({i, j, t, probability(cell, band.cell(fi, fj), s), s});
    i = fi;
    j = fj;
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

}  // namespace hexapla::align
