#include "pipeline/ingest/pdf_flow.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <deque>
#include <map>

#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/form_labels.h"
#include "pipeline/ingest/pdf_ends.h"
#include "pipeline/ingest/pdf_measures.h"
#include "pipeline/ingest/pdf_text.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;
using document::SourceRange;
using Place = PdfPlace;

constexpr float kWideGap = 1.5F;   // of the usual distance of lines, within a sentence
constexpr float kLongLine = 30;    // em
constexpr float kIndent = 0.8F;    // em
constexpr float kRise = 1.6F;      // of what marks reach over a line, that they push it down
constexpr float kMostRise = 0.3F;  // em of the same
constexpr float kLetter = 0.9F;    // em, of the widest letter
constexpr std::size_t kLongestHeading = 400;  // bytes a line of which a heading may have

enum class Step {
  glued,   // within a word
  spaced,  // behind a hyphen or a slash with a space
  same,    // of one paragraph
  hard,    // the line ends where it need not
  apart,
};

struct CellEnd {
  Place place;       // of its last line
  std::string word;  // its last one
};

struct Note {
  std::size_t page = 0;
  std::string mark;
  std::vector<Place> lines;
};

class Flow {
 public:
  Flow(const std::vector<PdfSheet>& sheets, float body, Tallies& tallies, RawDocument& out)
      : sheets_(sheets),
        measures_(sheets, body),
        ends_(sheets, measures_),
        tallies_(tallies),
        out_(out) {
    collect_notes();
  }

  void run() {
    for (std::size_t p = 0; p < sheets_.size(); ++p) {
      const PdfSheet& sheet = sheets_[p];
      for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
        if (!sheet.furniture[i] && !sheet.note[i]) line({p, i});
      }
    }
    finish();
    for (std::size_t n = 0; n < notes_.size(); ++n) write_note(n);
  }

 private:
  const PdfLine& at(Place p) const { return measures_.at(p); }

  void collect_notes() {
    for (std::size_t p = 0; p < sheets_.size(); ++p) {
      const PdfSheet& sheet = sheets_[p];
      for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
        if (!sheet.note[i]) continue;
        if (!sheet.answer[i].empty() || notes_.empty()) {
          notes_.emplace_back();
          notes_.back().page = p;
          notes_.back().mark = sheet.answer[i];
          by_mark_[sheet.answer[i]].push_back(notes_.size() - 1);
        }
        notes_.back().lines.push_back({p, i});
      }
    }
  }

  // ---- what belongs together -------------------------------------------------------------------

  Step step(Place p, Place q) const {
    const PdfLine& a = at(p);
    const PdfLine& b = at(q);
    if (!same_cell(a, b)) return Step::apart;
    if (p.page == q.page && (!a.upright || !b.upright)) return Step::apart;
    if (p.page != q.page || a.region != b.region)
      return b.table < 0 ? step_over(p, q) : Step::apart;
    if (std::fabs(a.size - b.size) > kOtherSize * a.size) return Step::apart;
    // Raised marks may push a line down.
    const float distance = b.bottom - a.bottom - std::min(kRise * b.rise, kMostRise * b.size);
    const bool beside = b.start >= a.end || b.end <= a.start;
    if (distance <= 0 || beside) {
      // The next column.
      return distance < 0 && goes_on(p, q) ? Step::same : Step::apart;
    }
    const bool mid = starts_lower(b.text) && !ends_item(a.text);
    const float gap = measures_.spacing(a) * a.size;
    if (distance > kWideGap * gap) return Step::apart;
    if (distance > kParagraphGap * gap && !mid && !runs_over(p, q)) return Step::apart;
    if (bullet_size(b.text) > 0 &&
        (ends_item(a.text) || bullet_size(at(lines_.front()).text) > 0 || !starts_dash(b.text)))
      return Step::apart;
    if (lists_addresses(a, b)) return Step::apart;
    if (splits_word(last_word(lines_, lines_.size()), p, q)) return Step::glued;
    const bool stops = ends_.stops(p);
    const bool ends = stops || (!mid && measures_.is_short(p, q) && !breaks_off(a.text));
    if (opens_label(b.text) && (ends || ends_item(a.text))) return Step::apart;
    // Bold words within a paragraph may fill a line of it.
    if (a.bold != b.bold && (ends || a.bold_end != b.bold_start)) return Step::apart;
    if (counts_on(b) || heads_on(a, b)) return Step::apart;
    if (other_script(a.text, b.text)) return Step::hard;
    if (b.start > a.start + kIndent * a.size && ends_sentence(a.text)) return Step::apart;
    // Out of a hanging indent.
    if (lines_.size() > 1 && b.start < a.start - kIndent * a.size && ends_sentence(a.text))
      return Step::apart;
    if (ends) return Step::hard;
    return breaks_off(a.text) && ends_.has_space(p) ? Step::spaced : Step::same;
  }

  // The same to another page or column.
  Step step_over(Place p, Place q) const {
    const bool same = std::fabs(at(p).size - at(q).size) <= kOtherSize * at(p).size;
    if (same && splits_word(last_word(lines_, lines_.size()), p, q)) return Step::glued;
    return goes_on(p, q) ? Step::same : Step::apart;
  }

  // The line `p` is long and full, and its sentence has no end.
  bool runs_over(Place p, Place q) const {
    const PdfLine& a = at(p);
    if (ends_item(a.text) || opens_label(at(q).text) || a.bold != at(q).bold) return false;
    return a.end - a.start > kLongLine * a.size && std::fabs(a.start - at(q).start) < 1 &&
           at(q).end < a.end && !measures_.is_short(p, q);
  }

  // The line begins the item after the one that is being read.
  bool counts_on(const PdfLine& b) const {
    const PdfLine& first = at(lines_.front());
    const int number = label_number(b.text);
    return number > 1 && label_number(first.text) == number - 1 &&
           std::fabs(first.start - b.start) < kIndent * b.size;
  }

  // The line begins as the paragraph does: with words in bold type, behind the end of a sentence,
  // or with what a formula's letter stands for.
  bool heads_on(const PdfLine& a, const PdfLine& b) const {
    const PdfLine& first = at(lines_.front());
    const auto run_in = [](const PdfLine& line) { return line.bold_start && !line.bold; };
    return (run_in(first) && run_in(b) && !a.bold_end && ends_sentence(a.text)) ||
           (defines_letter(first.text) && defines_letter(b.text));
  }

  // The word that lines[0] to lines[i - 1] end with; one that fills lines, from its beginning on.
  std::string last_word(const std::vector<Place>& lines, std::size_t i) const {
    std::string out;
    while (i-- > 0 && !is_address(out)) {
      const std::string& text = at(lines[i]).text;
      const std::size_t space = text.rfind(' ');
      if (space != std::string::npos) return text.substr(space + 1) + out;
      out.insert(0, text);
      const bool on = i > 0 && ((i - 1 < steps_.size() && steps_[i - 1] == Step::glued) ||
                                may_break_address(at(lines[i - 1]).text));
      if (!on) break;
    }
    return out;
  }

  // It ends with what programs break addresses behind.
  static bool may_break_address(const std::string& text) {
    return !text.empty() &&
           std::string_view("/-_=&?%#").find(text.back()) != std::string_view::npos;
  }

  // The line `q` goes on with a word of which there was no room for all on the line `p`: an
  // address, or what sticks together. `word`: what the text ends with there.
  bool splits_word(const std::string& word, Place p, Place q) const {
    const std::string& text = at(p).text;
    const std::string& rest = at(q).text;
    if (text.empty() || rest.empty()) return false;
    if (sticks(text, rest)) return true;
    if (word.find("://") == std::string::npos && word.find("www.") == std::string::npos)
      return false;
    if (is_address(rest.substr(0, rest.find(' ')))) return false;
    if (std::string_view("/?=&_%#").find(rest[0]) != std::string_view::npos) return true;
    const auto c = static_cast<unsigned char>(rest[0]);
    if (text.find(' ') != std::string::npos || c >= 0x80 || std::isalnum(c) == 0) return false;
    if (std::string_view(",;:)").find(text.back()) != std::string_view::npos) return false;
    if (text.back() == '.' && std::isupper(c) != 0) return false;
    // It was cut where the line was full.
    return measures_.room(p) < kLetter * at(p).size;
  }

  // An address begins with `b`, and `a` is nothing but another one, or its end.
  bool lists_addresses(const PdfLine& a, const PdfLine& b) const {
    if (!is_address(b.text) || a.text.find(' ') != std::string::npos) return false;
    return is_address(last_word(lines_, lines_.size())) && a.text.back() != ';' &&
           a.text.back() != ',';
  }

  static bool ends_item(std::string_view text) {
    return ends_sentence(text) || text.ends_with(",") || text.ends_with("،") ||
           text.ends_with("，") || text.ends_with("]");
  }

  // The paragraph of `p` goes on with the line `q` of another page or column.
  bool goes_on(Place p, Place q) const {
    const PdfLine& a = at(p);
    const PdfLine& b = at(q);
    if (std::fabs(a.size - b.size) > kOtherSize * a.size || a.bold != b.bold) return false;
    const bool label = opens_label(b.text);
    if (ends_.stops(p)) return false;
    if (starts_lower(b.text) && !label && !ends_item(a.text)) return true;
    if (measures_.is_short(p, q)) return false;
    if (!label && ends_.goes_on(p)) return true;
    if (starts_lower(b.text) && !label) return true;
    // The end of a sentence at the end of a full line: numbered paragraphs would go on numbered.
    const bool numbered = !lines_.empty() && label_number(at(lines_.front()).text) > 0;
    if (ends_sentence(a.text)) return numbered && !label && label_number(b.text) == 0;
    float start = 0;
    float end = 0;
    measures_.column(sheets_[p.page], p.line, start, end);
    // The last line of a page that is no full one is a heading or the like.
    return (end - a.end) < 0.35F * (end - start) && !opens_label(b.text);
  }

  // The same of the last line of a cell, whose width tells less.
  bool rest_of_cell(Place p, Place q) const {
    const PdfLine& a = at(p);
    const PdfLine& b = at(q);
    if (std::fabs(a.size - b.size) > kOtherSize * a.size || a.bold != b.bold) return false;
    // Rows of a table within the cell.
    if (a.inner > 0 || b.inner > 0)
      return a.inner > 0 && b.inner > 0 && starts_lower(b.text) && !ends_item(a.text);
    // An empty line at the top of the page.
    const PdfGrid& grid = sheets_[q.page].tables[static_cast<std::size_t>(b.table)];
    if (!repeats_ && b.top - grid.top > b.size) return false;
    if (ends_.stops(p)) return false;
    if (!starts_lower(b.text) && measures_.is_short(p, q) && !breaks_off(a.text)) return false;
    if (bullet_size(b.text) == 0 && ends_.goes_on(p)) return true;
    return starts_lower(b.text) || (!ends_sentence(a.text) && bullet_size(b.text) == 0);
  }

  void line(Place q) {
    if (!lines_.empty()) {
      const Step how = step(lines_.back(), q);
      if (how == Step::apart) {
        finish();
      } else {
        steps_.push_back(how);
      }
    }
    lines_.push_back(q);
  }

  // ---- blocks ----------------------------------------------------------------------------------

  void finish() {
    if (lines_.empty()) return;
    const PdfLine& first = at(lines_.front());
    const std::size_t bullet = bullet_size(first.text);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i > 0) join(lines_[i - 1], lines_[i], steps_[i - 1]);
      write(lines_[i], i == 0 ? bullet : 0, true);
    }
    RawBlock block = builder_.finish(tallies_);
    mark_soft(block);
    const std::string word = last_word(lines_, lines_.size());
    steps_.clear();
    block.strong = std::all_of(lines_.begin(), lines_.end(), [&](Place p) { return at(p).bold; });
    if (first.table >= 0) {
      block.kind = RawKind::cell;
      if (first.table != table_ || lines_.front().page != table_page_) open_table(lines_.front());
      if (repeats_ && first.row == 0) {
        lines_.clear();
        return;
      }
      block.table = tables_ - 1;
      block.row = row_base_ + first.row;
      block.column = first.column;
      const PdfGrid& grid = sheets_[lines_.front().page].tables[static_cast<std::size_t>(table_)];
      block.header_row = block.row == 0 && grid.header;
      const Place last = lines_.back();
      const auto end = cell_end_.find(first.column);
      // Only what the cell begins with may be the rest of it.
      const bool rest = continued_ && first.row == (repeats_ ? 1 : 0) && end != cell_end_.end() &&
                        end->second.place.page != last.page;
      const bool glued = rest && splits_word(end->second.word, end->second.place, lines_.front());
      const bool on = glued || (rest && rest_of_cell(end->second.place, lines_.front()));
      cell_end_[first.column] = {last, word};
      if (on && append_to_cell(block, glued)) {
        lines_.clear();
        return;
      }
    } else if (bullet > 0) {
      block.kind = RawKind::bullet;
    } else if (const int level = measures_.heading_level(first.size);
               level > 0 && block.text.size() <= kLongestHeading) {
      block.kind = RawKind::heading;
      block.level = level;
      block.type = heading_type(level, first.colour);
    }
    if (!block.text.empty()) out_.blocks.push_back(std::move(block));
    lines_.clear();
  }

  // Line breaks come in the order in which they were written.
  void mark_soft(RawBlock& block) {
    const std::string& text = block.text.text();
    std::size_t i = 0;
    for (std::size_t at = text.find('\n'); at != std::string::npos;
         at = text.find('\n', at + 1), ++i) {
      while (i < steps_.size() && (steps_[i] == Step::glued || steps_[i] == Step::spaced)) ++i;
      if (i == steps_.size()) break;
      if (steps_[i] == Step::same) block.soft.push_back(at);
    }
  }

  // What stands between the lines.
  void join(Place p, Place q, Step how) {
    if (how == Step::glued) return;
    const PdfLine& a = at(p);
    const auto part = static_cast<std::uint32_t>(p.page + 1);
    const std::uint64_t end = a.offset + a.text.size();
    const SourceRange between{part, end, p.page == q.page ? std::max(end, at(q).offset) : end};
    if (how == Step::spaced) {
      builder_.append(" ", between);
    } else {
      builder_.line_break(between);
    }
  }

  // The line from `from` on. `anchors`: marks that notes answer become anchors.
  void write(Place p, std::size_t from, bool anchors) {
    const PdfLine& line = at(p);
    const auto part = static_cast<std::uint32_t>(p.page + 1);
    const MappedText text = MappedText::verbatim(line.text, line.offset, part);
    std::size_t begin = from;
    if (anchors) {
      for (const PdfMark& mark : marks_of(line)) {
        if (mark.at < begin) continue;
        const int note = note_for(mark.mark, p.page);
        if (note < 0) continue;
        builder_.append(text.slice({begin, mark.at}));
        builder_.note(mark.mark, note,
                      {part, line.offset + mark.at, line.offset + mark.at + mark.size});
        begin = mark.at + mark.size;
      }
    }
    builder_.append(text.slice({begin, line.text.size()}));
  }

  // Raised marks, and asterisks in the size of the text.
  static std::vector<PdfMark> marks_of(const PdfLine& line) {
    std::vector<PdfMark> out = line.marks;
    if (line.raised_mark) out.push_back({line.mark, 0, line.mark_size});
    for (std::size_t at = line.text.find('*', 1); at != std::string::npos;) {
      const std::size_t end = std::min(line.text.find_first_not_of('*', at), line.text.size());
      const bool known =
          std::any_of(out.begin(), out.end(), [&](const PdfMark& m) { return m.at == at; });
      if (!known && line.text[at - 1] != ' ' && end - at <= 3)
        out.push_back({line.text.substr(at, end - at), at, end - at});
      at = line.text.find('*', end);
    }
    std::sort(out.begin(), out.end(),
              [](const PdfMark& a, const PdfMark& b) { return a.at < b.at; });
    return out;
  }

  // Pages only go on, so what was passed over once never answers again.
  int note_for(const std::string& mark, std::size_t page) {
    const auto found = by_mark_.find(mark);
    if (found == by_mark_.end()) return -1;
    std::deque<std::size_t>& notes = found->second;
    while (!notes.empty() && notes_[notes.front()].page < page) notes.pop_front();
    if (notes.empty()) return -1;
    const auto note = static_cast<int>(notes.front());
    notes.pop_front();
    return note;
  }

  // ---- tables ----------------------------------------------------------------------------------

  // A table at the top of a page goes on with the one at the foot of the page before when it has
  // as many columns and nothing but notes and furniture stands between.
  void open_table(Place p) {
    const PdfGrid& grid = sheets_[p.page].tables[static_cast<std::size_t>(at(p).table)];
    const bool on = !out_.blocks.empty() && out_.blocks.back().kind == RawKind::cell &&
                    table_page_ + 1 == p.page && grid.columns == columns_ && !grid.titled;
    table_ = at(p).table;
    table_page_ = p.page;
    columns_ = grid.columns;
    continued_ = on && grid.row_goes_on;
    repeats_ = on && grid.repeats;
    row_base_ = 0;
    if (on) {
      // The repeated header and the rest of the row above are no rows of their own.
      row_base_ = out_.blocks.back().row + 1 - (grid.repeats ? 1 : 0) - (continued_ ? 1 : 0);
    } else {
      ++tables_;
    }
  }

  // The rest of a cell whose row a page's end cut in two.
  bool append_to_cell(RawBlock& block, bool glued) {
    for (std::size_t i = out_.blocks.size(); i-- > 0;) {
      RawBlock& into = out_.blocks[i];
      if (into.kind != RawKind::cell || into.table != block.table || into.row != block.row)
        return false;
      if (into.column != block.column) continue;
      const std::size_t shift = into.text.size() + (glued ? 0 : 1);
      if (!glued) {
        const SourceRange end = into.text.source({into.text.size() - 1, into.text.size()});
        into.soft.push_back(into.text.size());
        into.text.append_replacement("\n", {end.part, end.end, end.end});
      }
      into.text.append(block.text);
      for (const std::size_t soft : block.soft) into.soft.push_back(soft + shift);
      for (document::NoteReference& note : block.notes) {
        note.at += shift;
        into.notes.push_back(std::move(note));
      }
      return true;
    }
    return false;
  }

  // ---- notes -----------------------------------------------------------------------------------

  void write_note(std::size_t n) {
    const Note& note = notes_[n];
    RawNote raw;
    for (std::size_t i = 0; i < note.lines.size(); ++i) {
      const Place p = note.lines[i];
      const PdfLine& line = at(p);
      std::size_t from = 0;
      if (i > 0) {
        const bool glued = splits_word(last_word(note.lines, i), note.lines[i - 1], p);
        steps_.push_back(glued ? Step::glued : Step::same);
        join(note.lines[i - 1], p, steps_.back());
      } else if (!note.mark.empty()) {
        from = line.mark_size;
        raw.mark.append_replacement(note.mark, {static_cast<std::uint32_t>(p.page + 1), line.offset,
                                                line.offset + line.mark_size});
      }
      write(p, from, false);
    }
    raw.body = builder_.finish(tallies_);
    mark_soft(raw.body);
    steps_.clear();
    out_.notes.push_back(std::move(raw));
  }

  const std::vector<PdfSheet>& sheets_;
  PdfMeasures measures_;
  PdfEnds ends_;
  Tallies& tallies_;
  RawDocument& out_;
  std::vector<Note> notes_;
  std::map<std::string, std::deque<std::size_t>> by_mark_;  // notes without an anchor yet
  BlockBuilder builder_;
  std::vector<Place> lines_;  // of the paragraph that is being read
  std::vector<Step> steps_;   // to each of them but the first
  int tables_ = 0;
  int table_ = -1;
  std::size_t table_page_ = 0;
  int columns_ = 0;
  int row_base_ = 0;
  std::map<int, CellEnd> cell_end_;  // of each column
  bool continued_ = false;           // its first row is the rest of the row above
  bool repeats_ = false;             // its first row is the header again
};

}  // namespace

void make_blocks(const std::vector<PdfSheet>& sheets, float body, Tallies& tallies,
                 RawDocument& out) {
  Flow(sheets, body, tallies, out).run();
}

}  // namespace hexapla::ingest
