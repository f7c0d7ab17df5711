// Internal: the Blocks of Works as the aligner wants them, and its rows back.
#pragma once

#include <vector>

#include "pipeline/store/work.h"

namespace hexapla::run {

// Fills rows and generation of every Work; all of them together are the training data. Letterhead
// lines that stand in every Expression with the same words make rows by their words; everything
// else is aligned.
void align_works(std::vector<store::Work>& works, unsigned workers);

}  // namespace hexapla::run
