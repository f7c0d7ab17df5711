// Tables without rules whose cells are paragraphs: their columns begin at the same places from line
// to line, and white from one side to the other parts the rows. Looked for before text in columns
// is, which they resemble: there, paragraphs of one column end where those of the next do not.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_tables.h"
#include "pipeline/ingest/pdf_text.h"
#include "pipeline/ingest/pdf_visual.h"

namespace hexapla::ingest {
namespace {

constexpr float kSeen = 0.4F;        // em of white before a place where a column may begin
constexpr float kLeast = 0.35F;      // em of white there in every line, more than between words
constexpr float kSamePlace = 1;      // points
constexpr float kApart = 1.5F;       // em from one column's begin to the next
constexpr float kMostWhite = 5;      // em between lines of one table
constexpr float kGap = 1.2F;         // of the distance of lines within cells, between rows
constexpr float kRoom = 0.7F;        // em that a line leaves besides the room for the next word
constexpr float kWide = 6;           // em that a column of sentences has
constexpr std::size_t kSupport = 3;  // lines of a table in which a column begins, at least
constexpr std::size_t kRows = 3;
constexpr std::size_t kMostWords = 6000;
constexpr std::size_t kMostLines = 400;
constexpr std::size_t kMostPlaces = 60;  // the most used ones are looked at
constexpr std::size_t kMostTries = 8;
constexpr std::size_t kMostTables = 10;
constexpr std::size_t kMostHeadLines = 3;
constexpr float kEdge = 0.12F;      // of the page's height, where its head stands
constexpr float kKnownPlace = 3;    // points, of the columns of the page before
constexpr float kNoteSize = 0.95F;  // of the table's type

// A word along the direction of reading.
struct Piece {
  float start = 0, end = 0;
  const PdfWord* word = nullptr;
};

struct Line {
  std::vector<Piece> pieces;  // in the order of reading
  float top = 0, bottom = 0, size = 0;
  bool taken = false;
};

// Lines [begin, end) in which no word crosses the place.
struct Stretch {
  float place = 0;
  std::size_t begin = 0, end = 0;
  std::size_t support = 0;  // of them, those in which something begins there
  std::size_t size() const { return end - begin; }
};

// What one line has in one column.
struct Place {
  std::size_t line = 0;
  float bottom = 0, start = 0, end = 0, size = 0;
  const PdfWord* first = nullptr;
  const PdfWord* last = nullptr;

  void add(const Piece& p) {
    if (first == nullptr) {
      first = p.word;
      start = p.start;
    }
    last = p.word;
    if (p.word->size > size) {
      bottom = p.word->y1;
      size = p.word->size;
    }
    bottom = std::max(bottom, p.word->size < size ? bottom : p.word->y1);
    end = std::max(end, p.end);
  }
};

struct Found {
  std::vector<float> places;        // where columns begin, but for the first
  std::vector<std::size_t> starts;  // lines that open rows
  std::size_t end = 0;              // behind the last line
  float first = 0;                  // where the first column begins
};

float ranked(std::vector<float>& values, std::size_t tenths) {
  if (values.empty()) return 0;
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * tenths / 10);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

class Aligned {
 public:
  Aligned(const PdfPage& page, bool right_to_left) : page_(page), right_to_left_(right_to_left) {
    std::vector<float> sizes;
    for (const VisualLine& visual : visual_lines(page)) {
      Line line;
      for (const PdfWord* w : visual.words) {
        line.pieces.push_back(right_to_left ? Piece{page.width - w->x1, page.width - w->x0, w}
                                            : Piece{w->x0, w->x1, w});
        sizes.push_back(w->size);
      }
      if (right_to_left) std::reverse(line.pieces.begin(), line.pieces.end());
      line.top = visual.top;
      line.bottom = visual.bottom;
      line.size = visual.size;
      lines_.push_back(std::move(line));
    }
    em_ = std::max(ranked(sizes, 5), 1.0F);
  }

  std::vector<PdfTable> run(PdfOpenTable& open, std::vector<const PdfWord*>& taken) {
    std::vector<PdfTable> out;
    if (lines_.size() < kSupport || lines_.size() > kMostLines) return out;
    find_places(open);
    std::vector<Found> found;
    while (found.size() < kMostTables) {
      std::optional<Found> next = find(open);
      if (!next) break;
      for (std::size_t i = next->starts.front(); i < next->end; ++i) lines_[i].taken = true;
      found.push_back(*std::move(next));
    }
    std::sort(found.begin(), found.end(),
              [](const Found& a, const Found& b) { return a.starts.front() < b.starts.front(); });
    const PdfOpenTable before = open;
    for (const Found& one : found) {
      out.push_back(build(one, taken));
      if (&one == &found.front()) go_on(one, before, out.back());
      const std::string header = out.back().grid.repeats ? before.header : row_text(one, 0);
      open = {};
      if (is_last(one)) keep_open(one, header, open);
    }
    return out;
  }

 private:
  void find_places(const PdfOpenTable& before) {
    for (const PdfOpenTable::Column& column : before.columns)
      known_.push_back(right_to_left_ ? page_.width - column.right : column.left);
    std::vector<float> all;
    for (const Line& line : lines_) {
      float reached = -1e6F;
      for (const Piece& p : line.pieces) {
        if (p.start - reached >= kSeen * em_) all.push_back(p.start);
        reached = std::max(reached, p.end);
      }
    }
    std::sort(all.begin(), all.end());
    std::vector<std::pair<std::size_t, float>> counted;
    for (std::size_t i = 0; i < all.size();) {
      std::size_t k = i;
      while (k < all.size() && all[k] - all[i] <= kSamePlace) ++k;
      if (k - i >= kSupport || is_known(all[i])) counted.emplace_back(k - i, all[i]);
      i = k;
    }
    std::stable_sort(counted.begin(), counted.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (counted.size() > kMostPlaces) counted.resize(kMostPlaces);
    for (const auto& [count, place] : counted) places_.push_back(place);
  }

  // A column of the table that the page before ends with begins there.
  bool is_known(float place) const {
    return std::any_of(known_.begin(), known_.end(),
                       [&](float known) { return std::fabs(known - place) <= kSamePlace; });
  }

  bool crosses(const Line& line, float place) const {
    return std::any_of(line.pieces.begin(), line.pieces.end(), [&](const Piece& p) {
      return p.start < place - kSamePlace && p.end > place - kLeast * em_;
    });
  }

  bool begins(const Line& line, float place) const {
    return std::any_of(line.pieces.begin(), line.pieces.end(), [&](const Piece& p) {
      return p.start >= place - kSamePlace / 10 && p.start <= place + kSamePlace;
    });
  }

  bool apart(std::size_t i) const {
    return lines_[i].bottom - lines_[i - 1].bottom > kMostWhite * em_;
  }

  std::vector<Stretch> stretches() const {
    std::vector<Stretch> out;
    for (const float place : places_) {
      Stretch now{place, 0, 0, 0};
      const auto close = [&] {
        if (now.support >= (is_known(place) ? 1 : kSupport) && now.support * 4 >= now.size())
          out.push_back(now);
      };
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        const bool breaks = lines_[i].taken || crosses(lines_[i], place);
        if (breaks || (i > 0 && apart(i))) {
          close();
          now = {place, i, i, 0};
        }
        now.end = i + 1;
        if (breaks) {
          now.begin = i + 1;
        } else if (begins(lines_[i], place)) {
          ++now.support;
        }
      }
      close();
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Stretch& a, const Stretch& b) { return a.size() > b.size(); });
    return out;
  }

  std::optional<Found> find(const PdfOpenTable& before) const {
    const std::vector<Stretch> all = stretches();
    std::optional<Found> best;
    for (std::size_t t = 0; t < all.size() && t < kMostTries; ++t) {
      Stretch run = all[t];
      std::vector<Stretch> columns;
      for (const Stretch& s : all) {
        const std::size_t begin = std::max(s.begin, run.begin);
        const std::size_t end = std::min(s.end, run.end);
        if (begin >= end || (end - begin) * 5 < all[t].size() * 4) continue;
        const bool near = std::any_of(columns.begin(), columns.end(), [&](const Stretch& other) {
          return std::fabs(other.place - s.place) < kApart * em_;
        });
        if (near) continue;
        columns.push_back(s);
        run.begin = begin;
        run.end = end;
      }
      std::vector<float> places;
      for (const Stretch& s : columns) places.push_back(s.place);
      std::sort(places.begin(), places.end());
      std::optional<Found> found = rows_of(run.begin, run.end, std::move(places), before);
      if (found && worth(*found) > (best ? worth(*best) : 0)) best = std::move(found);
    }
    return best;
  }

  // The most cells, line by line.
  static std::size_t worth(const Found& found) {
    return (found.places.size() + 1) * (found.end - found.starts[0]);
  }

  static std::size_t column_of(const Piece& piece, const std::vector<float>& places) {
    std::size_t out = 0;
    while (out < places.size() && piece.start >= places[out] - kSamePlace) ++out;
    return out;
  }

  // Which columns have something in these lines.
  std::vector<bool> used(std::size_t begin, std::size_t end,
                         const std::vector<float>& places) const {
    std::vector<bool> out(places.size() + 1);
    for (std::size_t i = begin; i < end; ++i) {
      for (const Piece& p : lines_[i].pieces) out[column_of(p, places)] = true;
    }
    return out;
  }

  static std::size_t count(const std::vector<bool>& flags) {
    return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), true));
  }

  std::optional<Found> rows_of(std::size_t begin, std::size_t end, std::vector<float> places,
                               const PdfOpenTable& before) const {
    // The first place is where the first column begins.
    const auto leads = [&](std::size_t i) {
      return lines_[i].pieces.front().start < places.front() - kSamePlace;
    };
    bool any_before = false;
    for (std::size_t i = begin; i < end; ++i) any_before = any_before || leads(i);
    if (!any_before) places.erase(places.begin());
    if (places.empty()) return {};
    const std::size_t n = places.size() + 1;
    // What stands in each column, line by line; the distance of lines within cells.
    std::vector<std::vector<Place>> of(n);
    for (std::size_t i = begin; i < end; ++i) {
      std::vector<Place> own(n);
      for (const Piece& p : lines_[i].pieces) own[column_of(p, places)].add(p);
      for (std::size_t c = 0; c < n; ++c) {
        own[c].line = i;
        if (own[c].first != nullptr) of[c].push_back(own[c]);
      }
    }
    std::vector<float> distances;
    for (const std::vector<Place>& column : of) {
      for (std::size_t k = 1; k < column.size(); ++k) {
        const float d = column[k].bottom - column[k - 1].bottom;
        if (d > 0.9F * em_ && d < 2.4F * em_) distances.push_back(d);
      }
    }
    const float pitch = ranked(distances, 3);
    if (pitch <= 0) return {};
    // Columns of each line, and those that white parts from what is above in them.
    std::vector<std::size_t> filled(end);
    std::vector<std::size_t> parted(end);
    for (const std::vector<Place>& column : of) {
      for (std::size_t k = 0; k < column.size(); ++k) {
        ++filled[column[k].line];
        if (k == 0 || column[k].bottom - column[k - 1].bottom > kGap * pitch)
          ++parted[column[k].line];
      }
    }
    Found out;
    std::vector<std::size_t> starts{begin};
    for (std::size_t i = begin + 1; i < end; ++i) {
      const bool white = lines_[i].bottom - lines_[i - 1].bottom > kGap * pitch;
      if (parted[i] == filled[i] && (white || filled[i] > 1)) starts.push_back(i);
    }
    // What stands alone above and below is text.
    const auto row_end = [&](std::size_t r) { return r + 1 < starts.size() ? starts[r + 1] : end; };
    while (!starts.empty() && count(used(starts.back(), end, places)) < 2) {
      end = starts.back();
      starts.pop_back();
    }
    // At the top of a page, what is not in the first column may be the rest of a row.
    const auto is_rest = [&](std::size_t i) {
      const Piece& first = lines_[i].pieces.front();
      const std::size_t c = column_of(first, places);
      return i < kMostHeadLines && c > 0 && begins(lines_[i], places[c - 1]) &&
             goes_on(places, i, end, before);
    };
    while (!starts.empty() && count(used(starts[0], row_end(0), places)) < 2 && !is_rest(starts[0]))
      starts.erase(starts.begin());
    if (starts.size() > 1 && is_head(starts)) starts.erase(starts.begin());
    if (starts.empty()) return {};
    const bool known = starts[0] < kMostHeadLines && goes_on(places, starts[0], end, before);
    if (starts.size() < (known ? 1 : kRows)) return {};
    const std::size_t lines = end - starts[0];
    if (!known && lines * 10 < starts.size() * 13) return {};
    // Rows begin in several columns at one height.
    std::size_t level = 0;
    std::vector<std::size_t> rows(n);
    for (std::size_t r = 0; r < starts.size(); ++r) {
      level += count(used(starts[r], starts[r] + 1, places)) > 1 ? 1 : 0;
      const std::vector<bool> own = used(starts[r], row_end(r), places);
      for (std::size_t c = 0; c < n; ++c) rows[c] += own[c] ? 1 : 0;
    }
    if (level * 10 < (starts.size() - (known ? 1 : 0)) * 8) return {};
    if (std::any_of(rows.begin(), rows.end(),
                    [&](std::size_t with) { return with * 10 < starts.size() * 3; }))
      return {};
    // White within a column is white between rows, and sentences do not go on from row to row.
    std::size_t good = 0;
    std::size_t bad = 0;
    std::size_t going_on = 0;
    std::size_t sentences = 0;  // columns wide enough for them
    for (const std::vector<Place>& column : of) {
      float reach = 0;
      float from = 1e6F;
      for (const Place& place : column) {
        reach = std::max(reach, place.end);
        from = std::min(from, place.start);
      }
      const bool wide = reach - from > kWide * em_;
      sentences += reach - from > 2 * kWide * em_ ? 1 : 0;
      for (std::size_t k = 1; k < column.size(); ++k) {
        if (column[k - 1].line < starts[0] || column[k].line >= end) continue;
        const bool row = std::binary_search(starts.begin(), starts.end(), column[k].line);
        going_on += row && wide && goes_on(column[k - 1], column[k], reach) ? 1 : 0;
        if (column[k].bottom - column[k - 1].bottom > kGap * pitch) (row ? good : bad) += 1;
      }
    }
    // Where all columns are wide, this may be text in columns, level by chance.
    const bool all_wide = sentences == n;
    if (bad * (all_wide ? 20 : 10) > good || (!known && (going_on * 5 > good || good < kRows)))
      return {};
    if (all_wide && numbers_differ(starts, places)) return {};
    if (only_labels(starts[0], end, places)) return {};
    out.places = std::move(places);
    out.starts = std::move(starts);
    out.end = end;
    out.first = 1e6F;
    for (std::size_t i = out.starts[0]; i < end; ++i)
      out.first = std::min(out.first, lines_[i].pieces.front().start);
    return out;
  }

  // Paragraphs beside each other have numbers that are not the same: text in columns.
  bool numbers_differ(const std::vector<std::size_t>& starts,
                      const std::vector<float>& places) const {
    std::size_t differ = 0;
    std::size_t same = 0;
    for (std::size_t r = 0; r < starts.size(); ++r) {
      std::vector<std::string> cells(places.size() + 1);
      for (const Piece& p : lines_[starts[r]].pieces) {
        std::string& cell = cells[column_of(p, places)];
        if (!cell.empty()) cell += ' ';
        cell += p.word->text;
      }
      std::vector<int> numbers;
      for (const std::string& cell : cells) {
        if (const int number = label_number(cell); number > 0) numbers.push_back(number);
      }
      if (numbers.size() > 1) (numbers.front() == numbers.back() ? same : differ) += 1;
    }
    return differ > same;
  }

  // Labels and bullets, and what they stand before.
  bool only_labels(std::size_t begin, std::size_t end, const std::vector<float>& places) const {
    for (std::size_t i = begin; i < end; ++i) {
      std::vector<std::string> cells(places.size() + 1);
      for (const Piece& p : lines_[i].pieces) cells[column_of(p, places)] += p.word->text;
      for (std::size_t c = 0; c < places.size(); ++c) {
        if (!cells[c].empty() && !is_label(cells[c])) return false;
      }
    }
    return true;
  }

  // A full line and no end of a sentence, and what is below may be the rest of it. `reach`: how far
  // lines of the column reach.
  bool goes_on(const Place& above, const Place& below, float reach) const {
    std::string_view end = above.last->text;
    if (right_to_left_) end = end.substr(0, text::decode(end, 0).size);  // words come as they stand
    if (ends_sentence(end)) return false;
    const char32_t c = text::decode(below.first->text, 0).value;
    const bool upper = text::is_letter(c) && text::is_upper(c);
    return !upper && reach - above.end < below.first->x1 - below.first->x0 + kRoom * below.size;
  }

  // The page's head stands further from what is below than rows from each other.
  bool is_head(const std::vector<std::size_t>& starts) const {
    if (starts[0] != 0 || starts[1] != 1 || lines_[0].bottom > kEdge * page_.height) return false;
    float most = 0;
    for (std::size_t r = 2; r < starts.size(); ++r)
      most = std::max(most, lines_[starts[r]].top - lines_[starts[r] - 1].bottom);
    return lines_[1].top - lines_[0].bottom > kGap * most;
  }

  // The columns begin where those of the page before do.
  bool goes_on(const std::vector<float>& places, std::size_t begin, std::size_t end,
               const PdfOpenTable& before) const {
    const std::size_t n = before.columns.size();
    if (n != places.size() + 1) return false;
    for (std::size_t c = 0; c < n; ++c) {
      const PdfOpenTable::Column& column = before.columns[right_to_left_ ? n - 1 - c : c];
      const float known = right_to_left_ ? page_.width - column.right : column.left;
      if (c > 0 && std::fabs(known - places[c - 1]) > kKnownPlace) return false;
      for (std::size_t i = begin; i < end && c == 0; ++i) {
        if (lines_[i].pieces.front().start < known - kKnownPlace) return false;
      }
    }
    return true;
  }

  // The words of a row, as PdfOpenTable has them.
  std::string row_text(const Found& found, std::size_t row) const {
    std::string out;
    const std::size_t end = row + 1 < found.starts.size() ? found.starts[row + 1] : found.end;
    for (std::size_t i = found.starts[row]; i < end; ++i) {
      const std::vector<Piece>& pieces = lines_[i].pieces;
      for (std::size_t k = 0; k < pieces.size(); ++k)
        out += pieces[right_to_left_ ? pieces.size() - 1 - k : k].word->text;
    }
    return out;
  }

  PdfTable build(const Found& found, std::vector<const PdfWord*>& taken) const {
    PdfTable out;
    const std::size_t n = found.places.size() + 1;
    out.grid.columns = static_cast<int>(n);
    out.top = lines_[found.starts[0]].top;
    out.bottom = lines_[found.end - 1].bottom;
    out.grid.top = out.top;
    out.left = page_.width;
    const std::vector<std::pair<float, float>> extents = extents_of(found);
    for (std::size_t r = 0; r < found.starts.size(); ++r) {
      const std::size_t end = r + 1 < found.starts.size() ? found.starts[r + 1] : found.end;
      std::vector<PdfTableCell> cells(n);
      for (std::size_t i = found.starts[r]; i < end; ++i) {
        std::vector<const PdfWord*> words;
        for (const Piece& p : lines_[i].pieces) words.push_back(p.word);
        if (right_to_left_) std::reverse(words.begin(), words.end());
        for (const PdfWord* w : words) {
          const float start = right_to_left_ ? page_.width - w->x1 : w->x0;
          cells[column_of({start, start, w}, found.places)].words.words.push_back(*w);
          taken.push_back(w);
          out.left = std::min(out.left, w->x0);
          out.right = std::max(out.right, w->x1);
        }
      }
      bool all = true;
      for (std::size_t c = 0; c < n; ++c) {
        PdfTableCell& cell = cells[c];
        all = all && !cell.words.words.empty();
        if (cell.words.words.empty()) continue;
        cell.row = static_cast<int>(r);
        cell.column = static_cast<int>(c);
        cell.words.width = page_.width;
        cell.words.height = page_.height;
        const auto [from, to] = extents[c];
        cell.left = right_to_left_ ? page_.width - to : from;
        cell.right = right_to_left_ ? page_.width - from : to;
        out.cells.push_back(std::move(cell));
      }
      if (r == 0) out.grid.header = all;
    }
    return out;
  }

  void go_on(const Found& found, const PdfOpenTable& before, PdfTable& table) const {
    if (found.starts[0] >= kMostHeadLines ||
        !goes_on(found.places, found.starts[0], found.end, before))
      return;
    table.grid.repeats = !before.header.empty() && row_text(found, 0) == before.header;
    // A row without a key, or whose key goes on with a sentence, goes on with the one above.
    const std::size_t row = table.grid.repeats ? 1 : 0;
    if (row >= found.starts.size()) return;
    const Piece& first = lines_[found.starts[row]].pieces.front();
    const char32_t c = text::decode(first.word->text, 0).value;
    table.grid.row_goes_on =
        column_of(first, found.places) > 0 || (text::is_letter(c) && text::is_lower(c));
  }

  // Nothing but notes and the page's foot stands below.
  bool is_last(const Found& found) const {
    const float size = lines_[found.starts[0]].size;
    for (std::size_t i = found.end; i < lines_.size(); ++i) {
      if (lines_[i].top < (1 - kEdge) * page_.height && lines_[i].size > kNoteSize * size)
        return false;
    }
    return true;
  }

  // Where columns begin, and how far their lines reach, along the direction of reading.
  std::vector<std::pair<float, float>> extents_of(const Found& found) const {
    std::vector<std::pair<float, float>> out;
    for (std::size_t c = 0; c <= found.places.size(); ++c) {
      const float from = c == 0 ? found.first : found.places[c - 1];
      out.emplace_back(from, from);
    }
    for (std::size_t i = found.starts[0]; i < found.end; ++i) {
      for (const Piece& p : lines_[i].pieces) {
        float& to = out[column_of(p, found.places)].second;
        to = std::max(to, p.end);
      }
    }
    return out;
  }

  void keep_open(const Found& found, const std::string& header, PdfOpenTable& open) const {
    open.header = header;
    open.size = lines_[found.starts[0]].size;
    const std::vector<std::pair<float, float>> extents = extents_of(found);
    for (std::size_t k = 0; k < extents.size(); ++k) {
      const auto [from, to] = extents[right_to_left_ ? extents.size() - 1 - k : k];
      open.columns.push_back({right_to_left_ ? page_.width - to : from,
                              right_to_left_ ? page_.width - from : to, "", 0});
    }
  }

  const PdfPage& page_;
  bool right_to_left_;
  float em_ = 1;
  std::vector<Line> lines_;
  std::vector<float> places_;  // where columns may begin
  std::vector<float> known_;   // where those of the table of the page before do
};

}  // namespace

std::vector<PdfTable> take_aligned_tables(PdfPage& page, bool right_to_left, PdfOpenTable& open) {
  if (page.words.size() > kMostWords) return {};
  std::vector<const PdfWord*> taken;
  std::vector<PdfTable> out = Aligned(page, right_to_left).run(open, taken);
  take_words(page, taken);
  return out;
}

}  // namespace hexapla::ingest
