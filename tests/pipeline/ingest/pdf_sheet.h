// Pages for tests of the layout of PDF, set by hand, line by line.
#pragma once

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {

inline constexpr float kWidth = 600;
inline constexpr float kEdge = 50;  // of the table, and where the text around begins
inline constexpr float kPadding = 5.5F;

inline std::size_t letters(const std::string& text) {
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size(); at += text::decode(text, at).size) ++out;
  return out;
}

// As the library gives words from right to left: as they are seen.
inline std::string turned(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = text::decode(text, at).size;
    out.insert(0, text, at, size);
    at += size;
  }
  return out;
}

struct Sheet {
  bool right_to_left = false;
  PdfPage page = [] {
    PdfPage out;
    out.width = kWidth;
    out.height = 800;
    return out;
  }();

  // A line whose foot is at `y`, `start` from the margin at which lines begin.
  void put(float start, float y, const std::string& text, float size = 10) {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      PdfWord w;
      w.text = right_to_left && word.find_first_of("0123456789") == std::string::npos ? turned(word)
                                                                                      : word;
      w.size = size;
      const float wide = static_cast<float>(letters(word)) * size / 2;
      w.x0 = right_to_left ? kWidth - start - wide : start;
      w.x1 = w.x0 + wide;
      w.y0 = y - size;
      w.y1 = y;
      w.space = true;
      start += wide + size / 4;
      page.words.push_back(w);
    }
  }

  void rule(float x0, float y0, float x1, float y1) {
    page.rules.push_back(right_to_left ? PdfRule{kWidth - x1, y0, kWidth - x0, y1}
                                       : PdfRule{x0, y0, x1, y1});
  }

  // A filled rectangle.
  void fill(float x0, float y0, float x1, float y1, std::uint32_t colour = 0xD9E1F2) {
    page.areas.push_back(right_to_left ? PdfArea{kWidth - x1, y0, kWidth - x0, y1, colour}
                                       : PdfArea{x0, y0, x1, y1, colour});
  }

  // Rows of two cells, framed, from `top` on.
  void table(float top, const std::vector<std::vector<std::string>>& rows) {
    float y = top;
    rule(kEdge, y, 550, y);
    for (const std::vector<std::string>& row : rows) {
      put(kEdge + kPadding, y + 14, row[0]);
      put(250 + kPadding, y + 14, row[1]);
      y += 20;
      rule(kEdge, y, 550, y);
    }
    for (const float x : {kEdge, 250.0F, 550.0F}) rule(x, top, x, y);
  }

  // Four lines of text apart from one another.
  void around(float start, const std::string& text) {
    for (const float y : {60.0F, 100.0F, 140.0F, 180.0F}) put(start, y, text);
  }
};

// "table,row,column text" of cells; of others the text, that of headings behind "# ". "|" for where
// only the width ended a line.
inline std::vector<std::string> blocks_of(std::vector<PdfPage> pages) {
  std::vector<std::string> out;
  for (const RawBlock& block : lay_out_pdf(std::move(pages)).blocks) {
    std::string text = block.text.text();
    for (const std::size_t soft : block.soft) text[soft] = '|';
    std::string place;
    if (block.kind == RawKind::cell)
      place = std::to_string(block.table) + "," + std::to_string(block.row) + "," +
              std::to_string(block.column) + " ";
    if (block.kind == RawKind::heading) place = "# ";
    out.push_back(place + text);
  }
  return out;
}

}  // namespace hexapla::ingest
