// The readers, one a format. `read` (ingest.h) looks at the first bytes and calls the one that
// fits. All throw Error(input) naming `path`. Internal to this room.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest {

// Plain text and Markdown, in any character set that decode.h knows.
RawDocument read_text(std::string_view bytes, const std::string& path);

// Word's format since 2007 (ECMA-376). Parts of the source map are the parts of the package,
// offsets those of their unpacked bytes.
RawDocument read_docx(std::string_view bytes, const std::string& path);

// Word 97-2003. Part 1 of the source map is the stream "WordDocument", offsets are those of its
// bytes. Throws UnreadableWord (old_word.h) for files that other programs may read.
RawDocument read_doc(std::string_view bytes, const std::string& path);

// PDF, by way of the helper program hexapla-pdf. Parts are "page 1" and so on; see pdf_reader.cc
// for what their offsets count. Blocks and notes, told by where words stand and how they are set;
// raised numbers that no note answers stay as Unicode superscripts.
RawDocument read_pdf(std::string_view bytes, const std::string& path);

// HTML pages. Offsets are those of the file. What stands around the document (navigation, running
// heads, scripts, forms) is left out; when nothing but that is there, it is the document.
RawDocument read_html(std::string_view bytes, const std::string& path);
// By the first bytes; for pieces of a page the name decides whether they are one.
bool looks_like_html(std::string_view bytes, const std::string& path);

// TEI, as the United Nations Parallel Corpus and others write it, and Akoma Ntoso. Offsets are
// those of the file. What the header says is in RawDocument::facts. A file with several documents
// is refused.
RawDocument read_tei(std::string_view bytes, const std::string& path);
RawDocument read_akoma_ntoso(std::string_view bytes, const std::string& path);

}  // namespace hexapla::ingest
