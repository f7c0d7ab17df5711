// Notes of formats that have notes of their own, but whose author typed them: a raised number in
// the text, and a list of numbered texts at the end. Internal to this room.
#pragma once

#include "pipeline/normalize/draft.h"

namespace hexapla::normalize {

// Takes typed notes out of the paragraphs and anchors them, where nothing else can be meant:
// - paragraphs that begin with a raised number or with asterisks, when a word before them has the
//   same mark;
// - asterisks that are a paragraph of their own, and the paragraph below them, likewise;
// - paragraphs "[1]", "[2]" …, in Arabic "(1)", "(2)" …, at the end of the document or of a part of it, when words before them
//   carry these marks, in this order;
// - paragraphs numbered 1, 2, 3 … ("1.", "1", "[1]") at the end of the document or of a part of it,
//   when the raised marks before them are exactly these, in this order, and there are two at least.
// A line of underscores above them goes with them. All else stays text.
void link_typed_notes(Draft& draft);

}  // namespace hexapla::normalize
