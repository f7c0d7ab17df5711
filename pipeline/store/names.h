// Internal: values of enumerations as the catalogue writes them, read back. An unknown name is an
// Error(environment): the catalogue was written by something else.
#pragma once

#include <string_view>

#include "analyzers/references/references.h"
#include "analyzers/time/time.h"
#include "pipeline/store/sqlite.h"

namespace hexapla::store {

references::Type parse_reference_type(std::string_view name);
references::State parse_reference_state(std::string_view name);
// The columns span_begin … dated_by of `times`, from `column` on.
time::TimeExpression read_time(const Statement& s, int column);
// The columns ordinal … masthead of `meetings`, from `column` on.
time::DatedMeeting read_meeting(const Statement& s, int column);

}  // namespace hexapla::store
