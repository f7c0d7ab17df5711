// Places that two texts certainly share, found without looking at their order: segments that choose
// each other by rare words, numbers and symbols, and among those the heaviest chain that crosses
// nowhere. They keep the lattice narrow on long texts and bring back a path that went astray.
// Internal to the room.
#pragma once

#include <vector>

#include "pipeline/align/scorer.h"

namespace hexapla::align {

// Pairs of segments, ascending in both texts. Time is linear in the number of words (times a
// logarithm).
std::vector<Point> anchor_chain(const PairView& pair, const Tokens& first, const Tokens& second);

// The band that the chain gives: close around it, as wide as the gap between its links, never more
// than `most_cells` boundaries in all (then narrower everywhere).
Band band_along(std::uint32_t n, std::uint32_t m, const std::vector<Point>& chain,
                std::size_t most_cells);

}  // namespace hexapla::align
