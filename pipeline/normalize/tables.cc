#include "pipeline/normalize/tables.h"

#include <algorithm>
#include <map>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/timetable.h"

namespace hexapla::normalize {
namespace {

Rich rich_of(const document::MappedText& text, Span span) {
  Rich out;
  out.text = text.slice(span);
  return collapsed(out.trimmed());
}

// "<p>a</p> <p>b</p>" gives two paragraphs; anything else one. Tags inside a paragraph are the
// markup's business.
Cell paragraphs_of(const document::MappedText& text, Span span) {
  Cell out;
  const std::string_view view = text.view();
  std::size_t at = span.begin;
  std::size_t begin = at;
  const auto cut = [&](std::size_t end) {
    Rich piece = rich_of(text, {begin, end});
    if (!piece.empty()) out.push_back(std::move(piece));
  };
  while (at < span.end) {
    const std::size_t tag = view.find('<', at);
    if (tag == std::string_view::npos || tag >= span.end) break;
    std::size_t size = 0;
    for (const std::string_view t :
         {"<p>", "</p>", "<P>", "</P>", "<br>", "<br/>", "<br />", "<BR>"}) {
      if (view.substr(tag).starts_with(t)) size = t.size();
    }
    if (size == 0) {
      at = tag + 1;
      continue;
    }
    cut(tag);
    at = tag + size;
    begin = at;
  }
  cut(span.end);
  return out;
}

bool is_empty(const TableRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& c) { return c.empty(); });
}

bool same_text(const TableRow& a, const TableRow& b) {
  if (a.cells.size() != b.cells.size()) return false;
  for (std::size_t i = 0; i < a.cells.size(); ++i) {
    if (a.cells[i].size() != b.cells[i].size()) return false;
    for (std::size_t j = 0; j < a.cells[i].size(); ++j) {
      if (a.cells[i][j].view() != b.cells[i][j].view()) return false;
    }
  }
  return true;
}

TableRow tab_row(const Line& line) {
  TableRow row;
  const std::string_view view = line.raw.get().view();
  for (std::size_t at = 0; at <= view.size();) {
    std::size_t end = view.find('\t', at);
    if (end == std::string_view::npos) end = view.size();
    row.cells.push_back(paragraphs_of(line.raw.get(), {at, end}));
    at = end + 1;
  }
  return row;
}

std::size_t tabs(const Line& line) {
  const std::string_view view = line.raw.get().view();
  return static_cast<std::size_t>(std::count(view.begin(), view.end(), '\t'));
}

bool is_pipe_row(const Line& line) {
  if (line.traits.first() != '|') return false;
  const std::string_view view = line.text.view();
  return view.size() > 2 && view.find('|', 1) != std::string_view::npos;
}

bool is_pipe_ruler(const Line& line) {
  return line.traits.has(Traits::kHyphen) && line.traits.has(Traits::kPipe) &&
         line.text.view().find_first_not_of("|-: ") == std::string_view::npos;
}

TableRow pipe_row(const Line& line) {
  TableRow row;
  const document::MappedText& text = line.text.text;
  const std::string_view view = text.view();
  std::size_t begin = view.front() == '|' ? 1 : 0;
  for (std::size_t at = begin; at <= view.size(); ++at) {
    if (at < view.size() && view[at] == '\\') {
      ++at;
      continue;
    }
    if (at < view.size() && view[at] != '|') continue;
    if (at == view.size() && text::trim(view.substr(begin)).empty()) break;
    row.cells.push_back(paragraphs_of(text, {begin, at}));
    begin = at + 1;
  }
  return row;
}

// Adds a row: repeated headers go, rows without a key join the row above.
void add_row(FoundTable& table, TableRow row) {
  if (is_empty(row)) return;
  if (!table.rows.empty() && table.rows.front().header && same_text(table.rows.front(), row))
    return;
  const bool continues_above = table.rows.size() > 1 && row.cells.size() > 2 &&
                               row.cells.front().empty() && !table.rows.back().header &&
                               table.rows.back().cells.size() == row.cells.size();
  if (!continues_above) {
    table.rows.push_back(std::move(row));
    return;
  }
  TableRow& above = table.rows.back();
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    for (Rich& paragraph : row.cells[i]) above.cells[i].push_back(std::move(paragraph));
  }
}

// Tables of one kind of row. Blank lines and lines already consumed (notes) between rows do not end
// a table when its header is repeated behind them.
template <class IsRow, class Width, class MakeRow>
void take_rows(std::vector<Line>& lines, std::vector<FoundTable>& out, IsRow is_row, Width width,
               MakeRow make_row, std::size_t least_rows) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].consumed || !is_row(lines[i])) continue;
    const std::size_t columns_here = width(lines[i]);
    std::size_t count = 0;
    for (std::size_t j = i; j < lines.size() && !lines[j].blank() && is_row(lines[j]); ++j) ++count;
    if (count < least_rows) continue;
    FoundTable table;
    table.line = i;
    std::size_t j = i;
    for (; j < lines.size(); ++j) {
      Line& line = lines[j];
      if (line.consumed || line.blank()) continue;
      if (!is_row(line) || width(line) != columns_here) break;
      // Behind a blank line only the repeated header goes on with the same table.
      if (j > i && lines[j - 1].blank()) {
        const TableRow row = make_row(line);
        if (!table.rows.empty() && !same_text(table.rows.front(), row)) break;
      }
      TableRow row = make_row(line);
      row.header = table.rows.empty();
      line.consumed = true;
      add_row(table, std::move(row));
    }
    if (!table.rows.empty()) out.push_back(std::move(table));
    i = j - 1;
  }
}

void take_pipe_tables(std::vector<Line>& lines, std::vector<FoundTable>& out) {
  if (std::none_of(lines.begin(), lines.end(),
                   [](const Line& line) { return line.traits.has(Traits::kPipe); }))
    return;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].consumed || lines[i].blank() || !is_pipe_ruler(lines[i + 1])) continue;
    if (lines[i].text.view().find('|') == std::string_view::npos) continue;
    FoundTable table;
    table.line = i;
    TableRow header = pipe_row(lines[i]);
    header.header = true;
    table.rows.push_back(std::move(header));
    lines[i].consumed = lines[i + 1].consumed = true;
    std::size_t j = i + 2;
    for (; j < lines.size() && !lines[j].blank() &&
           lines[j].text.view().find('|') != std::string_view::npos;
         ++j) {
      lines[j].consumed = true;
      add_row(table, pipe_row(lines[j]));
    }
    out.push_back(std::move(table));
    i = j - 1;
  }
  // Pipe rows without a ruler: two of them make a table without a header.
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].consumed || !is_pipe_row(lines[i]) || lines[i + 1].consumed ||
        !is_pipe_row(lines[i + 1]))
      continue;
    FoundTable table;
    table.line = i;
    std::size_t j = i;
    for (; j < lines.size() && !lines[j].consumed && is_pipe_row(lines[j]); ++j) {
      lines[j].consumed = true;
      add_row(table, pipe_row(lines[j]));
    }
    out.push_back(std::move(table));
    i = j - 1;
  }
}

// The label at `at`, which must be "(x)" or "n (x)"; end of the label or 0.
std::size_t inner_label(std::string_view text, std::size_t at, std::size_t& text_begin) {
  std::size_t p = at;
  while (p < text.size() && text[p] >= '0' && text[p] <= '9') ++p;
  if (p > at) {
    if (p - at > 2 || p + 1 >= text.size() || text[p] != ' ') return 0;
    ++p;
  }
  const std::optional<Label> label = parse_label(text.substr(p));
  if (!label || label->text >= text.size() - p) return 0;
  const std::string_view printed = text.substr(p, label->span.end);
  if (!printed.ends_with(')') && !printed.ends_with("）")) return 0;
  text_begin = p + label->text;
  return p + label->span.end;
}

void split_paragraph(const Rich& paragraph, const std::vector<std::string>& heads, Cell& out) {
  const std::string_view text = paragraph.view();
  std::vector<std::size_t> cuts;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at - 1] != ' ') continue;
    const bool word_head = std::any_of(heads.begin(), heads.end(), [&](const std::string& h) {
      return text.substr(at).starts_with(h) && text.substr(at + h.size()).starts_with(":");
    });
    if (word_head) {
      cuts.push_back(at);
      continue;
    }
    std::size_t begin = 0;
    if (inner_label(text, at, begin) == 0) continue;
    // Part of a reference ("paragraph 4 (c) of") unless a paragraph clearly ends here and another
    // begins.
    const std::string_view before = text::trim(text.substr(0, at));
    const char32_t last = last_char(before);
    const bool stop = last == ';' || last == ':' || last == '.' || last == 0xFF1B ||
                      last == 0xFF1A || last == 0x61B;
    const std::string_view rest = text.substr(begin);
    const bool cased = text::script_of(first_char(rest)) == text::Script::latin ||
                       text::script_of(first_char(rest)) == text::Script::cyrillic;
    const bool numbered = text[at] != '(' && text::is_digit(static_cast<unsigned char>(text[at]));
    if (!(stop || (numbered && starts_upper(rest) && !text::is_digit(last)))) continue;
    if (cased && !starts_upper(rest) && last != ';') continue;
    // "4 (c)" is one label: do not cut between its parts.
    if (!cuts.empty() && at - cuts.back() <= 3 &&
        text::is_digit(static_cast<unsigned char>(text[cuts.back()])))
      continue;
    cuts.push_back(at);
  }
  std::size_t begin = 0;
  for (const std::size_t cut : cuts) {
    Rich piece = trimmed_slice(paragraph, {begin, cut});
    if (!piece.empty()) out.push_back(std::move(piece));
    begin = cut;
  }
  Rich piece = trimmed_slice(paragraph, {begin, text.size()});
  if (!piece.empty()) out.push_back(std::move(piece));
}

// The first row is one like the next: no header stands above it.
bool begins_with_dates(const FoundTable& table) {
  const auto dated = [&](std::size_t row) {
    const std::vector<Cell>& cells = table.rows[row].cells;
    if (cells.empty() || cells[0].empty()) return false;
    std::string key(text::trim(cells[0][0].view()));
    if (!key.ends_with(':')) key += ':';
    return dated_head(key + " X") > 0;
  };
  return table.rows.size() > 1 && dated(0) && dated(1);
}

}  // namespace

void split_run_together(FoundTable& table) {
  // Words before a colon that open paragraphs: certain where the paragraphs of a cell are told
  // apart, else when they come twice.
  std::map<std::string, int> count;
  for (const TableRow& row : table.rows) {
    if (row.header) continue;
    for (const Cell& cell : row.cells) {
      for (const Rich& paragraph : cell) {
        const std::string_view text = paragraph.view();
        std::string head = run_in_head(text);
        if (head.empty() && text.ends_with(':') && text.size() < 40)
          head = std::string(text.substr(0, text.size() - 1));
        if (!head.empty() && starts_upper(head)) count[head] += cell.size() > 1 ? 2 : 1;
      }
    }
  }
  std::vector<std::string> heads;
  for (const auto& [head, n] : count) {
    if (n >= 2) heads.push_back(head);
  }
  for (TableRow& row : table.rows) {
    if (row.header) continue;
    for (Cell& cell : row.cells) {
      Cell split;
      for (const Rich& paragraph : cell) split_paragraph(paragraph, heads, split);
      cell = std::move(split);
    }
  }
}

std::vector<FoundTable> take_tables(std::vector<Line>& lines,
                                    const std::set<std::string>& vocabulary) {
  std::vector<FoundTable> out;
  take_rows(
      lines, out, [](const Line& line) { return line.in_row() && tabs(line) > 0; }, tabs, tab_row,
      2);
  take_pipe_tables(lines, out);
  take_timetables(lines, vocabulary, out);
  for (FoundTable& table : out) {
    if (begins_with_dates(table)) table.rows.front().header = false;
    split_run_together(table);
  }
  std::sort(out.begin(), out.end(),
            [](const FoundTable& a, const FoundTable& b) { return a.line < b.line; });
  return out;
}

}  // namespace hexapla::normalize
