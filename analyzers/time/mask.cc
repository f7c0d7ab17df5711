// What only looks like a date: URLs, symbols, post codes, telephone numbers, numbered things.
#include <algorithm>

#include "analyzers/time/tokens.h"

namespace hexapla::time {
namespace {

// Words that may be glued to a number of a date: "2016H2", "to19", "mid-2017", "05-Aug-2016".
constexpr std::uint64_t kGlue = kMonth | kWeekday | kSuffix | kUnit | kOf | kYearWord | kTo | kAnd |
                                kFrom | kFromIn | kBetween | kSince | kAfter | kBefore | kBy |
                                kNoLater | kUntil | kOn | kStart | kMiddle | kEnd | kPrefix |
                                kFill | kOrdinal | kNumber | kDeadlineNoun | kMeetingNoun;

class Masker {
 public:
  Masker(std::vector<Token>& tokens) : tokens_(tokens) {}

  void run() {
    for (std::size_t i = 0; i < tokens_.size();) i = chunk(i);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& t = tokens_[i];
      if (t.is(kTelephone)) {
        telephone(i + 1);
      } else if (t.is_mark('+') && i + 1 < tokens_.size() && tokens_[i + 1].is_number() &&
                 !tokens_[i + 1].space) {
        telephone(i + 1);
      }
      if (t.is(kTrigger) && !t.is(kMonth)) triggered(i + 1, t.han);
      if (t.is_number()) bracketed_year(i);
      if (t.is_mark(U'$') || t.is_mark(U'€') || t.is_mark(U'£') || t.is_mark(U'¥') ||
          t.is_mark('#') || t.is_mark(U'§')) {
        if (i + 1 < tokens_.size() && tokens_[i + 1].is_number()) tokens_[i + 1].masked = true;
      }
    }
  }

 private:
  bool in_chunk(std::size_t i) const {
    const Token& t = tokens_[i];
    if (t.han || t.wide) return false;  // III/1：2019: the colon of Chinese parts
    if (t.type != Token::Type::mark) return true;
    switch (t.mark) {
      case '/':
      case '-':
      case '.':
      case ':':
      case '@':
      case '?':
      case '=':
      case '&':
      case '_':
      case '%':
      case '~':
      case '+':
      case '#':
        return true;
      default:
        return false;
    }
  }

  // Does token i begin a date, so that what stands before it is not its number?
  bool begins_date(std::size_t i) const {
    if (i + 1 >= tokens_.size() || !tokens_[i].is_number() || tokens_[i].digits > 2) return false;
    std::size_t j = i + 1;
    while (j < tokens_.size() && j < i + 3 &&
           (tokens_[j].is(kSuffix | kOf) || tokens_[j].is_mark('.')))
      ++j;
    return j < tokens_.size() && tokens_[j].is(kMonth) &&
           (tokens_[j].upper || !tokens_[j].is(kAmbiguousMonth));
  }

  void hide(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) tokens_[i].masked = true;
  }

  // Tokens without space between them from i on; what they show together.
  std::size_t chunk(std::size_t first) {
    std::size_t last = first;
    bool number = false;
    bool slash = false;
    bool foreign = false;  // a word that no date holds
    bool address = false;
    while (last < tokens_.size() && (last == first || !tokens_[last].space) && in_chunk(last)) {
      const Token& t = tokens_[last];
      number = number || t.is_number();
      slash = slash || t.is_mark('/');
      address = address || t.is_mark('@') || t.is_mark('_');
      if (t.is_mark(':') && last + 1 < tokens_.size() && tokens_[last + 1].is_mark('/'))
        address = true;
      if (t.is_word() && !t.is(kGlue)) foreign = true;
      ++last;
    }
    if (last == first) return first + 1;
    if (address || (slash && foreign && number)) {
      hide(first, last);
      return last;
    }
    if (number) {
      for (std::size_t i = first; i < last; ++i) {
        if (tokens_[i].is_number()) attached(i, first, last);
      }
    }
    return last;
  }

  // "CH-1219", "EGB2", "COP.8", "E.03", "SC-8": a number that a word carries.
  void attached(std::size_t i, std::size_t first, std::size_t last) {
    Token& t = tokens_[i];
    if (i > first) {
      const Token& before = tokens_[i - 1];
      if (before.is_word() && !before.is(kGlue)) t.masked = true;
      if (i > first + 1 && (before.is_mark('-') || before.is_mark('.')) && !begins_date(i)) {
        const Token& word = tokens_[i - 2];
        if (word.is_word() && !word.is(kGlue)) t.masked = true;
        if (word.masked && word.is_number()) t.masked = true;
      }
    } else if (i >= 1 && spaced_code(i)) {
      t.masked = true;
    }
    if (i + 1 < last && tokens_[i + 1].is_word() && !tokens_[i + 1].is(kGlue) && t.digits <= 4 &&
        tokens_[i + 1].end - tokens_[i + 1].begin <= 3) {
      // "2005a", "19C"; but the "s" of "1970s" and glued words stay.
      if (!(t.digits == 4 && tokens_[i + 1].end - tokens_[i + 1].begin <= 2)) t.masked = true;
    }
  }

  // "CH - 1219", "INC- 7": capitals, a hyphen with spaces, a number.
  bool spaced_code(std::size_t i) const {
    if (i < 2 || !tokens_[i - 1].is_mark('-') || begins_date(i)) return false;
    const Token& word = tokens_[i - 2];
    return word.is_word() && !word.han && word.upper && !word.is(kGlue) &&
           word.end - word.begin <= 5;
  }

  void telephone(std::size_t i) {
    std::size_t digits = 0;
    for (std::size_t n = 0; i < tokens_.size() && n < 24; ++i, ++n) {
      const Token& t = tokens_[i];
      if (t.is_number()) {
        if (begins_date(i)) break;
        tokens_[i].masked = true;
        digits += t.digits;
        if (digits > 16) break;
      } else if (t.type != Token::Type::mark || t.is_mark(';') || (t.is_mark(',') && digits > 0)) {
        break;
      }
    }
  }

  // The numbers of "paragraphs 1, 3 (b) and 85-93"; a day before a month ends the list.
  void triggered(std::size_t i, bool han) {
    bool first = true;
    for (std::size_t n = 0; i < tokens_.size() && n < 40; ++i, ++n) {
      Token& t = tokens_[i];
      if (t.is_number()) {
        const bool date =
            begins_date(i) || (i + 1 < tokens_.size() && tokens_[i + 1].han &&
                               tokens_[i + 1].is(kUnit) && tokens_[i + 1].lex->unit != Unit::half);
        if (date && !(first && begins_date(i) && tokens_[i].digits <= 2 && n == 0 &&
                      !tokens_[i].han && !followed_by_year(i))) {
          return;
        }
        t.masked = true;
        first = false;
        if (han && !(i + 1 < tokens_.size() && tokens_[i + 1].is(kAnd))) return;
        continue;
      }
      if (t.type == Token::Type::mark) {
        if (first && (t.is_mark('.') || t.is_mark(':') || t.is_mark(U'°') || t.is_mark('(')))
          continue;
        if (!first && (t.is_mark(',') || t.is_mark('-') || t.is_mark('/') || t.is_mark('(') ||
                       t.is_mark(')') || t.is_mark('.') || t.is_mark(U'،') || t.is_mark(U'、'))) {
          if (t.is_mark('.') && i + 1 < tokens_.size() && tokens_[i + 1].space) return;
          continue;
        }
        return;
      }
      // Single letters and joining words go on; anything else ends the list.
      if (first && t.is(kTrigger)) return;
      if (!first && t.is(kAnd | kTo) && i + 1 < tokens_.size()) continue;
      if (t.end - t.begin <= 2 && !t.is(kOf | kOn | kBy | kAt | kUntil)) continue;
      return;
    }
  }

  bool followed_by_year(std::size_t i) const {
    for (std::size_t j = i + 1; j < tokens_.size() && j < i + 5; ++j) {
      if (tokens_[j].is_number()) return tokens_[j].digits == 4;
    }
    return false;
  }

  // "1929 (2010)": the year belongs to the number of a resolution.
  void bracketed_year(std::size_t i) {
    if (i + 3 >= tokens_.size() || !tokens_[i + 1].is_mark('(') || !tokens_[i + 3].is_mark(')'))
      return;
    if (tokens_[i].digits > 4 || tokens_[i].compound) return;
    if (i >= 1 && tokens_[i - 1].is(kMonth)) return;
    const Token& inner = tokens_[i + 2];
    if (inner.is_number() && inner.digits == 4) {
      tokens_[i].masked = true;
      tokens_[i + 2].masked = true;
    }
  }

  std::vector<Token>& tokens_;
};

}  // namespace

void mask(Tokens& tokens, const text::FoldedText& folded, std::span<const Span> spans) {
  std::size_t next = 0;
  for (Token& token : tokens.list) {
    if (spans.empty()) break;
    const Span source = folded.source({token.begin, token.end});
    while (next < spans.size() && spans[next].end <= source.begin) ++next;
    if (next < spans.size() && spans[next].overlaps(source)) token.masked = true;
  }
  Masker(tokens.list).run();
}

}  // namespace hexapla::time
