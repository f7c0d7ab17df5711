#include "pipeline/normalize/structured.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzers/language/identify.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/masthead_cues.h"

namespace hexapla::normalize {
namespace {

using ingest::RawBlock;
using ingest::RawKind;

constexpr std::size_t kAddressLine = 100;   // columns of a line that a hard break may set apart
constexpr std::size_t kTop = 12;            // paragraphs before which a masthead's table may stand
constexpr std::size_t kMostParagraphs = 2;  // in a masthead's table: a title, an agenda item
constexpr std::size_t kLongestHeading = 250;  // columns of a heading that ends as a sentence does
constexpr int kDeepest = 9;                   // levels of headings, as Word has them

// A date alone, or what a masthead says on a line of its own.
bool opens_masthead_line(std::string_view line) {
  if (is_wider(line, kAddressLine) || starts_lower(line)) return false;
  const Facts cues = cues_of(line);
  return cues.has_any(Fact::session | Fact::agenda) || is_masthead_line(line, cues) ||
         whole_date(line);
}

// Tabs set a symbol, a distribution or a date beside something else.
bool has_masthead_column(std::string_view line) {
  if (line.find('\t') == std::string_view::npos || is_wider(line, kAddressLine * 2)) return false;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    const std::string_view part = text::trim(line.substr(begin, end - begin));
    if (!part.empty() && (is_masthead_line(part) || whole_date(part))) return true;
    begin = end + 1;
  }
  return false;
}

// The lines of a block, broken where the format breaks them, each collapsed and trimmed; those that
// only the width of a page parted (`soft`) are joined.
// `top`: near the top of the document, where a full line may be a line of the masthead.
std::vector<Rich> lines_of(const Rich& all, const std::vector<std::size_t>& soft,
                           const std::set<std::string>& vocabulary, bool top) {
  std::vector<Rich> out;
  const std::string_view text = all.view();
  bool join_on = false;
  bool columns = false;  // of a masthead, which tabs set side by side: each is a line
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    if (top && (begin == 0 || text[begin - 1] == '\n'))
      columns = has_masthead_column(text.substr(begin, end - begin));
    if (columns) end = std::min(text.find('\t', begin), end);
    // A mark right behind the break belongs to the line before: Rich gives it to that.
    Rich line = collapsed(trimmed_slice(all, {begin, end}));
    if (!line.empty() && join_on && !out.empty() &&
        !(top && !is_wider(out.back().view(), kAddressLine) && opens_masthead_line(line.view()))) {
      join(out.back(), line, vocabulary);
    } else if (!line.empty()) {
      out.push_back(std::move(line));
    } else if (!out.empty()) {
      // Marks of a line without text.
      for (const document::NoteReference& note : marks_in(all, {begin, end})) {
        out.back().notes.push_back(note);
        out.back().notes.back().at = out.back().text.size();
      }
    }
    join_on = std::binary_search(soft.begin(), soft.end(), end);
    begin = end + 1;
  }
  return out;
}

// Words of the lines that the width of a page parted: for hyphens at their ends.
std::set<std::string> vocabulary_of(const ingest::RawDocument& raw) {
  std::vector<Line> lines;
  const auto add = [&](const RawBlock& block) {
    const std::string_view text = block.text.view();
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      Line line;
      line.set_text({block.text.slice({begin, end}).trimmed(), {}, {}});
      lines.push_back(std::move(line));
      begin = end + 1;
    }
  };
  const bool any = std::any_of(raw.blocks.begin(), raw.blocks.end(),
                               [](const RawBlock& b) { return !b.soft.empty(); });
  if (!any) return {};
  for (const RawBlock& block : raw.blocks) add(block);
  for (const ingest::RawNote& note : raw.notes) add(note.body);
  return vocabulary_of(lines);
}

Rich body_of(const RawBlock& block) {
  return {block.text, block.notes, block.links};
}

Rich joined(const std::vector<Rich>& lines) {
  static const std::set<std::string> no_words;
  Rich out;
  for (const Rich& line : lines) {
    if (out.empty()) {
      out = line;
    } else {
      join(out, line, no_words);
    }
  }
  return out;
}

// The label, and the place right behind it for the space.
Rich label_of(const RawBlock& block) {
  return collapsed(Rich{block.label.trimmed(), {}, {}});
}

Rich with_label(const Rich& label, const Rich& text) {
  if (label.empty()) return text;
  Rich out = label;
  const document::SourceRange at = label.text.source({0, label.text.size()});
  out.text.append_replacement(" ", {at.part, at.end, at.end});
  out.append(text);
  return out;
}

class Drafter {
 public:
  explicit Drafter(const ingest::RawDocument& raw) : raw_(raw), vocabulary_(vocabulary_of(raw)) {
    const auto headings =
        std::count_if(raw.blocks.begin(), raw.blocks.end(),
                      [](const RawBlock& b) { return b.kind == RawKind::heading; });
    marks_headings_ = headings >= 2;
  }

  Draft run() {
    for (std::size_t i = 0; i < raw_.blocks.size();) {
      const RawBlock& block = raw_.blocks[i];
      if (block.kind == RawKind::cell) {
        std::size_t end = i;
        while (end < raw_.blocks.size() && raw_.blocks[end].kind == RawKind::cell &&
               raw_.blocks[end].table == block.table) {
          ++end;
        }
        table(i, end);
        i = end;
        continue;
      }
      if (block.kind != RawKind::running) flow(block);
      ++i;
    }
    running_head();
    notes();
    return std::move(draft_);
  }

 private:
  std::vector<Rich> lines_of(const RawBlock& block) const {
    return hexapla::normalize::lines_of(body_of(block), block.soft, vocabulary_,
                                        !body_ && draft_.paragraphs.size() < kTop * 2);
  }

  static std::string language_of(const RawBlock& block) {
    if (block.lang.empty()) return "";
    const std::string tag = language::identify(block.text.view()).tag;
    return tag == block.lang || tag == "und" ? block.lang : "";
  }

  Paragraph paragraph(const RawBlock& block, Rich text) {
    Paragraph p;
    p.text = std::move(text);
    p.line = p.last_line = ++line_;
    p.strong = block.strong;
    Given& given = p.given.make();
    given.plain = marks_headings_ && block.kind != RawKind::heading;
    given.lang = language_of(block);
    return p;
  }

  void add(Paragraph p) {
    body_ = body_ || p.table >= 0 || p.given.get().label > 0 || parse_label(p.text.view()) ||
            (is_wider(p.text.view(), kAddressLine) && ends_sentence(p.text.view()));
    draft_.paragraphs.push_back(std::move(p));
  }

  // Bytes of a bullet that somebody typed, and the space behind it; 0 for none. A dash is one where
  // the paragraph or line before or behind begins with a dash, too.
  static std::size_t typed_bullet(std::string_view line, bool dashes) {
    const std::size_t size = bullet_size(line);
    if (size == 0 || line.front() == '*' || line.front() == '+') return 0;
    return !opens_dash(line) || dashes ? size : 0;
  }

  static bool opens_dash(std::string_view line) {
    const char32_t first = first_char(line);
    return (first == '-' || first == 0x2013 || first == 0x2014 || first == 0xB7) &&
           bullet_size(line) > 0;
  }

  // Dashes begin several of these lines, or those of a neighbour.
  bool lists_dashes(const RawBlock& block, const std::vector<Rich>& lines) const {
    const auto dashes = std::count_if(lines.begin(), lines.end(),
                                      [](const Rich& line) { return opens_dash(line.view()); });
    if (dashes != 1) return dashes > 1;
    const auto at = static_cast<std::size_t>(&block - raw_.blocks.data());
    const auto opens = [&](std::size_t i) {
      return i < raw_.blocks.size() && raw_.blocks[i].kind == RawKind::paragraph &&
             opens_dash(text::trim(raw_.blocks[i].text.view()));
    };
    return (at > 0 && opens(at - 1)) || opens(at + 1);
  }

  // A paragraph of the text, or one of a table that only frames it.
  void flow(const RawBlock& block) {
    std::vector<Rich> lines = lines_of(block);
    if (lines.empty()) return;
    if (block.kind == RawKind::heading) lines = {joined(lines)};
    lines = paragraphs_in(std::move(lines));
    const bool run = lines.size() > 1 && std::all_of(lines.begin(), lines.end(), [](const Rich& l) {
                       return !is_wider(l.view(), kAddressLine);
                     });
    const bool plain = block.kind == RawKind::paragraph || block.kind == RawKind::cell;
    const bool dashes = plain && lists_dashes(block, lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Rich label = i == 0 ? label_of(block) : Rich();
      const std::size_t bullet = plain && label.empty() ? typed_bullet(lines[i].view(), dashes) : 0;
      if (bullet > 0) lines[i] = trimmed_slice(lines[i], {bullet, lines[i].text.size()});
      Paragraph p = paragraph(block, with_label(label, lines[i]));
      p.run = run && label.empty() && bullet == 0;
      p.hard_break = run && i + 1 < lines.size();
      if (i == 0) {
        Given& given = p.given.make();
        given.label = label.text.size();
        given.ordinal = block.ordinal;
        given.list = block.list;
        p.bullet = block.kind == RawKind::bullet;
        p.indent = static_cast<std::uint32_t>(std::clamp(block.level, 0, kDeepest)) * 2;
        // Some give paragraphs a level of the outline, to find them in a navigator.
        const bool sentence =
            is_wider(p.text.view(), kLongestHeading) && ends_sentence(p.text.view());
        if (block.kind == RawKind::heading && !sentence)
          p.atx = std::clamp(block.level, 1, kDeepest);
      }
      p.bullet = p.bullet || bullet > 0;
      add(std::move(p));
    }
  }

  // A line that goes on with a sentence: lower case, or, in scripts that have none, its end.
  static bool goes_on(std::string_view line) {
    const text::Script script = text::script_of(first_char(line));
    const bool cased = script == text::Script::latin || script == text::Script::cyrillic;
    return starts_lower(line) || (!cased && script != text::Script::none && ends_sentence(line));
  }

  // Line breaks within a sentence only set its lines; others begin something.
  static std::vector<Rich> paragraphs_in(std::vector<Rich> lines) {
    static const std::set<std::string> no_words;
    std::vector<Rich> out;
    for (Rich& line : lines) {
      if (!out.empty() && !ends_item(out.back().view()) && goes_on(line.view())) {
        join(out.back(), line, no_words);
      } else {
        out.push_back(std::move(line));
      }
    }
    return out;
  }

  void table(std::size_t from, std::size_t to) {
    if (only_frames(from, to)) {
      for (std::size_t i = from; i < to; ++i) flow(raw_.blocks[i]);
      return;
    }
    FoundTable found;
    found.line = ++line_;
    int row = -1;
    for (std::size_t i = from; i < to; ++i) {
      const RawBlock& block = raw_.blocks[i];
      // No masthead: what looks like a line of one is the middle of a cell.
      std::vector<Rich> lines =
          hexapla::normalize::lines_of(body_of(block), block.soft, vocabulary_, false);
      if (lines.empty()) continue;
      const auto column = static_cast<std::size_t>(std::max(0, block.column));
      // Rows without text do not count.
      if (found.rows.empty() || block.row != row) found.rows.emplace_back();
      row = block.row;
      TableRow& into = found.rows.back();
      into.header = into.header || block.header_row;
      if (into.cells.size() <= column) into.cells.resize(column + 1);
      for (std::size_t l = 0; l < lines.size(); ++l) {
        into.cells[column].push_back(l == 0 ? with_label(label_of(block), lines[l]) : lines[l]);
      }
    }
    if (found.rows.empty()) return;
    Paragraph p;
    p.line = p.last_line = found.line;
    p.table = static_cast<int>(draft_.tables.size());
    add(std::move(p));
    draft_.tables.push_back(std::move(found));
  }

  // One cell around everything, or the masthead of the first page.
  bool only_frames(std::size_t from, std::size_t to) const {
    std::set<std::pair<int, int>> cells;
    std::size_t paragraphs = 0;  // cells as long as one
    bool masthead = false;
    for (std::size_t i = from; i < to; ++i) {
      const RawBlock& block = raw_.blocks[i];
      if (text::trim(block.text.view()).empty()) continue;
      cells.emplace(block.row, block.column);
      paragraphs += is_wider(block.text.view(), kAddressLine) ? 1 : 0;
      if (draft_.paragraphs.size() > kTop || masthead) continue;
      for (const Rich& line : lines_of(block)) masthead = masthead || is_masthead_line(line.view());
    }
    return cells.size() <= 1 || (masthead && paragraphs <= kMostParagraphs);
  }

  // Lines of the first page's running head that belong to a masthead and stand nowhere else.
  void running_head() {
    std::set<std::string> printed;
    for (std::size_t i = 0; i < std::min(draft_.paragraphs.size(), kTop * 4); ++i)
      printed.insert(folded_key(draft_.paragraphs[i].text.view()));
    std::vector<Paragraph> head;
    for (const RawBlock& block : raw_.blocks) {
      if (block.kind != RawKind::running) continue;
      for (Rich& line : lines_of(block)) {
        if (!is_masthead_line(line.view())) continue;
        if (printed.insert(folded_key(line.view())).second)
          head.push_back(paragraph(block, std::move(line)));
      }
    }
    // They stand above everything else.
    for (Paragraph& p : draft_.paragraphs) p.line += head.size();
    for (FoundTable& t : draft_.tables) t.line += head.size();
    line_ += head.size();
    for (std::size_t i = 0; i < head.size(); ++i) head[i].line = head[i].last_line = i + 1;
    draft_.paragraphs.insert(draft_.paragraphs.begin(), std::make_move_iterator(head.begin()),
                             std::make_move_iterator(head.end()));
  }

  void notes() {
    std::map<int, std::size_t> anchor_lines;
    const auto see = [&](const Rich& text, std::size_t line) {
      for (const document::NoteReference& note : text.notes) anchor_lines.emplace(note.note, line);
    };
    for (const Paragraph& p : draft_.paragraphs) {
      see(p.text, p.line);
      if (p.table < 0) continue;
      for (const TableRow& row : draft_.tables[static_cast<std::size_t>(p.table)].rows)
        for (const Cell& cell : row.cells)
          for (const Rich& text : cell) see(text, p.line);
    }
    for (std::size_t n = 0; n < raw_.notes.size(); ++n) {
      const ingest::RawNote& raw = raw_.notes[n];
      FoundNote note;
      note.mark = raw.mark;
      note.key = raw.mark.text();
      std::vector<Rich> lines = lines_of(raw.body);
      for (Rich& line : lines) {
        if (!note.text.empty()) {
          const document::SourceRange at = line.text.source({0, line.text.size()});
          note.text.text.append_replacement(" ", {at.part, at.begin, at.begin});
        }
        note.text.append(line);
      }
      const auto anchor = anchor_lines.find(static_cast<int>(n));
      note.line = anchor == anchor_lines.end() ? line_ : anchor->second;
      draft_.notes.push_back(std::move(note));
    }
  }

  const ingest::RawDocument& raw_;
  std::set<std::string> vocabulary_;
  Draft draft_;
  std::size_t line_ = 0;
  bool marks_headings_ = false;
  bool body_ = false;  // labels or sentences have come: the masthead is behind
};

}  // namespace

Draft draft_of_blocks(const ingest::RawDocument& raw) {
  return Drafter(raw).run();
}

}  // namespace hexapla::normalize
