// What antiword's text tells that its DocBook does not: notes, and where lines break. Internal to
// this room.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

class AntiwordText {
 public:
  AntiwordText() = default;
  // Antiword's text in lines of any length ("-w 0"), part 2 of the source map.
  explicit AntiwordText(std::string_view text);

  // Of the notes that Word numbers, in order.
  std::vector<document::MappedText> notes;

  // Breaks a paragraph's text where antiword's text breaks the line. Paragraphs are asked for in
  // their order; one that is not found stays as it is.
  void break_lines(RawBlock& block);

 private:
  std::string solid_;                                        // without white space
  std::vector<std::pair<std::size_t, std::size_t>> breaks_;  // place in `solid_`, in the text
  std::size_t cursor_ = 0;
};

}  // namespace hexapla::ingest
