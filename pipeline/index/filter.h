// Fields of the query language that do not depend on words: symbol, cites, lang, body, type, role,
// date, deadline. Internal to the room.
#pragma once

#include <xapian.h>

#include "pipeline/index/parser.h"

namespace hexapla::index {

// The Blocks that a filter node admits; their weight is 0. Throws Error(usage) for a value that the
// field cannot have.
Xapian::Query filter_query(const Xapian::Database& db, const Node& node);

}  // namespace hexapla::index
