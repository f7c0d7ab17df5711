// Layout repair: from the lines that a reader gave to the Blocks of an Expression. Layout, never
// wording: an official text is not corrected. Language of document and blocks, title, symbol, date
// and session are found here too.
#pragma once

#include <string>

#include "pipeline/document/document.h"
#include "pipeline/ingest/ingest.h"

namespace hexapla::normalize {

// `expression.work` is the document's own symbol, or "file:STEM" with named_by_file set when it
// prints none. Never throws for what the text says; throws Error(input) when nothing readable is
// left.
document::Expression normalize(ingest::RawDocument raw);

// For people: blocks separated by blank lines, labels in front, notes at the end, tables as rows.
std::string to_text(const document::Expression& expression);

}  // namespace hexapla::normalize
