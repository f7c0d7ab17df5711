#include "pipeline/ingest/pdf_titles.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace hexapla::ingest {
namespace {

constexpr float kLevel = 1;         // points by which lines that begin at one place differ
constexpr float kLeastPadding = 2;  // points from the table's edge to its text
constexpr float kMostPadding = 12;
constexpr float kTouch = 0.4F;           // em of the title's type, from it to the table
constexpr float kWithin = 0.5F;          // em between lines of one title, at most
constexpr std::size_t kMostLines = 3;    // of a title
constexpr std::size_t kLeastAround = 3;  // lines outside that begin at the table's edge
constexpr std::size_t kMoreAround = 2;   // times what begins where the title does, at least

struct Title {
  std::size_t page = 0;
  std::size_t from = 0;  // its first line
  std::size_t to = 0;    // the first line of the table
};

// Where the text of the first column begins, and how high up the first row does.
struct Place {
  float start = 1e6F;
  float top = 1e6F;
};

std::vector<Place> places_of(const PdfSheet& sheet) {
  std::vector<Place> out(sheet.tables.size());
  for (const PdfLine& line : sheet.lines) {
    if (line.table < 0) continue;
    Place& place = out[static_cast<std::size_t>(line.table)];
    if (line.column == 0 && line.inner == 0) place.start = std::min(place.start, line.start);
    if (line.row == 0) place.top = std::min(place.top, line.top);
  }
  return out;
}

bool is_text(const PdfSheet& sheet, std::size_t i) {
  return sheet.lines[i].table < 0 && sheet.lines[i].upright && !sheet.furniture[i] &&
         !sheet.note[i];
}

// The lines above the table that begins with line `to` which may be its title; none: `to`.
std::size_t title_above(const PdfSheet& sheet, std::size_t to, const Place& place) {
  const PdfGrid& grid = sheet.tables[static_cast<std::size_t>(sheet.lines[to].table)];
  const float padding = place.start - grid.start;
  if (grid.end <= grid.start || padding < kLeastPadding || padding > kMostPadding) return to;
  float top = std::min(place.top, grid.top);
  std::size_t from = to;
  while (from > 0 && to - from < kMostLines + 1) {
    const PdfLine& line = sheet.lines[from - 1];
    if (!is_text(sheet, from - 1) || line.region != sheet.lines[to].region) break;
    const float most = (from == to ? kTouch : kWithin) * line.size;
    if (top - line.bottom > most) break;
    // What does not begin where the title does is of a paragraph with it.
    const bool one = from == to || std::fabs(line.size - sheet.lines[from].size) < kLevel;
    if (std::fabs(line.start - place.start) > kLevel || line.end > grid.end || !one ||
        line.bottom - top > kTouch * line.size)
      return to;
    top = line.top;
    --from;
  }
  return to - from > kMostLines ? to : from;
}

std::size_t around(const std::vector<float>& sorted, float place) {
  return static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), place + kLevel) -
                                  std::lower_bound(sorted.begin(), sorted.end(), place - kLevel));
}

void take(PdfSheet& sheet, const Title& title) {
  const int table = sheet.lines[title.to].table;
  PdfGrid& grid = sheet.tables[static_cast<std::size_t>(table)];
  grid.titled = true;
  grid.header = false;
  for (std::size_t i = title.to; i < sheet.lines.size() && sheet.lines[i].table == table; ++i)
    ++sheet.lines[i].row;
  for (std::size_t i = title.from; i < title.to; ++i) {
    PdfLine& line = sheet.lines[i];
    line.table = table;
    line.row = 0;
    line.column = 0;
    line.limit = grid.end - (line.start - grid.start);
  }
}

}  // namespace

void take_titles(std::vector<PdfSheet>& sheets) {
  std::vector<Title> titles;
  std::vector<float> starts;  // of the lines outside of tables that are no titles
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    const PdfSheet& sheet = sheets[p];
    const std::vector<Place> places = places_of(sheet);
    std::vector<bool> is_title(sheet.lines.size());
    for (std::size_t i = 1; i < sheet.lines.size(); ++i) {
      const int table = sheet.lines[i].table;
      if (table < 0 || sheet.lines[i - 1].table >= 0) continue;
      const std::size_t from = title_above(sheet, i, places[static_cast<std::size_t>(table)]);
      if (from == i) continue;
      titles.push_back({p, from, i});
      for (std::size_t k = from; k < i; ++k) is_title[k] = true;
    }
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      if (is_text(sheet, i) && !is_title[i]) starts.push_back(sheet.lines[i].start);
    }
  }
  std::sort(starts.begin(), starts.end());
  for (const Title& title : titles) {
    PdfSheet& sheet = sheets[title.page];
    const PdfLine& first = sheet.lines[title.to];
    const float edge = sheet.tables[static_cast<std::size_t>(first.table)].start;
    const std::size_t at_edge = around(starts, edge);
    const std::size_t beside = around(starts, sheet.lines[title.from].start);
    if (at_edge >= kLeastAround && at_edge >= kMoreAround * beside) take(sheet, title);
  }
}

}  // namespace hexapla::ingest
