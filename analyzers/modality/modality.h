// What denies, obliges, recommends and permits in a text: the cues of six languages.
//
// A negation is counted once however many words make it: "ne … pas", "никто не", "ningún … no" are
// one cue. Phrases that only look like a negation ("not only", 不仅) are none; those that other
// languages say without one ("no later than", "not exceeding", не менее, the "ne" of "ne … que")
// are bounds. Tables: [negation], [modality]. Linear; pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::modality {

enum class Kind : std::uint8_t {
  negation,        // denies: not, without, never
  negative_sense,  // denies by its meaning: except, lack, fail, prohibit
  bound,           // says how far with a negation: not exceeding, no later than, whether or not
  exception,       // all but one: the "ne" of "ne … que", the لا of لا … إلا; unless
  extent,          // says it without: at most, at least, up to
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
