// Which places inside segments look like the places between segments? Learned from one language's
// texts themselves: capitals and full stops where there are such, the words that segments begin and
// end with in every script. A bead of one segment with two is a merger when the one has such a
// place inside, a division when the two meet at a place that is none; else something was left out.
// Internal to the room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzers/lexicon/model1.h"

namespace hexapla::align {

inline constexpr lexicon::WordId kNoWord = ~lexicon::WordId{0};

// What stands before a place.
enum class Ending : std::uint8_t { letter, digit, stop, semicolon, colon, comma, close, other };
// What stands after it; `spaced`: Han after a space.
enum class Opening : std::uint8_t { lower, upper, letter, digit, open, other, han, spaced };

// A place where a segment ends or could end: between two pieces of text with a space between them,
// or beside a Han character.
struct Place {
  lexicon::WordId before = kNoWord;  // the word that ends there; none after a mark
  lexicon::WordId after = kNoWord;   // the word that begins there; none before a mark
  Ending ending = Ending::other;
  Opening opening = Opening::other;
};

// The place between two segments, of what the one ends with and the other opens with.
inline Place between(const Place& last, const Place& first) {
  return {last.before, first.after, last.ending, first.opening};
}

// Counts places, then tells them apart. A plain value; reading from any thread.
class Breaks {
 public:
  // `first` opens the segment after the one that ends with `last`.
  void add_between(const Place& last, const Place& first);
  // A place inside a segment that comes so many times.
  void add_inside(const Place& place, float times) { count(place, 0, times); }

  // How many times likelier the place is between two segments than inside one, given what stands
  // there; a naive Bayes estimate. What was seen too seldom says nothing.
  float ratio(const Place& place) const;

 private:
  struct Count {
    float between = 0;
    float all = 0;
  };
  static constexpr std::size_t kEndings = 8;
  static constexpr std::size_t kOpenings = 8;

  void count(const Place& place, float between, float all);
  static std::size_t kind_of(const Place& place) {
    return static_cast<std::size_t>(place.ending) * kOpenings +
           static_cast<std::size_t>(place.opening);
  }

  Count total_;
  std::array<Count, kEndings * kOpenings> kinds_;
  std::array<Count, kOpenings> openings_;            // of places with a word after them
  Count ended_;                                      // of places with a word before them
  std::vector<Count> before_;                        // by word
  std::array<std::vector<Count>, kOpenings> after_;  // by word; only letters have words
};

}  // namespace hexapla::align
