// The places of a text: where a segment ends, or could. Internal to the room.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/align/breaks.h"

namespace hexapla::align {

// A place inside a segment.
struct PlaceInside {
  Place place;
  float at = 0;  // visible characters of the segment before it
};

// Gathers the places of a segment's text from its words and marks, which come in order. The numbers
// of words are the caller's; `at` counts the visible characters before.
class PlaceReader {
 public:
  // A new text begins; the places inside it are appended to `places`, which must stay where it is.
  void begin(std::vector<PlaceInside>& places);

  void word(char32_t first_letter, lexicon::WordId id, float at);
  void han(lexicon::WordId character, float at);
  void number(float at);
  void punctuation(char32_t mark, float at);
  void space() { apart_ = true; }

  // What the text opens with (`after`, `opening`), and what it ends with (`before`, `ending`).
  const Place& first() const { return first_; }
  const Place& last() const { return last_; }

 private:
  void open(Opening opening, lexicon::WordId word, float at, bool han);
  void close(Ending ending, lexicon::WordId word, bool han);

  std::vector<PlaceInside>* places_ = nullptr;
  Place first_;
  Place last_;
  bool begun_ = false;
  bool apart_ = false;      // a space since the last piece
  bool after_han_ = false;  // the last piece was Han, or a mark of Han
};

// What a segment opens with that has this label in front of its text, where it stands when segments
// are merged.
Place opening_with(std::string_view label);

// A segment from its begin to its end.
inline constexpr std::size_t kParts = 16;
using Parts = std::array<float, kParts>;

// How much a segment of `length` visible characters looks as if one ended about there: of each part
// the mean of Breaks::ratio over its places and those of the parts beside it.
Parts parts_of(std::span<const PlaceInside> places, float length, const Breaks& breaks);

}  // namespace hexapla::align
