#include "pipeline/normalize/labels.h"

#include <unicode/uchar.h>

#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/dates.h"

namespace hexapla::normalize {
namespace {

struct Letter {
  int ordinal;
  std::string alphabet;
};

struct Tables {
  std::unordered_map<char32_t, Letter> letters;  // lower case
  // By their first letters, in the order of the tables.
  std::unordered_map<char32_t, std::vector<std::pair<std::string, int>>> words;
};

const Tables& tables() {
  static const Tables instance = [] {
    Tables t;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("label-letters")) {
        for (std::size_t i = 1; i < row.size(); ++i) {
          t.letters.try_emplace(text::decode(row[i], 0).value, Letter{static_cast<int>(i), row[0]});
        }
      }
      for (const language::Row& row : p.rows("label-words")) {
        for (std::size_t i = 1; i < row.size(); ++i)
          t.words[first_char(row[i])].emplace_back(row[i], std::atoi(row[0].c_str()));
      }
    }
    return t;
  }();
  return instance;
}

bool is_roman_digit(char c) {
  return std::string_view("ivxlcIVXLC").find(c) != std::string_view::npos;
}

bool is_common_ideograph(char32_t c) {
  return c >= 0x4E00 && c <= 0x9FA5;
}

int han_digit(char32_t c) {
  static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  const std::size_t at = digits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// Chinese numeral up to 99 at `at`; moves `at` behind it.
int han_number(std::string_view text, std::size_t& at) {
  int value = 0;
  int units = 0;
  bool any = false;
  for (int n = 0; n < 3 && at < text.size(); ++n) {
    const text::CodePoint c = text::decode(text, at);
    if (c.value == U'十') {
      value += (units == 0 ? 1 : units) * 10;
      units = 0;
    } else if (const int d = han_digit(c.value); d > 0) {
      units = d;
    } else {
      break;
    }
    any = true;
    at += c.size;
  }
  return any ? value + units : 0;
}

// Behind the tatweels at `at`, which stretch an Arabic word and are no letters.
std::size_t skip_tatweels(std::string_view text, std::size_t at) {
  while (text.substr(at).starts_with("\u0640")) at += 2;
  return at;
}

bool is_vowel_sign(char32_t c) {
  return c >= 0x64B && c <= 0x652;
}

// The end of `word` at the beginning of the text, however far it is stretched and wherever its
// vowel signs stand ("أولًا", "أولاً"), or 0.
std::size_t stretched_word(std::string_view text, std::string_view word) {
  const auto skip = [&](std::size_t at) {
    for (at = skip_tatweels(text, at); at < text.size(); at = skip_tatweels(text, at)) {
      const text::CodePoint c = text::decode(text, at);
      if (!is_vowel_sign(c.value)) break;
      at += c.size;
    }
    return at;
  };
  std::size_t at = 0;
  for (std::size_t w = 0; w < word.size();) {
    const text::CodePoint c = text::decode(word, w);
    w += c.size;
    if (is_vowel_sign(c.value)) continue;
    if (text.substr(at, c.size) != word.substr(w - c.size, c.size)) return 0;
    at = skip(at + c.size);
  }
  return at;
}

bool is_single_quote(char32_t c) {
  return c == '\'' || c == 0x2018 || c == 0x2019;
}
bool opens(char32_t c) {
  return c == '(' || c == 0xFF08;
}
bool closes(char32_t c) {
  return c == ')' || c == 0xFF09;
}

// The letter of the other script, Latin or Cyrillic, that looks the same, or 0. Lower case.
char32_t twin_of(char32_t letter) {
  static constexpr std::u32string_view kLatin = U"aceopxy";
  static constexpr std::u32string_view kCyrillic = U"асеорху";
  if (const std::size_t at = kLatin.find(letter); at != std::u32string_view::npos)
    return kCyrillic[at];
  const std::size_t at = kCyrillic.find(letter);
  return at != std::u32string_view::npos ? kLatin[at] : 0;
}

void set_twin(Label& label, char32_t low) {
  const char32_t twin = twin_of(low);
  if (twin == 0) return;
  const bool upper = label.kind == LabelKind::upper_letter;
  if (twin < 0x80) {
    label.twin = static_cast<int>(twin - 'a') + 1;
    label.twin_style = upper ? "A" : "a";
    return;
  }
  const auto found = tables().letters.find(twin);
  if (found == tables().letters.end()) return;
  label.twin = found->second.ordinal;
  label.twin_style = found->second.alphabet + (upper ? "+" : "");
}

// The number, letter or numeral at `at`; moves `at` behind it.
bool read_core(std::string_view text, std::size_t& at, Label& label) {
  const std::size_t begin = at;
  const text::CodePoint c = text::decode(text, at);
  if (text::is_digit(c.value)) {
    int value = 0;
    int digits = 0;
    bool multi = false;
    while (at < text.size()) {
      const text::CodePoint d = text::decode(text, at);
      if (text::is_digit(d.value)) {
        if (++digits > 3) return false;
        value = value * 10 + text::digit_value(d.value);
        at += d.size;
      } else if (d.value == '.' && at + 1 < text.size() &&
                 text::is_digit(text::decode(text, at + 1).value)) {
        multi = true;
        value = 0;
        digits = 0;
        ++at;
      } else {
        break;
      }
    }
    label.kind = multi ? LabelKind::multi_decimal : LabelKind::decimal;
    label.ordinal = value;
    label.style = multi ? "1.1" : "1";
    return value > 0;
  }
  if (const int value = han_number(text, at); value > 0) {
    label.kind = LabelKind::han;
    label.ordinal = value;
    label.style = "han";
    return true;
  }
  at = begin;
  // Latin letters: a Roman numeral or one letter (also doubled, "aa").
  std::size_t end = at;
  while (end < text.size() && end - at < 7 &&
         text::script_of(text::decode(text, end).value) == text::Script::latin &&
         static_cast<unsigned char>(text[end]) < 0x80) {
    ++end;
  }
  if (end > at) {
    const std::string_view letters = text.substr(at, end - at);
    const bool upper = text::is_upper(static_cast<unsigned char>(letters[0]));
    label.roman = text::roman_value(letters, 399);
    at = end;
    if (letters.size() == 1 ||
        (letters.size() == 2 && letters[0] == letters[1] && label.roman == 0)) {
      label.kind = upper ? LabelKind::upper_letter : LabelKind::lower_letter;
      label.ordinal = (letters[0] | 0x20) - 'a' + 1 + (letters.size() == 2 ? 26 : 0);
      label.style = upper ? "A" : "a";
      if (letters.size() == 1) set_twin(label, static_cast<unsigned char>(letters[0]) | 0x20U);
      return true;
    }
    if (label.roman == 0) return false;
    label.kind = upper ? LabelKind::upper_roman : LabelKind::lower_roman;
    label.ordinal = label.roman;
    label.style = upper ? "I" : "i";
    return true;
  }
  const char32_t low = text::is_upper(c.value)
                           ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value)))
                           : c.value;
  const auto found = tables().letters.find(low);
  if (found == tables().letters.end()) return false;
  at += c.size;
  // The Arabic letter heh is written with a tatweel when it stands alone, others are stretched.
  at = skip_tatweels(text, at);
  label.kind = low == c.value ? LabelKind::lower_letter : LabelKind::upper_letter;
  label.ordinal = found->second.ordinal;
  label.style = found->second.alphabet + (low == c.value ? "" : "+");
  set_twin(label, low);
  return true;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte > ' ' && byte < 0x80) break;
    const text::CodePoint c = text::decode(text, at);
    if (!text::is_space(c.value)) break;
    at += c.size;
  }
  return at;
}

// " - " or " – " behind the number, as in Arabic papers: end of the dash, or 0.
std::size_t dash_after(std::string_view text, std::size_t at) {
  const std::size_t dash = skip_spaces(text, at);
  if (dash >= text.size()) return 0;
  const text::CodePoint c = text::decode(text, dash);
  if (c.value != '-' && c.value != 0x2013 && c.value != 0x2014 && c.value != 0x2212) return 0;
  const std::size_t end = dash + c.size;
  if (end < text.size() && !text::is_space(text::decode(text, end).value)) return 0;
  return end;
}

std::optional<Label> word_label(std::string_view text) {
  // No word of the tables is ASCII, and most paragraphs begin with a letter that is.
  if (static_cast<unsigned char>(text[0]) < 0x80) return std::nullopt;
  const auto words = tables().words.find(first_char(text));
  if (words == tables().words.end()) return std::nullopt;
  for (const auto& [word, ordinal] : words->second) {
    const std::size_t word_end = stretched_word(text, word);
    if (word_end == 0) continue;
    if (const std::size_t end = dash_after(text, word_end); end != 0) {
      Label label;
      label.kind = LabelKind::word;
      label.ordinal = ordinal;
      // Ordinals ("first") and names of letters count different lists; adverbs end in the same
      // letter.
      label.style =
          "word:" + std::string(word.ends_with("اً") || word.ends_with("ا") ? "ordinal" : "letter");
      label.span = {0, end};
      label.text = skip_spaces(text, end);
      return label;
    }
  }
  return std::nullopt;
}

}  // namespace

namespace {

// "'1' text", "’١‘ text": what Arabic papers have for (i).
std::optional<Label> quoted_label(std::string_view text) {
  const text::CodePoint open = text::decode(text, 0);
  if (!is_single_quote(open.value) || open.size >= text.size()) return std::nullopt;
  std::size_t at = open.size;
  if (!text::is_digit(text::decode(text, at).value)) return std::nullopt;
  Label label;
  if (!read_core(text, at, label) || label.kind != LabelKind::decimal || at >= text.size())
    return std::nullopt;
  const text::CodePoint close = text::decode(text, at);
  if (!is_single_quote(close.value)) return std::nullopt;
  at += close.size;
  if (at < text.size() && !text::is_space(text::decode(text, at).value)) return std::nullopt;
  label.style += "'')";
  label.span = {0, at};
  label.text = skip_spaces(text, at);
  return label;
}

bool is_ascii_letter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

// Letters of scripts of which one alone may be a label, but no two.
bool is_single(char32_t c) {
  return (c >= 0x410 && c <= 0x44F) || (c >= 0x621 && c <= 0x63A) || (c >= 0x641 && c <= 0x64A);
}

// Quick refusal: most paragraphs begin with a word.
bool begins_with_word(std::string_view text) {
  if (is_ascii_letter(text[0])) {
    // Two different letters are a Roman numeral or a word.
    if (text.size() > 1 && is_ascii_letter(text[1]) && text[0] != text[1] &&
        (!is_roman_digit(text[0]) || !is_roman_digit(text[1])))
      return true;
    constexpr text::ByteSet kClosing(".)-");
    return text.size() > 8 && kClosing.find(text.substr(0, 8)) == 8;
  }
  if (static_cast<unsigned char>(text[0]) < 0x80) return false;
  const text::CodePoint first = text::decode(text, 0);
  if (first.size == text.size()) return false;
  const char32_t second = text::decode(text, first.size).value;
  if (is_single(first.value)) return is_single(second);
  return is_common_ideograph(first.value) && first.value != U'十' && han_digit(first.value) < 0 &&
         is_common_ideograph(second);
}

std::optional<Label> numbered_label(std::string_view text) {
  std::size_t at = 0;
  // A whole paragraph in square brackets keeps its label: "[9. Requests …]".
  if (text[0] == '[') at = 1;
  if (at >= text.size()) return std::nullopt;
  Label label;
  const text::CodePoint open = text::decode(text, at);
  const bool bracket = opens(open.value);
  if (bracket) at = skip_spaces(text, at + open.size);
  if (at >= text.size()) return std::nullopt;
  if (!read_core(text, at, label)) return std::nullopt;
  // "1 bis.", "(a bis)"
  if (const std::size_t after = skip_spaces(text, at);
      after < text.size() && (text[after] == 'b' || text[after] == 't' || text[after] == 'q')) {
    for (const std::string_view suffix : {"bis", "ter", "quater"}) {
      if (!text.substr(after).starts_with(suffix)) continue;
      const std::size_t end = after + suffix.size();
      if (end < text.size() && (text[end] == '.' || text[end] == ')')) at = end;
    }
  }
  if (at >= text.size()) return std::nullopt;
  const text::CodePoint close = text::decode(text, at);
  const bool letter =
      label.kind == LabelKind::lower_letter || label.kind == LabelKind::upper_letter;
  std::string_view shape;
  bool tight = false;  // no space is needed behind it
  if (closes(close.value)) {
    shape = bracket ? "()" : ")";
    at += close.size;
    tight = bracket || close.value == 0xFF09;
  } else if (bracket) {
    return std::nullopt;
  } else if (close.value == '.' || close.value == 0xFF0E) {
    shape = ".";
    at += close.size;
    tight = close.value == 0xFF0E;
    if (at < text.size() && text[at] == '-') ++at;
  } else if (close.value == 0x3001) {
    if (label.kind != LabelKind::han && label.kind != LabelKind::decimal) return std::nullopt;
    shape = "、";
    at += close.size;
    tight = true;
  } else if (label.kind == LabelKind::multi_decimal && text::is_space(close.value)) {
    if (!starts_upper(text.substr(at)) && !is_cjk(first_char(text.substr(skip_spaces(text, at)))))
      return std::nullopt;
    shape = " ";
  } else if (label.kind == LabelKind::decimal || label.kind == LabelKind::upper_roman ||
             (letter && label.style != "a" && label.style != "A")) {
    const std::size_t end = dash_after(text, at);
    // "13 - 15 de julio de 2013" is a date.
    if (end == 0 || (label.kind == LabelKind::decimal && date_at(text, 0))) return std::nullopt;
    shape = "-";
    at = end;
  } else {
    return std::nullopt;
  }
  if (label.kind == LabelKind::han && shape == ")") return std::nullopt;
  if (label.kind == LabelKind::han && shape == ".") shape = "、";
  // What follows must be apart: a space, the end, or a script that writes without spaces.
  if (at < text.size()) {
    const text::CodePoint next = text::decode(text, at);
    if (!text::is_space(next.value) && !is_cjk(next.value) && !tight) return std::nullopt;
    if (tight && shape == "()" && close.value == ')' && !text::is_space(next.value) &&
        !is_cjk(next.value) && text::is_lower(next.value)) {
      return std::nullopt;
    }
  }
  label.style += shape;
  if (label.twin > 0) label.twin_style += shape;
  label.span = {0, at};
  label.text = skip_spaces(text, at);
  return label;
}

}  // namespace

std::optional<Label> parse_label(std::string_view text) {
  if (text.empty()) return std::nullopt;
  // No label of another kind begins with an ASCII letter.
  const bool letter = is_ascii_letter(text[0]);
  if (!begins_with_word(text)) {
    std::optional<Label> label = numbered_label(text);
    if (label || letter) return label;
    if ((label = quoted_label(text))) return label;
  } else if (letter) {
    return std::nullopt;
  }
  return word_label(text);
}

Label as_roman(const Label& label) {
  Label out = label;
  const bool upper = label.kind == LabelKind::upper_letter || label.kind == LabelKind::upper_roman;
  out.kind = upper ? LabelKind::upper_roman : LabelKind::lower_roman;
  out.ordinal = label.roman;
  out.style = (upper ? "I" : "i") + label.style.substr(1);
  return out;
}

Label as_twin(const Label& label) {
  Label out = label;
  std::swap(out.ordinal, out.twin);
  std::swap(out.style, out.twin_style);
  return out;
}

bool is_bullet(std::string_view text) {
  if (text.empty() || text.size() > 3) return false;
  for (const std::string_view bullet :
       {"\u2022", "\u00B7", "\u2023", "\u25AA", "\u25CF", "\u25CB", "\u25E6", "\u2043", "\u2219",
        "\uF0B7", "\uF0A7", "\u25A0", "\u27A2"}) {
    if (text == bullet) return true;
  }
  return false;
}

std::size_t bullet_size(std::string_view text) {
  if (text.empty()) return 0;
  const text::CodePoint c = text::decode(text, 0);
  if (c.value < 0x80 && text::is_letter(c.value)) return 0;
  switch (c.value) {
    case '-':
    case '*':
    case '+':
    case 0xB7:
    case 0x2022:
    case 0x2023:
    case 0x25AA:
    case 0x25CF:
    case 0x25CB:
    case 0x25E6:
    case 0x2043:
    case 0x2219:
    case 0xF0B7:
    case 0xF0A7:
    case 0x2013:
    case 0x2014:
    case 0x25A0:
    case 0x27A2:
    case 0x2027:
    case 0x30FB:
      break;
    default:
      return 0;
  }
  if (c.size >= text.size()) return 0;
  const std::size_t end = skip_spaces(text, c.size);
  // Private-use bullets of symbol fonts may touch the text.
  if (end == c.size && c.value != 0xF0B7 && c.value != 0xF0A7) return 0;
  return end < text.size() ? end : 0;
}

}  // namespace hexapla::normalize
