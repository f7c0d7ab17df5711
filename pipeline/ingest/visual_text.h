// Right-to-left text as extractors of PDF write it: the line in the order of reading, but stretches
// of numbers and Latin letters, with the punctuation beside them, as they stand on paper; or all of
// it as it stands on paper, from left to right. Internal to this room.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "analyzers/text/span.h"
#include "pipeline/document/mapped_text.h"
#include "pipeline/ingest/pdf_lines.h"

namespace hexapla::ingest {

// pdftotext puts right-to-left lines between U+202B and U+202C, and within them what runs from left
// to right between U+202A and U+202C; in other lines right-to-left stretches between U+202B and
// U+202C. All letters within each are of its direction, so that such lines can be told from text
// whose author set these controls.
//
// Other programs, and older ones, write lines from left to right without a sign of it. The text
// tells: teh marbuta (ة), which ends every tenth Arabic word and begins none, begins words.
class VisualText {
 public:
  // Looks at the whole text: whether any line is such a line, and what most of them are.
  explicit VisualText(std::string_view text);
  ~VisualText();

  // False when no line will be changed.
  bool any() const { return any_; }
  // False when `logical` gives the line back as it came.
  bool may_change(std::string_view line) const {
    return bare_ || (any_ && line.find("\u202B") != std::string_view::npos);
  }

  // A line of `text` in the order of reading, without the controls; as it came when it is no such
  // line. Spaces that parted vowel signs from their letters are gone. Columns beside each other
  // come from the right to the left. Counts what was done.
  document::MappedText logical(const document::MappedText& text, Span line, PdfRepairs& repairs);

 private:
  struct Buffers;

  document::MappedText column(const document::MappedText& text, Span line, PdfRepairs& repairs);

  // The line as on paper, without controls.
  document::MappedText turned(const document::MappedText& text, Span line,
                              PdfRepairs& repairs) const;

  std::unique_ptr<Buffers> buffers_;  // working memory, from line to line
  bool any_ = false;
  bool bare_ = false;           // lines from left to right, without controls
  bool right_to_left_ = false;  // most of the text
};

}  // namespace hexapla::ingest
