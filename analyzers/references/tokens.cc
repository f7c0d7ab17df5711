#include "analyzers/references/tokens.h"

#include <algorithm>
#include <string>

#include "analyzers/text/utf8.h"

namespace hexapla::references {
namespace {

bool ascii_letter(unsigned char c) {
  return (c | 32U) >= 'a' && (c | 32U) <= 'z';
}
bool ascii_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

// Latin and Cyrillic make one word together: homoglyphs are mixed within a word.
enum class WordScript { alphabet, arabic, han, other };

WordScript script(char32_t c) {
  switch (text::script_of(c)) {
    case text::Script::arabic:
      return WordScript::arabic;
    case text::Script::han:
      return WordScript::han;
    case text::Script::other:
      return WordScript::other;
    default:
      return WordScript::alphabet;
  }
}

bool url_byte(unsigned char c) {
  return c > 0x20 && c < 0x7F && c != '<' && c != '>' && c != '"' && c != '|' && c != '\\' &&
         c != '^' && c != '`' && c != '{' && c != '}';
}

bool starts(std::string_view text, std::size_t at, std::string_view with) {
  return equals_lower(text.substr(at, with.size()), with);
}

// End of a URL that begins at `at`, without the punctuation of the sentence around it; `at` when
// there is none.
std::size_t url_end(std::string_view text, std::size_t at) {
  std::size_t head = 0;
  if (starts(text, at, "http://"))
    head = 7;
  else if (starts(text, at, "https://"))
    head = 8;
  else if (starts(text, at, "ftp://"))
    head = 6;
  else if (starts(text, at, "www."))
    head = 4;
  if (head == 0) return at;
  std::size_t end = at + head;
  int open = 0;
  while (end < text.size() && url_byte(static_cast<unsigned char>(text[end]))) {
    if (text[end] == '(') ++open;
    if (text[end] == ')' && open-- == 0) break;
    if (text[end] == ']') break;
    ++end;
  }
  while (end > at + head &&
         std::string_view(".,;:!?'*_").find(text[end - 1]) != std::string_view::npos)
    --end;
  return end > at + head ? end : at;
}

}  // namespace

Tokens::Tokens(std::string_view text, const Vocabulary& vocabulary) : text_(text) {
  read(vocabulary);
}

void Tokens::read(const Vocabulary& vocabulary) {
  tokens_.reserve(text_.size() / 5 + 4);
  std::string scratch;
  std::string stripped;
  bool space = true;
  const auto push = [&](std::size_t begin, std::size_t end, TokenKind kind) -> Token& {
    Token& t = tokens_.emplace_back();
    t.begin = static_cast<std::uint32_t>(begin);
    t.end = static_cast<std::uint32_t>(end);
    t.kind = kind;
    t.space_before = space;
    space = false;
    return t;
  };
  for (std::size_t at = 0; at < text_.size();) {
    const auto c = static_cast<unsigned char>(text_[at]);
    if (c == ' ') {
      space = true;
      ++at;
      continue;
    }
    if (ascii_digit(c)) {
      std::size_t end = at + 1;
      while (end < text_.size() && ascii_digit(static_cast<unsigned char>(text_[end]))) ++end;
      // The table of short forms knows a few numbers.
      push(at, end, TokenKind::number).phrases =
          vocabulary.lookup(text_.substr(at, end - at), scratch);
      at = end;
      continue;
    }
    const text::CodePoint p = c < 0x80 ? text::CodePoint{c, 1} : text::decode(text_, at);
    if (c < 0x80 ? !ascii_letter(c) : !text::is_letter(p.value)) {
      // What follows an at sign up to the next space belongs to an address, and so does the word
      // before it.
      if (c == '@' && !space && !tokens_.empty() && tokens_.back().kind == TokenKind::word) {
        std::size_t end = at + 1;
        while (end < text_.size() &&
               (ascii_letter(static_cast<unsigned char>(text_[end])) ||
                ascii_digit(static_cast<unsigned char>(text_[end])) ||
                ((text_[end] == '.' || text_[end] == '-') && end + 1 < text_.size() &&
                 ascii_letter(static_cast<unsigned char>(text_[end + 1]))))) {
          ++end;
        }
        push(at, end, TokenKind::masked);
        at = end;
        continue;
      }
      push(at, at + p.size, TokenKind::sign).phrases =
          c < 0x80 && c != '#' ? nullptr : vocabulary.lookup(text_.substr(at, p.size), scratch);
      at += p.size;
      continue;
    }
    if (c == 'h' || c == 'H' || c == 'w' || c == 'W' || c == 'f' || c == 'F') {
      const std::size_t end = url_end(text_, at);
      if (end > at) {
        push(at, end, TokenKind::url);
        at = end;
        continue;
      }
    }
    std::size_t end = at + p.size;
    const WordScript s = script(p.value);
    if (s != WordScript::han) {
      while (end < text_.size()) {
        const auto next = static_cast<unsigned char>(text_[end]);
        if (next < 0x80) {
          if (!ascii_letter(next) || s != WordScript::alphabet) break;
          ++end;
          continue;
        }
        const text::CodePoint q = text::decode(text_, end);
        if (!text::is_letter(q.value) || script(q.value) != s) break;
        end += q.size;
      }
    }
    Token& t = push(at, end, TokenKind::word);
    const std::string_view word = text_.substr(at, end - at);
    t.phrases = vocabulary.lookup(word, scratch);
    for (const Vocabulary::Clitic& clitic : vocabulary.clitics()) {
      if (t.phrases != nullptr) break;
      if (word.size() <= clitic.form.size() || !word.starts_with(clitic.form)) continue;
      stripped = clitic.put;
      stripped += word.substr(clitic.form.size());
      t.phrases = vocabulary.lookup(stripped, scratch);
      if (t.phrases == nullptr) continue;
      // What is cut off whole is outside the phrase; of what is replaced only the conjunction is.
      const std::size_t cut = clitic.put.empty() ? clitic.form.size() : text::decode(word, 0).size;
      if (clitic.put.empty() || clitic.conjunction) t.begin += static_cast<std::uint32_t>(cut);
      t.conjunction = clitic.conjunction;
    }
    at = end;
  }
}

std::optional<Match> Tokens::longest(std::size_t i, Role role) const {
  for (const Phrase& phrase : tokens_[i].phrases->list) {
    if (phrase.role != role || i + phrase.tail.size() >= tokens_.size()) continue;
    bool same = true;
    for (std::size_t k = 0; same && k < phrase.tail.size(); ++k)
      same = equals_lower(text(i + 1 + k), phrase.tail[k]);
    if (same) return Match{i + 1 + phrase.tail.size(), &phrase};
  }
  return std::nullopt;
}

std::size_t Tokens::at(std::size_t offset, std::size_t from) const {
  while (from < tokens_.size() && tokens_[from].begin < offset) ++from;
  return from;
}

}  // namespace hexapla::references
