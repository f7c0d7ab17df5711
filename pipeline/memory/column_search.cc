#include <algorithm>
#include <limits>
#include <numeric>

#include "pipeline/memory/column.h"

namespace hexapla::memory {
namespace {

constexpr std::uint64_t kImpossible = std::numeric_limits<std::uint64_t>::max() / 4;
// What a piece costs beside the texts on its list, in texts: two binary searches in cold memory.
constexpr std::uint64_t kPieceCost = 24;
// Beyond this size of the table, pieces are chosen part by part: good, not best, and linear.
constexpr std::size_t kLargestTable = 4096;

}  // namespace

void ColumnSearch::look_up(const Column& column) {
  const std::size_t n = query_.size();
  token_lists_.assign(n, {});
  pair_lists_.assign(n, {});
  for (std::size_t i = 0; i < n; ++i) {
    if (query_[i] != kUnknownToken && query_[i] < column.token_list_starts.size())
      __builtin_prefetch(&column.token_list_starts[query_[i]]);
    if (i + 1 < n && query_[i] != kUnknownToken && query_[i + 1] != kUnknownToken) {
      const auto mask = static_cast<std::uint32_t>(column.pair_list_starts.size() - 2);
      __builtin_prefetch(&column.pair_list_starts[pair_bucket(query_[i], query_[i + 1], mask)]);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    token_lists_[i] = column.texts_with(query_[i]);
    if (i + 1 < n) pair_lists_[i] = column.texts_with(query_[i], query_[i + 1]);
  }
}

// The `count` disjoint pieces with the shortest lists, by dynamic programming over the query.
void ColumnSearch::choose_pieces(std::size_t count, Plan& plan) {
  if (&plan != &whole_ && count == whole_count_) {  // chosen already
    plan.pieces = whole_.pieces;
    plan.cost = whole_.cost;
    return;
  }
  const std::size_t n = query_.size();
  plan.pieces.clear();
  plan.cost = kImpossible;
  if (count > n) return;
  if ((n + 1) * (count + 1) > kLargestTable) {
    choose_by_parts(count, plan);
    return;
  }
  const std::size_t width = count + 1;
  best_.assign((n + 1) * width, kImpossible);
  choice_.assign((n + 1) * width, 0);
  best_[0] = 0;
  for (std::size_t i = 1; i <= n; ++i) {
    const std::uint64_t token_cost = token_lists_[i - 1].size();
    const std::uint64_t pair_cost = i >= 2 ? pair_lists_[i - 2].size() : 0;
    best_[i * width] = 0;
    // Pieces that must still come need a token each.
    const std::size_t from = count > n - i ? count - (n - i) : 1;
    for (std::size_t p = std::max<std::size_t>(from, 1); p <= std::min(count, i); ++p) {
      std::uint64_t best = best_[(i - 1) * width + p];
      std::uint8_t choice = 0;
      if (const std::uint64_t c = best_[(i - 1) * width + p - 1] + token_cost; c < best) {
        best = c;
        choice = 1;
      }
      if (i >= 2) {
        if (const std::uint64_t c = best_[(i - 2) * width + p - 1] + pair_cost; c < best) {
          best = c;
          choice = 2;
        }
      }
      best_[i * width + p] = best;
      choice_[i * width + p] = choice;
    }
  }
  plan.cost = best_[n * width + count];
  for (std::size_t i = n, p = count; p > 0;) {
    switch (choice_[i * width + p]) {
      case 1:
        plan.pieces.push_back({i - 1, false});
        --i;
        --p;
        break;
      case 2:
        plan.pieces.push_back({i - 2, true});
        i -= 2;
        --p;
        break;
      default:
        --i;
        break;
    }
  }
}

void ColumnSearch::choose_by_parts(std::size_t count, Plan& plan) {
  const std::size_t n = query_.size();
  plan.cost = 0;
  for (std::size_t part = 0; part < count; ++part) {
    const std::size_t begin = part * n / count;
    const std::size_t end = (part + 1) * n / count;
    Piece best{begin, false};
    std::size_t cost = token_lists_[begin].size();
    for (std::size_t i = begin; i < end; ++i) {
      if (token_lists_[i].size() < cost) {
        cost = token_lists_[i].size();
        best = {i, false};
      }
      if (i + 1 < end && pair_lists_[i].size() < cost) {
        cost = pair_lists_[i].size();
        best = {i, true};
      }
    }
    plan.cost += cost;
    plan.pieces.push_back(best);
  }
}

void ColumnSearch::choose_tokens(std::size_t count, Plan& plan) {
  plan.pieces.clear();
  plan.cost = 0;
  order_.resize(query_.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(count),
                    order_.end(), [this](std::size_t a, std::size_t b) {
                      return token_lists_[a].size() < token_lists_[b].size();
                    });
  for (std::size_t i = 0; i < count; ++i) {
    plan.cost += token_lists_[order_[i]].size();
    plan.pieces.push_back({order_[i], false});
  }
}

// The cheaper of the two ways for texts of `low` to `high` tokens.
void ColumnSearch::plan_range(std::size_t low, std::size_t high, Plan& plan) {
  const std::size_t n = query_.size();
  const std::size_t most = allowed(std::max(n, high));
  choose_pieces(most + 1, plan);
  if (low > n) {
    // allowed(n + k) - k falls with k, so the shortest texts need most tokens.
    choose_tokens(allowed(low) - (low - n) + 1, trial_);
    if (trial_.cost < plan.cost) {
      plan.cost = trial_.cost;
      plan.pieces.swap(trial_.pieces);
    }
  }
  plan.low = low;
  plan.high = high;
}

void ColumnSearch::near(const Column& column, std::span<const std::uint64_t> keys,
                        unsigned threshold, std::vector<Near>& out) {
  out.clear();
  if (keys.empty() || column.size() == 0) return;
  threshold_ = std::clamp(threshold, 50U, 100U);
  const std::size_t n = keys.size();
  const auto mask = static_cast<std::uint32_t>(column.vocabulary_keys.size() - 1);
  for (const std::uint64_t key : keys)
    __builtin_prefetch(&column.vocabulary_keys[vocabulary_slot(key, mask)]);
  query_.resize(n);
  signature_ = {};
  for (std::size_t i = 0; i < n; ++i) {
    query_[i] = column.token(keys[i]);
    if (query_[i] != kUnknownToken) signature_.add(query_[i]);
  }
  look_up(column);

  const std::size_t low = (n * threshold_ + 99) / 100;
  const std::size_t high = n * 100 / threshold_;
  const double texts = static_cast<double>(column.size());
  const auto cost = [&](const Plan& plan) {
    if (plan.cost >= kImpossible) return std::numeric_limits<double>::max();
    const auto [first, last] = column.of_length(plan.low, plan.high);
    const double share = last > first ? static_cast<double>(last - first) / texts : 0.0;
    return static_cast<double>(plan.cost) * share +
           static_cast<double>(plan.pieces.size() * kPieceCost);
  };
  candidates_.clear();
  whole_count_ = 0;
  plan_range(low, high, whole_);
  whole_count_ = allowed(std::max(n, high)) + 1;
  if (high == n) {
    scan(column, whole_);
  } else {
    plan_range(low, n, same_);
    plan_range(n + 1, high, longer_);
    const double split = cost(same_) + cost(longer_);
    if (cost(whole_) <= split) {
      scan(column, whole_);
    } else {
      scan(column, same_);
      // Much longer texts are pinned down by fewer tokens.
      const std::size_t middle = n + (high - n + 1) / 2;
      bool halved = false;
      if (middle < high) {
        plan_range(n + 1, middle, same_);
        plan_range(middle + 1, high, much_longer_);
        halved = cost(same_) + cost(much_longer_) < cost(longer_);
      }
      if (halved) {
        scan(column, same_);
        scan(column, much_longer_);
      } else {
        scan(column, longer_);
      }
    }
  }
  if (candidates_.empty()) return;
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
  distance_.prepare(query_);
  for (const std::uint32_t text : candidates_) {
    const std::span<const std::uint32_t> tokens = column.tokens_of(text);
    const std::size_t longer = std::max(n, tokens.size());
    const std::size_t distance = distance_.to(tokens, allowed(longer));
    if (distance > allowed(longer)) continue;
    out.push_back(
        {text, static_cast<std::uint32_t>(distance), static_cast<std::uint32_t>(tokens.size())});
  }
}

void ColumnSearch::scan(const Column& column, const Plan& plan) {
  auto [first, last] = column.of_length(plan.low, plan.high);
  last = std::min(last, static_cast<std::uint32_t>(column.size()));
  if (first >= last) return;
  for (const Piece& piece : plan.pieces)
    scan_list(column, piece.pair ? pair_lists_[piece.at] : token_lists_[piece.at], plan, first,
              last);
}

// Most of the time of a search goes into counting bits: where the processor can, by its
// instruction.
[[gnu::target_clones("popcnt", "default")]] void ColumnSearch::scan_list(
    const Column& column, std::span<const std::uint32_t> list, const Plan& plan,
    std::uint32_t first, std::uint32_t last) {
  if (list.empty()) return;
  const std::size_t n = query_.size();
  const auto unknown =
      static_cast<std::size_t>(std::count(query_.begin(), query_.end(), kUnknownToken));
  const std::uint32_t* at = std::lower_bound(list.data(), list.data() + list.size(), first);
  const std::uint32_t* const end = list.data() + list.size();
  std::size_t group = static_cast<std::size_t>(
      std::lower_bound(column.lengths.begin(), column.lengths.end(), plan.low) -
      column.lengths.begin());
  std::uint32_t group_end = first;
  // How many tokens of the one may be missing in the other.
  std::size_t own_missing = 0;
  std::size_t their_missing = 0;
  bool hopeless = false;
  for (; at != end && *at < last; ++at) {
    const std::uint32_t text = *at;
    if (text < first) continue;  // only in a damaged file
    if (at + 8 < end && at[8] < last) __builtin_prefetch(&column.signatures[at[8]]);
    if (text >= group_end) {
      while (group + 1 < column.length_starts.size() && text >= column.length_starts[group + 1])
        ++group;
      if (group + 1 >= column.length_starts.size()) return;
      group_end = column.length_starts[group + 1];
      const std::size_t length = column.lengths[group];
      const std::size_t edits = allowed(std::max(n, length));
      const std::size_t difference = length > n ? length - n : n - length;
      hopeless = edits < difference;
      own_missing = length > n ? edits - difference : edits;
      their_missing = length > n ? edits : edits - difference;
      hopeless = hopeless || unknown > own_missing;
    }
    if (hopeless) continue;
    const Signature& theirs = column.signatures[text];
    if (signature_.missing_in(theirs) + unknown > own_missing ||
        theirs.missing_in(signature_) > their_missing)
      continue;
    candidates_.push_back(text);
  }
}

}  // namespace hexapla::memory
