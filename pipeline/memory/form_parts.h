// Internal: what the forms of values are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/span.h"
#include "pipeline/memory/value_form.h"

namespace hexapla::memory {

bool all_digits(std::string_view s);
std::string without_zeros(std::string_view digits);

// A run of decimal digits of any script in a text.
struct Run {
  Span span;
  std::string digits;   // in ASCII
  char32_t zero = '0';  // of the script
};
std::vector<Run> digit_runs(std::string_view text);
std::string in_digits(std::string_view ascii, char32_t zero);
// `digits` as long as the pattern where the pattern begins with a nought ("05").
std::string padded(std::string_view digits, std::string_view pattern);

struct Replacement {
  Span span;
  std::string text;
};
std::string apply(std::string_view surface, std::vector<Replacement> replacements);

// The row of a table that begins with `number`, or null.
const language::Row* row_of(const language::Profile& profile, std::string_view section,
                            std::string_view number);

// A number in words for another in the same grammatical form. Rows of a table hold the forms of a
// number; the form wanted is the one that ends like the old one, or, where that does not decide,
// stands at the same place of a row of the same length.
std::optional<std::string> other_word(const language::Profile& profile, std::string_view section,
                                      std::string_view surface, std::string_view from,
                                      std::string_view to);

// Code points that two forms have in common at their ends.
std::size_t common_end(const std::string& a, const std::string& b);

// Nothing but Chinese characters?
bool is_han(std::string_view surface);

// An identifier (a reference, a symbol) for another that differs in numbers, letters or a prefix.
std::optional<std::string> identifier_form(const FormRequest& request,
                                           const language::Profile& profile, std::string& why);

}  // namespace hexapla::memory
