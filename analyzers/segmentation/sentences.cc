// Sentence boundaries by one scan from left to right. Candidates are the characters that Unicode
// marks as sentence terminals (UAX 29); what stands before and after decides, with the
// abbreviations of the language's table.
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/language/profile.h"
#include "analyzers/segmentation/marks.h"
#include "analyzers/segmentation/segmentation.h"
#include "analyzers/text/utf8.h"

namespace hexapla::segmentation {
namespace {

using text::CodePoint;

enum class Abbreviation : std::uint8_t {
  none,
  inner,   // always followed by more of the sentence: "Mr.", "e.g."
  number,  // followed by a number or a name of a place in a text: "p.", "art."
  either,  // may end the sentence: "Inc.", "etc."
};

struct Rules {
  std::map<std::string, Abbreviation, std::less<>>
      abbreviations;                            // lower case, without the last full stop
  std::set<std::string, std::less<>> starters;  // words that begin a sentence after "either"
};

Rules make_rules(const language::Profile& profile) {
  Rules rules;
  for (const language::Row& row : profile.rows("abbreviations")) {
    const std::string_view kind = row.size() > 1 ? std::string_view(row[1]) : std::string_view();
    std::string form = text::to_lower(row[0]);
    if (form.ends_with('.')) form.pop_back();
    rules.abbreviations[form] = kind == "number"   ? Abbreviation::number
                                : kind == "either" ? Abbreviation::either
                                                   : Abbreviation::inner;
  }
  for (const std::string& word : profile.words("sentence-starters")) rules.starters.insert(word);
  return rules;
}

const Rules& rules_of(std::string_view lang) {
  static const std::map<std::string, Rules, std::less<>> all = [] {
    std::map<std::string, Rules, std::less<>> out;
    for (const language::Profile& p : language::profiles()) out.emplace(p.tag(), make_rules(p));
    return out;
  }();
  static const Rules none;
  const auto found = all.find(lang);
  return found == all.end() ? none : found->second;
}

class Splitter {
 public:
  Splitter(std::string_view s, const Rules& rules) : s_(s), rules_(rules) {}

  std::vector<Span> run() {
    quotations_ = find_quotations(s_);
    std::size_t at = skip_space(0);
    begin_ = at;
    while (at < s_.size()) {
      const CodePoint c = text::decode(s_, at);
      if (c.value == '\n' || c.value == '\r' || c.value == 0x2028 || c.value == 0x2029 ||
          c.value == 0x85) {
        at = line_end(at);
        continue;
      }
      if (at > begin_ && before_item(at)) cut(at, at);
      if (at == begin_) {
        const std::size_t label = label_end(at);
        if (label != at) {
          at = label;
          continue;
        }
      }
      if (is_terminal(c.value)) {
        at = terminal(at);
        continue;
      }
      at += c.size;
    }
    cut(s_.size(), s_.size());
    return std::move(out_);
  }

 private:
  char32_t at(std::size_t i) const { return i < s_.size() ? text::decode(s_, i).value : 0; }
  std::size_t size_at(std::size_t i) const { return i < s_.size() ? text::decode(s_, i).size : 0; }
  char32_t before(std::size_t i) const {
    return i == 0 ? 0 : text::decode(s_, text::code_point_start(s_, i - 1)).value;
  }
  std::size_t skip_space(std::size_t i) const {
    while (i < s_.size() && text::is_space(at(i))) i += size_at(i);
    return i;
  }
  std::size_t skip_blank(std::size_t i) const {
    while (i < s_.size() && text::is_space(at(i)) && at(i) != '\n' && at(i) != '\r')
      i += size_at(i);
    return i;
  }

  // Ends the sentence before `end`; the next begins at `next` or the first visible character after
  // it.
  void cut(std::size_t end, std::size_t next) {
    const std::string_view piece = s_.substr(begin_, end - begin_);
    const std::string_view visible = text::trim(piece);
    if (!visible.empty()) {
      const auto from = static_cast<std::size_t>(visible.data() - s_.data());
      out_.push_back({from, from + visible.size()});
    }
    begin_ = skip_space(next);
  }

  bool quoted(std::size_t i) {
    while (next_quotation_ < quotations_.size() && quotations_[next_quotation_].end < i)
      ++next_quotation_;
    return next_quotation_ < quotations_.size() && quotations_[next_quotation_].begin < i &&
           i < quotations_[next_quotation_].end;
  }

  // A line end: a blank line ends a sentence, and so does a line that begins like one.
  std::size_t line_end(std::size_t i) {
    std::size_t lines = 0;
    std::size_t next = i;
    while (next < s_.size() && text::is_space(at(next))) {
      if (at(next) == '\n' || (at(next) == '\r' && at(next + 1) != '\n')) ++lines;
      next += size_at(next);
    }
    std::size_t word = next;
    while (is_opener(at(word)) || at(word) == ' ') word += size_at(word);
    const char32_t c = at(next);
    // A blank before the line end shows that a longer line was wrapped there.
    const std::size_t ended = s_.substr(0, i).find_last_not_of(" \t");
    const char last = ended == std::string_view::npos ? '\0' : s_[ended];
    const bool wrapped = text::is_space(before(i)) && before(next) != '\t' && last != '.' &&
                         last != '!' && last != '?' && last != ':' && last != ';';
    const bool fresh = is_bullet(c) || text::is_digit(c) || is_dash(c) ||
                       ((text::is_upper(at(word)) || text::is_digit(at(word))) && !wrapped) ||
                       label_at(next).style != 0;
    if (next < s_.size() && (lines >= 2 || fresh)) cut(i, next);
    return next;
  }

  // A list label at `i`: "1.", "1.)", "a)", "(iv)", "Q."; gives its end, or `i`.
  struct Label {
    std::size_t end = 0;
    int style = 0;  // what follows the value; 0: no label
    long value = 0;
  };
  Label label_at(std::size_t i) const {
    Label out;
    std::size_t at_ = i;
    const bool open = at(at_) == '(';
    if (open) ++at_;
    if (text::is_digit(at(at_))) {
      int digits = 0;
      while (text::is_digit(at(at_)) && digits < 4) {
        out.value = out.value * 10 + text::digit_value(at(at_));
        at_ += size_at(at_);
        ++digits;
      }
      if (digits > 3) return {};
      out.style = 1;
    } else if (text::is_letter(at(at_)) && text::script_of(at(at_)) != text::Script::han) {
      std::size_t end = at_;
      std::size_t letters = 0;
      bool roman = true;
      while (text::is_letter(at(end)) && letters < 6) {
        const char32_t c = at(end);
        roman = roman && (c == 'i' || c == 'v' || c == 'x' || c == 'I' || c == 'V' || c == 'X');
        end += size_at(end);
        ++letters;
      }
      if (letters != 1 && (!roman || letters > 5)) return {};
      out.value = letters == 1 ? static_cast<long>(at(at_)) : -1;
      out.style = 2;
      at_ = end;
    } else {
      return {};
    }
    if (open) {
      if (at(at_) != ')') return {};
      out.style += 30;
      ++at_;
    } else if (at(at_) == '.' && at(at_ + 1) == ')') {
      out.style += 10;
      at_ += 2;
    } else if (at(at_) == '.') {
      ++at_;
    } else if (at(at_) == ')') {
      out.style += 20;
      ++at_;
    } else {
      return {};
    }
    if (at_ < s_.size() && !text::is_space(at(at_))) return {};
    out.end = at_;
    return out;
  }
  std::size_t label_end(std::size_t i) {
    std::size_t start = i;
    if (is_bullet(at(i))) start = skip_blank(i + size_at(i));
    const Label label = label_at(start);
    if (label.style == 0) return i;
    last_ = label;
    return label.end;
  }

  // The next item of the list whose label the sentence began with: "1. First 2. Second".
  bool before_item(std::size_t i) {
    if (!text::is_space(before(i))) return false;
    const char32_t c = at(i);
    if (is_bullet(c) && text::is_space(before(i))) return true;
    if (!(text::is_digit(c) || text::is_letter(c)) || last_.style == 0 || last_.style > 30)
      return false;
    const Label label = label_at(i);
    const bool next = label.style == last_.style && label.value == last_.value + 1;
    const bool again = label.value == 1 && label.style % 10 == 1 && label.style < 30;
    if ((!next && !again) || label.end >= s_.size()) return false;
    return !quoted(i);
  }

  // The word that ends at `i`, letters and inner full stops, and where it begins.
  std::string_view word_before(std::size_t i) const {
    std::size_t from = i;
    while (from > begin_ && i - from < 40) {
      const std::size_t p = text::code_point_start(s_, from - 1);
      const char32_t c = at(p);
      if (!text::is_letter(c) && c != '.' && c != 0x2D &&
          u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK && c != 0xB0 && c != 0xBA &&
          c != 0xAA) {
        break;
      }
      from = p;
    }
    while (from < i && (at(from) == '-' || at(from) == '.')) ++from;
    return s_.substr(from, i - from);
  }
  std::string_view word_after(std::size_t i) const {
    std::size_t to = i;
    while (to < s_.size() && (text::is_letter(at(to)) || at(to) == '\'')) to += size_at(to);
    std::string_view word = s_.substr(i, to - i);
    return word.substr(0, word.find('\''));
  }

  bool starts_sentence(std::size_t i) const {
    const std::string_view word = word_after(i);
    const bool initial = word.size() == size_at(i) && at(i + word.size()) == '.';
    return !initial && rules_.starters.contains(word);
  }

  // A terminal at `i`: ends the sentence there, or not. Gives where to go on.
  std::size_t terminal(std::size_t i) {
    const std::size_t first = i;
    bool strong = false;
    bool only_stops = true;
    std::size_t count = 0;
    for (;;) {
      const char32_t c = at(i);
      if (!is_terminal(c)) {
        // ". . .": the stops of an ellipsis may be spaced.
        if (only_stops && c == ' ' && at(i + 1) == '.' &&
            (at(i + 2) == ' ' || at(i + 2) == '.' || i + 2 >= s_.size() || is_closer(at(i + 2)))) {
          ++i;
          continue;
        }
        break;
      }
      strong = strong || is_strong(c);
      only_stops = only_stops && (is_full_stop(c) || c == 0x2026);
      ++count;
      i += size_at(i);
    }
    const std::size_t after_marks = i;
    const char32_t prev = before(first);
    const bool word_mark = prev == 0 || (text::is_space(prev) && text::is_letter(at(after_marks)));
    if (!strong &&
        (prev == '[' || prev == '(' || (!only_stops && (word_mark || is_opener(prev))))) {
      return after_marks;  // "!Kung", "[?]", "[...]"
    }
    if (only_stops && count == 3 && text::is_space(prev) && after_marks > first + 3) {
      return after_marks;  // " . . . ": words left out
    }
    if (only_stops && count == 4 && after_marks == first + 7 && text::is_letter(prev) &&
        text::is_upper(at(skip_blank(after_marks)))) {
      cut(first + 1, first + 1);  // "end. . . . Next": the end, then words left out
      return after_marks;
    }
    const bool inside = quoted(first);
    while (is_closer(at(i))) i += size_at(i);
    i = after_notes(first, i);
    // A quotation that ends here may end the sentence; one that goes on does not.
    if (inside && quoted(i == after_marks ? first : i - 1) && i <= quotations_[next_quotation_].end)
      return i;
    if (i >= s_.size()) return i;
    if (strong) {
      if (depth(i) > 0) return i;
      cut(i, i);
      return begin_;
    }
    if (!text::is_space(at(i))) {
      if (glued(first, i)) {
        cut(i, i);
        return begin_;
      }
      return i;
    }
    std::size_t next = skip_blank(i);
    if (next >= s_.size() || at(next) == '\n' || at(next) == '\r') return i;
    std::size_t word = next;
    bool opened = false;
    while (word < s_.size() && (is_opener(at(word)) || is_dash(at(word)) || is_bullet(at(word)) ||
                                at(word) == ' ' || at(word) == '_')) {
      opened = opened || is_opener(at(word));
      word += size_at(word);
    }
    const char32_t c = at(word);
    const bool labelled = label_at(next).style != 0;
    if (text::is_lower(c) && !labelled) return i;
    if (c != 0 && !text::is_letter(c) && !text::is_digit(c) && c != '$' && c != '<' &&
        c != 0x20AC && c != 0xA3)
      return i;
    if (depth(i) > 0 || (!labelled && closing_remark(next))) return i;
    if (only_stops && count == 1 && after_marks == i && !ends_after_stop(first, word, opened))
      return i;
    cut(i, next);
    return begin_;
  }

  // A sentence in brackets at the end of a paragraph belongs to the one before.
  bool closing_remark(std::size_t i) const {
    if (at(i) != '(') return false;
    std::size_t end = i;
    while (end < s_.size() && end - i < 400 && s_[end] != ')') ++end;
    if (end >= s_.size() || s_[end] != ')') return false;
    ++end;
    while (is_terminal(at(end)) || is_closer(at(end))) end += size_at(end);
    return skip_space(end) >= s_.size();
  }

  // Brackets that are open in this sentence before `i`, counted once from the left.
  int depth(std::size_t i) {
    if (depth_from_ < begin_ || depth_from_ > i) {
      depth_from_ = begin_;
      depth_ = 0;
    }
    for (; depth_from_ < i; ++depth_from_) {
      const char c = s_[depth_from_];
      if (c == '(' || c == '[') ++depth_;
      if ((c == ')' || c == ']') && depth_ > 0) --depth_;
      if (static_cast<unsigned char>(c) == 0xEF && s_.substr(depth_from_).starts_with("（"))
        ++depth_;
      if (static_cast<unsigned char>(c) == 0xEF && depth_ > 0 &&
          s_.substr(depth_from_).starts_with("）"))
        --depth_;
    }
    // A bracket that has been open for long was never meant to close.
    return i - begin_ > 2000 ? 0 : depth_;
  }

  // Note numbers behind the end: "martyr.[1] The", "consultation.11 12 Take".
  std::size_t after_notes(std::size_t first, std::size_t i) const {
    std::size_t end = i;
    while (at(end) == '[') {
      std::size_t k = end + 1;
      while (text::is_digit(at(k))) ++k;
      if (k == end + 1 || at(k) != ']') return i;
      end = k + 1;
    }
    if (end != i) return end;
    const char32_t prev = before(first);
    if (!text::is_letter(prev) && prev != ')') return i;
    for (;;) {
      std::size_t k = end;
      while (text::is_digit(at(k)) && k - end < 3) k += size_at(k);
      if (k == end) break;
      end = k;
      if (at(end) != ' ') return i;
      if (text::is_upper(at(end + 1))) return end;
      if (!text::is_digit(at(end + 1))) return i;
      ++end;
    }
    return i;
  }

  // "world.Today": the space is missing, as often in text from PDF; not in addresses of the net.
  bool glued(std::size_t first, std::size_t i) const {
    const char32_t next = at(i);
    if (i != first + 1 || !text::is_upper(next) || !text::is_lower(at(i + size_at(i))))
      return false;
    const char32_t prev = before(first);
    if (!text::is_lower(prev) && !text::is_digit(prev)) return false;
    std::size_t from = first;
    while (from > begin_ && first - from < 200 && !text::is_space(at(from - 1))) --from;
    std::size_t to = i;
    while (to < s_.size() && to - i < 200 && !text::is_space(at(to))) ++to;
    const std::string_view token = s_.substr(from, to - from);
    if (token.find_first_of("@/\\<>_=") != std::string_view::npos || token.starts_with("www."))
      return false;
    const std::string_view word = word_before(first);
    return text::count_code_points(word) >= 2 || (text::is_digit(prev) && first - from >= 3);
  }

  // Whether a single full stop at `stop` ends the sentence when `word` begins what follows.
  bool ends_after_stop(std::size_t stop, std::size_t word, bool opened) const {
    const std::string_view last = word_before(stop);
    const char32_t next = at(word);
    if (last.empty()) return true;
    const std::string lower = text::to_lower(last);
    // A single capital is an initial, whatever its small letter abbreviates.
    const bool initial =
        text::is_upper(at(stop - last.size())) && text::count_code_points(last) == 1;
    const auto found = initial ? rules_.abbreviations.end() : rules_.abbreviations.find(lower);
    const bool digit = text::is_digit(next);
    if (found != rules_.abbreviations.end()) {
      switch (found->second) {
        case Abbreviation::inner:
          return false;
        case Abbreviation::number:
          return !digit && !(text::is_upper(next) && word_after(word).size() <= 2 * size_at(word));
        case Abbreviation::either:
          return !digit && (opened || starts_sentence(word));
        case Abbreviation::none:
          break;
      }
    }
    if (last.find('.') != std::string_view::npos) {
      // "U.S.", "т.е.": an abbreviation of initials.
      bool initials = true;
      std::size_t run = 0;
      for (std::size_t k = 0; k < last.size(); k += text::decode(last, k).size) {
        const char32_t c = text::decode(last, k).value;
        run = c == '.' ? 0 : run + 1;
        initials = initials && run <= 1;
      }
      if (initials) return !digit && starts_sentence(word);
      return true;
    }
    if (text::count_code_points(last) == 1 && text::is_letter(at(stop - last.size()))) {
      // An initial, unless it is a word of the language at the end of a clause ("you and I.").
      const std::size_t begins = stop - last.size();
      if (!text::is_upper(at(begins))) return !digit;
      std::size_t p = begins;
      while (p > begin_ && text::is_space(before(p))) p = text::code_point_start(s_, p - 1);
      if (p <= begin_) return false;
      std::size_t q = p;
      while (q > begin_ && text::is_letter(before(q))) q = text::code_point_start(s_, q - 1);
      const bool after_small_word = q < p && text::is_lower(at(q));
      return after_small_word && starts_sentence(word);
    }
    return true;
  }

  std::string_view s_;
  const Rules& rules_;
  std::size_t begin_ = 0;
  std::vector<Span> out_;
  std::vector<Span> quotations_;  // from mark to mark
  std::size_t next_quotation_ = 0;
  std::size_t depth_from_ = 0;
  int depth_ = 0;
  Label last_;
};

}  // namespace

std::vector<Span> sentences(std::string_view text, std::string_view lang) {
  return Splitter(text, rules_of(lang)).run();
}

}  // namespace hexapla::segmentation
