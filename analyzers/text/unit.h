// A block of a document as the analysers see it: they know nothing of files and of the pipeline's
// model.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::text {

enum class UnitKind : std::uint8_t {
  title,
  heading,
  paragraph,
  list_item,
  cell,
  note,
  letterhead,
  masthead
};

// Views must outlive the analysis. Offsets in results are byte offsets into `text` of the unit they
// belong to.
struct Unit {
  UnitKind kind = UnitKind::paragraph;
  std::string_view text;  // NFC UTF-8, label excluded
  std::string_view lang;  // primary subtag, "und" when unknown
  std::string_view
      label;        // "3.", "(a)", "II.", a note's number or symbol; empty when there is none
  int level = 0;    // depth of heading or list, 0 outermost
  int parent = -1;  // index of the unit that contains this one, -1 for none
  int section = 0;  // 0 for the body, counted up at every annex: notes and paragraphs restart there
  int row =
      -1;  // cell: row and column in its table, from 0; the parent is the table's first unit's
  int column = -1;  //   parent, and cells of one table share `table`
  int table = -1;
  // Notes that the text anchors: (byte offset in text, index of the note's unit).
  std::vector<std::pair<std::size_t, int>> notes;
};

}  // namespace hexapla::text
