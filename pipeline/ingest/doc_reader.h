// The reader of Word 97-2003 while it walks over a file: doc_reader.cc has paragraphs and sections,
// doc_notes.cc notes, doc_inlines.cc what stands within a paragraph. Internal to this room.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/doc_file.h"
#include "pipeline/ingest/doc_forms.h"
#include "pipeline/ingest/doc_properties.h"
#include "pipeline/ingest/doc_tables.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::doc {

constexpr std::uint32_t kPart = 1;  // of the source map: the stream WordDocument
constexpr std::size_t kMostChanges = std::size_t{1} << 26;

// Characters that are none ([MS-DOC] 2.4.1, 2.8.25).
constexpr char32_t kShape = 0x08;
constexpr char32_t kCellEnd = 0x07;
constexpr char32_t kLineBreak = 0x0B;
constexpr char32_t kPageBreak = 0x0C;
constexpr char32_t kParagraphEnd = 0x0D;
constexpr char32_t kColumnBreak = 0x0E;
constexpr char32_t kFieldBegin = 0x13;
constexpr char32_t kFieldResult = 0x14;
constexpr char32_t kFieldEnd = 0x15;
constexpr char32_t kNoBreakHyphen = 0x1E;

struct NoteAnchor {
  bool endnote = false;
  bool automatic = true;
  std::size_t number = 0;  // in its table
};

struct Field {
  std::string instruction;
  bool result = false;                // its result has begun
  std::optional<std::uint32_t> form;  // where the data of a form field stand
  document::SourceRange form_at;
  std::size_t shown_before = 0;  // characters of text, where the result begins
  std::string link_before;
};

class DocReader {
 public:
  DocReader(std::string_view bytes, const std::string& path);

  RawDocument run(std::string_view bytes);

 private:
  const Character& at(std::size_t i) const { return file_.text()[i]; }
  document::SourceRange source(std::size_t i) const {
    return {kPart, at(i).at, std::uint64_t{at(i).at} + at(i).bytes};
  }

  // What is said of a character or, at its end, of a paragraph; nothing where nothing is.
  const Properties* said(const Runs& runs, std::size_t i);

  void read_sections();

  void begin_section(std::size_t n);

  // The head of the first page. Layout repair decides what of it is masthead.
  void running_head();

  void read_anchors(Structure table, bool endnote);

  Range note_text(const NoteAnchor& anchor) const;

  // Characters of the mark that stands typed at `i`: as many as its note begins with.
  std::size_t typed_mark(std::size_t i, std::size_t end, const NoteAnchor& anchor) const;

  // The mark at `i`: takes note of it and of the note; returns where the text goes on.
  std::size_t note(std::size_t i, std::size_t end, const NoteAnchor& anchor);

  // The bodies of the notes that the paragraph just read refers to.
  void read_waiting_notes();

  // Characters of the note's own mark at the beginning of its text.
  std::size_t own_mark(std::size_t i, std::size_t end, const std::string& mark) const;

  // Fields that never end would hide what follows: their beginnings are no beginnings.
  void find_fields(Range range);

  // True when the character at `i` is a mark of fields, or text that no field shows.
  bool field(std::size_t i);

  bool ends_paragraph(std::size_t i) const;

  // Text characters from `i` on, up to a mark that ends a paragraph; returns where that stands.
  std::size_t inlines(std::size_t i, std::size_t end, bool main);

  // What a character shows in place of itself: fonts of symbols have their own for codes of a
  // private area, and raised numbers stay raised; raised letters ("1er", "5th") are set in the
  // line.
  std::string shown_instead(std::size_t i, const Properties* own) const;

  // One character of text, or two that stand for one; returns where the text goes on.
  std::size_t character(std::size_t i, std::size_t end);

  void symbol(const Symbol& symbol, document::SourceRange range);

  void walk(Range range);

  void end_paragraph(const Properties& properties, bool cell_mark);

  // Text boxes follow the paragraph that they are anchored in, in its cell.
  void read_waiting_boxes(bool in_table);

  void label(const Number& number, RawBlock& block);

  // What a paragraph within a paragraph (a note's, a box's) must not disturb.
  struct Apart {
    explicit Apart(DocReader& reader)
        : r(reader),
          builder(std::move(r.builder_)),
          fields(std::move(r.fields_)),
          instructions(r.instructions_),
          endless(std::move(r.endless_)) {
      r.builder_ = {};
      r.fields_.clear();
      r.endless_.clear();
      r.instructions_ = 0;
    }
    ~Apart() {
      r.builder_ = std::move(builder);
      r.fields_ = std::move(fields);
      r.instructions_ = instructions;
      r.endless_ = std::move(endless);
      r.weights_.clear();
    }
    Apart(const Apart&) = delete;
    Apart& operator=(const Apart&) = delete;

    DocReader& r;
    BlockBuilder builder;
    std::vector<Field> fields;
    std::size_t instructions;
    std::set<std::size_t> endless;
  };

  std::string path_;
  File file_;
  Boxes boxes_;
  Runs paragraphs_;
  Runs characters_;
  Properties changed_;  // where a piece changes what runs say: what, by what
  const Properties* changed_from_ = nullptr;
  const char* changed_by_ = nullptr;
  std::size_t changes_left_ = kMostChanges;  // bytes of them that are still looked at
  Numbering numbering_;
  std::vector<Section> sections_;  // at least one
  std::vector<std::uint32_t> section_begins_;
  std::size_t section_ = 0;
  std::map<std::uint32_t, NoteAnchor> anchors_;  // by their character of the main text
  RawDocument out_;
  Tallies tallies_;

  BlockBuilder builder_;
  document::SourceRange end_place_;        // the last character of the paragraph
  std::set<std::optional<bool>> weights_;  // of the paragraph's characters
  std::vector<Field> fields_;              // open ones
  std::size_t instructions_ = 0;           // of them, whose result has not begun
  std::set<std::size_t> endless_;          // beginnings of fields without an end
  std::size_t shown_ = 0;                  // characters of text so far
  std::vector<std::pair<NoteAnchor, std::string>> waiting_;
  std::vector<Range> waiting_boxes_;
  bool in_box_ = false;
  bool box_in_table_ = false;
  Tables tables_;
  std::array<std::size_t, 2> taken_{};  // of footnotes and endnotes: behind the last one read
  int footnotes_ = 1;
  int endnotes_ = 1;
  std::size_t unknown_formats_ = 0;
  std::size_t deleted_ = 0;
  std::size_t hidden_ = 0;
};

}  // namespace hexapla::ingest::doc
