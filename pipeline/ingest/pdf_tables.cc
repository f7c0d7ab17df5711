#include "pipeline/ingest/pdf_tables.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_visual.h"

namespace hexapla::ingest {
namespace {

// In ems of the line's type.
constexpr float kOpening = 1.0F;        // between two cells of the line that opens a table
constexpr float kLeastCorridor = 0.5F;  // between columns, over all lines, at least
constexpr float kCorridor = 0.75F;      // the same where words stand far apart
constexpr float kWordGap = 2;           // of the usual white space between words
// In usual distances of lines on the page.
constexpr float kRowDistance = 2.8F;                    // between the feet of lines of one table
constexpr float kLineDistance = 1.36F;                  // between lines of one cell
constexpr float kLeastPitch = 0.9F, kMostPitch = 2.4F;  // usual distance of lines, in ems
constexpr float kSlack = 0.7F;             // of the room that a line leaves for the next word
constexpr float kOver = 0.3F;              // em that boxes reach over the rules beside them
constexpr float kRowWhite = 1.2F;          // of the distance of lines within cells, between rows
constexpr std::size_t kRowRules = 4;       // of a table whose rows they part
constexpr float kRule = 0.3F;              // points that a ruled line adds between rows
constexpr float kMostSpread = 5.0F;        // white space between words of justified text
constexpr std::size_t kMostHeadLines = 3;  // of a page, before a table that goes on
constexpr float kEdge = 0.12F;             // of the page's height, where its head stands
constexpr float kHeadWhite = 1.2F;         // below the head, by the white between rows
constexpr float kLeastWhite = 0.3F;        // em, of the same
constexpr std::size_t kMostColumns = 30;
constexpr std::size_t kMostLines = 2000;
constexpr std::size_t kLongRun = 100;  // lines

struct Interval {
  float left = 0;
  float right = 0;
  float width() const { return right - left; }
};
using Intervals = std::vector<Interval>;  // sorted, apart

// What the line covers; gaps narrower than `joined` count as covered.
Intervals covered(const VisualLine& line, float joined) {
  Intervals out;
  for (const PdfWord* w : line.words) {
    if (!out.empty() && w->x0 - out.back().right < joined) {
      out.back().right = std::max(out.back().right, w->x1);
    } else {
      out.push_back({w->x0, w->x1});
    }
  }
  return out;
}

Intervals united(const Intervals& a, const Intervals& b, float joined) {
  Intervals all = a;
  all.insert(all.end(), b.begin(), b.end());
  std::sort(all.begin(), all.end(),
            [](const Interval& x, const Interval& y) { return x.left < y.left; });
  Intervals out;
  for (const Interval& i : all) {
    if (!out.empty() && i.left - out.back().right < joined) {
      out.back().right = std::max(out.back().right, i.right);
    } else {
      out.push_back(i);
    }
  }
  return out;
}

// A line of a table, cut into its columns (in the direction of reading).
struct CutLine {
  std::vector<std::vector<const PdfWord*>> cells;
  float top = 0, bottom = 0, size = 0;

  Interval extent(std::size_t column) const {
    return {cells[column].front()->x0, cells[column].back()->x1};
  }
};

bool is_bullet_or_label(const std::vector<const PdfWord*>& words) {
  std::string text;
  for (const PdfWord* w : words) text += w->text;
  return is_label(text);
}

bool has_leaders(const VisualLine& line) {
  std::size_t dots = 0;
  for (const PdfWord* w : line.words) {
    for (std::size_t at = 0; at < w->text.size();) {
      const text::CodePoint c = text::decode(w->text, at);
      dots = c.value == '.' || c.value == 0x2026 || c.value == 0xB7
                 ? dots + (c.value == 0x2026 ? 3 : 1)
                 : 0;
      if (dots >= 5) return true;
      at += c.size;
    }
  }
  return false;
}

// Justified text: words with the same white space between all of them.
bool is_spread(const VisualLine& line) {
  if (line.words.size() < 4) return false;
  float least = 1e6F;
  float most = 0;
  for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
    const float gap = line.words[i + 1]->x0 - line.words[i]->x1;
    least = std::min(least, gap);
    most = std::max(most, gap);
  }
  return most < kMostSpread * line.size && most < 1.4F * least;
}

std::string packed(const VisualLine& line) {
  std::string out;
  for (const PdfWord* w : line.words) out += w->text;
  return out;
}

class Finder {
 public:
  Finder(const PdfPage& page, bool right_to_left, PdfOpenTable& open)
      : page_(page), right_to_left_(right_to_left), open_(open), lines_(visual_lines(page)) {
    std::vector<float> distances;  // in ems
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const VisualLine& a = lines_[i];
      const float distance = (lines_[i + 1].bottom - a.bottom) / std::max(a.size, 1.0F);
      if (distance > kLeastPitch && distance < kMostPitch) distances.push_back(distance);
    }
    std::sort(distances.begin(), distances.end());
    if (!distances.empty()) pitch_ = distances[distances.size() * 3 / 10];
    std::vector<float> gaps;  // between words, in ems
    for (const VisualLine& line : lines_) {
      for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
        const float gap = (line.words[i + 1]->x0 - line.words[i]->x1) / std::max(line.size, 1.0F);
        if (gap > 0 && gap < kOpening) gaps.push_back(gap);
      }
    }
    if (!gaps.empty()) {
      const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
      std::nth_element(gaps.begin(), middle, gaps.end());
      corridor_ = std::clamp(kWordGap * *middle, kLeastCorridor, kCorridor);
    }
    for (const VisualLine& line : lines_) {
      left_ = std::min(left_, line.words.front()->x0);
      right_ = std::max(right_, line.words.back()->x1);
    }
  }

  std::vector<PdfTable> run(std::vector<const PdfWord*>& taken) {
    std::vector<PdfTable> out;
    const PdfOpenTable before = std::move(open_);
    open_ = {};
    for (std::size_t i = 0; i < lines_.size();) {
      std::size_t end = i;
      // The first lines of a page may be its head.
      const bool may_go_on = !before.columns.empty() && i < kMostHeadLines && out.empty();
      std::optional<PdfTable> table;
      if (may_go_on) table = table_at(i, &before, end, taken);
      if (!table) table = table_at(i, nullptr, end, taken);
      if (!table) {
        // What is so long and no table has none in it.
        i = end > i + kLongRun ? end : i + 1;
        continue;
      }
      out.push_back(*std::move(table));
      i = end;
    }
    return out;
  }

 private:
  // A line of some words from one side of the column to the other: justified text.
  bool is_stretched(const VisualLine& line) const {
    if (line.words.size() < 2 || line.words.size() > 3) return false;
    if (line.words.front()->x0 > left_ + line.size || line.words.back()->x1 < right_ - line.size)
      return false;
    if (line.words.size() == 2) return true;
    const float a = line.words[1]->x0 - line.words[0]->x1;
    const float b = line.words[2]->x0 - line.words[1]->x1;
    return std::max(a, b) < 1.4F * std::min(a, b);
  }

  // A table that begins with line `begin`; `before`: goes on with that one.
  std::optional<PdfTable> table_at(std::size_t begin, const PdfOpenTable* before, std::size_t& end,
                                   std::vector<const PdfWord*>& taken) {
    const VisualLine& first = lines_[begin];
    if (has_leaders(first)) return {};
    Intervals columns = covered(first, kOpening * first.size);
    std::size_t several = 1;  // lines with words in more than one column
    bool repeats = false;
    if (before != nullptr) {
      if (std::fabs(first.size - before->size) > 0.05F * before->size) return {};
      Intervals known;
      for (const PdfOpenTable::Column& c : before->columns) known.push_back({c.left, c.right});
      repeats = packed(first) == before->header.substr(0, packed(first).size());
      const float joined = corridor_ * first.size;
      columns = united(known, covered(first, joined), joined);
      if (columns.size() != known.size() || (!repeats && covered(first, joined).size() < 2))
        return {};
      ++several;
    } else if (is_spread(first) || (page_.one_column && is_stretched(first))) {
      return {};
    }
    if (columns.size() < 2 || columns.size() > kMostColumns) return {};
    for (end = begin + 1; end < lines_.size() && end - begin < kMostLines; ++end) {
      const VisualLine& line = lines_[end];
      const VisualLine& above = lines_[end - 1];
      if (line.bottom - above.bottom > kRowDistance * pitch_ * first.size ||
          std::fabs(line.size - first.size) > 0.12F * first.size || has_leaders(line))
        break;
      const float joined = corridor_ * first.size;
      const Intervals own = covered(line, joined);
      Intervals both = united(columns, own, joined);
      if (both.size() < 2 || both.size() > kMostColumns) break;
      if (before != nullptr && both.size() != columns.size()) break;
      // A line within one column goes on with the line above; further away it is text again.
      const bool alone = own.size() == 1;
      if (alone && line.bottom - above.bottom > kLineDistance * pitch_ * first.size) break;
      if (!alone) ++several;
      columns = std::move(both);
    }
    if (several < 2 || is_head(begin, end)) return {};
    return build(begin, end, columns, before, repeats, taken);
  }

  // The page's first line stands further from the second than any line of the table below from the
  // next: the page's head, and no row.
  bool is_head(std::size_t begin, std::size_t end) const {
    if (begin > 0 || lines_.size() < 3 || lines_[0].bottom > kEdge * page_.height) return false;
    float most = kLeastWhite * lines_[0].size;
    for (std::size_t i = 1; i + 1 < std::max<std::size_t>(end, 3); ++i)
      most = std::max(most, lines_[i + 1].top - lines_[i].bottom);
    return lines_[1].top - lines_[0].bottom > kHeadWhite * most;
  }

  std::vector<CutLine> cut(std::size_t begin, std::size_t end, const Intervals& columns) const {
    std::vector<CutLine> out;
    for (std::size_t i = begin; i < end; ++i) {
      CutLine line;
      line.cells.resize(columns.size());
      line.top = lines_[i].top;
      line.bottom = lines_[i].bottom;
      line.size = lines_[i].size;
      for (const PdfWord* w : lines_[i].words) {
        std::size_t c = 0;
        while (c + 1 < columns.size() && w->x0 >= columns[c + 1].left - 0.01F) ++c;
        if (right_to_left_) c = columns.size() - 1 - c;
        line.cells[c].push_back(w);
      }
      out.push_back(std::move(line));
    }
    return out;
  }

  std::optional<PdfTable> build(std::size_t begin, std::size_t end, Intervals columns,
                                const PdfOpenTable* before, bool repeats,
                                std::vector<const PdfWord*>& taken) {
    const std::vector<CutLine> lines = cut(begin, end, columns);
    if (right_to_left_) std::reverse(columns.begin(), columns.end());
    const std::size_t n = columns.size();
    // Every column must be worth the name.
    for (std::size_t c = 0; c < n && before == nullptr; ++c) {
      std::size_t used = 0;
      for (const CutLine& line : lines) used += line.cells[c].empty() ? 0 : 1;
      if (used < 2) return {};
    }
    if (before == nullptr && only_labels(lines)) return {};
    float least = kLineDistance * pitch_ * lines[0].size;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      least =
          std::min(least, std::max(0.5F * lines[i].size, lines[i + 1].bottom - lines[i].bottom));
    std::vector<std::size_t> starts{0};  // lines that open rows
    std::vector<bool> ruled(lines.size());
    std::size_t rules = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      ruled[i] = is_ruled(lines[i], lines[i + 1], columns);
      rules += ruled[i] ? 1 : 0;
    }
    const bool by_white = rows_by_white(lines, least);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      // Where rules part rows, nothing else does; some may only part the title row and the sum.
      const bool told = by_white ? lines[i + 1].bottom - lines[i].bottom > kRowWhite * least
                                 : opens_row(lines, i, least, columns);
      const bool opens = ruled[i] || (rules < kRowRules && told);
      if (opens) starts.push_back(i + 1);
    }
    if (before == nullptr && (starts.size() < 2 || !is_table(lines, starts))) return {};
    PdfTable out;
    out.top = lines.front().top;
    out.bottom = lines.back().bottom;
    out.grid.top = out.top;
    out.grid.columns = static_cast<int>(n);
    out.grid.header = std::none_of(lines[0].cells.begin(), lines[0].cells.end(),
                                   [](const auto& cell) { return cell.empty(); });
    out.grid.repeats = repeats;
    if (before != nullptr && (!repeats || starts.size() > 1))
      out.grid.row_goes_on = goes_on(*before, lines[repeats ? starts[1] : 0]);
    keep_open(lines, starts, columns, before != nullptr && repeats ? before->header : "");
    for (std::size_t r = 0; r < starts.size(); ++r) {
      const std::size_t to = r + 1 < starts.size() ? starts[r + 1] : lines.size();
      for (std::size_t c = 0; c < n; ++c) {
        PdfTableCell cell;
        cell.row = static_cast<int>(r);
        cell.column = static_cast<int>(c);
        cell.words.width = page_.width;
        cell.words.height = page_.height;
        for (std::size_t i = starts[r]; i < to; ++i) {
          for (const PdfWord* w : lines[i].cells[c]) {
            cell.words.words.push_back(*w);
            taken.push_back(w);
          }
        }
        if (!cell.words.words.empty()) out.cells.push_back(std::move(cell));
      }
    }
    return out;
  }

  // Labels and bullets, and what they stand before. Numbers alone may be those of a table.
  static bool only_labels(const std::vector<CutLine>& lines) {
    const std::size_t n = lines[0].cells.size();
    bool any = n == 2;
    for (const CutLine& line : lines) {
      for (std::size_t c = 0; c + 1 < n; ++c) {
        if (line.cells[c].empty()) continue;
        if (!is_bullet_or_label(line.cells[c])) return false;
        any = any || line.cells[c][0]->text.find_first_not_of("0123456789") != std::string::npos;
      }
    }
    return any;
  }

  // The table as the next page sees it.
  void keep_open(const std::vector<CutLine>& lines, const std::vector<std::size_t>& starts,
                 const Intervals& columns, const std::string& header) {
    open_ = {};
    open_.header = header;
    open_.size = lines[0].size;
    const std::size_t first_end = starts.size() > 1 ? starts[1] : lines.size();
    for (std::size_t i = 0; i < first_end && header.empty(); ++i) {
      std::vector<const PdfWord*> words;
      for (const auto& cell : lines[i].cells) words.insert(words.end(), cell.begin(), cell.end());
      std::stable_sort(words.begin(), words.end(),
                       [](const PdfWord* a, const PdfWord* b) { return a->x0 < b->x0; });
      for (const PdfWord* w : words) open_.header += w->text;
    }
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::size_t c = right_to_left_ ? columns.size() - 1 - k : k;
      PdfOpenTable::Column column{columns[c].left, columns[c].right, "", 0};
      for (std::size_t i = starts.back(); i < lines.size(); ++i) {
        if (lines[i].cells[c].empty()) continue;
        column.last.clear();
        for (const PdfWord* w : lines[i].cells[c]) column.last += w->text;
        column.last_width = lines[i].extent(c).width();
        // The row must reach the foot of the table in this column to go on.
        if (i + 1 < lines.size()) column.last_width = 0;
      }
      open_.columns.push_back(std::move(column));
    }
  }

  // The line is the rest of the row that the page before ended with: no key of its own, and every
  // cell goes on with a full line.
  bool goes_on(const PdfOpenTable& before, const CutLine& line) const {
    const std::size_t n = before.columns.size();
    bool any = false;
    for (std::size_t c = 0; c < n; ++c) {
      if (line.cells[c].empty()) continue;
      const PdfOpenTable::Column& above = before.columns[right_to_left_ ? n - 1 - c : c];
      if (above.last.empty()) return false;
      const PdfWord& next = right_to_left_ ? *line.cells[c].back() : *line.cells[c].front();
      const bool full =
          above.right - above.left - above.last_width < next.x1 - next.x0 + kSlack * line.size;
      const bool lower = text::is_lower(text::decode(next.text, 0).value);
      if (!full && !lower) return false;
      any = true;
    }
    return any && (line.cells[0].empty() ||
                   text::is_lower(text::decode(line.cells[0].front()->text, 0).value));
  }

  // Text in columns has few places where all columns begin something; rows of tables do.
  static bool is_table(const std::vector<CutLine>& lines, const std::vector<std::size_t>& starts) {
    std::size_t together = 0;
    for (const std::size_t s : starts) {
      std::size_t used = 0;
      for (const auto& cell : lines[s].cells) used += cell.empty() ? 0 : 1;
      together += used >= 2 ? 1 : 0;
    }
    const bool few = starts.size() * 6 < lines.size();
    return together >= 2 && together * 2 >= starts.size() && !few;
  }

  // White parts the rows: behind it lines have words in nearly every column, and most others, which
  // go on with cells, have not. `least`: the distance of lines within cells.
  static bool rows_by_white(const std::vector<CutLine>& lines, float least) {
    std::size_t behind = 0;
    std::size_t wide = 0;  // of them
    std::size_t others = 0;
    std::size_t narrow = 0;  // of them
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const CutLine& line = lines[i + 1];
      const auto empty = static_cast<std::size_t>(std::count_if(
          line.cells.begin(), line.cells.end(), [](const auto& cell) { return cell.empty(); }));
      if (line.bottom - lines[i].bottom > kRowWhite * least) {
        ++behind;
        wide += empty <= 1 ? 1 : 0;
      } else {
        ++others;
        narrow += empty > 0 ? 1 : 0;
      }
    }
    return lines[0].cells.size() > 2 && behind >= 2 && others >= 2 && wide * 10 >= behind * 9 &&
           narrow * 10 >= others * 7;
  }

  // A rule runs between two lines, past more than one column.
  bool is_ruled(const CutLine& above, const CutLine& below, const Intervals& columns) const {
    std::vector<bool> crossed(columns.size());
    for (const PdfRule& r : page_.rules) {
      const float y = (r.y0 + r.y1) / 2;
      if (!r.across() || y < above.bottom - kOver * above.size ||
          y > below.top + kOver * below.size)
        continue;
      for (std::size_t c = 0; c < columns.size(); ++c)
        crossed[c] = crossed[c] || (r.x0 < columns[c].right && r.x1 > columns[c].left);
    }
    return std::count(crossed.begin(), crossed.end(), true) > 1;
  }

  // Line `i + 1` begins a new row. `least`: the distance of lines within cells.
  bool opens_row(const std::vector<CutLine>& lines, std::size_t i, float least,
                 const Intervals& columns) const {
    const CutLine& a = lines[i];
    const CutLine& b = lines[i + 1];
    const float distance = b.bottom - a.bottom;
    if (distance > kLineDistance * pitch_ * a.size) return true;
    if (lines.size() == 2 && columns.size() > 2) return true;  // nothing to compare with
    int evidence = distance > least + kRule ? 3 : 0;
    if (distance > 1.2F * least) evidence += 2;
    int told = 0;  // by the columns together
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (b.cells[c].empty()) continue;
      if (a.cells[c].empty()) return true;  // cells begin at the top of their row
      told += column_evidence(lines, c, i, columns[c]);
    }
    return evidence + std::clamp(told, -2, 2) > 0;
  }

  // In one column: above zero when line `i` ends something, below when the next goes on with it.
  int column_evidence(const std::vector<CutLine>& lines, std::size_t c, std::size_t i,
                      const Interval& column) const {
    const std::vector<const PdfWord*>& a = lines[i].cells[c];
    const std::vector<const PdfWord*>& b = lines[i + 1].cells[c];
    const bool single = a.size() == 1 && b.size() == 1;
    const auto number = [](const PdfWord* w) {
      return !w->text.empty() &&
             w->text.find_first_not_of("0123456789.,$%()-") == std::string::npos;
    };
    if (single && number(a[0]) && number(b[0])) return 2;
    const PdfWord& next = right_to_left_ ? *b.back() : *b.front();
    const char32_t first = text::decode(next.text, 0).value;
    const float room = column.width() - lines[i].extent(c).width();
    // Chinese breaks anywhere.
    const float word = first >= 0x2E80 ? 2 * lines[i].size : next.x1 - next.x0;
    if (room > word + kSlack * lines[i].size) return 1;
    if (text::is_lower(first)) return -2;
    return -1;
  }

  const PdfPage& page_;
  bool right_to_left_;
  PdfOpenTable& open_;
  std::vector<VisualLine> lines_;
  float corridor_ = kLeastCorridor;
  float pitch_ = 1.2F;             // usual distance of lines, in ems
  float left_ = 1e6F, right_ = 0;  // of all words
};

}  // namespace

bool is_label(std::string_view text) {
  if (text.size() > 12) return false;
  static constexpr std::string_view kEnds[] = {".", ")", "]", "）", "、", "-", "–",
                                               "*", "•", "·", "▪",  "○",  "(", "（"};
  for (const std::string_view end : kEnds) {
    if (text.ends_with(end) || (text.starts_with(end) && text.size() <= 8)) return true;
  }
  // A note's number, in smaller type.
  return text.size() <= 3 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

void take_words(PdfPage& page, std::vector<const PdfWord*>& taken) {
  if (taken.empty()) return;
  std::sort(taken.begin(), taken.end());
  std::vector<PdfWord> left;
  for (PdfWord& w : page.words) {
    if (!std::binary_search(taken.begin(), taken.end(), &w)) left.push_back(std::move(w));
  }
  page.words = std::move(left);
}

std::vector<PdfTable> take_tables(PdfPage& page, bool right_to_left, PdfOpenTable& open) {
  std::vector<const PdfWord*> taken;
  std::vector<PdfTable> out = Finder(page, right_to_left, open).run(taken);
  take_words(page, taken);
  return out;
}

}  // namespace hexapla::ingest
