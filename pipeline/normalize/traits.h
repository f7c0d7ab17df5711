// What the bytes of a text can be asked at the price of one test of bits: made in one pass over
// the text, so that most questions about a line are answered before anything is decoded, folded or
// looked up. Internal to this room.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla::normalize {

class Traits {
 public:
  // What stands somewhere in the text, whatever the place. A bit that is not set is a promise; most
  // of those that are set only say that a closer look is due.
  enum Bit : std::uint32_t {
    kDigit = 1U << 0,        // 0 to 9
    kAnyDigit = 1U << 1,     // without it may_hold_digit (chars.h) is false
    kBeyondAscii = 1U << 2,  // a byte from 0x80
    kThreeBytes = 1U << 3,   // a byte from 0xE0: without it no character is wide
    kRaised = 1U << 4,       // superscript figures: without it superscript_digit is -1 for all
    kStar = 1U << 5,         // "*"
    kTags = 1U << 6,         // "<" and "&"
    kMarkdown = 1U << 7,     // _ [ \ ` ~, which are markup in Markdown only
    kPipe = 1U << 8,         // "|"
    kColon = 1U << 9,        // ":"
    kWideForm = 1U << 10,    // the byte EF: full-width forms, private use, presentation forms
    kHyphen = 1U << 11,      // "-"
    kSlash = 1U << 12,       // "/"
    kStop = 1U << 13,        // "."
    kAt = 1U << 14,          // "@"
    kSpace = 1U << 15,       // " "
    kTab = 1U << 16,         // a tab
    kUpper = 1U << 17,       // A to Z
    kLower = 1U << 18,       // a to z
    kOpening = 1U << 19,     // "(" and "["
    kClosing = 1U << 20,     // ")" and "]"
    kUnderscore = 1U << 21,  // "_"
    kQuote = 1U << 22,       // " and '
    kComma = 1U << 23,       // "," and ";"
    kHan = 1U << 24,         // the bytes E3 to E9, with which Han and its punctuation begin
    kArabic = 1U << 25,      // the bytes D8 to DB, with which Arabic letters begin
    kCyrillic = 1U << 26,    // the bytes D0 to D3
    kBullet = 1U << 27,      // what bullets begin with: - * + and the bytes C2, E2, E3, EF
  };

  Traits() = default;
  explicit Traits(std::string_view text);

  // True when one of the bits (joined by |) is set.
  bool has(std::uint32_t bits) const { return (bits_ & bits) != 0; }
  std::uint32_t bits() const { return bits_; }

  char32_t first() const { return first_; }  // code points; 0 when the text is empty
  char32_t last() const { return last_; }

  // Of two texts of which the second is put behind the first.
  void append(const Traits& behind) {
    if (first_ == 0) first_ = behind.first_;
    if (behind.last_ != 0) last_ = behind.last_;
    bits_ |= behind.bits_;
  }

  bool operator==(const Traits&) const = default;

 private:
  std::uint32_t bits_ = 0;
  char32_t first_ = 0;
  char32_t last_ = 0;
};

}  // namespace hexapla::normalize
