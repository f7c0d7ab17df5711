#include "pipeline/normalize/timetable.h"

#include <algorithm>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/labels.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kKeyWidth = 30;    // columns that a key's line takes at most
constexpr std::size_t kShortWidth = 20;  // of a key in words
constexpr std::size_t kLongestRow = 24;  // lines of text between two keys

bool is_period(std::string_view text) {
  // A full stop behind the year ends a sentence that began on the line before.
  if (text.size() > 1 && text.back() == '.' &&
      text::is_digit(last_char(text.substr(0, text.size() - 1))))
    return false;
  if (is_wider(text, kKeyWidth)) return false;
  const std::optional<DateMatch> date = whole_date(text);
  return date && !date->has_day;
}

bool is_period(const Line& line) {
  return may_be_month_and_year(line.traits) && is_period(line.text.view());
}

class Reader {
 public:
  // `periods`: the lines that are periods, in order.
  Reader(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
         const std::vector<std::size_t>& periods)
      : lines_(lines), vocabulary_(vocabulary) {
    auto period = periods.begin();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].consumed || lines[i].blank() || lines[i].rule) continue;
      period = std::find_if(period, periods.end(), [&](std::size_t at) { return at >= i; });
      flow_.push_back(i);
      is_period_.push_back(period != periods.end() && *period == i);
    }
  }

  void run(std::vector<FoundTable>& out) {
    for (std::size_t i = 0; i < flow_.size(); ++i) {
      if (!is_period_[i] || !has_table_at(i)) continue;
      i = std::max(take(i, out), i + 1) - 1;
    }
  }

 private:
  std::string_view text(std::size_t i) const { return lines_[flow_[i]].text.view(); }
  const Traits& traits(std::size_t i) const { return lines_[flow_[i]].traits; }
  Line& line(std::size_t i) { return lines_[flow_[i]]; }

  // "October/November" + "2017"
  bool is_period_of_two_lines(std::size_t i) const {
    if (i + 1 >= flow_.size()) return false;
    Traits both = traits(i);
    both.append(traits(i + 1));
    return may_be_month_and_year(both) && columns(text(i)) <= kShortWidth && !ends_item(text(i)) &&
           columns(text(i + 1)) <= kShortWidth &&
           is_period(std::string(text(i)) + " " + std::string(text(i + 1)));
  }

  // Three keys with text between them, not too far apart.
  bool has_table_at(std::size_t i) const {
    int keys = 1;
    std::size_t last = i;
    for (std::size_t j = i + 1; j < flow_.size() && j <= last + kLongestRow && keys < 3; ++j) {
      const bool one = is_period_[j];
      const bool two = !one && is_period_of_two_lines(j);
      if (!one && !two) continue;
      if (j == last + 1) return false;  // a list of dates, not a table
      if (two) ++j;
      ++keys;
      last = j;
    }
    return keys >= 3;
  }

  // The first three keys have their text on the very next line, and no line is blank before them.
  bool is_tight(std::size_t i) const {
    int keys = 0;
    for (; i + 1 < flow_.size() && keys < 3; ++i) {
      if (flow_[i + 1] != flow_[i] + 1) return false;
      if (is_period_[i]) ++keys;
    }
    return keys == 3;
  }

  // A month and a year that a capital follows on the line; where there are no capitals, at the
  // beginning of a line that stands apart.
  bool opens_value(std::size_t i, std::string_view rest) const {
    if (!rest.starts_with(' ')) return false;
    rest = text::trim(rest);
    if (starts_upper(rest)) return true;
    const text::Script script = text::script_of(first_char(rest));
    const bool caseless = script == text::Script::arabic || script == text::Script::han;
    return caseless && i > 0 && flow_[i] > flow_[i - 1] + 1;
  }

  bool ends_table(std::size_t i) const {
    const std::string_view t = text(i);
    if (opens_annex(t) || is_numbered_heading(t)) return true;
    const std::optional<Label> label = parse_label(t);
    return label && (label->kind == LabelKind::decimal || label->kind == LabelKind::upper_roman ||
                     label->kind == LabelKind::upper_letter);
  }

  // Number of lines that make up the key at `i`, 0 when none begins there. `split`: bytes of the
  // key when the activity follows on the same line.
  std::size_t key_lines(std::size_t i, std::size_t& split) const {
    split = 0;
    const std::string_view t = text(i);
    if (starts_lower(t)) return 0;
    if (is_period_[i]) return 1;
    if (const std::optional<DateMatch> date = date_at(t);
        date && !date->has_day && date->span.begin == 0 &&
        columns(t.substr(0, date->span.end)) <= kKeyWidth &&
        opens_value(i, t.substr(date->span.end))) {
      split = date->span.end;
      return 1;
    }
    if (is_period_of_two_lines(i)) return 2;
    if (!starts_upper(t)) return 0;  // what follows is told by capitals
    if (is_wider(t, kShortWidth) || ends_item(t) || i + 1 >= flow_.size()) return 0;
    // "Continue" + "throughout the" + "biennium", then the activity.
    std::size_t n = 1;
    while (i + n < flow_.size() && n < 5 && !is_wider(text(i + n), kShortWidth) &&
           starts_lower(text(i + n)) && !ends_item(text(i + n))) {
      ++n;
    }
    if (n < 2 || i + n >= flow_.size()) return 0;
    return starts_upper(text(i + n)) && is_wider(text(i + n), kShortWidth) ? n : 0;
  }

  // Two words or three, the last with a capital where the script has them: more are a title.
  static bool is_header(std::string_view text) {
    std::size_t words = 1;
    for (const char c : text) words += c == ' ' ? 1 : 0;
    const std::string_view last = text.substr(text.rfind(' ') + 1);
    return words == 2 || (words == 3 && starts_upper(last));
  }

  static std::vector<Cell> header_cells(const Rich& header) {
    // Two columns: the second begins with the last word that has a capital.
    const std::string_view t = header.view();
    std::size_t cut = std::string_view::npos;
    for (std::size_t at = 1; at < t.size(); ++at) {
      if (t[at - 1] == ' ' && text::is_upper(text::decode(t, at).value)) cut = at;
    }
    if (cut == std::string_view::npos)
      cut = t.rfind(' ') == std::string_view::npos ? t.size() : t.rfind(' ') + 1;
    return {{trimmed_slice(header, {0, cut})}, {trimmed_slice(header, {cut, t.size()})}};
  }

  std::size_t take(std::size_t i, std::vector<FoundTable>& out) {
    FoundTable table;
    table.line = flow_[i];
    std::string header;
    if (i > 0) {
      const std::string_view above = text(i - 1);
      if (columns(above) <= 60 && !ends_item(above) && above.find(' ') != std::string_view::npos &&
          !parse_label(above) && flow_[i] - flow_[i - 1] <= 2 && !opens_annex(above) &&
          is_header(above)) {
        header = above;
        TableRow row;
        row.cells = header_cells(line(i - 1).text);
        row.header = true;
        table.rows.push_back(std::move(row));
        table.line = flow_[i - 1];
        line(i - 1).consumed = true;
      }
    }
    const bool tight = is_tight(i);
    std::size_t before = 0;  // the value line above, for joining
    bool fresh = true;       // the row has no text yet
    for (; i < flow_.size(); ++i) {
      if (!table.rows.empty() && ends_table(i)) break;
      if (!header.empty() && text(i) == header) {
        line(i).consumed = true;
        if (i + 1 < flow_.size()) line(i + 1).indent = 0;
        continue;
      }
      std::size_t split = 0;
      const std::size_t n = key_lines(i, split);
      if (n > 0) {
        TableRow row;
        row.cells.resize(2);
        if (split > 0) {
          row.cells[0].push_back(trimmed_slice(line(i).text, {0, split}));
          row.cells[1].push_back(trimmed_slice(line(i).text, {split, line(i).text.text.size()}));
          line(i).consumed = true;
          before = i;
          fresh = false;
        } else {
          Rich key;
          for (std::size_t k = 0; k < n; ++k) {
            join(key, line(i + k).text, vocabulary_);
            line(i + k).consumed = true;
          }
          row.cells[0].push_back(std::move(key));
          i += n - 1;
          fresh = true;
        }
        table.rows.push_back(std::move(row));
        continue;
      }
      if (table.rows.empty() || table.rows.back().header) break;
      Cell& cell = table.rows.back().cells[1];
      const Line& here = lines_[flow_[i]];
      // A blank line ends a table whose lines follow one another.
      const bool apart = !fresh && flow_[i] - flow_[before] > (tight ? 1U : 3U);
      if (apart) break;
      // Indented lines are items of a list whose bullets were lost.
      const bool item = !fresh && here.indent > 0 && starts_upper(here.text.view());
      const std::size_t bullet = bullet_size(here.text.view());
      const Rich piece =
          bullet > 0 ? trimmed_slice(here.text, {bullet, here.text.text.size()}) : here.text;
      if (fresh || item || bullet > 0) {
        cell.push_back(piece);
      } else {
        join(cell.back(), piece, vocabulary_);
      }
      fresh = false;
      before = i;
      line(i).consumed = true;
    }
    if (!table.rows.empty()) out.push_back(std::move(table));
    return i;
  }

  std::vector<Line>& lines_;
  const std::set<std::string>& vocabulary_;
  std::vector<std::size_t> flow_;
  std::vector<bool> is_period_;  // of the lines of the flow
};

}  // namespace

void take_timetables(std::vector<Line>& lines, const std::set<std::string>& vocabulary,
                     std::vector<FoundTable>& out) {
  // Most documents have no line that is a month and a year.
  std::vector<std::size_t> periods;
  std::size_t narrow = 0;  // of those, without what stands before a mark on a line of its own
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.consumed || line.blank() || line.rule || !is_period(line)) continue;
    periods.push_back(i);
    narrow += line.width <= kKeyWidth ? 1 : 0;
  }
  if (narrow < 2) return;
  Reader(lines, vocabulary, periods).run(out);
}

}  // namespace hexapla::normalize
