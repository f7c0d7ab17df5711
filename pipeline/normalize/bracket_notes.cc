#include "pipeline/normalize/bracket_notes.h"

#include <algorithm>
#include <map>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kNarrow = 24;  // columns: a line that may head a list of notes
constexpr int kMostMissing = 2;      // numbers that were lost before one that is there

struct Mark {
  Span span;
  int number = 0;
};

// "[12]" at `at`.
std::optional<Mark> mark_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '[') return std::nullopt;
  std::size_t end = at + 1;
  int number = 0;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - at <= 3)
    number = number * 10 + (text[end++] - '0');
  if (number == 0 || text[at + 1] == '0' || end >= text.size() || text[end] != ']')
    return std::nullopt;
  return Mark{{at, end + 1}, number};
}

// The mark that a line begins with when text follows it.
std::optional<Mark> start_of(std::string_view text) {
  const std::optional<Mark> mark = mark_at(text, 0);
  if (!mark || mark->span.end >= text.size()) return std::nullopt;
  const char32_t next = text::decode(text, mark->span.end).value;
  if (next != ' ' && !is_cjk(next)) return std::nullopt;
  return text::trim(text.substr(mark->span.end)).empty() ? std::nullopt : mark;
}

// A line behind which a list of notes may begin.
bool lets_begin(const std::vector<Line>& lines, std::size_t i) {
  if (i == 0 || lines[i].page_break) return true;
  const Line& before = lines[i - 1];
  return !before.in_flow() || before.width <= kNarrow || ends_sentence(before.text.view());
}

// Where each mark first stands within a line.
std::map<int, std::size_t> first_marks(const std::vector<Line>& lines) {
  std::map<int, std::size_t> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].in_flow()) continue;
    const std::string_view text = lines[i].text.view();
    for (std::size_t at = text.find('[', 1); at != std::string_view::npos;
         at = text.find('[', at + 1)) {
      if (const std::optional<Mark> mark = mark_at(text, at)) out.try_emplace(mark->number, i);
    }
    // A line that a sentence goes on in may begin with one.
    if (const std::optional<Mark> mark = mark_at(text, 0); mark && !lets_begin(lines, i))
      out.try_emplace(mark->number, i);
  }
  return out;
}

// The note ends with this line: its sentence does, and the line was not full.
bool ends_note(const Rich& note, const Line& line, std::size_t widest) {
  return ends_sentence(note.view()) && line.width * 4 < widest * 3;
}

void anchor_marks(Line& line, const std::set<int>& numbers) {
  const std::string_view text = line.text.view();
  Rich out;
  std::size_t copied = 0;
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::optional<Mark> mark = mark_at(text, at);
    if (!mark || !numbers.contains(mark->number)) continue;
    // A space before it, and one or none behind it, belong to the mark.
    std::size_t begin = at;
    const bool apart = mark->span.end >= text.size() || text[mark->span.end] == ' ';
    if (begin > copied && text[begin - 1] == ' ' && apart) --begin;
    out.append(line.text, {copied, begin});
    out.notes.push_back(
        {out.text.size(), std::to_string(mark->number), -1, line.text.text.source(mark->span)});
    copied = mark->span.end;
  }
  if (copied == 0) return;
  out.append(line.text, {copied, text.size()});
  line.set_text(std::move(out));
}

}  // namespace

void take_bracket_notes(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
                        std::vector<FoundNote>& out) {
  const bool any = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
    return line.in_flow() && start_of(line.text.view()).has_value();
  });
  if (!any) return;
  const std::map<int, std::size_t> marks = first_marks(lines);
  std::size_t widest = 0;
  for (const Line& line : lines) widest = std::max<std::size_t>(widest, line.width);
  std::set<int> numbers;
  int last = 0;
  bool near = false;  // the line before was a note's
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].in_flow()) continue;
    const std::optional<Mark> start = start_of(lines[i].text.view());
    const auto known = start ? marks.find(start->number) : marks.end();
    const bool next = start && (start->number == 1 ||
                                (start->number > last && start->number <= last + 1 + kMostMissing));
    if (!next || known == marks.end() || known->second >= i || !(near || lets_begin(lines, i))) {
      near = false;
      continue;
    }
    FoundNote note;
    note.mark = lines[i].text.text.slice(start->span);
    note.key = std::to_string(start->number);
    note.text = trimmed_slice(lines[i].text, {start->span.end, lines[i].text.text.size()});
    note.line = i;
    lines[i].consumed = lines[i].note = true;
    std::size_t j = i + 1;
    for (; j < lines.size() && lines[j].in_flow() && !lines[j].page_break && !lines[j].in_row();
         ++j) {
      if (start_of(lines[j].text.view()) || ends_note(note.text, lines[j - 1], widest)) break;
      join(note.text, lines[j].text, vocabulary);
      lines[j].consumed = lines[j].note = true;
    }
    out.push_back(std::move(note));
    numbers.insert(start->number);
    last = start->number;
    near = true;
    i = j - 1;
  }
  if (numbers.empty()) return;
  for (Line& line : lines) {
    if (line.in_flow()) anchor_marks(line, numbers);
  }
}

}  // namespace hexapla::normalize
