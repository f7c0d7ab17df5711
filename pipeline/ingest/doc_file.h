// What stands where in a Word 97-2003 file ([MS-DOC] 2.5, 2.8): its streams, its text by the piece
// table, the stories that the text is divided into. Internal to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::ingest::doc {

// Tables of the file information block, by their offset in it.
enum class Structure : std::uint16_t {
  styles = 0xA2,
  footnote_anchors = 0xAA,
  footnote_texts = 0xB2,
  sections = 0xCA,
  headers = 0xF2,
  character_pages = 0xFA,
  paragraph_pages = 0x102,
  fonts = 0x112,
  document_properties = 0x192,
  pieces = 0x1A2,
  shape_anchors = 0x1DA,
  endnote_anchors = 0x20A,
  endnote_texts = 0x212,
  drawings = 0x22A,
  box_texts = 0x25A,
  lists = 0x2E2,
  list_overrides = 0x2EA,
};

// The text is one sequence of characters; stories follow one another in it, in this order.
enum class Story : std::uint8_t { main, footnotes, headers, macros, comments, endnotes, boxes };

struct Character {
  char32_t value = 0;
  std::uint32_t at = 0;    // byte of the stream WordDocument
  std::uint8_t bytes = 0;  // there
};

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A table of places in the text and, but for the last place, of one item each ([MS-DOC] 2.2.2).
class Places {
 public:
  Places(std::string_view bytes, std::size_t item) : bytes_(bytes), item_(item) {}
  std::size_t count() const { return bytes_.size() < 4 ? 0 : (bytes_.size() - 4) / (4 + item_); }
  std::uint32_t place(std::size_t i) const;  // i <= count()
  std::string_view item(std::size_t i) const;

 private:
  std::string_view bytes_;
  std::size_t item_;
};

class File {
 public:
  // Throws Error(input) naming `path` for what is no document of Word 97-2003, or is protected.
  File(std::string_view bytes, const std::string& path);

  const std::vector<Character>& text() const { return text_; }
  // Where a story stands in the text, as far as the file has it.
  Range story(Story which) const;
  // A stretch of a story by its own places, no longer than the story.
  Range within(Story which, std::uint64_t begin, std::uint64_t end) const;
  std::uint32_t length(Story which) const;  // as the file says

  const std::string& stream() const { return stream_; }
  const std::string& table() const { return table_; }
  const std::string& data() const { return data_; }  // "" when there is none
  std::string_view structure(Structure which) const;
  std::uint32_t begin_of(Structure which) const;  // in the table stream
  std::uint32_t size_of(Structure which) const;

  // Changes of properties that the piece of a character makes; mostly none.
  std::string_view piece_changes(std::size_t character) const;
  // The name of a font by its number; "" when there is none.
  std::string_view font(unsigned number) const {
    return number < fonts_.size() ? std::string_view(fonts_[number]) : std::string_view();
  }

 private:
  void read_pieces(std::size_t most, const std::string& path);
  void read_fonts();

  std::string stream_;
  std::string table_;
  std::string data_;
  std::vector<Character> text_;
  std::vector<std::string> fonts_;
  struct Change {
    Range characters;
    std::string_view changes;
  };
  std::vector<Change> changes_;  // sorted
};

}  // namespace hexapla::ingest::doc
