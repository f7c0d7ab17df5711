#include "pipeline/document/page_lines.h"

#include <algorithm>

namespace hexapla::document {
namespace {

// The first line that does not end before the range begins.
std::vector<PageLine>::const_iterator first_line(const Manifestation& m, const SourceRange& range) {
  return std::lower_bound(
      m.lines.begin(), m.lines.end(), range, [](const PageLine& line, const SourceRange& r) {
        return line.text.part != r.part ? line.text.part < r.part : line.text.end <= r.begin;
      });
}

}  // namespace

std::vector<PageLine> lines_of(const Manifestation& manifestation, const SourceRange& range) {
  std::vector<PageLine> out;
  for (auto line = first_line(manifestation, range);
       line != manifestation.lines.end() && line->text.part == range.part &&
       line->text.begin < range.end;
       ++line) {
    out.push_back(*line);
  }
  return out;
}

std::vector<PageLine> lines_of(const Manifestation& manifestation, const MappedText& text,
                               Span span) {
  std::vector<PageLine> out;
  for (const SourceRange& range : text.sources(span)) {
    for (const PageLine& line : lines_of(manifestation, range)) out.push_back(line);
  }
  const auto before = [](const PageLine& a, const PageLine& b) { return a.text < b.text; };
  std::stable_sort(out.begin(), out.end(), before);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::optional<SourceRange> text_at(const Manifestation& manifestation, std::uint32_t part, double x,
                                   double y) {
  for (auto line = first_line(manifestation, {part, 0, 0});
       line != manifestation.lines.end() && line->text.part == part; ++line) {
    if (x >= line->left && x <= line->right && y >= line->top && y <= line->bottom)
      return line->text;
  }
  return std::nullopt;
}

}  // namespace hexapla::document
