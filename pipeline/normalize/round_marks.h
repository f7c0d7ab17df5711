// Marks of notes in round brackets, as Arabic documents print them: "النظام الداخلي(1)", and what
// is left of them when the figure was lost, "()". Internal to this room.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/normalize/lines.h"
#include "pipeline/normalize/notes.h"

namespace hexapla::normalize {

struct RoundMark {
  Span span;       // with its brackets
  int number = 0;  // 0: lost
};

// The marks of a text, in order: right behind an Arabic word that no number belongs to. A number
// has three figures at most.
std::vector<RoundMark> find_round_marks(std::string_view text);

// A mark at the beginning of a line of Arabic with text behind it: where a note may begin.
struct RoundStart {
  RoundMark mark;
  std::size_t text = 0;  // where the text begins
};
std::optional<RoundStart> round_start(std::string_view line);

// Some line of the text carries such a mark.
bool has_round_marks(const std::vector<Line>& lines);

// Makes anchors of the marks of notes that have none: by number; where all figures were lost, in
// order, if there are exactly as many marks as notes without an anchor, each above its note.
void anchor_round_marks(std::vector<Line>& lines, const std::vector<FoundNote>& notes);

}  // namespace hexapla::normalize
