#include "analyzers/time/recipients.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "analyzers/text/fold.h"
#include "analyzers/text/utf8.h"
#include "analyzers/time/vocabulary.h"

namespace hexapla::time {
namespace {

using text::UnitKind;

// A label with its colon is short, and so are the lines behind it; a letter has it near its top.
constexpr std::size_t kLabelBytes = 60;
constexpr std::size_t kLineBytes = 200;
constexpr std::size_t kTopUnits = 60;
constexpr std::size_t kMostLines = 12;

// Without space and the marks of emphasis at its ends.
std::string_view bare(std::string_view text) {
  const auto edge = [](char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n' || c == U'*' || c == U'_' ||
           c == U'\\' || c == U'\u00A0' || c == U'\u202F' || c == U'\u3000';
  };
  std::size_t first = text.size();
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = text::decode(text, at);
    if (!edge(c.value)) {
      first = std::min(first, at);
      last = at + c.size;
    }
    at += c.size;
  }
  return first < last ? text.substr(first, last - first) : std::string_view();
}

// Bytes of the text up to behind its first colon, when that stands where a label's does; else 0.
// `head` becomes what stands before the colon.
std::size_t label_end(std::string_view line, std::string_view& head) {
  for (const std::string_view colon : {std::string_view(":"), std::string_view("：")}) {
    const std::size_t at = line.substr(0, kLabelBytes).find(colon);
    if (at == std::string_view::npos) continue;
    head = bare(line.substr(0, at));
    return at + colon.size();
  }
  return 0;
}

class Collector {
 public:
  // False when the line is none of the recipients any more.
  bool add(std::string_view line) {
    std::string_view head;
    line = bare(line);
    if (line.empty()) return true;
    if (lines_ >= kMostLines || line.size() > kLineBytes || label_end(line, head) != 0)
      return false;
    for (const std::string_view mark : {",", ".", "!", "،", "，", "。", "！"}) {
      if (line.ends_with(mark)) return false;  // a salutation, a sentence
    }
    if (lines_++ > 0) names_ += "; ";
    names_ += line;
    return true;
  }

  // All lines of a text; false when one of them closed the list.
  bool add_all(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (!add(text.substr(0, end))) return false;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
  }

  bool empty() const { return lines_ == 0; }
  std::string take() { return std::move(names_); }

 private:
  std::string names_;
  std::size_t lines_ = 0;
};

bool is_head(const text::Unit& unit) {
  return unit.kind == UnitKind::letterhead || unit.kind == UnitKind::masthead;
}

// May the unit hold further names? Behind a label that stands alone, the next unit does.
bool continues(const text::Unit& label, const text::Unit& unit, bool nothing_yet) {
  if (!unit.label.empty() || unit.section != label.section) return false;
  if (label.kind == UnitKind::cell)
    return nothing_yet && unit.table == label.table && unit.row == label.row;
  if (nothing_yet) return is_head(unit) || unit.kind == UnitKind::paragraph;
  return is_head(label) && unit.kind == label.kind;
}

}  // namespace

Recipients recipients_of(std::span<const text::Unit> units) {
  const std::size_t top = std::min(units.size(), kTopUnits);
  for (std::size_t u = 0; u < top; ++u) {
    std::string_view head;
    const std::size_t end = label_end(units[u].text, head);
    if (end == 0 || head.empty()) continue;
    const Vocabulary& words = vocabulary(units[u].lang, units[u].text);
    if (!words.labels_recipients(text::folded(head, Vocabulary::fold_flags()))) continue;
    Collector names;
    bool open = names.add_all(units[u].text.substr(end));
    for (std::size_t next = u + 1; open && next < top; ++next) {
      if (!continues(units[u], units[next], names.empty())) break;
      open = names.add_all(units[next].text);
    }
    if (!names.empty()) return {u, names.take()};
  }
  return {};
}

}  // namespace hexapla::time
