#include "pipeline/normalize/glued_marks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "analyzers/language/profile.h"
#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/normalize/chars.h"
#include "pipeline/normalize/cues.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/labels.h"

namespace hexapla::normalize {
namespace {

constexpr std::size_t kMostDigits = 3;    // of a mark
constexpr std::size_t kLongestWord = 80;  // bytes that are looked at before a mark

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr text::ByteSet kSuperscripts("\xC2\xE2");  // what they begin with

// "。 1": a space between the end of a Chinese sentence and what begins at `at`.
bool is_behind_chinese_stop(std::string_view text, std::size_t at) {
  if (at < 4 || text[at - 1] != ' ' || static_cast<unsigned char>(text[at - 2]) < 0x80)
    return false;
  const std::string_view stop = text.substr(at - 4, 3);
  return stop == "\xE3\x80\x82" || stop == "\xEF\xBC\x81" || stop == "\xEF\xBC\x9F";  // 。！？
}

// A look at figures before the rest of the line is read: more of them than a year has, or few,
// right behind what a mark follows. Most numbers stand behind a space.
bool may_be_mark(std::string_view text, Span run) {
  static constexpr text::ByteSet kBefore = [] {
    text::ByteSet out("abcdefghijklmnopqrstuvwxyz.,;:)]");
    for (int byte = 0x80; byte <= 0xFF; ++byte) out.add(static_cast<char>(byte));
    return out;
  }();
  if (run.size() > 4) return run.size() <= 4 + kMostDigits;
  if (is_behind_chinese_stop(text, run.begin)) return run.size() <= kMostDigits;
  return run.begin > 0 && run.size() <= kMostDigits && kBefore.has(text[run.begin - 1]);
}

// What may stand behind a mark: the end, white space, the punctuation that ends a clause, Chinese.
bool may_follow(std::string_view rest) {
  if (rest.empty()) return true;
  const char32_t c = first_char(rest);
  if (text::is_space(c) || is_cjk(c)) return true;
  switch (c) {
    case '.':
    case ',':
    case ';':
    case ':':
    case ')':
    case ']':
    case 0xBB:
    case 0x201D:
    case 0x60C:
    case 0x61B:
      // "3.5" and "1,284" go on.
      return rest.size() == 1 ||
             !text::is_digit(text::decode(rest, text::decode(rest, 0).size).value);
    default:
      return false;
  }
}

const std::unordered_set<std::string>& abbreviations() {
  static const std::unordered_set<std::string> words = [] {
    std::unordered_set<std::string> out;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("abbreviations")) {
        std::string word = text::to_lower(row[0]);
        if (word.ends_with('.')) word.pop_back();
        out.insert(std::move(word));
      }
    }
    return out;
  }();
  return words;
}

// The words of one character that follow a number: "个", "月".
const std::unordered_set<std::string>& counters() {
  static const std::unordered_set<std::string> words = [] {
    std::unordered_set<std::string> out;
    for (const language::Profile& p : language::profiles()) {
      for (const language::Row& row : p.rows("number-classifiers")) {
        for (const std::string& word : row) {
          if (!word.empty() && text::decode(word, 0).size == word.size() &&
              is_cjk(first_char(word)))
            out.insert(word);
        }
      }
    }
    return out;
  }();
  return words;
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

std::size_t digits_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  return begin;
}

// A month stands before the number that begins at `at`, so that it is a year.
bool behind_month(std::string_view text, std::size_t at) {
  const auto space_before = [&](std::size_t end, std::size_t& begin) {
    if (end == 0) return false;
    begin = text::code_point_start(text, end - 1);
    return text::is_space(text::decode(text, begin).value);
  };
  std::size_t begin = 0;
  if (!space_before(at, begin)) return false;
  // "29 June 2018", "تشرين الأول/أكتوبر 2018": two words back are enough for every month.
  for (int words = 0; words < 2; ++words) {
    std::size_t space = 0;
    while (begin > 0 && at - begin < kLongestWord && !space_before(begin, space))
      begin = text::code_point_start(text, begin - 1);
    const std::string probe = std::string(text.substr(begin, at - begin)) + "2018";
    if (const std::optional<DateMatch> date = find_date(probe);
        date && date->span.end == probe.size() && date->from.size() >= 7)
      return true;
    if (!space_before(begin, begin)) break;
  }
  return false;
}

// At most kMostDigits of them.
std::size_t number_of(std::string_view digits) {
  std::size_t out = 0;
  for (const char c : digits) out = out * 10 + static_cast<std::size_t>(c - '0');
  return out;
}

class Finder {
 public:
  Finder(std::string_view text, std::size_t line, bool ends, std::string_view before,
         const MarkNumbers& wanted, std::vector<GluedMark>& out)
      : text_(text), line_(line), ends_(ends), before_(before), wanted_(wanted), out_(out) {}

  void run() {
    for (std::size_t at = text::find_digit(text_); at < text_.size();) {
      std::size_t end = at;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      if (is_worth_a_look(text_, {at, end}, wanted_)) look({at, end});
      at = text::find_digit(text_, end);
    }
  }

  static bool is_worth_a_look(std::string_view text, Span run, const MarkNumbers& wanted) {
    return may_be_mark(text, run) &&
           (run.size() > kMostDigits || wanted[number_of(text.substr(run.begin, run.size()))]);
  }

 private:
  // `anchor`: where the mark belongs; 0 for where it stands. `lead`: bytes before it that go with
  // it.
  void add(std::size_t begin, std::size_t end, int weight, std::size_t anchor = 0,
           std::size_t lead = 0) {
    if (end - begin > kMostDigits || text_[begin] == '0') return;
    const std::size_t number = number_of(text_.substr(begin, end - begin));
    if (!wanted_[number]) return;
    out_.push_back(
        {line_, {begin - lead, end}, std::max(anchor, end), static_cast<int>(number), weight});
  }

  void look(Span run) {
    if (!may_follow(text_.substr(run.end))) return;
    if (run.size() > 4 && run.size() <= 4 + kMostDigits && is_year_of_date(run.begin)) {
      if (is_year(text_.substr(run.begin, 4))) add(run.begin + 4, run.end, 3);
      if (is_year(text_.substr(run.end - 4, 4))) add(run.begin, run.end - 4, 3, run.end);
      return;
    }
    if (run.begin == 0) return;
    if (run.size() > kMostDigits) return;
    if (is_behind_chinese_stop(text_, run.begin)) {
      // "。 1 又"; "。 3 月 5 日" and "。 4 个国家" count something.
      if (!spaced(run.end) || counts(run)) return;
      add(run.begin, run.end, 1, 0, 1);
      return;
    }
    const std::size_t before = text::code_point_start(text_, run.begin - 1);
    const char32_t c = text::decode(text_, before).value;
    if (c == '.') {
      behind_stop(run, before);
    } else if (c == ',' || c == ';' || c == ':' || c == 0x60C || c == 0x61B) {
      // "procedures,3 which": a letter, a bracket or a year, and then white space.
      if (is_end_of_words(before) && spaced(run.end)) add(run.begin, run.end, 2);
    } else if (c == 0x3002 || c == 0xFF0C || c == 0xFF1B) {
      // "。1 又" and "，2018年": what follows the mark is no unit.
      if (spaced(run.end)) add(run.begin, run.end, 3);
    } else if (c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0xFF09 || c == 0x300B) {
      add(run.begin, run.end, 2);
    } else if (text::is_letter(c)) {
      behind_letter(run, c);
    }
  }

  // What stands behind the number is what it counts, in text whose figures stand between spaces.
  bool counts(Span run) const {
    const std::string_view rest = text::trim(text_.substr(run.end));
    if (rest.empty()) return false;
    return date_at(text_.substr(run.begin)).has_value() ||
           counters().contains(std::string(rest.substr(0, text::decode(rest, 0).size)));
  }

  bool spaced(std::size_t end) const { return end == text_.size() || text_[end] == ' '; }

  // What stands before a comma or a stop is a word, a closing bracket or a year.
  bool is_end_of_words(std::size_t stop) const {
    if (stop == 0) return false;
    const char32_t c = text::decode(text_, text::code_point_start(text_, stop - 1)).value;
    if (c == ')' || c == ']' || c == 0xBB || c == 0x201D || c == 0x2019 || c == '%') return true;
    if (text::is_letter(c)) return true;
    const std::size_t begin = digits_before(text_, stop);
    if (!is_year(text_.substr(begin, stop - begin))) return false;
    if (begin == 0) return is_year_of_date(0);
    // Of a range, too.
    const std::size_t before = text::code_point_start(text_, begin - 1);
    const char32_t dash = text::decode(text_, before).value;
    return text::is_space(dash) ||
           ((dash == '-' || dash == 0x2013) && before >= 4 && is_year(text_.substr(before - 4, 4)));
  }

  bool is_year_of_date(std::size_t at) const {
    if (at > 0) return behind_month(text_, at);
    const std::string line = std::string(before_) + " ";
    return !before_.empty() && behind_month(line, line.size());
  }

  void behind_stop(Span run, std::size_t stop) {
    // A mark that follows a full stop ends the sentence: no stop behind it, and no small letter.
    const std::string_view rest = text_.substr(run.end);
    if (!rest.empty() && !text::is_space(first_char(rest)) && !is_cjk(first_char(rest))) return;
    const std::string_view next = text::trim(rest);
    if (text::is_lower(first_char(next)) || text::is_digit(first_char(next))) return;
    const std::string_view word = last_word(text_.substr(0, stop));
    if (word.empty() || word.size() > kLongestWord) return;
    const bool at_end = rest.empty() && ends_;
    if (word.find('/') != std::string_view::npos) {
      // The end of a symbol that is a number of its own ("…/Corr.1.1") or the number itself
      // ("…/Add.1"): only behind two stops is there a mark.
      return;
    }
    if (is_end_of_words(stop)) {
      const char32_t c = text::decode(text_, text::code_point_start(text_, stop - 1)).value;
      if (text::is_digit(c)) {
        // "29 June 2018.1 The" and "2019–2020.1 The"; "section 2018.1" may be a number of the text.
        const std::size_t year = digits_before(text_, stop);
        const std::string_view prior = last_word(text::trim(text_.substr(0, year)));
        const char32_t gap =
            year == 0 ? U' ' : text::decode(text_, text::code_point_start(text_, year - 1)).value;
        if (is_year_of_date(year)) {
          add(run.begin, run.end, 3);
        } else if (!text::is_space(gap) || is_function_word(prior)) {
          add(run.begin, run.end, 2);
        } else if (!prior.empty() && !text::is_upper(first_char(prior)) && !takes_number(prior) &&
                   !text::is_digit(first_char(prior))) {
          // "in the year 2002.1": where just this note is wanted. "Rule 2002.1", "section 2002.1".
          add(run.begin, run.end, 1);
        }
        return;
      }
      // One letter with a stop is an initial or an article's number; two capitals a code.
      std::string lower = text::to_lower(word);
      while (!lower.empty() && (lower.front() == '(' || lower.front() == '[')) lower.erase(0, 1);
      if (abbreviations().contains(lower) || is_all_caps(word)) return;
      if (columns(word) <= 1 || word.find('.') != std::string_view::npos) return;
      add(run.begin, run.end, 3);
      return;
    }
    // "Corr.1.1", "3.1" where the paragraph ends: a sentence would have had its stop.
    if (at_end) add(run.begin, run.end, 2);
  }

  void behind_letter(Span run, char32_t c) {
    // "附件1，": a number of the text as likely as a mark.
    if (is_cjk(c)) return;
    const text::Script script = text::script_of(c);
    if (script != text::Script::arabic && !text::is_lower(c)) return;
    const std::string_view word = last_word(text_.substr(0, run.begin));
    if (word.empty() || word.size() > kLongestWord) return;
    if (columns(word) < 3 || word.find_first_of("/.:@_0123456789-") != std::string_view::npos)
      return;
    add(run.begin, run.end, 2);
  }

  std::string_view text_;
  std::size_t line_;
  bool ends_;
  std::string_view before_;
  const MarkNumbers& wanted_;
  std::vector<GluedMark>& out_;
};

// Largest value up to an index, for weights that grow.
class Best {
 public:
  explicit Best(std::size_t n) : tree_(n + 1) {}
  struct Value {
    int weight = 0;
    int mark = -1;
  };
  Value up_to(std::size_t i) const {  // of the first i
    Value out;
    for (; i > 0; i &= i - 1) {
      if (tree_[i].weight > out.weight) out = tree_[i];
    }
    return out;
  }
  void put(std::size_t i, Value value) {  // at index i, from 0
    for (++i; i < tree_.size(); i += i & (~i + 1)) {
      if (value.weight > tree_[i].weight) tree_[i] = value;
    }
  }

 private:
  std::vector<Value> tree_;
};

}  // namespace

namespace {

// The marks of the lines that have one of the numbers; `found` is called with those of each line,
// and may change what is wanted of the next.
template <class Found>
void find_in_lines(const std::vector<Line>& lines, const MarkNumbers& wanted, Found found) {
  std::vector<GluedMark> marks;
  std::size_t before = lines.size();  // the last line of text
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.consumed || line.blank() || line.in_row()) continue;
    const std::size_t above = before;
    before = i;
    if (!line.traits.has(Traits::kDigit)) continue;
    const std::string_view text = line.text.view();
    bool any = false;
    bool at_end = false;
    for (std::size_t at = text::find_digit(text); at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && is_digit(text[end])) ++end;
      if (Finder::is_worth_a_look(text, {at, end}, wanted)) {
        any = true;
        at_end = end == text.size();
      }
      at = text::find_digit(text, end);
    }
    if (!any) continue;
    // Asked of marks that end the line only.
    bool ends = false;
    if (at_end) {
      std::size_t next = i + 1;
      while (next < lines.size() && lines[next].consumed) ++next;
      ends = next == lines.size() || lines[next].blank() ||
             parse_label(lines[next].text.view()).has_value();
    }
    const bool follows = above < lines.size() && above + 1 == i;
    Finder(text, i, ends, follows ? lines[above].text.view() : "", wanted, marks).run();
    if (marks.empty()) continue;
    found(marks);
    marks.clear();
  }
}

}  // namespace

void find_glued_marks(std::string_view text, std::size_t line, bool ends, std::string_view before,
                      std::vector<GluedMark>& out) {
  Finder(text, line, ends, before, MarkNumbers().set(), out).run();
}

MarkNumbers numbers_of_glued_marks(const std::vector<Line>& lines) {
  MarkNumbers wanted = MarkNumbers().set();
  find_in_lines(lines, wanted, [&](const std::vector<GluedMark>& marks) {
    for (const GluedMark& mark : marks) wanted.reset(static_cast<std::size_t>(mark.number));
  });
  return ~wanted;
}

void anchor_glued_marks(std::vector<Line>& lines, const std::vector<FoundNote>& notes) {
  // Notes by number, in order of their lines.
  std::unordered_map<int, std::vector<std::size_t>> by_number;
  std::vector<bool> anchored(notes.size(), false);
  const auto note_of = [&](int number, std::size_t line) -> std::size_t {
    const auto found = by_number.find(number);
    if (found == by_number.end()) return notes.size();
    const auto next =
        std::lower_bound(found->second.begin(), found->second.end(), line,
                         [&](std::size_t note, std::size_t at) { return notes[note].line < at; });
    return next == found->second.end() ? notes.size() : *next;
  };
  for (std::size_t n = 0; n < notes.size(); ++n) {
    const std::string& key = notes[n].key;
    const bool number = !key.empty() && key.size() <= kMostDigits &&
                        key.find_first_not_of("0123456789") == std::string::npos;
    if (number && !notes[n].lost_mark) by_number[static_cast<int>(number_of(key))].push_back(n);
  }
  if (by_number.empty()) return;
  MarkNumbers wanted;
  for (const auto& [number, of_number] : by_number) wanted.set(static_cast<std::size_t>(number));
  // Superscripts and marks that stood alone have their notes.
  std::string digits;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].text.notes.empty() && !lines[i].traits.has(Traits::kRaised)) continue;
    if (lines[i].consumed && !lines[i].note) continue;
    for (const document::NoteReference& mark : lines[i].text.notes) {
      if (mark.mark.find_first_not_of("0123456789") != std::string::npos) continue;
      if (mark.mark.size() > kMostDigits) continue;
      const std::size_t n = note_of(static_cast<int>(number_of(mark.mark)), i);
      if (n < notes.size()) anchored[n] = true;
    }
    if (!lines[i].traits.has(Traits::kRaised)) continue;
    const std::string_view text = lines[i].text.view();
    for (std::size_t at = kSuperscripts.find(text); at < text.size();
         at = kSuperscripts.find(text, at)) {
      const std::size_t size = leading_superscript(text.substr(at), digits);
      if (size > 0 && digits.size() <= kMostDigits) {
        const std::size_t n = note_of(static_cast<int>(number_of(digits)), i);
        if (n < notes.size()) anchored[n] = true;
      }
      at += std::max<std::size_t>(size, 1);
    }
  }

  struct Step {
    int before = -1;
    std::size_t note = 0;
  };
  std::vector<GluedMark> marks;
  find_in_lines(lines, wanted, [&](const std::vector<GluedMark>& found) {
    marks.insert(marks.end(), found.begin(), found.end());
  });
  // "CO2" is told by its capitals; a word that comes with one number more often than there are
  // notes with it is a name, too.
  std::unordered_map<std::string, std::size_t> words;
  const auto word_of = [&](const GluedMark& mark) {
    return std::string(last_word(lines[mark.line].text.view().substr(0, mark.span.end)));
  };
  for (const GluedMark& mark : marks) {
    if (mark.weight == 2) ++words[word_of(mark)];
  }
  std::erase_if(marks, [&](const GluedMark& mark) {
    const auto found = by_number.find(mark.number);
    return found == by_number.end() ||
           (mark.weight == 2 && words[word_of(mark)] > found->second.size());
  });
  std::vector<Step> steps(marks.size());
  Best best(notes.size());
  for (std::size_t m = 0; m < marks.size(); ++m) {
    const std::size_t n = note_of(marks[m].number, marks[m].line);
    if (n == notes.size() || anchored[n]) continue;
    const Best::Value before = best.up_to(n);
    steps[m] = {before.mark, n};
    best.put(n, {before.weight + marks[m].weight, static_cast<int>(m)});
  }
  std::vector<int> chosen;
  for (int m = best.up_to(notes.size()).mark; m >= 0; m = steps[static_cast<std::size_t>(m)].before)
    chosen.push_back(m);
  // From the last to the first, so that places in a line stay right.
  for (const int m : chosen) {
    const GluedMark& mark = marks[static_cast<std::size_t>(m)];
    const Rich& text = lines[mark.line].text;
    const document::SourceRange source = text.text.source(mark.span);
    Rich cut = text.slice({0, mark.span.begin});
    cut.append(text, {mark.span.end, mark.at});
    cut.notes.push_back({cut.text.size(), std::to_string(mark.number), -1, source});
    cut.append(text, {mark.at, text.text.size()});
    lines[mark.line].set_text(std::move(cut));
  }
}

}  // namespace hexapla::normalize
