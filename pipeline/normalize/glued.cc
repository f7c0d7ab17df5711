#include "pipeline/normalize/glued.h"

#include "analyzers/text/byte_set.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {
namespace {

bool lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

// What ends a word, and what may stand inside one that is glued.
constexpr text::ByteSet kWordMarks(" .,;0123456789");

// One word without spaces.
bool is_glued_word(std::string_view word, std::string_view rest) {
  if (word.find("://") != std::string_view::npos || word.find('@') != std::string_view::npos ||
      word.find('/') != std::string_view::npos || word.starts_with("www.")) {
    return false;
  }
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    // "naphthalenes,tetrachlorinated"
    if ((word[i] == ',' || word[i] == ';') && lower(word[i - 1]) && lower(word[i + 1])) return true;
    // "15.Feedback", "sentence.The"
    if (word[i] == '.' && (digit(word[i - 1]) || lower(word[i - 1])) && upper(word[i + 1]) &&
        i + 3 < word.size() && lower(word[i + 2]) && lower(word[i + 3])) {
      return true;
    }
    // "to19" before a month
    if (digit(word[i]) && lower(word[i - 1]) && i + 2 >= word.size() && i >= 2) {
      const bool letters = word.substr(0, i).find_first_not_of("abcdefghijklmnopqrstuvwxyz") ==
                           std::string_view::npos;
      if (letters && date_at(rest.substr(i))) return true;
    }
  }
  return word.size() > 3 && digit(word.back()) && lower(word[word.size() - 2]) &&
         lower(word[word.size() - 3]) &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string_view::npos &&
         date_at(rest.substr(word.size() - 1)).has_value();
}

}  // namespace

bool is_glued(std::string_view text) {
  std::size_t begin = 0;
  bool inside = false;  // a mark or a digit with something on both sides, or a digit at the end
  for (std::size_t at = kWordMarks.find(text); at <= text.size();
       at = at < text.size() ? kWordMarks.find(text, at + 1) : at + 1) {
    if (at < text.size() && text[at] != ' ') {
      if (at > begin) {
        const bool last = at + 1 == text.size() || text[at + 1] == ' ';
        inside = inside || !last || digit(text[at]);
      }
      continue;
    }
    // Only words with a mark or a digit inside can be glued.
    if (inside && at - begin > 3 &&
        is_glued_word(text.substr(begin, at - begin), text.substr(begin)))
      return true;
    begin = at + 1;
    inside = false;
  }
  return false;
}

std::optional<std::size_t> glued_title(std::string_view text) {
  const std::string_view word = first_word(text);
  if (word.empty() || !upper(word[0])) return std::nullopt;
  std::size_t i = 1;
  while (i < word.size() && lower(word[i])) ++i;
  if (i < 4) return std::nullopt;
  std::size_t j = i;
  while (j < word.size() && upper(word[j])) ++j;
  if (j - i < 3 || j != word.size()) return std::nullopt;
  const std::string_view rest = text.substr(i);
  return is_all_caps(rest) && rest.find(' ') != std::string_view::npos ? std::optional(i)
                                                                       : std::nullopt;
}

}  // namespace hexapla::normalize
