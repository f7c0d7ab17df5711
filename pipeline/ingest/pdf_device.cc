#include "pipeline/ingest/pdf_device.h"

#include <GfxState.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hexapla::ingest {
namespace {

constexpr double kAcross = 20;  // points a rule has at least, which no letter of text has
constexpr double kDown = 9;
constexpr double kThick = 4;
constexpr double kSlant = 0.7;           // points from one end to the other
constexpr int kDark = 58 * 65536 / 100;  // of the library's grey, whose white is 65536
constexpr int kAreaPoints = 12;          // of a thin area, with its corners cut
constexpr int kRectanglePoints = 6;
constexpr double kCorner = 0.5;    // points, from a rectangle's corner
constexpr double kLeastWide = 12;  // of what may be a cell's
constexpr double kLeastHigh = 6;
constexpr std::uint32_t kPale = 0xFD;  // of each colour: as good as white
constexpr std::size_t kMostAreas = 2000;
constexpr double kLeastDot = 1.5;  // points across
constexpr double kMostDot = 8;
constexpr double kRound = 0.12;  // by which it may be wider than high
constexpr int kDotPoints = 80;   // of its outline
constexpr std::size_t kMostDots = 300;
constexpr std::size_t kMostRules = 4000;
constexpr int kMostOfLine = 3000;  // letters and spaces that are looked at
constexpr std::size_t kMostSpaces = 100000;
constexpr std::size_t kMostStroked = 100000;
constexpr Unicode kFirstArabic = 0x600;
constexpr Unicode kLastArabic = 0xFEFC;  // with the presentation forms
constexpr double kSignWidth = 0.05;      // em a sign moves on, at most
constexpr double kBand = 4;              // points, as in the library's lists of words
constexpr std::size_t kBands = 4096;     // each way; what is beyond is in the last one

}  // namespace

PdfDevice::PdfDevice(Refuse refuse)
    : TextOutputDev(nullptr, false, 0, false, false), refuse_(refuse), bands_(2 * kBands) {}

void PdfDevice::startPage(int page, GfxState* state, XRef* xref) {
  rules_.clear();
  dots_.clear();
  areas_.clear();
  spaces_.clear();
  stroked_.clear();
  signs_.clear();
  told_ = false;
  shown_ = 0;
  std::fill(bands_.begin(), bands_.end(), 0);
  open_ = true;
  TextOutputDev::startPage(page, state, xref);
}

void PdfDevice::endPage() {
  if (!open_) return;
  open_ = false;
  for (std::vector<Point>* points : {&spaces_, &stroked_}) {
    std::sort(points->begin(), points->end(),
              [](const Point& a, const Point& b) { return a.y < b.y; });
  }
  signs_.resolve();
  TextOutputDev::endPage();
}

void PdfDevice::saveState(GfxState* state) {
  if (++shown_ == kMostShown + 1) refuse_(PdfStatus::drawn);
  TextOutputDev::saveState(state);
}

// `dx`, `dy`: the way to the next character.
void PdfDevice::count(const GfxState* state, double x, double y, double dx, double dy) {
  double here_x = 0;
  double here_y = 0;
  state->transform(x, y, &here_x, &here_y);
  // The library passes over what is not on the page.
  if (!(here_x >= 0 && here_x <= state->getPageWidth() && here_y >= 0 &&
        here_y <= state->getPageHeight()))
    return;
  state->transformDelta(dx, dy, &dx, &dy);
  const bool across = std::fabs(dx) >= std::fabs(dy);
  const auto band = static_cast<std::size_t>((across ? here_y : here_x) / kBand);
  const std::size_t at = (across ? 0 : kBands) + std::min(band, kBands - 1);
  if (++bands_[at] == kMostOfBand + 1) refuse_(PdfStatus::crowded);
}

bool PdfDevice::stroked(double x0, double y0, double x1, double y1) const {
  int seen = 0;
  for (auto at = first_below(stroked_, y0);
       at != stroked_.end() && at->y <= y1 && seen < kMostOfLine; ++at, ++seen) {
    if (at->x >= x0 && at->x <= x1) return true;
  }
  return false;
}

double PdfDevice::space_beside(double x, bool right, double most, double y0, double y1) const {
  double least = -1;
  int seen = 0;
  for (auto at = first_below(spaces_, y0); at != spaces_.end() && at->y <= y1 && seen < kMostOfLine;
       ++at, ++seen) {
    const double away = right ? at->x - x : x - at->x;
    if (away >= 0 && away <= most && (least < 0 || away < least)) least = away;
  }
  return least;
}

std::vector<PdfDevice::Point>::const_iterator PdfDevice::first_below(
    const std::vector<Point>& points, double y) {
  return std::lower_bound(points.begin(), points.end(), y,
                          [](const Point& p, double limit) { return p.y < limit; });
}

void PdfDevice::beginActualText(GfxState* state, const GooString* meaning) {
  told_ = true;
  TextOutputDev::beginActualText(state, meaning);
}

void PdfDevice::endActualText(GfxState* state) {
  told_ = false;
  TextOutputDev::endActualText(state);
}

bool PdfDevice::take_sign(const GfxState* state, double x, double y, double dx, double dy,
                          const Unicode* letters, int length) {
  if (length < 1 || told_ || letters[0] < kFirstArabic || letters[0] > kLastArabic) return false;
  const bool sign = std::all_of(letters, letters + length, is_vowel_sign);
  double x0 = 0;
  double y0 = 0;
  state->transform(x, y, &x0, &y0);
  state->transformDelta(dx, dy, &dx, &dy);
  if (std::fabs(dy) > kSlant || (!sign && dx < 0)) return false;
  if (!sign) {
    signs_.letter(x0, x0 + dx, y0);
    return false;
  }
  const double size = state->getTransformedFontSize();
  const bool on_page =
      x0 >= 0 && x0 <= state->getPageWidth() && y0 >= 0 && y0 <= state->getPageHeight();
  if (!on_page || !(size > 0) || std::fabs(dx) > kSignWidth * size) return false;
  // One glyph may have several, in the order of reading.
  for (int i = length; i-- > 0;) signs_.sign(letters[i], x0, y0, size);
  return true;
}

void PdfDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                         double origin_y, CharCode code, int bytes, const Unicode* letters,
                         int length) {
  count(state, x, y, dx, dy);
  const bool space = length == 1 && (letters[0] == 0x20 || letters[0] == 0xA0 ||
                                     letters[0] == 0x3000 || letters[0] == 0x202F);
  if (space && spaces_.size() < kMostSpaces) {
    Point middle;
    state->transform(x + dx / 2, y + dy / 2, &middle.x, &middle.y);
    spaces_.push_back(middle);
  }
  // Mode 2: filled, then stroked, which makes any font bold.
  if ((state->getRender() & 3) == 2 && stroked_.size() < kMostStroked) {
    Point middle;
    state->transform(x + dx / 2, y + dy / 2, &middle.x, &middle.y);
    stroked_.push_back(middle);
  }
  if (take_sign(state, x, y, dx, dy, letters, length)) return;
  TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, letters, length);
}

// A line of this width between two points.
void PdfDevice::add_rule(Point a, Point b, double width) {
  if (!(width <= kThick) || rules_.size() >= kMostRules) return;
  const double half = std::max(width, 0.1) / 2;
  Rule rule;
  if (std::fabs(a.y - b.y) <= kSlant && std::fabs(a.x - b.x) >= kAcross) {
    const double y = (a.y + b.y) / 2;
    rule = {static_cast<float>(std::min(a.x, b.x)), static_cast<float>(y - half),
            static_cast<float>(std::max(a.x, b.x)), static_cast<float>(y + half)};
  } else if (std::fabs(a.x - b.x) <= kSlant && std::fabs(a.y - b.y) >= kDown) {
    const double x = (a.x + b.x) / 2;
    rule = {static_cast<float>(x - half), static_cast<float>(std::min(a.y, b.y)),
            static_cast<float>(x + half), static_cast<float>(std::max(a.y, b.y))};
  } else {
    return;
  }
  rules_.push_back(rule);
}

void PdfDevice::add_dot(Point low, Point high) {
  const double across = high.x - low.x;
  const double down = high.y - low.y;
  const double most = std::max(across, down);
  if (most < kLeastDot || most > kMostDot || std::fabs(across - down) > kRound * most) return;
  if (dots_.size() >= kMostDots) return;
  // Discs come as two outlines, one within the other.
  if (!dots_.empty() && dots_.back().x0 <= low.x && dots_.back().x1 >= high.x &&
      dots_.back().y0 <= low.y && dots_.back().y1 >= high.y)
    return;
  dots_.push_back({static_cast<float>(low.x), static_cast<float>(low.y), static_cast<float>(high.x),
                   static_cast<float>(high.y)});
}

void PdfDevice::stroke(GfxState* state) {
  GfxGray grey = 0;
  state->getStrokeGray(&grey);
  if (grey > kDark) return;
  const double width = state->getTransformedLineWidth();
  const GfxPath* const path = state->getPath();
  for (int s = 0; s < path->getNumSubpaths() && rules_.size() < kMostRules; ++s) {
    const GfxSubpath* const part = path->getSubpath(s);
    Point before;
    bool line = false;  // `before` is the end of what came
    for (int i = 0; i < part->getNumPoints(); ++i) {
      Point here;
      state->transform(part->getX(i), part->getY(i), &here.x, &here.y);
      if (line && !part->getCurve(i)) add_rule(before, here, width);
      line = !part->getCurve(i);
      before = here;
    }
  }
}

void PdfDevice::add_area(Point low, Point high, std::uint32_t colour) {
  if (high.x - low.x < kLeastWide || high.y - low.y < kLeastHigh || areas_.size() >= kMostAreas)
    return;
  areas_.push_back({static_cast<float>(low.x), static_cast<float>(low.y),
                    static_cast<float>(high.x), static_cast<float>(high.y), colour});
}

void PdfDevice::add_filled(GfxState* state) {
  GfxRGB rgb{};
  state->getFillRGB(&rgb);
  const std::uint32_t red = colToByte(rgb.r);
  const std::uint32_t green = colToByte(rgb.g);
  const std::uint32_t blue = colToByte(rgb.b);
  if (std::min({red, green, blue}) >= kPale) return;
  GfxGray grey = 0;
  state->getFillGray(&grey);
  const bool dark = grey <= kDark;
  const int most = dark ? kDotPoints : kRectanglePoints;
  const GfxPath* const path = state->getPath();
  for (int s = 0; s < path->getNumSubpaths() && rules_.size() < kMostRules; ++s) {
    const GfxSubpath* const part = path->getSubpath(s);
    const int points = part->getNumPoints();
    if (points < 3 || points > most) continue;
    std::array<Point, kDotPoints> outline;
    Point low{1e9, 1e9};
    Point high{-1e9, -1e9};
    for (int i = 0; i < points; ++i) {
      Point& here = outline[static_cast<std::size_t>(i)];
      state->transform(part->getX(i), part->getY(i), &here.x, &here.y);
      low = {std::min(low.x, here.x), std::min(low.y, here.y)};
      high = {std::max(high.x, here.x), std::max(high.y, here.y)};
    }
    const bool rectangle = points <= kRectanglePoints &&
                           std::all_of(outline.begin(), outline.begin() + points, [&](Point p) {
                             return std::min(p.x - low.x, high.x - p.x) < kCorner &&
                                    std::min(p.y - low.y, high.y - p.y) < kCorner;
                           });
    if (rectangle) add_area(low, high, red << 16 | green << 8 | blue);
    if (!dark) continue;
    add_dot(low, high);
    if (points > kAreaPoints) continue;
    const double across = high.x - low.x;
    const double down = high.y - low.y;
    if (across >= down) {
      const double y = (low.y + high.y) / 2;
      add_rule({low.x, y}, {high.x, y}, down);
    } else {
      const double x = (low.x + high.x) / 2;
      add_rule({x, low.y}, {x, high.y}, across);
    }
  }
}

void PdfDevice::fill(GfxState* state) {
  add_filled(state);
}

void PdfDevice::eoFill(GfxState* state) {
  add_filled(state);
}

}  // namespace hexapla::ingest
