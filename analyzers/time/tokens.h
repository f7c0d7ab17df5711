// A text cut into numbers, words and marks over its folded view, with what the vocabulary knows of
// each word. Inside the room only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analyzers/text/fold.h"
#include "analyzers/text/span.h"
#include "analyzers/time/vocabulary.h"

namespace hexapla::time {

struct Token {
  enum class Type : std::uint8_t { number, word, mark };
  std::uint32_t begin = 0;  // in the folded view
  std::uint32_t end = 0;
  Type type = Type::mark;
  bool space = false;     // white space before it
  bool masked = false;    // is something else: a reference, an address, a telephone number
  bool compound = false;  // a number with grouped digits or a decimal part: never a day or a year
  bool han = false;       // written in Chinese
  bool joined = false;    // an Arabic conjunction was glued to the word and left out of it
  bool upper = false;     // a word whose first letter is upper case in the original
  bool caseless = false;  // a word of a script without capitals
  bool plain = false;     // kAdopted: in small letters, without an accent
  bool wide = false;      // a full-width colon
  std::uint8_t digits = 0;
  char32_t mark = 0;  // the character of a mark
  std::int32_t value = 0;
  const Lex* lex = nullptr;

  bool is(std::uint64_t kind) const { return lex != nullptr && lex->is(kind); }
  bool is_number() const { return type == Type::number; }
  bool is_word() const { return type == Type::word; }
  bool is_mark(char32_t c) const { return type == Type::mark && mark == c; }
};

struct Tokens {
  std::vector<Token> list;
  bool worth_reading = false;  // holds something a time expression can be made of
};

// `original` is the text that `folded` was made from. Linear.
Tokens tokenize(std::string_view original, const text::FoldedText& folded, const Vocabulary& words);

// Masks what `spans` of the original cover, and what looks like a URL, a symbol, a post code, a
// telephone number or a numbered thing ("paragraphs 85-93") by itself.
void mask(Tokens& tokens, const text::FoldedText& folded, std::span<const Span> spans);

}  // namespace hexapla::time
