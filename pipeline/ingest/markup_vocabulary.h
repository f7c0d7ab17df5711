// What the elements of TEI and Akoma Ntoso do to the text in them. Internal to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hexapla::ingest::markup {

enum class Does : std::uint8_t {
  nothing,    // words within a paragraph, whatever they mean
  skip,       // holds no text of the document
  block,      // begins and ends a paragraph
  container,  // holds headings, labels and paragraphs of its own
  article,    // a container whose label heads it: "Article 5", "Chapter II"
  heading,
  subheading,
  title,     // words that make their paragraph, outside of the body, the document's title
  label,     // the number of the container or item it stands in
  sentence,  // as corpora cut them: a space stands between two
  list,
  item,
  table,
  row,
  cell,
  header_cell,
  note,
  note_mark,  // points at a note that stands elsewhere
  link,
  line_break,
  bold,
  header,  // facts about the document, no text of it
  quoted,  // text that its marks, told as attributes, enclose
};

struct Vocabulary {
  std::string_view format;  // of document::Manifestation
  std::unordered_map<std::string_view, Does> elements;

  Does of(std::string_view name) const {
    const auto found = elements.find(name);
    return found == elements.end() ? Does::nothing : found->second;
  }
};

// TEI: P5 and the P4 of the United Nations Parallel Corpus.
const Vocabulary& tei();

// Akoma Ntoso 3.0 (OASIS LegalDocML, akn-core v1.0), and 2.0 as far as it has the same names.
const Vocabulary& akoma_ntoso();

}  // namespace hexapla::ingest::markup
