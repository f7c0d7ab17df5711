#include "pipeline/align/breaks.h"

#include <algorithm>

namespace hexapla::align {
namespace {

constexpr float kKindDoubt = 1.0F;  // expected observations below which little is believed
constexpr float kWordDoubt = 2.0F;
constexpr float kMost = 50.0F;  // nothing is surer than this

// Which words a place is counted with.
std::size_t words_of(Opening opening) {
  return static_cast<std::size_t>(opening == Opening::spaced ? Opening::han : opening);
}

}  // namespace

void Breaks::add_between(const Place& last, const Place& first) {
  Place place = between(last, first);
  if (place.opening != Opening::han) {
    count(place, 1, 1);
    return;
  }
  // Two segments of Han are written together with a space or without.
  count(place, 0.5F, 0.5F);
  place.opening = Opening::spaced;
  count(place, 0.5F, 0.5F);
}

void Breaks::count(const Place& place, float between, float all) {
  const auto add = [&](Count& c) {
    c.between += between;
    c.all += all;
  };
  const auto add_word = [&](std::vector<Count>& counts, lexicon::WordId word) {
    if (word >= counts.size()) counts.resize(std::size_t{word} + 1 + counts.size() / 2);
    add(counts[word]);
  };
  add(total_);
  add(kinds_[kind_of(place)]);
  if (place.before != kNoWord) {
    add(ended_);
    add_word(before_, place.before);
  }
  if (place.after != kNoWord) {
    add(openings_[words_of(place.opening)]);
    add_word(after_[words_of(place.opening)], place.after);
  }
}

float Breaks::ratio(const Place& place) const {
  if (total_.between == 0 || total_.all == total_.between) return 1;
  // Seen between segments over what chance lets expect, drawn towards 1.
  const auto lift = [](const Count& c, const Count& of, float doubt) {
    if (of.all == 0) return 1.0F;
    return (doubt + c.between) / (doubt + c.all * of.between / of.all);
  };
  float out = lift(kinds_[kind_of(place)], total_, kKindDoubt);
  if (place.before != kNoWord && place.before < before_.size())
    out *= lift(before_[place.before], ended_, kWordDoubt);
  const std::size_t opening = words_of(place.opening);
  if (place.after != kNoWord && place.after < after_[opening].size())
    out *= lift(after_[opening][place.after], openings_[opening], kWordDoubt);
  return std::clamp(out, 1 / kMost, kMost);
}

}  // namespace hexapla::align
