// Lines as layout repair sees them, and what the document as a whole tells about its layout.
// Internal to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/rare.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/rich.h"
#include "pipeline/normalize/traits.h"

namespace hexapla::normalize {

struct Line {
  // What every stage asks stands together at the beginning.
  bool consumed = false;    // taken out of the flow: a note, a note's mark, a table
  bool rule = false;        // a line of underscores or dashes, or a long one of spaces: nothing but
                            // a separator
  bool note = false;        // consumed as part of a note
  bool furniture = false;   // consumed as a running head or a page's number
  bool page_break = false;  // a new page begins here
  bool hard_break = false;  // Markdown: two spaces or a backslash at the end
  bool hard = false;        // the format says that a paragraph ends here
  bool after_mark = false;  // directly follows a note's mark that stood on a line of its own
  Traits traits;            // of `text`
  std::uint32_t width = 0;  // in columns
  std::uint32_t indent = 0;  // leading white space
  Rich text;  // trimmed, runs of white space collapsed (tabs of table rows excepted);
              // changed by set_text
  Rare<document::MappedText> raw;  // table rows only: the line as it came

  bool blank() const { return text.empty(); }
  bool in_row() const { return static_cast<bool>(raw); }
  // Text of the document that nothing has taken out.
  bool in_flow() const { return !blank() && !consumed && !rule; }

  // The traits follow the text; the width stays that of the line on its page.
  void set_text(Rich changed) {
    text = std::move(changed);
    traits = Traits(text.view());
  }
};

// What holds for the whole document.
struct Layout {
  bool markdown = false;
  bool double_spaced = false;    // a blank line stands after every line, not between paragraphs
  std::size_t width = 0;         // columns at which lines were wrapped, 0 when they were not
  std::size_t measure = 0;       // the same in type whose letters have widths of their own, in
                                 // thousandths of an em; 0 when columns tell better
  std::size_t sure_measure = 0;  // what surely was too wide for a line
  std::string lang;              // of the document
  std::set<std::string>
      run_in;  // words before a colon that open many paragraphs ("Recommendation")
};

// Takes the lines of the document out of it.
std::vector<Line> prepare_lines(ingest::RawDocument& raw);

// Decides by counting; `lines` with notes already taken out.
Layout find_layout(const std::vector<Line>& lines, bool markdown, const std::string& lang);

// The words before the colon that the line begins with, if few; "" otherwise.
std::string run_in_head(std::string_view line);

// How wide text is in a common book face, in thousandths of an em: which lines were full in
// proportional type, their number of letters does not tell.
std::size_t type_width(std::string_view text);

constexpr std::size_t kWideLetter = 1000;  // a Chinese character
constexpr std::size_t kSpace = 250;        // thousandths of an em

// Appends a line to a paragraph as a typist would: with a space, or without one after a hyphen, a
// slash within a symbol or URL, between Chinese characters. `vocabulary`: words of the document in
// lower case, which tell a hyphenated word from a hyphen of its own.
void join(Rich& paragraph, const Rich& line, const std::set<std::string>& vocabulary);

}  // namespace hexapla::normalize
