// What the elements of HTML mean for a document, and how sites name what stands around one.
// Internal to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/html_tokens.h"

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
  quoted,
  formula,
};

// What a tag does, by its number.
Does does(std::uint16_t tag);

// 1 to 6 of the tags <h1> to <h6>; 0 for what LibreOffice makes of the heading of a table of
// contents, which is none of the document.
int heading_level(std::string_view tag);

// Words in id, class or role by which sites name what stands around a document. `tag`: the whole
// start tag, here and below.
bool names_boilerplate(std::string_view tag);
bool is_hidden(std::string_view tag);
// The table or cell has lines around it, by attributes of its own.
bool draws_lines(std::string_view tag);

// How a numbered list counts, as number_format.h names it: by its type or its style.
std::string list_format(std::string_view tag);

// The number that an attribute says, within two bounds; `otherwise` where it says none.
int number(std::string_view tag, std::string_view name, int otherwise, int least, int most);

// The items of the list whose start tag is tokens[list], which has an end; no more than 32,767.
int count_items(const std::vector<Token>& tokens, std::uint32_t list);

// Digits and what may stand between them: raised letters ("1er", "5th") are set in the line.
bool is_raised_number(std::string_view text);

// The two letters of the language that a start tag declares; "" without one.
std::string declared_language(std::string_view tag);

// The mark that opens or closes a quotation, or one within a quotation, in a language of two
// letters (Unicode CLDR's delimiters); English ones where the language is not known.
std::string quotation_mark(const std::string& lang, bool opens, bool within);

// ASCII letters in lower case.
std::string lowered(std::string_view text);

}  // namespace hexapla::ingest::html
