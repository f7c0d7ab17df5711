// How a text is cut into what can be searched, the same way for texts and for queries, in six
// languages and, by folding alone, in any other.
//
// Words are runs of letters, numbers runs of digits ("COP8", "COP.8" and "COP-8" are the same two
// units); each Chinese character is a unit, of which the index makes bigrams. Words are folded
// (accents, case, ё, tashkeel, alef forms, full width, Traditional characters) and stemmed:
// Snowball with the endings of the table restored first, so that words typed without accents meet
// accented ones; for Arabic a light stemmer after Larkey, Ballesteros and Connell (2007, light10)
// whose affixes are in the table. Elided words (l', qu') and possessive endings vanish.
//
// Total functions, linear in the text; an Analyzer caches forms and belongs to one thread at a
// time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/search/word_form.h"
#include "analyzers/text/span.h"

namespace hexapla::search {

enum class TokenKind : std::uint8_t { word, number, han };

struct Token {
  const Form* form =
      nullptr;  // lives until the next tokenize() of the same Analyzer; term never empty
  Span span;    // in the text given
  std::uint32_t position = 0;  // counted from 0 over words, numbers and characters
  TokenKind kind = TokenKind::word;
  bool run_end = false;  // han: no Chinese character follows directly
};

// A Chinese word of two characters or more.
struct HanWord {
  std::size_t first = 0;  // index of its first Token
  std::size_t count = 0;  // its Tokens, one a character
  bool stop = false;
};

class Analyzer {
 public:
  // `lang`: primary subtag; without a table, words are folded only.
  explicit Analyzer(std::string_view lang);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // Replaces `out` by the tokens of `text`, in order.
  void tokenize(std::string_view text, std::vector<Token>& out);

  // Replaces `out` by the Chinese words among `tokens`, which tokenize() made.
  void han_words(std::span<const Token> tokens, std::vector<HanWord>& out);

  const WordForms& forms() const;
  const std::string& lang() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla::search
