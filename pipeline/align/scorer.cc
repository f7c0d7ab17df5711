#include "pipeline/align/scorer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "pipeline/align/cell_words.h"
#include "pipeline/align/places.h"

namespace hexapla::align {
namespace {

constexpr float kImpossible = -std::numeric_limits<float>::infinity();

// One configuration for everything; see docs/ACCURACY.md for how it was found.
constexpr float kLexicalWeight = 0.5F;
constexpr float kLengthWeight = 1.4F;
// A segment may have been replaced by one that says something else: two that stand in the same
// place are then one row, where nothing around them speaks against it. So much rarer are these.
constexpr float kReplaced = -6.0F;
// Length and words that say less leave a bead of several units no hope.
constexpr float kHopeless = -4.5F;
constexpr std::size_t kBlockFloats = std::size_t{1} << 21;

// How much a segment looks as if one ended about `share` of its length after its begin.
float inside_of(const std::vector<float>& inside, std::uint32_t segment, float share) {
  const float part = std::clamp(share, 0.0F, 0.999F) * static_cast<float>(kParts);
  return inside[segment * kParts + static_cast<std::size_t>(part)];
}

// What the ends of segments inside a bead say, of those of `ends` that lie inside `many`.
template <typename Ends>
float breaks(const Reasons& why, const Stretch& other, const Stretch& many, const Ends& ends) {
  float sum = 0;
  for_breaks(other, many, ends,
             [&](float inside, float soft) { sum += fast_log(met(why, inside, soft)); });
  return sum;
}

// Lengths of the beads of 1 to `longest` units that end before each boundary.
struct Lengths {
  std::array<std::vector<float>, kLongest> value;  // [units - 1][boundary]
  std::array<std::vector<float>, kLongest> log;
};

Lengths lengths_of(const Side& side, std::uint32_t longest) {
  std::vector<float> units(side.units());
  for (std::uint32_t u = 0; u < side.units(); ++u) {
    float sum = 0;
    for (std::uint32_t s = side.bounds[u]; s < side.bounds[u + 1]; ++s) {
      sum += side.tokens->length[s];
    }
    units[u] = sum;
  }
  Lengths out;
  for (std::uint32_t k = 1; k <= longest; ++k) {
    out.value[k - 1].assign(units.size() + 1, 0.0F);
    out.log[k - 1].assign(units.size() + 1, 0.0F);
    for (std::size_t end = k; end <= units.size(); ++end) {
      float sum = 0;
      for (std::size_t back = 1; back <= k; ++back) sum += units[end - back];
      const LengthModel::Scaled scaled = LengthModel::scaled(sum);
      out.value[k - 1][end] = scaled.value;
      out.log[k - 1][end] = scaled.log;
    }
  }
  return out;
}

// Adds the evidence of boundary rows to a lattice, type by type.
class Adder {
 public:
  Adder(const PairView& pair, Side first, Side second, float weight, std::uint32_t longest,
        Lattice& lattice)
      : pair_(pair),
        first_(first),
        second_(second),
        weight_(weight),
        longest_(longest),
        first_length_(lengths_of(first, longest)),
        second_length_(lengths_of(second, longest)),
        lattice_(lattice) {
    for (std::uint32_t j = 0; j < second.units(); ++j) {
      gaps_ = gaps_ || second.bounds[j] == second.bounds[j + 1];
    }
  }

  void add_row(std::uint32_t i, CellWords& words, std::span<const std::uint32_t> lo,
               std::span<const std::uint32_t> hi) {
    collect_hopes(i, words, lo, hi);
    for (std::size_t t = 0; t < kTypes; ++t) {
      const auto [a, b] = kBeadTypes[t];
      if (a == 0 || b == 0 || !lattice_.has(i, t)) continue;
      const auto [from, to] = columns(lattice_.band, i, a, b);
      if (from >= to || first_.bounds[i] == first_.bounds[i - a]) continue;
      float* scores = lattice_.of(i, t) + (from - lattice_.band.lo[i]);
      if (a == 1 && b == 1) {
        add_lengths(i, a, b, from, to);
        const float* single = words.singles(i - 1) + (from - 1 - lo[i - 1]);
        for (std::uint32_t k = 0; k < to - from; ++k) {
          if (gaps_ && empty(from + k, b)) continue;
          scores[k] += weight_ *
                       std::max(kReplaced, kLengthWeight * length_[k] + kLexicalWeight * single[k]);
        }
        continue;
      }
      const std::uint8_t* hope = hope_[a - 1].data() + (from - lattice_.band.lo[i]);
      const std::uint8_t* borne = borne_[a - 1].data() + (from - lattice_.band.lo[i]);
      const auto mask = static_cast<std::uint8_t>((1U << b) - 1);
      std::size_t count = 0;
      for (std::uint32_t k = 0; k < to - from; ++k) {
        if (gaps_ && empty(from + k, b)) continue;
        const bool hopeful = (hope[k] & mask) != 0 && (hope[k] >> 4 & mask) == mask &&
                             (borne[k] >> (b - 1) & 1) != 0;
        hopeful_[count] = k;
        count += hopeful && scores[k] != kImpossible ? 1 : 0;
        scores[k] = hopeful ? scores[k] : kImpossible;
      }
      if (count == 0) continue;
      add_lengths(i, a, b, from, to);
      for (const std::uint32_t k : std::span(hopeful_).first(count)) {
        const float said = words.score(i - a, i, from + k - b, from + k);
        float score = kLengthWeight * length_[k] + kLexicalWeight * said;
        // What the rest could say would hardly save it.
        if (score > kHopeless) {
          score += words.doubts(i - a, i, from + k - b, from + k) -
                   kLexicalWeight * words.said_again(i - a, i, from + k - b, from + k) +
                   unit_breaks(i - a, i, from + k - b, from + k);
        }
        scores[k] += weight_ * score;
      }
    }
  }

 private:
  bool empty(std::uint32_t j, std::uint32_t b) const {
    return second_.bounds[j] == second_.bounds[j - b];
  }

  float one_break(const Stretch& one, const Stretch& two) const {
    const float* length = two.tokens->length.data() + two.begin;
    const float all = length[0] + length[1];
    if (all <= 0) return 0;
    return fast_log(met(pair_.reasons, inside_of(one.tokens->inside, one.begin, length[0] / all),
                        two.tokens->soft[two.begin]));
  }

  // What the ends of units inside a bead say.
  float unit_breaks(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    const Stretch a{first_.tokens, first_.bounds[i0], first_.bounds[i1]};
    const Stretch b{second_.tokens, second_.bounds[j0], second_.bounds[j1]};
    // Most beads: one segment beside two.
    if (a.size() == 1 && b.size() == 2 && j1 - j0 == 2) return one_break(a, b);
    if (a.size() == 2 && b.size() == 1 && i1 - i0 == 2) return one_break(b, a);
    return breaks(pair_.reasons, b, a, first_.bounds.subspan(i0 + 1, i1 - i0 - 1)) +
           breaks(pair_.reasons, a, b, second_.bounds.subspan(j0 + 1, j1 - j0 - 1));
  }

  // For the columns of boundary row i and the last a units. hope_[a - 1]: bit b is set where one of
  // them may hold together with the unit b before the column's last, bit 4 + b where one of them
  // can be borne with it. borne_[a - 1]: bit b - 1 where each of them can be borne with one of the
  // last b units.
  void collect_hopes(std::uint32_t i, const CellWords& words, std::span<const std::uint32_t> lo,
                     std::span<const std::uint32_t> hi) {
    const std::uint32_t begin = lattice_.band.lo[i];
    const std::uint32_t end = lattice_.band.hi[i] + 1;
    const std::size_t width = end - begin;
    for (std::uint32_t a = 1; a <= longest_ && a <= i; ++a) {
      std::vector<std::uint8_t>& hope = hope_[a - 1];
      std::vector<std::uint8_t>& borne = borne_[a - 1];
      if (a == 1) {
        hope.assign(width, 0);
        borne.assign(width, 0xF);
      } else {
        hope = hope_[a - 2];
        borne = borne_[a - 2];
      }
      const std::uint32_t unit = i - a;
      const std::uint32_t from = std::max(begin, lo[unit] + 1);
      const std::uint32_t to = std::max(from, std::min(end, hi[unit] + 1));
      const std::uint8_t* of_row = words.hopes(unit) + (from - 1 - lo[unit]);
      std::uint8_t* any = hope.data() + (from - begin);
      std::uint8_t* each = borne.data() + (from - begin);
      for (std::uint32_t k = 0; k < to - from; ++k) {
        const unsigned one = of_row[k] >> 4U;
        const unsigned first = one | one << 1U;
        any[k] |= of_row[k];
        each[k] &= static_cast<std::uint8_t>(first | first << 2U);
      }
    }
    hopeful_.resize(width);
    length_.resize(width);
  }

  void add_lengths(std::uint32_t i, std::uint32_t a, std::uint32_t b, std::uint32_t from,
                   std::uint32_t to) {
    const LengthModel::Scaled first{first_length_.value[a - 1][i], first_length_.log[a - 1][i]};
    const float* value = second_length_.value[b - 1].data() + from;
    const float* log = second_length_.log[b - 1].data() + from;
    const LengthModel model = pair_.length;
    float* out = length_.data();
    for (std::uint32_t k = 0; k < to - from; ++k) out[k] = model.score(first, {value[k], log[k]});
  }

  const PairView& pair_;
  Side first_;
  Side second_;
  float weight_;
  std::uint32_t longest_;
  Lengths first_length_;
  Lengths second_length_;
  Lattice& lattice_;
  bool gaps_ = false;  // the second side has units without a segment
  std::array<std::vector<std::uint8_t>, kLongest> hope_;
  std::array<std::vector<std::uint8_t>, kLongest> borne_;
  std::vector<std::uint32_t> hopeful_;
  std::vector<float> length_;
};

// The most units that a bead of the lattice has on a side.
std::uint32_t longest_of(const Lattice& lattice) {
  TypeMask all = 0;
  for (const TypeMask types : lattice.types) all |= types;
  return all < TypeMask{1} << kSimpleCount ? 2 : kLongest;
}

}  // namespace

PairView view(const PairModel& model, bool reversed) {
  if (!reversed)
    return {model.length,    model.prior,  &model.forward,
            &model.backward, model.enough, model.reasons};
  PairView out{model.length.reversed(), {},           &model.backward,
               &model.forward,          model.enough, model.reasons};
  for (std::size_t t = 0; t < kTypes; ++t) out.prior[t] = model.prior[mirrored(t)];
  return out;
}

void add_evidence(const PairView& pair, Side first, Side second, float weight, Lattice& lattice) {
  const Band& band = lattice.band;
  const std::uint32_t n = first.units();
  const std::uint32_t m = second.units();
  const Known a_words = known_words(first, *pair.backward);
  const Known b_words = known_words(second, *pair.forward);
  const std::uint32_t longest = longest_of(lattice);

  // Unit columns that some bead over unit row i can reach.
  std::vector<std::uint32_t> lo(n);
  std::vector<std::uint32_t> hi(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    lo[i] = band.lo[i >= longest - 1 ? i - (longest - 1) : 0];
    hi[i] = std::min(m, band.hi[std::min(n, i + longest)]);
  }
  CellWords words(pair, a_words, b_words, longest);
  Adder adder(pair, first, second, weight, longest, lattice);
  for (std::uint32_t r0 = 1; r0 <= n;) {
    // Boundary rows [r0, r1) need the unit rows [r0 - longest, r1 - 1).
    const std::uint32_t u0 = r0 >= longest ? r0 - longest : 0;
    std::uint32_t r1 = r0;
    std::size_t size = 0;
    std::uint32_t u = u0;
    while (r1 <= n && (size < kBlockFloats || r1 < r0 + longest)) {
      for (; u < r1; ++u) {
        size += b_words.size(lo[u], std::max(lo[u], hi[u])) +
                std::size_t{hi[u] - lo[u]} * a_words.size(u);
      }
      ++r1;
    }
    words.fill(u0, r1 - 1, lo, hi);
    for (std::uint32_t i = r0; i < r1; ++i) adder.add_row(i, words, lo, hi);
    r0 = r1;
  }
}

namespace {

// Words of a stretch that the lexicon knows.
std::vector<WordId> known_in(const Stretch& stretch, const DirectionModel& generated) {
  std::vector<WordId> out;
  const Tokens& tokens = *stretch.tokens;
  for (std::uint32_t k = tokens.begin[stretch.begin]; k < tokens.begin[stretch.end]; ++k) {
    const WordId id = tokens.ids[k];
    if (id < generated.known.size() && generated.known[id]) out.push_back(id);
  }
  return out;
}

std::vector<WordId> sorted_known(const Stretch& stretch, const DirectionModel& generated) {
  std::vector<WordId> out = known_in(stretch, generated);
  std::sort(out.begin(), out.end());
  return out;
}

// Log ratio of the `generated` words given the others; `generated` is sorted.
double explained(const DirectionModel& model, const std::vector<WordId>& given,
                 const std::vector<WordId>& generated) {
  std::vector<float> sums(generated.size(), 0.0F);
  for (const WordId g : given) {
    for (const lexicon::Entry& e : model.table.row(g)) {
      for (auto at = std::lower_bound(generated.begin(), generated.end(), e.word);
           at != generated.end() && *at == e.word; ++at) {
        sums[static_cast<std::size_t>(at - generated.begin())] += e.probability;
      }
    }
  }
  const float share = 1.0F / (static_cast<float>(given.size()) + 1.0F);
  double log_sum = 0;
  for (std::size_t k = 0; k < generated.size(); ++k) {
    const WordId w = generated[k];
    log_sum += static_cast<double>(
        fast_log(model.unexplained[w] + std::min(kMostRatio, sums[k] * model.inverse[w] * share)));
  }
  return log_sum;
}

float length_of(const Stretch& stretch) {
  float sum = 0;
  for (std::uint32_t s = stretch.begin; s < stretch.end; ++s) sum += stretch.tokens->length[s];
  return sum;
}

}  // namespace

float evidence(const PairView& pair, Stretch first, Stretch second) {
  if (first.size() == 0 || second.size() == 0) return 0;
  const std::vector<WordId> a = sorted_known(first, *pair.backward);
  const std::vector<WordId> b = sorted_known(second, *pair.forward);
  const double forward = explained(*pair.forward, a, b);
  const double backward = explained(*pair.backward, b, a);
  float doubts = 0;
  if (first.size() > 1) {
    for (const Stretch part : {Stretch{first.tokens, first.begin + 1, first.end},
                               Stretch{first.tokens, first.begin, first.end - 1}}) {
      const double gain = forward - explained(*pair.forward, sorted_known(part, *pair.backward), b);
      doubts += doubt(static_cast<float>(gain), pair.enough);
    }
  }
  if (second.size() > 1) {
    for (const Stretch part : {Stretch{second.tokens, second.begin + 1, second.end},
                               Stretch{second.tokens, second.begin, second.end - 1}}) {
      const double gain =
          backward - explained(*pair.backward, sorted_known(part, *pair.forward), a);
      doubts += doubt(static_cast<float>(gain), pair.enough);
    }
  }
  const float length = pair.length.score(LengthModel::scaled(length_of(first)),
                                         LengthModel::scaled(length_of(second)));
  const float out =
      kLengthWeight * length + kLexicalWeight * static_cast<float>(0.5 * (forward + backward));
  if (first.size() == 1 && second.size() == 1) return std::max(kReplaced, out);
  return out + doubts + breaks(pair.reasons, first, second, all_ends(second)) +
         breaks(pair.reasons, second, first, all_ends(first));
}

float inside_at(const Stretch& stretch, float share) {
  const std::vector<float>& length = stretch.tokens->length;
  float left = 0;
  for (std::uint32_t s = stretch.begin; s < stretch.end; ++s) left += length[s];
  left *= share;
  std::uint32_t s = stretch.begin;
  for (; s + 1 < stretch.end && left > length[s]; ++s) left -= length[s];
  if (s >= stretch.end || length[s] <= 0) return 0;
  return inside_of(stretch.tokens->inside, s, left / length[s]);
}

std::pair<float, float> gains(const PairView& pair, Stretch first, Stretch second) {
  const std::vector<WordId> a = sorted_known(first, *pair.backward);
  const std::vector<WordId> b = sorted_known(second, *pair.forward);
  return {static_cast<float>(explained(*pair.forward, a, b) - explained(*pair.forward, {}, b)),
          static_cast<float>(explained(*pair.backward, b, a) - explained(*pair.backward, {}, a))};
}

Support support(const PairView& pair, Stretch first, Stretch second) {
  Support out;
  std::vector<WordId> a = known_in(first, *pair.backward);
  std::vector<WordId> b = known_in(second, *pair.forward);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const auto count = [&](const DirectionModel& model, const std::vector<WordId>& given,
                         const std::vector<WordId>& generated) {
    std::vector<bool> met(generated.size(), false);
    for (const WordId g : given) {
      for (const lexicon::Entry& e : model.table.row(g)) {
        const auto at = std::lower_bound(generated.begin(), generated.end(), e.word);
        if (at != generated.end() && *at == e.word) {
          met[static_cast<std::size_t>(at - generated.begin())] = true;
        }
      }
    }
    for (std::size_t k = 0; k < generated.size(); ++k) {
      const bool again = k > 0 && generated[k] == generated[k - 1];
      if (again) continue;
      out.known += 1;
      if (met[k]) out.explained += 1;
    }
  };
  count(*pair.forward, a, b);
  count(*pair.backward, b, a);
  if (out.known > 0) out.explained /= out.known;
  out.length = (length_of(second) + 1) / (length_of(first) * pair.length.ratio + 1);
  return out;
}

float prior_of(const PairView& pair, std::uint32_t first, std::uint32_t second) {
  if (first == 0 && second == 0) return 0;
  for (std::size_t t = 0; t < kTypes; ++t) {
    if (kBeadTypes[t].a == first && kBeadTypes[t].b == second) return pair.prior[t];
  }
  if (first == 0 || second == 0) {  // several omissions in a row
    return static_cast<float>(first + second) * pair.prior[first == 0 ? 2 : 1];
  }
  return pair.prior[kTypes - 1] - static_cast<float>(first + second);
}

}  // namespace hexapla::align
