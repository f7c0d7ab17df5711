#include "pipeline/align/learn.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <string_view>
#include <utility>

#include "pipeline/align/cell_words.h"

namespace hexapla::align {
namespace {

// How common the bead types are before anything is seen.
constexpr std::array<float, kTypes> kShares = {0.84F,  0.02F,   0.02F,   0.045F, 0.045F, 0.004F,
                                               0.006F, 0.006F,  0.002F,  0.002F, 0.001F, 0.001F,
                                               5e-4F,  2.5e-4F, 2.5e-4F, 1e-4F};
constexpr float kPriorBeads = 1000.0F;  // what kShares is worth: a batch must be large to move it
constexpr float kSure = 0.5F;           // steps below teach nothing

float seed_weight(const Word& word) {
  switch (word.kind) {
    case KeyKind::role:
    case KeyKind::anchor:
      return 4.0F;
    case KeyKind::number:
      return 3.0F;
    case KeyKind::word:
      return word.key.size() >= 5 ? 0.8F : 0.4F;
    case KeyKind::mark:
      return 0.3F;
    case KeyKind::none:
      break;
  }
  return 0.0F;
}

std::vector<float> inverse_frequency(std::span<const Sample> samples, bool first,
                                     std::size_t words) {
  std::vector<float> count(words, 0.5F);
  double total = 0.5 * static_cast<double>(words);
  for (const Sample& s : samples) {
    const Tokens& tokens = first ? *s.first : *s.second;
    for (const WordId id : tokens.ids) count[id] += 1;
    total += static_cast<double>(tokens.ids.size());
  }
  for (float& c : count) c = static_cast<float>(total / static_cast<double>(c));
  return count;
}

// Which generated words say something, and what each says when it has no counterpart.
void know(DirectionModel& direction, std::span<const Word> words) {
  constexpr float kLeast = 0.1F;
  constexpr float kLeastOfRoles = 0.02F;
  direction.known.assign(words.size(), false);
  for (const lexicon::Entry& e : direction.table.entries) direction.known[e.word] = true;
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (words[w].kind == KeyKind::role) {
      direction.unexplained[w] =
          direction.known[w] ? std::max(kLeastOfRoles, direction.unexplained[w]) : kLeastOfRoles;
      direction.known[w] = true;
    } else {
      direction.unexplained[w] = std::max(kLeast, direction.unexplained[w]);
    }
  }
}

void take(PairModel& model, lexicon::Model1&& words, const Vocabularies& vocabularies) {
  model.forward.table = std::move(words.forward);
  model.backward.table = std::move(words.reverse);
  model.forward.unexplained = std::move(words.target_unexplained);
  model.backward.unexplained = std::move(words.source_unexplained);
  know(model.forward, vocabularies.second);
  know(model.backward, vocabularies.first);
}

// The distinct words of segments [from, to), ascending. Several segments' are put together in
// `merged`, which keeps them.
std::span<const WordId> words_of(const Tokens& tokens, std::uint32_t from, std::uint32_t to,
                                 std::deque<std::vector<WordId>>& merged) {
  if (to - from == 1) return tokens.distinct(from);
  std::vector<WordId>& words =
      merged.emplace_back(tokens.distinct_ids.begin() + tokens.distinct_begin[from],
                          tokens.distinct_ids.begin() + tokens.distinct_begin[to]);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// The type of a bead with so many segments on the sides; omissions of any length are of one type.
std::size_t type_of(std::uint32_t a, std::uint32_t b) {
  if (b == 0) return 1;
  if (a == 0) return 2;
  for (std::size_t t = 0; t < kTypes; ++t) {
    if (kBeadTypes[t].a == a && kBeadTypes[t].b == b) return t;
  }
  return kTypes;
}

float length_of(const Tokens& tokens, std::uint32_t from, std::uint32_t to) {
  float sum = 0;
  for (std::uint32_t i = from; i < to; ++i) sum += tokens.length[i];
  return sum;
}

}  // namespace

std::vector<Bead> beads_of(std::span<const Step> steps, bool reversed) {
  std::vector<Bead> out;
  out.reserve(steps.size());
  for (const Step& s : steps) {
    const auto [a, b] = kBeadTypes[s.type];
    Bead bead{s.i - a, s.i, s.j - b, s.j, s.probability};
    if (reversed) bead = {bead.b0, bead.b1, bead.a0, bead.a1, bead.probability};
    out.push_back(bead);
  }
  return out;
}

std::vector<Bead> beads_of(std::span<const Row> rows, std::size_t x, std::size_t y) {
  std::vector<Bead> out;
  const auto together = [](const std::vector<std::uint32_t>& side) {
    return side.empty() || side.back() - side.front() + 1 == side.size();
  };
  for (const Row& row : rows) {
    const auto& a = row.sides[x];
    const auto& b = row.sides[y];
    if ((a.empty() && b.empty()) || !together(a) || !together(b)) continue;
    const auto begin = [](const std::vector<std::uint32_t>& side) {
      return side.empty() ? 0 : side.front();
    };
    out.push_back({begin(a), begin(a) + static_cast<std::uint32_t>(a.size()), begin(b),
                   begin(b) + static_cast<std::uint32_t>(b.size()),
                   static_cast<float>(row.confidence)});
  }
  return out;
}

// Words of the two languages that have the same key.
std::vector<lexicon::Seed> seeds_of(std::span<const Word> first, std::span<const Word> second) {
  constexpr std::size_t kMostAlike = 6;  // more words with one key: it distinguishes nothing
  std::map<std::pair<KeyKind, std::string_view>,
           std::pair<std::vector<WordId>, std::vector<WordId>>>
      by_key;
  for (WordId w = 0; w < first.size(); ++w) {
    if (first[w].kind != KeyKind::none) by_key[{first[w].kind, first[w].key}].first.push_back(w);
  }
  for (WordId w = 0; w < second.size(); ++w) {
    if (second[w].kind == KeyKind::none) continue;
    const auto found = by_key.find({second[w].kind, second[w].key});
    if (found != by_key.end()) found->second.second.push_back(w);
  }
  std::vector<lexicon::Seed> seeds;
  for (const auto& [key, words] : by_key) {
    if (words.first.size() > kMostAlike || words.second.size() > kMostAlike) continue;
    for (const WordId a : words.first) {
      for (const WordId b : words.second) {
        const float weight = std::min(seed_weight(first[a]), seed_weight(second[b]));
        seeds.push_back({a, b, first[a].form == second[b].form ? weight : weight * 0.5F});
      }
    }
  }
  return seeds;
}

PairModel first_model(std::span<const Sample> samples, const Vocabularies& words) {
  PairModel model;
  double a = 100;
  double b = 100;
  double a_segments = 1;
  double b_segments = 1;
  for (const Sample& s : samples) {
    for (const float length : s.first->length) a += static_cast<double>(length);
    for (const float length : s.second->length) b += static_cast<double>(length);
    a_segments += static_cast<double>(s.first->size());
    b_segments += static_cast<double>(s.second->size());
  }
  // Where much of one side is missing, the ratio of the whole says nothing of the languages; where
  // one is divided otherwise, that of the segments does not. Where they differ much the less
  // strange one holds, and none that is beyond what languages do.
  constexpr double kAlike = 0.5;
  const double whole = std::log(b / a);
  const double each = whole - std::log(b_segments / a_segments);
  const double shift =
      std::abs(whole - each) > kAlike && std::abs(each) < std::abs(whole) ? each : whole;
  model.length.set_shift(static_cast<float>(std::clamp(shift, -1.8, 1.8)));
  for (std::size_t t = 0; t < kTypes; ++t) model.prior[t] = std::log(kShares[t]);
  model.reasons = {0.3F, 0.3F, 0.4F};  // how free a translation is shows in the first alignment
  const std::size_t first = words.first.size();
  const std::size_t second = words.second.size();
  take(model, lexicon::train({}, first, second, words.seeds), words);
  model.forward.inverse = inverse_frequency(samples, false, second);
  model.backward.inverse = inverse_frequency(samples, true, first);
  for (DirectionModel* direction : {&model.forward, &model.backward}) {
    direction->rarity.clear();
    for (const float inverse : direction->inverse)
      direction->rarity.push_back(fast_log(1 + inverse));
  }
  return model;
}

namespace {

// PairModel::enough of what was learned, from some of the sure beads, evenly spread.
float enough_of(const PairModel& model, std::span<const Sample> samples) {
  constexpr std::size_t kBeads = 32;
  std::vector<std::pair<const Sample*, const Bead*>> sure;
  for (const Sample& s : samples) {
    for (const Bead& bead : s.beads) {
      if (bead.a1 - bead.a0 == 1 && bead.b1 - bead.b0 == 1 && bead.probability >= kSure)
        sure.emplace_back(&s, &bead);
    }
  }
  if (sure.empty()) return 0;
  const PairView pair = view(model, false);
  const std::size_t step = std::max<std::size_t>(1, sure.size() / kBeads);
  std::vector<float> all;
  for (std::size_t k = 0; k < sure.size(); k += step) {
    const auto& [s, bead] = sure[k];
    const auto [first, second] =
        gains(pair, {s->first, bead->a0, bead->a1}, {s->second, bead->b0, bead->b1});
    all.push_back(first);
    all.push_back(second);
  }
  const auto twentieth = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 20);
  std::nth_element(all.begin(), twentieth, all.end());
  return std::clamp(*twentieth, 0.0F, kMostEnough);
}

// PairModel::reasons, from the beads that have one segment on a side and more on the other;
// expectation maximisation.
Reasons reasons_of(std::span<const Sample> samples, const Reasons& before) {
  constexpr float kPrior = 20.0F;  // beads that the first Reasons are worth
  constexpr int kTurns = 3;
  struct Seen {
    float inside;
    float soft;
    float weight;
  };
  std::vector<Seen> seen;
  for (const Sample& s : samples) {
    for (const Bead& bead : s.beads) {
      const Stretch first{s.first, bead.a0, bead.a1};
      const Stretch second{s.second, bead.b0, bead.b1};
      if ((first.size() == 1) == (second.size() == 1) || bead.probability < kSure) continue;
      const Stretch& one = first.size() == 1 ? first : second;
      const Stretch& many = first.size() == 1 ? second : first;
      for_breaks(one, many, all_ends(many), [&](float inside, float soft) {
        seen.push_back({inside, soft, bead.probability});
      });
    }
  }
  Reasons out = before;
  for (int turn = 0; turn < kTurns; ++turn) {
    const Reasons start;
    Reasons sum{kPrior * start.merged, kPrior * start.divided, kPrior * start.untold};
    for (const Seen& place : seen) {
      const float all = met(out, place.inside, place.soft);
      sum.merged += place.weight * out.merged * place.inside / all;
      sum.divided += place.weight * out.divided * place.soft / all;
      sum.untold += place.weight * out.untold / all;
    }
    const float total = sum.merged + sum.divided + sum.untold;
    out = {sum.merged / total, sum.divided / total, sum.untold / total};
  }
  return out;
}

}  // namespace

PairModel learn(std::span<const Sample> samples, const Vocabularies& vocabularies,
                const PairModel& before) {
  PairModel model = before;
  std::vector<LengthPair> lengths;
  std::array<double, kTypes> seen{};
  double beads = 0;
  std::deque<std::vector<WordId>> merged;
  std::vector<lexicon::TrainingPair> pairs;
  for (const Sample& s : samples) {
    for (const Bead& bead : s.beads) {
      const std::uint32_t a = bead.a1 - bead.a0;
      const std::uint32_t b = bead.b1 - bead.b0;
      const auto weight = static_cast<double>(bead.probability);
      if (const std::size_t type = type_of(a, b); type < kTypes) {
        // Omissions of several segments stand one by one in the alignments of pairs.
        const double times = a == 0 || b == 0 ? a + b : 1;
        seen[type] += times * weight;
        beads += times * weight;
      }
      if (a == 0 || b == 0 || bead.probability < kSure) continue;
      lengths.push_back({length_of(*s.first, bead.a0, bead.a1),
                         length_of(*s.second, bead.b0, bead.b1),
                         a == 1 && b == 1 ? bead.probability : 0.3F * bead.probability});
      pairs.push_back({words_of(*s.first, bead.a0, bead.a1, merged),
                       words_of(*s.second, bead.b0, bead.b1, merged), bead.probability});
    }
  }
  model.length = estimate(lengths, before.length);
  for (std::size_t t = 0; t < kTypes; ++t) {
    const double share = (seen[t] + static_cast<double>(kPriorBeads * kShares[t])) /
                         (beads + static_cast<double>(kPriorBeads));
    model.prior[t] = static_cast<float>(std::log(share));
  }
  const std::size_t first = vocabularies.first.size();
  const std::size_t second = vocabularies.second.size();
  take(model, lexicon::train(pairs, first, second, vocabularies.seeds), vocabularies);
  model.enough = enough_of(model, samples);
  model.reasons = reasons_of(samples, before.reasons);
  return model;
}

}  // namespace hexapla::align
