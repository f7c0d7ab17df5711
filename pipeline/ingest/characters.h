// Characters that a text should not carry and what becomes of them. Internal to this room.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document/document.h"
#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {

// The character that a byte is in windows-1252; C1 controls where it has none.
char32_t windows_1252(unsigned char byte);

// What happened to characters of one kind in a document.
struct Tally {
  std::size_t count = 0;
  document::SourceRange first;
};
using Tallies = std::map<std::string, Tally, std::less<>>;  // by quality code

// The line with odd characters dropped or mapped (see ingest.h) and in NFC. Counts what it did.
// `positions`: places in the line, in order, which become the same places in what comes back; one
// within what was mapped goes to the end of that.
document::MappedText clean_line(document::MappedText line, Tallies& tallies,
                                std::vector<std::size_t>* positions = nullptr);

// Nothing in the text is dropped, mapped or composed: `clean_line` gives it back as it is, counting
// nothing. False says nothing. The text is well-formed.
bool is_plain(std::string_view text);

// The quality notes for what was counted.
std::vector<document::QualityNote> told(const Tallies& tallies);

// A sentence for people about a quality code: "3 control characters were dropped".
std::string explain(std::string_view code, std::size_t count);

}  // namespace hexapla::ingest
