// Typed placeables: what in a segment may change without the sentence changing - numbers, dates,
// symbols, decision and resolution numbers, ordinals, articles, paragraphs, money, percentages - in
// one canonical form whatever the language; and the repair of a target whose source differs from
// the query in nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::memory {

struct Placeable {
  Span span;         // in the text
  std::string type;  // "number", "ordinal", "percent", "money", "measure", "date", or a reference's
                     // type ("decision", "symbol")
  std::string value;  // canonical, the same from all languages: "2016-09-30", "SC-7/8", "12 USD"

  bool operator==(const Placeable&) const = default;
};

// In order of position, none overlapping. Any thread.
std::vector<Placeable> placeables(std::string_view text, std::string_view lang);

// One value that differs, and what became of it in one target.
struct Repair {
  std::string lang;     // of the target
  std::string from;     // the value in the memory, canonical
  std::string to;       // the value in the query
  std::string text;     // as it was put in; empty when it was refused
  std::string refused;  // why, in words; empty when it was put in
  bool operator==(const Repair&) const = default;
};

// The difference of two texts of one language, when they differ in values of placeables alone:
// pairs (own, theirs) of those that differ, perhaps none. Nothing when anything else differs.
struct ValueChange {
  Placeable own;
  Placeable theirs;
};
std::optional<std::vector<ValueChange>> only_values_differ(std::string_view own,
                                                           std::string_view theirs,
                                                           std::string_view lang);

// `target` with every changed value put in, in the form that its language has for it; `repairs`
// gets a line a value. Empty when one of them was refused: a value that does not stand in the
// target exactly once, a form that is not known, words around it that would change with it.
std::string repaired(std::string_view target, std::string_view target_lang,
                     const std::vector<ValueChange>& changes, std::vector<Repair>& repairs);

}  // namespace hexapla::memory
