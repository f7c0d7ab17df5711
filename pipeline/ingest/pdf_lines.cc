#include "pipeline/ingest/pdf_lines.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_direction.h"
#include "pipeline/ingest/pdf_placed.h"
#include "pipeline/ingest/pdf_rows.h"
#include "pipeline/ingest/pdf_spaces.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kMostSigns = 500;  // vowel signs of one line that come as words
constexpr float kUsualSpace = 0.35F;     // em
constexpr float kSpaceBehind = 0.5F;     // em, to the middle of a space that a line ends with

// Stands for marks while a line is put into order: characters for private use.
constexpr char32_t kMarkBase = 0x100000;

constexpr std::array<std::string_view, 10> kSuperscripts{"⁰", "¹", "²", "³", "⁴",
                                                         "⁵", "⁶", "⁷", "⁸", "⁹"};

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

// The row as it is read, when it has no right-to-left letters.
void write_plain(const PdfRow& row, PdfLine& line) {
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
      line.marks.push_back({w.text, line.text.size() - mark.size(), mark.size()});
    }
  }
}

void write_right_to_left(const PdfRow& row, bool base, const SplitFonts& split_fonts, PdfLine& line,
                         PdfRepairs& repairs) {
  std::vector<PlacedChar> chars;
  std::vector<PlacedChar> signs;
  std::vector<std::string> marks;
  const PdfWord* before = nullptr;
  for (const PdfWord* word : row.words) {
    const PdfWord& w = *word;
    const auto font = split_fonts.find(w.font);
    std::vector<PlacedChar> own = placed(w, font == split_fonts.end() ? nullptr : &font->second);
    if (is_signs(w)) {
      signs.insert(signs.end(), own.begin(), own.end());
      continue;
    }
    // A dash with a space on one side has one on the other, whatever its box says.
    const bool dash = before != nullptr &&
                      (before->text == "-" || before->text == "–" || before->text == "—") &&
                      chars.size() > 1 && chars[chars.size() - 2].c.value == ' ';
    if (before != nullptr && (dash || spaced(row, *before, w, true)))
      chars.push_back({{' ', 0, false}});
    before = word;
    if (is_raised(row, w)) {
      chars.push_back({{kMarkBase + static_cast<char32_t>(marks.size()), 0, true}});
      marks.push_back(w.text);
      continue;
    }
    chars.insert(chars.end(), own.begin(), own.end());
  }
  if (signs.size() > kMostSigns) signs.resize(kMostSigns);  // of no text that was ever printed
  for (const PlacedChar& sign : signs) place_sign(chars, sign);
  std::vector<VisualChar> visual;
  for (const PlacedChar& c : chars) visual.push_back(c.c);
  const std::vector<char32_t> logical = logical_order(std::move(visual), base, true, repairs);
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
      const std::size_t size = superscript(mark).size();
      line.marks.push_back({mark, line.text.size() - size, size});
      continue;
    }
    line.mark = mark;
    line.mark_size = line.text.size();
    line.raised_mark = true;
    if (i + 1 < logical.size() && logical[i + 1] != ' ') line.text += ' ';
  }
}

// A row that is nothing but a mark, in type too small for a line, right below a line of text.
bool hangs(const PdfRow& row, const PdfLine& before, const std::vector<PdfRow>& rows) {
  if (row.words.size() != 1 || row.rotation != 0 || !is_mark(row.words[0]->text)) return false;
  const bool below = row.top > before.top && row.top < before.bottom + 0.5F * before.size;
  // As small as other marks and smaller than any line beside it.
  const auto next = std::find_if(rows.begin(), rows.end(), [&](const PdfRow& other) {
    return &other != &row && other.top >= row.top - 1 && other.top < row.top + 3 * row.size;
  });
  return below && before.upright && row.size <= kMarkSize * before.size &&
         (next == rows.end() || next->size > row.size * 1.2F);
}

// `last`: the word that the line is read to.
PdfLineEnd line_end(const PdfRow& row, const PdfWord& last, bool from_right) {
  if (row.rotation != 0 || is_raised(row, last) || is_signs(last) || is_cjk(last_char(last.text)))
    return PdfLineEnd::unknown;
  const float away = from_right ? last.space_left : last.space_right;
  return away >= 0 && away < kSpaceBehind * row.size ? PdfLineEnd::space : PdfLineEnd::nothing;
}

float last_space(const PdfRow& row, bool from_right) {
  const std::size_t n = row.words.size();
  if (n < 2) return kUsualSpace * row.size;
  const PdfWord& a = *row.words[from_right ? 0 : n - 2];
  const PdfWord& b = *row.words[from_right ? 1 : n - 1];
  return spaced(row, a, b, from_right) ? b.x0 - a.x1 : kUsualSpace * row.size;
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

PdfLetters count_letters(const PdfPage& page) {
  PdfLetters out;
  for (const PdfWord& w : page.words) {
    for (std::size_t at = 0; at < w.text.size();) {
      const text::CodePoint c = text::decode(w.text, at);
      at += c.size;
      out.right_to_left += is_right_to_left(c.value) ? 1 : 0;
      out.all += text::is_letter(c.value) ? 1 : 0;
    }
  }
  return out;
}

std::vector<PdfLine> make_lines(const PdfPage& page, const SplitFonts& split_fonts,
                                bool right_to_left, PdfRepairs& repairs) {
  std::vector<PdfLine> lines;
  std::vector<PdfRow> rows = make_rows(page);
  if (right_to_left) turn_rows(rows);
  for (const PdfRow& row : rows) {
    const bool any = std::any_of(row.words.begin(), row.words.end(), [](const PdfWord* w) {
      for (std::size_t at = 0; at < w->text.size();) {
        const text::CodePoint c = text::decode(w->text, at);
        if (is_right_to_left(c.value)) return true;
        at += c.size;
      }
      return false;
    });
    // A line of Latin letters among Arabic ones is read as such, unless its punctuation stands at
    // the left of words.
    const bool latin =
        !any && row.words.size() > 1 && text::is_letter(first_char(row.words.front()->text)) &&
        std::none_of(row.words.begin(), row.words.end(), [&](const PdfWord* w) {
          return is_raised(row, *w) ||
                 std::string_view(",.;:)").find(w->text.front()) != std::string_view::npos;
        });
    PdfLine line;
    if (any || (right_to_left && !latin)) {
      write_right_to_left(row, right_to_left, split_fonts, line, repairs);
    } else {
      write_plain(row, line);
    }
    std::replace(line.text.begin(), line.text.end(), '\n', ' ');
    find_plain_mark(line);
    if (!lines.empty() && hangs(row, lines.back(), rows)) {
      // Typesetting broke the line before a mark.
      const std::string mark = superscript(row.words[0]->text);
      lines.back().marks.push_back({row.words[0]->text, lines.back().text.size(), mark.size()});
      lines.back().text += mark;
      continue;
    }
    line.start = right_to_left ? page.width - row.x1 : row.x0;
    line.end = right_to_left ? page.width - row.x0 : row.x1;
    line.top = row.top;
    line.bottom = row.bottom;
    line.size = row.size;
    line.upright = row.rotation == 0;
    line.bold = std::all_of(row.words.begin(), row.words.end(), [&](const PdfWord* w) {
      return w->bold || is_raised(row, *w) || is_signs(*w);
    });
    const bool from_right = right_to_left && !latin;
    const PdfWord& first = from_right ? *row.words.back() : *row.words.front();
    line.bold_start = first.bold;
    line.colour = first.colour;
    const PdfWord& last = from_right ? *row.words.front() : *row.words.back();
    line.bold_end = last.bold;
    line.line_end = line_end(row, last, from_right);
    line.space = last_space(row, from_right);
    const float width = first.x1 - first.x0;
    for (const PdfWord* w : row.words) {
      if (is_raised(row, *w)) line.rise = std::max(line.rise, row.top - w->y0);
    }
    // Chinese breaks anywhere, but for punctuation and within numbers with what counts them.
    const bool chinese = is_cjk(first_char(line.text)) || is_cjk(last_char(line.text));
    line.first_word = chinese ? 2.5F * row.size : width;
    line.first_unit = first_unit(row, from_right);
    if (chinese && (is_cjk(first_char(line.text)) || line.first_unit < line.first_word))
      line.first_unit = line.first_word;
    line.breaks_anywhere = chinese;
    // Some programs do not break between a Chinese character and Latin letters.
    if (chinese && !right_to_left && row.words.size() > 1 && width < 2.5F * row.size &&
        !is_cjk(first_char(row.words[1]->text)))
      line.first_word = line.first_unit = row.words[1]->x1 - first.x0;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace hexapla::ingest
