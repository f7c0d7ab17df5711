#include "analyzers/lexicon/lexicon.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <tuple>

#include "analyzers/lexicon/model1.h"
#include "analyzers/segmentation/segmentation.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::lexicon {
namespace {

constexpr std::string_view kHead = "hexapla-lexicon 1";
constexpr float kDictionaryWeight = 2.0F;  // observations that an entry of a dictionary is worth
constexpr double kLeast = 0.02;            // probabilities below in both directions are not kept

// Words of a language, numbered in sorted order so that nothing depends on the order of the
// segments.
class Vocabulary {
 public:
  void add(const std::vector<std::string>& words) {
    words_.insert(words_.end(), words.begin(), words.end());
  }
  void close() {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  }
  WordId id(const std::string& word) const {
    return static_cast<WordId>(std::lower_bound(words_.begin(), words_.end(), word) -
                               words_.begin());
  }
  std::span<const std::string> words() const { return words_; }

 private:
  std::vector<std::string> words_;
};

std::optional<WordId> find_word(std::span<const std::string> sorted, const std::string& word) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), word);
  if (at == sorted.end() || *at != word) return std::nullopt;
  return static_cast<WordId>(at - sorted.begin());
}

bool likelier(const Translation& a, const Translation& b) {
  return a.probability != b.probability ? a.probability > b.probability : a.word < b.word;
}

// As it is written: four decimals, so that a lexicon that was written and read is the same.
double rounded(double p) {
  return std::min(0.9999, std::round(p * 10000) / 10000);
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return out;
    line.remove_prefix(tab + 1);
  }
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1))
    return std::nullopt;
  return value;
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The alternatives of a definition, without what stands in brackets.
void add_alternatives(std::string_view source, std::string_view definition,
                      std::vector<DictionaryEntry>& out) {
  std::string current;
  int depth = 0;
  const auto flush = [&] {
    const std::string_view word = text::trim(current);
    if (!word.empty()) out.push_back({std::string(text::trim(source)), std::string(word)});
    current.clear();
  };
  for (const char c : definition) {
    if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      depth = std::max(0, depth - 1);
    } else if (depth == 0 && (c == ';' || c == '/')) {
      flush();
    } else if (depth == 0) {
      current += c;
    }
  }
  flush();
}

}  // namespace

std::string fold_word(std::string_view word) {
  return text::folded(
      word, text::kFoldCase | text::kFoldAccents | text::kFoldArabicLetters | text::kFoldHan);
}

std::vector<std::string> distinct_words(std::string_view text, std::string_view lang) {
  std::vector<std::string> out;
  for (const Span s : segmentation::words(text, lang)) {
    std::string word = fold_word(text.substr(s.begin, s.size()));
    if (!word.empty()) out.push_back(std::move(word));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Lexicon Lexicon::learn(std::string source_lang, std::string target_lang,
                       std::span<const SegmentPair> pairs,
                       std::span<const DictionaryEntry> dictionary) {
  struct Words {
    std::vector<std::string> source;
    std::vector<std::string> target;
    float weight;
  };
  std::vector<Words> samples;
  Vocabulary source;
  Vocabulary target;
  for (const SegmentPair& p : pairs) {
    samples.push_back(
        {distinct_words(p.source, source_lang), distinct_words(p.target, target_lang), p.weight});
    source.add(samples.back().source);
    target.add(samples.back().target);
  }
  for (const DictionaryEntry& e : dictionary) {
    source.add({fold_word(e.source)});
    target.add({fold_word(e.target)});
  }
  source.close();
  target.close();
  // Sorted, so that the order of the segments changes no rounding.
  std::sort(samples.begin(), samples.end(), [](const Words& a, const Words& b) {
    return std::tie(a.source, a.target, a.weight) < std::tie(b.source, b.target, b.weight);
  });
  std::vector<std::vector<WordId>> ids;
  ids.reserve(samples.size() * 2);
  std::vector<TrainingPair> training;
  for (const Words& w : samples) {
    std::vector<WordId>& a = ids.emplace_back();
    for (const std::string& word : w.source) a.push_back(source.id(word));
    std::vector<WordId>& b = ids.emplace_back();
    for (const std::string& word : w.target) b.push_back(target.id(word));
    training.push_back({a, b, w.weight});
  }
  return learn(std::move(source_lang), std::move(target_lang), training, source.words(),
               target.words(), dictionary);
}

Lexicon Lexicon::learn(std::string source_lang, std::string target_lang,
                       std::span<const TrainingPair> pairs, std::span<const std::string> source,
                       std::span<const std::string> target,
                       std::span<const DictionaryEntry> dictionary) {
  std::vector<Seed> seeds;
  for (const DictionaryEntry& e : dictionary) {
    const auto a = find_word(source, fold_word(e.source));
    const auto b = find_word(target, fold_word(e.target));
    if (a && b) seeds.push_back({*a, *b, kDictionaryWeight});
  }
  Lexicon out = from_model(train(pairs, source.size(), target.size(), seeds), source, target);
  out.source_lang_ = std::move(source_lang);
  out.target_lang_ = std::move(target_lang);
  return out;
}

Lexicon Lexicon::from_model(const Model1& model, std::span<const std::string> source,
                            std::span<const std::string> target) {
  Lexicon out;
  std::map<std::pair<WordId, WordId>, std::pair<double, double>> both;
  for (WordId s = 0; s < source.size(); ++s) {
    for (const Entry& e : model.forward.row(s))
      both[{s, e.word}].first = static_cast<double>(e.probability);
  }
  for (WordId t = 0; t < target.size(); ++t) {
    for (const Entry& e : model.reverse.row(t))
      both[{e.word, t}].second = static_cast<double>(e.probability);
  }
  for (const auto& [words, p] : both) {
    if (p.first < kLeast && p.second < kLeast) continue;
    out.forward_[source[words.first]].push_back({target[words.second], rounded(p.first)});
    out.reverse_[target[words.second]].push_back({source[words.first], rounded(p.second)});
  }
  for (auto* rows : {&out.forward_, &out.reverse_}) {
    for (auto& [word, row] : *rows) std::sort(row.begin(), row.end(), likelier);
  }
  return out;
}

std::span<const Translation> Lexicon::translations(std::string_view source_word) const {
  const auto found = forward_.find(fold_word(source_word));
  if (found == forward_.end()) return {};
  return found->second;
}

std::span<const Translation> Lexicon::back_translations(std::string_view target_word) const {
  const auto found = reverse_.find(fold_word(target_word));
  if (found == reverse_.end()) return {};
  return found->second;
}

std::string Lexicon::serialise() const {
  std::string out(kHead);
  out += '\t' + source_lang_ + '\t' + target_lang_ + '\n';
  for (const auto& [word, row] : forward_) {
    for (const Translation& t : row) {
      double back = 0;
      const auto found = reverse_.find(t.word);
      if (found != reverse_.end()) {
        for (const Translation& b : found->second) {
          if (b.word == word) back = b.probability;
        }
      }
      char numbers[40];
      std::snprintf(numbers, sizeof numbers, "\t0.%04d\t0.%04d\n",
                    std::min(9999, static_cast<int>(std::lround(t.probability * 10000))),
                    std::min(9999, static_cast<int>(std::lround(back * 10000))));
      out += word;
      out += '\t';
      out += t.word;
      out += numbers;
    }
  }
  return out;
}

std::optional<Lexicon> Lexicon::parse(std::string_view text) {
  const std::vector<std::string_view> head = fields_of(next_line(text));
  if (head.size() != 3 || head[0] != kHead) return std::nullopt;
  Lexicon out;
  out.source_lang_ = head[1];
  out.target_lang_ = head[2];
  while (!text.empty()) {
    const std::vector<std::string_view> fields = fields_of(next_line(text));
    if (fields.size() != 4) return std::nullopt;
    const auto forward = number(fields[2]);
    const auto reverse = number(fields[3]);
    if (!forward || !reverse) return std::nullopt;
    out.forward_[std::string(fields[0])].push_back({std::string(fields[1]), *forward});
    out.reverse_[std::string(fields[1])].push_back({std::string(fields[0]), *reverse});
  }
  for (auto* rows : {&out.forward_, &out.reverse_}) {
    for (auto& [word, row] : *rows) std::sort(row.begin(), row.end(), likelier);
  }
  return out;
}

std::vector<DictionaryEntry> parse_dictionary(std::string_view text) {
  std::vector<DictionaryEntry> out;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    if (tab != std::string_view::npos) {
      add_alternatives(line.substr(0, tab), line.substr(tab + 1), out);
      continue;
    }
    // CC-CEDICT: traditional, simplified, pronunciation in brackets, definitions between slashes.
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    const std::size_t slash = line.find("] /");
    if (second == std::string_view::npos || slash == std::string_view::npos ||
        line.substr(second + 1, 1) != "[") {
      continue;
    }
    add_alternatives(line.substr(first + 1, second - first - 1), line.substr(slash + 2), out);
  }
  return out;
}

}  // namespace hexapla::lexicon
