#include "pipeline/normalize/notes.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/bracket_notes.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/glued_marks.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/page_notes.h"
#include "pipeline/normalize/round_marks.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kMostBlanksAfterRule = 60;
constexpr text::ByteSet kMarks("*\xC2\xE2");  // what marks begin with

std::size_t skip_blank(const std::vector<Line>& lines, std::size_t i) {
  while (i < lines.size() && (lines[i].blank() || lines[i].consumed) && !lines[i].rule) ++i;
  return i;
}

// Whether the text has marks in round brackets; looked up when the first line asks.
class RoundMarks {
 public:
  explicit RoundMarks(const std::vector<Line>& lines) : lines_(lines) {}
  bool any() {
    if (!any_) any_ = has_round_marks(lines_);
    return *any_;
  }

 private:
  const std::vector<Line>& lines_;
  std::optional<bool> any_;
};

// How a line under a rule may begin a note: Arabic ones have their mark in round brackets, too, if
// the text has such marks.
std::optional<NoteStart> start_under_rule(const Line& line, RoundMarks& marks) {
  if (line.traits.first() != '(') return note_start(line);
  const std::optional<RoundStart> round = round_start(line.text.view());
  if (!round || !marks.any()) return std::nullopt;
  NoteStart out;
  out.mark_end = round->mark.span.end;
  out.text = round->text;
  out.lost = round->mark.number == 0;
  if (!out.lost) out.key = std::to_string(round->mark.number);
  return out;
}

// Takes one block of notes that begins at line `i`; `expected` is the number that may come next.
// Returns the line behind the block.
std::size_t take_block(std::vector<Line>& lines, std::size_t i, int& expected,
                       const std::set<std::string>& vocabulary, RoundMarks& round,
                       std::vector<FoundNote>& out) {
  const std::size_t first_note = out.size();
  std::size_t widest = 0;      // of the lines of the block
  std::size_t last_width = 0;  // of the last of them
  bool open = false;           // a note is being read
  bool blank = false;          // a blank line stands before this one
  bool mark_only = false;      // the mark stood alone: the text follows whatever it looks like
  for (; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.rule) break;
    if (line.furniture) continue;
    if (line.blank()) {
      blank = true;
      continue;
    }
    const std::optional<NoteStart> start = start_under_rule(line, round);
    bool begins = false;
    if (start) {
      const int number = std::atoi(start->key.c_str());
      const bool in_order = number == expected || (number == 1 && out.size() == first_note);
      // A block that begins in the middle of the numbers: pages, and the notes on them, were lost.
      const bool gap = out.size() == first_note && number > expected && number < expected + 10;
      begins = start->symbol || start->superscript || start->lost || start->definition ||
               in_order || gap;
      if (begins && !start->symbol && !start->lost) expected = number + 1;
    }
    if (begins) {
      FoundNote note;
      note.mark = start->lost ? document::MappedText{} : line.text.text.slice({0, start->mark_end});
      note.key = start->key;
      note.lost_mark = start->lost;
      if (start->lost) note.lost_at = line.text.text.source({0, start->mark_end});
      note.text = trimmed_slice(line.text, {start->text, line.text.text.size()});
      note.line = i;
      mark_only = note.text.empty();
      out.push_back(std::move(note));
      open = true;
    } else if (!open) {
      break;
    } else if (mark_only) {
      out.back().text = line.text;
      mark_only = false;
    } else {
      const bool complete = ends_sentence(out.back().text.view());
      // A short line that ends a sentence ends the note; what follows without a mark is text again.
      if (complete && !blank && last_width * 4 < std::max<std::size_t>(widest, line.width) * 3)
        break;
      if (line.page_break || (line.indent > 0 && complete)) break;
      if (blank && (complete || !starts_lower(line.text.view()))) break;
      if (complete && (parse_label(line.text.view()) || bullet_size(line.text.view()) > 0)) break;
      join(out.back().text, line.text, vocabulary);
    }
    line.consumed = line.note = true;
    last_width = line.width;
    widest = std::max<std::size_t>(widest, line.width);
    blank = false;
  }
  return i;
}

// The mark that a whole line consists of ("12", "**", "³"), or "".
std::string mark_line(const Line& line) {
  const std::string_view text = line.text.view();
  if (text.size() > 9 || !line.traits.has(Traits::kDigit | Traits::kStar | Traits::kRaised))
    return "";
  std::string digits;
  if (leading_superscript(text, digits) == text.size()) return digits;
  if (text.find_first_not_of('*') == std::string_view::npos && text.size() <= 3)
    return std::string(text);
  if (text.find_first_not_of("0123456789") == std::string_view::npos && text.size() <= 3)
    return std::string(text);
  return "";
}

// The last line on which a note with each mark begins.
std::map<std::string, std::size_t> last_lines(const std::vector<FoundNote>& notes) {
  std::map<std::string, std::size_t> out;
  for (const FoundNote& note : notes) {
    std::size_t& line = out[note.key];
    line = std::max(line, note.line);
  }
  return out;
}

// A mark of its own line becomes the anchor at the end of another line.
void anchor_at(std::vector<Line>& lines, std::size_t mark, std::size_t text,
               const std::string& key) {
  Rich& rich = lines[text].text;
  rich.notes.push_back(
      {rich.text.size(), key, -1, lines[mark].text.text.source({0, lines[mark].text.text.size()})});
  lines[mark].consumed = true;
}

bool runs_right_to_left(std::string_view text) {
  return text::script_of(first_char(text)) == text::Script::arabic;
}

// Asterisks whose line stands apart: the extractor took them for something of their own, because
// they stand higher than the line. In right-to-left text they come before their line.
void take_lone_symbols(std::vector<Line>& lines, const std::map<std::string, std::size_t>& last) {
  if (std::none_of(last.begin(), last.end(),
                   [](const auto& note) { return note.first.starts_with('*'); }))
    return;
  std::set<std::string> glued;  // marks that a word carries
  for (const Line& line : lines) {
    const std::string_view text = line.text.view();
    if (line.consumed || !line.traits.has(Traits::kStar)) continue;
    for (const auto& [key, at] : last) {
      const std::size_t found = text.find(key);
      if (key.front() == '*' && found != std::string_view::npos && found > 0 &&
          !text.substr(found + key.size()).starts_with('*') && text[found - 1] != '*')
        glued.insert(key);
    }
  }
  std::size_t before = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].consumed || lines[i].blank() || lines[i].rule) continue;
    const std::string key = mark_line(lines[i]);
    const auto note = key.starts_with('*') ? last.find(key) : last.end();
    if (note == last.end() || note->second <= i || glued.contains(key)) {
      before = i;
      continue;
    }
    std::size_t next = i + 1;
    while (next < lines.size() && (lines[next].blank() || lines[next].consumed)) ++next;
    const bool touches = i > 0 && !lines[i - 1].blank();
    const bool heads = touches && next > i + 1 && next < lines.size() &&
                       runs_right_to_left(lines[next].text.view());
    if (heads) {
      anchor_at(lines, i, next, key);
    } else if (before < lines.size() && !touches) {
      anchor_at(lines, i, before, key);
    }
  }
}

void take_mark_lines(std::vector<Line>& lines, const std::vector<FoundNote>& notes) {
  const std::map<std::string, std::size_t> last = last_lines(notes);
  if (last.empty()) return;
  take_lone_symbols(lines, last);
  std::size_t text_line = lines.size();  // the last line of text before this one
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.consumed || line.blank()) continue;
    const std::size_t before = text_line;
    text_line = i;
    if (before == lines.size() || lines[i - 1].blank() || lines[i - 1].rule) continue;
    const std::string key = mark_line(line);
    if (key.empty()) continue;
    // Only a mark whose note stands further down; a bare number is anything else.
    const auto found = last.find(key);
    if (found == last.end() || found->second <= i) continue;
    // "article 5, paragraph⏎2": a number that the word before it waits for.
    if (takes_number(last_word(lines[before].text.view()))) continue;
    text_line = before;
    anchor_at(lines, i, before, key);
    // The text that follows at once, or indented after one empty line, is the rest of the same
    // visual line.
    for (std::size_t next = i + 1; next < lines.size() && next <= i + 2; ++next) {
      if (lines[next].blank()) continue;
      lines[next].after_mark = next == i + 1 || lines[next].indent > 0;
      if (lines[next].after_mark) lines[next].width += lines[before].width + 1;
      lines[next].indent = 0;
      break;
    }
  }
}

// Marks that words of a line carry at their ends: superscripts, asterisks.
void count_marks(std::string_view text, std::map<std::string, int>& marks) {
  for (std::size_t at = kMarks.find(text); at < text.size(); at = kMarks.find(text, at)) {
    const unsigned char lead = static_cast<unsigned char>(text[at]);
    if (lead == '*') {
      std::size_t end = at;
      while (end < text.size() && text[end] == '*') ++end;
      // Behind a word, or apart from it at the end of the line.
      const bool after_word = at > 0 && (text[at - 1] != ' ' || end == text.size());
      if (after_word && end - at <= 3) ++marks[std::string(end - at, '*')];
      at = end;
      continue;
    }
    std::string digits;
    const std::size_t size = at > 0 ? leading_superscript(text.substr(at), digits) : 0;
    if (size > 0) {
      ++marks[digits];
      at += size;
    } else {
      at += text::decode(text, at).size;
    }
  }
}

// Asterisks that a word of the line carries at its end, or the line.
void count_glued_asterisks(std::string_view text, std::set<std::string>& glued) {
  for (std::size_t at = text.find('*'); at != std::string_view::npos; at = text.find('*', at)) {
    std::size_t end = at;
    while (end < text.size() && text[end] == '*') ++end;
    // Behind a word, or apart from it at the end of the line.
    const bool after_word = at > 0 && (text[at - 1] != ' ' || end == text.size());
    if (after_word && end - at <= 3 && (end == text.size() || text[end] == ' '))
      glued.insert(std::string(end - at, '*'));
    at = end;
  }
}

}  // namespace

std::optional<NoteStart> note_start(std::string_view line) {
  if (line.empty()) return std::nullopt;
  NoteStart out;
  const text::CodePoint c = text::decode(line, 0);
  std::size_t at = 0;
  if (c.value == '*') {
    while (at < line.size() && line[at] == '*') ++at;
    if (at > 3) return std::nullopt;
    out.key = std::string(line.substr(0, at));
    out.symbol = true;
    // "**Bold**" is no note; Chinese may leave out the space, but closes no emphasis then.
    if (at < line.size() && line[at] != ' ' &&
        (!is_cjk(text::decode(line, at).value) || line.find('*', at) != std::string_view::npos)) {
      return std::nullopt;
    }
  } else if (c.value == '\\' && line.starts_with("\\*")) {
    at = 2;
    out.key = "*";
    out.symbol = true;
    while (line.substr(at).starts_with("\\*") && out.key.size() < 3) {
      out.key += '*';
      at += 2;
    }
  } else if (c.value == 0xFFFD) {
    at = c.size;
    out.lost = true;
  } else if (line.starts_with("[^")) {
    const std::size_t end = line.find("]:");
    if (end == std::string_view::npos || end > 20) return std::nullopt;
    out.key = std::string(line.substr(2, end - 2));
    out.definition = true;
    at = end + 2;
  } else if (c.value >= '0' && c.value <= '9') {
    while (at < line.size() && line[at] >= '0' && line[at] <= '9') ++at;
    if (at > 3 || line[0] == '0' || (at < line.size() && line[at] != ' ')) return std::nullopt;
    out.key = std::string(line.substr(0, at));
  } else {
    at = leading_superscript(line, out.key);
    if (at == 0) return std::nullopt;
    out.superscript = true;
  }
  out.mark_end = at;
  while (at < line.size()) {
    const text::CodePoint s = text::decode(line, at);
    if (!text::is_space(s.value)) break;
    at += s.size;
  }
  out.text = at;
  return out;
}

namespace {

std::vector<bool> find_note_lines(const std::vector<Line>& lines,
                                  const std::vector<FoundNote>& known) {
  std::vector<bool> out(lines.size(), false);
  const std::map<std::string, std::size_t> last = last_lines(known);
  std::map<std::string, int> marks;  // anchors met and not answered yet
  int expected = 0;                  // after a note "n" found without a rule: n + 1
  bool near = false;                 // the last line of text was a note
  std::set<std::string> glued;       // asterisks that a word carries, and no note answered yet
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.consumed || line.blank()) continue;
    const std::string_view text = line.text.view();
    const std::optional<NoteStart> start = note_start(line);
    const bool may_have_marks = line.traits.has(Traits::kStar | Traits::kRaised);
    bool note = false;
    if (start && start->symbol && start->text >= text.size()) {
      // The asterisk stands alone, and its note begins on the next line.
      note = glued.contains(start->key) && i + 1 < lines.size() && !lines[i + 1].blank() &&
             !lines[i + 1].consumed && !lines[i + 1].rule;
    } else if (start && start->text < text.size()) {
      if (start->superscript || start->definition) {
        note = true;
      } else if (start->symbol) {
        const auto found = marks.find(start->key);
        note = found != marks.end() || (near && start->key.size() > 1);
      } else if (!start->lost) {
        const int number = std::atoi(start->key.c_str());
        note = marks.contains(start->key) && (near ? number == expected : true);
        // "11 September" after anchor 11 is no note when its anchor's line runs on: notes begin a
        // block.
        if (note && !near) note = i == 0 || lines[i - 1].blank() || lines[i - 1].rule;
      }
      if (note && !start->symbol) expected = std::atoi(start->key.c_str()) + 1;
    }
    out[i] = note;
    if (note) {
      near = true;
      marks.erase(start->key);
      glued.erase(start->key);
      if (may_have_marks) count_marks(text.substr(start->text), marks);
      continue;
    }
    if (line.traits.has(Traits::kStar)) count_glued_asterisks(text, glued);
    if (i > 0 && !lines[i - 1].blank() && !lines[i - 1].rule) {
      // A mark on a line of its own; that of a note under a rule is answered already.
      const std::string own = mark_line(line);
      if (!own.empty()) {
        const auto found = last.find(own);
        const bool answered = found != last.end() && found->second > i;
        if (!answered) ++marks[own];
      }
    }
    // A continuation line of a note keeps the block going only without a blank line between.
    near = near && i > 0 && !lines[i - 1].blank();
    if (may_have_marks) count_marks(text, marks);
  }
  return out;
}

// Takes notes that stand in the flow without a rule.
void take_free_notes(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
                     std::vector<FoundNote>& out) {
  const std::vector<bool> starts = find_note_lines(lines, out);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!starts[i]) continue;
    const std::optional<NoteStart> start = note_start(lines[i]);
    FoundNote note;
    note.mark = lines[i].text.text.slice({0, start->mark_end});
    note.key = start->key;
    note.text = trimmed_slice(lines[i].text, {start->text, lines[i].text.text.size()});
    note.line = i;
    lines[i].consumed = lines[i].note = true;
    const bool alone = note.text.empty();  // the mark was all of its line
    std::size_t widest = 0;                // of the note's lines
    for (std::size_t j = i + 1; j < lines.size() && lines[j].in_flow(); ++j) {
      // The text of a mark that stood alone is one line, or full lines and one that is not.
      const bool complete = alone && ends_sentence(note.text.view()) &&
                            (j == i + 2 || lines[j - 1].width * 4 < widest * 3);
      widest = std::max<std::size_t>(widest, lines[j].width);
      const bool ended = lines[j - 1].hard_break || lines[j].page_break || starts[j] ||
                         lines[j].in_row() || complete;
      if (!note.text.empty() &&
          (ended || parse_label(lines[j].text.view()) || bullet_size(lines[j].text.view()) > 0))
        break;
      join(note.text, lines[j].text, vocabulary);
      lines[j].consumed = lines[j].note = true;
    }
    out.push_back(std::move(note));
  }
}

}  // namespace

std::vector<FoundNote> take_notes(std::vector<Line>& lines, const std::vector<Span>& pages,
                                  const std::set<std::string>& vocabulary) {
  std::vector<FoundNote> notes;
  take_bracket_notes(lines, vocabulary, notes);
  RoundMarks round(lines);
  int expected = 1;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].rule) continue;
    const std::size_t next = skip_blank(lines, i + 1);
    if (next >= lines.size() || next > i + kMostBlanksAfterRule || lines[next].rule) continue;
    i = take_block(lines, next, expected, vocabulary, round, notes) - 1;
  }
  take_page_notes(lines, pages, vocabulary, notes);
  take_free_notes(lines, vocabulary, notes);
  const auto before = [](const FoundNote& a, const FoundNote& b) { return a.line < b.line; };
  if (!std::is_sorted(notes.begin(), notes.end(), before))
    std::stable_sort(notes.begin(), notes.end(), before);
  take_mark_lines(lines, notes);
  anchor_glued_marks(lines, notes);
  anchor_round_marks(lines, notes);
  return notes;
}

}  // namespace hexapla::normalize
