// Translation probabilities between the words of two languages, learned from aligned segments
// (IBM Model 1: Brown et al. 1993; used for alignment as in Moore 2002).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzers/lexicon/model1.h"

namespace hexapla::lexicon {

struct Translation {
  std::string word;  // folded
  double probability = 0.0;
  bool operator==(const Translation&) const = default;
};

// Two segments that say the same thing, with how sure that is (0 to 1).
struct SegmentPair {
  std::string_view source;
  std::string_view target;
  float weight = 1.0F;
};

// Words that translate each other, from a dictionary.
struct DictionaryEntry {
  std::string source;
  std::string target;
  bool operator==(const DictionaryEntry&) const = default;
};

// The form in which words are compared: no case, no accents, Arabic letter forms and Traditional
// Chinese folded.
std::string fold_word(std::string_view word);

// The folded words of a text (analyzers/segmentation), each once, sorted.
std::vector<std::string> distinct_words(std::string_view text, std::string_view lang);

// What was learned of two languages. A plain value; reading from any thread.
class Lexicon {
 public:
  Lexicon() = default;

  // Learns from aligned segments; `dictionary` counts as a few observations of each entry. The
  // result depends on the set of pairs, not on their order. Languages are BCP 47 primary subtags.
  static Lexicon learn(std::string source_lang, std::string target_lang,
                       std::span<const SegmentPair> pairs,
                       std::span<const DictionaryEntry> dictionary = {});

  // The same from words that are numbered already: the numbers are places in the two lists, which
  // are sorted and hold folded words. The result depends on the order of `pairs` through rounding.
  static Lexicon learn(std::string source_lang, std::string target_lang,
                       std::span<const TrainingPair> pairs, std::span<const std::string> source,
                       std::span<const std::string> target,
                       std::span<const DictionaryEntry> dictionary = {});

  const std::string& source_lang() const { return source_lang_; }
  const std::string& target_lang() const { return target_lang_; }
  std::size_t size() const { return forward_.size(); }  // source words that have a translation

  // p(target | source) of a source word in any form, most probable first; empty when it is not
  // known.
  std::span<const Translation> translations(std::string_view source_word) const;
  // p(source | target) of a target word.
  std::span<const Translation> back_translations(std::string_view target_word) const;

  // The lexicon as text, sorted, the same bytes for the same content: a head line "hexapla-lexicon
  // 1<tab>en<tab>fr", then a line a pair of words: source, target, p(target | source), p(source |
  // target), separated by tabs. The format goes to disk; do not change it without its number.
  std::string serialise() const;

  // The inverse; nothing when `text` is no such file.
  static std::optional<Lexicon> parse(std::string_view text);

  bool operator==(const Lexicon&) const = default;

 private:
  static Lexicon from_model(const Model1& model, std::span<const std::string> source,
                            std::span<const std::string> target);

  using Rows = std::map<std::string, std::vector<Translation>, std::less<>>;

  std::string source_lang_;
  std::string target_lang_;
  Rows forward_;
  Rows reverse_;
};

// Reads a dictionary: lines "source<tab>target", or CC-CEDICT's "傳統 传统 [chuan2 tong3]
// /tradition/traditional/" (the simplified form is the source). Empty lines and lines that begin
// with '#' are skipped, as are lines of neither form; alternatives in the target are separated by
// ';' or '/', and what stands in brackets is left out.
std::vector<DictionaryEntry> parse_dictionary(std::string_view text);

}  // namespace hexapla::lexicon
