#include "pipeline/ingest/pdf_rows.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

// In ems of the line's type.
constexpr float kLineGap = 1.5F;     // more, and it is another column
constexpr float kStretchedLine = 8;  // the same within a column, whose lines are justified
constexpr float kLabelGap = 8.0F;    // between a label and its text
constexpr float kBulletGap = 3.0F;   // between a bullet and its text
constexpr std::size_t kLabelBytes = 8;
constexpr float kFewGap = 4;           // between the few words of a justified line
constexpr float kNextLine = 1.7F;      // from line to line of it
constexpr float kSameEdge = 1.5F;      // points, of its lines
constexpr float kEvenGaps = 1.4F;      // the widest by the narrowest, in justified text
constexpr std::size_t kNearRows = 12;  // in the library's order, that may be of one line
constexpr float kTorn = 0.5F;          // between pieces of a line that was cut
constexpr float kTornOver = 1;         // by which they may overlap
constexpr float kMarkRaise = 0.12F;    // of its foot over that of the line
constexpr float kLargeMark = 0.87F;    // kMarkSize of marks that are raised further, as web
constexpr float kLargeRaise = 0.2F;    // pages have them

float height(const PdfWord& w) {
  return std::max(w.y1 - w.y0, 0.01F);
}

// A line from x0 to x1 at the height of this row is a full one of justified text: the next begins
// where it does, and one of its neighbours also ends there.
bool is_stretched(const std::vector<PdfRow>& rows, std::size_t i, float x0, float x1) {
  const PdfRow& row = rows[i];
  bool next = false;
  bool full = false;
  const std::size_t end = std::min(rows.size(), i + 2 * kNearRows);
  for (std::size_t k = i > kNearRows ? i - kNearRows : 0; k < end; ++k) {
    const PdfRow& other = rows[k];
    const float below = other.bottom - row.bottom;
    if (other.rotation != 0 || std::fabs(below) > kNextLine * row.size ||
        std::fabs(below) < 0.5F * row.size || std::fabs(other.size - row.size) > 0.05F * row.size ||
        std::fabs(other.x0 - x0) > kSameEdge)
      continue;
    next = next || below > 0;
    full = full || std::fabs(other.x1 - x1) <= kSameEdge;
  }
  return next && full;
}

// Rows beside each other with the same white space between all words are one line of justified
// text, however wide that is.
void join_spread(std::vector<PdfRow>& rows) {
  // From below, since a line shows what the one above it is.
  for (std::size_t i = rows.size(); i-- > 0;) {
    std::vector<std::size_t> beside;
    for (std::size_t k = i; k < std::min(rows.size(), i + kNearRows); ++k) {
      const bool level = rows[k].rotation == 0 && rows[i].rotation == 0 &&
                         std::fabs(rows[k].bottom - rows[i].bottom) < 0.1F * rows[i].size &&
                         std::fabs(rows[k].size - rows[i].size) < 0.05F * rows[i].size;
      if (level) beside.push_back(k);
    }
    if (beside.size() < 2) continue;
    std::vector<const PdfWord*> words;
    for (const std::size_t k : beside)
      words.insert(words.end(), rows[k].words.begin(), rows[k].words.end());
    std::erase_if(words, [&](const PdfWord* w) { return w->size <= kMarkSize * rows[i].size; });
    std::stable_sort(words.begin(), words.end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->x0 < b->x0; });
    if (words.size() < 2) continue;
    std::vector<float> gaps;
    for (std::size_t k = 1; k < words.size(); ++k) gaps.push_back(words[k]->x0 - words[k - 1]->x1);
    std::sort(gaps.begin(), gaps.end());
    // The one behind a label does not grow.
    const bool few = words.size() < 4;
    const bool label = few && gaps.size() > 1 && words[0]->text.size() <= kLabelBytes &&
                       words[1]->x0 - words[0]->x1 == gaps[0];
    const float least = gaps.size() > 3 || label ? gaps[1] : gaps[0];
    const float most = gaps.back();
    if (most > kEvenGaps * least) continue;
    if (few && (most > kFewGap * rows[i].size ||
                !is_stretched(rows, i, words.front()->x0, words.back()->x1)))
      continue;
    for (std::size_t b = 1; b < beside.size(); ++b) {
      for (const PdfWord* w : rows[beside[b]].words) rows[i].add(*w);
      rows[beside[b]].words.clear();
    }
    std::erase_if(rows, [](const PdfRow& row) { return row.words.empty(); });
  }
}

// Bullets that the library gives apart from their lines, as it does where these are read from the
// right.
void join_bullets(std::vector<PdfRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].words.size() != 1 || !is_bullet(rows[i].words[0]->text)) continue;
    for (const std::size_t k : {i + 1, i - 1}) {
      if (k >= rows.size() || !rows[k].takes(*rows[i].words[0])) continue;
      rows[k].add(*rows[i].words[0]);
      rows[i].words.clear();
      break;
    }
  }
  std::erase_if(rows, [](const PdfRow& row) { return row.words.empty(); });
}

// The same that the library gives apart from the lines over which they stand.
void join_signs(std::vector<PdfRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].rotation != 0 || rows[i].words.empty() ||
        !std::all_of(rows[i].words.begin(), rows[i].words.end(),
                     [](const PdfWord* w) { return is_signs(*w); }))
      continue;
    const float middle = (rows[i].top + rows[i].bottom) / 2;
    std::size_t best = rows.size();
    float least = rows[i].size / 2;
    const std::size_t from = i > kNearRows ? i - kNearRows : 0;
    for (std::size_t k = from; k < std::min(rows.size(), i + kNearRows); ++k) {
      if (k == i || rows[k].rotation != 0 || rows[k].words.empty()) continue;
      if (rows[i].x0 < rows[k].x0 - 1 || rows[i].x1 > rows[k].x1 + 1) continue;
      const float away = std::fabs((rows[k].top + rows[k].bottom) / 2 - middle);
      if (away >= least) continue;
      best = k;
      least = away;
    }
    if (best == rows.size()) continue;
    for (const PdfWord* w : rows[i].words) rows[best].add(*w);
    rows[i].words.clear();
  }
  std::erase_if(rows, [](const PdfRow& row) { return row.words.empty(); });
}

// The library may cut a line beside a vowel sign, whose place is over another letter than the one
// that it follows: pieces that meet there are one line.
void join_torn(std::vector<PdfRow>& rows) {
  const auto meet = [](const PdfRow& a, const PdfRow& b) {
    const float gap = std::max(b.x0 - a.x1, a.x0 - b.x1);
    return b.rotation == 0 && !b.words.empty() && std::fabs(a.size - b.size) < 0.05F * a.size &&
           std::fabs(a.bottom - b.bottom) < 0.1F * a.size && gap <= kTorn * a.size &&
           gap >= -kTornOver * a.size;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].signs || rows[i].only_signs || rows[i].rotation != 0) continue;
    const std::size_t from = i > kNearRows ? i - kNearRows : 0;
    const std::size_t end = std::min(rows.size(), i + kNearRows);
    for (std::size_t k = from; k < end;) {
      if (k == i || !meet(rows[i], rows[k])) {
        ++k;
        continue;
      }
      for (const PdfWord* w : rows[k].words) rows[i].add(*w);
      rows[k].words.clear();
      k = from;  // the line reaches further now
    }
  }
  std::erase_if(rows, [](const PdfRow& row) { return row.words.empty(); });
}

}  // namespace

bool is_cjk(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

char32_t first_char(std::string_view text) {
  return text.empty() ? 0 : text::decode(text, 0).value;
}

char32_t last_char(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) {
  }
  return text.empty() ? 0 : text::decode(text, at).value;
}

bool is_mark(std::string_view text) {
  if (text.empty() || text.size() > 4) return false;
  return text.find_first_not_of("0123456789") == std::string_view::npos ||
         text.find_first_not_of('*') == std::string_view::npos;
}

bool is_bullet(std::string_view text) {
  for (const std::string_view bullet :
       {"•", "·", "▪", "●", "○", "■", "◦", "‣", "\uF0B7", "\uF0A7"}) {
    if (text == bullet) return true;
  }
  return false;
}

bool is_signs(const PdfWord& w) {
  for (std::size_t at = 0; at < w.text.size();) {
    const text::CodePoint c = text::decode(w.text, at);
    if (u_charType(static_cast<UChar32>(c.value)) != U_NON_SPACING_MARK) return false;
    at += c.size;
  }
  return !w.text.empty();
}

void PdfRow::add(const PdfWord& w) {
  chinese = chinese || is_cjk(first_char(w.text)) || is_cjk(last_char(w.text));
  spaces_told = spaces_told || w.space_left >= 0 || w.space_right >= 0;
  if (words.empty()) {
    x0 = w.x0;
    x1 = w.x1;
    rotation = w.rotation;
  }
  x0 = std::min(x0, w.x0);
  x1 = std::max(x1, w.x1);
  const bool sign = is_signs(w);
  if (sign ? words.empty() : only_signs || w.size > size * 1.02F) {
    // The larger type is the line; marks beside it, and signs over and below it, do not move it.
    size = w.size;
    top = w.y0;
    bottom = w.y1;
  }
  signs = signs || sign;
  only_signs = only_signs && sign;
  bytes += w.text.size();
  words.push_back(&w);
}

bool PdfRow::takes(const PdfWord& w) const {
  if (w.rotation != rotation) return false;
  if (rotation != 0) {
    // In the order the library gives; side by side where the text runs up or down the page.
    const bool upright = rotation == 2;
    const float from = upright ? top : x0;
    const float to = upright ? bottom : x1;
    const float low = upright ? w.y0 : w.x0;
    const float high = upright ? w.y1 : w.x1;
    return std::min(to, high) - std::max(from, low) >= 0.5F * std::min(to - from, high - low);
  }
  const float overlap = std::min(bottom, w.y1) - std::max(top, w.y0);
  if (overlap < 0.5F * std::min(bottom - top, height(w))) return false;
  const float em = std::max(size, w.size);
  const float gap = std::max(w.x0 - x1, x0 - w.x1);
  if (gap <= (one_column ? kStretchedLine : kLineGap) * em) return true;
  if (is_bullet(w.text)) return gap <= kBulletGap * em;
  return bytes <= kLabelBytes && gap <= kLabelGap * em;
}

std::vector<PdfRow> make_rows(const PdfPage& page) {
  std::vector<PdfRow> rows;
  for (const PdfWord& w : page.words) {
    if (rows.empty() || !rows.back().takes(w)) {
      rows.emplace_back();
      rows.back().one_column = page.one_column;
    }
    rows.back().add(w);
  }
  join_signs(rows);
  join_torn(rows);
  join_spread(rows);
  join_bullets(rows);
  // Marks that the library gives apart from their lines.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].words.size() != 1 || !is_mark(rows[i].words[0]->text)) continue;
    const PdfWord& mark = *rows[i].words[0];
    for (const std::size_t k : {i - 1, i + 1, i - 2, i + 2}) {
      if (k >= rows.size() || rows[k].size * kLargeMark < mark.size || !rows[k].takes(mark))
        continue;
      rows[k].add(mark);
      rows[i].words.clear();
      break;
    }
  }
  std::erase_if(rows, [](const PdfRow& row) { return row.words.empty(); });
  for (PdfRow& row : rows) {
    if (row.rotation != 0) continue;
    // By their middles: boxes of some fonts reach over their neighbours.
    std::stable_sort(row.words.begin(), row.words.end(), [](const PdfWord* a, const PdfWord* b) {
      return a->x0 + a->x1 < b->x0 + b->x1;
    });
  }
  return rows;
}

void turn_rows(std::vector<PdfRow>& rows) {
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end].rotation == 0 &&
           std::fabs(rows[end].bottom - rows[i].bottom) < 0.2F * rows[i].size &&
           rows[end].x0 >= rows[end - 1].x1) {
      ++end;
    }
    std::reverse(rows.begin() + static_cast<std::ptrdiff_t>(i),
                 rows.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
}

bool is_raised(const PdfRow& row, const PdfWord& w) {
  if (row.rotation != 0 || w.size > kLargeMark * row.size || !is_mark(w.text)) return false;
  const float least = w.size <= kMarkSize * row.size ? kMarkRaise : kLargeRaise;
  return row.bottom - w.y1 >= least * row.size;
}

}  // namespace hexapla::ingest
