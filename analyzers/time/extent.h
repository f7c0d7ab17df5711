// The full extent of an expression. Inside the room only.
#pragma once

#include "analyzers/time/reader.h"

namespace hexapla::time {

// Takes to the expression the words before it that belong to it; tokens before `floor` are another
// expression's.
void widen(const Reader& in, Found& found, std::size_t floor);

}  // namespace hexapla::time
