#include "pipeline/normalize/date_looks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/date_words.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {
namespace {

bool is_number(char32_t c) {
  return (c >= '0' && c <= '9') || c == U'十' || (c >= 0x4E00 && han_digit(c) >= 0);
}

// What may stand between the numbers and words of a date, or vanishes in folding.
bool is_sign(char32_t c) {
  return text::is_space(c) || c == '-' || c == ',' || c == '/' || (c >= 0x2010 && c <= 0x2015) ||
         text::is_bidi_control(c);
}

// Quotation marks, brackets and the stops of Chinese: no date has them, and they combine with
// nothing.
bool is_never_in_dates(char32_t c) {
  switch (c) {
    case 0xAB:
    case 0xBB:
    case 0xFF01:  // ！（）；？［］
    case 0xFF08:
    case 0xFF09:
    case 0xFF1B:
    case 0xFF1F:
    case 0xFF3B:
    case 0xFF3D:
      return true;
    default:
      return (c >= 0x2018 && c <= 0x201F) || (c >= 0x3001 && c <= 0x3003) ||
             (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301B);
  }
}

// The first letters of words, for a look before a text is folded: most words begin with none of
// them.
class Beginnings {
 public:
  void add(std::string_view folded) {
    std::uint32_t key = 0;
    std::size_t at = 0;
    for (std::size_t n = 0; n < kLetters && at < folded.size(); ++n) {
      const text::CodePoint c = text::decode(folded, at);
      if (n == 0 && is_common_ideograph(c.value)) ideographs_[slot(c.value)] = true;
      const char32_t letter = plain_letter(c.value);
      if (letter == 0) break;
      key = with(key, letter);
      at += c.size;
    }
    keys_[slot(key)] = true;
  }

  // False when no word that was added begins at `at`, which must be less than text.size(). True
  // wherever folding may change what it sees.
  bool may_begin(std::string_view text, std::size_t at) const {
    const char32_t first = text::decode(text, at).value;
    if (plain_letter(first) == 0)
      return is_common_ideograph(first) ? ideographs_[slot(first)]
                                        : first >= 0x80 && !is_never_in_dates(first);
    std::uint32_t key = 0;
    for (std::size_t n = 0; at < text.size(); ++n) {
      const text::CodePoint c = text::decode(text, at);
      const char32_t letter = plain_letter(c.value);
      // What is neither a plain letter nor ASCII may combine with the letter before it.
      if (letter == 0 && c.value >= 0x80 && !is_never_in_dates(c.value)) return true;
      if (letter == 0 || n == kLetters) break;
      key = with(key, letter);
      at += c.size;
    }
    return keys_[slot(key)];
  }

 private:
  static constexpr std::size_t kLetters = 3;
  static constexpr std::size_t kSlots = 8192;

  static std::uint32_t with(std::uint32_t key, char32_t letter) { return key * 1021 + letter; }
  static std::size_t slot(std::uint32_t key) { return key % kSlots; }

  std::array<bool, kSlots> ideographs_{};
  std::array<bool, kSlots> keys_{};
};

const Beginnings& beginnings_of_months() {
  static const Beginnings out = [] {
    Beginnings b;
    for (const MonthName& name : month_names()) b.add(name.folded);
    return b;
  }();
  return out;
}

// Of what stands behind a number in a date: the month, a word between, the "st" of "1st".
const Beginnings& beginnings_behind_numbers() {
  static const Beginnings out = [] {
    Beginnings b;
    for (const MonthName& name : month_names()) b.add(name.folded);
    for (const std::string& word : date_words().between) b.add(word);
    for (const std::string& suffix : date_words().suffixes) b.add(suffix);
    return b;
  }();
  return out;
}

const Beginnings& beginnings_in_dates() {
  static const Beginnings out = [] {
    Beginnings b;
    for (const std::string& word : words_of_dates()) b.add(word);
    for (const std::string& suffix : date_words().suffixes) b.add(suffix);
    return b;
  }();
  return out;
}

bool is_suffix(const std::string& word) {
  const std::vector<std::string>& all = date_words().suffixes;
  return std::find(all.begin(), all.end(), word) != all.end();
}

// What may stand behind the numbers and signs that a date begins with: not the full stop of "1.",
// not the words of "3 Parties" and of "三、". True wherever folding may change what it sees.
bool may_go_on(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const text::CodePoint c = text::decode(text, at);
    if (!is_number(c.value) && !is_sign(c.value)) {
      return c.value == U'年' || beginnings_behind_numbers().may_begin(text, at);
    }
    at += c.size;
  }
  return true;
}

}  // namespace

// Figures are in a row unless ASCII stands between them; what vanishes in folding does not part
// them.
bool may_hold_year(std::string_view text) {
  int run = 0;
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned lead = byte(at);
    const unsigned second = byte(at + 1);
    bool digit = false;
    if (lead < 0x80) {
      digit = lead >= '0' && lead <= '9';
      if (!digit) run = 0;
    } else if (lead < 0xE0) {
      // Arabic figures; "¼" and the like; scripts that have figures of their own.
      digit = (lead == 0xD9 && second >= 0xA0 && second <= 0xA9) ||
              (lead == 0xDB && second >= 0xB0 && second <= 0xB9);
      if ((lead == 0xC2 && second >= 0xBC && second <= 0xBE) || lead >= 0xDC) return true;
    } else {
      const bool han = lead >= 0xE4 && lead <= 0xE9;
      const bool punctuation = (lead == 0xE2 && second == 0x80) || (lead == 0xE3 && second == 0x80);
      const bool wide = lead == 0xEF && second == 0xBC;
      if (!han && !punctuation && !wide) return true;
      digit = wide && byte(at + 2) >= 0x90 && byte(at + 2) <= 0x99;
      if (text.substr(at).starts_with("年")) return true;
    }
    if (digit && ++run == 4) return true;
    for (++at; (byte(at) & 0xC0U) == 0x80U;) ++at;
  }
  return false;
}

bool may_begin_date(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text::is_space(static_cast<unsigned char>(text[at]))) ++at;
  if (at == text.size()) return false;
  const char32_t c = text::decode(text, at).value;
  const bool begins =
      is_number(c) || is_sign(c) ? may_go_on(text, at) : beginnings_of_months().may_begin(text, at);
  return begins && may_hold_year(head_of_line(text));
}

bool may_end_date(char32_t last) {
  if (last < 0x80) return (last >= '0' && last <= '9') || last == '.';
  if (last >= 0xC0 && last <= 0x17F) return false;
  if (last >= 0x4E00 && last <= 0x9FA5) return last == U'月' || last == U'日' || last == U'号';
  // Of the marks of Chinese and the full-width forms: the full stops, and figures.
  if (last >= 0x3001 && last < 0x302A) return last == 0x3002;
  if (last >= 0xFF01 && last <= 0xFF60) return last == 0xFF0E || (last >= 0xFF10 && last <= 0xFF19);
  // "года", "году", and what Arabic dates have behind the year.
  const char32_t letter = plain_letter(last);
  return letter == 0 || letter == U'а' || letter == U'у' || letter == U'م';
}

bool may_have_dated_head(std::string_view line) {
  line = head_of_line(line);
  const auto is_ascii = [&](std::size_t at) { return static_cast<unsigned char>(line[at]) < 0x80; };
  std::string word;
  bool told = false;  // there may be more than a number
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint c = text::decode(line, at);
    if (plain_letter(c.value) != 0) {
      // A word between ASCII characters: nothing combines with it.
      bool whole = at == 0 || is_ascii(at - 1);
      if (whole && !beginnings_in_dates().may_begin(line, at)) return false;
      word.clear();
      while (at < line.size()) {
        const text::CodePoint letter = text::decode(line, at);
        const char32_t low = plain_letter(letter.value);
        if (low == 0) break;
        text::append(word, low);
        at += letter.size;
      }
      whole = whole && (at == line.size() || is_ascii(at));
      if (whole && !words_of_dates().contains(word) && !is_suffix(word)) return false;
      told = true;
      continue;
    }
    at += c.size;
    told = told || c.value >= 0x80;
    if (c.value == ':' || c.value == '-' || c.value == '.' || c.value == '/') {
      // "10:00", "10.00", "2019-03-12"
      told = told || (at < line.size() &&
                      (!is_ascii(at) || is_number(static_cast<unsigned char>(line[at]))));
      if (told && (c.value == ':' || c.value == '-')) return true;
      continue;
    }
    if (c.value < 0x80) {
      if (c.value > ' ' && !text::is_digit(c.value) && c.value != ',') return false;
    } else if (c.value >= 0x4E00 && c.value <= 0x9FA5) {
      if (han_digit(c.value) < 0 && kHanOfDates.find(c.value) == std::u32string_view::npos)
        return false;
    } else if (is_never_in_dates(c.value)) {
      return false;
    } else if (c.value >= 0x2010 && c.value != 0xFF0C && !(c.value >= 0x2020 && c.value < 0x2030)) {
      return true;  // dashes and wide colons are among these
    }
  }
  return false;
}

bool may_be_month_and_year(const Traits& text) {
  if (!text.has(Traits::kAnyDigit | Traits::kHan) || !may_end_date(text.last())) return false;
  const char32_t first = text.first();
  // Figures before the month are a day; Chinese, where they are the year, is not ASCII and does not
  // end with a figure.
  if (first >= '0' && first <= '9')
    return text.has(Traits::kBeyondAscii) && !(text.last() >= '0' && text.last() <= '9');
  return first >= 0x80 || plain_letter(first) != 0 || first == '-' || first == ',' || first == '/';
}

}  // namespace hexapla::normalize
