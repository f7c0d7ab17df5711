// What the memory knows of a segment: exact, repaired and fuzzy matches, with everything that was
// taken off their scores and why.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/memory/memory.h"
#include "pipeline/memory/provenance.h"
#include "pipeline/memory/repair.h"

namespace hexapla::memory {

enum class MatchKind : std::uint8_t {
  context,   // the same text between the same segments
  exact,     // the same text
  repaired,  // the same but for placeables, whose values were put into the target
  fuzzy,
};
std::string_view name(MatchKind kind);

struct LookupRequest {
  std::string text;
  std::string lang;                  // BCP 47; any language of the memory
  std::vector<std::string> targets;  // primary subtags that are wanted; empty: all
  unsigned threshold = 70;           // 50 to 100, of the score of the words
  std::size_t limit = 10;            // matches; 0: all
  std::string previous;              // the segment before this one, where known
  std::string next;                  // the segment behind it
  Measure measure = Measure::words;
};

// Something that lowers a score.
struct Penalty {
  std::string reason;   // in words
  double points = 0.0;  // taken off, or for a cap what the cap takes off
  bool operator==(const Penalty&) const = default;
};

struct Match {
  MatchKind kind = MatchKind::fuzzy;
  double score = 0.0;  // 0 to 101: context 101, exact 100, and less by the penalties
  double words = 0.0;  // the score of the words alone (memory.h), what the threshold speaks of
  std::vector<Penalty> penalties;
  std::size_t memory = 0;  // of the memories that were asked, from 0
  UnitRef ref;
  TranslationUnit unit;
  std::size_t source = 0;  // the variant that matched
  // Targets by language as in the unit; where the values of placeables were put in, with them.
  std::map<std::string, std::string> targets;
  std::vector<Repair> repairs;  // what was put in, and where it was refused and why
  Provenance provenance;
};

// Penalties, in points. Documented in docs/GUIDE.md.
inline constexpr double kCasePenalty = 1.0;         // letters differ in case or spelling
inline constexpr double kPunctuationPenalty = 1.0;  // punctuation or spaces differ
inline constexpr double kCodesPenalty = 1.0;        // the memory's text has inline codes
inline constexpr double kRegionPenalty = 1.0;       // en-GB for en-US
inline constexpr double kRepairPenalty = 1.0;       // values were put in
inline constexpr double kSeveralPenalty = 1.0;      // the same source has several translations
inline constexpr double kUnsurePenalty = 5.0;       // times 1 - confidence, of automatic alignment
// The score of a match in which a negation, a modal, a party or an operative verb differs is at
// most this, however few the words are.
inline constexpr double kGuardCap = 69.0;

// Matches of all memories together, the best first. Nothing at or above the threshold is left out
// but by the limit; penalties and caps lower what is shown and hide nothing. Repaired matches are
// found whatever the score of their words is. Any thread.
std::vector<Match> lookup(const std::vector<const Memory*>& memories, const LookupRequest& request);

}  // namespace hexapla::memory
