#include "pipeline/normalize/head_columns.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "analyzers/references/references.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/draft.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/masthead_cues.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kMostLines = 30;  // of a masthead, blank ones aside
constexpr std::size_t kLeastGap = 2;    // spaces between two columns
constexpr std::size_t kWideGap = 8;     // between columns whatever stands in them
constexpr std::size_t kSlack = 3;       // columns by which the lines of the right one may differ
constexpr std::size_t kLongLine = 60;   // columns: with a full stop a line of the text

struct Cut {
  Span left;
  Span right;
  std::size_t gap = 0;  // spaces; a tab counts as many as part columns for sure
};

Span inner(std::string_view view) {
  const std::string_view text = text::trim(view);
  const auto begin = static_cast<std::size_t>(text.empty() ? 0 : text.data() - view.data());
  return {begin, begin + text.size()};
}

// The widest gap within the line.
std::optional<Cut> widest_gap(std::string_view view) {
  const Span all = inner(view);
  std::optional<Cut> out;
  for (std::size_t at = all.begin; at < all.end;) {
    if (view[at] != ' ' && view[at] != '\t') {
      ++at;
      continue;
    }
    std::size_t end = at;
    std::size_t gap = 0;
    for (; end < all.end && (view[end] == ' ' || view[end] == '\t'); ++end)
      gap += view[end] == '\t' ? kWideGap : 1;
    if (gap >= kLeastGap && (!out || gap > out->gap)) out = {{all.begin, at}, {end, all.end}, gap};
    at = end;
  }
  return out;
}

std::string_view part(std::string_view view, Span span) {
  return view.substr(span.begin, span.size());
}

// What stands in the right column of a masthead.
bool is_head_fact(std::string_view text) {
  const Facts cues = cues_of(text);
  return cues.has(Fact::language) || is_masthead_line(text, cues) || whole_date(text);
}

// The text begins here: no masthead goes further.
bool opens_text(std::string_view text) {
  if (is_opening_heading(text) || opens_annex(text) || is_numbered_heading(text)) return true;
  const std::optional<Label> label = parse_label(text);
  return (label && label->text < text.size()) || (columns(text) > kLongLine && ends_sentence(text));
}

// Lines of the masthead at most: up to the last that has a fact of mastheads.
std::size_t head_end(const std::vector<ingest::RawLine>& lines) {
  std::size_t end = 0;
  std::size_t seen = 0;
  std::string symbol;  // a list of documents names others
  for (std::size_t i = 0; i < lines.size() && seen < kMostLines; ++i) {
    const std::string_view view = lines[i].text.view();
    const std::string_view text = text::trim(view);
    if (text.empty()) continue;
    ++seen;
    const std::optional<Cut> cut = widest_gap(view);
    if (!cut && opens_text(text)) break;
    const std::string_view fact = cut ? part(view, cut->right) : text;
    const std::string found = references::symbol_in_line(fact);
    if (!found.empty() && !symbol.empty() && found != symbol) break;
    if (symbol.empty()) symbol = found;
    if (is_head_fact(fact) || (cut && seen <= 3 && is_masthead_line(part(view, cut->left))))
      end = i + 1;
  }
  return end;
}

ingest::RawLine cell(const ingest::RawLine& line, Span span) {
  ingest::RawLine out = line;
  out.text = line.text.slice(span);
  out.hard = true;
  return out;
}

bool is_bullet_sign(char32_t c) {
  return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x25CB || c == 0x25A0 || c == 0x25E6 ||
         c == 0x2023 || c == 0xF0B7;
}

bool has_arabic(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint c = text::decode(text, at);
    at += c.size;
    if (text::script_of(c.value) == text::Script::arabic) return true;
  }
  return false;
}

}  // namespace

void part_head_columns(ingest::RawDocument& raw) {
  std::vector<ingest::RawLine>& lines = raw.lines;
  const std::size_t end = head_end(lines);
  std::size_t right_column = SIZE_MAX;  // where the right column of the last cut begins
  bool any = false;
  std::vector<ingest::RawLine> out;
  std::vector<ingest::RawLine> right;
  const auto flush = [&] {
    std::move(right.begin(), right.end(), std::back_inserter(out));
    right.clear();
  };
  for (std::size_t i = 0; i < end; ++i) {
    ingest::RawLine& line = lines[i];
    const std::string_view view = line.text.view();
    const std::optional<Cut> cut = widest_gap(view);
    if (cut && (cut->gap >= kWideGap || is_head_fact(part(view, cut->right)) ||
                is_masthead_line(part(view, cut->left)))) {
      any = true;
      right_column = cut->right.begin;
      out.push_back(cell(line, cut->left));
      right.push_back(cell(line, cut->right));
      right.back().page_break = false;
      continue;
    }
    const Span text = inner(view);
    // A line that stands in the right column alone; any may begin before that column is known.
    if (text.size() > 0 && !right.empty() && text.begin + kSlack >= right_column) {
      right.push_back(cell(line, text));
      continue;
    }
    flush();
    out.push_back(std::move(line));
  }
  flush();
  if (!any) {
    // Nothing was cut: the lines are as they were, in their order.
    std::move(out.begin(), out.end(), lines.begin());
    return;
  }
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end));
  lines.insert(lines.begin(), std::make_move_iterator(out.begin()),
               std::make_move_iterator(out.end()));
}

void turn_bullets(ingest::RawDocument& raw) {
  for (ingest::RawLine& line : raw.lines) {
    const std::string_view view = line.text.view();
    // Bullets are three bytes.
    if (view.size() < 5 || static_cast<unsigned char>(view.back()) < 0x80) continue;
    const Span all = inner(view);
    const std::string_view text = part(view, all);
    if (text.size() < 5 || text[text.size() - 4] != ' ') continue;
    if (!is_bullet_sign(last_char(text)) || !has_arabic(text)) continue;
    const std::size_t bullet = all.end - 3;
    document::MappedText turned = line.text.slice({bullet, all.end});
    turned.append(line.text, {bullet - 1, bullet});
    turned.append(line.text.slice({all.begin, bullet}).trimmed());
    line.text = std::move(turned);
  }
}

}  // namespace hexapla::normalize
