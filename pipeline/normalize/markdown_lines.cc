#include "pipeline/normalize/markdown_lines.h"

#include <algorithm>
#include <set>

#include "analyzers/text/utf8.h"

namespace hexapla::normalize {
namespace {

// "```", "~~~" and more of them, at the beginning of a line; 0 for others.
std::size_t fence(std::string_view line) {
  if (line.empty() || (line[0] != '`' && line[0] != '~')) return 0;
  const std::size_t size = std::min(line.find_first_not_of(line[0]), line.size());
  const bool closed = line[0] == '`' && line.find('`', size) != std::string_view::npos;
  return size >= 3 && !closed ? size : 0;
}

// "***", "* * *": a break between parts.
bool is_break(std::string_view line) {
  std::size_t stars = 0;
  for (const char c : line) {
    if (c != '*' && c != ' ') return false;
    stars += c == '*' ? 1 : 0;
  }
  return stars >= 3;
}

void take_quotation_marks(Line& line) {
  std::size_t at = 0;
  const std::string_view text = line.text.view();
  while (at < text.size() && (text[at] == '>' || (at > 0 && text[at] == ' '))) ++at;
  if (at > 0) line.set_text(trimmed_slice(line.text, {at, text.size()}));
}

void take_fences(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t size = lines[i].consumed ? 0 : fence(lines[i].text.view());
    if (size == 0) continue;
    const char mark = lines[i].text.view()[0];
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      const std::string_view text = lines[j].text.view();
      if (fence(text) < size || text[0] != mark ||
          text.find_first_not_of(mark) != std::string_view::npos)
        continue;
      // What stands between them is in lines of its own.
      for (std::size_t k = i; k < j; ++k) lines[k].hard = true;
      lines[i].consumed = lines[j].consumed = true;
      i = j;
      break;
    }
  }
}

// Labels that stand in brackets anywhere but in front of a definition.
std::set<std::string> used_labels(const std::vector<Line>& lines) {
  std::set<std::string> out;
  for (const Line& line : lines) {
    const std::string_view text = line.text.view();
    if (line.consumed || link_definition(text)) continue;
    for (std::size_t at = text.find('['); at != std::string_view::npos;
         at = text.find('[', at + 1)) {
      const std::size_t close = closing_bracket(text, at);
      if (close != std::string_view::npos && close > at + 1)
        out.insert(link_label(text.substr(at + 1, close - at - 1)));
    }
  }
  return out;
}

}  // namespace

LinkDefinitions take_markdown_lines(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.consumed || line.blank()) continue;
    if (line.text.view().starts_with('>')) take_quotation_marks(line);
    const bool apart =
        (i == 0 || lines[i - 1].blank()) && (i + 1 == lines.size() || lines[i + 1].blank());
    if (apart && is_break(line.text.view())) line.consumed = true;
  }
  take_fences(lines);
  LinkDefinitions out;
  const bool any = std::any_of(lines.begin(), lines.end(), [](const Line& line) {
    return !line.consumed && link_definition(line.text.view()).has_value();
  });
  if (!any) return out;
  const std::set<std::string> used = used_labels(lines);
  for (Line& line : lines) {
    if (line.consumed) continue;
    std::optional<LinkDefinition> found = link_definition(line.text.view());
    if (!found || !used.contains(found->label)) continue;
    out.emplace(std::move(found->label), std::move(found->url));  // the first one counts
    line.consumed = true;
  }
  return out;
}

void take_front_matter(ingest::RawDocument& raw) {
  constexpr std::size_t kMostLines = 200;
  std::vector<ingest::RawLine>& lines = raw.lines;
  const auto text_of = [&](std::size_t i) { return text::trim(lines[i].text.view()); };
  if (lines.empty() || text_of(0) != "---") return;
  // "key: value": a name in small letters; values may go on in lines set to the right.
  const auto key_of = [&](std::size_t i) {
    const std::string_view line = lines[i].text.view();
    const std::size_t end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-");
    const bool key = end != std::string_view::npos && end > 0 && line[end] == ':' && line[0] >= 'a';
    return key ? line.substr(0, end) : std::string_view();
  };
  std::size_t end = 1;
  std::size_t keys = 0;
  for (; end < lines.size() && end < kMostLines && text_of(end) != "---"; ++end) {
    const std::string_view line = lines[end].text.view();
    if (text_of(end).empty()) return;
    const bool goes_on = keys > 0 && (line.front() == ' ' || line.starts_with("- "));
    if (key_of(end).empty() && !goes_on) return;
    keys += goes_on ? 0 : 1;
  }
  if (keys == 0 || end >= lines.size() || end >= kMostLines) return;
  std::string names;
  for (std::size_t i = 1; i < end; ++i) {
    const std::string_view key = key_of(i);
    if (key.empty()) continue;
    names += names.empty() ? "" : ", ";
    names += key;
    std::string_view value = text::trim(lines[i].text.view().substr(key.size() + 1));
    if (value.size() >= 2 && value.front() == value.back() &&
        (value.front() == '"' || value.front() == '\''))
      value = value.substr(1, value.size() - 2);
    if (key == "symbol" || key == "title" || key == "date")
      raw.facts.push_back({std::string(key), std::string(text::trim(value)), -1, {}});
  }
  raw.quality.push_back({"front-matter", "a header above the text was left out of it: " + names, -1,
                         lines[1].text.source({0, lines[1].text.size()})});
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end) + 1);
}

}  // namespace hexapla::normalize
