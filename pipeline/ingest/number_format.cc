#include "pipeline/ingest/number_format.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>

#include "analyzers/text/roman.h"
#include "analyzers/text/utf8.h"

namespace hexapla::ingest {
namespace {

constexpr int kLargest = 32767;  // the largest number that a list of Word counts to

std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

// Letters count a, b, … z, aa, bb, … as Word does.
std::string repeated(int value, std::u32string_view letters) {
  const auto n = static_cast<int>(letters.size());
  std::string out;
  for (int i = 0; i <= (value - 1) / n; ++i)
    text::append(out, letters[static_cast<std::size_t>((value - 1) % n)]);
  return out;
}

// One character for each value, decimal beyond.
std::string once(int value, std::u32string_view characters) {
  if (static_cast<std::size_t>(value) > characters.size()) return std::to_string(value);
  std::string out;
  text::append(out, characters[static_cast<std::size_t>(value - 1)]);
  return out;
}

constexpr std::array kHan{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr std::array kLegal{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array kPlaces{"", "十", "百", "千"};
constexpr std::array kLegalPlaces{"", "拾", "佰", "仟"};

// 105 is 一百零五, 15 is 十五 (legal: 壹拾伍). Up to 9999.
std::string counted(int value, std::span<const char* const> digits,
                    std::span<const char* const> places, bool legal, bool japanese) {
  if (value > 9999) return std::to_string(value);
  std::string out;
  bool zero = false;
  for (int place = 3, unit = 1000; place >= 0; --place, unit /= 10) {
    const int digit = value / unit % 10;
    if (digit == 0) {
      zero = !out.empty();
      continue;
    }
    if (zero && !japanese) out += digits[0];
    zero = false;
    const bool silent =
        digit == 1 && place > 0 && (japanese || (!legal && place == 1 && out.empty()));
    if (!silent) out += digits[static_cast<std::size_t>(digit)];
    out += places[static_cast<std::size_t>(place)];
  }
  return out;
}

// Counting to 99, then digit by digit: 一○五.
std::string simple_counted(int value) {
  if (value < 100) return counted(value, kHan, kPlaces, false, false);
  std::string out;
  for (const char c : std::to_string(value))
    out += c == '0' ? "○" : kHan[static_cast<std::size_t>(c - '0')];
  return out;
}

std::string digit_by_digit(int value, char32_t zero) {
  std::string out;
  for (const char c : std::to_string(value))
    text::append(out, zero + static_cast<char32_t>(c - '0'));
  return out;
}

std::string ordinal(int value) {
  const int tens = value / 10 % 10;
  const int last = tens == 1 ? 0 : value % 10;
  const char* end = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return std::to_string(value) + end;
}

std::string enclosed(int value) {
  std::string out;
  if (value <= 20) {
    text::append(out, U'①' + static_cast<char32_t>(value - 1));
    return out;
  }
  return std::to_string(value);
}

using Printer = std::string (*)(int);

const std::map<std::string_view, Printer>& printers() {
  static const std::map<std::string_view, Printer> all{
      {"decimal", [](int v) { return std::to_string(v); }},
      {"decimalHalfWidth", [](int v) { return std::to_string(v); }},
      {"decimalZero", [](int v) { return (v < 10 ? "0" : "") + std::to_string(v); }},
      {"decimalFullWidth", [](int v) { return digit_by_digit(v, U'０'); }},
      {"decimalFullWidth2", [](int v) { return digit_by_digit(v, U'０'); }},
      {"hindiNumbers", [](int v) { return digit_by_digit(v, U'०'); }},
      {"upperRoman", [](int v) { return text::roman_numeral(v); }},
      {"lowerRoman", [](int v) { return lowered(text::roman_numeral(v)); }},
      {"upperLetter", [](int v) { return repeated(v, U"ABCDEFGHIJKLMNOPQRSTUVWXYZ"); }},
      {"lowerLetter", [](int v) { return repeated(v, U"abcdefghijklmnopqrstuvwxyz"); }},
      {"arabicAbjad", [](int v) { return repeated(v, U"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"); }},
      {"arabicAlpha", [](int v) { return repeated(v, U"أبتثجحخدذرزسشصضطظعغفقكلمنهوي"); }},
      {"russianLower", [](int v) { return repeated(v, U"абвгдежзиклмнопрстуфхцчшщыэюя"); }},
      {"russianUpper", [](int v) { return repeated(v, U"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"); }},
      {"chineseCounting", simple_counted},
      {"taiwaneseCounting", simple_counted},
      {"chineseCountingThousand", [](int v) { return counted(v, kHan, kPlaces, false, false); }},
      {"taiwaneseCountingThousand", [](int v) { return counted(v, kHan, kPlaces, false, false); }},
      {"chineseLegalSimplified",
       [](int v) { return counted(v, kLegal, kLegalPlaces, true, false); }},
      {"japaneseCounting", [](int v) { return counted(v, kHan, kPlaces, false, true); }},
      {"ideographDigital",
       [](int v) {
         std::string out;
         for (const char c : std::to_string(v))
           out += c == '0' ? "〇" : kHan[static_cast<std::size_t>(c - '0')];
         return out;
       }},
      {"ideographTraditional", [](int v) { return once(v, U"甲乙丙丁戊己庚辛壬癸"); }},
      {"ideographZodiac", [](int v) { return once(v, U"子丑寅卯辰巳午未申酉戌亥"); }},
      {"ideographEnclosedCircle", [](int v) { return once(v, U"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"); }},
      {"decimalEnclosedCircle", enclosed},
      {"decimalEnclosedCircleChinese", enclosed},
      {"decimalEnclosedFullstop", [](int v) { return std::to_string(v) + "."; }},
      {"decimalEnclosedParen", [](int v) { return "(" + std::to_string(v) + ")"; }},
      {"numberInDash", [](int v) { return "- " + std::to_string(v) + " -"; }},
      {"chicago", [](int v) { return repeated(v, U"*†‡§"); }},
      {"ordinal", ordinal},
      {"none", [](int) { return std::string(); }},
      {"bullet", [](int) { return std::string(); }},
  };
  return all;
}

// The Symbol font from 0x61 and 0x41: Greek in the order of Latin keys.
constexpr std::u32string_view kGreekLower = U"αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
constexpr std::u32string_view kGreekUpper = U"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";

struct Shape {
  char32_t code;
  char32_t shows;
};
constexpr std::array kSymbol{
    Shape{0x22, U'∀'}, Shape{0x24, U'∃'}, Shape{0x27, U'∋'}, Shape{0x2A, U'∗'}, Shape{0x2D, U'−'},
    Shape{0x40, U'≅'}, Shape{0x5C, U'∴'}, Shape{0x5E, U'⊥'}, Shape{0x7E, U'∼'}, Shape{0xA2, U'′'},
    Shape{0xA3, U'≤'}, Shape{0xA4, U'⁄'}, Shape{0xA5, U'∞'}, Shape{0xA6, U'ƒ'}, Shape{0xA7, U'♣'},
    Shape{0xA8, U'♦'}, Shape{0xA9, U'♥'}, Shape{0xAA, U'♠'}, Shape{0xAB, U'↔'}, Shape{0xAC, U'←'},
    Shape{0xAD, U'↑'}, Shape{0xAE, U'→'}, Shape{0xAF, U'↓'}, Shape{0xB0, U'°'}, Shape{0xB1, U'±'},
    Shape{0xB2, U'″'}, Shape{0xB3, U'≥'}, Shape{0xB4, U'×'}, Shape{0xB5, U'∝'}, Shape{0xB6, U'∂'},
    Shape{0xB7, U'•'}, Shape{0xB8, U'÷'}, Shape{0xB9, U'≠'}, Shape{0xBA, U'≡'}, Shape{0xBB, U'≈'},
    Shape{0xBC, U'…'}, Shape{0xC5, U'⊕'}, Shape{0xC6, U'∅'}, Shape{0xC7, U'∩'}, Shape{0xC8, U'∪'},
    Shape{0xCE, U'∈'}, Shape{0xCF, U'∉'}, Shape{0xD1, U'∇'}, Shape{0xD2, U'®'}, Shape{0xD3, U'©'},
    Shape{0xD4, U'™'}, Shape{0xD5, U'∏'}, Shape{0xD6, U'√'}, Shape{0xD7, U'⋅'}, Shape{0xD8, U'¬'},
    Shape{0xE5, U'∑'}, Shape{0xF2, U'∫'}};
constexpr std::array kWingdings{
    Shape{0x6C, U'●'}, Shape{0x6E, U'■'}, Shape{0x6F, U'□'}, Shape{0x71, U'❑'},
    Shape{0x75, U'◆'}, Shape{0x76, U'❖'}, Shape{0x77, U'⬥'}, Shape{0x9F, U'•'},
    Shape{0xA7, U'▪'}, Shape{0xA8, U'◻'}, Shape{0xD8, U'➢'}, Shape{0xE0, U'→'},
    Shape{0xFB, U'✗'}, Shape{0xFC, U'✓'}, Shape{0xFD, U'☒'}, Shape{0xFE, U'☑'}};

constexpr std::array kWingdings2{Shape{0x50, U'✓'}, Shape{0x52, U'☑'}};

template <std::size_t N>
char32_t shown(const std::array<Shape, N>& shapes, char32_t code) {
  const auto at =
      std::find_if(shapes.begin(), shapes.end(), [&](const Shape& s) { return s.code == code; });
  return at == shapes.end() ? 0 : at->shows;
}

}  // namespace

std::string format_number(int value, std::string_view format) {
  const auto at = printers().find(format);
  const bool prints_nothing = format == "none" || format == "bullet";
  if (at == printers().end() || (!prints_nothing && (value < 1 || value > kLargest)))
    return std::to_string(value);
  return at->second(value);
}

bool is_known_format(std::string_view format) {
  return printers().contains(format);
}

std::string symbol_font_character(std::string_view font, char32_t code) {
  if (code >= 0xF000 && code <= 0xF0FF) code -= 0xF000;
  char32_t out = 0;
  if (font == "Symbol") {
    if (code >= 'a' && code <= 'z') {
      out = kGreekLower[code - 'a'];
    } else if (code >= 'A' && code <= 'Z') {
      out = kGreekUpper[code - 'A'];
    } else {
      out = shown(kSymbol, code);
      if (out == 0 && code >= 0x20 && code < 0x7F) out = code;
    }
  } else if (font == "Wingdings") {
    out = shown(kWingdings, code);
  } else if (font == "Wingdings 2") {
    out = shown(kWingdings2, code);
  }
  std::string text;
  if (out != 0) text::append(text, out);
  return text;
}

std::string_view superscript(char32_t digit) {
  static constexpr std::array<std::string_view, 10> kRaised{"⁰", "¹", "²", "³", "⁴",
                                                            "⁵", "⁶", "⁷", "⁸", "⁹"};
  return digit >= '0' && digit <= '9' ? kRaised[digit - '0'] : std::string_view();
}

}  // namespace hexapla::ingest
