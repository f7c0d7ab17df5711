// Tables whose cells are ruled: rules that meet make a grid, and a word is of the cell whose rules
// are the nearest around it.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_grids.h"
#include "pipeline/ingest/pdf_tables.h"
#include "pipeline/ingest/pdf_visual.h"

namespace hexapla::ingest {
namespace {

constexpr float kPadding = 12;    // of a cell, at most
constexpr float kWordGap = 0.5F;  // em, between words of one line
constexpr float kLeastSide = 8;   // of a grid's cell
constexpr std::size_t kMostEdges = 200;
constexpr std::size_t kMostLooks = 100000;
constexpr std::size_t kMostGrids = 200;  // of a page that are looked at for tables within tables

// Places of edges, those that are nearly the same counted once.
std::vector<float> edges(std::vector<float> places) {
  std::sort(places.begin(), places.end());
  std::vector<float> out;
  for (const float p : places) {
    if (out.empty() || p - out.back() > kLeastSide) out.push_back(p);
  }
  return out;
}

int index_of(const std::vector<float>& all, float place) {
  int out = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] <= place + kLeastSide) out = static_cast<int>(i);
  }
  return out;
}

class Builder {
 public:
  Builder(const PdfPage& page, bool right_to_left, const RuledGrid& grid)
      : page_(page), right_to_left_(right_to_left), grid_(grid) {
    std::vector<float> xs;
    std::vector<float> ys;
    float left = page.width;
    float right = 0;
    float top = page.height;
    float bottom = 0;
    for (const PdfRule& r : grid.down) xs.push_back(r.x0);
    for (const PdfRule& r : grid.across) ys.push_back(r.y0);
    // A table may have no rules at its sides, or none at its top and foot.
    for (const PdfRule& r : grid.across) {
      left = std::min(left, r.x0);
      right = std::max(right, r.x1);
    }
    for (const PdfRule& r : grid.down) {
      top = std::min(top, r.y0);
      bottom = std::max(bottom, r.y1);
    }
    xs.insert(xs.end(), {left, right});
    ys.insert(ys.end(), {top, bottom});
    xs_ = edges(std::move(xs));
    ys_ = edges(std::move(ys));
  }

  bool is_table() const {
    return !grid_.across.empty() && xs_.size() > 2 && ys_.size() > 1 && xs_.size() < kMostEdges &&
           ys_.size() < kMostEdges;
  }

  // The grid stands within this one; it may share edges with it.
  bool holds(const Builder& other) const {
    return other.xs_.front() > xs_.front() - kRulesTouch &&
           other.xs_.back() < xs_.back() + kRulesTouch &&
           other.ys_.front() > ys_.front() - kRulesTouch &&
           other.ys_.back() < ys_.back() + kRulesTouch && other.extent() < extent();
  }

  bool has(float x, float y) const {
    return x >= xs_.front() && x <= xs_.back() && y >= ys_.front() && y <= ys_.back();
  }

  // Row and column of the cell at a place within the grid.
  std::pair<int, int> cell_at(float x, float y) const {
    const Edges edges = edges_at(x, y);
    const int column = index_of(xs_, edges.left);
    return {index_of(ys_, edges.top), right_to_left_ ? -column : column};
  }

  // `inner`: the tables within this one, whose cells are parts of its own.
  PdfTable run(const std::vector<const Builder*>& inner, std::vector<const PdfWord*>& taken) {
    std::map<std::pair<int, int>, PdfTableCell> cells;
    std::map<std::pair<int, int>, std::map<InnerCell, PdfPage>> parts;
    for (const PdfWord& w : page_.words) {
      const float x = middle(w);
      const float y = (w.y0 + w.y1) / 2;
      if (!has(x, y)) continue;
      const Edges edges = edges_at(x, y);
      const auto place = cell_at(x, y);
      PdfTableCell& cell = cells[place];
      cell.left = edges.left;
      cell.right = edges.right;
      taken.push_back(&w);
      // Of the smallest table that it stands in.
      const Builder* smallest = nullptr;
      for (const Builder* one : inner) {
        if (one->has(x, y) && (smallest == nullptr || smallest->holds(*one))) smallest = one;
      }
      if (smallest == nullptr) {
        cell.words.words.push_back(w);
      } else {
        const auto [row, column] = smallest->cell_at(x, y);
        parts[place][{smallest->ys_.front(), smallest->xs_.front(), row, column}].words.push_back(
            w);
      }
    }
    for (auto& [place, pages] : parts) {
      for (auto& [at, page] : pages) {
        page.width = page_.width;
        page.height = page_.height;
        order_words(page);
        cells[place].inner.push_back(std::move(page));
      }
    }
    add_head(cells, taken);
    PdfTable out;
    out.left = xs_.front();
    out.right = xs_.back();
    out.top = ys_.front();
    out.bottom = ys_.back();
    out.grid.top = out.top;
    out.grid.columns = static_cast<int>(xs_.size()) - 1;
    std::set<int> rows;  // those with words
    for (const auto& [place, cell] : cells) rows.insert(place.first);
    for (auto& [place, cell] : cells) {
      cell.row = static_cast<int>(std::distance(rows.begin(), rows.find(place.first)));
      cell.column = right_to_left_ ? out.grid.columns - 1 + place.second : place.second;
      cell.words.width = page_.width;
      cell.words.height = page_.height;
      if (!cell.words.words.empty()) order_words(cell.words);
      out.cells.push_back(std::move(cell));
    }
    int first = 0;
    for (const PdfTableCell& cell : out.cells) first += cell.row == 0 ? 1 : 0;
    out.grid.header = first == out.grid.columns && rows.size() > 1;
    return out;
  }

  const std::vector<float>& columns() const { return xs_; }

 private:
  using InnerCell = std::tuple<float, float, int, int>;  // its table's top and left, row, column

  struct Edges {
    float left = 0, right = 0, top = 0;
  };

  float extent() const { return (xs_.back() - xs_.front()) * (ys_.back() - ys_.front()); }

  // The rules that are the nearest around a place.
  Edges edges_at(float x, float y) const {
    Edges out{xs_.front(), xs_.back(), ys_.front()};
    for (const PdfRule& r : grid_.down) {
      if (r.y0 > y || y > r.y1) continue;
      if (r.x0 <= x) out.left = std::max(out.left, r.x0);
      if (r.x0 > x) out.right = std::min(out.right, r.x0);
    }
    for (const PdfRule& r : grid_.across) {
      if (r.y0 <= y && r.x0 <= x && x <= r.x1) out.top = std::max(out.top, r.y0);
    }
    return out;
  }

  // A place of the word within its cell, though it may reach out of the table: what was too wide
  // goes on over the edge, word by word.
  float middle(const PdfWord& w) {
    const float x = (w.x0 + w.x1) / 2;
    if (right_to_left_ || x <= xs_.back() || xs_.size() < 2) return x;
    const float inside = xs_.back() - kRulesTouch;
    float from = w.x0;
    for (bool moved = true; moved && from > inside;) {
      moved = false;
      for (const PdfWord& other : page_.words) {
        if (looks_ == 0) return x;
        --looks_;
        const bool before = other.x0 < from - 1 && from - other.x1 < kWordGap * w.size &&
                            from - other.x1 > -1 && std::fabs(other.y1 - w.y1) < 0.1F * w.size;
        if (!before) continue;
        from = other.x0;
        moved = true;
        break;
      }
    }
    return from < inside && from > xs_[xs_.size() - 2] ? inside : x;
  }

  // A line right above the rules whose words stand in their columns is the head of the table, told
  // by its colour.
  void add_head(std::map<std::pair<int, int>, PdfTableCell>& cells,
                std::vector<const PdfWord*>& taken) const {
    std::map<int, std::vector<const PdfWord*>> head;
    for (const PdfWord& w : page_.words) {
      if (w.y1 > ys_.front() + kRulesTouch || w.y1 < ys_.front() - 0.6F * w.size) continue;
      if (w.x1 < xs_.front() || w.x0 > xs_.back()) continue;
      const int column = index_of(xs_, w.x0);
      const std::size_t next = static_cast<std::size_t>(column) + 1;
      if (next < xs_.size() && w.x1 > xs_[next] + kRulesTouch) return;
      head[column].push_back(&w);
    }
    if (head.size() < 2) return;
    const PdfWord* before = nullptr;
    for (auto& [column, words] : head) {
      std::sort(words.begin(), words.end(),
                [](const PdfWord* a, const PdfWord* b) { return a->x0 < b->x0; });
      // In its column as a cell's text is, and apart from the next.
      const auto c = static_cast<std::size_t>(column);
      const float side = right_to_left_ ? xs_[std::min(c + 1, xs_.size() - 1)] - words.back()->x1
                                        : words.front()->x0 - xs_[c];
      if (std::fabs(side) > kPadding) return;
      if (before != nullptr && words.front()->x0 - before->x1 < 0.9F * before->size) return;
      before = words.back();
    }
    for (const auto& [column, words] : head) {
      PdfTableCell& cell = cells[{-1, right_to_left_ ? -column : column}];
      for (const PdfWord* w : words) {
        cell.words.words.push_back(*w);
        taken.push_back(w);
      }
    }
  }

  const PdfPage& page_;
  bool right_to_left_;
  const RuledGrid& grid_;
  std::size_t looks_ = kMostLooks;  // for what reaches out of the table
  std::vector<float> xs_;
  std::vector<float> ys_;
};

// The words of a row line by line, as take_tables has them in PdfOpenTable::header.
std::string row_text(const PdfTable& table, int row) {
  std::vector<const PdfWord*> words;
  for (const PdfTableCell& cell : table.cells) {
    if (cell.row != row) continue;
    for (const PdfWord& w : cell.words.words) words.push_back(&w);
  }
  std::sort(words.begin(), words.end(), [](const PdfWord* a, const PdfWord* b) {
    const long line_a = std::lround(a->y1);
    const long line_b = std::lround(b->y1);
    return line_a != line_b ? line_a < line_b : a->x0 < b->x0;
  });
  std::string out;
  for (const PdfWord* w : words) out += w->text;
  return out;
}

const PdfWord& first_word(const PdfTableCell& cell) {
  return cell.words.words.empty() ? cell.inner.front().words.front() : cell.words.words.front();
}

bool starts_lower(const PdfTableCell& cell) {
  const char32_t first = text::decode(first_word(cell).text, 0).value;
  return text::is_letter(first) && text::is_lower(first);
}

}  // namespace

std::vector<PdfTable> take_ruled_tables(PdfPage& page, bool right_to_left, PdfOpenTable& open) {
  std::vector<PdfTable> out;
  if (page.rules.empty()) return out;
  std::vector<const PdfWord*> taken;
  const PdfOpenTable before = open;
  const std::vector<RuledGrid> grids = ruled_grids(page);
  std::vector<Builder> builders;
  for (const RuledGrid& grid : grids) {
    builders.emplace_back(page, right_to_left, grid);
    if (!builders.back().is_table()) builders.pop_back();
  }
  for (Builder& builder : builders) {
    std::vector<const Builder*> inner;
    bool within = false;  // another one
    for (const Builder& other : builders) {
      if (&other == &builder || builders.size() > kMostGrids) continue;
      if (builder.holds(other)) inner.push_back(&other);
      within = within || other.holds(builder);
    }
    if (within) continue;
    PdfTable table = builder.run(inner, taken);
    if (table.cells.empty()) continue;
    out.push_back(std::move(table));
    open = {};
    open.header = row_text(out.back(), 0);
    open.size = first_word(out.back().cells.front()).size;
    const std::vector<float>& x = builder.columns();
    for (std::size_t i = 0; i + 1 < x.size(); ++i) open.columns.push_back({x[i], x[i + 1], "", 0});
  }
  std::sort(out.begin(), out.end(),
            [](const PdfTable& a, const PdfTable& b) { return a.top < b.top; });
  if (!out.empty() && before.columns.size() == static_cast<std::size_t>(out.front().grid.columns)) {
    PdfGrid& grid = out.front().grid;
    grid.repeats = !before.header.empty() && row_text(out.front(), 0) == before.header;
    // A row without a key, or whose key goes on with a sentence, goes on with the one above.
    const int first = grid.repeats ? 1 : 0;
    grid.row_goes_on = std::none_of(
        out.front().cells.begin(), out.front().cells.end(), [&](const PdfTableCell& cell) {
          return cell.row == first && cell.column == 0 && !starts_lower(cell);
        });
    if (grid.repeats) open.header = before.header;
  }
  take_words(page, taken);
  return out;
}

}  // namespace hexapla::ingest
