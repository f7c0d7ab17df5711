// Time that hangs on something else: meetings, durations, recurrence, placeholders. Inside the room
// only.
#pragma once

#include <optional>

#include "analyzers/time/reader.h"

namespace hexapla::time {

// The relative expression that begins at token i, if one does.
std::optional<Found> read_relative(const Reader& in, std::size_t i);

}  // namespace hexapla::time
