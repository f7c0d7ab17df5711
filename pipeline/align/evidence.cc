#include "pipeline/align/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace hexapla::align {
namespace {

constexpr double kTemper = 0.85;
constexpr std::size_t kMostAnchors = 6;

bool passes(const std::vector<Step>& path, std::uint32_t i, std::uint32_t j) {
  if (i == 0 && j == 0) return true;
  const auto at =
      std::lower_bound(path.begin(), path.end(), Point{i, j},
                       [](const Step& s, Point p) { return s.i != p.i ? s.i < p.i : s.j < p.j; });
  return at != path.end() && at->i == i && at->j == j;
}

Stretch stretch_of(const Group& group, const Row& row, std::size_t k) {
  if (row.sides[k].empty()) return {group.texts[k], 0, 0};
  return {group.texts[k], row.sides[k].front(), row.sides[k].back() + 1};
}

// Numbers, symbols and labels that every side of the row has, in the order of the first side.
std::vector<std::string> shared_anchors(const Group& group, const Row& row,
                                        std::span<const std::vector<Word>* const> words,
                                        const std::vector<std::size_t>& present) {
  std::map<std::string_view, std::size_t> sides;  // how many of the sides so far have the key
  std::vector<std::string_view> order;
  for (std::size_t n = 0; n < present.size(); ++n) {
    const Stretch s = stretch_of(group, row, present[n]);
    for (std::uint32_t k = s.tokens->begin[s.begin]; k < s.tokens->begin[s.end]; ++k) {
      const Word& word = (*words[present[n]])[s.tokens->ids[k]];
      if (word.kind != KeyKind::number && word.kind != KeyKind::anchor) continue;
      const auto found = sides.find(word.key);
      if (n == 0 && found == sides.end()) {
        sides.emplace(word.key, 1);
        order.push_back(word.key);
      } else if (found != sides.end() && found->second == n) {
        ++found->second;
      }
    }
  }
  std::vector<std::string> out;
  for (const std::string_view key : order) {
    if (sides[key] != present.size() || key.starts_with("kind:")) continue;
    if (key.starts_with("count:")) {
      // The same label in another script; where it is written the same way that is said already.
      if (std::none_of(order.begin(), order.end(), [&](std::string_view other) {
            return other.starts_with("label:") && sides[other] == present.size();
          })) {
        out.push_back("label no. " + std::string(key.substr(6)));
      }
    } else if (key.starts_with("label:")) {
      out.push_back("label " + std::string(key.substr(6)));
    } else {
      out.emplace_back(key.starts_with("0:") ? key.substr(2) : key.substr(1));
    }
    if (out.size() == kMostAnchors) break;
  }
  return out;
}

}  // namespace

double calibrated(double probability) {
  const double p = std::clamp(probability, 1e-6, 1 - 1e-4);
  return 1 / (1 + std::exp(-kTemper * std::log(p / (1 - p))));
}

double agreement(const Group& group, const Row& row) {
  double pairs = 0;
  double agree = 0;
  for (std::size_t x = 0; x < group.size(); ++x) {
    for (std::size_t y = x + 1; y < group.size(); ++y) {
      if (row.sides[x].empty() || row.sides[y].empty()) continue;
      const auto& path = group.paths[x * group.size() + y];
      pairs += 1;
      if (passes(path, row.sides[x].front(), row.sides[y].front()) &&
          passes(path, row.sides[x].back() + 1, row.sides[y].back() + 1)) {
        agree += 1;
      }
    }
  }
  return pairs == 0 ? 1 : agree / pairs;
}

std::string explain(const Group& group, const Row& row,
                    std::span<const std::vector<Word>* const> words,
                    std::span<const std::string> langs) {
  std::vector<std::size_t> present;
  std::vector<std::string> absent;
  for (std::size_t k = 0; k < group.size(); ++k) {
    if (row.sides[k].empty()) {
      absent.push_back(langs[k]);
    } else {
      present.push_back(k);
    }
  }
  std::vector<std::string> parts;
  if (present.size() >= 2) {
    const std::vector<std::string> anchors = shared_anchors(group, row, words, present);
    if (!anchors.empty()) parts.push_back(fmt::format("{}", fmt::join(anchors, ", ")));
    double known = 0;
    double met = 0;
    double length = 0;
    for (std::size_t n = 1; n < present.size(); ++n) {
      const Support s =
          support(group.views[present[0] * group.size() + present[n]],
                  stretch_of(group, row, present[0]), stretch_of(group, row, present[n]));
      known += static_cast<double>(s.known);
      met += static_cast<double>(s.known * s.explained);
      length += std::log(static_cast<double>(s.length));
    }
    if (known > 0) parts.push_back(fmt::format("{:.0f} of {:.0f} known words", met, known));
    parts.push_back(fmt::format("length {:.2f} of what is usual",
                                std::exp(length / static_cast<double>(present.size() - 1))));
  }
  if (!absent.empty()) parts.push_back(fmt::format("not in {}", fmt::join(absent, ", ")));
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace hexapla::align
