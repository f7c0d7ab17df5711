// Segments as alignment sees them: numbered words, anchors and lengths. Internal to the room.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/lexicon/model1.h"
#include "pipeline/align/align.h"
#include "pipeline/align/breaks.h"

namespace hexapla::align {

using WordId = lexicon::WordId;

// Why two words of different languages may be the same without any training.
// A role is what a segment is for ("the line that names the language"): of a closed list, so its
// absence from the other side says something even where no word was learned.
enum class KeyKind : std::uint8_t { none, mark, word, number, anchor, role };

struct Word {
  std::string form;  // folded, cut to its stem
  std::string key;   // the same for the same thing in every language and script; empty: none
  KeyKind kind = KeyKind::none;
};

// One text's segments. Words of segment i are ids[begin[i]] to ids[begin[i + 1] - 1], in order of
// the text.
struct Tokens {
  std::vector<WordId> ids;
  std::vector<std::uint32_t> begin{0};
  std::vector<WordId> distinct_ids;  // the words of each segment once, ascending
  std::vector<std::uint32_t> distinct_begin{0};
  std::vector<float> length;  // visible characters
  // kParts a segment, from its begin to its end: how much it looks as if one ended about there, the
  // mean of Breaks::ratio over the places near by.
  std::vector<float> inside;
  std::vector<float> soft;  // how little the place behind each looks like an end: 1 over its ratio
  // Until judge() has used them:
  std::vector<std::uint32_t> text_of;  // number of the text among those of the tokenizer
  std::vector<Place> first;            // what each segment opens with, a label if it has one
  std::vector<std::uint32_t> within;   // of every segment; empty when there is no coarser alignment

  std::size_t size() const { return length.size(); }
  std::span<const WordId> distinct(std::size_t segment) const {
    return {distinct_ids.data() + distinct_begin[segment],
            distinct_ids.data() + distinct_begin[segment + 1]};
  }
};

// Turns the texts of one language into numbered words; numbers are given in order of first
// appearance. A segment that comes again, as it does in the fifteen pairs of one Work, is read
// once. Not for concurrent use. Texts must outlive it.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view lang);
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  Tokens tokenize(const Text& text);
  // Learns from all texts how segments end and begin; to be called once, after the last of them.
  void learn_breaks();
  // Fills `inside` and `soft` of a text, after learn_breaks().
  void judge(Tokens& tokens) const;
  // The numbers of the words of a phrase that stand in the texts so far, without punctuation.
  std::vector<WordId> known(std::string_view phrase) const;
  const std::vector<Word>& words() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::align
