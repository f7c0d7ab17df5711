#include "pipeline/ingest/visual_text.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_direction.h"

namespace hexapla::ingest {
namespace {

constexpr char32_t kLre = 0x202A;
constexpr char32_t kRle = 0x202B;
constexpr char32_t kPop = 0x202C;
constexpr std::string_view kRleBytes = "\u202B";

constexpr char32_t kAlef = 0x627;
constexpr char32_t kLam = 0x644;
constexpr char32_t kNunation = 0x64B;

bool is_control(char32_t c) {
  return c >= kLre && c <= 0x202E;
}

bool is_left_to_right(char32_t c) {
  if (c < 0x80) return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
  return !is_right_to_left(c) && text::is_letter(c);
}

bool is_vowel_sign(char32_t c) {
  return c >= 0x64B && c <= 0x652;
}

bool is_arabic_letter(char32_t c) {
  return c >= 0x620 && c <= 0x64A;
}

bool is_bracket(char32_t c) {
  return c == '(' || c == ')' || c == '[' || c == ']';
}

// A line from left to right, as it stands on paper.
//
// A whole stretch of right-to-left text, from one letter to another with nothing in it that is read
// forwards, and the vowel signs upon the last letter, may stand as one character: `value` is its
// first letter. Letters of this direction end whatever is read forwards, so for the order of the
// line the stretch is one letter, and what is turned for paper and turned again for reading is as
// it came.
struct Paper {
  std::vector<VisualChar> chars;
  std::vector<Span> spans;  // of each, in the text

  bool empty() const { return chars.empty(); }
  void clear() {
    chars.clear();
    spans.clear();
  }
  void put(char32_t value, Span span) {
    chars.push_back({value, 0, false});
    spans.push_back(span);
  }
  // What stands at `begin` up to `end` stands the other way round.
  void turn(std::size_t begin, std::size_t end) {
    std::reverse(chars.data() + begin, chars.data() + end);
    std::reverse(spans.data() + begin, spans.data() + end);
  }
};

// Where text of one direction begins, in a Paper; it goes up to the next one.
struct Run {
  bool right_to_left;
  std::size_t begin;
};

// Each character of its own.
Paper taken_apart(std::string_view text, const Paper& paper) {
  Paper out;
  for (std::size_t i = 0; i < paper.chars.size(); ++i) {
    const Span span = paper.spans[i];
    const std::size_t begin = out.chars.size();
    for (std::size_t at = span.begin; at < span.end;) {
      const text::CodePoint c = text::decode(text, at);
      out.put(c.value, {at, at + c.size});
      at += c.size;
    }
    out.turn(begin, out.chars.size());
  }
  return out;
}

// Reads a line as pdftotext writes it, from control to control.
class Reader {
 public:
  // What `paper` and `runs` hold is thrown away; they are given for their memory.
  Reader(std::string_view text, Span line, Paper& paper, std::vector<Run>& runs)
      : text_(text.substr(0, line.end)), begin_(line.begin), paper_(paper), runs_(runs) {
    paper_.clear();
    runs_.clear();
  }

  // Puts the line on the paper. False when it is not written so, or nothing is on it.
  bool read() {
    // A right-to-left line is one run with runs within it; another line has runs side by side.
    right_to_left_ = text::trim(text_.substr(begin_)).starts_with(kRleBytes);
    std::array<char32_t, 2> open{};
    std::size_t depth = 0;
    bool whole = right_to_left_;
    for (std::size_t at = begin_; at < text_.size();) {
      const std::size_t control = next_control(at);
      if (control > at) {
        const bool rtl = depth > 0 && open[depth - 1] == kRle;
        whole = whole && (depth > 0 || text::trim(text_.substr(at, control - at)).empty());
        if (runs_.empty() || runs_.back().right_to_left != rtl) begin_run(rtl);
        if (!(rtl ? read_right({at, control}) : read_left({at, control}))) return false;
      }
      if (control == text_.size()) break;
      const char32_t c = text::decode(text_, control).value;
      at = control + kRleBytes.size();
      if (c == kPop) {
        if (depth == 0) return false;
        --depth;
        continue;
      }
      const bool inner = depth > 0;
      if (c == kLre ? !inner || open[depth - 1] != kRle : c != kRle || inner) return false;
      open[depth++] = c;
      if (inner || c == kRle) begin_run(c == kRle);
    }
    if (depth > 0) return false;
    // "[Arabic] - [Chinese]" begins with a run, too.
    right_to_left_ = right_to_left_ && whole;
    turn_runs();
    return !paper_.empty();
  }

  // The whole line stood between the controls.
  bool right_to_left() const { return right_to_left_; }
  // Letters of the line may have to be set right.
  bool has_repairs() const { return has_repairs_; }
  bool has_brackets() const { return has_brackets_; }

 private:
  void begin_run(bool right_to_left) { runs_.push_back({right_to_left, paper_.chars.size()}); }

  // U+202A to U+202E, from `at` on; the end of the line when there is none.
  std::size_t next_control(std::size_t at) const {
    for (; (at = text_.find(kRleBytes.front(), at)) != std::string_view::npos; ++at) {
      if (is_control(text::decode(text_, at).value)) return at;
    }
    return text_.size();
  }

  bool read_left(Span stretch) {
    for (std::size_t at = stretch.begin; at < stretch.end;) {
      const text::CodePoint c = text::decode(text_, at);
      if (is_right_to_left(c.value)) return false;
      has_brackets_ = has_brackets_ || is_bracket(c.value);
      has_repairs_ = has_repairs_ || is_vowel_sign(c.value);
      paper_.put(c.value, {at, at + c.size});
      at += c.size;
    }
    last_ = 0;
    return true;
  }

  bool read_right(Span stretch) {
    bool goes_on = false;             // what was put last may reach further
    std::size_t put = stretch.begin;  // up to here
    const auto put_to = [&](std::size_t end) {
      while (put < end) {
        const text::CodePoint c = text::decode(text_, put);
        paper_.put(c.value, {put, put + c.size});
        put += c.size;
      }
    };
    for (std::size_t at = stretch.begin; at < stretch.end;) {
      const text::CodePoint c = text::decode(text_, at);
      const std::size_t end = at + c.size;
      if (is_arabic_letter(c.value) || (c.value >= 0x80 && is_right_to_left(c.value))) {
        if (!goes_on) {
          put_to(at);
          paper_.put(c.value, {at, end});
          goes_on = true;
        }
        const std::size_t word = c.size == 2 ? skip_letters(at, stretch.end) : at;
        if (word > at) {
          paper_.spans.back().end = put = at = word;
          continue;
        }
        paper_.spans.back().end = put = end;
      } else if (is_vowel_sign(c.value)) {
        // Apart from its letter, or nunation behind what may be a lam-alef.
        if (!goes_on || put != at || (c.value == kNunation && last_ == kLam)) {
          has_repairs_ = true;
        } else {
          paper_.spans.back().end = put = end;
        }
      } else if (c.value != ' ') {
        if (is_left_to_right(c.value) || (c.value >= '0' && c.value <= '9')) return false;
        if (is_read_forwards(c.value)) {
          put_to(end);
          goes_on = false;
        }
        has_brackets_ = has_brackets_ || is_bracket(c.value);
      }
      last_ = c.value;
      at = end;
    }
    put_to(stretch.end);
    return true;
  }

  // Behind the Arabic letters at `at`, U+0620 to U+064A, and those that follow behind one space.
  std::size_t skip_letters(std::size_t at, std::size_t end) {
    constexpr unsigned kAlefBytes = 0xD8A7;
    // The bytes of a letter; 0 when there is none.
    const auto letter_at = [&](std::size_t i) {
      if (i + 2 > end) return 0U;
      const unsigned two = (static_cast<unsigned>(static_cast<unsigned char>(text_[i])) << 8U) |
                           static_cast<unsigned char>(text_[i + 1]);
      return (two >= 0xD8A0 && two <= 0xD8BF) || (two >= 0xD980 && two <= 0xD98A) ? two : 0U;
    };
    unsigned before = last_ == kAlef ? kAlefBytes : 0;
    const std::size_t begin = at;
    for (unsigned letter = letter_at(at); letter != 0;) {
      // Two alefs: the article may have to be set right.
      has_repairs_ = has_repairs_ || (letter <= kAlefBytes && before == kAlefBytes);
      before = letter;
      at += 2;
      letter = letter_at(at);
      if (letter == 0 && at < end && text_[at] == ' ' && (letter = letter_at(at + 1)) != 0) {
        before = 0;
        ++at;
      }
    }
    if (at > begin) last_ = text::decode(text_, at - 2).value;
    return at;
  }

  // From the order in which they come to that of the paper.
  void turn_runs() {
    if (right_to_left_) paper_.turn(0, paper_.chars.size());
    const std::size_t size = paper_.chars.size();
    for (std::size_t r = 0; r < runs_.size(); ++r) {
      if (runs_[r].right_to_left == right_to_left_) continue;
      const std::size_t begin = runs_[r].begin;
      const std::size_t end = r + 1 < runs_.size() ? runs_[r + 1].begin : size;
      if (right_to_left_) {
        paper_.turn(size - end, size - begin);
      } else {
        paper_.turn(begin, end);
      }
    }
  }

  std::string_view text_;  // up to the end of the line
  std::size_t begin_;
  Paper& paper_;
  std::vector<Run>& runs_;
  bool right_to_left_ = false;
  bool has_repairs_ = false;
  bool has_brackets_ = false;
  char32_t last_ = 0;  // that came, of right-to-left text
};

// A vowel sign behind a space belongs to the letter before the space, or, where one letter alone
// follows it, to that: "استنادا ً إلى", "ت ُبلَّغ"; "ُأ درجت" is "أُدرجت".
void join_signs(std::vector<LogicalChar>& text) {
  std::vector<LogicalChar> out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i].value;
    const bool stray = is_vowel_sign(c) && (out.empty() || out.back().value == ' ');
    if (!stray) {
      out.push_back(text[i]);
      continue;
    }
    const auto letter = [&](std::size_t at) {
      return at < text.size() && is_arabic_letter(text[at].value);
    };
    if (letter(i + 1) && i + 2 < text.size() && text[i + 2].value == ' ' && letter(i + 3)) {
      out.push_back(text[i + 1]);
      out.push_back(text[i]);
      i += 2;
      continue;
    }
    if (out.size() >= 2 && is_arabic_letter(out[out.size() - 2].value)) out.pop_back();
    out.push_back(text[i]);
  }
  text = std::move(out);
}

// A space behind an opening bracket is a gap between two runs.
void close_brackets(std::vector<LogicalChar>& text) {
  char32_t last = 0;  // that stays
  std::erase_if(text, [&](const LogicalChar& c) {
    const bool gap = c.value == ' ' && (last == '(' || last == '[');
    if (!gap) last = c.value;
    return gap;
  });
}

// The stretches of a line that a wide gap outside of all controls parts.
std::vector<Span> columns_of(std::string_view text, Span line) {
  constexpr std::size_t kGap = 3;  // spaces
  std::vector<Span> out;
  int depth = 0;
  for (std::size_t at = line.begin; at < line.end;) {
    const text::CodePoint c = text::decode(text, at);
    const std::size_t begin = at;
    at += c.size;
    if (c.value == kPop) {
      --depth;
    } else if (is_control(c.value)) {
      ++depth;
    } else if (c.value == ' ' && depth == 0) {
      continue;
    }
    if (out.empty() || (depth <= 1 && begin >= out.back().end + kGap)) {
      out.push_back({begin, at});
    } else {
      out.back().end = at;
    }
  }
  return out.empty() ? std::vector<Span>{line} : out;
}

// What stands on `paper` from left to right, in the order of reading; what goes on in the text is
// one.
void spans_in_order(const Paper& paper, std::span<const LogicalChar> order,
                    std::vector<Span>& out) {
  out.clear();
  for (const LogicalChar& place : order) {
    const Span span = paper.spans[place.from];
    if (!out.empty() && out.back().end == span.begin) {
      out.back().end = span.end;
    } else {
      out.push_back(span);
    }
  }
}

// Each bracket closes one that is open, and none that opens has a space behind it: they are not
// turned, and no space is taken away.
bool brackets_stand_right(std::string_view text, std::span<const Span> order) {
  std::size_t open = 0;
  char last = 0;
  for (const Span& span : order) {
    for (const char c : text.substr(span.begin, span.size())) {
      if (c == ' ' && (last == '(' || last == '[')) return false;
      if (c == '(' || c == '[') ++open;
      if ((c == ')' || c == ']') && open-- == 0) return false;
      last = c;
    }
  }
  return true;
}

// Characters in the order of reading, `from` their places in the text, with what is still to be set
// right.
document::MappedText put_together(const document::MappedText& text, std::vector<LogicalChar>& order,
                                  PdfRepairs& repairs) {
  if (std::any_of(order.begin(), order.end(),
                  [](const LogicalChar& c) { return is_vowel_sign(c.value); })) {
    join_signs(order);
    repair_nunation(order, repairs);
  }
  close_brackets(order);
  document::MappedText out;
  std::vector<Span> spans;
  spans.reserve(16);
  for (std::size_t i = 0; i < order.size();) {
    const text::CodePoint own = text::decode(text.view(), order[i].from);
    Span span{order[i].from, order[i].from + own.size};
    if (order[i].value != own.value) {
      // A bracket that was turned.
      std::string turned;
      text::append(turned, order[i].value);
      out.append(text.gathered(spans));
      spans.clear();
      out.append_replacement(turned, text.source(span));
      ++i;
      continue;
    }
    for (++i; i < order.size() && order[i].from == span.end; ++i) {
      const text::CodePoint next = text::decode(text.view(), span.end);
      if (order[i].value != next.value) break;
      span.end += next.size;
    }
    spans.push_back(span);
  }
  out.append(text.gathered(spans));
  return out;
}

// The characters of a line, each by itself, as they are read.
document::MappedText in_order(const document::MappedText& text, const Paper& paper, bool base,
                              PdfRepairs& repairs) {
  std::vector<LogicalChar> order = logical_places(paper.chars, base, false, repairs);
  for (LogicalChar& c : order) c.from = paper.spans[c.from].begin;
  return put_together(text, order, repairs);
}

// Words that begin and that end with teh marbuta, in either of its forms.
struct TehMarbuta {
  std::size_t first = 0;
  std::size_t last = 0;
};

void count_teh_marbuta(std::string_view text, std::string_view letter, TehMarbuta& out) {
  const auto is_in_word = [](char32_t c) {
    return is_arabic_letter(c) || is_vowel_sign(c) || (c >= 0xFE70 && c <= 0xFEFC);
  };
  if (text.find(letter.front()) == std::string_view::npos) return;
  // By the last byte, which is rarer than the first one in Arabic.
  for (std::size_t last = text.find(letter.back()); last != std::string_view::npos;
       last = text.find(letter.back(), last + 1)) {
    const std::size_t end = last + 1;
    if (!text.substr(0, end).ends_with(letter)) continue;
    const std::size_t at = end - letter.size();
    const bool before =
        at > 0 && is_in_word(text::decode(text, text::code_point_start(text, at - 1)).value);
    const bool after = end < text.size() && is_in_word(text::decode(text, end).value);
    out.first += after && !before ? 1 : 0;
    out.last += before && !after ? 1 : 0;
  }
}

// Stands from left to right: words begin with the letter that none begins with.
bool is_bare_visual(std::string_view text) {
  constexpr std::size_t kLeast = 3;  // such words
  TehMarbuta found;
  for (const std::string_view letter : {"\u0629", "\uFE93", "\uFE94"})
    count_teh_marbuta(text, letter, found);
  return found.first >= kLeast && found.first > found.last * 4;
}

}  // namespace

struct VisualText::Buffers {
  Paper paper;
  std::vector<Run> runs;
  std::vector<LogicalChar> order;
  std::vector<Span> spans;
};

VisualText::~VisualText() = default;

VisualText::VisualText(std::string_view text) : buffers_(std::make_unique<Buffers>()) {
  if (text.find(kRleBytes) == std::string_view::npos) {
    any_ = bare_ = is_bare_visual(text);
    return;
  }
  any_ = true;
  std::size_t lines = 0;
  std::size_t others = 0;
  std::size_t feed = 0;  // the next line feed
  std::size_t page = 0;  // the next page break
  for (std::size_t at = 0; at < text.size();) {
    if (feed < at || at == 0) feed = std::min(text.find('\n', at), text.size());
    if (page < at || at == 0) page = std::min(text.find('\f', at), text.size());
    const std::size_t end = std::min(feed, page);
    const auto first = static_cast<unsigned char>(at < end ? text[at] : ' ');
    if (first > ' ' && first < 0x7F) {
      ++others;
    } else {
      const std::string_view line = text::trim(text.substr(at, end - at));
      if (!line.empty()) ++(line.starts_with(kRleBytes) ? lines : others);
    }
    at = end + 1;
  }
  right_to_left_ = lines > others;
}

document::MappedText VisualText::logical(const document::MappedText& text, Span line,
                                         PdfRepairs& repairs) {
  const std::string_view view = text.view().substr(line.begin, line.size());
  if (!may_change(view)) return text.slice(line);
  if (bare_) return turned(text, line, repairs);
  // Columns have a wide gap between them.
  if (!right_to_left_ || view.find("  ") == std::string_view::npos)
    return column(text, line, repairs);
  const std::vector<Span> columns = columns_of(text.view(), line);
  if (columns.size() == 1) return column(text, line, repairs);
  // Columns beside each other are read from the right; the white between them stays.
  document::MappedText out;
  for (std::size_t i = columns.size(); i-- > 0;) {
    out.append(column(text, columns[i], repairs).trimmed());
    if (i > 0) out.append(text, {columns[i - 1].end, columns[i].begin});
  }
  return out;
}

document::MappedText VisualText::turned(const document::MappedText& text, Span line,
                                        PdfRepairs& repairs) const {
  const std::string_view view = text.view();
  Paper paper;
  std::size_t right = 0;
  std::size_t left = 0;
  for (std::size_t at = line.begin; at < line.end;) {
    const text::CodePoint c = text::decode(view, at);
    paper.put(c.value, {at, at + c.size});
    at += c.size;
    right += is_right_to_left(c.value) ? 1 : 0;
    left += is_left_to_right(c.value) ? 1 : 0;
  }
  if (right == 0) return text.slice(line);
  return in_order(text, paper, right > left, repairs);
}

document::MappedText VisualText::column(const document::MappedText& text, Span line,
                                        PdfRepairs& repairs) {
  Buffers& own = *buffers_;
  Reader reader(text.view(), line, own.paper, own.runs);
  if (!reader.read()) return text.slice(line);
  if (!reader.right_to_left()) {
    const Paper paper = taken_apart(text.view(), own.paper);
    // A line whose few letters did not tell: the text is right to left, and so are most of them.
    std::size_t right = 0;
    std::size_t left = 0;
    for (const VisualChar& c : paper.chars) {
      right += is_right_to_left(c.value) ? 1 : 0;
      left += is_left_to_right(c.value) ? 1 : 0;
    }
    return in_order(text, paper, right_to_left_ && right > left, repairs);
  }
  reading_order(own.paper.chars, true, own.order);
  spans_in_order(own.paper, own.order, own.spans);
  if (!reader.has_repairs() &&
      (!reader.has_brackets() || brackets_stand_right(text.view(), own.spans))) {
    ++repairs.reordered_lines;
    return text.gathered(own.spans);
  }
  own.order.clear();
  for (const Span& span : own.spans) {
    for (std::size_t at = span.begin; at < span.end;) {
      const text::CodePoint c = text::decode(text.view(), at);
      own.order.push_back({c.value, at});
      at += c.size;
    }
  }
  repair_order(own.order, repairs);
  return put_together(text, own.order, repairs);
}

}  // namespace hexapla::ingest
