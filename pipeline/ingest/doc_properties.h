// What a Word 97-2003 file says of paragraphs and characters: property pages, styles, lists
// ([MS-DOC] 2.2.5, 2.9.271, 2.9.131). Internal to this room.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/ingest/numbering.h"

namespace hexapla::ingest::doc {

struct Properties {
  bool in_table = false;
  bool row_end = false;
  bool header_row = false;  // of a row's end: the row is repeated on every page
  bool deleted = false;
  std::optional<bool> bold;  // nothing: as the style says
  int depth = 0;             // of tables within tables, 1 for the outermost; 0 when it is not said
  bool inner_cell = false;   // a paragraph mark that ends a cell of a table within a table
  bool inner_row = false;    // … or a row of it
  int list = 0;              // which list counts the paragraph, from 1; 0 for none
  int level = 0;             // at which of its levels, from 0
  int outline = 9;           // 0 to 8 for headings, 9 for body text
};

// Reads a list of property changes ([MS-DOC] 2.2.5.1).
void apply(std::string_view changes, Properties& out);

// Paragraph styles by their number.
class Styles {
 public:
  Styles() = default;
  explicit Styles(std::string_view sheet);
  // What the style and those that it is based on say.
  Properties of(unsigned style) const;

 private:
  struct Style {
    unsigned base = 0xFFF;
    std::string_view changes;     // of the paragraph
    std::string_view characters;  // of its characters
  };
  std::vector<Style> styles_;
};

// Properties by place in the stream "WordDocument".
class Runs {
 public:
  Runs() = default;
  // `pages`: the table that lists the pages of properties. `styles`: of paragraphs, none for
  // characters.
  Runs(std::string_view stream, std::string_view pages, const Styles* styles);

  const Properties* find(std::uint32_t at) const;

 private:
  void read(std::string_view page, const Styles* styles);

  std::map<std::uint32_t, std::pair<std::uint32_t, Properties>> by_begin_;
};

// The lists of a document. `definitions`: from the place of the list table in the table stream to
// its end, since the levels stand behind it; `size`: of the table itself. `overrides`: the table of
// the lists that paragraphs name.
Numbering read_lists(std::string_view definitions, std::size_t size, std::string_view overrides);

}  // namespace hexapla::ingest::doc
