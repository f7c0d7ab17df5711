#include "analyzers/numbers/numbers.h"

#include <algorithm>

#include "analyzers/numbers/scan.h"
#include "analyzers/numbers/vocabulary.h"
#include "analyzers/text/fold.h"

namespace hexapla::numbers {
namespace {

// A stretch of the folded text that may take part in a number.
struct Token {
  Span span;
  const Amount* amount = nullptr;  // digits or a Chinese numeral
  const Word* word = nullptr;
};

class Reader {
 public:
  Reader(std::string_view folded, const Vocabulary& vocabulary)
      : folded_(folded), vocabulary_(vocabulary) {
    digits_ = scan_digits(folded, vocabulary.decimal_comma(), vocabulary.right_to_left(),
                          vocabulary.ordinal_suffixes());
    han_ = scan_han(folded);
    for (const Amount& a : digits_) tokens_.push_back({a.span, &a, nullptr});
    std::vector<Token> han;
    for (const Amount& a : han_) han.push_back({a.span, &a, nullptr});
    // Words that are no numbers (统一, 一般) and fractions (三分之一) win over Chinese numerals
    // inside them, and those over other words.
    std::vector<Token> words;
    for (const language::PhraseMatch& m : vocabulary.find(folded)) {
      words.push_back({m.span, nullptr, &vocabulary.word(m.id)});
    }
    merge(han, words, true);
    merge(words, han, false);
    tokens_.insert(tokens_.end(), han.begin(), han.end());
    tokens_.insert(tokens_.end(), words.begin(), words.end());
    std::stable_sort(tokens_.begin(), tokens_.end(),
                     [](const Token& a, const Token& b) { return a.span < b.span; });
  }

  std::vector<Number> read() {
    std::vector<Number> out;
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t before = i;
      Number number;
      if (amount(i, number)) out.push_back(std::move(number));
      if (i == before) ++i;
    }
    return out;
  }

 private:
  // Takes out of `from` what overlaps a word; with `not_number`, a longer one that is no number or
  // a fraction.
  static void merge(std::vector<Token>& from, const std::vector<Token>& other, bool not_number) {
    std::size_t k = 0;
    std::vector<Token> kept;
    for (const Token& t : from) {
      while (k < other.size() && other[k].span.end <= t.span.begin) ++k;
      bool clash = false;
      for (std::size_t j = k; j < other.size() && other[j].span.begin < t.span.end; ++j) {
        if (not_number) {
          const WordKind kind = other[j].word->kind;
          clash = clash || ((kind == WordKind::not_number || kind == WordKind::fraction) &&
                            other[j].span.size() > t.span.size());
        } else {
          clash = true;
        }
      }
      if (!clash) kept.push_back(t);
    }
    from = std::move(kept);
  }

  // What stands between two tokens; npos when they overlap or are far apart.
  std::string_view gap(std::size_t a, std::size_t b) const {
    if (b >= tokens_.size() || tokens_[b].span.begin < tokens_[a].span.end) return "?";
    const std::size_t n = tokens_[b].span.begin - tokens_[a].span.end;
    return n > 4 ? std::string_view("?") : folded_.substr(tokens_[a].span.end, n);
  }
  static bool near(std::string_view gap) { return gap.empty() || gap == " " || gap == "-"; }
  // و written together with the second word.
  static bool glued_and(std::string_view gap) { return gap == " و"; }

  bool is(std::size_t i, WordKind kind) const {
    return i < tokens_.size() && tokens_[i].word != nullptr && tokens_[i].word->kind == kind;
  }

  bool amount(std::size_t& i, Number& out) {
    const std::size_t first = i;
    std::size_t at = i;
    bool percent = false;
    if (is(at, WordKind::percent_before) && at + 1 < tokens_.size() &&
        tokens_[at + 1].amount != nullptr && gap(at, at + 1).empty()) {
      percent = true;
      ++at;
    }
    std::size_t last = at;  // the last token of the number itself
    bool counts = true;
    if (tokens_[at].amount != nullptr) {
      const Amount& a = *tokens_[at].amount;
      out.value = a.value;
      out.other = a.other;
      out.in_words = a.words;
      out.kind = a.code ? Kind::code : a.ordinal ? Kind::ordinal : Kind::cardinal;
      counts = a.counts || percent;
      while (out.kind == Kind::cardinal && is(last + 1, WordKind::multiplier) &&
             near(gap(last, last + 1))) {
        const long long factor = tokens_[last + 1].word->value;
        out.value = times_power(out.value, factor);
        if (!out.other.empty()) out.other = times_power(out.other, factor);
        ++last;
      }
    } else if (!spelt(at, last, out)) {
      return false;
    }
    out.span = {tokens_[at].span.begin, tokens_[last].span.end};
    out.with_unit = out.span;
    i = last + 1;
    if (percent) {
      out.kind = Kind::percent;
      out.unit = "%";
      out.with_unit.begin = tokens_[first].span.begin;
    } else {
      unit(first, last, i, counts, out);
    }
    if (!counts) return false;
    return !(out.in_words && out.value == "1" && out.kind == Kind::cardinal);
  }

  // What follows or precedes the number.
  void unit(std::size_t first, std::size_t last, std::size_t& next, bool& counts, Number& out) {
    const std::string_view after = gap(last, last + 1);
    if (near(after) || after == ". ") {
      const auto take = [&](Kind kind) {
        out.kind = kind;
        out.unit = tokens_[last + 1].word->unit;
        out.with_unit.end = tokens_[last + 1].span.end;
        next = last + 2;
        counts = true;
      };
      if (out.kind == Kind::code && !(last + 1 < tokens_.size() && after.empty())) {
        // "15/3 km" is no measure.
      } else if (is(last + 1, WordKind::percent)) {
        return take(Kind::percent);
      } else if (is(last + 1, WordKind::currency)) {
        return take(Kind::money);
      } else if (is(last + 1, WordKind::measure) && out.kind == Kind::cardinal) {
        return take(Kind::measure);
      } else if (is(last + 1, WordKind::classifier) && after.empty()) {
        counts = true;
      }
    }
    if (first > 0 && is(first - 1, WordKind::currency) && out.kind == Kind::cardinal &&
        near(gap(first - 1, first))) {
      out.kind = Kind::money;
      out.unit = tokens_[first - 1].word->unit;
      out.with_unit.begin = tokens_[first - 1].span.begin;
    }
  }

  // A spelt-out number from token `at` on; `last` becomes its last token.
  bool spelt(std::size_t at, std::size_t& last, Number& out) {
    const auto finish = [&](long long value, Kind kind) {
      out.value = std::to_string(value);
      out.kind = kind;
      out.in_words = true;
      return true;
    };
    if (is(at, WordKind::fraction)) {
      out.value = tokens_[at].word->unit;
      out.kind = Kind::cardinal;
      out.in_words = true;
      return true;
    }
    if (is(at, WordKind::ordinal)) return finish(ordinals(last), Kind::ordinal);
    if (is(at, WordKind::multiplier) && tokens_[at].word->value >= 1000) {
      const Word& word = *tokens_[at].word;
      if (word.dual) out.other = std::to_string(2 * word.value);
      return finish(word.value, Kind::cardinal);  // "a million", مليون
    }
    // "cent cinquante"; 百 alone is a part of a word.
    const bool hundred = is(at, WordKind::multiplier) && tokens_[at].word->value == 100 &&
                         (is(at + 1, WordKind::value) || is(at + 1, WordKind::ordinal)) &&
                         near(gap(at, at + 1));
    if (!hundred && !is(at, WordKind::value)) return false;
    long long total = 0;
    long long current = tokens_[at].word->value;
    long long scale = 0;  // of the last multiplier of a thousand and more
    for (std::size_t next = at + 1; next < tokens_.size(); ++next) {
      bool joined = false;
      std::size_t to = next;
      if (is(to, WordKind::join) && near(gap(last, to))) {
        joined = true;
        ++to;
        if (to >= tokens_.size() || !near(gap(to - 1, to))) break;
      } else if (glued_and(gap(last, to))) {
        joined = true;
      } else if (!near(gap(last, to))) {
        break;
      }
      if (is(to, WordKind::multiplier) && !joined) {
        const long long factor = tokens_[to].word->value;
        if (factor == 100) {
          if (current == 0 || current >= 100) break;
          current *= 100;
        } else if (current == 0 && total > 0) {
          if (total > 1000000) break;
          total *= factor;  // mil millones
          scale = factor;
        } else {
          if (current == 0 || (scale != 0 && factor >= scale) || factor > 1000000000000LL) break;
          total += current * factor;
          scale = factor;
          current = 0;
        }
      } else if (is(to, WordKind::value)) {
        const long long value = tokens_[to].word->value;
        if (!fits(current, value, scale, joined)) break;
        current += value;
      } else if (is(to, WordKind::ordinal) &&
                 ends_as_ordinal(total, current, scale, joined, tokens_[to].word->value)) {
        last = to;  // twenty-first, две тысячи тринадцатого
        return finish(total + current + tokens_[to].word->value, Kind::ordinal);
      } else {
        break;
      }
      last = to;
      next = to;
    }
    return finish(total + current, Kind::cardinal);
  }

  // "vigésimo cuarto", السادسة والسبعون, "… بعد المائة": the value of the ordinals from the token
  // `last` on; `last` becomes the last of them.
  long long ordinals(std::size_t& last) const {
    long long value = tokens_[last].word->value;
    for (std::size_t to = last + 1; is(to, WordKind::ordinal) && value > 0; ++to) {
      const long long next = tokens_[to].word->value;
      const bool joined = glued_and(gap(last, to));
      if (next <= 0 || (!joined && !near(gap(last, to)))) break;
      const bool falls = !joined && !vocabulary_.tens_last() && value >= 20 &&
                         next < (value % 100 == 0  ? 100
                                 : value % 10 == 0 ? 10
                                                   : 0);
      const bool tens = joined && vocabulary_.tens_last() && value < 10 && next >= 20 &&
                        next < 100 && next % 10 == 0;
      const bool hundreds =
          !joined && vocabulary_.tens_last() && value < 100 && next >= 100 && next % 100 == 0;
      if (!falls && !tens && !hundreds) break;
      value += next;
      last = to;
    }
    return value;
  }

  // twenty-first, hundred and first, soixante-seizième, две тысячи тринадцатого
  static bool ends_as_ordinal(long long total, long long current, long long scale, bool joined,
                              long long value) {
    if (value <= 0) return false;
    const long long rest = current % 100;
    if (joined) return rest == 0 && current >= 100 && value < 100;
    if (current == 0) return total > 0 && value < scale;
    if (rest == 0) return value < 100;
    return (rest % 10 == 0 && rest >= 20 && value < 10) ||
           ((rest == 60 || rest == 80) && value < 20);
  }

  // May `value` follow what was read so far of the same number?
  bool fits(long long current, long long value, long long scale, bool joined) const {
    const long long rest = current % 100;
    if (current == 0) return scale > value;
    if (rest == 0) return current >= 100 && value < 100 && (joined || value > 0);
    if (rest >= 20 && rest % 10 == 0 && value < 10) return value > 0;
    if ((rest == 60 || rest == 80) && value < 20) return true;  // soixante-dix, quatre-vingt-dix
    return vocabulary_.tens_last() && joined && rest < 10 && value >= 20 && value < 100 &&
           value % 10 == 0;
  }

  std::string_view folded_;
  const Vocabulary& vocabulary_;
  std::vector<Amount> digits_;
  std::vector<Amount> han_;
  std::vector<Token> tokens_;
};

}  // namespace

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::cardinal:
      return "cardinal";
    case Kind::ordinal:
      return "ordinal";
    case Kind::percent:
      return "percent";
    case Kind::money:
      return "money";
    case Kind::measure:
      return "measure";
    case Kind::code:
      return "code";
  }
  return "cardinal";
}

std::vector<Number> find(std::string_view text, std::string_view lang, std::span<const Span> mask) {
  const Vocabulary& words = vocabulary(lang);
  const text::FoldedText folded = text::fold(text, Vocabulary::fold_flags());
  std::vector<Number> out;
  for (Number& n : Reader(folded.view(), words).read()) {
    n.span = folded.source(n.span);
    n.with_unit = folded.source(n.with_unit);
    const bool masked =
        std::any_of(mask.begin(), mask.end(), [&](Span m) { return m.overlaps(n.span); });
    if (!masked) out.push_back(std::move(n));
  }
  return out;
}

}  // namespace hexapla::numbers
