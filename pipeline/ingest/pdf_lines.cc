#include "pipeline/ingest/pdf_lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_direction.h"

namespace hexapla::ingest {
namespace {

// In ems of the line's type.
constexpr float kWordGap = 0.08F;    // white space that the library confirms
constexpr float kSureGap = 0.2F;     // white space whatever it says
constexpr float kArabicGap = 0.17F;  // its kerning leaves smaller ones within words
constexpr float kChineseGap = 0.7F;  // typesetting puts a quarter of an em beside digits
constexpr float kLineGap = 1.5F;     // more, and it is another column
constexpr float kLabelGap = 8.0F;    // between a label and its text
constexpr std::size_t kLabelBytes = 8;
constexpr float kMarkSize = 0.8F;    // of the line's type, at most
constexpr float kMarkRaise = 0.12F;  // of its foot over that of the line

// Stands for marks while a line is put into order: characters for private use.
constexpr char32_t kMarkBase = 0x100000;

constexpr std::array<std::string_view, 10> kSuperscripts{"⁰", "¹", "²", "³", "⁴",
                                                         "⁵", "⁶", "⁷", "⁸", "⁹"};

bool is_cjk(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

char32_t first_char(std::string_view text) {
  return text.empty() ? 0 : text::decode(text, 0).value;
}

char32_t last_char(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) {
  }
  return text.empty() ? 0 : text::decode(text, at).value;
}

// Digits or asterisks, as marks of notes are.
bool is_mark(std::string_view text) {
  if (text.empty() || text.size() > 4) return false;
  return text.find_first_not_of("0123456789") == std::string_view::npos ||
         text.find_first_not_of('*') == std::string_view::npos;
}

std::string superscript(std::string_view mark) {
  std::string out;
  for (const char c : mark) {
    if (c >= '0' && c <= '9') {
      out += kSuperscripts[static_cast<std::size_t>(c - '0')];
    } else {
      out += c;
    }
  }
  return out;
}

float height(const PdfWord& w) {
  return std::max(w.y1 - w.y0, 0.01F);
}

struct Row {
  std::vector<const PdfWord*> words;
  float x0 = 0, x1 = 0, top = 0, bottom = 0, size = 0;
  std::size_t bytes = 0;
  int rotation = 0;

  void add(const PdfWord& w) {
    if (words.empty()) {
      x0 = w.x0;
      x1 = w.x1;
      rotation = w.rotation;
    }
    x0 = std::min(x0, w.x0);
    x1 = std::max(x1, w.x1);
    if (w.size > size * 1.02F) {
      // The larger type is the line; marks beside it do not move it.
      size = w.size;
      top = w.y0;
      bottom = w.y1;
    }
    bytes += w.text.size();
    words.push_back(&w);
  }

  bool takes(const PdfWord& w) const {
    if (w.rotation != rotation) return false;
    if (rotation != 0) return true;  // in the order the library gives
    const float overlap = std::min(bottom, w.y1) - std::max(top, w.y0);
    if (overlap < 0.5F * std::min(bottom - top, height(w))) return false;
    const float em = std::max(size, w.size);
    const float gap = std::max(w.x0 - x1, x0 - w.x1);
    if (gap <= kLineGap * em) return true;
    return bytes <= kLabelBytes && gap <= kLabelGap * em;
  }
};

std::vector<Row> make_rows(const PdfPage& page) {
  std::vector<Row> rows;
  for (const PdfWord& w : page.words) {
    if (rows.empty() || !rows.back().takes(w)) rows.emplace_back();
    rows.back().add(w);
  }
  // Marks that the library gives apart from their lines.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].words.size() != 1 || !is_mark(rows[i].words[0]->text)) continue;
    const PdfWord& mark = *rows[i].words[0];
    for (const std::size_t k : {i - 1, i + 1, i - 2, i + 2}) {
      if (k >= rows.size() || rows[k].size * kMarkSize < mark.size || !rows[k].takes(mark))
        continue;
      rows[k].add(mark);
      rows[i].words.clear();
      break;
    }
  }
  std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
  for (Row& row : rows) {
    if (row.rotation != 0) continue;
    std::stable_sort(row.words.begin(), row.words.end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->x0 < b->x0; });
  }
  return rows;
}

bool is_raised(const Row& row, const PdfWord& w) {
  return row.rotation == 0 && w.size <= kMarkSize * row.size && is_mark(w.text) &&
         row.bottom - w.y1 >= kMarkRaise * row.size;
}

bool spaced(const Row& row, const PdfWord& a, const PdfWord& b, bool right_to_left) {
  if (row.rotation != 0) return a.space;
  const float gap = b.x0 - a.x1;
  const char32_t left = last_char(a.text);
  const char32_t right = first_char(b.text);
  if (is_cjk(left) || is_cjk(right)) return gap > kChineseGap * row.size;
  if (right_to_left && u_charType(static_cast<UChar32>(left)) == U_NON_SPACING_MARK)
    return false;  // a vowel sign left of its letter
  // Teh marbuta and alef maksura end words; they are read before what stands left of them.
  if (right_to_left && (right == 0x629 || right == 0x649) && is_right_to_left(left))
    return gap > kWordGap * row.size;
  if (right_to_left && (is_right_to_left(left) || is_right_to_left(right)))
    return gap > kArabicGap * row.size;
  return gap > kSureGap * row.size || (a.space && gap > kWordGap * row.size);
}

// The row as it is read, when it has no right-to-left letters.
void write_plain(const Row& row, PdfLine& line) {
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    const PdfWord& w = *row.words[i];
    const bool raised = is_raised(row, w);
    const bool starts = line.text.empty();
    if (i > 0) {
      const PdfWord& before = *row.words[i - 1];
      const bool after_mark = line.raised_mark && line.text.size() == line.mark_size;
      if (after_mark || spaced(row, before, w, false)) line.text += ' ';
    }
    if (!raised) {
      line.text += w.text;
      continue;
    }
    const std::string mark = superscript(w.text);
    line.text += mark;
    if (starts) {
      line.mark = w.text;
      line.mark_size = mark.size();
      line.raised_mark = true;
    } else {
      line.marks.push_back(w.text);
    }
  }
}

void write_right_to_left(const Row& row, bool base, bool split_ligatures, PdfLine& line,
                         PdfRepairs& repairs) {
  std::vector<VisualChar> visual;
  std::vector<std::string> marks;
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    const PdfWord& w = *row.words[i];
    if (i > 0 && spaced(row, *row.words[i - 1], w, true)) visual.push_back({' ', 0, false});
    if (is_raised(row, w)) {
      visual.push_back({kMarkBase + static_cast<char32_t>(marks.size()), 0, true});
      marks.push_back(w.text);
      continue;
    }
    const std::string& text = w.text;
    std::vector<VisualChar> chars;
    for (std::size_t at = 0; at < text.size();) {
      const text::CodePoint c = text::decode(text, at);
      at += c.size;
      chars.push_back({c.value, 0, false});
    }
    if (w.edges.size() == 2 * chars.size()) {
      std::size_t falling = 0;
      for (std::size_t k = 0; k < chars.size(); ++k) {
        chars[k].width = w.edges[2 * k + 1] - w.edges[2 * k];
        if (k > 0 && w.edges[2 * k] < w.edges[2 * k - 2]) ++falling;
      }
      // Characters whose places run to the left come in the order of reading.
      if (chars.size() > 1 && falling * 2 > chars.size() - 1)
        std::reverse(chars.begin(), chars.end());
    }
    visual.insert(visual.end(), chars.begin(), chars.end());
  }
  const std::vector<char32_t> logical =
      logical_order(std::move(visual), base, split_ligatures, repairs);
  for (std::size_t i = 0; i < logical.size(); ++i) {
    const char32_t c = logical[i];
    if (c < kMarkBase || c - kMarkBase >= marks.size()) {
      text::append(line.text, c);
      continue;
    }
    const std::string& mark = marks[c - kMarkBase];
    const bool opens = line.text.empty();
    line.text += superscript(mark);
    if (!opens) {
      line.marks.push_back(mark);
      continue;
    }
    line.mark = mark;
    line.mark_size = line.text.size();
    line.raised_mark = true;
    if (i + 1 < logical.size() && logical[i + 1] != ' ') line.text += ' ';
  }
}

// A row that is nothing but a mark, in type too small for a line, right below a line of text.
bool hangs(const Row& row, const PdfLine& before, const std::vector<Row>& rows) {
  if (row.words.size() != 1 || row.rotation != 0 || !is_mark(row.words[0]->text)) return false;
  const bool below = row.top > before.top && row.top < before.bottom + 0.5F * before.size;
  // As small as other marks and smaller than any line beside it.
  const auto next = std::find_if(rows.begin(), rows.end(), [&](const Row& other) {
    return &other != &row && other.top >= row.top - 1 && other.top < row.top + 3 * row.size;
  });
  return below && before.upright && row.size <= kMarkSize * before.size &&
         (next == rows.end() || next->size > row.size * 1.2F);
}

// A mark in type of the line's own size, as some programs set the notes.
void find_plain_mark(PdfLine& line) {
  if (!line.mark.empty()) return;
  const std::string_view text = line.text;
  std::size_t end = text.find_first_not_of('*');
  if (end == 0) end = text.find_first_not_of("0123456789");
  if (end == std::string_view::npos || end == 0 || end > 3) return;
  line.mark = text.substr(0, end);
  line.mark_size = end;
}

}  // namespace

bool has_split_ligatures(const std::vector<PdfPage>& pages) {
  std::size_t split = 0;
  std::size_t whole = 0;
  for (const PdfPage& page : pages) {
    for (const PdfWord& w : page.words) {
      if (w.edges.empty()) continue;
      char32_t before = 0;
      std::size_t i = 0;
      for (std::size_t at = 0; at < w.text.size(); ++i) {
        const text::CodePoint c = text::decode(w.text, at);
        at += c.size;
        if (i > 0 && 2 * i + 1 < w.edges.size()) {
          const VisualChar a{before, w.edges[2 * i - 1] - w.edges[2 * i - 2], false};
          const VisualChar b{c.value, w.edges[2 * i + 1] - w.edges[2 * i], false};
          split += is_split_ligature(a, b) ? 1 : 0;
          whole += is_split_ligature({b.value, 1, false}, {a.value, 1, false}) ? 1 : 0;
        }
        before = c.value;
      }
    }
  }
  return split > 5 * whole;
}

std::vector<PdfLine> make_lines(const PdfPage& page, bool split_ligatures, bool& right_to_left,
                                PdfRepairs& repairs) {
  std::size_t rtl = 0;
  std::size_t letters = 0;
  std::vector<bool> has_rtl;
  const std::vector<Row> rows = make_rows(page);
  for (const Row& row : rows) {
    bool any = false;
    for (const PdfWord* w : row.words) {
      for (std::size_t at = 0; at < w->text.size();) {
        const text::CodePoint c = text::decode(w->text, at);
        at += c.size;
        const bool is_rtl = is_right_to_left(c.value);
        any = any || is_rtl;
        rtl += is_rtl ? 1 : 0;
        letters += text::is_letter(c.value) ? 1 : 0;
      }
    }
    has_rtl.push_back(any);
  }
  right_to_left = rtl * 2 > letters;

  std::vector<PdfLine> lines;
  std::size_t offset = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    PdfLine line;
    if (has_rtl[i] || right_to_left) {
      write_right_to_left(row, right_to_left, split_ligatures, line, repairs);
    } else {
      write_plain(row, line);
    }
    std::replace(line.text.begin(), line.text.end(), '\n', ' ');
    find_plain_mark(line);
    if (!lines.empty() && hangs(row, lines.back(), rows)) {
      // Typesetting broke the line before a mark.
      lines.back().text += superscript(line.text);
      lines.back().marks.push_back(line.text);
      offset = lines.back().offset + lines.back().text.size() + 1;
      continue;
    }
    line.start = right_to_left ? page.width - row.x1 : row.x0;
    line.end = right_to_left ? page.width - row.x0 : row.x1;
    line.top = row.top;
    line.bottom = row.bottom;
    line.size = row.size;
    line.upright = row.rotation == 0;
    const PdfWord& first = right_to_left ? *row.words.back() : *row.words.front();
    const float width = first.x1 - first.x0;
    // Chinese breaks anywhere, but for punctuation and within numbers with what counts them.
    const bool chinese = is_cjk(first_char(line.text)) || is_cjk(last_char(line.text));
    line.first_word = chinese ? 2.5F * row.size : width;
    line.offset = offset;
    offset += line.text.size() + 1;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace hexapla::ingest
