// Headings of HTML pages that only their type tells. Internal to this room.
#pragma once

#include <vector>

#include "pipeline/document/mapped_text.h"
#include "pipeline/ingest/html_tokens.h"
#include "pipeline/ingest/raw_document.h"

namespace hexapla::ingest::html {

// Office programs write headings that are no h1 to h6 as paragraphs in larger type. Makes
// paragraphs outside of tables and lists headings which are set, all of them, in type larger than
// what most of the text is set in and than what the page leaves to the browser; the larger, the
// higher. Labels of forms stay paragraphs (form_labels.h). Sizes are those that elements say with
// `style` or <font>, and rules of the page's style sheet for an element, a class or both.
void find_large_type(const document::MappedText& page, const std::vector<Token>& tokens,
                     std::vector<RawBlock>& blocks);

}  // namespace hexapla::ingest::html
