#include "pipeline/normalize/round_marks.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kMostDigits = 3;
constexpr std::size_t kShortestWord = 3;  // columns; "و(2)" goes on with a list

bool is_arabic(char32_t c) {
  return text::is_letter(c) && text::script_of(c) == text::Script::arabic;
}

// "(12)" or "()" at `at`.
std::optional<RoundMark> mark_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '(') return std::nullopt;
  std::size_t end = at + 1;
  int number = 0;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - at <= kMostDigits)
    number = number * 10 + (text[end++] - '0');
  if (end >= text.size() || text[end] != ')' || (end > at + 1 && text[at + 1] == '0'))
    return std::nullopt;
  return RoundMark{{at, end + 1}, number};
}

// "المادة(1)", "للفقرة(2)": with the letters that Arabic writes in front of a word.
bool names_provision(std::string_view word) {
  return takes_number(word) ||
         std::any_of(clitics().begin(), clitics().end(), [&](const Clitic& clitic) {
           return word.starts_with(clitic.letters) &&
                  takes_number(clitic.instead + std::string(word.substr(clitic.letters.size())));
         });
}

bool is_number(const std::string& key) {
  return !key.empty() && key.size() <= kMostDigits &&
         key.find_first_not_of("0123456789") == std::string::npos;
}

// A mark of the lines, and the note that it means.
struct Found {
  std::size_t line;
  RoundMark mark;
  std::size_t note;
};

void anchor(std::vector<Line>& lines, const std::vector<FoundNote>& notes, const Found& found,
            int order) {
  const Rich& text = lines[found.line].text;
  const FoundNote& note = notes[found.note];
  Rich out = text.slice({0, found.mark.span.begin});
  out.notes.push_back({out.text.size(), is_number(note.key) ? note.key : std::to_string(order),
                       static_cast<int>(found.note), text.text.source(found.mark.span)});
  out.append(text, {found.mark.span.end, text.text.size()});
  lines[found.line].set_text(std::move(out));
}

}  // namespace

std::vector<RoundMark> find_round_marks(std::string_view text) {
  std::vector<RoundMark> out;
  for (std::size_t at = text.find('(', 1); at != std::string_view::npos;
       at = text.find('(', at + 1)) {
    const std::optional<RoundMark> mark = mark_at(text, at);
    if (!mark) continue;
    const char32_t before = text::decode(text, text::code_point_start(text, at - 1)).value;
    const bool closes = before == 0xBB || before == 0x201D || before == '.' || before == 0x60C;
    if (!is_arabic(before) && !closes) continue;
    const std::string_view word = last_word(text.substr(0, at));
    if (mark->number > 0 && (columns(word) < kShortestWord || names_provision(word))) continue;
    const char32_t behind =
        mark->span.end < text.size() ? text::decode(text, mark->span.end).value : U' ';
    if (text::is_letter(behind) || text::is_digit(behind) || behind == '(') continue;
    out.push_back(*mark);
  }
  return out;
}

std::optional<RoundStart> round_start(std::string_view line) {
  const std::optional<RoundMark> mark = mark_at(line, 0);
  if (!mark) return std::nullopt;
  const std::string_view rest = text::trim(line.substr(mark->span.end));
  if (rest.empty() || text::script_of(first_char(rest)) != text::Script::arabic)
    return std::nullopt;
  return RoundStart{*mark, static_cast<std::size_t>(rest.data() - line.data())};
}

bool has_round_marks(const std::vector<Line>& lines) {
  return std::ranges::any_of(lines, [](const Line& line) {
    return line.in_flow() && !find_round_marks(line.text.view()).empty();
  });
}

void anchor_round_marks(std::vector<Line>& lines, const std::vector<FoundNote>& notes) {
  // Only notes of Arabic; most documents have none.
  std::vector<bool> open(notes.size(), false);
  bool any = false;
  for (std::size_t n = 0; n < notes.size(); ++n) {
    open[n] = (is_number(notes[n].key) || notes[n].lost_mark) &&
              text::script_of(first_char(notes[n].text.view())) == text::Script::arabic;
    any = any || open[n];
  }
  if (!any) return;
  // Notes by their number, in order of their lines; those of numbers that are anchored are done.
  std::unordered_map<std::string, std::vector<std::size_t>> by_key;
  for (std::size_t n = 0; n < notes.size(); ++n) {
    if (open[n] && !notes[n].lost_mark) by_key[notes[n].key].push_back(n);
  }
  for (const Line& line : lines) {
    for (const document::NoteReference& mark : line.text.notes) {
      const auto same = by_key.find(mark.mark);
      if (same == by_key.end()) continue;
      for (const std::size_t n : same->second) open[n] = false;
      by_key.erase(same);
    }
  }
  std::vector<Found> found;
  std::vector<Found> lost;
  std::unordered_map<int, std::size_t> seen;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].in_flow()) continue;
    for (const RoundMark& mark : find_round_marks(lines[i].text.view())) {
      if (mark.number == 0) {
        lost.push_back({i, mark, 0});
        continue;
      }
      const auto same = by_key.find(std::to_string(mark.number));
      if (same == by_key.end()) continue;
      ++seen[mark.number];
      // The next note with that number.
      const auto next = std::ranges::lower_bound(same->second, i, {},
                                                 [&](std::size_t n) { return notes[n].line; });
      if (next == same->second.end() || !open[*next]) continue;
      found.push_back({i, mark, *next});
      open[*next] = false;
    }
  }
  // A number that comes more often than there are notes with it is none of a note.
  std::erase_if(found, [&](const Found& f) {
    return seen[f.mark.number] > by_key[std::to_string(f.mark.number)].size();
  });
  std::vector<std::size_t> left;
  for (std::size_t n = 0; n < notes.size(); ++n) {
    if (open[n]) left.push_back(n);
  }
  bool fits = left.size() == lost.size();
  for (std::size_t i = 0; fits && i < lost.size(); ++i) {
    lost[i].note = left[i];
    fits = lost[i].line < notes[left[i]].line;
  }
  if (fits) found.insert(found.end(), lost.begin(), lost.end());
  // From the last to the first, so that places in a line stay right.
  std::ranges::sort(found, [](const Found& a, const Found& b) {
    return a.line != b.line ? a.line > b.line : a.mark.span.begin > b.mark.span.begin;
  });
  std::vector<int> orders(notes.size(), 0);
  int order = 0;
  for (std::size_t n = 0; n < notes.size(); ++n) {
    if (notes[n].lost_mark) orders[n] = ++order;
  }
  for (const Found& f : found) anchor(lines, notes, f, orders[f.note]);
}

}  // namespace hexapla::normalize
