// What on a page is text, what is furniture and what is notes. Internal to this room.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_lines.h"
#include "pipeline/ingest/pdf_tables.h"

namespace hexapla::ingest {

struct PdfSheet {
  float height = 0;
  bool right_to_left = false;
  std::vector<PdfLine> lines;
  std::vector<bool> furniture;      // running heads and feet, page numbers
  std::vector<bool> note;           // at the page's foot
  std::vector<std::string> answer;  // note lines that open a note: its mark
  std::vector<PdfGrid> tables;
};

// A line of a page.
struct PdfPlace {
  std::size_t page = 0;
  std::size_t line = 0;
};

struct PdfFurniture {
  std::size_t lines = 0;
  std::string first;  // its text
  std::size_t page = 0;
  std::size_t line = 0;
};

// Marks lines near the top or the foot that stand at the same place with the same words (numbers
// apart) on several pages, a topmost line that the first page prints, and lone numbers that count
// the pages.
PdfFurniture find_furniture(std::vector<PdfSheet>& sheets);

// The size of type in which most characters of the document are set.
float body_size(const std::vector<PdfSheet>& sheets);

// Marks the notes at the foot of each page: lines in smaller type down to the foot, the first of
// which begins with a mark that is raised or that is expected: it stands raised in the text of the
// page, or is the next number. Small lines before the first mark, and on pages without one, go on
// with the page before.
// Then the notes that stand elsewhere, at the end of a chapter or of all: lines in any type that
// begin with a raised mark which was raised in the text before, and what follows them as near as
// lines of one paragraph do.
void find_notes(std::vector<PdfSheet>& sheets, float body);

}  // namespace hexapla::ingest
