// Values of XLIFF's attributes. Internal to the room.
#pragma once

#include <string>
#include <string_view>

namespace hexapla::exchange {

bool is_nmtoken(std::string_view text);
bool is_well_formed_language(std::string_view tag);

// What is wrong with `value` as one of `type`, a type of ElementRule::attributes: "is not yes or
// no". "" when nothing is.
std::string value_problem(std::string_view type, std::string_view value);

// The HTML elements that fs:fs may name (XLIFF 2.1, 5.3.5.1).
bool is_format_style(std::string_view value);

// A size as the standard profiles write it: "*", "90", "25,100", "35,*".
bool is_size_restriction(std::string_view value);

}  // namespace hexapla::exchange
