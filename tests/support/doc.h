// Small files of Word 97-2003 made in memory, for what no writer at hand writes. Structures and
// their numbers are those of [MS-DOC] and [MS-CFB].
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::testing_support {

// Little-endian.
std::string u16(unsigned value);
std::string u32(std::uint32_t value);

// A table of places and, but for the last, an item each.
std::string places(const std::vector<std::uint32_t>& at, const std::vector<std::string>& items);

struct Doc {
  // A stretch of the text, told in UTF-8: in single bytes (Windows-1252), or in UTF-16.
  struct Piece {
    std::string text;
    bool narrow = false;
    std::string changes = {};  // of properties, that the piece makes
  };
  // Changes of properties for characters [begin, end) of the whole text.
  struct Run {
    std::uint32_t begin;
    std::uint32_t end;
    std::string changes;
  };
  std::vector<Piece> pieces;             // of all stories
  std::map<int, std::uint32_t> lengths;  // of the stories but the first: 1 footnotes, 5 endnotes …
  std::vector<Run> characters;
  std::vector<Run> paragraphs;                   // where they begin and end, in order
  std::map<unsigned, std::string> tables;        // by their offset in the information block
  std::vector<std::string> sections;             // changes of properties, one a section
  std::vector<std::uint32_t> section_begins{0};  // in characters
  std::string data;                              // the stream of that name
  unsigned flags = 0x0200;                       // the tables are in the stream "1Table"
  std::string bytes() const;
};

// A compound file of these streams (name in ASCII, bytes), each padded to 4096 bytes.
std::string compound_file(const std::vector<std::pair<std::string, std::string>>& streams);

}  // namespace hexapla::testing_support
