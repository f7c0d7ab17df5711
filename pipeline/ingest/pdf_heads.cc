#include "pipeline/ingest/pdf_heads.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "pipeline/ingest/page_marks.h"

namespace hexapla::ingest {
namespace {

constexpr float kTopZone = 0.2F;     // of the page's height
constexpr float kFullSize = 0.97F;   // of the body's type
constexpr float kApart = 0.7F;       // em of white between a head and the text
constexpr float kSameHeight = 3;     // points
constexpr float kNextLine = 1.5F;    // em, from foot to foot of lines of a paragraph
constexpr float kEarly = 0.7F;       // of the height: a page whose text ends above it ends early
constexpr float kWellAbove = 0.12F;  // of the height: so does one that ends so far above the others

// What is at the edges of pages whatever it is.
bool is_number(const PdfLine& line, std::size_t page) {
  return lone_number(line.text) >= 0 || names_page(line.text, page);
}

bool is_text(const PdfSheet& sheet, std::size_t page, std::size_t i) {
  return !sheet.furniture[i] && sheet.lines[i].upright && !is_number(sheet.lines[i], page);
}

// The next line of text below `foot`; nullptr where there is none.
const PdfLine* text_below(const PdfSheet& sheet, std::size_t page, float foot) {
  const PdfLine* out = nullptr;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const PdfLine& line = sheet.lines[i];
    if (line.bottom < foot + kSameHeight || !is_text(sheet, page, i)) continue;
    if (out == nullptr || line.top < out->top) out = &line;
  }
  return out;
}

// The numbers of the lines are the same on each page, or count with the pages.
bool numbers_stay_or_count(const std::vector<PdfSheet>& sheets,
                           const std::vector<PdfPlace>& places) {
  const auto numbers = [&](const PdfPlace& at) {
    return numbers_in(sheets[at.page].lines[at.line].text);
  };
  const std::vector<long> first = numbers(places.front());
  std::vector<bool> stays(first.size(), true);
  std::vector<bool> counts(first.size(), true);
  for (const PdfPlace& at : places) {
    const std::vector<long> own = numbers(at);
    if (own.size() != first.size()) return false;
    const long pages = static_cast<long>(at.page) - static_cast<long>(places.front().page);
    for (std::size_t n = 0; n < own.size(); ++n) {
      stays[n] = stays[n] && own[n] == first[n];
      counts[n] = counts[n] && own[n] == first[n] + pages;
    }
  }
  for (std::size_t n = 0; n < first.size(); ++n) {
    if (!stays[n] && !counts[n]) return false;
  }
  return true;
}

}  // namespace

PdfHeads::PdfHeads(const std::vector<PdfSheet>& sheets, float body)
    : sheets_(sheets), body_(body), texts_(sheets.size()) {
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    Text& text = texts_[p];
    for (std::size_t i = 0; i < sheets[p].lines.size(); ++i) {
      if (is_text(sheets[p], p, i)) text.end = std::max(text.end, sheets[p].lines[i].bottom);
    }
    longest_ = std::max(longest_, text.end);
    const PdfLine* first = text_below(sheets[p], p, -kSameHeight);
    if (first == nullptr) continue;
    text.first = first->bottom;
    const PdfLine* below = text_below(sheets[p], p, first->bottom);
    text.paragraph = below != nullptr && below->bottom - first->bottom < kNextLine * first->size;
  }
}

// The text goes on below most of the lines without more white than it has elsewhere.
bool PdfHeads::stand_close(const std::vector<PdfPlace>& places) const {
  std::size_t close = 0;
  for (const PdfPlace& at : places) {
    const PdfSheet& sheet = sheets_[at.page];
    const PdfLine& line = sheet.lines[at.line];
    // Heads of several lines stand apart as one.
    float foot = line.bottom;
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      const PdfLine& other = sheet.lines[i];
      if (!is_text(sheet, at.page, i) && other.top < foot + kNextLine * line.size)
        foot = std::max(foot, other.bottom);
    }
    const PdfLine* below = text_below(sheet, at.page, foot);
    if (below != nullptr && below->top - foot < kApart * below->size) ++close;
  }
  return close * 2 > places.size();
}

// Another page has a paragraph whose first line stands at that height.
bool PdfHeads::is_place_of_text(const std::vector<PdfPlace>& places) const {
  const PdfPlace& first = places.front();
  const float foot = sheets_[first.page].lines[first.line].bottom;
  std::vector<bool> own(sheets_.size(), false);
  for (const PdfPlace& at : places) own[at.page] = true;
  for (std::size_t p = 0; p < sheets_.size(); ++p) {
    if (!own[p] && texts_[p].paragraph && std::fabs(texts_[p].first - foot) < kSameHeight)
      return true;
  }
  return false;
}

// The author ended the pages before: each ends early.
bool PdfHeads::begin_pages(const std::vector<PdfPlace>& places) const {
  return std::all_of(places.begin(), places.end(), [&](const PdfPlace& at) {
    if (at.page == 0) return true;
    const float height = sheets_[at.page - 1].height;
    return texts_[at.page - 1].end < std::max(kEarly * height, longest_ - kWellAbove * height);
  });
}

bool PdfHeads::are_headings(const std::vector<PdfPlace>& places) const {
  const PdfPlace& first = places.front();
  const PdfLine& line = sheets_[first.page].lines[first.line];
  if (line.bottom > kTopZone * sheets_[first.page].height || is_symbol(line.text)) return false;
  const bool full = line.size >= kFullSize * body_;
  const bool loose = !numbers_stay_or_count(sheets_, places);
  if (!full && !loose) return false;
  return (full && loose) || stand_close(places) || is_place_of_text(places) ||
         (full && begin_pages(places));
}

}  // namespace hexapla::ingest
