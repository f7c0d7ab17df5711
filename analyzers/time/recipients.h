// Whom a letter is written to. Inside the room only.
#pragma once

#include <span>
#include <string>

#include "analyzers/text/unit.h"

namespace hexapla::time {

struct Recipients {
  std::size_t unit = 0;  // where they stand
  std::string names;     // lines joined with "; "; empty when the document is no letter
};

// The lines behind the label "To:" at the top of a document, up to the next label, date or
// salutation. Copies are not recipients.
Recipients recipients_of(std::span<const text::Unit> units);

}  // namespace hexapla::time
