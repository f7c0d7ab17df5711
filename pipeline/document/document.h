// The document model: what every stage after the reader works on. Words as in docs/ARCHITECTURE.md.
//
// Plain values; copying is deep; no thread rule beyond that of values. Invariants (checked by
// `validate`): text is NFC UTF-8 of XML characters only and has no carriage returns, parents come
// before children, notes and cells point at blocks that exist.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"
#include "analyzers/text/unit.h"
#include "pipeline/base/rare.h"
#include "pipeline/document/mapped_text.h"

namespace hexapla::document {

// The same kinds as the analysers know (text::UnitKind): title, heading, paragraph, list_item,
// cell, note, letterhead, masthead.
using BlockType = text::UnitKind;

std::string_view name(BlockType type);  // "list-item"
// False when `name` names no type.
bool parse(std::string_view name, BlockType& type);

// An anchor of a note in a block's text.
struct NoteReference {
  std::size_t at = 0;  // byte offset in the text: the note mark stood before this byte
  std::string mark;    // as printed: "1", "*", "²" gives "2"
  int note = -1;       // index of the note's block in the Expression, -1 when the note is not there
  SourceRange source;  // where the mark stood
  bool operator==(const NoteReference&) const = default;
};

struct Link {
  Span span;  // in the text
  std::string url;
  bool operator==(const Link&) const = default;
};

// The unit of alignment and of search.
struct Block {
  BlockType type = BlockType::paragraph;
  MappedText content;  // the text without its label, with its source map
  MappedText label;    // "3.", "(a)", "II.", a note's number or symbol; empty when there is none
  int level = 0;       // depth of heading or list, 0 outermost
  int parent = -1;     // index of the block that contains this one, -1 for none
  int section = 0;     // 0 for the body, counted up at every annex
  std::string lang;    // BCP 47 primary subtag, "und" when nothing is known
  int table = -1;      // cells: which table of the document, and where in it, from 0
  int row = -1;
  int column = -1;
  bool header_row = false;
  RareList<NoteReference> notes;  // in order of `at`
  RareList<Link> links;
  RareList<std::string>
      flags;  // what normalisation noticed: "glued", "anchor-lost", "note-gap", …; sorted

  const std::string& text() const { return content.text(); }
  bool operator==(const Block&) const = default;
};

// A fact that the masthead or letterhead tells, with its place in the source.
// Names in use: symbol, distribution, date (ISO), language (the line that
// names it), original-language, body, session, place,
// meeting-dates, agenda-item, title, author, reference.
struct Property {
  std::string name;
  std::string value;  // canonical where there is a canonical form (symbol, date), else as printed
  int block = -1;     // the block it was read from, -1 when it came from elsewhere
  Span span;          // in that block's text
  bool operator==(const Property&) const = default;
};

// A line of text as it stands on a page.
struct PageLine {
  SourceRange text;  // its part is the page
  // Points from the top left corner of the page as it is displayed, rounded to tenths.
  double left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const PageLine&) const = default;
};

// One file that carries an Expression.
struct Manifestation {
  std::string path;      // as given by the user, '/'-separated
  std::string format;    // "text", "markdown", …
  std::string encoding;  // IANA name: "UTF-8", "UTF-16LE"
  std::uint64_t bytes = 0;
  std::string hash;  // files::content_hash of the bytes
  std::vector<std::string>
      parts;  // names of the parts that SourceRange::part counts; part 0 is the file
  std::vector<PageLine> lines = {};  // of formats that have pages (PDF), in order of their text;
                                     // the catalogue does not keep them
  bool operator==(const Manifestation&) const = default;
};

// Something about the source that its reader or the repair noticed and a person may want to look
// at.
struct QualityNote {
  std::string
      code;  // "replacement-character", "anchor-lost", "note-gap", "glued", "control-character", …
  std::string detail;  // in words
  int block = -1;
  SourceRange source;
  bool operator==(const QualityNote&) const = default;
};

// One language version of a Work, as one file carries it.
struct Expression {
  std::string
      work;  // key of the Work: canonical symbol, or "file:NAME" when the document prints none
  bool named_by_file = false;
  std::string lang;  // of the document as a whole
  std::string title;
  std::vector<Property> properties;
  std::vector<Block>
      blocks;  // in reading order; notes follow the block that anchors them or stand at the end
  std::vector<QualityNote> quality;
  Manifestation manifestation;

  // The first value of a property, or "".
  std::string_view property(std::string_view name) const;
  bool operator==(const Expression&) const = default;
};

// The blocks as the analysers see them, index for index. Views into `expression`, which must
// outlive them.
std::vector<text::Unit> units(const Expression& expression);

// Checks the invariants; throws Error(internal) that names the first one broken.
void validate(const Expression& expression);

}  // namespace hexapla::document
