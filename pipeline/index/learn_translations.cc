#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>

#include "analyzers/language/profile.h"
#include "analyzers/lexicon/model1.h"
#include "pipeline/base/files.h"
#include "pipeline/base/parallel.h"
#include "pipeline/index/query_terms.h"
#include "pipeline/index/translations.h"
#include "pipeline/index/translations_file.h"

namespace hexapla::index {
namespace {

using namespace translations_file;
using lexicon::WordId;

// Rows of which it is not sure that they say the same thing teach nothing good.
constexpr double kSureEnough = 0.5;
// From so many rows on a row is learned from only when it has a word that was seen less often than
// that: what is learned grows with the vocabulary and not with the store.
constexpr std::size_t kPlenty = 5'000;
constexpr std::uint32_t kOften = 12;
constexpr double kLightest = 0.02;
constexpr std::size_t kMostTranslations = 16;

lexicon::Model1Options for_ranking() {
  lexicon::Model1Options out;
  out.discount = 0.0F;
  out.together = 0.0F;  // to ranking once is evidence too
  out.smoothing = 0.5F;
  return out;
}

struct Weighted {
  WordId word;
  std::uint32_t weight;  // of kWeightMask
};
using WeightedRows = std::vector<std::vector<Weighted>>;

// Rows of (f + r) / 2, both ways.
std::pair<WeightedRows, WeightedRows> weighted(const lexicon::Model1& model, std::size_t sources,
                                               std::size_t targets) {
  std::map<std::pair<WordId, WordId>, double> weights;
  for (WordId s = 0; s < sources; ++s) {
    for (const lexicon::Entry& e : model.forward.row(s))
      weights[{s, e.word}] += 0.5 * static_cast<double>(e.probability);
  }
  for (WordId t = 0; t < targets; ++t) {
    for (const lexicon::Entry& e : model.reverse.row(t))
      weights[{e.word, t}] += 0.5 * static_cast<double>(e.probability);
  }
  std::pair<WeightedRows, WeightedRows> out{WeightedRows(sources), WeightedRows(targets)};
  for (const auto& [pair, weight] : weights) {
    if (weight < kLightest) continue;
    const auto w = static_cast<std::uint32_t>(std::lround(std::min(1.0, weight) * kWeightMask));
    out.first[pair.first].push_back({pair.second, w});
    out.second[pair.second].push_back({pair.first, w});
  }
  for (WeightedRows* rows : {&out.first, &out.second}) {
    for (std::vector<Weighted>& row : *rows) {
      std::sort(row.begin(), row.end(), [](const Weighted& a, const Weighted& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
      });
      row.resize(std::min(row.size(), kMostTranslations));
    }
  }
  return out;
}

class File {
 public:
  File() { bytes_.resize(sizeof(Head)); }

  template <class T>
  Range put(std::span<const T> values) {
    while (bytes_.size() % sizeof(std::uint32_t) != 0) bytes_ += '\0';
    const Range range{bytes_.size(), values.size()};
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    return range;
  }

  std::string finished(const Head& head) && {
    std::memcpy(bytes_.data(), &head, sizeof head);
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
};

}  // namespace

struct TranslationLearner::State {
  struct Side {
    std::uint32_t lang;
    std::vector<WordId> words;  // sorted, distinct
  };
  struct Row {
    std::vector<Side> sides;
    float weight;
  };
  struct Vocabulary {
    std::string tag;
    std::unordered_map<std::string, WordId> ids;
    std::vector<std::string> terms;
    std::vector<std::uint32_t> seen;
  };
  std::vector<Vocabulary> vocabularies;
  std::map<std::string, search::Analyzer, std::less<>> analyzers;
  std::vector<Row> rows;
  std::uint64_t offered = 0;

  std::optional<std::uint32_t> language(std::string_view tag) {
    for (std::uint32_t l = 0; l < vocabularies.size(); ++l) {
      if (vocabularies[l].tag == tag) return l;
    }
    if (language::find_profile(tag) == nullptr || vocabularies.size() == kMostLanguages ||
        tag.size() > sizeof Language{}.tag) {
      return {};
    }
    vocabularies.push_back({std::string(tag), {}, {}, {}});
    return static_cast<std::uint32_t>(vocabularies.size() - 1);
  }

  void add(const std::vector<Text>& texts, double weight, bool always) {
    ++offered;
    Row row{{}, static_cast<float>(weight)};
    std::vector<std::pair<std::uint32_t, std::vector<std::string>>> sides;
    bool rare = false;
    for (const Text& text : texts) {
      const auto lang = language(text.lang);
      if (!lang) continue;
      const auto found = analyzers.try_emplace(std::string(text.lang), text.lang).first;
      std::vector<std::string> words = query_terms(found->second, text.text);
      if (words.empty()) continue;
      Vocabulary& vocabulary = vocabularies[*lang];
      for (const std::string& word : words) {
        const auto id = vocabulary.ids.find(word);
        rare = rare || id == vocabulary.ids.end() || vocabulary.seen[id->second] < kOften;
      }
      sides.emplace_back(*lang, std::move(words));
    }
    if (sides.size() < 2 || (!always && !rare && rows.size() >= kPlenty)) return;
    for (auto& [lang, words] : sides) {
      Side side{lang, {}};
      Vocabulary& vocabulary = vocabularies[lang];
      for (std::string& word : words) {
        const auto next = static_cast<WordId>(vocabulary.terms.size());
        const auto [it, fresh] = vocabulary.ids.try_emplace(word, next);
        if (fresh) {
          if (next + 1 >= kMostTerms) continue;
          vocabulary.terms.push_back(std::move(word));
          vocabulary.seen.push_back(0);
        }
        ++vocabulary.seen[it->second];
        side.words.push_back(it->second);
      }
      std::sort(side.words.begin(), side.words.end());
      side.words.erase(std::unique(side.words.begin(), side.words.end()), side.words.end());
      row.sides.push_back(std::move(side));
    }
    rows.push_back(std::move(row));
  }
};

TranslationLearner::TranslationLearner() : state_(std::make_unique<State>()) {}
TranslationLearner::~TranslationLearner() = default;

void TranslationLearner::add(const store::Work& work) {
  std::vector<std::string> joined(work.expressions.size());
  std::vector<Text> texts;
  for (const align::Row& row : work.rows) {
    if (row.confidence < kSureEnough) continue;
    texts.clear();
    for (std::size_t k = 0; k < std::min(row.sides.size(), joined.size()); ++k) {
      joined[k].clear();
      const document::Expression& expression = work.expressions[k].expression;
      for (const std::uint32_t b : row.sides[k]) {
        if (b < expression.blocks.size())
          (joined[k] += joined[k].empty() ? "" : "\n") += expression.blocks[b].text();
      }
      if (!joined[k].empty()) texts.push_back({expression.lang, joined[k]});
    }
    if (texts.size() > 1) state_->add(texts, row.confidence, false);
  }
}

void TranslationLearner::add(const std::vector<Text>& texts, double weight) {
  state_->add(texts, weight, true);
}

void TranslationLearner::write(const std::filesystem::path& file, unsigned jobs) const {
  // Languages and terms in sorted order: ids do not depend on what was seen first.
  const auto& vocabularies = state_->vocabularies;
  std::vector<std::uint32_t> order(vocabularies.size());
  for (std::uint32_t l = 0; l < order.size(); ++l) order[l] = l;
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return vocabularies[a].tag < vocabularies[b].tag; });
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t l = 0; l < order.size(); ++l) place[order[l]] = l;

  Head head{};
  std::memcpy(head.magic, kMagic, sizeof kMagic);
  head.learned_rows = state_->offered;
  head.languages = static_cast<std::uint32_t>(order.size());
  File out;
  std::vector<std::vector<WordId>> renumbered(order.size());
  for (std::uint32_t l = 0; l < order.size(); ++l) {
    const auto& vocabulary = vocabularies[order[l]];
    std::vector<WordId> sorted(vocabulary.terms.size());
    for (WordId i = 0; i < sorted.size(); ++i) sorted[i] = i;
    std::sort(sorted.begin(), sorted.end(),
              [&](WordId a, WordId b) { return vocabulary.terms[a] < vocabulary.terms[b]; });
    renumbered[l].resize(sorted.size());
    std::vector<std::uint32_t> offsets;
    std::string text;
    for (WordId i = 0; i < sorted.size(); ++i) {
      renumbered[l][sorted[i]] = i;
      offsets.push_back(static_cast<std::uint32_t>(text.size()));
      text += vocabulary.terms[sorted[i]];
    }
    offsets.push_back(static_cast<std::uint32_t>(text.size()));
    vocabulary.tag.copy(head.language[l].tag, sizeof head.language[l].tag);
    head.language[l].offsets = out.put(std::span<const std::uint32_t>(offsets));
    head.language[l].text = out.put(std::span<const char>(text));
  }

  // sides[row][language], renumbered.
  struct Pair {
    std::uint32_t a;
    std::uint32_t b;
    WeightedRows forward;
    WeightedRows reverse;
  };
  std::vector<Pair> pairs;
  for (std::uint32_t a = 0; a < head.languages; ++a) {
    for (std::uint32_t b = a + 1; b < head.languages; ++b) pairs.push_back({a, b, {}, {}});
  }
  std::vector<std::vector<std::vector<WordId>>> sides(state_->rows.size());
  for (std::size_t r = 0; r < sides.size(); ++r) {
    sides[r].resize(order.size());
    for (const State::Side& side : state_->rows[r].sides) {
      std::vector<WordId>& words = sides[r][place[side.lang]];
      for (const WordId w : side.words) words.push_back(renumbered[place[side.lang]][w]);
      std::sort(words.begin(), words.end());
    }
  }
  const auto learn = [&](std::size_t p) {
    std::vector<lexicon::TrainingPair> training;
    for (std::size_t r = 0; r < sides.size(); ++r) {
      const auto& source = sides[r][pairs[p].a];
      const auto& target = sides[r][pairs[p].b];
      if (!source.empty() && !target.empty())
        training.push_back({source, target, state_->rows[r].weight});
    }
    if (training.empty()) return;
    const std::size_t sources = renumbered[pairs[p].a].size();
    const std::size_t targets = renumbered[pairs[p].b].size();
    std::tie(pairs[p].forward, pairs[p].reverse) =
        weighted(lexicon::train(training, sources, targets, {}, for_ranking()), sources, targets);
  };
  parallel_for(jobs, pairs.size(), learn);

  const auto put = [&](const WeightedRows& rows) {
    if (rows.empty()) return Rows{};
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> entries;
    for (const std::vector<Weighted>& row : rows) {
      begin.push_back(static_cast<std::uint32_t>(entries.size()));
      for (const Weighted& w : row) entries.push_back(w.word << kWeightBits | w.weight);
    }
    begin.push_back(static_cast<std::uint32_t>(entries.size()));
    return Rows{out.put(std::span<const std::uint32_t>(begin)),
                out.put(std::span<const std::uint32_t>(entries))};
  };
  for (const Pair& pair : pairs) {
    head.rows[pair.a][pair.b] = put(pair.forward);
    head.rows[pair.b][pair.a] = put(pair.reverse);
  }
  files::write_atomically(file, std::move(out).finished(head));
}

}  // namespace hexapla::index
