// XML as a stream of tags and text with their bytes. Internal to this room.
//
// Libraries give either a tree or text without its place: libxml2's reader reads ahead and resolves
// entities, so that the bytes of a character are lost. This scanner only tells where tags and text
// stand, and checks what a well-formed document must keep: every element is closed, in order, and
// there is one root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::ingest::xml {

// What a person does about XML that is damaged, and about XML as nobody writes it in good faith.
inline constexpr const char* kDamagedRemedy = "restore the file from its origin";
inline constexpr const char* kSuspectRemedy = "do not trust this file";

enum class Kind : std::uint8_t { start, end, text, cdata, done };

struct Token {
  Kind kind = Kind::done;
  Span bytes;             // of CDATA only what is inside
  std::string_view name;  // of tags: without its prefix
  bool empty = false;     // start tags: "<a/>"; no end tag comes
};

// Memory: the names of open elements. Linear time.
class Scanner {
 public:
  // `xml`: UTF-8, must outlive the scanner and its tokens. `file` is for messages. `from`: where to
  // begin (damaged_head).
  Scanner(std::string_view xml, std::string file, std::size_t from = 0);

  // The next token; comments, processing instructions and a document type are passed over. Throws
  // Error(input) with the byte: entities are declared, elements are nested more deeply than 1000,
  // an element is not closed or closed out of order, markup that never ends.
  Token next();

  // Elements that are open: the root's start tag has been told, then 1.
  std::size_t depth() const { return open_.size(); }

 private:
  [[noreturn]] void fail(std::size_t at, std::string reason,
                         std::string remedy = kDamagedRemedy) const;
  std::size_t skip_declaration(std::size_t at) const;
  Token tag(std::size_t at);

  std::string_view xml_;
  std::string file_;
  std::size_t at_ = 0;
  bool seen_root_ = false;
  std::vector<std::string_view> open_;  // qualified names
};

// The value of the attribute with this local name in a start tag, entities resolved and white space
// as spaces; "" when it has none. "xml:id" and "xml:lang" are asked for as "id" and "lang".
std::string attribute(std::string_view tag, std::string_view name);

// What the entity at the start of `text` stands for: those of XML and, for files that lean on a
// DTD, those of HTML; "" when it is none. `size`: its bytes.
std::string entity(std::string_view text, std::size_t& size);

// The encoding that the XML declaration names, in lower case; "" without one.
std::string declared_encoding(std::string_view xml);

// Where the root element begins in a TEI or Akoma Ntoso file whose first bytes were damaged or
// are none of XML ("?xml version=…", marks of byte order, zeros); 0 for all others. UTF-8. Looks at
// the first 4 KB.
std::size_t damaged_head(std::string_view xml);

// The local name of the root element; "" when the text does not begin as XML does, nor as
// damaged_head says. Looks at the first 64 KB; UTF-16 is read, too.
std::string root_name(std::string_view xml);

}  // namespace hexapla::ingest::xml
