#include "pipeline/command/rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analyzers/language/profile.h"
#include "analyzers/references/references.h"
#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"

namespace hexapla::command {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string comparable(std::string_view text) {
  return text::folded(text, text::kFoldCase | text::kFoldAccents);
}

}  // namespace

std::string directed(std::string_view text, std::string_view lang, Environment environment) {
  if (!environment.out_is_terminal || !language::is_right_to_left(lang)) return std::string(text);
  return "\u2067" + std::string(text) + "\u2069";
}

std::string block_line(const store::Catalogue::BlockText& block, std::size_t width) {
  return one_line(block.label.empty() ? block.text : block.label + " " + block.text, width);
}

std::string snippet(const std::string& text, const std::vector<Span>& marks, std::size_t width,
                    bool bold) {
  std::size_t begin = 0;
  if (!marks.empty() && text::count_code_points(
                            std::string_view(text).substr(0, marks.front().end)) > width * 2 / 3) {
    // Start a third of the width before the first mark, at the border of a word where there is one.
    std::size_t count = 0;
    begin = marks.front().begin;
    while (begin > 0 && count < width / 3) {
      begin = text::code_point_start(text, begin - 1);
      ++count;
    }
    const std::size_t space = text.find(' ', begin);
    if (space != std::string::npos && space < marks.front().begin) begin = space + 1;
  }
  std::string out = begin > 0 ? "…" : "";
  std::size_t count = 0;
  std::size_t mark = 0;
  bool on = false;
  for (std::size_t at = begin; at < text.size();) {
    while (mark < marks.size() && marks[mark].end <= at) ++mark;
    const bool inside = mark < marks.size() && marks[mark].contains(at);
    if (bold && inside != on) out += inside ? "\033[1m" : "\033[0m";
    on = inside;
    const text::CodePoint c = text::decode(text, at);
    out += text::is_space(c.value) ? " " : printable(std::string_view(text).substr(at, c.size));
    at += c.size;
    if (++count >= width && at < text.size()) {
      if (bold && on) out += "\033[0m";
      return out + "…";
    }
  }
  if (bold && on) out += "\033[0m";
  return out;
}

Json block_json(const store::Catalogue& catalogue, const store::Place& place) {
  const store::Catalogue::BlockText b = catalogue.block(place);
  return {{"block", place.block},  {"label", b.label},       {"text", b.text},    {"file", b.path},
          {"part", b.source.part}, {"from", b.source.begin}, {"to", b.source.end}};
}

Json row_json(const store::Catalogue& catalogue, const store::Place& place,
              const std::vector<std::string>& show) {
  const std::optional<store::RowPlaces> row = catalogue.row_of(place);
  if (!row) return nullptr;
  Json languages = Json::object();
  for (const store::Place& p : row->places) {
    if (p.lang != place.lang && wanted(show, p.lang))
      languages[p.lang].push_back(block_json(catalogue, p));
  }
  return {{"row", row->row}, {"confidence", row->confidence}, {"languages", std::move(languages)}};
}

bool wanted(const std::vector<std::string>& show, std::string_view lang) {
  return show.empty() || std::find(show.begin(), show.end(), lang) != show.end();
}

std::string find_work(const store::Catalogue& catalogue, const std::string& typed) {
  const std::string canonical = references::canonical_form(typed);
  const std::string folded = comparable(typed);
  std::string found;
  for (const store::WorkSummary& w : catalogue.works()) {
    if (w.work == typed || (!canonical.empty() && w.work == canonical)) return w.work;
    const std::string name = comparable(w.work);
    if (name == folded || name == "file:" + folded) found = w.work;
  }
  return found;
}

std::vector<std::string> nearest(const std::string& typed, const std::vector<std::string>& known) {
  const std::string wanted_name = comparable(typed.substr(0, 200));
  std::vector<std::pair<std::size_t, std::string>> scored;
  for (const std::string& name : known) {
    const std::size_t distance = edit_distance(wanted_name, comparable(name));
    if (distance <= 1 + wanted_name.size() / 4) scored.emplace_back(distance, name);
  }
  std::sort(scored.begin(), scored.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < scored.size() && i < 3; ++i) out.push_back(scored[i].second);
  return out;
}

}  // namespace hexapla::command
