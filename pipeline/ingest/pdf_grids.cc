#include "pipeline/ingest/pdf_grids.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace hexapla::ingest {
namespace {

constexpr float kPadding = 12;  // of a cell, at most
constexpr float kLeastAcross = 30;
constexpr float kLeastDown = 9;
constexpr std::size_t kMostRules = 3000;
constexpr float kWordGap = 0.6F;  // em, between words of one line
constexpr float kSameLine = 0.2F;
constexpr std::size_t kMostWords = 300;    // of a row
constexpr std::size_t kMostEdges = 150;    // rules down a grid, for those within to be looked for
constexpr std::size_t kMostParted = 10;    // of one grid
constexpr std::size_t kMostLooks = 20000;  // words

bool near(float a, float b) {
  return std::fabs(a - b) <= kRulesTouch;
}

// Runs of points on neighbouring lines, and pieces of one line, are one rule.
std::vector<PdfRule> joined(std::vector<PdfRule> rules, bool across) {
  std::erase_if(rules, [&](const PdfRule& r) { return r.across() != across; });
  const auto along = [&](const PdfRule& r) { return across ? r.x0 : r.y0; };
  const auto beside = [&](const PdfRule& r) { return across ? r.y0 : r.x0; };
  std::sort(rules.begin(), rules.end(), [&](const PdfRule& a, const PdfRule& b) {
    return beside(a) != beside(b) ? beside(a) < beside(b) : along(a) < along(b);
  });
  std::vector<PdfRule> out;
  for (const PdfRule& r : rules) {
    bool taken = false;
    for (std::size_t i = out.size(); i-- > 0 && beside(r) - beside(out[i]) <= kRulesTouch;) {
      PdfRule& o = out[i];
      const bool meets = across ? r.x0 <= o.x1 + kRulesTouch && o.x0 <= r.x1 + kRulesTouch
                                : r.y0 <= o.y1 + kRulesTouch && o.y0 <= r.y1 + kRulesTouch;
      if (!meets) continue;
      if (across) {
        o.x0 = std::min(o.x0, r.x0);
        o.x1 = std::max(o.x1, r.x1);
      } else {
        o.y0 = std::min(o.y0, r.y0);
        o.y1 = std::max(o.y1, r.y1);
      }
      taken = true;
      break;
    }
    if (!taken) out.push_back(r);
    if (out.size() > kMostRules) return {};
  }
  // Strokes of letters that are drawn are shorter.
  std::erase_if(out, [&](const PdfRule& r) {
    return across ? r.x1 - r.x0 < kLeastAcross : r.y1 - r.y0 < kLeastDown;
  });
  return out;
}

bool meet(const PdfRule& across, const PdfRule& down) {
  return down.x0 >= across.x0 - kRulesTouch && down.x0 <= across.x1 + kRulesTouch &&
         across.y0 >= down.y0 - kRulesTouch && across.y0 <= down.y1 + kRulesTouch;
}

// Rules that meet one another.
std::vector<RuledGrid> connected(const std::vector<PdfRule>& across,
                                 const std::vector<PdfRule>& down) {
  std::vector<RuledGrid> out;
  std::vector<bool> seen_across(across.size());
  std::vector<bool> seen_down(down.size());
  for (std::size_t first = 0; first < down.size(); ++first) {
    if (seen_down[first]) continue;
    RuledGrid grid;
    std::vector<std::size_t> todo{first};
    seen_down[first] = true;
    while (!todo.empty()) {
      const std::size_t d = todo.back();
      todo.pop_back();
      grid.down.push_back(down[d]);
      for (std::size_t a = 0; a < across.size(); ++a) {
        if (seen_across[a] || !meet(across[a], down[d])) continue;
        seen_across[a] = true;
        grid.across.push_back(across[a]);
        for (std::size_t k = 0; k < down.size(); ++k) {
          if (seen_down[k] || !meet(across[a], down[k])) continue;
          seen_down[k] = true;
          todo.push_back(k);
        }
      }
    }
    out.push_back(std::move(grid));
  }
  return out;
}

bool any_word(const PdfPage& page, float left, float right, float top, float bottom) {
  return std::any_of(page.words.begin(), page.words.end(), [&](const PdfWord& w) {
    const float x = (w.x0 + w.x1) / 2;
    const float y = (w.y0 + w.y1) / 2;
    return x > left && x < right && y > top && y < bottom;
  });
}

// How far the grid reaches of which the rule is the left edge, or the right one, within a cell of
// the grid that it is of; nothing when it is none.
std::optional<float> reach_from(const PdfPage& page, const RuledGrid& grid, const PdfRule& edge,
                                bool left) {
  const bool beside = std::any_of(grid.down.begin(), grid.down.end(), [&](const PdfRule& other) {
    const float gap = left ? edge.x0 - other.x0 : other.x0 - edge.x0;
    return gap > kRulesTouch && gap <= kPadding && other.y0 <= edge.y0 + kRulesTouch &&
           other.y1 >= edge.y1 - kRulesTouch &&
           !any_word(page, std::min(other.x0, edge.x0), std::max(other.x0, edge.x0), edge.y0,
                     edge.y1);
  });
  if (!beside) return {};
  bool own_end = false;  // one of its ends is not at a rule that goes on beyond it
  float reach = edge.x0;
  for (const PdfRule& a : grid.across) {
    if (!meet(a, edge)) continue;
    const bool end = near(a.y0, edge.y0) || near(a.y0, edge.y1);
    const bool own = near(left ? a.x0 : a.x1, edge.x0);
    if (!own && !end) return {};
    if (!own) continue;
    own_end = own_end || end;
    reach = left ? std::max(reach, a.x1) : std::min(reach, a.x0);
  }
  if (!own_end || std::fabs(reach - edge.x0) < kLeastAcross) return {};
  return reach;
}

// Takes the grid out of another that has this rule as its edge and reaches so far.
RuledGrid take_inner(RuledGrid& grid, const PdfRule edge, float reach) {
  RuledGrid out;
  const float from = std::min(edge.x0, reach) - kRulesTouch;
  const float to = std::max(edge.x0, reach) + kRulesTouch;
  const float top = edge.y0 - kRulesTouch;
  const float bottom = edge.y1 + kRulesTouch;
  const auto inside = [&](const PdfRule& r) {
    return r.x0 >= from && r.x1 <= to && r.y0 >= top && r.y1 <= bottom;
  };
  for (auto rules : {&RuledGrid::across, &RuledGrid::down}) {
    std::vector<PdfRule>& all = grid.*rules;
    const auto rest =
        std::stable_partition(all.begin(), all.end(), [&](const PdfRule& r) { return !inside(r); });
    (out.*rules).assign(rest, all.end());
    all.erase(rest, all.end());
  }
  return out;
}

// Parts the grids within cells of this one from it.
void part(const PdfPage& page, RuledGrid grid, std::vector<RuledGrid>& out) {
  if (grid.down.size() > kMostEdges || page.words.size() > kMostLooks) {
    out.push_back(std::move(grid));
    return;
  }
  std::size_t parted = 0;
  for (std::size_t d = 0; d < grid.down.size() && parted < kMostParted; ++d) {
    for (const bool left : {true, false}) {
      const std::optional<float> reach = reach_from(page, grid, grid.down[d], left);
      if (!reach) continue;
      RuledGrid inner = take_inner(grid, grid.down[d], *reach);
      if (!grid.down.empty() && !grid.across.empty()) {
        out.push_back(std::move(inner));
        ++parted;
        d = static_cast<std::size_t>(-1);  // from the first again
        break;
      }
      grid = std::move(inner);
    }
  }
  out.push_back(std::move(grid));
}

// Rectangles side by side.
struct ColouredRow {
  float top = 0, bottom = 0;
  std::vector<float> edges;  // of its cells, from left to right
};

std::vector<ColouredRow> coloured_rows(std::vector<PdfArea> areas) {
  std::sort(areas.begin(), areas.end(), [](const PdfArea& a, const PdfArea& b) {
    const long row_a = std::lround(a.y0);
    const long row_b = std::lround(b.y0);
    return row_a != row_b ? row_a < row_b : a.x0 < b.x0;
  });
  std::vector<ColouredRow> out;
  const PdfArea* last = nullptr;
  for (const PdfArea& area : areas) {
    const bool level = last != nullptr && area.colour == last->colour &&
                       std::fabs(area.y0 - last->y0) < 1 && std::fabs(area.y1 - last->y1) < 1;
    if (level && near(area.x0, last->x0) && near(area.x1, last->x1)) continue;  // painted twice
    if (level && near(area.x0, last->x1) && area.x1 > last->x1 + kRulesTouch) {
      out.back().edges.push_back(area.x1);
    } else {
      out.push_back({area.y0, area.y1, {area.x0, area.x1}});
    }
    last = &area;
  }
  std::erase_if(out, [](const ColouredRow& row) { return row.edges.size() < 3; });
  return out;
}

// No word of the row stands across an edge of its cells, nor do two that are of one line.
bool parts_words(const PdfPage& page, const ColouredRow& row) {
  std::vector<const PdfWord*> words;
  for (const PdfWord& w : page.words) {
    const float y = (w.y0 + w.y1) / 2;
    if (y > row.top && y < row.bottom) words.push_back(&w);
  }
  const auto across = [&](float x) {
    const auto one = [&](const PdfWord* w) { return w->x0 < x - 1 && w->x1 > x + 1; };
    const auto two = [&](const PdfWord* a) {
      return a->x1 <= x + 1 && std::any_of(words.begin(), words.end(), [&](const PdfWord* b) {
               return b->x0 >= x - 1 && b->x0 - a->x1 < kWordGap * a->size &&
                      std::fabs(a->y1 - b->y1) < kSameLine * a->size;
             });
    };
    return std::any_of(words.begin(), words.end(), one) ||
           std::any_of(words.begin(), words.end(), two);
  };
  return words.size() <= kMostWords && std::none_of(row.edges.begin(), row.edges.end(), across);
}

// A ruled table that has the row's columns begins at this height.
bool table_begins(const PdfPage& page, const ColouredRow& row, float top) {
  const bool across = std::any_of(page.rules.begin(), page.rules.end(), [&](const PdfRule& r) {
    return r.across() && near(r.y0, top) && near(r.x0, row.edges.front()) &&
           near(r.x1, row.edges.back());
  });
  return across && std::all_of(row.edges.begin() + 1, row.edges.end() - 1, [&](float x) {
           return std::any_of(page.rules.begin(), page.rules.end(), [&](const PdfRule& r) {
             return !r.across() && near(r.x0, x) && near(r.y0, top) && r.y1 - r.y0 >= kLeastDown;
           });
         });
}

// Where the highest rule down the page begins; nothing for a page without any.
std::optional<float> first_table(const PdfPage& page) {
  std::optional<float> out;
  for (const PdfRule& r : page.rules) {
    if (!r.across() && r.y1 - r.y0 >= kLeastDown && (!out || r.y0 < *out)) out = r.y0;
  }
  return out;
}

// Nothing but the page's foot stands below the row, at the top of the next page nothing but its
// head above a table.
bool goes_on(const PdfPage& page, const ColouredRow& row, const PdfPage& next) {
  constexpr float kEdge = 0.1F;  // of the page's height
  const std::optional<float> top = first_table(next);
  if (!top || !table_begins(next, row, *top)) return false;
  const auto below = [&](const PdfWord& w) {
    return w.y0 >= row.bottom - kRulesTouch && w.y1 < (1 - kEdge) * page.height;
  };
  const auto above = [&](const PdfWord& w) {
    return w.y1 <= *top + kRulesTouch && w.y0 > kEdge * next.height;
  };
  return std::none_of(page.words.begin(), page.words.end(), below) &&
         std::none_of(next.words.begin(), next.words.end(), above);
}

void add_rules(const ColouredRow& row, std::vector<PdfRule>& rules) {
  for (const float y : {row.top, row.bottom})
    rules.push_back({row.edges.front(), y, row.edges.back(), y});
  for (const float x : row.edges) rules.push_back({x, row.top, x, row.bottom});
}

}  // namespace

std::vector<RuledGrid> ruled_grids(const PdfPage& page) {
  std::vector<RuledGrid> out;
  const std::vector<PdfRule> across = joined(page.rules, true);
  const std::vector<PdfRule> down = joined(page.rules, false);
  if (across.empty() || down.size() < 2) return out;
  for (RuledGrid& grid : connected(across, down)) part(page, std::move(grid), out);
  return out;
}

void rule_coloured_rows(std::vector<PdfPage>& pages) {
  for (std::size_t p = 0; p < pages.size(); ++p) {
    PdfPage& page = pages[p];
    for (const ColouredRow& row : coloured_rows(page.areas)) {
      const bool above = table_begins(page, row, row.bottom) ||
                         (p + 1 < pages.size() && goes_on(page, row, pages[p + 1]));
      if (above && parts_words(page, row)) add_rules(row, page.rules);
    }
  }
}

}  // namespace hexapla::ingest
