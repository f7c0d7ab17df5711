// Years that are told in words: "of this year", "of each year", "of the following year", "of that
// year". Inside the room only.
#pragma once

#include <vector>

#include "analyzers/time/reader.h"

namespace hexapla::time {

// "of the following year", "del año siguiente", "من العام التالي" at token j: where it ends, else
// 0.
std::size_t following_year(const Reader& in, std::size_t j);

// "1 January of each year" recurs; "31 March of the following year" waits for its year.
void read_year_words(const Reader& in, Found& f);

// Years that a neighbour tells: "31 March of that year", "26 February and 5 March 2004".
void take_years(const Reader& in, std::vector<Found>& out);

}  // namespace hexapla::time
