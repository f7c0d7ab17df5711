// The text of a paragraph while an XML document is walked over: white space, entities, sentences.
// Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/document/mapped_text.h"
#include "pipeline/ingest/block_builder.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest::markup {

class Words {
 public:
  // `text`: of the whole document; must outlive it.
  explicit Words(const document::MappedText& text) : text_(&text) {}

  BlockBuilder builder;

  // The bytes of a stretch of the document.
  document::SourceRange place(Span span) const;

  // White space is one space, none between lines of Chinese; entities are what they stand for.
  // False when it was white space only. `between_sentences`: where white space alone is a border.
  bool add(const xml::Token& t, bool between_sentences);
  // Characters that an attribute tells, at the place of its tag.
  void insert(const std::string& characters, Span span);
  void line_break(Span span);

  // A sentence begins: a space before it, but in scripts without.
  void begin_sentence(std::size_t at);
  // No space behind what stands last.
  void join_next() { last_ = 0; }
  void drop_gap() { gap_.reset(); }
  // The paragraph ends. True when it had begun.
  bool end_paragraph();

 private:
  void settle_gap(char32_t next);

  const document::MappedText* text_;
  std::optional<Span> gap_;  // white space that the next word decides about
  bool soft_gap_ = false;    // it is a line's or a sentence's end
  char32_t last_ = 0;        // character, of the paragraph
};

}  // namespace hexapla::ingest::markup
