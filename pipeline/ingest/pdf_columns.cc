#include "pipeline/ingest/pdf_columns.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/ingest/pdf_text.h"
#include "pipeline/ingest/pdf_visual.h"

namespace hexapla::ingest {
namespace {

constexpr float kBin = 2;  // points across of what is looked at at once
constexpr std::size_t kMostBins = 2000;
constexpr float kGutter = 0.8F;        // em of white between columns, at least
constexpr float kLeastHeight = 5;      // of it, in ems
constexpr float kColumnWidth = 9;      // em, at least
constexpr std::size_t kManyLines = 6;  // of running text on one side
constexpr std::size_t kFewLines = 2;   // on the other, at the end of a text
constexpr float kLeastShare = 0.3F;    // of the width of the other side, which may be two columns
constexpr float kMostWidth = 1.6F;     // of the narrowest column, that is one column
constexpr float kFull = 0.75F;         // of its column that a full line takes
constexpr float kGap = 1.25F;          // of the usual distance of lines, between paragraphs
constexpr std::size_t kFewCells = 3;
constexpr float kLevel = 1.2F;  // points, between lines of one row
constexpr float kSameType = 0.06F;
constexpr float kEdge = 0.1F;             // of the page's height, at the top and at the foot
constexpr float kPlace = 3;               // points, of the same place
constexpr float kLeastLow = 2;            // em of white beside a few lines
constexpr std::size_t kMostWords = 6000;  // of a page that is looked at
constexpr std::size_t kMostTries = 12;
constexpr int kDeepest = 24;
constexpr int kMostColumns = 4;         // beside each other that are looked for
constexpr std::size_t kManyLabels = 3;  // that count on from one column to the next

// One side of a gutter.
struct Side {
  PdfPage page;  // what the words of the lines point into
  std::vector<VisualLine> lines;
  float left = 0, right = 0, size = 0, pitch = 0;
  float least = 0;       // distance of lines where most end paragraphs
  std::size_t full = 0;  // lines that reach from one end to the other, nearly

  explicit Side(PdfPage part) : page(std::move(part)), lines(visual_lines(page)) {
    std::map<float, std::size_t> sizes;  // bytes of each
    std::vector<float> distances;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const float x0 = lines[i].words.front()->x0;
      const float x1 = end_of(lines[i]);
      left = i == 0 ? x0 : std::min(left, x0);
      right = i == 0 ? x1 : std::max(right, x1);
      for (const PdfWord* w : lines[i].words) sizes[lines[i].size] += w->text.size();
      if (i > 0) distances.push_back(lines[i].bottom - lines[i - 1].bottom);
    }
    for (const VisualLine& line : lines) {
      if (end_of(line) - line.words.front()->x0 >= kFull * (right - left)) ++full;
    }
    // Headings are larger, notes at the foot of a column smaller.
    std::size_t most = 0;
    for (const auto& [one, bytes] : sizes) {
      if (bytes >= most) size = one;
      most = std::max(most, bytes);
    }
    pitch = ranked(distances, 3);  // half of a table's lines may end rows
    least = ranked(distances, 1);
  }

  Side(const Side&) = delete;
  Side& operator=(const Side&) = delete;

  static float end_of(const VisualLine& line) {
    float out = 0;
    for (const PdfWord* w : line.words) out = std::max(out, w->x1);
    return out;
  }

  static float median(std::vector<float>& values) { return ranked(values, 5); }

  // The value that so many tenths of all are below.
  static float ranked(std::vector<float>& values, std::size_t tenths) {
    if (values.empty()) return 0;
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * tenths / 10);
    std::nth_element(values.begin(), place, values.end());
    return *place;
  }

  bool is_text() const {
    return right - left >= kColumnWidth * size && (3 * full >= lines.size() || is_filled());
  }

  // Where headings and short paragraphs are many: lines that go on with the next one are full.
  bool is_filled() const {
    std::size_t within = 0;
    std::size_t filled = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (lines[i + 1].bottom - lines[i].bottom > kGap * least) continue;
      ++within;
      if (end_of(lines[i]) - lines[i].words.front()->x0 >= kFull * (right - left)) ++filled;
    }
    return filled >= kFewCells && filled * 4 >= within * 3;
  }

  // White between paragraphs: tops and bottoms. `usual`: the distance of lines.
  std::vector<std::pair<float, float>> gaps(float usual) const {
    std::vector<std::pair<float, float>> out;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (lines[i + 1].bottom - lines[i].bottom > kGap * usual)
        out.emplace_back(lines[i].bottom, lines[i + 1].top);
    }
    return out;
  }

  // The line's words in the order of reading.
  static std::string text_of(const VisualLine& line, bool right_to_left) {
    std::string out;
    const std::size_t n = line.words.size();
    for (std::size_t i = 0; i < n; ++i) {
      if (i > 0) out += ' ';
      out += line.words[right_to_left ? n - 1 - i : i]->text;
    }
    return out;
  }

  // The numbers of paragraphs, from the top.
  std::vector<int> numbers(bool right_to_left) const {
    std::vector<int> out;
    for (const VisualLine& line : lines) {
      const int number = label_number(text_of(line, right_to_left));
      if (number > 0) out.push_back(number);
    }
    return out;
  }
};

// What stands in the column `first` goes on in the column `second`: the numbers of paragraphs count
// on, or a sentence does.
bool reads_on(const Side& first, const Side& second, bool right_to_left) {
  const std::vector<int> a = first.numbers(right_to_left);
  const std::vector<int> b = second.numbers(right_to_left);
  if (!a.empty() && !b.empty() && a.size() + b.size() >= kManyLabels &&
      a.back() - a.front() + 1 == static_cast<int>(a.size()) &&
      b.back() - a.front() + 1 == static_cast<int>(a.size() + b.size()))
    return true;
  if (first.lines.empty() || second.lines.empty()) return false;
  const VisualLine& last = first.lines.back();
  const float width = Side::end_of(last) - last.words.front()->x0;
  return width >= kFull * (first.right - first.left) &&
         !ends_sentence(Side::text_of(last, right_to_left)) &&
         starts_lower(Side::text_of(second.lines.front(), right_to_left));
}

// Rows of a table end together, as far as there are lines on both sides.
bool ends_together(const Side& a, const Side& b, bool right_to_left) {
  if (a.lines.empty() || b.lines.empty()) return false;
  // Cells of one line each have no distance of lines of their own.
  const float pitch =
      a.pitch > 0 && b.pitch > 0 ? std::min(a.pitch, b.pitch) : std::max(a.pitch, b.pitch);
  auto left = a.gaps(pitch);
  auto right = b.gaps(pitch);
  const float top = std::max(a.lines.front().top, b.lines.front().top);
  const float bottom = std::min(a.lines.back().bottom, b.lines.back().bottom);
  for (auto* gaps : {&left, &right})
    std::erase_if(*gaps, [&](const auto& g) { return g.first < top || g.second > bottom; });
  std::size_t together = 0;
  std::size_t level = 0;  // of them, those behind which lines begin at one height, as rows do
  for (const auto& [above, below] : left) {
    bool meets = false;
    bool begins = false;
    for (const auto& [other_above, other_below] : right) {
      meets = meets || (other_above < below && above < other_below);
      begins = begins || std::fabs(other_below - below) <= kLevel;
    }
    together += meets ? 1 : 0;
    level += begins ? 1 : 0;
  }
  // Of a few lines one gap tells.
  const std::size_t least = std::min(a.lines.size(), b.lines.size()) <= kFewCells ? 1 : 2;
  if (std::min(left.size(), right.size()) < least ||
      together * 10 < std::max(left.size(), right.size()) * 7 || level * 2 < together)
    return false;
  return !reads_on(right_to_left ? b : a, right_to_left ? a : b, right_to_left);
}

// A few lines on both sides of the gutter of other columns.
bool are_like(const Side& a, const Side& b, const PdfGutter& known, bool right_to_left) {
  if (a.lines.empty() || b.lines.empty() || a.lines.size() + b.lines.size() < kFewLines + 1)
    return false;
  if (a.right > known.left + kPlace || b.left < known.right - kPlace) return false;
  // Of few lines most may be notes.
  const auto alike = [](float x, float y) { return std::fabs(x - y) <= kSameType * x; };
  return (alike(a.size, b.size) || alike(a.lines[0].size, b.lines[0].size)) &&
         !ends_together(a, b, right_to_left);
}

class Splitter {
 public:
  Splitter(const std::vector<PdfBox>& tables, const std::vector<PdfRule>& rules, bool right_to_left,
           std::vector<PdfGutter> before)
      : tables_(tables), rules_(rules), right_to_left_(right_to_left), before_(std::move(before)) {}

  void run(PdfPage page, const PdfBox& box, bool column, int depth) {
    std::optional<PdfGutter> gutter;
    if (depth < kDeepest) gutter = find(page, box, kMostColumns);
    if (!gutter && depth == 0 && is_last_column(page)) {
      column = true;
      own_ = before_;
    }
    if (!gutter) {
      out_.push_back({std::move(page), box, column});
      return;
    }
    own_.push_back(*gutter);
    PdfPage parts[4];  // above, left, right, below
    for (PdfPage& part : parts) {
      part.width = page.width;
      part.height = page.height;
      part.rules = page.rules;
    }
    float bottom = gutter->bottom;
    const float end = heading_below(page, *gutter);
    if (end > 0) bottom = end;
    const float middle = (gutter->left + gutter->right) / 2;
    for (PdfWord& w : page.words) {
      const float y = (w.y0 + w.y1) / 2;
      const std::size_t part = y < gutter->top ? 0 : y > bottom ? 3 : w.x0 < middle ? 1 : 2;
      parts[part].words.push_back(std::move(w));
    }
    const PdfBox above{box.left, box.right, box.top, gutter->top};
    const PdfBox left{box.left, middle, gutter->top, bottom};
    const PdfBox right{middle, box.right, gutter->top, bottom};
    const PdfBox below{box.left, box.right, bottom, box.bottom};
    if (!parts[0].words.empty() || has_table(above))
      run(std::move(parts[0]), above, column, depth + 1);
    if (right_to_left_) run(std::move(parts[2]), right, true, depth + 1);
    run(std::move(parts[1]), left, true, depth + 1);
    if (!right_to_left_) run(std::move(parts[2]), right, true, depth + 1);
    if (!parts[3].words.empty() || has_table(below))
      run(std::move(parts[3]), below, column, depth + 1);
  }

  // A region that is much wider than the narrowest column may be columns that were not told apart:
  // the library's order parts them better than lines across would.
  std::vector<PdfRegion> take() {
    float narrowest = 0;
    for (const PdfRegion& r : out_) {
      const float width = r.box.right - r.box.left;
      if (r.column && (narrowest == 0 || width < narrowest)) narrowest = width;
    }
    for (PdfRegion& r : out_) {
      if (!r.column || r.box.right - r.box.left > kMostWidth * narrowest) continue;
      order_words(r.page);
      r.page.one_column = true;
    }
    return std::move(out_);
  }
  std::vector<PdfGutter> gutters() { return std::move(own_); }

 private:
  // The text ends in the first column of the page.
  bool is_last_column(const PdfPage& page) const {
    return std::any_of(before_.begin(), before_.end(), [&](const PdfGutter& k) {
      return std::all_of(page.words.begin(), page.words.end(), [&](const PdfWord& w) {
        // Heads and feet stand where they like.
        if (w.y1 < kEdge * page.height || w.y0 > (1 - kEdge) * page.height) return true;
        return right_to_left_ ? w.x0 >= k.right - kPlace : w.x1 <= k.left + kPlace;
      });
    });
  }

  bool has_table(const PdfBox& box) const {
    return std::any_of(tables_.begin(), tables_.end(), [&](const PdfBox& t) {
      const float y = (t.top + t.bottom) / 2;
      return y >= box.top && y < box.bottom;
    });
  }

  // Words on both sides, enough for columns.
  static bool has_sides(const PdfPage& page, const PdfGutter& g) {
    std::size_t left = 0;
    std::size_t right = 0;
    for (const PdfWord& w : page.words) {
      const float y = (w.y0 + w.y1) / 2;
      if (y <= g.top || y >= g.bottom) continue;
      (w.x0 < g.left ? left : right) += 1;
    }
    return std::min(left, right) >= kFewLines && std::max(left, right) >= kManyLines;
  }

  static PdfPage part_of(const PdfPage& page, const PdfGutter& g, bool left) {
    PdfPage out;
    out.width = page.width;
    out.height = page.height;
    for (const PdfWord& w : page.words) {
      const float y = (w.y0 + w.y1) / 2;
      if (y > g.top && y < g.bottom && (left ? w.x1 <= g.left + kBin : w.x0 >= g.right - kBin))
        out.words.push_back(w);
    }
    return out;
  }

  struct White {
    float top = 0, bottom = 0;
  };

  bool is_known(const PdfGutter& g) const {
    const auto same = [&](const PdfGutter& k) {
      return std::fabs(k.left - g.left) <= kPlace && std::fabs(k.right - g.right) <= kPlace;
    };
    return std::any_of(own_.begin(), own_.end(), same) ||
           std::any_of(before_.begin(), before_.end(), same);
  }

  // `expected`: other columns have the same white between them. `most`: columns that are looked
  // for.
  bool are_columns(const Side& a, const Side& b, const PdfBox& box, bool expected, int most) const {
    const Side& more = a.lines.size() >= b.lines.size() ? a : b;
    const Side& less = &more == &a ? b : a;
    if (more.lines.size() < kManyLines || less.lines.size() < kFewLines) return false;
    // What is much wider than the other side may be several columns, which make no lines together.
    const auto several = [&](const Side& side, const Side& other) {
      return most > 2 && side.right - side.left > kMostWidth * (other.right - other.left) &&
             find(side.page, {side.left, side.right, box.top, box.bottom}, most - 1).has_value();
    };
    if (!more.is_text() && !several(more, less)) return false;
    if (less.lines.size() >= 4 && !less.is_text() && !several(less, more)) return false;
    // Some lines at the end of a text tell little of their width; one of them is full.
    if (less.full == 0 || less.right - less.left < kLeastShare * (more.right - more.left))
      return false;
    if (std::fabs(more.size - less.size) > kSameType * more.size) return false;
    return expected || !ends_together(a, b, right_to_left_);
  }

  // White that runs down between columns, the highest that there is.
  std::optional<PdfGutter> find(const PdfPage& page, const PdfBox& box, int most) const {
    struct Item {
      float left, right, top, bottom;
    };
    std::vector<Item> items;
    std::vector<float> sizes;
    float left = box.right;
    float right = box.left;
    for (const PdfWord& w : page.words) {
      if (w.rotation != 0) continue;
      items.push_back({w.x0, w.x1, w.y0, w.y1});
      sizes.push_back(w.size);
      left = std::min(left, w.x0);
      right = std::max(right, w.x1);
    }
    if (items.size() < kManyLines || items.size() > kMostWords) return {};
    const float em = std::max(Side::median(sizes), 1.0F);
    if (!(right - left > 2 * kColumnWidth * em) || right - left > kBin * kMostBins) return {};
    for (const PdfBox& t : tables_) {
      if (t.top < box.bottom && t.bottom > box.top && t.left < box.right && t.right > box.left)
        items.push_back({t.left, t.right, t.top, t.bottom});
    }
    // A rule from one side to the other parts rows, no columns.
    for (const PdfRule& r : rules_) {
      if (r.across() && r.y0 > box.top && r.y1 < box.bottom)
        items.push_back({std::max(r.x0, left), std::min(r.x1, right), r.y0, r.y1});
    }
    std::erase_if(items, [](const Item& i) { return i.right < i.left; });
    std::sort(items.begin(), items.end(),
              [](const Item& a, const Item& b) { return a.top < b.top; });
    const auto bins = static_cast<std::size_t>((right - left) / kBin) + 1;
    std::vector<float> until(bins, items.front().top);  // covered down to here
    std::vector<std::vector<White>> white(bins);
    std::vector<std::pair<float, std::size_t>> order;  // height and bin
    const auto see = [&](std::size_t bin, float top, float bottom) {
      if (top - until[bin] >= kLeastLow * em) {
        white[bin].push_back({until[bin], top});
        order.emplace_back(top - until[bin], bin);
      }
      until[bin] = std::max(until[bin], bottom);
    };
    const auto bin_of = [&](float x) {
      return static_cast<std::size_t>(
          std::clamp((x - left) / kBin, 0.0F, static_cast<float>(bins - 1)));
    };
    float end = 0;
    for (const Item& item : items) {
      for (std::size_t b = bin_of(item.left); b <= bin_of(item.right); ++b)
        see(b, item.top, item.bottom);
      end = std::max(end, item.bottom);
    }
    for (std::size_t b = 0; b < bins; ++b) see(b, end, end);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& x, const auto& y) { return x.first > y.first; });

    // The white around a place, as wide as it is white for nearly the same height.
    const auto gutter_at = [&](std::size_t b, const White& w) {
      const auto as_high = [&](std::size_t k, White* found) {
        for (const White& other : white[k]) {
          if (other.top > w.top + em || other.bottom < w.bottom - em) continue;
          *found = other;
          return true;
        }
        return false;
      };
      PdfGutter g{left + kBin * static_cast<float>(b), left + kBin * static_cast<float>(b + 1),
                  w.top, w.bottom};
      White other;
      const auto take = [&](std::size_t k) {
        g.left = std::min(g.left, left + kBin * static_cast<float>(k));
        g.right = std::max(g.right, left + kBin * static_cast<float>(k + 1));
        g.top = std::max(g.top, other.top);
        g.bottom = std::min(g.bottom, other.bottom);
      };
      for (std::size_t k = b; k-- > 0 && as_high(k, &other);) take(k);
      for (std::size_t k = b + 1; k < bins && as_high(k, &other); ++k) take(k);
      return g;
    };
    const std::size_t first = bin_of(left + kColumnWidth * em / 2);
    const std::size_t last = bin_of(right - kColumnWidth * em / 2);
    std::vector<PdfGutter> tried;
    for (const auto& [height, bin] : order) {
      if (height < kLeastHeight * em || tried.size() >= kMostTries) break;
      if (bin < first || bin >= last) continue;
      const float x = left + kBin * (static_cast<float>(bin) + 0.5F);
      const auto w =
          std::find_if(white[bin].begin(), white[bin].end(),
                       [&, h = height](const White& o) { return o.bottom - o.top == h; });
      if (w == white[bin].end()) continue;
      const bool seen = std::any_of(tried.begin(), tried.end(), [&](const PdfGutter& g) {
        return x >= g.left && x <= g.right && w->top < g.bottom && w->bottom > g.top;
      });
      if (seen) continue;
      const PdfGutter g = gutter_at(bin, *w);
      tried.push_back(g);
      if (g.right - g.left < kGutter * em || !has_sides(page, g)) continue;
      if (are_columns(Side(part_of(page, g, true)), Side(part_of(page, g, false)), box, is_known(g),
                      most))
        return g;
    }
    for (const std::vector<PdfGutter>* known : {&own_, &before_}) {
      for (const PdfGutter& k : *known) {
        const float x = (k.left + k.right) / 2;
        if (x <= left || x >= right) continue;
        const std::size_t bin = bin_of(x);
        for (const White& w : white[bin]) {
          PdfGutter g = gutter_at(bin, w);
          if (g.right - g.left < kGutter * em) continue;
          const PdfGutter narrow{std::max(g.left, k.left - kPlace),
                                 std::min(g.right, k.right + kPlace), g.top, g.bottom};
          if (are_like(Side(part_of(page, narrow, true)), Side(part_of(page, narrow, false)), k,
                       right_to_left_))
            return narrow;
        }
      }
    }
    return {};
  }

  // Where the columns end, when below the end of all the others the first one goes on with a
  // heading, which nothing follows; else 0.
  float heading_below(const PdfPage& page, const PdfGutter& g) const {
    const Side first(part_of(page, g, !right_to_left_));
    const Side other(part_of(page, g, right_to_left_));
    if (other.lines.empty()) return 0;
    float end = 0;
    for (std::size_t i = first.lines.size(); i-- > 0;) {
      const VisualLine& line = first.lines[i];
      const bool below = line.top > other.lines.back().bottom - 0.2F * line.size;
      const bool heading = line.size > (1 + kSameType) * first.size ||
                           std::all_of(line.words.begin(), line.words.end(),
                                       [](const PdfWord* w) { return w->bold; });
      if (!below || !heading || i == 0) break;
      end = (line.top + first.lines[i - 1].bottom) / 2;
    }
    return end;
  }

  const std::vector<PdfBox>& tables_;
  const std::vector<PdfRule>& rules_;
  bool right_to_left_;
  std::vector<PdfGutter> before_;  // of the page before
  std::vector<PdfGutter> own_;
  std::vector<PdfRegion> out_;
};

}  // namespace

std::vector<PdfRegion> split_columns(PdfPage page, const std::vector<PdfBox>& tables,
                                     bool right_to_left, std::vector<PdfGutter>& known) {
  const std::vector<PdfRule> rules = page.rules;
  Splitter splitter(tables, rules, right_to_left, std::move(known));
  const PdfBox all{0, page.width, 0, page.height};
  splitter.run(std::move(page), all, false, 0);
  known = splitter.gutters();
  return splitter.take();
}

}  // namespace hexapla::ingest
