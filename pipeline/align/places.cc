#include "pipeline/align/places.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "analyzers/text/utf8.h"

namespace hexapla::align {
namespace {

// How near parts are to each other, by their distance: a normal distribution.
constexpr std::array<float, 5> kNear = {1.0F, 0.75F, 0.32F, 0.08F, 0.01F};

Opening opening_of(char32_t c) {
  if (c < 0x80) return c <= 'Z' ? Opening::upper : Opening::lower;
  const auto u = static_cast<UChar32>(c);
  return u_isupper(u) != 0 ? Opening::upper : u_islower(u) != 0 ? Opening::lower : Opening::letter;
}

bool opens(char32_t c) {
  const std::int8_t type = u_charType(static_cast<UChar32>(c));
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

Ending ending_of(char32_t c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case U'。':
    case U'！':
    case U'？':
    case U'؟':
    case U'…':
      return Ending::stop;
    case ';':
    case U'；':
    case U'؛':
      return Ending::semicolon;
    case ':':
    case U'：':
      return Ending::colon;
    case ',':
    case U'،':
    case U'，':
    case U'、':
      return Ending::comma;
    default:
      break;
  }
  const std::int8_t type = u_charType(static_cast<UChar32>(c));
  return c == '"' || type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION ? Ending::close
                                                                              : Ending::other;
}

}  // namespace

void PlaceReader::begin(std::vector<PlaceInside>& places) {
  *this = {};
  places_ = &places;
}

void PlaceReader::word(char32_t first_letter, lexicon::WordId id, float at) {
  open(opening_of(first_letter), id, at, false);
  close(Ending::letter, id, false);
}

void PlaceReader::han(lexicon::WordId character, float at) {
  open(apart_ && begun_ ? Opening::spaced : Opening::han, character, at, true);
  close(Ending::letter, character, true);
}

void PlaceReader::number(float at) {
  open(Opening::digit, kNoWord, at, false);
  close(Ending::digit, kNoWord, false);
}

void PlaceReader::punctuation(char32_t mark, float at) {
  const bool opening = opens(mark);
  if (!begun_ || opening) open(opening ? Opening::open : Opening::other, kNoWord, at, false);
  if (!opening) close(ending_of(mark), kNoWord, mark >= 0x3000);
}

// A piece of text begins; it is at a place of its own when it stands apart from what was before.
void PlaceReader::open(Opening opening, lexicon::WordId word, float at, bool han) {
  if (!begun_) {
    first_.after = word;
    first_.opening = opening;
  } else if (apart_ || han || after_han_) {
    places_->push_back({{last_.before, word, last_.ending, opening}, at});
  }
  begun_ = true;
  apart_ = after_han_ = false;
}

void PlaceReader::close(Ending ending, lexicon::WordId word, bool han) {
  last_.before = word;
  last_.ending = ending;
  after_han_ = han;
}

Place opening_with(std::string_view label) {
  Place out;
  const char32_t c = text::decode(label, 0).value;
  out.opening = opens(c)                                  ? Opening::open
                : text::script_of(c) == text::Script::han ? Opening::han
                : text::is_digit(c)                       ? Opening::digit
                : text::is_letter(c)                      ? opening_of(c)
                                                          : Opening::other;
  return out;
}

Parts parts_of(std::span<const PlaceInside> places, float length, const Breaks& breaks) {
  constexpr float kFew = 0.05F;  // where no place is near, nothing ends
  Parts sum{};
  Parts count{};
  for (const PlaceInside& p : places) {
    const float share = p.at / std::max(length, 1.0F) * static_cast<float>(kParts);
    const std::size_t part = std::min(kParts - 1, static_cast<std::size_t>(share));
    sum[part] += breaks.ratio(p.place);
    count[part] += 1;
  }
  Parts out{};
  for (std::size_t k = 0; k < kParts; ++k) {
    float near = 0;
    float all = kFew;
    for (std::size_t n = 0; n < kParts; ++n) {
      const std::size_t distance = n > k ? n - k : k - n;
      if (distance >= kNear.size()) continue;
      near += kNear[distance] * sum[n];
      all += kNear[distance] * count[n];
    }
    out[k] = near / all;
  }
  return out;
}

}  // namespace hexapla::align
