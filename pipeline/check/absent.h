// Rows that a language does not have. Internal to the room.
#pragma once

#include <cstddef>

#include "pipeline/check/coverage.h"
#include "pipeline/check/report.h"

namespace hexapla::check {

// Reports what languages of the row `at` (of Subject::rows) lack: omitted, added, or, of a few
// words that stand in the block before or after, merged.
void check_absent(std::size_t at, const Coverage& coverage, Reporter& reporter);

}  // namespace hexapla::check
