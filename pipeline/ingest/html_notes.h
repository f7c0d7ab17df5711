// Notes of HTML pages: links to and fro between a mark and the text of a note, as Word,
// LibreOffice and Markdown converters write them. Internal to this room.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/html_tokens.h"

namespace hexapla::ingest::html {

struct PageNote {
  std::string mark;         // "1", "*"; brackets taken off; counted where the page tells no number
  std::uint32_t begin = 0;  // tokens of its text: its element, end tag excluded
  std::uint32_t end = 0;
};

struct PageNotes {
  std::vector<PageNote> notes;                  // in order of their first marks
  std::map<std::uint32_t, std::size_t> marks;   // start tag of the link that is a mark → its note
  std::map<std::uint32_t, std::size_t> bodies;  // first token of a note's text → note
};

PageNotes find_notes(std::string_view html, const std::vector<Token>& tokens);

// The text of an element up to `most` bytes, tags left out, white space trimmed.
std::string inner_text(std::string_view html, const std::vector<Token>& tokens, std::uint32_t start,
                       std::size_t most);

}  // namespace hexapla::ingest::html
