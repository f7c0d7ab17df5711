// What stands within the paragraphs of a DOCX: runs, fields, links, marks of notes, symbols. One
// for a sequence of paragraphs: a note, a box and a running head have each their own. Internal to
// this room.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/docx_notes.h"
#include "pipeline/ingest/docx_numbering.h"
#include "pipeline/ingest/docx_package.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::docx {

// What all paragraphs of a document share.
struct Context {
  Package& package;
  Styles& styles;
  NoteKind& footnotes;
  NoteKind& endnotes;
  std::vector<RawNote>& notes;
  Tallies& tallies;
  std::map<std::string, std::string>& remarks;  // quality code to what is said of it
  // Fields are counted in the order of their beginnings. Those in `endless` have no end: they would
  // hide all that follows, and are no fields.
  std::set<std::size_t> endless;
  std::size_t fields = 0;
  std::set<std::size_t> unclosed;  // found while reading
};

// A note whose text is still to be read.
struct WaitingNote {
  int index;  // of Context::notes
  pugi::xml_node node;
  const NoteKind* kind;
  bool custom;  // its mark is typed
};

class Inlines {
 public:
  // `xml`, `part`: what is read.
  Inlines(Context& context, const XmlPart& xml, std::string part, bool in_note);
  ~Inlines();
  Inlines(const Inlines&) = delete;
  Inlines& operator=(const Inlines&) = delete;

  const XmlPart& xml() const { return xml_; }
  const std::string& part() const { return part_; }

  // Appends the paragraph's text to `builder`. `style`: what its style says.
  void read(pugi::xml_node paragraph, const Properties& style);
  // The same for a paragraph of a drawing (a:p).
  void read_drawn(pugi::xml_node paragraph);

  BlockBuilder builder;
  std::vector<WaitingNote> notes;     // that the text refers to
  std::vector<pugi::xml_node> boxes;  // text boxes that are anchored in it
  std::vector<std::string> diagrams;  // parts that hold the texts of diagrams in it
  bool bold = false;                  // some text is bold
  bool plain = false;                 // some is not

 private:
  struct Field {
    std::size_t number = 0;
    std::string instruction;
    bool result = false;
    std::string link_before;
    std::string form;              // what a form field shows where it has no result
    std::size_t shown_before = 0;  // of `shown_`, where the result begins
    document::SourceRange tag;
  };
  struct CustomMark {
    int index;
    document::SourceRange source;
  };

  bool in_instruction() const { return instructions_ > 0; }
  void inlines(pugi::xml_node parent);
  // A part of a formula; false when it is no more than its text. (docx_math.cc)
  bool formula(pugi::xml_node node);
  void grouped(pugi::xml_node part);
  // Signs that the file does not write out.
  void put(std::string_view text, pugi::xml_node of);
  std::string hyperlink(pugi::xml_node node);
  void simple_field(pugi::xml_node node);
  void run(pugi::xml_node node);
  void run_piece(pugi::xml_node piece, const Properties& run);
  void text(pugi::xml_node piece, const Properties& run);
  void append(const document::MappedText& text, const Properties& run);
  void symbol(pugi::xml_node piece);
  void new_page();
  void field(pugi::xml_node piece);
  void note_reference(pugi::xml_node node, NoteKind& kind);
  void find_boxes(pugi::xml_node node);

  Context& context_;
  const XmlPart& xml_;
  std::string part_;
  bool in_note_;
  Properties style_;
  std::vector<Field> fields_;
  std::size_t instructions_ = 0;  // fields that are open, and their result has not begun
  std::size_t shown_ = 0;         // pieces of text so far
  std::optional<CustomMark> custom_mark_;
};

// The alternative that a program of today shows.
pugi::xml_node chosen(pugi::xml_node alternatives);

}  // namespace hexapla::ingest::docx
