// Which inline codes belong together. Internal to the room.
#pragma once

#include <vector>

#include "pipeline/memory/unit.h"

namespace hexapla::exchange {

// <hi>, <mrk>, <sm>, <em>: say something of the text, and stand for no code of a document.
bool is_marker(const memory::InlineCode& code);

struct Pairing {
  std::size_t partner = 0;  // of codes; its own place when there is none
  // The pair crosses no other pair of which this holds.
  bool nested = false;
};

// Opening with closing codes, by id, the last opened first. Markers pair with markers only.
std::vector<Pairing> pair_codes(const std::vector<memory::InlineCode>& codes);

// The native code with the text of what is inside it, in its order.
std::string flat_native(const memory::InlineCode& code);

}  // namespace hexapla::exchange
