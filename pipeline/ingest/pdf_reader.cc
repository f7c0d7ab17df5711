// PDF: words with boxes from the helper program, then tables, lines, furniture, notes, and the
// blocks that they make. Part N of the source map is "page N"; its offsets are bytes of the text of
// that page as it is extracted here: its lines in the order of reading (pdf_lines.h), running heads
// and feet included, each followed by one line feed, before characters are cleaned.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/form_labels.h"
#include "pipeline/ingest/pdf_columns.h"
#include "pipeline/ingest/pdf_direction.h"
#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_grids.h"
#include "pipeline/ingest/pdf_page.h"
#include "pipeline/ingest/pdf_tables.h"
#include "pipeline/ingest/pdf_titles.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kFewLetters = 300;  // of a page

std::string counted(std::size_t n, const char* what) {
  return std::to_string(n) + what;
}

bool any_character(const PdfLine& line, bool (*is)(char32_t)) {
  for (std::size_t at = 0; at < line.text.size();) {
    const text::CodePoint c = text::decode(line.text, at);
    if (is(c.value)) return true;
    at += c.size;
  }
  return false;
}

bool has_right_to_left(const PdfLine& line) {
  return any_character(line, is_right_to_left);
}

bool has_lam_alef(const PdfLine& line) {
  for (const char* pair : {"لا", "لأ", "لإ", "لآ"}) {
    if (line.text.find(pair) != std::string::npos) return true;
  }
  return false;
}

bool has_bracket(const PdfLine& line) {
  return has_right_to_left(line) && line.text.find_first_of("()[]{}") != std::string::npos;
}

bool is_rotated(const PdfLine& line) {
  return !line.upright;
}

// The first line of a page that such a remark may be about; the whole page where none is.
document::SourceRange place_on(const std::vector<PdfSheet>& sheets, std::size_t page,
                               bool (*fits)(const PdfLine&)) {
  const auto part = static_cast<std::uint32_t>(page + 1);
  const std::vector<PdfLine>& lines = sheets[page].lines;
  if (lines.empty()) return {part, 0, 0};
  const auto line = std::find_if(lines.begin(), lines.end(), fits);
  if (line == lines.end()) return {part, 0, lines.back().offset + lines.back().text.size()};
  return {part, line->offset, line->offset + line->text.size()};
}

// `repairs`: of each page.
void tell(const std::vector<PdfRepairs>& repairs, const PdfFurniture& furniture,
          const std::vector<PdfSheet>& sheets, RawDocument& out) {
  if (furniture.lines > 0) {
    const PdfLine& line = sheets[furniture.page].lines[furniture.line];
    out.quality.push_back(
        {"running-head",
         counted(furniture.lines,
                 " running heads, feet and page numbers were taken out, the first: ") +
             furniture.first,
         -1,
         {static_cast<std::uint32_t>(furniture.page + 1), line.offset,
          line.offset + line.text.size()}});
  }
  // With the place of the first one.
  const auto note = [&](const char* code, std::size_t PdfRepairs::*of, const char* what,
                        bool (*fits)(const PdfLine&)) {
    std::size_t n = 0;
    for (const PdfRepairs& page : repairs) n += page.*of;
    const auto first = std::find_if(repairs.begin(), repairs.end(),
                                    [&](const PdfRepairs& page) { return page.*of > 0; });
    if (first == repairs.end()) return;
    const auto page = static_cast<std::size_t>(first - repairs.begin());
    out.quality.push_back({code, counted(n, what), -1, place_on(sheets, page, fits)});
  };
  note("visual-order", &PdfRepairs::reordered_lines,
       " lines with right-to-left text were put into logical order", has_right_to_left);
  note("lam-alef", &PdfRepairs::lam_alef, " lam-alef ligatures were put into logical order",
       has_lam_alef);
  note("mirrored-brackets", &PdfRepairs::brackets, " lines had their brackets turned", has_bracket);
  std::size_t empty = 0;
  std::size_t rotated = 0;
  std::uint32_t first_empty = 0;
  std::size_t first_rotated = 0;
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    if (sheets[p].lines.empty() && empty++ == 0) first_empty = static_cast<std::uint32_t>(p + 1);
    for (const PdfLine& line : sheets[p].lines) {
      if (is_rotated(line) && rotated++ == 0) first_rotated = p;
    }
  }
  if (empty > 0) {
    out.quality.push_back(
        {"page-without-text",
         counted(empty, " pages have no text, the first: page ") + std::to_string(first_empty),
         -1,
         {first_empty, 0, 0}});
  }
  if (rotated > 0) {
    out.quality.push_back({"rotated-text",
                           counted(rotated, " lines of rotated text were kept as they came"), -1,
                           place_on(sheets, first_rotated, is_rotated)});
  }
}

// The lines of a cell, with those of the tables in it where these stand, cell by cell.
std::vector<PdfLine> lines_of(const PdfTableCell& cell, const SplitFonts& ligatures,
                              bool right_to_left, PdfRepairs& repairs) {
  std::vector<PdfLine> out;
  if (!cell.words.words.empty()) out = make_lines(cell.words, ligatures, right_to_left, repairs);
  int number = 0;
  std::size_t at = 0;  // where the last one ended
  for (const PdfPage& inner : cell.inner) {
    std::vector<PdfLine> lines = make_lines(inner, ligatures, right_to_left, repairs);
    ++number;
    for (PdfLine& line : lines) line.inner = number;
    while (at < out.size() && !lines.empty() && out[at].top < lines.front().top) ++at;
    const std::size_t size = lines.size();
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(at),
               std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    at += size;
  }
  return out;
}

double tenths(float points) {
  return std::round(static_cast<double>(points) * 10) / 10;
}

// A box on a page that was turned by quarters, on the page as it is displayed. `page`: its measures
// once it is turned.
PdfBox turned_back(PdfBox box, const PdfPage& page) {
  switch (page.quarters) {
    case 1:
      return {box.top, box.bottom, page.width - box.right, page.width - box.left};
    case 2:
      return {page.width - box.right, page.width - box.left, page.height - box.bottom,
              page.height - box.top};
    case 3:
      return {page.height - box.bottom, page.height - box.top, box.left, box.right};
    default:
      return box;
  }
}

// Where the lines of a page stand. `page`: its measures.
void tell_lines(const PdfSheet& sheet, const PdfPage& page, std::uint32_t part,
                std::vector<document::PageLine>& out) {
  for (const PdfLine& line : sheet.lines) {
    const bool from_right = sheet.right_to_left;
    const PdfBox box =
        turned_back({from_right ? page.width - line.end : line.start,
                     from_right ? page.width - line.start : line.end, line.top, line.bottom},
                    page);
    out.push_back({{part, line.offset, line.offset + line.text.size()},
                   tenths(box.left),
                   tenths(box.top),
                   tenths(box.right),
                   tenths(box.bottom)});
  }
}

// Appends the lines of a region: tables where their first line stands, the rest in its order.
void add_region(const PdfPage& page, std::vector<PdfTable> tables, int region,
                const SplitFonts& ligatures, PdfSheet& sheet, PdfRepairs& repairs) {
  std::stable_sort(tables.begin(), tables.end(),
                   [](const PdfTable& a, const PdfTable& b) { return a.top < b.top; });
  std::vector<PdfLine> all = make_lines(page, ligatures, sheet.right_to_left, repairs);
  for (std::size_t t = tables.size(); t-- > 0;) {
    std::vector<PdfLine> lines;
    std::map<std::pair<float, float>, float> padding;  // of cells between the same rules
    for (const PdfTableCell& cell : tables[t].cells) {
      const float begin = sheet.right_to_left ? page.width - cell.right : cell.left;
      for (PdfLine& line : lines_of(cell, ligatures, sheet.right_to_left, repairs)) {
        line.table = static_cast<int>(sheet.tables.size() + t);
        line.row = cell.row;
        line.column = cell.column;
        if (cell.right > cell.left && line.inner == 0) {
          const auto least = padding.emplace(std::pair(cell.left, cell.right), line.start - begin);
          least.first->second = std::min(least.first->second, line.start - begin);
          line.limit = sheet.right_to_left ? page.width - cell.left : cell.right;
        }
        lines.push_back(std::move(line));
      }
    }
    // What is white at the one side of the cells is so at the other.
    std::size_t next = 0;
    for (const PdfTableCell& cell : tables[t].cells) {
      const auto found = padding.find({cell.left, cell.right});
      while (next < lines.size() && lines[next].row == cell.row &&
             lines[next].column == cell.column) {
        PdfLine& line = lines[next++];
        if (found != padding.end() && line.inner == 0) line.limit -= std::max(found->second, 0.0F);
      }
    }
    std::size_t place = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const PdfLine& line = all[i];
      if (line.table < 0 && line.upright && line.top < tables[t].top) place = i + 1;
    }
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(place),
               std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
  }
  for (const PdfTable& table : tables) {
    PdfGrid grid = table.grid;
    if (table.right > table.left) {
      grid.start = sheet.right_to_left ? page.width - table.right : table.left;
      grid.end = sheet.right_to_left ? page.width - table.left : table.right;
    }
    sheet.tables.push_back(grid);
  }
  for (PdfLine& line : all) {
    line.region = region;
    sheet.lines.push_back(std::move(line));
  }
}

// The lines of a page, region by region.
void lay_out(PdfPage& page, const SplitFonts& ligatures, PdfOpenTable& open,
             std::vector<PdfGutter>& gutters, PdfSheet& sheet, PdfRepairs& repairs) {
  const bool right_to_left = sheet.right_to_left;
  std::vector<PdfTable> ruled = take_ruled_tables(page, right_to_left, open);
  if (ruled.empty()) ruled = take_aligned_tables(page, right_to_left, open);
  std::vector<PdfBox> boxes;
  for (const PdfTable& t : ruled) boxes.push_back({t.left, t.right, t.top, t.bottom});
  std::vector<PdfRegion> regions = split_columns(std::move(page), boxes, right_to_left, gutters);
  std::vector<std::vector<PdfTable>> tables(regions.size());
  const bool any_ruled = !ruled.empty();
  for (PdfTable& t : ruled) {
    const float x = (t.left + t.right) / 2;
    const float y = (t.top + t.bottom) / 2;
    const auto in = std::find_if(regions.begin(), regions.end(), [&](const PdfRegion& r) {
      return x >= r.box.left && x < r.box.right && y >= r.box.top && y < r.box.bottom;
    });
    tables[in == regions.end() ? 0 : static_cast<std::size_t>(in - regions.begin())].push_back(
        std::move(t));
  }
  for (std::size_t r = 0; r < regions.size(); ++r) {
    // Only on a page without columns may a table that is not ruled go on from the page before.
    PdfOpenTable none;
    PdfOpenTable& from = any_ruled || regions.size() > 1 ? none : open;
    for (PdfTable& table : take_tables(regions[r].page, right_to_left, from))
      tables[r].push_back(std::move(table));
    add_region(regions[r].page, std::move(tables[r]), static_cast<int>(r), ligatures, sheet,
               repairs);
  }
  if (!any_ruled && regions.size() > 1) open = {};
  std::size_t offset = 0;
  for (PdfLine& line : sheet.lines) {
    line.offset = offset;
    offset += line.text.size() + 1;
  }
}

}  // namespace

RawDocument lay_out_pdf(std::vector<PdfPage> pages) {
  RawDocument out;
  std::vector<PdfSheet> sheets(pages.size());
  std::vector<PdfRepairs> repairs(pages.size());
  PdfOpenTable open;
  std::vector<PdfGutter> gutters;
  rule_coloured_rows(pages);
  const SplitFonts ligatures = fonts_with_split_ligatures(pages);
  std::vector<PdfLetters> counts;
  PdfLetters all;
  for (const PdfPage& page : pages) {
    counts.push_back(count_letters(page));
    all.right_to_left += counts.back().right_to_left;
    all.all += counts.back().all;
  }
  for (std::size_t p = 0; p < pages.size(); ++p) {
    PdfSheet& sheet = sheets[p];
    sheet.height = pages[p].height;
    // A page with few words, such as the end of a note, is of the document's direction.
    sheet.right_to_left = counts[p].all < kFewLetters ? all.right_to_left * 2 > all.all
                                                      : counts[p].right_to_left * 2 > counts[p].all;
    PdfPage measures;
    measures.width = pages[p].width;
    measures.height = pages[p].height;
    measures.quarters = pages[p].quarters;
    lay_out(pages[p], ligatures, open, gutters, sheet, repairs[p]);
    tell_lines(sheet, measures, static_cast<std::uint32_t>(p + 1), out.manifestation.lines);
    sheet.furniture.resize(sheet.lines.size());
    sheet.note.resize(sheet.lines.size());
    sheet.answer.resize(sheet.lines.size());
    pages[p] = {};
  }
  const PdfFurniture furniture = find_furniture(sheets);
  const float body = body_size(sheets);
  find_notes(sheets, body);
  take_titles(sheets);
  Tallies tallies;
  make_blocks(sheets, body, tallies, out);
  release_form_labels(out.blocks);
  out.quality = told(tallies);
  tell(repairs, furniture, sheets, out);
  return out;
}

RawDocument read_pdf(std::string_view bytes, const std::string& path) {
  std::vector<PdfPage> pages = extract_pdf_words(bytes, path);
  const std::size_t count = pages.size();
  const bool any = std::any_of(pages.begin(), pages.end(),
                               [](const PdfPage& page) { return !page.words.empty(); });
  if (!any) throw Error(ErrorKind::input, path, "", "scanned, no text layer; run OCR");
  RawDocument out = lay_out_pdf(std::move(pages));
  std::vector<document::PageLine> lines = std::move(out.manifestation.lines);
  out.manifestation = {path,   "pdf",           "", bytes.size(), files::content_hash(bytes),
                       {path}, std::move(lines)};
  for (std::size_t p = 0; p < count; ++p)
    out.manifestation.parts.push_back("page " + std::to_string(p + 1));
  return out;
}

}  // namespace hexapla::ingest
