// Internal to the room: a folded text cut into words, numbers and signs, each word with its entries
// in the tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzers/references/vocabulary.h"

namespace hexapla::references {

enum class TokenKind : std::uint8_t { word, number, sign, url, masked };

struct Token {
  std::uint32_t begin = 0;  // in the folded text
  std::uint32_t end = 0;
  const Phrases* phrases = nullptr;
  TokenKind kind = TokenKind::sign;
  bool space_before = false;
  bool conjunction = false;  // a word that carries a glued conjunction, which its range leaves out
};

struct Match {
  std::size_t next;  // index of the token after the phrase
  const Phrase* phrase;
};

class Tokens {
 public:
  // `text` is folded and must outlive this.
  Tokens(std::string_view text, const Vocabulary& vocabulary);

  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }
  std::string_view text() const { return text_; }
  std::string_view text(std::size_t i) const {
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool is(std::size_t i, std::string_view sign) const { return i < size() && text(i) == sign; }
  bool is_number(std::size_t i) const { return i < size() && tokens_[i].kind == TokenKind::number; }
  bool is_word(std::size_t i) const { return i < size() && tokens_[i].kind == TokenKind::word; }
  bool glued(std::size_t i) const { return i < size() && !tokens_[i].space_before; }

  // The longest phrase with this role that begins at token `i`.
  std::optional<Match> match(std::size_t i, Role role) const {
    if (i >= tokens_.size() || tokens_[i].phrases == nullptr || !tokens_[i].phrases->has(role))
      return std::nullopt;
    return longest(i, role);
  }

  // Index of the first token that begins at or after the folded offset `at`, searching from token
  // `from`.
  std::size_t at(std::size_t offset, std::size_t from) const;

 private:
  void read(const Vocabulary& vocabulary);
  std::optional<Match> longest(std::size_t i, Role role) const;

  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace hexapla::references
