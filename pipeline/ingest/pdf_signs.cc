#include "pipeline/ingest/pdf_signs.h"

#include <algorithm>
#include <cmath>

namespace hexapla::ingest {
namespace {

constexpr std::size_t kMost = 200000;  // letters and signs of a page
constexpr double kSameLine = 1.2;      // em: signs are raised and lowered
constexpr double kOneLine = 1;         // points
constexpr double kNear = 2;            // em, from a sign to its letter
constexpr double kSameStart = 0.06;    // points, of a glyph and its letter in a word
constexpr int kMostLooked = 3000;      // letters at one height
constexpr double kSamePlace = 0.2;     // em, of what is drawn twice

}  // namespace

void PdfSigns::clear() {
  letters_.clear();
  signs_.clear();
  signed_.clear();
  lone_.clear();
}

void PdfSigns::letter(double x0, double x1, double y) {
  if (letters_.size() < kMost) letters_.push_back({x0, x1, y});
}

void PdfSigns::sign(char32_t c, double x, double y, double size) {
  if (signs_.size() < kMost) signs_.push_back({c, x, y, size, letters_.size()});
}

double PdfSigns::away(const Sign& sign, std::size_t letter) const {
  if (letter >= letters_.size()) return -1;
  const Letter& l = letters_[letter];
  if (std::fabs(l.y - sign.y) > kSameLine * sign.size) return -1;
  const double out = std::max({0.0, l.x0 - sign.x, sign.x - l.x1});
  return out <= kNear * sign.size ? out : -1;
}

void PdfSigns::resolve() {
  // A cluster is laid out as a letter and its signs. Programs that draw a line from left to right
  // turn that round with the letters; those that draw in the order of reading do not.
  std::size_t to_right = 0;
  std::size_t to_left = 0;
  for (std::size_t i = 1; i < letters_.size(); ++i) {
    if (std::fabs(letters_[i].y - letters_[i - 1].y) > kOneLine) continue;
    ++(letters_[i].x0 > letters_[i - 1].x0 ? to_right : to_left);
  }
  const bool precede = to_right >= to_left;
  std::vector<std::u32string> of(letters_.size());
  for (const Sign& s : signs_) {
    std::size_t own = precede ? s.next : s.next - 1;
    if (own >= letters_.size() || away(s, own) < 0) own = precede ? s.next - 1 : s.next;
    if (own >= letters_.size() || away(s, own) < 0) {
      lone_.push_back({s.c, s.x, s.y, s.size});
      continue;
    }
    // What is drawn from left to right stands so; what is drawn behind its letter is read so.
    if (own == s.next) {
      of[own] += s.c;
    } else {
      of[own].insert(of[own].begin(), s.c);
    }
  }
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (of[i].empty()) continue;
    const Letter& l = letters_[i];
    signed_.push_back({l.x0, l.y, std::move(of[i])});
  }
  std::stable_sort(signed_.begin(), signed_.end(), [](const Signed& a, const Signed& b) {
    return a.y != b.y ? a.y < b.y : a.x < b.x;
  });
  // Bold type that is drawn twice.
  const auto twice = [&](const Signed& a, const Signed& b) {
    const double size = signs_.front().size;
    return std::fabs(a.y - b.y) < kSamePlace * size && std::fabs(a.x - b.x) < kSamePlace * size &&
           a.signs == b.signs;
  };
  signed_.erase(std::unique(signed_.begin(), signed_.end(), twice), signed_.end());
}

const std::u32string* PdfSigns::of(double left, double y0, double y1,
                                   const std::u32string* last) const {
  auto at = std::lower_bound(signed_.begin(), signed_.end(), y0,
                             [](const Signed& s, double y) { return s.y < y; });
  for (int looked = 0; at != signed_.end() && at->y <= y1 && looked < kMostLooked; ++at, ++looked) {
    if (std::fabs(at->x - left) < kSameStart && &at->signs != last) return &at->signs;
  }
  return nullptr;
}

}  // namespace hexapla::ingest
