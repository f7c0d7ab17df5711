// What the terms of one language are in the others: learned from aligned rows, thesauri and
// dictionaries, kept in one file of the store's lexicon directory, looked up when a query is
// answered.
//
// Learned on the terms of the index (stems, Chinese dictionary words), by IBM Model 1 in both
// directions without any discount: for ranking, words that stood together once are evidence too.
// A weight is the mean of p(target | source) and p(source | target). Probabilistic structured
// queries (Darwish and Oard 2003) take them from there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::index {

// The file's name in the directory of the store's lexicons.
inline constexpr std::string_view kTranslationsFile = "search-terms";

struct TermTranslation {
  std::string_view term;  // into the Translations
  double weight = 0.0;    // 0 to 1
};

// Read-only and memory-mapped. Any thread.
class Translations {
 public:
  // Nothing when there is no such file. Error(environment) when it cannot be read or is damaged.
  static std::optional<Translations> open(const std::filesystem::path& file);
  Translations(Translations&&) noexcept;
  Translations& operator=(Translations&&) noexcept;
  ~Translations();

  // Heaviest first; empty when the term or a language is not known.
  std::vector<TermTranslation> of(std::string_view term, std::string_view from,
                                  std::string_view to) const;
  bool has(std::string_view lang) const;
  bool knows(std::string_view term, std::string_view lang) const;
  // How many rows there were to learn from.
  std::uint64_t rows() const;

 private:
  struct State;
  explicit Translations(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Gathers what is to be learned from. The result depends on the order of the Works only through
// which rows are left out: once there are plenty, those without any rarer word.
class TranslationLearner {
 public:
  TranslationLearner();
  ~TranslationLearner();
  TranslationLearner(const TranslationLearner&) = delete;
  TranslationLearner& operator=(const TranslationLearner&) = delete;

  // The rows of a Work, its Blocks in their languages.
  void add(const store::Work& work);
  // Texts that say the same thing, at most one a language: labels of a concept, entries of a
  // dictionary.
  struct Text {
    std::string_view lang;
    std::string_view text;
  };
  void add(const std::vector<Text>& texts, double weight = 1.0);

  // Learns with at most `jobs` threads and writes the file; the same bytes whatever their number.
  void write(const std::filesystem::path& file, unsigned jobs) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::index
