// A normalised document as lines of text that a person can write by hand, for golden files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document/document.h"

namespace hexapla::normalize {

// Reads and normalises `text` as if it came from a file of that name.
document::Expression normalize_text(std::string_view text, const std::string& name = "in.txt");

// First "lang", "title" and, for every property and quality note, "= NAME VALUE" and "! CODE"; then
// a line a block:
//   INDEX TYPE LEVEL [^PARENT] [sSECTION] [LANG] [tTABLE.ROW.COLUMN[h]] ["LABEL"] [!FLAG]… | TEXT
// PARENT only when there is one, SECTION only when not 0, LANG only when not the document's. Note
// marks stand in the text as {MARK:INDEX} with the index of the note's block.
std::string dump(const document::Expression& expression);

// "T LABEL|TEXT" a block: T title, H heading, P paragraph, I list item, C cell, N note, L
// letterhead line, M masthead line; marks of notes as {MARK}.
std::vector<std::string> shown(const document::Expression& expression);

}  // namespace hexapla::normalize
