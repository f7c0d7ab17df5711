#include "pipeline/ingest/visual_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
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

// Bytes of a character of well-formed text.
std::size_t size_of(char32_t c) {
  char bytes[4];
  return text::encode(c, bytes);
}

// A line from left to right, as it stands on paper.
struct Paper {
  std::vector<VisualChar> chars;
  std::vector<std::uint32_t> begins;  // of each, in the line

  Span span(std::size_t at) const { return {begins[at], begins[at] + size_of(chars[at].value)}; }
  bool empty() const { return chars.empty(); }
};

bool is_control(char32_t c) {
  return c >= kLre && c <= 0x202E;
}

bool is_left_to_right(char32_t c) {
  return !is_right_to_left(c) && text::is_letter(c);
}

bool is_vowel_sign(char32_t c) {
  return c >= 0x64B && c <= 0x652;
}

bool is_arabic_letter(char32_t c) {
  return c >= 0x620 && c <= 0x64A;
}

// The characters from left to right. Empty when the line is not written as pdftotext does.
// `right_to_left`: the whole line stood between the controls.
Paper as_on_paper(std::string_view line, bool& right_to_left) {
  struct Run {
    bool right_to_left;
    std::size_t begin;  // in `chars`; it goes up to the next one
  };
  Paper come;  // in the order in which they come
  come.chars.reserve(line.size());
  come.begins.reserve(line.size());
  std::vector<Run> runs;
  runs.reserve(16);
  right_to_left = text::trim(line).starts_with(kRleBytes);
  // A right-to-left line is one run with runs within it; another line has runs side by side.
  std::array<char32_t, 2> open{};
  std::size_t depth = 0;
  bool whole = right_to_left;
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint c = text::decode(line, at);
    const std::size_t begin = at;
    at += c.size;
    if (c.value == kPop) {
      if (depth == 0) return {};
      --depth;
      continue;
    }
    if (is_control(c.value)) {
      const bool inner = depth > 0;
      if (c.value == kLre ? !inner || open[depth - 1] != kRle : c.value != kRle || inner) return {};
      open[depth++] = c.value;
      if (inner || c.value == kRle) runs.push_back({c.value == kRle, come.chars.size()});
      continue;
    }
    const bool rtl = depth > 0 && open[depth - 1] == kRle;
    whole = whole && (depth > 0 || text::is_space(c.value));
    if (rtl && (is_left_to_right(c.value) || (c.value >= '0' && c.value <= '9'))) return {};
    if (!rtl && is_right_to_left(c.value)) return {};
    if (runs.empty() || runs.back().right_to_left != rtl) runs.push_back({rtl, come.chars.size()});
    come.chars.push_back({c.value, 0, false});
    come.begins.push_back(static_cast<std::uint32_t>(begin));
  }
  if (depth > 0) return {};
  // "[Arabic] - [Chinese]" begins with a run, too.
  right_to_left = right_to_left && whole;
  Paper out;
  out.chars.reserve(come.chars.size());
  out.begins.reserve(come.chars.size());
  const auto put = [&](std::size_t r) {
    const std::size_t end = r + 1 < runs.size() ? runs[r + 1].begin : come.chars.size();
    for (std::size_t i = runs[r].begin, n = end; i < end; ++i) {
      const std::size_t k = runs[r].right_to_left ? --n : i;
      out.chars.push_back(come.chars[k]);
      out.begins.push_back(come.begins[k]);
    }
  };
  if (right_to_left) {
    for (std::size_t r = runs.size(); r-- > 0;) put(r);
  } else {
    for (std::size_t r = 0; r < runs.size(); ++r) put(r);
  }
  return out;
}

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
std::vector<Span> columns_of(std::string_view line) {
  constexpr std::size_t kGap = 3;  // spaces
  std::vector<Span> out;
  int depth = 0;
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint c = text::decode(line, at);
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
  return out.empty() ? std::vector<Span>{{0, line.size()}} : out;
}

// The characters of `line`, which stand on `paper` from left to right, as they are read.
document::MappedText in_order(const document::MappedText& line, Paper paper, bool base,
                              PdfRepairs& repairs) {
  std::vector<LogicalChar> order = logical_places(paper.chars, base, false, repairs);
  if (std::any_of(order.begin(), order.end(),
                  [](const LogicalChar& c) { return is_vowel_sign(c.value); })) {
    join_signs(order);
    repair_nunation(order, repairs);
  }
  close_brackets(order);
  document::MappedText out;
  for (std::size_t i = 0; i < order.size();) {
    const std::size_t from = order[i].from;
    Span span = paper.span(from);
    if (order[i].value != paper.chars[from].value) {
      // A bracket that was turned.
      std::string turned;
      text::append(turned, order[i].value);
      out.append_replacement(turned, line.source(span));
      ++i;
      continue;
    }
    std::size_t k = i + 1;
    for (; k < order.size(); ++k) {
      const std::size_t next = order[k].from;
      if (paper.begins[next] != span.end || order[k].value != paper.chars[next].value) break;
      span.end = paper.span(next).end;
    }
    out.append(line, span);
    i = k;
  }
  return out;
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

VisualText::VisualText(std::string_view text) {
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
    const std::string_view line = text::trim(text.substr(at, end - at));
    if (!line.empty()) ++(line.starts_with(kRleBytes) ? lines : others);
    at = end + 1;
  }
  right_to_left_ = lines > others;
}

document::MappedText VisualText::logical(document::MappedText line, PdfRepairs& repairs) const {
  if (!may_change(line.view())) return line;
  if (bare_) return turned(line, repairs);
  // Columns have a wide gap between them.
  if (!right_to_left_ || line.view().find("  ") == std::string_view::npos)
    return column(line, repairs);
  const std::vector<Span> columns = columns_of(line.view());
  if (columns.size() == 1) return column(line, repairs);
  // Columns beside each other are read from the right; the white between them stays.
  document::MappedText out;
  for (std::size_t i = columns.size(); i-- > 0;) {
    out.append(column(line.slice(columns[i]), repairs).trimmed());
    if (i > 0) out.append(line, {columns[i - 1].end, columns[i].begin});
  }
  return out;
}

document::MappedText VisualText::turned(const document::MappedText& line,
                                        PdfRepairs& repairs) const {
  const std::string_view view = line.view();
  Paper paper;
  std::size_t right = 0;
  std::size_t left = 0;
  for (std::size_t at = 0; at < view.size();) {
    const text::CodePoint c = text::decode(view, at);
    paper.chars.push_back({c.value, 0, false});
    paper.begins.push_back(static_cast<std::uint32_t>(at));
    at += c.size;
    right += is_right_to_left(c.value) ? 1 : 0;
    left += is_left_to_right(c.value) ? 1 : 0;
  }
  if (right == 0) return line;
  return in_order(line, std::move(paper), right > left, repairs);
}

document::MappedText VisualText::column(const document::MappedText& line,
                                        PdfRepairs& repairs) const {
  bool base = false;
  Paper paper = as_on_paper(line.view(), base);
  if (paper.empty()) return line;
  if (!base && right_to_left_) {
    // A line whose few letters did not tell: the text is right to left, and so are most of them.
    std::size_t right = 0;
    std::size_t left = 0;
    for (const VisualChar& c : paper.chars) {
      right += is_right_to_left(c.value) ? 1 : 0;
      left += is_left_to_right(c.value) ? 1 : 0;
    }
    base = right > left;
  }
  return in_order(line, std::move(paper), base, repairs);
}

}  // namespace hexapla::ingest
