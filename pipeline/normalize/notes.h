// Notes: their bodies at the foot of a page or at the end, and the marks that anchor them. Internal
// to this room.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/normalize/lines.h"

namespace hexapla::normalize {

// A note as found in the flow.
struct FoundNote {
  document::MappedText mark;  // as printed, "" when it was lost
  std::string key;            // "1", "*", "**": superscripts as ASCII digits
  Rich text;
  std::size_t line = 0;           // where it begins
  bool lost_mark = false;         // the mark came as U+FFFD
  document::SourceRange lost_at;  // there
};

// How a line may begin a note.
struct NoteStart {
  std::string key;
  std::size_t mark_end = 0;  // bytes of the mark
  std::size_t text = 0;      // where the text begins
  bool superscript = false;
  bool symbol = false;      // asterisks
  bool lost = false;        // U+FFFD
  bool definition = false;  // Markdown "[^1]:"
};
std::optional<NoteStart> note_start(std::string_view line);

// The same of a line whose traits are known: most begin with what no note begins with.
inline std::optional<NoteStart> note_start(const Line& line) {
  const char32_t first = line.traits.first();
  const bool may_be = (first >= '0' && first <= '9') || first == '*' || first == '\\' ||
                      first == '[' || first == 0xFFFD || line.traits.has(Traits::kRaised);
  return may_be ? note_start(line.text.view()) : std::nullopt;
}

// Takes the notes out of the flow: blocks under a rule, then notes that need none (superscripts,
// definitions, asterisks with an anchor, numbers that follow one another and have an anchor before
// them). Their lines become consumed. Then marks that stand on lines of their own become anchors at
// the end of the line before. In order of their lines.
// `pages`: where they are known (take_furniture), for notes at their feet (page_notes.h).
std::vector<FoundNote> take_notes(std::vector<Line>& lines, const std::vector<Span>& pages,
                                  const std::set<std::string>& vocabulary);

}  // namespace hexapla::normalize
