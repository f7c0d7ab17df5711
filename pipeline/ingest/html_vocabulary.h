// What the elements of HTML mean for a document, and how sites name what stands around one.
// Internal to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla::ingest::html {

enum class Does : std::uint8_t {
  nothing,
  block,  // begins and ends a paragraph
  heading,
  skip,  // holds no text of the document
  list,
  item,
  table,
  part,  // thead, tbody, tfoot
  row,
  cell,
  link,
  bold,
  raised,
  line_break,
  pre,
};

// What a tag does, by its number.
Does does(std::uint16_t tag);

// Words in id, class or role by which sites name what stands around a document. `tag`: the whole
// start tag, here and below.
bool names_boilerplate(std::string_view tag);
bool is_hidden(std::string_view tag);
// The table or cell has lines around it, by attributes of its own.
bool draws_lines(std::string_view tag);

// How a numbered list counts, as number_format.h names it: by its type or its style.
std::string list_format(std::string_view tag);

// ASCII letters in lower case.
std::string lowered(std::string_view text);

}  // namespace hexapla::ingest::html
