// From lines to paragraphs: what belongs together, and where a new one begins. Internal to this
// room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "pipeline/base/rare.h"
#include "pipeline/normalize/labels.h"
#include "pipeline/normalize/lines.h"

namespace hexapla::normalize {

// What only structured formats tell of a paragraph, see structured.h.
struct Given {
  std::size_t label = 0;  // bytes at the start of the text that the format says are its label
  int ordinal = 0;        // what that label counts, from 1
  std::string list;       // names the list that it counts in
  bool plain = false;     // the format marks headings, and this is none
  std::string lang;       // as declared, where the text agrees
};

struct Paragraph {
  Rich text;
  std::size_t line = 0;  // first line
  std::size_t last_line = 0;
  std::uint32_t indent = 0;
  std::uint32_t gap = 0;    // blank lines before it
  int atx = 0;              // Markdown heading: number of #
  bool bullet = false;      // a list mark was taken off
  bool strong = false;      // wholly emphasised
  bool hard_break = false;  // its last line ended with a hard break
  bool run = false;         // one of several lines set apart by hard breaks: an address, a masthead
  bool after_notes = false;  // notes or a page break stood between it and the paragraph before
  bool glued = false;        // two words came without the space between them
  bool contents = false;     // entry of a table of contents
  int table = -1;            // stands for a table
  Rare<Given> given;
};

// vocabulary.cc: words of the document, in lower case, with and without hyphens: for line-end
// hyphens.
std::set<std::string> vocabulary_of(const std::vector<Line>& lines);

// Takes the texts of the lines; their traits stay.
std::vector<Paragraph> make_paragraphs(std::vector<Line>& lines, const Layout& layout,
                                       const std::set<std::string>& vocabulary);

}  // namespace hexapla::normalize
