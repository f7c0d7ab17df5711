// Where a meeting was held, on the line of a masthead that tells it in a sentence ("Held at
// Headquarters, New York, on 7 October 2035"). Internal to this room.
#pragma once

#include <string_view>

#include "analyzers/text/span.h"

namespace hexapla::normalize {

// The place without the words that lead to it and without the day and time behind it
// ("Headquarters, New York"); empty where no words of section `place-words` open the line. `date`:
// where the line's date stands; empty when it has none.
Span held_place(std::string_view line, Span date);

}  // namespace hexapla::normalize
