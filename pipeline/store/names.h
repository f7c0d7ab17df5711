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
// Fourteen columns from `column` on: span, from, to, granularity, timex, role, inferred, bound,
// actor, action, sentence, actor_inferred.
time::TimeExpression read_time(const Statement& s, int column);

}  // namespace hexapla::store
