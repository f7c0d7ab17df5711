// What denies, obliges, recommends and permits in a text: the cues of six languages.
//
// A negation is counted once however many words make it: "ne … pas", "никто не", "ningún … no" are
// one cue. Phrases that only look like a negation ("no later than", "not only", не менее, 不仅) are
// none. Tables: [negation], [modality]. Linear; pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::modality {

enum class Kind : std::uint8_t {
  negation,        // denies: not, without, never
  negative_sense,  // denies by its meaning: unless, except, lack, fail, prohibit
  obligation,      // shall, must
  recommendation,  // should
  permission,      // may, can
};

struct Cue {
  Span span;  // in the text
  Kind kind = Kind::negation;
  bool operator==(const Cue&) const = default;
};

std::string_view name(Kind kind);

// Cues in order of position. `lang`: primary subtag; a language without a table has none.
std::vector<Cue> find(std::string_view text, std::string_view lang);

}  // namespace hexapla::modality
