// What the header of a TEI or Akoma Ntoso file says of the document. Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::markup {

// Fed with the elements of a header, in order.
class Header {
 public:
  // `tag`: the whole start tag.
  void start(std::string_view name, std::string_view tag);
  void text(std::string_view words);
  void end();

  // The facts, each name once but "keyword" and "symbol" (candidates, the likeliest first).
  std::vector<document::Property> facts() const;
  // As in RawDocument::lang.
  const std::string& lang() const { return lang_; }

 private:
  bool within(std::string_view name) const;
  void fact(std::string_view name, std::string_view value);

  struct Open {
    std::string name;
    std::string becomes;  // the fact that its text tells
    std::string text;
  };
  std::vector<Open> open_;
  std::vector<document::Property> facts_;
  std::string lang_;
};

// The primary subtag of the language that a file declares: from BCP 47, ISO 639-2, ISO 639-3, or a
// name of one of the six languages; "" for what is none of them.
std::string declared_language(std::string_view declared);

}  // namespace hexapla::ingest::markup
