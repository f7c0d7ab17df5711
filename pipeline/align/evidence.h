// Why a row is believed: its confidence and the evidence in words. Internal to the room.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/align/align.h"
#include "pipeline/align/rows.h"

namespace hexapla::align {

// The probability that a row is right, from the probability that the lattice gives its bead: what
// the lattice believes, tempered to what was found right (docs/ACCURACY.md has the table).
double calibrated(double probability);

// Of the pairs of texts that are not omitted in the row, the share whose own alignment has the same
// borders; 1 when there is no such pair.
double agreement(const Group& group, const Row& row);

// "label 3.; 2015, UNEP/XYZ/1; 9 of 10 known words; length 1.02 of what is usual; not in ru".
// `words[k]` is the vocabulary of text k, `langs[k]` its language.
std::string explain(const Group& group, const Row& row,
                    std::span<const std::vector<Word>* const> words,
                    std::span<const std::string> langs);

}  // namespace hexapla::align
