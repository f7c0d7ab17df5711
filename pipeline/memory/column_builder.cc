#include "pipeline/memory/column_builder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

namespace hexapla::memory {
namespace {

template <typename Values>
std::string_view bytes_of(const Values& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])};
}

}  // namespace

void ColumnBuilder::grow(std::size_t capacity) {
  LargeArray<Word> larger(capacity);
  const auto mask = static_cast<std::uint32_t>(capacity - 1);
  for (const Word& w : vocabulary_) {
    if (w.key == 0) continue;
    std::uint32_t at = vocabulary_slot(w.key, mask);
    while (larger[at].key != 0) at = (at + 1) & mask;
    larger[at] = w;
  }
  vocabulary_.swap(larger);
}

std::uint32_t ColumnBuilder::id_of(std::uint64_t key) {
  if (key == 0) key = 1;  // 0 marks a free slot
  const auto mask = static_cast<std::uint32_t>(vocabulary_.size() - 1);
  std::uint32_t at = vocabulary_slot(key, mask);
  while (vocabulary_[at].key != 0) {
    if (vocabulary_[at].key == key) return vocabulary_[at].id;
    at = (at + 1) & mask;
  }
  const std::uint32_t out = words_++;
  vocabulary_[at] = {key, out};
  if (std::size_t{words_} * 2 > vocabulary_.size()) grow(vocabulary_.size() * 2);
  return out;
}

void ColumnBuilder::add(std::uint32_t unit, std::uint16_t variant,
                        std::span<const std::uint64_t> keys, std::uint32_t skeleton) {
  units_.push_back(unit);
  variants_.push_back(variant);
  skeletons_.push_back(skeleton);
  // Where a key stands in the vocabulary is asked for now and needed when the next text comes.
  take_pending();
  pending_.assign(keys.begin(), keys.end());
  const auto mask = static_cast<std::uint32_t>(vocabulary_.size() - 1);
  for (const std::uint64_t key : keys) __builtin_prefetch(&vocabulary_[vocabulary_slot(key, mask)]);
  token_starts_.push_back(token_starts_.back() + static_cast<std::uint32_t>(keys.size()));
}

void ColumnBuilder::take_pending() {
  for (const std::uint64_t key : pending_) tokens_.push_back(id_of(key));
  pending_.clear();
}

void ColumnBuilder::write_vocabulary(SectionSink& sink) {
  LargeArray<std::uint64_t> keys(vocabulary_.size());
  LargeArray<std::uint32_t> ids(vocabulary_.size());
  for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
    keys[i] = vocabulary_[i].key;
    ids[i] = vocabulary_[i].id;
  }
  sink.section(Section::vocabulary_keys, bytes_of(keys));
  sink.section(Section::vocabulary_ids, bytes_of(ids));
  vocabulary_ = {};
}

// The texts by length, equal ones as they came; writes the two arrays that tell the lengths.
LargeArray<std::uint32_t> ColumnBuilder::order_by_length(SectionSink& sink) const {
  const auto length = [this](std::uint32_t t) { return token_starts_[t + 1] - token_starts_[t]; };
  const auto texts = static_cast<std::uint32_t>(units_.size());
  // There are few lengths, so they are counted; one text of a million words would make many.
  std::map<std::uint32_t, std::uint32_t> next;  // of each length, where its next text goes
  for (std::uint32_t t = 0; t < texts; ++t) ++next[length(t)];
  std::vector<std::uint32_t> lengths;
  std::vector<std::uint32_t> starts;
  std::uint32_t sum = 0;
  for (auto& [of, place] : next) {
    lengths.push_back(of);
    starts.push_back(sum);
    sum += place;
    place = starts.back();
  }
  starts.push_back(sum);
  LargeArray<std::uint32_t> order(texts);
  for (std::uint32_t t = 0; t < texts; ++t) order[next[length(t)]++] = t;
  sink.section(Section::lengths, bytes_of(lengths));
  sink.section(Section::length_starts, bytes_of(starts));
  return order;
}

// Puts all that is said of texts into the order.
void ColumnBuilder::reorder(const LargeArray<std::uint32_t>& order, SectionSink& sink) {
  const std::size_t n = order.size();
  {
    LargeArray<std::uint32_t> units(n);
    LargeArray<std::uint16_t> variants(n);
    LargeArray<std::uint64_t> skeletons;
    for (std::size_t i = 0; i < n; ++i) {
      units[i] = units_[order[i]];
      variants[i] = variants_[order[i]];
      if (skeletons_[order[i]] != 0)
        skeletons.push_back(std::uint64_t{skeletons_[order[i]]} << 32U | i);
    }
    std::sort(skeletons.begin(), skeletons.end());
    sink.section(Section::units, bytes_of(units));
    sink.section(Section::variants, bytes_of(variants));
    sink.section(Section::skeletons, bytes_of(skeletons));
    units_ = {};
    variants_ = {};
    skeletons_ = {};
  }
  LargeArray<std::uint32_t> starts(n + 1, 0);
  LargeArray<std::uint32_t> tokens;
  tokens.reserve(tokens_.size());
  LargeArray<Signature> signatures(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::uint32_t t = token_starts_[order[i]]; t < token_starts_[order[i] + 1]; ++t) {
      tokens.push_back(tokens_[t]);
      signatures[i].add(tokens_[t]);
    }
    starts[i + 1] = static_cast<std::uint32_t>(tokens.size());
  }
  sink.section(Section::signatures, bytes_of(signatures));
  sink.section(Section::token_starts, bytes_of(starts));
  sink.section(Section::tokens, bytes_of(tokens));
  token_starts_.swap(starts);
  tokens_.swap(tokens);
}

namespace {

// A list of texts while it is made.
struct Cursor {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t at = 0;        // first the number of texts, then where the next one goes
  std::uint32_t last = kNone;  // the text that came last: none comes twice
};

// Lists of texts under numbers: `numbers_of(text, out)` gives the numbers of a text, perhaps some
// more than once. Counted, then filled. The cursors lie all over memory, so each is asked for two
// texts before it is needed, and where the text goes one text before.
template <typename NumbersOf>
void write_lists(std::size_t texts, std::size_t numbers, NumbersOf numbers_of, SectionSink& sink,
                 Section starts_section, Section lists_section) {
  LargeArray<Cursor> cursors(numbers);
  std::array<std::vector<std::uint32_t>, 4> ahead;  // the numbers of text t at t % 4
  const auto ask = [&](std::size_t text) {
    if (text >= texts) return;
    std::vector<std::uint32_t>& of = ahead[text % ahead.size()];
    numbers_of(text, of);
    for (const std::uint32_t number : of) __builtin_prefetch(&cursors[number], 1);
  };
  const auto begin = [&] {
    for (std::size_t text = 0; text < 2; ++text) ask(text);
  };
  begin();
  for (std::uint32_t text = 0; text < texts; ++text) {
    ask(text + 2);
    for (const std::uint32_t number : ahead[text % ahead.size()]) {
      Cursor& cursor = cursors[number];
      if (cursor.last == text) continue;
      cursor.last = text;
      ++cursor.at;
    }
  }
  std::uint32_t sum = 0;
  for (Cursor& cursor : cursors) {
    const std::uint32_t count = cursor.at;
    cursor = {sum, Cursor::kNone};
    sum += count;
  }
  {
    LargeArray<std::uint32_t> lists(sum);
    begin();
    for (std::uint32_t text = 0; text < texts; ++text) {
      ask(text + 2);
      if (text + 1 < texts) {
        for (const std::uint32_t number : ahead[(text + 1) % ahead.size()])
          __builtin_prefetch(lists.data() + cursors[number].at, 1);
      }
      for (const std::uint32_t number : ahead[text % ahead.size()]) {
        Cursor& cursor = cursors[number];
        if (cursor.last == text) continue;
        cursor.last = text;
        lists[cursor.at++] = text;
      }
    }
    sink.section(lists_section, bytes_of(lists));
  }
  // Where a list ends the next one begins.
  LargeArray<std::uint32_t> starts(numbers + 1, 0);
  for (std::size_t i = 0; i < numbers; ++i) starts[i + 1] = cursors[i].at;
  sink.section(starts_section, bytes_of(starts));
}

}  // namespace

void ColumnBuilder::write_token_lists(SectionSink& sink) const {
  write_lists(
      token_starts_.size() - 1, words_,
      [this](std::size_t text, std::vector<std::uint32_t>& out) {
        out.assign(tokens_.begin() + token_starts_[text],
                   tokens_.begin() + token_starts_[text + 1]);
      },
      sink, Section::token_list_starts, Section::token_lists);
}

void ColumnBuilder::write_pair_lists(SectionSink& sink) const {
  const auto buckets =
      static_cast<std::uint32_t>(std::bit_ceil(std::max<std::size_t>(16, tokens_.size() / 3)));
  write_lists(
      token_starts_.size() - 1, buckets,
      [this, buckets](std::size_t text, std::vector<std::uint32_t>& out) {
        out.clear();
        for (std::uint32_t t = token_starts_[text]; t + 1 < token_starts_[text + 1]; ++t)
          out.push_back(pair_bucket(tokens_[t], tokens_[t + 1], buckets - 1));
      },
      sink, Section::pair_list_starts, Section::pair_lists);
}

void ColumnBuilder::write(SectionSink& sink) {
  take_pending();
  sink.section(Section::name, name_);
  write_vocabulary(sink);
  reorder(order_by_length(sink), sink);
  write_token_lists(sink);
  write_pair_lists(sink);
  *this = ColumnBuilder(name_);
}

}  // namespace hexapla::memory
