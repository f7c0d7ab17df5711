// What a reader hands to layout repair: lines, where a format has nothing else, or blocks and notes
// where it knows paragraphs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/document/document.h"
#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {

// How firmly a source line's end stands for the end of something. Text and Markdown files have
// lines only.
struct RawLine {
  document::MappedText text;  // without the line end
  bool hard = false;          // the format itself says that a paragraph ends here
  bool page_break = false;    // a new page begins with this line
};

enum class RawKind : std::uint8_t {
  paragraph,
  heading,  // by the format's own word; `level` from 1
  bullet,   // an item of a list without numbers; `level` from 0
  cell,     // a paragraph of a table's cell
  running,  // a line of the running head of the first page: masthead or noise, layout repair
            // decides
};

// A paragraph as the format knows it.
struct RawBlock {
  RawKind kind = RawKind::paragraph;
  document::MappedText
      text;  // without its label; "\n" stands for a line break within the paragraph
  document::MappedText label;     // as the format computes or marks it: "3.", "(a)", "Article 5";
                                  // empty when it has none, or when it is typed in the text
  std::vector<std::size_t> soft;  // places of line breaks that only set the lines of a page: layout
                                  // repair joins what they part; sorted
  int ordinal = 0;         // which item of its list the label counts, from 1; 0 without a label
  std::string list;        // names the label's list and level: the same for items that count on
  int level = 0;           // of headings and lists
  bool strong = false;     // wholly in bold type
  std::uint32_t type = 0;  // of headings that are told by nothing else: their type (form_labels.h)
  int table = -1;          // cells: table of the document, from 0, and the place in its grid
  int row = -1;
  int column = -1;
  bool header_row = false;  // the format says so
  std::string lang;         // as declared for just this block, a primary subtag; else empty
  std::vector<document::NoteReference> notes;  // sorted by `at`; `note` counts RawDocument::notes
  std::vector<document::Link> links;
};

struct RawNote {
  document::MappedText mark;  // as printed or computed: "1", "*"
  RawBlock body;              // its paragraphs are one, joined by "\n"
};

// Either `lines` or `blocks` and `notes`. All text as promised in ingest.h.
struct RawDocument {
  document::Manifestation manifestation;  // format: "text", "markdown", "html", "docx", …
  std::vector<RawLine> lines;
  std::vector<RawBlock> blocks;  // in reading order; cells of a table row by row
  std::vector<RawNote> notes;
  std::vector<document::QualityNote> quality;
  // What a header of the format's own says (TEI, Akoma Ntoso), `block` -1: "symbol" (candidates as
  // written, the likeliest first), "date", "title", "job-number", "publication-place", "keyword",
  // "work-iri".
  std::vector<document::Property> facts;
  std::string lang;  // that the file declares for the whole document, a primary subtag; else empty
};

}  // namespace hexapla::ingest
