#include "analyzers/text/roman.h"

#include <array>
#include <utility>

namespace hexapla::text {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 13> kParts{{{1000, "M"},
                                                                   {900, "CM"},
                                                                   {500, "D"},
                                                                   {400, "CD"},
                                                                   {100, "C"},
                                                                   {90, "XC"},
                                                                   {50, "L"},
                                                                   {40, "XL"},
                                                                   {10, "X"},
                                                                   {9, "IX"},
                                                                   {5, "V"},
                                                                   {4, "IV"},
                                                                   {1, "I"}}};
constexpr std::size_t kLongest = 15;  // "MMMDCCCLXXXVIII"

}  // namespace

std::string roman_numeral(int value) {
  std::string out;
  for (const auto& [worth, letters] : kParts) {
    for (; value >= worth; value -= worth) out += letters;
  }
  return out;
}

int roman_value(std::string_view text, int most) {
  if (text.empty() || text.size() > kLongest) return 0;
  const bool small = text[0] >= 'a' && text[0] <= 'z';
  std::string capitals(text);
  if (small) {
    for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : ' ';
  }
  // Read greedily: what is not spelt right is told by writing it.
  int value = 0;
  std::string_view rest = capitals;
  for (const auto& [worth, letters] : kParts) {
    while (rest.starts_with(letters)) {
      value += worth;
      rest.remove_prefix(letters.size());
    }
  }
  return rest.empty() && value <= most && roman_numeral(value) == capitals ? value : 0;
}

}  // namespace hexapla::text
