// What a Word 97-2003 file says of paragraphs, characters and sections: property pages, styles,
// lists ([MS-DOC] 2.2.5, 2.9.271, 2.9.131). Internal to this room.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/ingest/numbering.h"

namespace hexapla::ingest::doc {

// A character by its code in a font of symbols.
struct Symbol {
  unsigned font = 0;
  char32_t code = 0;
};

struct Properties {
  bool in_table = false;
  bool row_end = false;
  bool header_row = false;  // of a row's end: the row is repeated on every page
  bool deleted = false;
  std::optional<bool> bold;      // nothing: as the style says
  std::optional<bool> hidden;    // likewise
  std::optional<unsigned> font;  // of characters
  bool raised = false;           // likewise
  // Of a character that stands for something else: a symbol of a font, or data of a form field.
  std::optional<Symbol> symbol;
  std::optional<std::uint32_t> data;  // where they stand in the stream "Data"
  bool form = false;                  // the data are a form field's
  int depth = 0;            // of tables within tables, 1 for the outermost; 0 when it is not said
  bool inner_cell = false;  // a paragraph mark that ends a cell of a table within a table
  bool inner_row = false;   // … or a row of it
  int list = 0;             // which list counts the paragraph, from 1; 0 for none
  int level = 0;            // at which of its levels, from 0
  int outline = 9;          // 0 to 8 for headings, 9 for body text
  unsigned style = 0xFFF;   // of characters: the style that their changes begin with
  // Of a row's end: where its cells begin and the last one ends, in twentieths of a point.
  std::vector<int> edges;
  bool lines = false;  // likewise: some are drawn around its cells
};

// Bytes of a change's operand ([MS-DOC] 2.2.5.1), which begins `operand`; the size itself counts.
std::size_t operand_size(unsigned code, std::string_view operand);

// Calls `each(code, operand)` for every change in a list of them. An operand has at least one byte,
// and fewer than it should have where the list breaks off.
template <typename Each>
void for_each_change(std::string_view changes, const Each& each) {
  while (changes.size() >= 3) {
    const unsigned code = static_cast<unsigned char>(changes[0]) |
                          static_cast<unsigned>(static_cast<unsigned char>(changes[1])) << 8;
    changes.remove_prefix(2);
    const std::size_t size = std::min(operand_size(code, changes), changes.size());
    each(code, changes.substr(0, size));
    changes.remove_prefix(size);
  }
}

// Makes the changes of a list.
void apply(std::string_view changes, Properties& out);

// Styles by their number.
class Styles {
 public:
  Styles() = default;
  explicit Styles(std::string_view sheet);
  // What the style and those that it is based on say.
  Properties of(unsigned style) const;
  // Likewise for a style of characters; nothing for one of paragraphs.
  Properties of_characters(unsigned style) const;

 private:
  struct Style {
    unsigned kind = 0;       // 1: of paragraphs, 2: of characters
    unsigned known = 0xFFF;  // which of the styles that every program knows
    unsigned base = 0xFFF;
    std::string_view changes;     // of the paragraph
    std::string_view characters;  // of its characters
  };
  std::vector<unsigned> chain(unsigned style) const;  // with those that it is based on
  const Properties& made(unsigned style, bool characters) const;
  std::vector<Style> styles_;
  // What was asked for once; of paragraphs, of characters.
  mutable std::array<std::map<unsigned, Properties>, 2> made_;
};

// Properties by place in the stream "WordDocument".
class Runs {
 public:
  Runs() = default;
  // `pages`: the table that lists the pages of properties. `data`: the stream "Data", where long
  // lists of properties stand.
  enum class Of : std::uint8_t { paragraphs, characters };
  Runs(Of what, std::string_view stream, std::string_view pages, std::string_view data,
       const Styles& styles);

  // Nothing where nothing is said. All characters of one run have the same address.
  const Properties* find(std::uint32_t at) const;
  // Where the run of a place ends.
  std::optional<std::uint64_t> end_of(std::uint32_t at) const;

 private:
  // `left`: bytes of long lists that are still looked at.
  void read(Of what, std::string_view page, std::string_view data, const Styles& styles,
            std::size_t& left);

  using Map = std::map<std::uint32_t, std::pair<std::uint32_t, Properties>>;
  Map::const_iterator run_of(std::uint32_t at) const;
  Map by_begin_;
};

// Notes of one kind: how their marks count.
struct NoteCount {
  std::string format;  // as number_format.h names them
  int start = 1;
  bool restart_in_sections = false;
};

// What a section says for itself ([MS-DOC] 2.6.4) where it differs from the document.
struct Section {
  bool own_first_page = false;
  NoteCount footnotes;
  NoteCount endnotes;
};

// Of the whole document ([MS-DOC] 2.7), as a section.
Section read_document_properties(std::string_view bytes);
void apply(std::string_view changes, Section& out);

// The name of a number format by its code ([MS-OSHARED] 2.2.1.3).
std::string format_name(unsigned code);

// The lists of a document. `definitions`: from the place of the list table in the table stream to
// its end, since the levels stand behind it; `size`: of the table itself. `overrides`: the table of
// the lists that paragraphs name.
Numbering read_lists(std::string_view definitions, std::size_t size, std::string_view overrides);

}  // namespace hexapla::ingest::doc
