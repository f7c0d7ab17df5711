// Internal to the room: one decision or resolution by its number.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzers/references/tokens.h"

namespace hexapla::references {

enum class ItemKind : std::uint8_t {
  prefixed,  // SC-7/7: says itself what it is, as does
  climate,   // 1/CP.17
  roman,     // XI/10
  pair,      // 70/1, 19/13 C: only a word beside it tells what it is
  year,      // 1540 (2004)
  session,   // 3411 A and B (XXX)
  dotted,    // XI.19 (2012)
  plain      // 1540, the short form of one of a few
};

struct Item {
  ItemKind kind = ItemKind::pair;
  std::size_t next = 0;  // index of the first token after it
  std::string
      first;  // prefix or session: "SC-7", "XI", "70"; of `climate` the body and session "CP.17"
  std::string number;  // "7"; "?" when it is not given yet
  std::string paren;   // of year and session: what stands in the parentheses, "2004", "XXX"
  std::vector<std::string> letters;
  bool placeholder = false;
};

// The item at token `i`, whatever words stand around it.
// `joined`: it may be glued to what stands before it, as behind the dash of a range.
std::optional<Item> read_item(const Tokens& tokens, std::size_t i, bool joined = false);

// Letters of parts of a resolution at token `i` ("J", "A to E", "A and B"); the index after them,
// or `i`.
std::size_t read_letters(const Tokens& tokens, std::size_t i, std::vector<std::string>& letters);

// What stands in parentheses after a number: a year, or a session in Roman numerals however it is
// written.
std::size_t read_paren(const Tokens& tokens, std::size_t i, std::string& out);

}  // namespace hexapla::references
