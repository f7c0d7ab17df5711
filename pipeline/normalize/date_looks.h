// Looks before a text is folded to find dates in it: most texts begin with what no date begins
// with, have no year, or end with what no date ends with. All are false only where no closer look
// finds anything, and true wherever folding may change what they see. Internal to this room.
#pragma once

#include <string_view>

#include "pipeline/normalize/traits.h"

namespace hexapla::normalize {

// A date may begin the text, white space aside.
bool may_begin_date(std::string_view text);

// The text has a year once it is folded: four figures in a row, or 年.
bool may_hold_year(std::string_view text);

// A date may end with this character, or a text that is a date as a whole.
bool may_end_date(char32_t last);

// A colon or a dash, and before it nothing that dates and times do not have (dated_head).
bool may_have_dated_head(std::string_view line);
inline bool may_have_dated_head(const Traits& line) {
  // Dashes beyond ASCII and wide colons begin with bytes that bullets begin with, too.
  return line.has(Traits::kAnyDigit) &&
         line.has(Traits::kColon | Traits::kHyphen | Traits::kBullet);
}

}  // namespace hexapla::normalize
