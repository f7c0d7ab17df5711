#include "pipeline/check/lengths.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "analyzers/language/profile.h"
#include "pipeline/check/families.h"

namespace hexapla::check {
namespace {

double table_length(std::string_view lang) {
  const language::Profile* profile = language::find_profile(lang);
  if (profile == nullptr || profile->rows("relative-length").empty()) return 1.0;
  const double value = std::strtod(profile->rows("relative-length").front()[0].c_str(), nullptr);
  return value > 0.05 && value < 20 ? value : 1.0;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

Lengths::Lengths(const Subject& subject) {
  constexpr double kPrior = 8;  // rows that the tables are worth
  for (const std::size_t k : subject.languages.expressions)
    relative_.push_back(table_length(subject.work->expressions[k].expression.lang));
  std::vector<double> corrected = relative_;
  for (std::size_t k = 0; k < relative_.size(); ++k) {
    std::vector<double> logs;
    for (const RowView& row : subject.rows) {
      if (row.present < 2 || !row.sides[k].present() || row.letterhead()) continue;
      if (expected(row, k) >= 40) logs.push_back(std::log(ratio(row, k)));
    }
    if (logs.empty()) continue;
    const double n = static_cast<double>(logs.size());
    corrected[k] = relative_[k] * std::exp(median(std::move(logs)) * n / (n + kPrior));
  }
  relative_ = std::move(corrected);
}

double Lengths::expected(const RowView& row, std::size_t side) const {
  std::vector<double> lengths;
  for (std::size_t k = 0; k < row.sides.size(); ++k) {
    if (k != side && row.sides[k].present())
      lengths.push_back(static_cast<double>(row.sides[k].length) / relative_[k]);
  }
  return lengths.empty() ? 0 : median(std::move(lengths));
}

double Lengths::ratio(const RowView& row, std::size_t side) const {
  const double usual = expected(row, side) * relative_[side];
  if (usual <= 0) return 1;
  return std::max(0.01, static_cast<double>(row.sides[side].length) / usual);
}

double Lengths::expected_from(const RowView& row, std::size_t, std::size_t other) const {
  return static_cast<double>(row.sides[other].length) / relative_[other];
}

double Lengths::ratio_to(const RowView& row, std::size_t side, std::size_t other) const {
  const double usual = expected_from(row, side, other) * relative_[side];
  if (usual <= 0) return 1;
  return std::max(0.01, static_cast<double>(row.sides[side].length) / usual);
}

void check_length(Reporter& reporter) {
  const Subject& subject = reporter.subject();
  const Lengths lengths(subject);
  for (const RowView& row : subject.rows) {
    if (row.present < 2 || row.letterhead()) continue;
    for (std::size_t k = 0; k < row.sides.size(); ++k) {
      const Side& side = row.sides[k];
      if (!side.present()) continue;
      if (row.present == 2 && static_cast<int>(k) == subject.languages.base) continue;
      const double size = lengths.expected(row, k);
      if (size < 25) continue;
      const double ratio = lengths.ratio(row, k);
      const double limit = 0.32 + 3.6 / std::sqrt(size) + (row.present == 2 ? 0.1 : 0.0);
      if (std::abs(std::log(ratio)) <= limit) continue;
      if (reporter.has(row.index, side.lang,
                       {Code::omitted, Code::added, Code::untranslated, Code::note_missing}))
        continue;
      reporter.add(row, Code::length, {k})
          .evidence(fmt::format("{} characters, {:.0f} % of what the other languages let expect",
                                side.length, 100 * ratio))
          .say(fmt::format("The {} text is far too {} for what it translates.",
                           language_name(side.lang), ratio < 1 ? "short" : "long"));
    }
  }
}

}  // namespace hexapla::check
