// Generated segments that behave as those of official documents do: words by Zipf's law, phrases
// that come again and again, segments that are edited copies of earlier ones, numbers. Words are
// invented, in the script of each of the six languages; in Chinese they are those of ICU's
// dictionary, in the order of their frequency. The same seed gives the same segments.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::testing {

class SegmentSource {
 public:
  // `words`: size of the vocabulary.
  SegmentSource(std::string_view lang, std::size_t words, std::uint32_t seed);

  // A new segment, or (one in ten) an edited copy of an earlier one.
  std::string next();

  // A segment with `edits` words inserted, removed or replaced.
  std::string edited(const std::string& segment, std::size_t edits);

  std::mt19937& random() { return random_; }

 private:
  using Words = std::vector<std::uint32_t>;
  std::uint32_t word();
  void invent(std::size_t words);
  std::string make_word();
  Words compose();
  void edit(Words& words, std::size_t edits);
  std::string print(const Words& words) const;
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  std::mt19937 random_;
  bool spaces_ = true;
  std::vector<char32_t> letters_;
  std::vector<std::string> vocabulary_;
  std::vector<double> cumulative_;
  std::vector<Words> phrases_;
  std::vector<Words> recent_;
};

}  // namespace hexapla::testing
