// Internal: the Blocks of Works as the aligner wants them, and its rows back.
#pragma once

#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::run {

// Fills rows and generation of every Work; all of them together are the training data. Letterheads, which
// are in six languages in every Expression, are not aligned by what they say but line by line of the same language.
void align_works(std::vector<store::Work>& works, unsigned workers);

}  // namespace hexapla::run
