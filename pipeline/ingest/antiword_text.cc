#include "pipeline/ingest/antiword_text.h"

#include <algorithm>

#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;

constexpr std::uint32_t kPart = 2;
constexpr std::size_t kFarthest = std::size_t{1} << 16;  // how far on a paragraph is looked for

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// "[12] " at the beginning of a line gives 12 and the bytes; 0 for others.
std::size_t note_number(std::string_view line, std::size_t& size) {
  std::size_t at = 1;
  std::size_t number = 0;
  while (at < line.size() && at < 6 && line[at] >= '0' && line[at] <= '9')
    number = number * 10 + static_cast<std::size_t>(line[at++] - '0');
  if (line.empty() || line[0] != '[' || at < 2 || at >= line.size() || line[at] != ']') return 0;
  size = at + 1;
  return number;
}

// Notes that Word numbers stand in their order at the end, each "[1] …".
std::vector<MappedText> read_notes(std::string_view text) {
  std::vector<MappedText> out;
  bool open = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    std::size_t mark = 0;
    const std::size_t number = note_number(line, mark);
    if (number == 1) out.clear();  // those before were brackets of the text
    if (number == out.size() + 1) {
      out.push_back(MappedText::verbatim(line.substr(mark), begin + mark, kPart).trimmed());
      open = true;
    } else if (line.empty()) {
      open = false;
    } else if (open && !out.back().empty()) {
      out.back().append_replacement(" ", {kPart, begin - 1, begin});
      out.back().append(MappedText::verbatim(line, begin, kPart).trimmed());
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace

AntiwordText::AntiwordText(std::string_view text) : notes(read_notes(text)) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_white(text[at])) {
      solid_ += text[at];
    } else if (text[at] == '\n') {
      breaks_.emplace_back(solid_.size(), at);
    }
  }
}

void AntiwordText::break_lines(RawBlock& block) {
  // What antiword prints of the paragraph, and which byte of it each of these is.
  std::string key;
  std::vector<std::size_t> places;
  const std::string& text = block.text.text();
  std::size_t note = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    for (; note < block.notes.size() && block.notes[note].at == at; ++note) {
      const std::string mark = "[" + block.notes[note].mark + "]";
      key += mark;
      places.insert(places.end(), mark.size(), at);
    }
    if (at == text.size() || is_white(text[at])) continue;
    key += text[at];
    places.push_back(at);
  }
  if (key.empty() || solid_.size() - cursor_ < key.size()) return;
  const std::string_view near = std::string_view(solid_).substr(cursor_, key.size() + kFarthest);
  const std::size_t found = near.find(key);
  if (found == std::string_view::npos) return;
  const std::size_t begin = cursor_ + found;
  cursor_ = begin + key.size();
  MappedText out;
  struct Cut {
    std::size_t at;      // of the block's text
    std::size_t behind;  // the break, in the new text
  };
  std::vector<Cut> cuts;
  std::size_t done = 0;
  auto next = std::upper_bound(breaks_.begin(), breaks_.end(), std::pair{begin, SIZE_MAX});
  for (; next != breaks_.end() && next->first < cursor_; ++next) {
    const std::size_t cut = places[next->first - begin];
    if (cut <= done || cut >= text.size()) continue;
    std::size_t end = cut;
    while (end > done && is_white(text[end - 1])) --end;
    out.append(block.text, {done, end});
    out.append_replacement("\n", {kPart, next->second, next->second + 1});
    cuts.push_back({cut, out.size()});
    done = cut;
  }
  if (cuts.empty()) return;
  out.append(block.text, {done, text.size()});
  for (document::NoteReference& reference : block.notes) {
    // A mark right before a break stays before it.
    const auto behind = std::lower_bound(cuts.begin(), cuts.end(), reference.at,
                                         [](const Cut& c, std::size_t at) { return c.at < at; });
    if (behind != cuts.end() && behind->at == reference.at) {
      reference.at = behind->behind - 1;
    } else if (behind != cuts.begin()) {
      const Cut& before = *std::prev(behind);
      reference.at = reference.at - before.at + before.behind;
    }
  }
  block.text = std::move(out);
}

}  // namespace hexapla::ingest
