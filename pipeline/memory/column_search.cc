#include <algorithm>
#include <limits>
#include <numeric>

#include "pipeline/memory/column.h"

namespace hexapla::memory {
namespace {

constexpr std::uint64_t kImpossible = std::numeric_limits<std::uint64_t>::max() / 4;
// What a piece costs beside the texts on its list, in texts: looking for its place in cold memory.
constexpr std::uint64_t kPieceCost = 16;
// So many texts of a list are asked for before they are looked at.
constexpr std::size_t kAhead = 128;
// Beyond this size of the table, pieces are chosen part by part: good, not best, and linear.
constexpr std::size_t kLargestTable = 4096;

}  // namespace

void ColumnSearch::look_up(const Column& column) {
  const std::size_t n = query_.size();
  token_texts_.assign(n, 0);
  pair_texts_.assign(n, 0);
  pair_numbers_.assign(n, kUnknownToken);
  const std::uint32_t buckets = column.pair_lists.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (query_[i] == kUnknownToken) continue;
    column.token_lists.prefetch(query_[i]);
    if (i + 1 == n || query_[i + 1] == kUnknownToken) continue;
    pair_numbers_[i] = pair_bucket(query_[i], query_[i + 1], buckets);
    column.pair_lists.prefetch(pair_numbers_[i]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    token_texts_[i] = column.token_lists.about(query_[i]);
    pair_texts_[i] = column.pair_lists.about(pair_numbers_[i]);
  }
}

void ColumnSearch::read_bounds(const Column& column) {
  const auto first = std::lower_bound(column.lengths.begin(), column.lengths.end(), low_);
  auto group = static_cast<std::size_t>(first - column.lengths.begin());
  const auto texts = static_cast<std::uint32_t>(column.size());
  bounds_.clear();
  for (std::size_t length = low_; length <= high_ + 1; ++length) {
    while (group < column.lengths.size() && column.lengths[group] < length) ++group;
    bounds_.push_back(std::min(column.length_starts[group], texts));
  }
  // In a damaged file they may fall.
  for (std::size_t i = 1; i < bounds_.size(); ++i)
    bounds_[i] = std::max(bounds_[i], bounds_[i - 1]);
}

// For every number of disjoint pieces the choice with the shortest lists, by dynamic programming
// over the query; gives the greatest number that the table tells.
std::size_t ColumnSearch::fill_table() {
  const std::size_t n = query_.size();
  const std::size_t count = std::min(allowed(high_) + 1, n);
  table_pieces_ = count;
  if ((n + 1) * (count + 1) > kLargestTable) {
    table_pieces_ = 0;
    return allowed(n) + 1;
  }
  const std::size_t width = count + 1;
  best_.assign((n + 1) * width, kImpossible);
  choice_.resize((n + 1) * width);
  best_[0] = 0;
  for (std::size_t i = 1; i <= n; ++i) {
    const std::uint64_t token_cost = token_texts_[i - 1];
    const std::uint64_t pair_cost = i >= 2 ? pair_texts_[i - 2] : 0;
    const std::uint64_t* const one = &best_[(i - 1) * width];
    const std::uint64_t* const two = i >= 2 ? one - width : nullptr;
    best_[i * width] = 0;
    for (std::size_t p = 1; p <= std::min(count, i); ++p) {
      std::uint64_t best = one[p];
      std::uint8_t choice = 0;
      if (const std::uint64_t c = one[p - 1] + token_cost; c < best) {
        best = c;
        choice = 1;
      }
      if (two != nullptr) {
        if (const std::uint64_t c = two[p - 1] + pair_cost; c < best) {
          best = c;
          choice = 2;
        }
      }
      best_[i * width + p] = best;
      choice_[i * width + p] = choice;
    }
  }
  return count;
}

void ColumnSearch::choose_pieces(std::size_t count) {
  pieces_.clear();
  if (table_pieces_ == 0) {
    choose_by_parts(count);
    return;
  }
  const std::size_t width = table_pieces_ + 1;
  for (std::size_t i = query_.size(), p = count; p > 0;) {
    switch (choice_[i * width + p]) {
      case 1:
        pieces_.push_back({i - 1, false});
        --i;
        --p;
        break;
      case 2:
        pieces_.push_back({i - 2, true});
        i -= 2;
        --p;
        break;
      default:
        --i;
        break;
    }
  }
}

void ColumnSearch::choose_by_parts(std::size_t count) {
  const std::size_t n = query_.size();
  for (std::size_t part = 0; part < count; ++part) {
    const std::size_t begin = part * n / count;
    const std::size_t end = (part + 1) * n / count;
    Piece best{begin, false};
    std::size_t cost = token_texts_[begin];
    for (std::size_t i = begin; i < end; ++i) {
      if (token_texts_[i] < cost) {
        cost = token_texts_[i];
        best = {i, false};
      }
      if (i + 1 < end && pair_texts_[i] < cost) {
        cost = pair_texts_[i];
        best = {i, true};
      }
    }
    pieces_.push_back(best);
  }
}

void ColumnSearch::order_tokens() {
  const std::size_t n = query_.size();
  order_.resize(n);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  if (high_ == n) return;
  const auto most = static_cast<std::ptrdiff_t>(std::min(n, tokens_enough(n + 1)));
  std::partial_sort(
      order_.begin(), order_.begin() + most, order_.end(),
      [this](std::size_t a, std::size_t b) { return token_texts_[a] < token_texts_[b]; });
}

// What it costs to find the texts of more than `beyond` tokens by the rarest tokens of the query.
double ColumnSearch::cost_of_tokens(std::size_t beyond) const {
  double out = 0;
  std::size_t to = high_;
  // The rarest is needed for all lengths, the next one for those where two are, and so on.
  for (std::size_t rank = 0; beyond < high_; ++rank) {
    while (to > beyond && tokens_enough(to) <= rank) --to;
    if (to == beyond) break;
    out += static_cast<double>(token_texts_[order_[rank]]) *
               static_cast<double>(texts_of(beyond + 1, to)) +
           static_cast<double>(kPieceCost) * column_texts_;
  }
  return out;
}

// The lists to be scanned, and for which lengths.
void ColumnSearch::plan(const Column& column) {
  const std::size_t n = query_.size();
  const std::size_t most = fill_table();
  order_tokens();
  // Pieces for texts up to `border` tokens: their number grows only where another edit is allowed.
  std::size_t border = n;
  std::size_t count = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t to = n; to <= high_; ++to) {
    if (to < high_ && allowed(to + 1) == allowed(to)) continue;
    const std::size_t pieces = allowed(to) + 1;
    if (pieces > most) break;
    double cost = cost_of_tokens(to);
    if (table_pieces_ > 0) {
      const std::uint64_t texts = best_[n * (table_pieces_ + 1) + pieces];
      if (texts >= kImpossible) break;
      cost += static_cast<double>(texts) * static_cast<double>(texts_of(low_, to)) +
              static_cast<double>(pieces * kPieceCost) * column_texts_;
    }
    if (cost >= least) continue;
    least = cost;
    border = to;
    count = pieces;
  }
  choose_pieces(count);
  scans_.clear();
  const auto add_scan = [this](const PackedLists& lists, std::uint32_t number, std::size_t from,
                               std::size_t to) {
    if (bounds_[from - low_] >= bounds_[to + 1 - low_]) return;
    Scan& scan = scans_.emplace_back();
    scan.lists = &lists;
    scan.number = number;
    scan.from = from;
    scan.to = to;
  };
  const auto add_token = [&](std::size_t at, std::size_t from, std::size_t to) {
    if (token_texts_[at] > 0) add_scan(column.token_lists, query_[at], from, to);
  };
  for (const Piece& piece : pieces_) {
    if (!piece.pair) {
      add_token(piece.at, low_, border);
    } else if (pair_texts_[piece.at] > 0) {
      add_scan(column.pair_lists, pair_numbers_[piece.at], low_, border);
    }
  }
  std::size_t to = high_;
  for (std::size_t rank = 0; border < high_; ++rank) {
    while (to > border && tokens_enough(to) <= rank) --to;
    if (to == border) break;
    add_token(order_[rank], border + 1, to);
  }
}

// What share of a list is before the scan's texts: about that of all tokens.
double ColumnSearch::share_before(const Column& column, const Scan& scan) const {
  return static_cast<double>(column.token_starts[bounds_[scan.from - low_]]) /
         static_cast<double>(std::max<std::size_t>(1, column.tokens.size()));
}

// The next texts of the scan, whose signatures are asked for.
void ColumnSearch::read_texts(const Column& column, Scan& scan) {
  const std::uint32_t first = bounds_[scan.from - low_];
  const std::uint32_t last = bounds_[scan.to + 1 - low_];
  scan.begin = texts_.size();
  texts_.resize(scan.begin + kAhead);
  std::uint32_t* to = texts_.data() + scan.begin;
  std::uint32_t* const end = to + kAhead;
  scan.more = false;
  for (std::uint32_t text = 0; scan.reader.next(text);) {
    if (text < first) continue;
    if (text >= last) break;
    __builtin_prefetch(&column.signatures[text]);
    *to++ = text;
    if (to == end) {
      scan.more = true;
      break;
    }
  }
  scan.end = static_cast<std::size_t>(to - texts_.data());
  texts_.resize(scan.end);
}

// Bits are counted by the processor's instruction where it has one. Stands before its callers:
// clang clones no function that it has seen in use. What chooses among the clones runs before
// anything else does, too early for the thread sanitizer, which would watch it.
#ifndef __SANITIZE_THREAD__
[[gnu::target_clones("popcnt", "default")]]
#endif
void ColumnSearch::examine(const Column& column,
                                                                       const Scan& scan) {
  const std::size_t n = query_.size();
  const auto unknown =
      static_cast<std::size_t>(std::count(query_.begin(), query_.end(), kUnknownToken));
  std::size_t group = static_cast<std::size_t>(
      std::lower_bound(column.lengths.begin(), column.lengths.end(), scan.from) -
      column.lengths.begin());
  std::uint32_t group_end = bounds_[scan.from - low_];
  // How many tokens of the one may be missing in the other.
  std::size_t own_missing = 0;
  std::size_t their_missing = 0;
  bool hopeless = false;
  for (std::size_t at = scan.begin; at < scan.end; ++at) {
    const std::uint32_t text = texts_[at];
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

// The texts that may be near, each once.
void ColumnSearch::collect(const Column& column) {
  plan(column);
  // Every step asks for what the next one reads, for all lists before the first is read: their
  // heads, where the tables of long ones are looked into, the first texts, and their signatures.
  for (const Scan& s : scans_) s.lists->prefetch_list(s.number);
  for (Scan& s : scans_) {
    s.list = s.lists->at(s.number);
    s.reader = ListReader(s.list);
    if (!s.list.skips.empty())
      __builtin_prefetch(&s.list.skips[skip_at(s.list, share_before(column, s))]);
  }
  for (Scan& s : scans_) {
    if (!s.list.skips.empty())
      s.reader.skip_to(s.list, bounds_[s.from - low_], share_before(column, s));
    s.reader.prefetch();
  }
  texts_.clear();
  for (Scan& s : scans_) read_texts(column, s);
  for (Scan& s : scans_) {
    examine(column, s);
    while (s.more) {
      const std::size_t others = texts_.size();
      read_texts(column, s);
      examine(column, s);
      texts_.resize(others);
    }
  }
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()), candidates_.end());
}

// Of the texts that may be near those that are.
void ColumnSearch::measure(const Column& column, std::vector<Near>& out) {
  const std::size_t n = query_.size();
  distance_.prepare(query_);
  for (const std::uint32_t text : candidates_) __builtin_prefetch(&column.token_starts[text]);
  for (const std::uint32_t text : candidates_) {
    __builtin_prefetch(column.packed_tokens_of(text).data());
    __builtin_prefetch(&column.units[text]);
    __builtin_prefetch(&column.variants[text]);
  }
  for (const std::uint32_t text : candidates_) {
    column.tokens_of(text, tokens_);
    const std::size_t longer = std::max(n, tokens_.size());
    const std::size_t distance = distance_.to(tokens_, allowed(longer));
    if (distance > allowed(longer)) continue;
    out.push_back(
        {text, static_cast<std::uint32_t>(distance), static_cast<std::uint32_t>(tokens_.size())});
  }
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
  column_texts_ = static_cast<double>(column.size());
  low_ = (n * threshold_ + 99) / 100;
  high_ = n * 100 / threshold_;
  read_bounds(column);
  candidates_.clear();
  if (texts_of(low_, high_) > 0) collect(column);
  if (!candidates_.empty()) measure(column, out);
}

}  // namespace hexapla::memory
