// Internal: a value in the form that a language has for it, after the pattern of another value that
// stands in the target.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hexapla::memory {

struct FormRequest {
  std::string_view surface;  // as the old value stands in the target
  std::string_view behind;   // what follows it there
  std::string_view lang;     // of the target
  std::string_view type;     // Placeable::type
  std::string_view from;     // canonical values
  std::string_view to;
};

// The new surface; nothing, with `why`, when the form is not known for sure.
std::optional<std::string> form_of(const FormRequest& request, std::string& why);

// A number in Chinese numerals, 0 to 9999: 十二, 三百零五.
std::string han_numeral(int value);

}  // namespace hexapla::memory
