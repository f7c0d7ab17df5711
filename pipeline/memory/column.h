// Internal: the index of all segments of one language in one segment file, as arrays in the order
// in which they lie on disk.
//
// Texts are numbered by length (in tokens), then by arrival; so every list of texts is sorted by
// length too, and a range of lengths is a range of every list. Tokens are numbered as they came,
// the frequent ones therefore low, and packed in 7 bits a byte, the last byte without its highest
// bit. Lists are kept for tokens and for pairs of neighbouring tokens, packed as in packed_lists.h;
// there are about as many lists of pairs as pairs, which share them by hash, so a list may hold
// texts without the pair, never the other way round.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/memory/edit_distance.h"
#include "pipeline/memory/packed_lists.h"

namespace hexapla::memory {

// The sections of a column. Written to disk; do not change.
enum class Section : std::uint32_t {
  name = 1,                // "en", "zh", "zh#" (the characters of Chinese)
  lengths = 2,             // u32: the lengths that occur, rising
  length_starts = 3,       // u32: the first text of each, and the number of texts
  units = 4,               // u32 a text: its unit in the file
  variants = 5,            // u16 a text: its variant in the unit
  signatures = 6,          // 2 u64 a text: a bit a token, by hash
  token_starts = 7,        // u32 a text and one more: where its packed tokens begin
  tokens = 8,              // bytes
  vocabulary_keys = 9,     // u64: open hash table, 0 for free
  vocabulary_ids = 10,     // u32
  skeletons = 11,          // u64: hash << 32 | text, rising
  token_list_groups = 12,  // the four parts of PackedLists: a list a token
  token_short_lists = 13,
  token_long_lists = 14,
  token_list_skips = 15,
  pair_list_groups = 16,  // and a list a bucket of pairs
  pair_short_lists = 17,
  pair_long_lists = 18,
  pair_list_skips = 19,
};

inline constexpr std::uint32_t kUnknownToken = 0xFFFFFFFF;

// A bit a token, by hash: what one text has and another has not differs by an edit at least.
struct Signature {
  std::uint64_t words[2] = {0, 0};

  void add(std::uint32_t token) {
    const std::uint32_t bit = (token * 0x9E3779B1U) >> 25U;
    words[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  // How many bits of this one the other has not.
  std::size_t missing_in(const Signature& other) const {
    return static_cast<std::size_t>(std::popcount(words[0] & ~other.words[0])) +
           static_cast<std::size_t>(std::popcount(words[1] & ~other.words[1]));
  }
};

// Written to disk by what they give; do not change.
inline std::uint64_t pair_hash(std::uint32_t first, std::uint32_t second) {
  std::uint64_t h = (std::uint64_t{first} << 32U | second) * 0x9E3779B97F4A7C15ULL;
  h ^= h >> 32U;
  return h * 0xD6E8FEB86659FD93ULL;
}
inline std::uint32_t pair_bucket(std::uint32_t first, std::uint32_t second, std::uint32_t buckets) {
  return static_cast<std::uint32_t>((pair_hash(first, second) >> 32U) * buckets >> 32U);
}
inline std::uint32_t vocabulary_slot(std::uint64_t key, std::uint32_t mask) {
  return static_cast<std::uint32_t>(key >> 20U) & mask;
}

// Tokens of a text, packed.
inline constexpr std::size_t kLongestToken = 5;  // bytes
inline std::uint8_t* pack_token(std::uint32_t token, std::uint8_t* to) {
  for (; token >= 0x80U; token >>= 7U) *to++ = static_cast<std::uint8_t>(token | 0x80U);
  *to++ = static_cast<std::uint8_t>(token);
  return to;
}
// Replaces the content of `out`. Of damaged bytes it makes some tokens, at most one a byte.
void unpack_tokens(std::span<const std::uint8_t> packed, std::vector<std::uint32_t>& out);

struct Column {
  std::string_view name;
  std::span<const std::uint32_t> lengths;
  std::span<const std::uint32_t> length_starts;
  std::span<const std::uint32_t> units;
  std::span<const std::uint16_t> variants;
  std::span<const Signature> signatures;
  std::span<const std::uint32_t> token_starts;
  std::span<const std::uint8_t> tokens;
  std::span<const std::uint64_t> vocabulary_keys;
  std::span<const std::uint32_t> vocabulary_ids;
  std::span<const std::uint64_t> skeletons;
  PackedLists token_lists;
  PackedLists pair_lists;

  std::size_t size() const { return units.size(); }

  // "" when the arrays fit each other as far as that can be told without reading them all, or what
  // is wrong. Every reader below checks what it reads, so a damaged file may give wrong answers or
  // an exception and never a read outside the file.
  std::string problem() const;

  std::uint32_t token(std::uint64_t key) const;  // or kUnknownToken
  // The packed tokens of a text, and unpacked into `out`.
  std::span<const std::uint8_t> packed_tokens_of(std::uint32_t text) const;
  void tokens_of(std::uint32_t text, std::vector<std::uint32_t>& out) const;
  std::size_t token_count() const;  // of all texts
  PackedList texts_with(std::uint32_t token) const;
  PackedList texts_with(std::uint32_t first, std::uint32_t second) const;
  // Texts whose skeleton has this hash.
  std::vector<std::uint32_t> texts_like(std::uint32_t skeleton) const;
  // Texts of at least `low` and at most `high` tokens: [first, last).
  std::pair<std::uint32_t, std::uint32_t> of_length(std::size_t low, std::size_t high) const;
};

// A text found, with what its score is made of.
struct Near {
  std::uint32_t text = 0;
  std::uint32_t distance = 0;
  std::uint32_t length = 0;  // tokens of the text
};

// Looks for texts near a query; kept by a thread from query to query for the sake of its buffers.
class ColumnSearch {
 public:
  // All texts of the column whose distance d to the query of n tokens fulfils
  //   100 (m - d) >= threshold * m,  m = max(n, tokens of the text),
  // in order of text. `threshold` is 50 to 100.
  //
  // Why nothing is missed: texts with m = n + k, k >= 0, may differ by at most D(k) = floor(m (100
  // - threshold) / 100) edits, of which k insert. (i) Of D + 1 disjoint pieces of the query -
  // tokens or pairs of neighbours - every edit destroys at most one, so one at least stands whole
  // in the text. (ii) An insertion destroys no single token, so D(k) - k + 1 tokens are enough: the
  // longer the text, the fewer. The search takes the pieces whose lists are shortest up to a length
  // and the rarest tokens beyond it, the length being that where this is cheapest; scans their
  // lists within the range of lengths, drops what the signature excludes, and computes the distance
  // of the rest.
  void near(const Column& column, std::span<const std::uint64_t> keys, unsigned threshold,
            std::vector<Near>& out);

 private:
  struct Piece {
    std::size_t at = 0;
    bool pair = false;
  };
  // A list of which the texts of `from` to `to` tokens are looked at.
  struct Scan {
    const PackedLists* lists = nullptr;
    std::uint32_t number = 0;
    PackedList list;
    std::size_t from = 0;
    std::size_t to = 0;
    ListReader reader;
    std::size_t begin = 0;  // its texts in `texts_`
    std::size_t end = 0;
    bool more = false;  // there may be others after them
  };

  std::size_t allowed(std::size_t longer) const { return longer * (100 - threshold_) / 100; }
  // How many of the rarest tokens are enough for texts of `length`, more than the query has.
  std::size_t tokens_enough(std::size_t length) const {
    return allowed(length) - (length - query_.size()) + 1;
  }
  // How many texts have `from` to `to` tokens, both within the range of lengths.
  std::size_t texts_of(std::size_t from, std::size_t to) const {
    return from > to ? 0 : bounds_[to + 1 - low_] - bounds_[from - low_];
  }
  void look_up(const Column& column);
  void read_bounds(const Column& column);
  std::size_t fill_table();
  void choose_pieces(std::size_t count);
  void choose_by_parts(std::size_t count);
  void order_tokens();
  double cost_of_tokens(std::size_t beyond) const;
  void plan(const Column& column);
  void collect(const Column& column);
  double share_before(const Column& column, const Scan& scan) const;
  void read_texts(const Column& column, Scan& scan);
  void examine(const Column& column, const Scan& scan);
  void measure(const Column& column, std::vector<Near>& out);

  unsigned threshold_ = 100;
  std::vector<std::uint32_t> query_;
  Signature signature_;
  // Of each token of the query and of the pair that begins there: about how many texts have it, and
  // the number of the pair's list.
  std::vector<std::size_t> token_texts_;
  std::vector<std::size_t> pair_texts_;
  std::vector<std::uint32_t> pair_numbers_;
  std::size_t low_ = 0;  // the range of lengths
  std::size_t high_ = 0;
  double column_texts_ = 0;
  std::vector<std::uint32_t> bounds_;  // the first text of low_, low_ + 1, ... high_ + 1 tokens
  std::vector<std::uint64_t> best_;
  std::vector<std::uint8_t> choice_;
  std::size_t table_pieces_ = 0;    // the table tells the best choice of up to so many
  std::vector<std::size_t> order_;  // places of the query's tokens, the rarest first
  std::vector<Piece> pieces_;
  std::vector<Scan> scans_;
  std::vector<std::uint32_t> texts_;  // of the scans, not looked at yet
  std::vector<std::uint32_t> candidates_;
  std::vector<std::uint32_t> tokens_;  // of a candidate
  EditDistance distance_;
};

}  // namespace hexapla::memory
