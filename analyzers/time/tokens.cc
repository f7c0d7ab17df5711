#include "analyzers/time/tokens.h"

#include <algorithm>

#include "analyzers/text/utf8.h"

namespace hexapla::time {
namespace {

constexpr std::uint64_t kAnchors =
    kMonth | kRecurrence | kEvery | kPlaceholder | kIntersessional | kMeetingCode | kWithin;

bool ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

struct HanDigit {
  char32_t c;
  int value;
};
constexpr HanDigit kHanDigits[] = {{U'〇', 0},  {U'○', 0},   {U'零', 0}, {U'一', 1},  {U'二', 2},
                                   {U'两', 2},  {U'三', 3},  {U'四', 4}, {U'五', 5},  {U'六', 6},
                                   {U'七', 7},  {U'八', 8},  {U'九', 9}, {U'十', 10}, {U'廿', 20},
                                   {U'卅', 30}, {U'百', 100}};

int han_digit(char32_t c) {
  for (const HanDigit& d : kHanDigits) {
    if (d.c == c) return d.value;
  }
  return -1;
}

class Lexer {
 public:
  Lexer(std::string_view original, const text::FoldedText& folded, const Vocabulary& words)
      : original_(original), folded_(folded), text_(folded.view()), words_(words) {}

  Tokens run() {
    out_.list.reserve(text_.size() / 5 + 8);
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ') {
        space_ = true;
        ++at_;
      } else if (ascii_digit(c)) {
        number();
      } else if (ascii_letter(c)) {
        word();
      } else if (static_cast<unsigned char>(c) < 0x80) {
        const std::size_t at = at_;
        push_mark(static_cast<char32_t>(c), 1);
        if (c == ':') out_.list.back().wide = folded_.source({at, at + 1}).size() > 1;
      } else {
        wide();
      }
    }
    return std::move(out_);
  }

 private:
  Token& push(std::size_t end, Token::Type type) {
    Token token;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(end);
    token.type = type;
    token.space = space_;
    space_ = false;
    at_ = end;
    out_.list.push_back(token);
    return out_.list.back();
  }

  void push_mark(char32_t c, std::size_t size) { push(at_ + size, Token::Type::mark).mark = c; }

  void wide() {
    const auto c = text::decode(text_, at_);
    const text::Script script = text::script_of(c.value);
    if (script == text::Script::han || han_digit(c.value) >= 0) {
      han(c);
    } else if (text::is_letter(c.value)) {
      word();
    } else {
      push_mark(c.value, c.size);
    }
  }

  void number() {
    std::size_t end = at_;
    std::int64_t value = 0;
    while (end < text_.size() && ascii_digit(text_[end])) {
      if (value < 1'000'000'000) value = value * 10 + (text_[end] - '0');
      ++end;
    }
    const std::size_t digits = end - at_;
    bool compound = false;
    // Grouped digits: "1 950 000", "2,000", then decimals.
    if (digits <= 3) {
      while (end + 3 < text_.size() &&
             (text_[end] == ' ' || text_[end] == ',' || text_[end] == '.') &&
             ascii_digit(text_[end + 1]) && ascii_digit(text_[end + 2]) &&
             ascii_digit(text_[end + 3]) &&
             (end + 4 >= text_.size() || !ascii_digit(text_[end + 4]))) {
        end += 4;
        compound = true;
      }
    }
    if (compound && end + 1 < text_.size() && (text_[end] == '.' || text_[end] == ',') &&
        ascii_digit(text_[end + 1])) {
      ++end;
      while (end < text_.size() && ascii_digit(text_[end])) ++end;
    }
    Token& token = push(end, Token::Type::number);
    token.value = static_cast<std::int32_t>(value);
    token.digits = static_cast<std::uint8_t>(std::min<std::size_t>(digits, 255));
    token.compound = compound;
    out_.worth_reading = true;
  }

  std::size_t word_end(std::size_t at) const {
    while (at < text_.size()) {
      const char c = text_[at];
      if (ascii_letter(c)) {
        ++at;
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        const auto wide = text::decode(text_, at);
        if (!text::is_letter(wide.value) || text::script_of(wide.value) == text::Script::han) break;
        at += wide.size;
      } else {
        break;
      }
    }
    return at;
  }

  // The start of the next word of a phrase after `at`: one space, apostrophe, hyphen or full stop
  // and a space between.
  std::size_t next_word(std::size_t at) const {
    std::size_t skipped = 0;
    while (at < text_.size() && skipped < 2) {
      const char c = text_[at];
      if (c == ' ' || c == '-' || c == '\'' || c == '.') {
        ++at;
        ++skipped;
      } else if (text_.substr(at, 3) == "\u2019") {
        at += 3;
        ++skipped;
      } else {
        break;
      }
    }
    return skipped == 0 ? std::string_view::npos : at;
  }

  const Lex* phrase_at(std::size_t begin, std::size_t& end) const {
    const auto* list = words_.phrases(text_.substr(begin, end - begin));
    if (list == nullptr) return nullptr;
    for (const Vocabulary::Phrase& phrase : *list) {
      std::size_t at = end;
      bool fits = true;
      for (const std::string& word : phrase.rest) {
        const std::size_t next = next_word(at);
        if (next == std::string_view::npos || text_.substr(next, word.size()) != word ||
            word_end(next) != next + word.size()) {
          fits = false;
          break;
        }
        at = next + word.size();
      }
      if (fits) {
        end = at;
        return &phrase.lex;
      }
    }
    return nullptr;
  }

  void word() {
    std::size_t end = word_end(at_);
    const Lex* lex = phrase_at(at_, end);
    bool joined = false;
    if (lex == nullptr && end - at_ > 4) {
      // A leading conjunction belongs to the sentence, not to the word.
      const std::size_t glued = words_.glued(text_.substr(at_, end - at_));
      if (glued != 0) {
        std::size_t inner_end = word_end(at_);
        const Lex* inner = phrase_at(at_ + glued, inner_end);
        if (inner != nullptr) {
          lex = inner;
          end = inner_end;
          at_ += glued;
          joined = true;
        }
      }
    }
    if (lex == nullptr && end - at_ > 6) {
      // A preposition glued to a noun of periods is no part of the expression.
      if (const std::size_t glued = words_.glued_preposition(text_.substr(at_, end - at_))) {
        std::size_t inner_end = word_end(at_);
        const Lex* inner = phrase_at(at_ + glued, inner_end);
        if (inner != nullptr && (inner->period || inner->unit == Unit::biennium)) {
          lex = inner;
          end = inner_end;
          at_ += glued;
        }
      }
    }
    Token& token = push(end, Token::Type::word);
    token.lex = lex;
    token.joined = joined;
    const std::size_t source = folded_.source({token.begin, token.begin + 1}).begin;
    if (source < original_.size()) {
      const char first = original_[source];
      token.upper = static_cast<unsigned char>(first) < 0x80
                        ? (first >= 'A' && first <= 'Z')
                        : text::is_upper(text::decode(original_, source).value);
      token.caseless =
          static_cast<unsigned char>(first) >= 0x80 &&
          text::script_of(text::decode(original_, source).value) == text::Script::arabic;
    }
    if (lex != nullptr && lex->is(kAdopted)) {
      token.plain = !token.upper &&
                    folded_.source({token.begin, token.end}).size() == token.end - token.begin;
    }
    if (lex != nullptr && lex->is(kAnchors)) out_.worth_reading = true;
    if (lex != nullptr && lex->is(kMeetingNoun | kUnit)) out_.worth_reading = true;
  }

  void han(text::CodePoint c) {
    std::size_t size = 0;
    const Lex* lex = words_.han(text_.substr(at_), size);
    // 20日期间: behind a number the unit is meant, not the word 日期.
    if (lex != nullptr && !lex->is(kUnit | kMeetingNoun | kCounted) && !space_ &&
        !out_.list.empty() && out_.list.back().is_number()) {
      if (const Lex* unit = words_.han(text_.substr(at_), size, kUnit)) lex = unit;
    }
    const bool first = out_.list.empty() || space_;
    // 3月15日前提供: behind a unit 前 is meant, not the word 前提.
    if (lex != nullptr && lex->kinds == 0 && !first && out_.list.back().han &&
        out_.list.back().is(kUnit)) {
      if (const Lex* after = words_.han(text_.substr(at_), size, kBeforeAfter)) lex = after;
    }
    // 时 alone is an hour behind a number only.
    if (lex != nullptr && lex->clock && lex->kinds == 0 && size == c.size &&
        (first || !out_.list.back().is_number()))
      lex = nullptr;
    // 在其第十五次会议上再次审议: 上 closes the meeting.
    if (lex == nullptr && !first && out_.list.back().is(kMeetingNoun) &&
        text_.substr(at_).starts_with("上")) {
      push(at_ + c.size, Token::Type::word).han = true;
      closed_ = true;
      return;
    }
    if (lex != nullptr) {
      Token& token = push(at_ + size, Token::Type::word);
      token.lex = lex;
      token.han = true;
      if (lex->is(kAnchors | kUnit | kMeetingNoun)) out_.worth_reading = true;
      return;
    }
    if (han_digit(c.value) >= 0) {
      han_number();
      return;
    }
    if (!out_.list.empty() && !space_) {
      Token& last = out_.list.back();
      if (last.is_word() && last.han && last.lex == nullptr && last.end == at_ && !closed_) {
        at_ += c.size;
        last.end = static_cast<std::uint32_t>(at_);
        return;
      }
    }
    push(at_ + c.size, Token::Type::word).han = true;
    closed_ = false;
  }

  // 二〇〇二 digit by digit, 二十一 by value. A spaced 二 〇 〇 二 stays apart.
  void han_number() {
    std::size_t end = at_;
    int positional = 0;
    int total = 0;
    int pending = 0;
    int digits = 0;
    bool by_value = false;
    while (end < text_.size() && digits < 9) {
      const auto c = text::decode(text_, end);
      const int value = han_digit(c.value);
      if (value < 0) break;
      if (value >= 10) {
        by_value = true;
        if (value == 20 || value == 30) {
          total += value;
        } else {
          total += (pending == 0 ? 1 : pending) * value;
        }
        pending = 0;
      } else {
        pending = value;
        positional = positional * 10 + value;
      }
      ++digits;
      end += c.size;
    }
    Token& token = push(end, Token::Type::number);
    token.han = true;
    token.value = by_value ? total + pending : positional;
    token.digits = static_cast<std::uint8_t>(by_value ? (token.value >= 10 ? 2 : 1) : digits);
    if (digits == 4 && !by_value) token.digits = 4;
    out_.worth_reading = true;
  }

  std::string_view original_;
  const text::FoldedText& folded_;
  std::string_view text_;
  const Vocabulary& words_;
  std::size_t at_ = 0;
  bool space_ = false;
  bool closed_ = false;  // the last token takes no further ideographs
  Tokens out_;
};

}  // namespace

Tokens tokenize(std::string_view original, const text::FoldedText& folded,
                const Vocabulary& words) {
  return Lexer(original, folded, words).run();
}

}  // namespace hexapla::time
