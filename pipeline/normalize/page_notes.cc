#include "pipeline/normalize/page_notes.h"

#include <algorithm>
#include <optional>
#include <set>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/glued_marks.h"
#include "pipeline/normalize/labels.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kLongestNote = 30;  // lines of one note on a page
constexpr int kMostMissing = 2;           // notes whose pages or lines were lost

// The line without the digits at its end, which may be a mark.
std::string_view without_mark(std::string_view text) {
  while (!text.empty() && text.back() >= '0' && text.back() <= '9') text.remove_suffix(1);
  return text;
}

// What may be the start of a note on a page.
struct Start {
  std::size_t at = 0;  // in the page's flow
  NoteStart how;
  bool alone = false;  // the mark is all of the line
  int number = 0;      // 0 for asterisks
};

class Reader {
 public:
  Reader(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
         std::vector<FoundNote>& out)
      : lines_(lines), vocabulary_(vocabulary), out_(out), numbers_(numbers_of_glued_marks(lines)) {
    for (const Line& line : lines) {
      if (line.consumed || !line.traits.has(Traits::kStar | Traits::kRaised)) continue;
      const std::string_view text = line.text.view();
      for (std::size_t at = text.find('*'); at != std::string_view::npos; at = text.find('*', at)) {
        std::size_t end = at;
        while (end < text.size() && text[end] == '*') ++end;
        // Behind a word, or on a line of its own.
        if (at > 0 || end == text.size()) symbols_.insert(std::string(text.substr(at, end - at)));
        if (at > 0 && (text[at - 1] != ' ' || end == text.size()))
          glued_.insert(std::string(text.substr(at, end - at)));
        at = end;
      }
      std::string digits;
      if (leading_superscript(text, digits) > 0) superscripts_ = true;
    }
  }

  void page(Span lines) {
    flow_.clear();
    for (std::size_t i = lines.begin; i < lines.end; ++i) {
      const Line& line = lines_[i];
      if (line.in_flow()) flow_.push_back(i);
    }
    // Where there are superscripts, notes begin with them.
    std::vector<Start> starts = superscripts_ ? std::vector<Start>() : chain();
    const std::size_t body = starts.empty() ? flow_.size() : starts.front().at;
    const std::size_t moved = finish_open_note(body, starts.empty());
    if (body > moved) last_body_ = flow_[body - moved - 1];
    if (starts.empty()) return;
    for (Start& start : starts) start.at -= moved;
    take(starts);
  }

 private:
  std::string_view text(std::size_t k) const { return lines_[flow_[k]].text.view(); }

  bool behind_blank(std::size_t k) const {
    const std::size_t i = flow_[k];
    if (k == 0 || i == 0) return true;
    const Line& before = lines_[i - 1];
    return before.blank() || before.consumed || before.rule;
  }

  // The line is set to the right of the one above it.
  bool hangs(std::size_t k) const {
    return lines_[flow_[k]].indent > lines_[flow_[k] - 1].indent + 1;
  }

  std::optional<Start> start_at(std::size_t k) const {
    const std::optional<NoteStart> how = note_start(lines_[flow_[k]]);
    if (!how || how->lost || how->definition || how->superscript) return std::nullopt;
    Start out{k, *how, how->text >= text(k).size(), how->symbol ? 0 : std::atoi(how->key.c_str())};
    if (out.how.symbol && !symbols_.contains(out.how.key)) return std::nullopt;
    // "11 September 2017" and "15 March to 2 April" are dates.
    if (!out.alone && !out.how.symbol &&
        (!(is_mark(out.number) || (behind_blank(k) && has_mark(out.number))) || date_at(text(k)) ||
         parse_label(text(k))))
      return std::nullopt;
    return out;
  }

  // Marks glued to words tell that there are notes with this number, or with its neighbours.
  bool has_mark(int number) const {
    return is_mark(number) || is_mark(number + 1) || (number > 1 && is_mark(number - 1));
  }

  bool is_mark(int number) const {
    const auto at = static_cast<std::size_t>(number);
    return at < numbers_.size() && numbers_[at];
  }

  // A line of text between two marks that no note has: a heading of an annex or an article, the
  // next item of a list.
  bool is_body(std::size_t k) const {
    if (opens_annex(text(k)) || is_numbered_heading(text(k))) return true;
    const std::optional<Label> label = parse_label(text(k));
    return label && label->text < text(k).size() &&
           (k == 0 || behind_blank(k) || ends_item(text(k - 1)));
  }

  // The starts of the notes at the foot of the page, found from its end upwards.
  std::vector<Start> chain() const {
    std::vector<Start> out;  // from the last to the first
    std::size_t end = flow_.size();
    std::size_t looked = flow_.size();  // the lines from here on are no body
    for (std::size_t k = flow_.size(); k-- > 0;) {
      if (end - k > kLongestNote) break;
      const std::optional<Start> start = start_at(k);
      if (!start) continue;
      // What is body is asked only of lines that would belong to a note: most pages have none.
      while (looked > k && !is_body(looked - 1)) --looked;
      if (looked > k) break;
      const bool stacked = !out.empty() && out.back().alone && out.back().at == k + 1;
      if (start->alone && k + 1 == end && !stacked) continue;  // a number with nothing behind it
      // A mark right below a line of text, with more text right behind it, is an anchor; a note
      // where that text hangs to the mark's right.
      if (start->alone && !stacked && !behind_blank(k) && flow_[k + 1] == flow_[k] + 1 &&
          !hangs(k + 1) && !(k > 0 && start_at(k - 1)) &&
          !(start->how.symbol && glued_.contains(start->how.key)))
        continue;
      // Numbers fall by one, going up; before a 1 a part of the document may end.
      const int after = out.empty() ? -1 : out.back().number;
      const bool again = std::any_of(out.begin(), out.end(), [&](const Start& s) {
        return s.number == 0 && s.how.key == start->how.key;
      });
      if (again) break;
      const bool fits = after < 0 || start->number == 0 || start->number == after - 1 ||
                        (after == 1 && start->number > 1) || after == 0;
      if (!fits) break;
      out.push_back(*start);
      end = k;
    }
    std::reverse(out.begin(), out.end());
    // From the first that goes on with the numbers of the pages before.
    std::size_t first = 0;
    for (; first < out.size(); ++first) {
      const int number = out[first].number;
      if (number == 0 || number == 1) break;
      if (number > last_ && number <= last_ + 1 + kMostMissing) break;
    }
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(first));
    const bool meant = std::any_of(out.begin(), out.end(), [&](const Start& s) {
      return s.number == 0 || has_mark(s.number);
    });
    if (!meant) out.clear();
    return out;
  }

  // The note that the page before left open goes on at the top of this one, or above its notes.
  // Returns the number of lines that were taken out of the page's flow for it.
  std::size_t finish_open_note(std::size_t body, bool no_notes) {
    const bool open = open_;
    open_ = false;
    if (!open || body == 0) return 0;
    const bool body_done =
        last_body_ == SIZE_MAX || ends_item(without_mark(lines_[last_body_].text.view()));
    // Blocks between blank lines.
    std::size_t first_end = 1;
    while (first_end < body && !behind_blank(first_end)) ++first_end;
    std::size_t last_begin = body - 1;
    while (last_begin > 0 && !behind_blank(last_begin)) --last_begin;
    std::size_t begin = 0;
    std::size_t end = 0;
    if (first_end == body) {
      if (!body_done || parse_label(text(0))) return 0;
      end = body;
    } else if (last_begin > 0 && starts_lower(text(last_begin)) &&
               ends_sentence(text(last_begin - 1))) {
      begin = last_begin;
      end = body;
    }
    for (std::size_t k = begin; k < end; ++k) {
      join(out_.back().text, lines_[flow_[k]].text, vocabulary_);
      lines_[flow_[k]].consumed = lines_[flow_[k]].note = true;
    }
    if (end > begin && no_notes) open_ = !ends_sentence(out_.back().text.view());
    std::erase_if(flow_, [&](std::size_t i) { return lines_[i].consumed && lines_[i].note; });
    return end - begin;
  }

  FoundNote note_of(const Start& start) {
    Line& line = lines_[flow_[start.at]];
    FoundNote note;
    note.mark = line.text.text.slice({0, start.how.mark_end});
    note.key = start.how.key;
    note.line = flow_[start.at];
    if (!start.alone) note.text = trimmed_slice(line.text, {start.how.text, line.text.text.size()});
    line.consumed = line.note = true;
    return note;
  }

  void take(const std::vector<Start>& starts) {
    for (std::size_t s = 0; s < starts.size();) {
      // Marks one below the other, then their texts, each behind a blank line.
      std::size_t stack = s + 1;
      while (stack < starts.size() && starts[stack].alone && starts[stack - 1].alone &&
             starts[stack].at == starts[stack - 1].at + 1) {
        ++stack;
      }
      const std::size_t end = stack < starts.size() ? starts[stack].at : flow_.size();
      std::size_t k = starts[stack - 1].at + 1;
      for (; s < stack; ++s) {
        FoundNote note = note_of(starts[s]);
        for (bool first = true; k < end; ++k, first = false) {
          if (!first && s + 1 < stack && behind_blank(k)) break;
          Line& line = lines_[flow_[k]];
          join(note.text, line.text, vocabulary_);
          line.consumed = line.note = true;
        }
        if (starts[s].number > 0) last_ = starts[s].number;
        out_.push_back(std::move(note));
      }
    }
    open_ = !ends_sentence(out_.back().text.view()) &&
            out_.back().text.view().find("://") == std::string_view::npos;
  }

  std::vector<Line>& lines_;
  const std::set<std::string>& vocabulary_;
  std::vector<FoundNote>& out_;
  const MarkNumbers numbers_;      // of marks glued to words
  std::set<std::string> symbols_;  // asterisks behind words
  std::set<std::string> glued_;    // of them, those that touch their word or end its line
  bool superscripts_ = false;      // notes begin with superscripts
  std::vector<std::size_t> flow_;  // of the page
  std::size_t last_body_ = SIZE_MAX;
  int last_ = 0;       // number of the last note
  bool open_ = false;  // it has no end yet
};

}  // namespace

void take_page_notes(std::vector<Line>& lines, const std::vector<Span>& pages,
                     const std::set<std::string>& vocabulary, std::vector<FoundNote>& out) {
  // Without pages only notes that count from 1 are looked for.
  if (pages.empty() && std::none_of(lines.begin(), lines.end(), [](const Line& line) {
        return line.text.view() == "1" || line.text.view().starts_with("1 ");
      }))
    return;
  Reader reader(lines, vocabulary, out);
  // Where nothing tells pages the document is one: its notes stand at its end.
  if (pages.empty()) reader.page({0, lines.size()});
  for (const Span& page : pages) reader.page(page);
}

}  // namespace hexapla::normalize
