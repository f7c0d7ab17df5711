#include "pipeline/align/align.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <string>

#include "pipeline/align/anchors.h"
#include "pipeline/align/evidence.h"
#include "pipeline/align/lattice.h"
#include "pipeline/align/learn.h"
#include "pipeline/align/rows.h"
#include "pipeline/align/scorer.h"
#include "pipeline/align/tokens.h"
#include "pipeline/base/files.h"
#include "pipeline/base/parallel.h"

namespace hexapla::align {
namespace {

constexpr int kRounds = 2;
constexpr float kBlockConfidence = 0.7F;  // of a text in one block against all of another
constexpr double kMovedConfidence = 0.7;  // of a row whose parts stand at different places

// Groups in an order that depends on nothing but their contents: the order of the batch changes no
// rounding.
std::vector<std::size_t> canonical_order(const std::vector<const std::vector<Text>*>& groups,
                                         unsigned workers) {
  std::vector<std::string> keys(groups.size());
  parallel_for(workers, groups.size(), [&](std::size_t g) {
    std::string all;
    for (const Text& text : *groups[g]) {
      all += text.lang;
      for (const Segment& s : text.segments) {
        all += '\n';
        all += s.text;
        all += '\t';
        all += s.label;
      }
      all += '\f';
    }
    keys[g] = files::content_hash(all);
  });
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return order;
}

// The vocabulary a text belongs to: its language, or its place in the group where the language is
// not known.
std::string vocabulary_of(const Text& text, std::size_t place) {
  return text.lang.empty() || text.lang == "und" ? "und#" + std::to_string(place) : text.lang;
}

// Two texts of a group.
struct Job {
  std::size_t group;
  std::size_t x;
  std::size_t y;
  std::size_t model;
  bool reversed;  // x is the model's second language
  std::vector<Step> steps;
};

struct Model {
  std::size_t first;  // vocabularies
  std::size_t second;
  std::vector<std::size_t> jobs;
  std::vector<Sample> settled;
  Vocabularies words;
  PairModel learned;
};

constexpr std::size_t kTiny = 2'500;     // boundaries that need no band
constexpr std::size_t kSmall = 100'000;  // boundaries that are always affordable
constexpr std::size_t kCellsASegment = 50;
constexpr std::size_t kUsualWords = 60;  // in a segment

// Boundaries that are looked at before anything is known of a pair of texts; fewer where segments
// are long.
std::size_t affordable(const Tokens& a, const Tokens& b) {
  const std::size_t segments = a.size() + b.size();
  const std::size_t words = a.ids.size() + b.ids.size();
  const std::size_t size = std::max(kSmall, kCellsASegment * segments);
  return words > kUsualWords * segments ? size * kUsualWords * segments / words : size;
}

// Around the last path: close where it was sure, wide where it was not. `masks`, when given, gets
// the bead types a boundary row is worth: all of them near what was not sure.
Band next_band(std::uint32_t n, std::uint32_t m, std::span<const Step> steps,
               std::vector<TypeMask>* masks) {
  constexpr float kSure = 0.98F;
  constexpr std::uint32_t kClose = 3;
  constexpr std::uint32_t kWide = 12;
  constexpr std::uint32_t kNear = 4;
  std::vector<std::uint32_t> margin(steps.size(), kClose);
  if (masks != nullptr) masks->assign(n + 1, kSimpleTypes);
  for (std::size_t s = 0; s < steps.size(); ++s) {
    if (steps[s].probability >= kSure && kBeadTypes[steps[s].type].a > 0 &&
        kBeadTypes[steps[s].type].b > 0)
      continue;
    const std::size_t from = s > kNear ? s - kNear : 0;
    const std::size_t to = std::min(steps.size(), s + kNear + 1);
    for (std::size_t near = from; near < to; ++near) {
      const std::size_t away = near > s ? near - s : s - near;
      margin[near] = std::max(margin[near], kWide - static_cast<std::uint32_t>(away));
    }
    if (masks == nullptr) continue;
    const std::uint32_t first = steps[from].i - kBeadTypes[steps[from].type].a;
    for (std::uint32_t i = first; i <= steps[to - 1].i; ++i) (*masks)[i] = kAllTypes;
  }
  std::vector<Stop> stops;
  for (std::size_t s = 0; s < steps.size(); ++s)
    stops.push_back({{steps[s].i, steps[s].j}, margin[s]});
  return band_around(n, m, stops, kClose);
}

// Whether a path is sure of most of its way and never long in doubt: then the next one is near.
bool trusty(std::span<const Step> steps) {
  constexpr float kSure = 0.9F;
  constexpr std::size_t kLongestDoubt = 8;
  std::size_t sure = 0;
  std::size_t doubt = 0;
  for (const Step& s : steps) {
    if (s.probability >= kSure) {
      ++sure;
      doubt = 0;
    } else if (++doubt > kLongestDoubt) {
      return false;
    }
  }
  return 2 * sure >= steps.size();
}

// Whether one of two texts is a single segment that holds all of the other, which has more of them
// than any bead.
bool one_block(const Group& group) {
  const Tokens& a = *group.texts[0];
  const Tokens& b = *group.texts[1];
  const auto n = static_cast<std::uint32_t>(a.size());
  const auto m = static_cast<std::uint32_t>(b.size());
  if (std::min(n, m) != 1 || std::max(n, m) <= kLongest || !a.within.empty()) return false;
  constexpr float kAtLeast = 2.0F;
  return evidence(group.views[1], {&a, 0, n}, {&b, 0, m}) > kAtLeast;
}

class Batch {
 public:
  Batch(std::span<const std::vector<Text>> groups, const Options& options, const Training& training)
      : groups_(groups),
        training_(training),
        workers_(std::max(1U, options.workers)),
        explain_(options.explain) {
    std::vector<const std::vector<Text>*> list;
    for (const std::vector<Text>& group : groups) list.push_back(&group);
    order_ = canonical_order(list, workers_);
    list.clear();
    for (const Settled& s : training.settled) list.push_back(&s.texts);
    settled_order_ = canonical_order(list, workers_);
  }

  std::vector<std::vector<Row>> run() {
    tokenize();
    make_jobs();
    parallel_for(workers_, models_.size(), [&](std::size_t m) { start(models_[m]); });
    for (int round = 0; round < kRounds; ++round) {
      parallel_for(workers_, jobs_.size(), [&](std::size_t j) { align_pair(jobs_[j], round); });
      parallel_for(workers_, models_.size(), [&](std::size_t m) { improve(models_[m]); });
    }
    parallel_for(workers_, jobs_.size(), [&](std::size_t j) { align_pair(jobs_[j], kRounds); });
    std::vector<std::vector<Row>> out(groups_.size());
    parallel_for(workers_, groups_.size(), [&](std::size_t g) { out[g] = rows_of(g); });
    return out;
  }

 private:
  void tokenize() {
    tokens_.resize(groups_.size());
    vocabulary_.resize(groups_.size());
    settled_tokens_.resize(training_.settled.size());
    struct Place {
      const Text* text;
      Tokens* tokens;
      std::size_t* vocabulary;
    };
    std::map<std::string, std::vector<Place>> texts;
    for (const std::size_t g : order_) {
      tokens_[g].resize(groups_[g].size());
      vocabulary_[g].resize(groups_[g].size());
      for (std::size_t k = 0; k < groups_[g].size(); ++k) {
        texts[vocabulary_of(groups_[g][k], k)].push_back(
            {&groups_[g][k], &tokens_[g][k], &vocabulary_[g][k]});
      }
    }
    for (const std::size_t s : settled_order_) {
      const std::vector<Text>& group = training_.settled[s].texts;
      settled_tokens_[s].resize(group.size());
      for (std::size_t k = 0; k < group.size(); ++k) {
        texts[vocabulary_of(group[k], k)].push_back({&group[k], &settled_tokens_[s][k], nullptr});
      }
    }
    std::vector<std::pair<std::string, std::vector<Place>>> list(texts.begin(), texts.end());
    for (const auto& [name, places] : list) names_.push_back(name);
    words_.resize(list.size());
    dictionary_words_.resize(list.size());
    parallel_for(workers_, list.size(), [&](std::size_t v) {
      Tokenizer tokenizer(list[v].first);
      for (const Place& place : list[v].second) {
        *place.tokens = tokenizer.tokenize(*place.text);
        if (place.vocabulary != nullptr) *place.vocabulary = v;
      }
      tokenizer.learn_breaks();
      for (const Place& place : list[v].second) tokenizer.judge(*place.tokens);
      words_[v] = tokenizer.words();
      dictionary_words_[v].reserve(training_.dictionaries.size());
      for (const Dictionary& d : training_.dictionaries) {
        std::vector<std::vector<WordId>>& found = dictionary_words_[v].emplace_back();
        const bool source = d.source_lang == list[v].first;
        if (!source && d.target_lang != list[v].first) continue;
        for (const lexicon::DictionaryEntry& e : d.entries)
          found.push_back(tokenizer.known(source ? e.source : e.target));
      }
    });
    // A coarser alignment is one of all texts of a group.
    for (std::vector<Tokens>& group : tokens_) {
      if (std::all_of(group.begin(), group.end(), [](const Tokens& t) { return t.within.empty(); }))
        continue;
      for (Tokens& t : group) t.within.resize(t.size(), 0);
    }
  }

  void make_jobs() {
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> index;
    jobs_of_.resize(groups_.size());
    for (const std::size_t g : order_) {
      for (std::size_t x = 0; x < groups_[g].size(); ++x) {
        for (std::size_t y = x + 1; y < groups_[g].size(); ++y) {
          const bool reversed = vocabulary_[g][y] < vocabulary_[g][x];
          std::pair<std::size_t, std::size_t> key{vocabulary_[g][x], vocabulary_[g][y]};
          if (reversed) std::swap(key.first, key.second);
          const auto [it, fresh] = index.try_emplace(key, models_.size());
          if (fresh) models_.push_back({key.first, key.second, {}, {}, {}, {}});
          models_[it->second].jobs.push_back(jobs_.size());
          jobs_of_[g].push_back(jobs_.size());
          jobs_.push_back({g, x, y, it->second, reversed, {}});
        }
      }
    }
    const auto number = [&](const std::string& name) {
      return static_cast<std::size_t>(std::lower_bound(names_.begin(), names_.end(), name) -
                                      names_.begin());
    };
    for (const std::size_t s : settled_order_) {
      const Settled& settled = training_.settled[s];
      for (std::size_t x = 0; x < settled.texts.size(); ++x) {
        for (std::size_t y = 0; y < settled.texts.size(); ++y) {
          const auto found = index.find({number(vocabulary_of(settled.texts[x], x)),
                                         number(vocabulary_of(settled.texts[y], y))});
          if (x == y || found == index.end()) continue;
          models_[found->second].settled.push_back(
              {&settled_tokens_[s][x], &settled_tokens_[s][y], beads_of(settled.rows, x, y)});
        }
      }
    }
    for (Model& model : models_) model.words = vocabularies(model);
  }

  Vocabularies vocabularies(const Model& model) const {
    constexpr std::size_t kMostTokens = 3;  // a longer phrase is an explanation
    constexpr float kEntry = 2.0F;          // observations that an entry is worth
    Vocabularies out{words_[model.first], words_[model.second], {}};
    out.seeds = seeds_of(out.first, out.second);
    for (std::size_t d = 0; d < training_.dictionaries.size(); ++d) {
      const auto& first = dictionary_words_[model.first][d];
      const auto& second = dictionary_words_[model.second][d];
      if (first.size() != second.size()) continue;
      for (std::size_t e = 0; e < first.size(); ++e) {
        if (first[e].size() > kMostTokens || second[e].size() > kMostTokens) continue;
        for (const WordId a : first[e]) {
          for (const WordId b : second[e])
            out.seeds.push_back(
                {a, b, kEntry / static_cast<float>(first[e].size() * second[e].size())});
        }
      }
    }
    return out;
  }

  std::vector<Sample> samples(const Model& model) const {
    std::vector<Sample> out = model.settled;
    for (const std::size_t j : model.jobs) {
      const Job& job = jobs_[j];
      Sample s{&tokens_[job.group][job.x], &tokens_[job.group][job.y],
               beads_of(job.steps, job.reversed)};
      if (job.reversed) std::swap(s.first, s.second);
      out.push_back(std::move(s));
    }
    return out;
  }

  void start(Model& model) {
    const std::vector<Sample> all = samples(model);
    model.learned = first_model(all, model.words);
    if (!model.settled.empty()) model.learned = learn(all, model.words, model.learned);
  }

  void improve(Model& model) { model.learned = learn(samples(model), model.words, model.learned); }

  void align_pair(Job& job, int round) {
    const Tokens& a = tokens_[job.group][job.x];
    const Tokens& b = tokens_[job.group][job.y];
    const auto n = static_cast<std::uint32_t>(a.size());
    const auto m = static_cast<std::uint32_t>(b.size());
    std::vector<TypeMask> masks = {kSimpleTypes};
    const PairView pair = view(models_[job.model].learned, job.reversed);
    Band band;
    const Within within{a.within, b.within};
    if (within.any()) {
      band = band_within(n, m, within);
      if (round == kRounds) masks = {kAllTypes};
    } else if (round == 0 && (std::size_t{n} + 1) * (m + 1) <= kTiny) {
      band = band_around(n, m, {}, std::max(n, m));
    } else if (round > 0 && round < kRounds && trusty(job.steps)) {
      band = next_band(n, m, job.steps, nullptr);
    } else if (round < kRounds) {
      band = band_along(n, m, anchor_chain(pair, a, b), affordable(a, b));
    } else {
      band = next_band(n, m, job.steps, &masks);
    }
    Lattice lattice = make_lattice(std::move(band), pair.prior, masks, within);
    std::vector<std::uint32_t> first(n + 1);
    std::vector<std::uint32_t> second(m + 1);
    std::iota(first.begin(), first.end(), 0U);
    std::iota(second.begin(), second.end(), 0U);
    add_evidence(pair, {&a, first}, {&b, second}, 1.0F, lattice);
    job.steps = best_path(lattice, 1.0F, false);
  }

  std::vector<Row> rows_of(std::size_t g) const {
    const std::size_t k = groups_[g].size();
    std::vector<Row> rows;
    std::vector<Cut> cuts;
    if (k == 1) {
      for (std::uint32_t i = 0; i < groups_[g][0].segments.size(); ++i)
        cuts.push_back({{i + 1}, 0.0F});
    }
    Group group;
    std::vector<const std::vector<Word>*> words;
    std::vector<std::string> langs;
    if (k > 1) {
      group.views.resize(k * k);
      group.paths.resize(k * k);
      for (std::size_t x = 0; x < k; ++x) {
        group.texts.push_back(&tokens_[g][x]);
        words.push_back(&words_[vocabulary_[g][x]]);
        langs.push_back(groups_[g][x].lang);
      }
      for (const std::size_t j : jobs_of_[g]) {
        const Job& job = jobs_[j];
        group.views[job.x * k + job.y] = view(models_[job.model].learned, job.reversed);
        group.views[job.y * k + job.x] = view(models_[job.model].learned, !job.reversed);
        group.paths[job.x * k + job.y] = job.steps;
      }
    }
    if (k == 2) {
      for (const Step& s : group.paths[1]) cuts.push_back({{s.i, s.j}, s.probability});
      if (one_block(group)) {
        cuts = {{{static_cast<std::uint32_t>(group.texts[0]->size()),
                  static_cast<std::uint32_t>(group.texts[1]->size())},
                 kBlockConfidence}};
      }
    } else if (k > 2) {
      cuts = align_group(group);
    }
    std::vector<std::uint32_t> at(k, 0);
    for (const Cut& cut : cuts) {
      Row row;
      row.sides.resize(k);
      for (std::size_t x = 0; x < k; ++x) {
        for (; at[x] < cut.ends[x]; ++at[x]) row.sides[x].push_back(at[x]);
      }
      row.confidence = static_cast<double>(cut.confidence);
      rows.push_back(std::move(row));
    }
    if (k < 2) return rows;
    for (Row& row : rows) {
      row.confidence = calibrated(row.confidence);
      if (k > 2) row.confidence *= 0.5 + 0.5 * agreement(group, row);
    }
    const bool coarser = std::any_of(group.texts.begin(), group.texts.end(),
                                     [](const Tokens* t) { return !t->within.empty(); });
    const auto moved =
        coarser ? std::vector<std::pair<std::size_t, std::size_t>>() : moved_rows(group, rows);
    std::vector<bool> gone(rows.size(), false);
    for (const auto& [kept, other] : moved) {
      for (std::size_t x = 0; x < k; ++x) {
        if (!rows[other].sides[x].empty()) rows[kept].sides[x] = std::move(rows[other].sides[x]);
      }
      rows[kept].confidence = kMovedConfidence;
      gone[other] = true;
    }
    if (explain_) {
      for (Row& row : rows) row.evidence = explain(group, row, words, langs);
      for (const auto& [kept, other] : moved) rows[kept].evidence += "; moved";
    }
    std::vector<Row> left;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (!gone[r]) left.push_back(std::move(rows[r]));
    }
    return left;
  }

  std::span<const std::vector<Text>> groups_;
  const Training& training_;
  unsigned workers_;
  bool explain_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> settled_order_;
  std::vector<std::string> names_;  // of the vocabularies, sorted
  std::vector<std::vector<std::vector<std::vector<WordId>>>>
      dictionary_words_;  // [vocabulary][dictionary][entry]; empty for other languages
  std::vector<std::vector<Tokens>> settled_tokens_;
  std::vector<std::vector<Tokens>> tokens_;
  std::vector<std::vector<std::size_t>> vocabulary_;
  std::vector<std::vector<Word>> words_;
  std::vector<Model> models_;
  std::vector<Job> jobs_;
  std::vector<std::vector<std::size_t>> jobs_of_;  // of each group
};

}  // namespace

std::vector<std::vector<Row>> align(std::span<const std::vector<Text>> groups,
                                    const Options& options, const Training& training) {
  return Batch(groups, options, training).run();
}

}  // namespace hexapla::align
