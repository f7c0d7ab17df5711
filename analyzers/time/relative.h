// Time that hangs on something else: meetings, durations, recurrence, placeholders. Inside the room
// only.
#pragma once

#include <optional>

#include "analyzers/time/reader.h"

namespace hexapla::time {

// The relative expression that begins at token i, if one does.
std::optional<Found> read_relative(const Reader& in, std::size_t i);

// Its parts in relative_meeting.cc: a meeting, and what begins or ends one.
std::optional<Found> read_meeting(const Reader& in, std::size_t i);
std::optional<Found> read_meeting_edge(const Reader& in, std::size_t i);

}  // namespace hexapla::time
