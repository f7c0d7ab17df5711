// Text with its map, its note anchors and its links: what layout repair slices and joins. Internal
// to this room.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "pipeline/base/rare.h"
#include "pipeline/document/document.h"

namespace hexapla::normalize {

struct Rich {
  document::MappedText text;
  RareList<document::NoteReference> notes;  // sorted by `at`
  RareList<document::Link> links;           // sorted; none lies in another

  std::string_view view() const { return text.view(); }
  bool empty() const { return text.empty(); }

  void append(const Rich& other, Span span);
  void append(const Rich& other) { append(other, {0, other.text.size()}); }
  Rich slice(Span span) const;
  Rich trimmed() const;
  // Loses its last `bytes`; a mark there belongs to what stays.
  void cut_end(std::size_t bytes);
};

// The marks that belong to a stretch of `rich`: those behind its first byte, and at its end; at the
// beginning of the text there is nothing else that one could belong to.
std::span<const document::NoteReference> marks_in(const Rich& rich, Span span);

// A stretch of `rich` without white space at its ends.
Rich trimmed_slice(const Rich& rich, Span span);

// White space in runs becomes one space, soft hyphens within the text vanish. Tabs become spaces.
Rich collapsed(Rich rich);

// Nothing in the text is to be collapsed, as in most lines.
bool is_collapsed(std::string_view text);

}  // namespace hexapla::normalize
