// Formulas of web pages (MathML Core) as somebody would type them on one line, as those of DOCX are
// (docx_math.cc): fractions with a slash, roots and sums with their signs, brackets where the
// formula draws them. Internal to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/html_tokens.h"

namespace hexapla::ingest::html {

// A stretch of a formula: a sign that stands for a tag, or words of the page.
struct MathPiece {
  std::string sign;       // "": the words
  std::size_t begin = 0;  // bytes of the page
  std::size_t end = 0;
  bool raised = false;
};

// The formula of the element `math`, which has an end, in the order of reading. Elements that are
// nested too deep are read as their words. Linear.
std::vector<MathPiece> formula(std::string_view html, const std::vector<Token>& tokens,
                               std::uint32_t math);

}  // namespace hexapla::ingest::html
