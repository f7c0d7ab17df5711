// Pages in text that an extractor left, and what stands on them beside the text: running heads and
// the numbers of pages. Internal to this room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/lines.h"

namespace hexapla::normalize {

struct Pages {
  std::vector<Span> lines;      // of each page, in order; empty when nothing tells where pages end
  std::size_t heads = 0;        // running heads and feet that were taken out
  std::size_t numbers = 0;      // numbers of pages that were taken out
  document::SourceRange first;  // the first thing taken out
  std::string shown;            // and its text
};

// Finds the pages by their form feeds, or, where these were lost, by a line that comes again and
// again beside numbers that count on. Takes running heads and page numbers out of the flow
// (consumed, furniture); the first line that remains of a page gets `page_break`.
//
// A page number is a number that counts on with the pages, at the top or the foot of most of them;
// at the foot it may stand among the notes. A running head is a line at the top of a third of the
// pages or more, and nowhere within them, or one that stands in the first page's masthead. A foot
// stands on two thirds of the pages. So a number on a line of its own, or a line that comes twice,
// is text until the pages say otherwise.
Pages take_furniture(std::vector<Line>& lines);

}  // namespace hexapla::normalize
