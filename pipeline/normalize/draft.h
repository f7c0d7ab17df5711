// What the stages of normalisation hand on to one another. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/normalize/masthead_cues.h"
#include "pipeline/normalize/notes.h"
#include "pipeline/normalize/paragraphs.h"
#include "pipeline/normalize/tables.h"

namespace hexapla::normalize {

// What is known of a block until the Expression is complete, beside the block itself.
struct Origin {
  std::size_t line = 0;  // first line of its paragraph
  bool run = false;      // line of an address or masthead set apart by hard breaks
  int atx = 0;
};

struct Draft {
  Layout layout;
  std::string lang;                   // what all the lines together are clearly in, or ""
  std::vector<Paragraph> paragraphs;  // markup taken out; table >= 0 stands for a table
  std::vector<FoundTable> tables;
  std::vector<FoundNote> notes;
  std::size_t masthead = 0;  // paragraphs that form the masthead or letterhead
  bool letter = false;       // the masthead is that of a letter
  std::vector<document::QualityNote> quality;
  std::vector<Origin> origins;  // of the blocks, index for index, once there are such
};

// masthead.cc: decides how many paragraphs at the top are masthead.
void find_masthead(Draft& draft);

// masthead.cc: a line that only a masthead has: the document's symbol, its distribution, its
// original language. `cues`: those of the line.
bool is_masthead_line(std::string_view text, Facts cues);
inline bool is_masthead_line(std::string_view text) {
  return is_masthead_line(text, cues_of(text));
}

// structure.cc: paragraphs and tables to blocks with labels, levels, parents, sections. Notes are
// not among them. Takes the paragraphs' texts.
void build_blocks(Draft& draft, document::Expression& out);

// masthead.cc: types of the blocks at the top, properties, title. `masthead`: number of blocks that
// came from the masthead's paragraphs.
void read_masthead(const Draft& draft, std::size_t masthead, document::Expression& out);

// facts.cc: what the file's own header says, where the masthead does not say it.
void read_facts(const ingest::RawDocument& raw, document::Expression& out);

// unexplained.cc: tells the lines that no rule explained; the notes are not among the blocks
// yet.
void report_unexplained(const Draft& draft, document::Expression& out);

// anchors.cc: resolves anchors, appends the notes as blocks, reports what does not fit.
void place_notes(Draft& draft, document::Expression& out);

// languages.cc: languages of document and blocks. `declared`: by the file, or ""; the text's own
// language counts where it can be told. `expected`: what all the lines together
// are clearly in, or "".
void set_languages(document::Expression& out, const std::string& declared,
                   const std::string& expected);

}  // namespace hexapla::normalize
