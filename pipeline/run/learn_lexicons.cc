#include "pipeline/run/learn_lexicons.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>

#include "pipeline/base/parallel.h"

namespace hexapla::run {
namespace {

using lexicon::WordId;

// Rows of which less is believed teach nothing.
constexpr double kLeastConfidence = 0.5;

// The words of one language's side of the rows, by number.
struct Side {
  std::unordered_map<std::string, WordId> ids;
  std::vector<std::string> words;  // sorted in the end
  std::vector<WordId> text;        // the words of all rows
  std::vector<std::size_t> begin;  // of the rows that have this language
  std::vector<std::uint32_t> row;  // which rows these are, ascending

  void add(std::uint32_t in_row, std::string_view sentence, std::string_view lang) {
    if (row.empty() || row.back() != in_row) {
      row.push_back(in_row);
      begin.push_back(text.size());
    }
    for (std::string& word : lexicon::distinct_words(sentence, lang)) {
      const auto [at, fresh] = ids.try_emplace(std::move(word), static_cast<WordId>(words.size()));
      if (fresh) words.push_back(at->first);
      text.push_back(at->second);
    }
  }

  // Numbers the words in sorted order and sorts the words of every row, each once.
  void close() {
    std::vector<WordId> order(words.size());
    std::iota(order.begin(), order.end(), WordId{0});
    std::sort(order.begin(), order.end(), [&](WordId a, WordId b) { return words[a] < words[b]; });
    std::vector<WordId> number(words.size());
    std::vector<std::string> sorted(words.size());
    for (WordId n = 0; n < order.size(); ++n) {
      number[order[n]] = n;
      sorted[n] = std::move(words[order[n]]);
    }
    words = std::move(sorted);
    ids.clear();
    std::vector<WordId> packed;
    packed.reserve(text.size());
    for (std::size_t r = 0; r < begin.size(); ++r) {
      const std::size_t from = begin[r];
      const std::size_t to = r + 1 < begin.size() ? begin[r + 1] : text.size();
      begin[r] = packed.size();
      for (std::size_t k = from; k < to; ++k) packed.push_back(number[text[k]]);
      const auto first = packed.begin() + static_cast<std::ptrdiff_t>(begin[r]);
      std::sort(first, packed.end());
      packed.erase(std::unique(first, packed.end()), packed.end());
    }
    text = std::move(packed);
    begin.push_back(text.size());
  }

  std::span<const WordId> words_of(std::size_t place) const {
    return {text.data() + begin[place], begin[place + 1] - begin[place]};
  }
};

lexicon::Lexicon learn(const std::string& source_lang, const Side& source,
                       const std::string& target_lang, const Side& target,
                       const std::vector<float>& confidence) {
  std::vector<lexicon::TrainingPair> pairs;
  std::size_t t = 0;
  for (std::size_t s = 0; s < source.row.size(); ++s) {
    while (t < target.row.size() && target.row[t] < source.row[s]) ++t;
    if (t == target.row.size()) break;
    if (target.row[t] != source.row[s]) continue;
    pairs.push_back({source.words_of(s), target.words_of(t), confidence[source.row[s]]});
  }
  return lexicon::Lexicon::learn(source_lang, target_lang, pairs, source.words, target.words);
}

}  // namespace

std::vector<lexicon::Lexicon> learn_lexicons(const store::Catalogue& catalogue, unsigned workers) {
  std::map<std::string, Side> sides;
  std::vector<float> confidence;
  {
    store::Statement s = catalogue.database().prepare(
        "SELECT r.work, r.n, r.confidence, s.lang, s.span_begin, s.span_end, s.block "
        "FROM sentence_rows r JOIN sentences s USING (work, n) "
        "ORDER BY r.work, r.n, s.lang, s.block, s.span_begin");
    // The text of a block is read once for all its sentences: it may have thousands.
    store::Statement text_of = catalogue.database().prepare(
        "SELECT text FROM blocks WHERE work = ? AND lang = ? AND block = ?");
    struct Text {
      std::string work;
      std::int64_t block = -1;
      std::string text;
    };
    std::map<std::string, Text> texts;  // the last one of each language
    std::string work;
    std::int64_t n = -1;
    while (s.step()) {
      if (s.real(2) < kLeastConfidence) continue;
      if (n != s.integer(1) || work != s.text(0)) {
        work = s.text(0);
        n = s.integer(1);
        confidence.push_back(static_cast<float>(s.real(2)));
      }
      const std::string lang = s.text(3);
      if (lang.empty() || lang == "und") continue;
      Text& last = texts[lang];
      if (last.block != s.integer(6) || last.work != work) {
        last = {work, s.integer(6), ""};
        text_of.with(last.work, lang, last.block);
        if (text_of.step()) last.text = text_of.text(0);
        text_of.reset();
      }
      const std::string& text = last.text;
      const auto begin = static_cast<std::size_t>(s.integer(4));
      const auto end = static_cast<std::size_t>(s.integer(5));
      if (begin > end || end > text.size()) continue;
      sides[lang].add(static_cast<std::uint32_t>(confidence.size() - 1),
                      std::string_view(text).substr(begin, end - begin), lang);
    }
  }
  std::vector<std::pair<const std::string, Side>*> list;
  for (auto& side : sides) {
    side.second.close();
    list.push_back(&side);
  }
  std::vector<std::pair<std::size_t, std::size_t>> jobs;
  for (std::size_t a = 0; a < list.size(); ++a) {
    for (std::size_t b = a + 1; b < list.size(); ++b) jobs.emplace_back(a, b);
  }
  std::vector<lexicon::Lexicon> out(jobs.size());
  parallel_for(workers, jobs.size(), [&](std::size_t j) {
    const auto& [a_lang, a] = *list[jobs[j].first];
    const auto& [b_lang, b] = *list[jobs[j].second];
    out[j] = learn(a_lang, a, b_lang, b, confidence);
  });
  return out;
}

}  // namespace hexapla::run
