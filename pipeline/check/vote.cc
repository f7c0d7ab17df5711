#include "pipeline/check/vote.h"

#include <algorithm>
#include <map>

namespace hexapla::check {

Result vote(std::span<const Ballot> ballots, int original, int base) {
  Result out;
  std::map<std::string, std::size_t> count;
  const Ballot* deciding = nullptr;
  const Ballot* breaking = nullptr;
  for (const Ballot& b : ballots) {
    for (const std::string& v : b.values) ++count[v];
    if (static_cast<int>(b.side) == original) deciding = &b;
    if (static_cast<int>(b.side) == base) breaking = &b;
  }
  const auto has = [](const Ballot* b, const std::string& v) {
    return b != nullptr && std::find(b->values.begin(), b->values.end(), v) != b->values.end();
  };
  for (const auto& [value, n] : count) {
    const bool agreed = deciding != nullptr       ? has(deciding, value)
                        : 2 * n == ballots.size() ? has(breaking, value)
                                                  : 2 * n > ballots.size();
    if (agreed) out.consensus.push_back(value);
  }
  for (const Ballot& b : ballots) {
    Difference d;
    d.side = b.side;
    for (const std::string& v : out.consensus) {
      if (!has(&b, v)) d.missing.push_back(v);
    }
    for (const std::string& v : b.values) {
      if (std::find(out.consensus.begin(), out.consensus.end(), v) == out.consensus.end())
        d.extra.push_back(v);
    }
    if (!d.missing.empty() || !d.extra.empty()) out.differences.push_back(std::move(d));
  }
  return out;
}

}  // namespace hexapla::check
