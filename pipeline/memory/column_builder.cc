#include "pipeline/memory/column_builder.h"

#include <algorithm>
#include <array>

namespace hexapla::memory {
namespace {

// Lists of pairs for every different pair: more of them would be shorter, and take more room.
constexpr double kListsOfPairs = 1.0;

template <typename Values>
std::string_view bytes_of(const Values& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])};
}

// Values of a section that are told one after the other.
template <typename T>
class Values {
 public:
  Values(SectionSink& sink, Section section) : sink_(sink) { sink_.begin(section); }
  ~Values() = default;
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;

  void put(const T& value) {
    values_[used_++] = value;
    if (used_ == values_.size()) flush();
  }
  void flush() {
    sink_.append(bytes_of(std::span(values_).first(used_)));
    used_ = 0;
  }

 private:
  SectionSink& sink_;
  std::array<T, 1024> values_;
  std::size_t used_ = 0;
};

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
                        std::span<const std::uint64_t> keys, std::uint32_t skeleton) {
  // Where a key stands in the vocabulary is asked for now and needed when the next text comes.
  take_pending();
  pending_.unit = unit;
  pending_.variant = variant;
  pending_.skeleton = skeleton;
  pending_keys_.assign(keys.begin(), keys.end());
  const auto mask = static_cast<std::uint32_t>(vocabulary_.size() - 1);
  for (const std::uint64_t key : keys) __builtin_prefetch(&vocabulary_[vocabulary_slot(key, mask)]);
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
  Values<std::uint64_t> keys(sink, Section::vocabulary_keys);
  for (const Word& w : vocabulary_) keys.put(w.key);
  keys.flush();
  Values<std::uint32_t> ids(sink, Section::vocabulary_ids);
  for (const Word& w : vocabulary_) ids.put(w.id);
  ids.flush();
  vocabulary_ = {};
}

void ColumnBuilder::write_lengths(SectionSink& sink) const {
  std::vector<std::uint32_t> lengths;
  std::vector<std::uint32_t> starts{0};
  for (const auto& [length, texts] : texts_.lengths()) {
    lengths.push_back(length);
    starts.push_back(starts.back() + texts);
  }
  sink.begin(Section::lengths);
  sink.append(bytes_of(lengths));
  sink.begin(Section::length_starts);
  sink.append(bytes_of(starts));
}

void ColumnBuilder::write_texts(SectionSink& sink) const {
  const auto section = [&]<typename T>(Section which, T BuiltText::*member) {
    Values<T> values(sink, which);
    for (TextStreams::Walk walk(texts_); walk.next();) values.put(walk.text().*member);
    values.flush();
  };
  section(Section::units, &BuiltText::unit);
  section(Section::variants, &BuiltText::variant);
  section(Section::signatures, &BuiltText::signature);
  {
    Values<std::uint32_t> starts(sink, Section::token_starts);
    std::uint32_t sum = 0;
    starts.put(sum);
    for (TextStreams::Walk walk(texts_); walk.next();) starts.put(sum += walk.text().size);
    starts.flush();
  }
  sink.begin(Section::tokens);
  for (TextStreams::Walk walk(texts_); walk.next();) sink.append(bytes_of(walk.packed()));
}

void ColumnBuilder::write_skeletons(SectionSink& sink) const {
  std::vector<std::uint64_t> out;
  std::uint32_t text = 0;
  for (TextStreams::Walk walk(texts_); walk.next(); ++text) {
    if (walk.text().skeleton != 0) out.push_back(std::uint64_t{walk.text().skeleton} << 32U | text);
  }
  std::sort(out.begin(), out.end());
  sink.begin(Section::skeletons);
  sink.append(bytes_of(out));
}

void ColumnBuilder::write(SectionSink& sink) {
  take_pending();
  sink.begin(Section::name);
  sink.append(name_);
  write_vocabulary(sink);
  write_lengths(sink);
  write_texts(sink);
  write_skeletons(sink);
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
