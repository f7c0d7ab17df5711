#include "pipeline/memory/column_builder.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace hexapla::memory {
namespace {

template <typename T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

}  // namespace

void ColumnBuilder::grow(std::size_t capacity) {
  std::vector<std::uint64_t> keys(capacity, 0);
  std::vector<std::uint32_t> ids(capacity, 0);
  const auto mask = static_cast<std::uint32_t>(capacity - 1);
  for (std::size_t i = 0; i < vocabulary_keys_.size(); ++i) {
    if (vocabulary_keys_[i] == 0) continue;
    std::uint32_t at = vocabulary_slot(vocabulary_keys_[i], mask);
    while (keys[at] != 0) at = (at + 1) & mask;
    keys[at] = vocabulary_keys_[i];
    ids[at] = vocabulary_ids_[i];
  }
  vocabulary_keys_.swap(keys);
  vocabulary_ids_.swap(ids);
}

std::uint32_t ColumnBuilder::id_of(std::uint64_t key) {
  if (key == 0) key = 1;  // 0 marks a free slot
  const auto mask = static_cast<std::uint32_t>(vocabulary_keys_.size() - 1);
  std::uint32_t at = vocabulary_slot(key, mask);
  while (vocabulary_keys_[at] != 0) {
    if (vocabulary_keys_[at] == key) return vocabulary_ids_[at];
    at = (at + 1) & mask;
  }
  vocabulary_keys_[at] = key;
  vocabulary_ids_[at] = words_;
  const std::uint32_t out = words_++;
  if (std::size_t{words_} * 2 > vocabulary_keys_.size()) grow(vocabulary_keys_.size() * 2);
  return out;
}

void ColumnBuilder::add(std::uint32_t unit, std::uint16_t variant,
                        std::span<const std::uint64_t> keys, std::uint32_t skeleton) {
  units_.push_back(unit);
  variants_.push_back(variant);
  skeletons_.push_back(skeleton);
  for (const std::uint64_t key : keys) tokens_.push_back(id_of(key));
  token_starts_.push_back(static_cast<std::uint32_t>(tokens_.size()));
}

// The texts by length, equal ones as they came; writes the two arrays that tell the lengths.
std::vector<std::uint32_t> ColumnBuilder::order_by_length(SectionSink& sink) const {
  const auto length = [this](std::uint32_t t) { return token_starts_[t + 1] - token_starts_[t]; };
  std::vector<std::uint32_t> order(units_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&length](std::uint32_t a, std::uint32_t b) { return length(a) < length(b); });
  std::vector<std::uint32_t> lengths;
  std::vector<std::uint32_t> starts;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!lengths.empty() && lengths.back() == length(order[i])) continue;
    lengths.push_back(length(order[i]));
    starts.push_back(static_cast<std::uint32_t>(i));
  }
  starts.push_back(static_cast<std::uint32_t>(order.size()));
  sink.section(Section::lengths, bytes_of(lengths));
  sink.section(Section::length_starts, bytes_of(starts));
  return order;
}

// Puts all that is said of texts into the order.
void ColumnBuilder::reorder(const std::vector<std::uint32_t>& order, SectionSink& sink) {
  const std::size_t n = order.size();
  {
    std::vector<std::uint32_t> units(n);
    std::vector<std::uint16_t> variants(n);
    std::vector<std::uint64_t> skeletons;
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
  std::vector<std::uint32_t> starts(n + 1, 0);
  std::vector<std::uint32_t> tokens;
  tokens.reserve(tokens_.size());
  std::vector<Signature> signatures(n);
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

// Lists of texts under numbers: `each(text, emit)` emits the numbers of a text, perhaps more than
// once. Counted, then filled: one pass over the tokens each.
template <typename Each>
void write_csr(std::size_t texts, std::size_t numbers, Each each, SectionSink& sink,
               Section starts_section, Section lists_section) {
  std::vector<std::uint32_t> starts(numbers + 1, 0);
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint32_t> last(numbers, kNone);  // the text that was counted last
  for (std::uint32_t text = 0; text < texts; ++text) {
    each(text, [&](std::uint32_t number) {
      if (last[number] == text) return;
      last[number] = text;
      ++starts[number + 1];
    });
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<std::uint32_t> lists(starts.back());
  // From here on `last` is where the next text of a list goes.
  std::copy(starts.begin(), starts.end() - 1, last.begin());
  for (std::uint32_t text = 0; text < texts; ++text) {
    each(text, [&](std::uint32_t number) {
      std::uint32_t& next = last[number];
      if (next > starts[number] && lists[next - 1] == text) return;
      lists[next++] = text;
    });
  }
  sink.section(starts_section, bytes_of(starts));
  sink.section(lists_section, bytes_of(lists));
}

}  // namespace

void ColumnBuilder::write_lists(SectionSink& sink) {
  const std::size_t texts = token_starts_.size() - 1;
  write_csr(
      texts, words_,
      [this](std::uint32_t text, auto emit) {
        for (std::uint32_t t = token_starts_[text]; t < token_starts_[text + 1]; ++t)
          emit(tokens_[t]);
      },
      sink, Section::token_list_starts, Section::token_lists);
  const auto buckets =
      static_cast<std::uint32_t>(std::bit_ceil(std::max<std::size_t>(16, tokens_.size() / 3)));
  write_csr(
      texts, buckets,
      [this, buckets](std::uint32_t text, auto emit) {
        for (std::uint32_t t = token_starts_[text]; t + 1 < token_starts_[text + 1]; ++t)
          emit(pair_bucket(tokens_[t], tokens_[t + 1], buckets - 1));
      },
      sink, Section::pair_list_starts, Section::pair_lists);
}

void ColumnBuilder::write(SectionSink& sink) {
  sink.section(Section::name, name_);
  sink.section(Section::vocabulary_keys, bytes_of(vocabulary_keys_));
  sink.section(Section::vocabulary_ids, bytes_of(vocabulary_ids_));
  vocabulary_keys_ = {};
  vocabulary_ids_ = {};
  reorder(order_by_length(sink), sink);
  write_lists(sink);
  *this = ColumnBuilder(name_);
}

}  // namespace hexapla::memory
