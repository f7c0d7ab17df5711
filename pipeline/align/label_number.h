// The number that a label counts, whatever it is written in: (c), в), (ج), （三）, III. and 3. are
// all the third. Internal to the room.
#pragma once

#include <string_view>
#include <vector>

namespace hexapla::align {

// Numbers that the label may stand for, from 1: two for a letter that is a Roman numeral too ("(i)"
// is the first or the ninth), none for what is no simple label ("1.2", a word). Letters are those
// of the section [label-letters] of every table, and Latin ones.
std::vector<int> label_numbers(std::string_view label);

}  // namespace hexapla::align
