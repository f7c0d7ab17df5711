#include "pipeline/ingest/pdf_measures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

namespace hexapla::ingest {
namespace {

constexpr float kMostSpacing = 1.15F;     // of lines of one size, by that of all sizes
constexpr float kMostPitch = 1.2F;        // of lines, by the height of their boxes
constexpr std::size_t kCommon = 4;        // lines that tell the distance of others
constexpr float kRagged = 2;              // points between edges that are not one
constexpr float kHanging = 0.4F;          // em
constexpr std::size_t kEnoughRagged = 5;  // lines
constexpr float kCentred = 4;             // em beside a centred line above one that is not
constexpr float kSpace = 0.4F;            // em of the room that a line leaves beside the next word
constexpr float kSlack = 1.0F;            // the same of Chinese, which keeps punctuation together
constexpr float kNearLimit = 2.5F;        // em, of a cell's lines whose edge its rules tell
constexpr float kHeadingSize = 1.04F;     // of the type of text, at least
constexpr float kLargestText = 1.25F;     // of the body's type, what cells are set in, at most
constexpr std::size_t kEnoughCells = 8;   // that tell a size of text, at least
constexpr std::size_t kCellShare = 4;     // one in so many is set so, at least
constexpr int kMostLevels = 6;            // of headings
constexpr std::size_t kNarrowLines = 4;   // that tell a measure of their own
constexpr float kNarrowest = 10;          // em, of such a measure
constexpr std::size_t kNear = 14;         // lines around one that tell its column

int rounded(float size) {
  return static_cast<int>(std::lround(size * 4));
}

// Of the line's size, or of all sizes.
int spacing_key(const PdfLine& line, bool size) {
  return (size ? rounded(line.size) * 2 + 2 : 0) + (line.table >= 0 ? 1 : 0);
}

// What a line must leave besides the next word for that to have fitted.
float beside(const PdfLine& a, const PdfLine& b) {
  return (a.breaks_anywhere || b.breaks_anywhere ? kSlack : kSpace) * a.size;
}

}  // namespace

bool sticks(std::string_view text, std::string_view next) {
  if (text.empty() || next.size() < 2 || next[1] == ' ') return false;
  if (text.ends_with("(") || text.ends_with("[")) return text.find(' ') == std::string_view::npos;
  return std::string_view(":,;)]").find(next[0]) != std::string_view::npos;
}

PdfMeasures::PdfMeasures(const std::vector<PdfSheet>& sheets, float body)
    : sheets_(sheets), body_(body), text_(body) {
  find_spacing();
  find_text_size();
  find_sizes();
}

void PdfMeasures::find_spacing() {
  std::map<int, std::vector<float>> all;
  std::map<int, std::vector<float>> heights;  // of the type's boxes, where no full lines tell
  std::map<int, std::vector<float>> within;   // behind full lines, which paragraphs hardly end with
  for (const PdfSheet& sheet : sheets_) {
    for (std::size_t i = 0; i + 1 < sheet.lines.size(); ++i) {
      const PdfLine& a = sheet.lines[i];
      const PdfLine& b = sheet.lines[i + 1];
      if (sheet.note[i] || sheet.note[i + 1] || sheet.furniture[i] || sheet.furniture[i + 1] ||
          !same_cell(a, b) || a.region != b.region)
        continue;
      const float distance = b.bottom - a.bottom;
      if (a.size <= 0 || std::fabs(a.size - b.size) >= 0.5F || distance <= 0.5F * a.size ||
          distance >= 4 * a.size)
        continue;
      const float ems = distance / a.size;
      const bool full = is_full(sheet, i);
      for (const int key : {spacing_key(a, true), spacing_key(a, false)}) {
        all[key].push_back(ems);
        heights[key].push_back((a.bottom - a.top) / a.size);
        if (full) within[key].push_back(ems);
      }
    }
  }
  for (auto& [key, distances] : within) {
    if (distances.size() < kCommon) continue;
    all[key] = std::move(distances);
    heights.erase(key);
  }
  for (auto& [key, distances] : all) {
    if (distances.size() < kCommon) continue;
    std::sort(distances.begin(), distances.end());
    spacing_[key] = distances[distances.size() * 3 / 10];
    // Where paragraphs of one line tell, no more than the type is high with what parts lines.
    std::vector<float>& high = heights[key];
    if (high.empty()) continue;
    std::sort(high.begin(), high.end());
    spacing_[key] = std::min(spacing_[key], kMostPitch * high[high.size() / 2]);
  }
  // Headings of one line tell the distance of paragraphs.
  for (const int cells : {0, 1}) {
    const auto usual = spacing_.find(cells);
    if (usual == spacing_.end()) continue;
    for (auto& [key, ems] : spacing_) {
      if (key % 2 == cells) ems = std::min(ems, kMostSpacing * usual->second);
    }
  }
}

bool PdfMeasures::is_full(const PdfSheet& sheet, std::size_t i) const {
  float start = 0;
  float end = 0;
  column(sheet, i, start, end);
  return end - sheet.lines[i].end <= sheet.lines[i + 1].first_word &&
         sheet.lines[i].end - sheet.lines[i].start > kNarrowest * sheet.lines[i].size;
}

float PdfMeasures::spacing(const PdfLine& line) const {
  for (const bool size : {true, false}) {
    const auto found = spacing_.find(spacing_key(line, size));
    if (found != spacing_.end()) return found->second;
  }
  const auto text = spacing_.find(0);
  return text == spacing_.end() ? 1.2F : text->second;
}

void PdfMeasures::column(const PdfSheet& sheet, std::size_t i, float& start, float& end) const {
  const PdfLine& own = sheet.lines[i];
  start = own.start;
  end = own.end;
  const std::size_t from = i > kNear ? i - kNear : 0;
  const std::size_t to = std::min(sheet.lines.size(), i + kNear + 1);
  for (std::size_t k = from; k < to; ++k) {
    const PdfLine& line = sheet.lines[k];
    if (sheet.note[k] || sheet.furniture[k] || !line.upright) continue;
    if (line.table != own.table || line.column != own.column || line.region != own.region ||
        (line.inner > 0) != (own.inner > 0))
      continue;
    if (line.start >= own.end || line.end <= own.start) continue;
    // A cell over several columns has a measure of its own.
    if (own.limit > 0 && line.limit > 0 &&
        std::fabs(line.limit - own.limit) > kNearLimit * own.size)
      continue;
    start = std::min(start, line.start);
    end = std::max(end, line.end);
  }
  // Where lines nearly reach what the rules leave them, that is their measure.
  if (own.limit > end && own.limit - end < kNearLimit * own.size) end = own.limit;
}

float PdfMeasures::room(PdfPlace p) const {
  float start = 0;
  float end = 0;
  column(sheets_[p.page], p.line, start, end);
  return end - at(p).end;
}

bool PdfMeasures::is_short(PdfPlace p, PdfPlace q) const {
  const PdfLine& b = at(q);
  float start = 0;
  float end = 0;
  column(sheets_[p.page], p.line, start, end);
  const PdfLine& a = at(p);
  const float left = a.start - start;
  const float room = end - a.end;
  // Lines that begin at one place are not centred, whatever is white beside them.
  const bool level =
      p.page == q.page && std::fabs(a.start - b.start) < 1 && std::fabs(a.end - b.end) > 2;
  const bool axis = b.start > start + a.size
                        ? std::fabs(a.start + a.end - b.start - b.end) < 2 * a.size
                        : left > kCentred * a.size;
  const bool centred = !level && axis && std::fabs(left - room) < 2 * a.size && room > 2 * a.size;
  const float needed = first_unit(q) + beside(a, b);
  if (p.page == q.page && left > kRagged && room < kHanging * a.size &&
      is_set_at_end(sheets_[p.page], p.line, end))
    return left + room > needed;
  return (centred ? left + room : room) > needed && !is_narrow(p);
}

bool PdfMeasures::is_set_at_end(const PdfSheet& sheet, std::size_t i, float end) const {
  const PdfLine& own = sheet.lines[i];
  std::vector<float> starts;
  std::size_t others = 0;  // that end elsewhere
  const std::size_t to = std::min(sheet.lines.size(), i + kNear + 1);
  for (std::size_t k = i > kNear ? i - kNear : 0; k < to; ++k) {
    const PdfLine& line = sheet.lines[k];
    if (sheet.note[k] || sheet.furniture[k] || !line.upright || line.region != own.region ||
        line.table != own.table || line.column != own.column || line.inner != own.inner)
      continue;
    // The space between words may hang over the edge.
    if (std::fabs(line.end - end) > kHanging * line.size) {
      ++others;
    } else {
      starts.push_back(line.start);
    }
  }
  // The last lines of justified paragraphs end elsewhere, and most others begin at one place.
  if (starts.size() < kEnoughRagged || others * 10 > starts.size()) return false;
  std::sort(starts.begin(), starts.end());
  std::size_t most = 0;
  for (std::size_t k = 0, first = 0; k < starts.size(); ++k) {
    while (starts[k] - starts[first] > kRagged) ++first;
    most = std::max(most, k - first + 1);
  }
  return most * 5 <= starts.size() * 2;
}

float PdfMeasures::first_unit(PdfPlace q) const {
  const PdfSheet& sheet = sheets_[q.page];
  const PdfLine& line = sheet.lines[q.line];
  float out = line.first_unit;
  if (q.line + 1 < sheet.lines.size() && line.text.find(' ') == std::string::npos &&
      sticks(line.text, sheet.lines[q.line + 1].text))
    out += sheet.lines[q.line + 1].first_unit;
  return out;
}

bool PdfMeasures::is_narrow(PdfPlace p) const {
  const PdfSheet& sheet = sheets_[p.page];
  const auto together = [&](std::size_t i) {
    const PdfLine& a = sheet.lines[i];
    const PdfLine& b = sheet.lines[i + 1];
    const float distance = b.bottom - a.bottom;
    return a.region == b.region && same_cell(a, b) && a.upright && b.upright && !sheet.note[i] &&
           !sheet.note[i + 1] && std::fabs(a.size - b.size) <= kOtherSize * a.size &&
           distance > 0 && distance <= kParagraphGap * spacing(a) * a.size;
  };
  std::size_t from = p.line;
  std::size_t to = p.line;  // the last
  while (from > 0 && p.line - from < kNear && together(from - 1)) --from;
  while (to + 1 < sheet.lines.size() && to - p.line < kNear && together(to)) ++to;
  if (to - from + 1 < kNarrowLines || to == p.line) return false;
  float end = 0;
  float start = sheet.lines[from].start;
  for (std::size_t i = from; i <= to; ++i) {
    start = std::min(start, sheet.lines[i].start);
    end = std::max(end, sheet.lines[i].end);
  }
  if (end - start < kNarrowest * sheet.lines[p.line].size) return false;
  for (std::size_t i = from; i < to; ++i) {
    const PdfLine& line = sheet.lines[i];
    if (end - line.end > sheet.lines[i + 1].first_word + beside(line, sheet.lines[i + 1]))
      return false;
  }
  return true;
}

void PdfMeasures::find_text_size() {
  std::map<int, std::size_t> cells;  // by the size that they begin with
  std::size_t all = 0;
  for (const PdfSheet& sheet : sheets_) {
    const PdfLine* before = nullptr;
    for (const PdfLine& line : sheet.lines) {
      const bool goes_on = before != nullptr && same_cell(*before, line);
      before = &line;
      // First rows may be set as headings are.
      if (line.table < 0 || line.row == 0 || !line.upright || goes_on) continue;
      ++cells[rounded(line.size)];
      ++all;
    }
  }
  if (all < kEnoughCells) return;
  for (const auto& [size, count] : cells) {
    const float points = static_cast<float>(size) / 4;
    if (count * kCellShare >= all && points <= kLargestText * body_)
      text_ = std::max(text_, points);
  }
}

void PdfMeasures::find_sizes() {
  for (const PdfSheet& sheet : sheets_) {
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      const PdfLine& line = sheet.lines[i];
      if (sheet.furniture[i] || sheet.note[i] || line.table >= 0 || !line.upright) continue;
      if (line.size > kHeadingSize * text_) sizes_.push_back(rounded(line.size));
    }
  }
  std::sort(sizes_.begin(), sizes_.end(), std::greater<>());
  sizes_.erase(std::unique(sizes_.begin(), sizes_.end()), sizes_.end());
}

int PdfMeasures::heading_level(float size) const {
  if (size <= kHeadingSize * text_) return 0;
  const auto found = std::find(sizes_.begin(), sizes_.end(), rounded(size));
  return std::min(kMostLevels, static_cast<int>(found - sizes_.begin()) + 1);
}

}  // namespace hexapla::ingest
