// From places in a page's text to places on the page, and back. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "pipeline/document/document.h"

namespace hexapla::document {

// The lines that the range has to do with, in order. None for formats without pages.
std::vector<PageLine> lines_of(const Manifestation& manifestation, const SourceRange& range);

// The same of all ranges that a stretch of text came from, each line once.
std::vector<PageLine> lines_of(const Manifestation& manifestation, const MappedText& text,
                               Span span);

// The text of the line that the point of a page lies in, or nothing. Points as in PageLine.
std::optional<SourceRange> text_at(const Manifestation& manifestation, std::uint32_t part, double x,
                                   double y);

}  // namespace hexapla::document
