// Labels of paragraphs and list items: "3.", "(a)", "a)", "（一）", "一、", "II.", "A.", "1 -",
// "أولاً -". Internal to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/text/span.h"

namespace hexapla::normalize {

enum class LabelKind : std::uint8_t {
  decimal,
  multi_decimal,
  lower_letter,
  upper_letter,
  lower_roman,
  upper_roman,
  han,
  word
};

struct Label {
  Span span;             // of the label in the text, brackets and full stop included
  std::size_t text = 0;  // where the text behind it begins
  LabelKind kind = LabelKind::decimal;
  int ordinal = 0;    // from 1
  int roman = 0;      // value as a Roman numeral when it can be one too ("i", "v", "C"), else 0
  std::string style;  // the same for the labels of one list: kind, brackets, script
  // A letter that looks the same in Latin and Cyrillic ("а)" above "b)"): its place in the other
  // alphabet, else 0, and the style it has there.
  int twin = 0;
  std::string twin_style;
};

// The label at the start of `text`, if there is one. Letters and words are those of all six tables
// (sections [label-letters] and [label-words]). No label: years, "15.Feedback", "2.5 million".
std::optional<Label> parse_label(std::string_view text);

// The same label read as a Roman numeral, for a list that counts so.
Label as_roman(const Label& label);

// The same label read as the letter of the other alphabet that looks the same.
Label as_twin(const Label& label);

// A bullet at the start of the text ("- ", "· ", "• "): bytes of the bullet with the space behind
// it, or 0.
std::size_t bullet_size(std::string_view text);

// The text is nothing but a bullet, of those that are no dash and no asterisk.
bool is_bullet(std::string_view text);

}  // namespace hexapla::normalize
