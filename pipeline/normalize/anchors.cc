// Notes and their anchors: which mark means which note, what is missing, and the notes as blocks at
// the end.
#include <algorithm>
#include <map>

#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/draft.h"
#include "pipeline/normalize/glued.h"
#include "pipeline/normalize/markup.h"
#include "pipeline/normalize/round_marks.h"

namespace hexapla::normalize {
namespace {

using document::BlockType;

bool is_number(const std::string& key) {
  return !key.empty() && key.find_first_not_of("0123456789") == std::string::npos;
}

// Notes by mark: indexes in order of their lines.
using NotesByKey = std::map<std::string, std::vector<int>, std::less<>>;

NotesByKey by_key(const std::vector<FoundNote>& notes) {
  NotesByKey out;
  for (std::size_t i = 0; i < notes.size(); ++i) out[notes[i].key].push_back(static_cast<int>(i));
  return out;
}

// The note that a mark on `line` means: the nearest one behind it with that mark, else the nearest
// before.
int find_note(const NotesByKey& index, const std::vector<FoundNote>& notes, const std::string& key,
              std::size_t line) {
  const auto found = index.find(key);
  if (found == index.end()) return -1;
  const std::vector<int>& same = found->second;
  const auto behind = std::lower_bound(
      same.begin(), same.end(), line,
      [&](int note, std::size_t at) { return notes[static_cast<std::size_t>(note)].line < at; });
  return behind != same.end() ? *behind : same.back();
}

void add_flag(document::Block& block, const char* flag) {
  if (std::find(block.flags.begin(), block.flags.end(), flag) == block.flags.end())
    block.flags.emplace_back(flag);
}

}  // namespace

namespace {

// "البحيرات(1)" with a note of the format's own: the brackets that the author typed around its mark
// are of the mark.
void drop_brackets(document::Block& b) {
  if (b.notes.empty() || b.text().find("()") == std::string::npos) return;
  const std::vector<RoundMark> marks = find_round_marks(b.text());
  Rich old;
  old.text = std::move(b.content);
  old.notes = std::move(b.notes);
  old.links = std::move(b.links);
  Rich out;
  std::size_t copied = 0;
  for (const RoundMark& mark : marks) {
    const std::size_t inside = mark.span.begin + 1;
    const bool anchors = mark.number == 0 && std::ranges::any_of(old.notes, [&](const auto& note) {
                           return note.at == inside;
                         });
    if (!anchors) continue;
    out.append(old, {copied, mark.span.begin});
    for (const document::NoteReference& note : old.notes) {
      if (note.at != inside) continue;
      out.notes.push_back(note);
      out.notes.back().at = out.text.size();
    }
    copied = mark.span.end;
  }
  out.append(old, {copied, old.text.size()});
  b.content = std::move(out.text);
  b.notes = std::move(out.notes);
  b.links = std::move(out.links);
}

// "()" behind an Arabic word: the figure of a note's mark was lost, and nothing tells which.
void report_lost_marks(document::Expression& out) {
  for (document::Block& b : out.blocks) {
    drop_brackets(b);
    const std::string& text = b.text();
    if (text.find("()") == std::string::npos) continue;
    for (const RoundMark& mark : find_round_marks(text)) {
      if (mark.number > 0) continue;
      add_flag(b, "anchor-lost");
      out.quality.push_back({"anchor-lost", "the figure of a note's mark was lost: ()",
                             static_cast<int>(&b - out.blocks.data()),
                             b.content.source(mark.span)});
    }
  }
}

}  // namespace

void place_notes(Draft& draft, document::Expression& out) {
  std::vector<document::Block>& blocks = out.blocks;
  const std::size_t first = blocks.size();
  report_lost_marks(out);
  const NotesByKey index = by_key(draft.notes);
  std::vector<bool> anchored(draft.notes.size(), false);
  std::vector<int> section(draft.notes.size(), -1);
  std::vector<std::size_t> furthest;  // the last line on which one of the blocks up to here begins
  furthest.reserve(blocks.size());
  for (const Origin& o : draft.origins)
    furthest.push_back(furthest.empty() ? o.line : std::max(furthest.back(), o.line));
  for (std::size_t k = 0; k < first; ++k) {
    document::Block& block = blocks[k];
    for (document::NoteReference& mark : block.notes) {
      const int note = mark.note >= 0
                           ? mark.note
                           : find_note(index, draft.notes, mark.mark, draft.origins[k].line);
      if (note < 0) {
        add_flag(block, "note-missing");
        out.quality.push_back({"note-missing", "note " + mark.mark + " is not in the document",
                               static_cast<int>(k), mark.source});
        continue;
      }
      const auto n = static_cast<std::size_t>(note);
      mark.note = static_cast<int>(first) + note;
      anchored[n] = true;
      if (section[n] < 0) section[n] = block.section;
    }
  }
  int last_number = 0;  // numbers run on through annexes or begin again at 1
  int lost = 0;
  for (std::size_t i = 0; i < draft.notes.size(); ++i) {
    const FoundNote& note = draft.notes[i];
    draft.origins.push_back({note.line, false, 0});
    document::Block b;
    b.type = BlockType::note;
    b.content = note.text.text;
    b.notes = note.text.notes;
    b.links = note.text.links;
    const int position = static_cast<int>(blocks.size());
    if (section[i] < 0) {
      // That of the block before the first one that begins behind the note.
      const auto behind = std::upper_bound(furthest.begin(), furthest.end(), note.line);
      section[i] = behind == furthest.begin()
                       ? 0
                       : blocks[static_cast<std::size_t>(behind - furthest.begin()) - 1].section;
    }
    b.section = section[i];
    b.label = note.mark;
    if (is_number(note.key) && !note.mark.empty() && note.mark.text() != note.key) {
      // Superscript digits are told as plain ones, as in the marks.
      b.label = {};
      b.label.append_replacement(note.key, note.mark.source({0, note.mark.size()}));
    }
    if (note.lost_mark) {
      // The mark was a number that Word computes; the order of the notes gives it back.
      b.label.append_replacement(std::to_string(++lost), note.lost_at);
    }
    const bool has_text = !b.content.empty();
    if (!anchored[i] && has_text) {
      add_flag(b, "anchor-lost");
      const std::string name = b.label.empty() ? note.key : b.label.text();
      out.quality.push_back({"anchor-lost", "nothing in the text points at note " + name, position,
                             b.content.source({0, b.content.size()})});
    }
    if (is_glued(b.content.view())) {
      add_flag(b, "glued");
      out.quality.push_back({"glued", "two words stand together without a space", position,
                             b.content.source({0, b.content.size()})});
    }
    if (is_number(note.key)) {
      const int number = std::atoi(note.key.c_str());
      const int expected = last_number + 1;
      if (number > expected && number < expected + 20) {
        add_flag(b, "note-gap");
        const std::string missing = number - 1 == expected
                                        ? "note " + std::to_string(expected) + " is missing"
                                        : "notes " + std::to_string(expected) + " to " +
                                              std::to_string(number - 1) + " are missing";
        out.quality.push_back({"note-gap", missing, position, b.label.source({0, b.label.size()})});
      }
      last_number = number;
    }
    blocks.push_back(std::move(b));
  }
  // Marks within notes.
  for (std::size_t i = first; i < blocks.size(); ++i) {
    for (document::NoteReference& mark : blocks[i].notes) {
      const int note = mark.note >= 0
                           ? mark.note
                           : find_note(index, draft.notes, mark.mark, draft.origins[i].line);
      if (note >= 0) mark.note = static_cast<int>(first) + note;
    }
  }
}

}  // namespace hexapla::normalize
