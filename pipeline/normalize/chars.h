// Small questions about characters and words that layout repair asks. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyzers/text/utf8.h"

namespace hexapla::normalize {

char32_t first_char(std::string_view text);  // 0 when empty
char32_t last_char(std::string_view text);   // 0 when empty

bool is_cjk(char32_t c);  // Han, CJK punctuation, full-width forms

// Ends of sentences and of list items; quotation marks and brackets after them are looked through.
bool ends_sentence(std::string_view text);  // . ! ? 。 ！ ？ ؟ …
bool ends_item(std::string_view text);      // the above and ; : , ； ： ، ؛ ，

// The same of the character that they look at: the last one but closing marks, the first one but
// opening marks; 0 when there is none.
char32_t last_significant(std::string_view text);
char32_t first_significant(std::string_view text);
bool is_stop(char32_t c);
bool is_item_stop(char32_t c);

// White space at which a line may be broken: not the no-break spaces.
bool is_break(char32_t c);

std::string_view first_word(std::string_view text);
std::string_view last_word(std::string_view text);

// No word goes on over the offset: an end of the text, or no letter on one side of it, or Chinese.
bool is_word_boundary(std::string_view text, std::size_t at);

// The word from its first letter or digit to its last.
std::string_view bare_word(std::string_view word);

// Starts with a lower-case letter (after an opening bracket or quote).
bool starts_lower(std::string_view text);
bool starts_upper(std::string_view text);

// True when no letter of it is lower case and at least two are upper case.
bool is_all_caps(std::string_view text);

// Columns that the text takes: CJK characters count two, marks none.
std::size_t columns(std::string_view text);

// The text takes more columns than that.
bool is_wider(std::string_view text, std::size_t than);

// False when no digit of any script is in the text, nor what compatibility folding makes one of.
bool may_hold_digit(std::string_view text);

// The value of a superscript digit (⁰¹²³⁴-⁹), or -1.
int superscript_digit(char32_t c);

// Leading superscript digits: their number of bytes and their ASCII form.
std::size_t leading_superscript(std::string_view text, std::string& digits);

// The letter in lower case when folding does no more to it, unless a mark that combines with it
// follows: ASCII, Cyrillic but ё, Arabic. 0 for all else.
inline char32_t plain_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? c | 0x20 : 0;
  if (c >= 0x410 && c <= 0x44F) return c < 0x430 ? c + 0x20 : c;
  return (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A) ? c : 0;
}

// Folding changes none of them.
inline bool is_common_ideograph(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FA5;
}

// The text in lower case, dashes and spaces folded, digits ASCII: for comparing with cues.
std::string folded_key(std::string_view text);

}  // namespace hexapla::normalize
