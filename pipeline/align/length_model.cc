#include "pipeline/align/length_model.h"

#include <algorithm>
#include <cmath>

namespace hexapla::align {
namespace {

// Characters added to both lengths: the ratio of "Yes" and "Oui" says little.
constexpr float kOffset = 2.0F;

float unit_of(float first, float second, float shift) {
  return 0.5F * ((first + kOffset) * std::exp(shift) + second + kOffset);
}

float deviation(float first, float second, float shift) {
  return std::log((second + kOffset) / (first + kOffset)) - shift;
}

}  // namespace

LengthModel::Scaled LengthModel::scaled(float length) {
  return {length + kOffset, std::log(length + kOffset)};
}

void LengthModel::set_shift(float value) {
  shift = value;
  ratio = std::exp(value);
}

LengthModel LengthModel::reversed() const {
  LengthModel out = *this;
  out.set_shift(-shift);
  // The unit is counted in the second side's characters.
  out.per_unit = per_unit * std::exp(-shift);
  return out;
}

LengthModel estimate(std::span<const LengthPair> pairs, const LengthModel& before) {
  double weight = 0;
  double first = 0;
  double second = 0;
  for (const LengthPair& p : pairs) {
    weight += static_cast<double>(p.weight);
    first += static_cast<double>(p.weight * (p.first + kOffset));
    second += static_cast<double>(p.weight * (p.second + kOffset));
  }
  if (weight < 4) return before;
  LengthModel out = before;
  constexpr double kPrior = 200;  // characters that speak for the shift so far
  const double prior_second = kPrior * std::exp(static_cast<double>(before.shift));
  out.set_shift(static_cast<float>(std::log((second + prior_second) / (first + kPrior))));

  // x^2 = constant + per_unit / length, by weighted least squares; large deviations are clipped.
  double sw = 0, su = 0, sx = 0, suu = 0, sux = 0;
  for (const LengthPair& p : pairs) {
    const double u = 1.0 / static_cast<double>(unit_of(p.first, p.second, out.shift));
    const double x = static_cast<double>(deviation(p.first, p.second, out.shift));
    const double v =
        static_cast<double>(before.constant) + static_cast<double>(before.per_unit) * u;
    const double y = std::min(x * x, 9 * v);
    const double w = static_cast<double>(p.weight) / (v * v);  // the variance of x^2 grows with v^2
    sw += w;
    su += w * u;
    sx += w * y;
    suu += w * u * u;
    sux += w * u * y;
  }
  const double determinant = sw * suu - su * su;
  double slope = determinant > 1e-9 * sw * suu ? (sw * sux - su * sx) / determinant : 0;
  double constant = (sx - slope * su) / sw;
  if (slope <= 0) {
    slope = 0;
    constant = sx / sw;
  } else if (constant <= 0) {
    constant = 0;
    slope = sux / suu;
  }
  const double trust = weight / (weight + 30);
  const auto blend = [&](double seen, float was) {
    return static_cast<float>(trust * seen + (1 - trust) * static_cast<double>(was));
  };
  out.per_unit = std::clamp(blend(slope, before.per_unit), 0.3F, 30.0F);
  out.constant = std::clamp(blend(constant, before.constant), 0.003F, 0.5F);
  return out;
}

}  // namespace hexapla::align
