// Collects a paragraph while a reader walks over its format. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/ingest/characters.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

class BlockBuilder {
 public:
  bool empty() const { return size_ == 0 && notes_.empty(); }
  bool has_text() const { return size_ > 0; }

  void append(const document::MappedText& text);
  // `text` stands for `source` as a whole.
  void append(std::string_view text, document::SourceRange source);
  void line_break(document::SourceRange source);

  // A note's mark at this place; `note` counts RawDocument::notes, -1 when it is not known.
  void note(std::string mark, int note, document::SourceRange source);

  // Until the next call the text is a link to `url`; "" ends one.
  void link(std::string url);
  const std::string& open_link() const { return url_; }

  // What was collected, cleaned; the builder is empty again, an open link stays open.
  RawBlock finish(Tallies& tallies);

 private:
  struct Segment {
    document::MappedText text;
    document::SourceRange break_before;
  };
  struct Mark {
    std::size_t segment;
    std::size_t at;
  };
  Mark here() const { return {segments_.size() - 1, segments_.back().text.size()}; }

  std::vector<Segment> segments_{1};
  std::vector<std::pair<Mark, document::NoteReference>> notes_;
  std::vector<std::pair<Mark, std::string>> link_changes_;
  std::string url_;
  std::size_t size_ = 0;
};

}  // namespace hexapla::ingest
