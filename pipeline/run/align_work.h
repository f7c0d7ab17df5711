// Internal: the Blocks of Works as the aligner wants them, and its rows back.
#pragma once

#include <span>
#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::run {

// Fills rows, sentences and generation of every Work. The training data is all of them together
// with the rows of the `settled` Works, which are in the store already and are not touched. Of the
// rows that a Work has on entry those that are fixed stay; letterhead lines that stand in every
// Expression with the same words make rows by their words; everything else is aligned.
void align_works(std::vector<store::Work>& works, std::span<const store::Work> settled,
                 std::span<const align::Dictionary> dictionaries, unsigned workers);

}  // namespace hexapla::run
