// Files of XML that are no one document: corpora of several, and links between the sentences of
// others. For this room and the batch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/text/span.h"

namespace hexapla::ingest {

enum class XmlCollection : std::uint8_t {
  none,    // a document, or no XML
  corpus,  // TEI: <teiCorpus> with documents in it
  links,   // <linkGrp>, <cesAlign>: which sentences of other files say the same; no text
};

// By the first bytes of a file (kXmlHead suffice).
XmlCollection xml_collection(std::string_view head);
inline constexpr std::size_t kXmlHead = 4096;

// Where the documents of a corpus stand, in its bytes, each from <TEI> to </TEI>; also those of
// corpora within it. Throws Error(input) naming `file` for what is not well formed. UTF-8 only: no
// documents otherwise, and the corpus is read, and refused, as one file.
std::vector<Span> corpus_documents(std::string_view bytes, const std::string& file);

}  // namespace hexapla::ingest
