#include "pipeline/ingest/pdf_visual.h"

#include <algorithm>

namespace hexapla::ingest {
namespace {

float mid(const PdfWord& w) {
  return (w.y0 + w.y1) / 2;
}

}  // namespace

std::vector<VisualLine> visual_lines(const PdfPage& page) {
  std::vector<const PdfWord*> words;
  for (const PdfWord& w : page.words) {
    if (w.rotation == 0 && !w.text.empty()) words.push_back(&w);
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const PdfWord* a, const PdfWord* b) { return a->y1 < b->y1; });
  std::vector<VisualLine> out;
  for (const PdfWord* w : words) {
    // Marks and other small type stand within the height of their line.
    const bool same = !out.empty() && mid(*w) < out.back().bottom && mid(*w) > out.back().top &&
                      w->y0 < out.back().bottom - 0.4F * out.back().size;
    if (!same) out.emplace_back();
    VisualLine& line = out.back();
    if (line.words.empty() || w->size > line.size) {
      line.top = w->y0;
      line.bottom = w->y1;
      line.size = w->size;
    }
    line.words.push_back(w);
  }
  for (VisualLine& line : out) {
    std::stable_sort(line.words.begin(), line.words.end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->x0 < b->x0; });
  }
  return out;
}

void order_words(PdfPage& page) {
  if (std::any_of(page.words.begin(), page.words.end(),
                  [](const PdfWord& w) { return w.rotation != 0 || w.text.empty(); }))
    return;
  std::vector<PdfWord> out;
  for (const VisualLine& line : visual_lines(page)) {
    for (const PdfWord* w : line.words) out.push_back(*w);
  }
  page.words = std::move(out);
}

}  // namespace hexapla::ingest
