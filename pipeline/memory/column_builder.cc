#include "pipeline/memory/column_builder.h"

#include <algorithm>

namespace hexapla::memory {
namespace {

// Lists of pairs for every different pair: more of them would be shorter, and take more room.
constexpr double kListsOfPairs = 1.0;

template <typename Values>
std::string_view bytes_of(const Values& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])};
}

template <typename Values>
void section(SectionSink& sink, Section which, const Values& values) {
  sink.begin(which);
  sink.append(bytes_of(values));
}

// The lists that the texts of a column stand in: those of their tokens, or of their pairs.
class TokenNumbers : public ListNumbers {
 public:
  explicit TokenNumbers(const TextStreams& texts) : texts_(texts), walk_(texts) {}
  void restart() override { walk_ = TextStreams::Walk(texts_); }
  bool next(std::vector<std::uint32_t>& out) override {
    if (!walk_.next()) return false;
    unpack_tokens(walk_.packed(), out);
    return true;
  }

 private:
  const TextStreams& texts_;
  TextStreams::Walk walk_;
};

class PairNumbers : public ListNumbers {
 public:
  PairNumbers(const TextStreams& texts, std::uint32_t buckets)
      : tokens_(texts), buckets_(buckets) {}
  void restart() override { tokens_.restart(); }
  bool next(std::vector<std::uint32_t>& out) override {
    if (!tokens_.next(out)) return false;
    for (std::size_t i = 0; i + 1 < out.size(); ++i)
      out[i] = pair_bucket(out[i], out[i + 1], buckets_);
    out.pop_back();
    return true;
  }

 private:
  TokenNumbers tokens_;
  std::uint32_t buckets_;
};

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
                        std::span<const segmentation::MatchToken> tokens, std::uint32_t skeleton) {
  // Where a key stands in the vocabulary is asked for now and needed when the next text comes.
  take_pending();
  pending_.unit = unit;
  pending_.variant = variant;
  pending_.skeleton = skeleton;
  pending_keys_.resize(tokens.size());
  const auto mask = static_cast<std::uint32_t>(vocabulary_.size() - 1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    pending_keys_[i] = tokens[i].key;
    __builtin_prefetch(&vocabulary_[vocabulary_slot(tokens[i].key, mask)]);
  }
}

void ColumnBuilder::take_pending() {
  if (pending_keys_.empty()) return;
  packed_.resize(pending_keys_.size() * kLongestToken);
  std::uint8_t* to = packed_.data();
  pending_.signature = {};
  std::uint32_t previous = kUnknownToken;
  for (const std::uint64_t key : pending_keys_) {
    const std::uint32_t token = id_of(key);
    pending_.signature.add(token);
    if (previous != kUnknownToken) pairs_.add(pair_hash(previous, token));
    previous = token;
    to = pack_token(token, to);
  }
  pending_.size = static_cast<std::uint32_t>(to - packed_.data());
  texts_.add(static_cast<std::uint32_t>(pending_keys_.size()), pending_,
             std::span(packed_).first(pending_.size));
  pending_keys_.clear();
}

void ColumnBuilder::write_vocabulary(SectionSink& sink) {
  LargeArray<std::uint64_t> keys(vocabulary_.size());
  LargeArray<std::uint32_t> ids(vocabulary_.size());
  for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
    keys[i] = vocabulary_[i].key;
    ids[i] = vocabulary_[i].id;
  }
  section(sink, Section::vocabulary_keys, keys);
  section(sink, Section::vocabulary_ids, ids);
  vocabulary_ = {};
}

void ColumnBuilder::write_lengths(SectionSink& sink) const {
  std::vector<std::uint32_t> lengths;
  std::vector<std::uint32_t> starts{0};
  for (const auto& [length, texts] : texts_.lengths()) {
    lengths.push_back(length);
    starts.push_back(starts.back() + texts);
  }
  section(sink, Section::lengths, lengths);
  section(sink, Section::length_starts, starts);
}

// Everything that is told text by text.
void ColumnBuilder::write_texts(SectionSink& sink) const {
  const std::size_t n = texts_.texts();
  {
    LargeArray<std::uint32_t> units(n);
    LargeArray<std::uint16_t> variants(n);
    LargeArray<Signature> signatures(n);
    LargeArray<std::uint32_t> starts(n + 1, 0);
    LargeArray<std::uint64_t> skeletons;
    std::uint32_t at = 0;
    for (TextStreams::Walk walk(texts_); walk.next(); ++at) {
      const BuiltText& text = walk.text();
      units[at] = text.unit;
      variants[at] = text.variant;
      signatures[at] = text.signature;
      starts[at + 1] = starts[at] + text.size;
      if (text.skeleton != 0) skeletons.push_back(std::uint64_t{text.skeleton} << 32U | at);
    }
    std::sort(skeletons.begin(), skeletons.end());
    section(sink, Section::units, units);
    section(sink, Section::variants, variants);
    section(sink, Section::signatures, signatures);
    section(sink, Section::token_starts, starts);
    section(sink, Section::skeletons, skeletons);
  }
  sink.begin(Section::tokens);
  for (TextStreams::Walk walk(texts_); walk.next();) sink.append(bytes_of(walk.packed()));
}

void ColumnBuilder::write(SectionSink& sink) {
  take_pending();
  section(sink, Section::name, name_);
  write_vocabulary(sink);
  write_lengths(sink);
  write_texts(sink);
  {
    TokenNumbers tokens(texts_);
    write_lists(tokens, words_, ListsOf::tokens, sink);
  }
  // About as many lists as there are pairs.
  const auto buckets =
      static_cast<std::uint32_t>(std::max(1.0, pairs_.estimate() * kListsOfPairs / kListsInGroup)) *
      kListsInGroup;
  PairNumbers pairs(texts_, buckets);
  write_lists(pairs, buckets, ListsOf::pairs, sink);
  *this = ColumnBuilder(name_);
}

}  // namespace hexapla::memory
