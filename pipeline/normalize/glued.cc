#include "pipeline/normalize/glued.h"

#include <algorithm>

#include "analyzers/text/byte_set.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::size_t kOpening = 8;  // bytes of figures and signs that Arabic text may begin with

// The letters right before `at`, right behind it: how many, two at most, and whether all are lower
// case (or of a script without case) or the first is a capital and the second is not.
struct Letters {
  int count = 0;
  bool lower = true;
  bool capital = false;  // the first
};

bool is_low(char32_t c) {
  return text::is_lower(c) || text::script_of(c) == text::Script::arabic;
}

Letters letters_before(std::string_view word, std::size_t at) {
  Letters out;
  while (at > 0 && out.count < 2) {
    at = text::code_point_start(word, at - 1);
    const char32_t c = text::decode(word, at).value;
    if (!text::is_letter(c) || text::script_of(c) == text::Script::han) break;
    ++out.count;
    out.lower = out.lower && is_low(c);
  }
  return out;
}

Letters letters_behind(std::string_view word, std::size_t at) {
  Letters out;
  while (at < word.size() && out.count < 3) {
    const text::CodePoint c = text::decode(word, at);
    at += c.size;
    if (!text::is_letter(c.value) || text::script_of(c.value) == text::Script::han) break;
    if (++out.count == 1 && text::is_upper(c.value)) {
      out.capital = true;
    } else {
      out.lower = out.lower && is_low(c.value);
    }
  }
  return out;
}

// A figure or a closing bracket stands right before `at`.
bool closes(std::string_view word, std::size_t at) {
  if (at == 0) return false;
  const char32_t c = text::decode(word, text::code_point_start(word, at - 1)).value;
  return (c >= '0' && c <= '9') || c == ')' || c == ']' || c == 0xBB || c == 0x201D;
}

// Nothing but letters, three at least in Arabic, where "و" and "ب" stand before numbers.
bool is_plain_word(std::string_view word) {
  std::size_t count = 0;
  bool arabic = false;
  for (std::size_t at = 0; at < word.size(); ++count) {
    const text::CodePoint c = text::decode(word, at);
    at += c.size;
    if (!text::is_letter(c.value) || !is_low(c.value)) return false;
    arabic = arabic || text::script_of(c.value) == text::Script::arabic;
  }
  return count >= (arabic ? 3U : 2U);
}

// One word without spaces.
bool is_glued_word(std::string_view word, std::string_view rest) {
  if (word.find("://") != std::string_view::npos || word.find('@') != std::string_view::npos ||
      word.find('/') != std::string_view::npos || word.starts_with("www.")) {
    return false;
  }
  std::size_t number = 0;  // where the first figure begins
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (digit(word[i])) {
      if (number == 0) number = i;
      continue;
    }
    if (i + 1 == word.size() || (word[i] != ',' && word[i] != ';' && word[i] != '.')) continue;
    const Letters before = letters_before(word, i);
    const Letters behind = letters_behind(word, i + 1);
    const bool joined = before.count == 2 && before.lower && behind.lower && behind.count >= 2;
    // "naphthalenes,tetrachlorinated"; "o,p'-DDT" is one word.
    if (word[i] != '.' && joined && !behind.capital) return true;
    // "(b),and", "Article 5,which".
    if (word[i] != '.' && closes(word, i) && behind.lower && !behind.capital && behind.count == 3)
      return true;
    // "sentence.The", "15.Feedback"; Arabic has no capitals.
    const bool arabic = text::script_of(text::decode(word, i + 1).value) == text::Script::arabic;
    const bool sentence = behind.capital ? behind.count == 3 && behind.lower : arabic;
    if (word[i] == '.' && sentence &&
        (joined || (behind.capital && (digit(word[i - 1]) || (before.count > 0 && before.lower)))))
      return true;
  }
  // "to19" before a month
  return number > 0 && is_plain_word(word.substr(0, number)) &&
         date_at(rest.substr(number)).has_value();
}

// A comma, semicolon or full stop right before a letter, or a figure right behind one: what every
// word has that is glued. Han, whose first bytes are E3 to E9, glues nothing.
unsigned char is_seam(unsigned char a, unsigned char b) {
  const auto letter = [](unsigned char c) {
    const auto low = static_cast<unsigned char>(c | 0x20);
    const bool beyond = (c >= 0x80) & ((c < 0xE3) | (c > 0xE9));
    return static_cast<unsigned char>(((low >= 'a') & (low <= 'z')) | beyond);
  };
  // "," and "." differ in one bit; three comparisons would become a table, which takes one byte.
  static_assert((',' | 2) == '.' && ('.' | 2) == '.');
  const auto mark = static_cast<unsigned char>(((a | 2) == '.') | (a == ';'));
  const auto figure = static_cast<unsigned char>((b >= '0') & (b <= '9'));
  return static_cast<unsigned char>((mark & letter(b)) | (letter(a) & figure));
}

// The last byte of an ideograph, which begins two bytes before.
unsigned char ends_han(unsigned char first, unsigned char last) {
  return static_cast<unsigned char>((last >= 0x80) & (first >= 0xE3) & (first <= 0xE9));
}

constexpr std::size_t kBlock = 16;
constexpr std::size_t kBefore = 3;  // bytes before a block that are looked at

// A byte of the block is the second one of a seam. Without branches, so that the compiler compares
// many bytes at a time.
bool has_seam(const char* block) {
  const auto byte = [](const char* at) { return static_cast<unsigned char>(*at); };
  unsigned char any = 0;
  for (const char* at = block; at < block + kBlock; ++at) {
    any |= static_cast<unsigned char>(is_seam(byte(at - 1), byte(at)) &
                                      ~ends_han(byte(at - 3), byte(at - 1)));
  }
  return any != 0;
}

// The second byte of the first seam at or behind `from`, which is not 0; text.size() when there is
// none. Blocks without one are passed over.
std::size_t find_seam(std::string_view text, std::size_t from) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t size = text.size();
  while (from < size) {
    if (from >= kBefore && size >= kBefore + kBlock) {
      // Of the last bytes those before them make a block.
      const std::size_t block = std::min(from, size - kBlock);
      if (!has_seam(text.data() + block)) {
        from = block + kBlock;
        continue;
      }
    }
    const std::size_t end = std::min(size, from < kBefore ? kBefore : from + kBlock);
    for (; from < end; ++from) {
      const unsigned char han = from >= kBefore ? ends_han(byte(from - 3), byte(from - 1)) : 0;
      if ((is_seam(byte(from - 1), byte(from)) & ~han) != 0) return from;
    }
  }
  return size;
}

// The same for the commas of Arabic, its semicolon and question mark.
bool may_be_glued_arabic(std::string_view text) {
  unsigned char any = 0;
  for (std::size_t i = 2; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i - 2]);
    const auto mark = static_cast<unsigned char>(text[i - 1]);
    const auto behind = static_cast<unsigned char>(text[i]);
    any |= static_cast<unsigned char>(
        (lead == 0xD8) & ((mark == 0x8C) | (mark == 0x9B) | (mark == 0x9F)) & (behind > ' '));
  }
  return any != 0;
}

// "الأطراف،وقررت": the commas of Arabic.
bool has_glued_arabic(std::string_view text) {
  if (!may_be_glued_arabic(text)) return false;
  // By their second bytes, which are rarer than the first one.
  static constexpr text::ByteSet kSecond("\x8C\x9B\x9F");
  for (std::size_t at = kSecond.find(text, 1); at < text.size(); at = kSecond.find(text, at + 1)) {
    if (static_cast<unsigned char>(text[at - 1]) == 0xD8 &&
        letters_before(text, at - 1).count == 2 && letters_behind(text, at + 1).count >= 2)
      return true;
  }
  return false;
}

bool has_glued_word(std::string_view text) {
  for (std::size_t at = find_seam(text, 1); at < text.size();) {
    const std::size_t begin = text.rfind(' ', at) + 1;
    const std::size_t end = std::min(text.find(' ', at), text.size());
    // A mark with which the word begins glues nothing.
    const std::size_t seam = digit(text[at]) ? at : at - 1;
    if (seam <= begin) {
      at = find_seam(text, at + 1);
      continue;
    }
    if (end - begin > 3 && is_glued_word(text.substr(begin, end - begin), text.substr(begin)))
      return true;
    at = find_seam(text, end + 1);
  }
  return false;
}

}  // namespace

bool is_glued(std::string_view text) {
  if (has_glued_word(text)) return true;
  // Only Arabic letters begin with these bytes; a bracket or quotation mark may stand before the
  // first one.
  std::size_t at = 0;
  while (at < text.size() && at < kOpening && static_cast<unsigned char>(text[at]) < 0x80 &&
         !text::is_letter(static_cast<unsigned char>(text[at])))
    ++at;
  for (const std::string_view quote : {"\xC2\xAB", "\xE2\x80\x9C"}) {
    if (text.substr(at).starts_with(quote)) at += quote.size();
  }
  const auto lead = static_cast<unsigned char>(at < text.size() ? text[at] : 0);
  return lead >= 0xD8 && lead <= 0xDB && has_glued_arabic(text);
}

std::optional<std::size_t> glued_title(std::string_view text) {
  if (!text::is_upper(first_char(text))) return std::nullopt;
  const std::string_view word = first_word(text);
  std::size_t at = 0;     // where the capitals begin
  std::size_t lower = 0;  // letters between the first capital and these
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < word.size();) {
    const text::CodePoint c = text::decode(word, i);
    const bool upper = text::is_upper(c.value);
    if (!upper && (!text::is_lower(c.value) || i == 0 || capitals > 0)) return std::nullopt;
    if (upper && i > 0 && capitals++ == 0) at = i;
    if (!upper) ++lower;
    i += c.size;
  }
  if (lower < 3 || capitals < 3) return std::nullopt;
  const std::string_view rest = text.substr(at);
  return is_all_caps(rest) && rest.find(' ') != std::string_view::npos ? std::optional(at)
                                                                       : std::nullopt;
}

}  // namespace hexapla::normalize
