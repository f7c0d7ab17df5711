#include "pipeline/ingest/pdf_lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_direction.h"

namespace hexapla::ingest {
namespace {

// In ems of the line's type.
constexpr float kWordGap = 0.08F;      // white space that the library confirms
constexpr float kSureGap = 0.2F;       // white space whatever it says
constexpr float kArabicGap = 0.17F;    // its kerning leaves smaller ones within words
constexpr float kStretchedGap = 0.6F;  // the same where the file sets its spaces as characters
constexpr float kChineseGap = 0.7F;    // typesetting puts a quarter of an em beside digits
constexpr float kLineGap = 1.5F;       // more, and it is another column
constexpr float kStretchedLine = 8;    // the same within a column, whose lines are justified
constexpr float kLabelGap = 8.0F;      // between a label and its text
constexpr float kBulletGap = 3.0F;     // between a bullet and its text
constexpr std::size_t kLabelBytes = 8;
constexpr std::size_t kAbbreviation = 5;  // bytes with its full stop: "para. 3"
constexpr float kFewGap = 4;              // between the few words of a line of such text
constexpr float kNextLine = 1.7F;         // from line to line of it
constexpr float kSameEdge = 1.5F;         // points, of its lines
constexpr float kEvenGaps = 1.4F;         // the widest by the narrowest, in justified text
constexpr std::size_t kMostSigns = 500;   // vowel signs of one line that come as words
constexpr std::size_t kNearRows = 12;     // in the library's order, that may be of one line
constexpr float kNear = 1;                // points
constexpr float kNearEms = 0.12F;         // or this, whichever is more
constexpr float kSameWidth = 0.015F;      // points: boxes come rounded to hundredths
constexpr float kSameEms = 0.003F;        // ems, of the width of one letter
constexpr std::size_t kMostWidths = 50;   // of one letter in one font
constexpr char32_t kLam = 0x644;
constexpr float kMarkSize = 0.8F;    // of the line's type, at most
constexpr float kMarkRaise = 0.12F;  // of its foot over that of the line
constexpr float kLargeMark = 0.87F;  // the same of marks that are raised further, as web
constexpr float kLargeRaise = 0.2F;  // pages have them

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

bool is_bullet(std::string_view text) {
  for (const std::string_view bullet :
       {"•", "·", "▪", "●", "○", "■", "◦", "‣", "\uF0B7", "\uF0A7"}) {
    if (text == bullet) return true;
  }
  return false;
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
  bool chinese = false;      // has Chinese characters
  bool spaces_told = false;  // the file sets spaces in it
  bool one_column = false;   // PdfPage::one_column

  void add(const PdfWord& w) {
    chinese = chinese || is_cjk(first_char(w.text)) || is_cjk(last_char(w.text));
    spaces_told = spaces_told || w.space_left >= 0 || w.space_right >= 0;
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
    if (gap <= (one_column ? kStretchedLine : kLineGap) * em) return true;
    if (is_bullet(w.text)) return gap <= kBulletGap * em;
    return bytes <= kLabelBytes && gap <= kLabelGap * em;
  }
};

// A line from x0 to x1 at the height of this row is a full one of justified text: the next begins
// where it does, and one of its neighbours also ends there.
bool is_stretched(const std::vector<Row>& rows, std::size_t i, float x0, float x1) {
  const Row& row = rows[i];
  bool next = false;
  bool full = false;
  const std::size_t end = std::min(rows.size(), i + 2 * kNearRows);
  for (std::size_t k = i > kNearRows ? i - kNearRows : 0; k < end; ++k) {
    const Row& other = rows[k];
    const float below = other.bottom - row.bottom;
    if (other.rotation != 0 || std::fabs(below) > kNextLine * row.size ||
        std::fabs(below) < 0.5F * row.size || std::fabs(other.size - row.size) > 0.05F * row.size ||
        std::fabs(other.x0 - x0) > kSameEdge)
      continue;
    next = next || below > 0;
    full = full || std::fabs(other.x1 - x1) <= kSameEdge;
  }
  return next && full;
}

// Rows beside each other with the same white space between all words are one line of justified
// text, however wide that is.
void join_spread(std::vector<Row>& rows) {
  // From below, since a line shows what the one above it is.
  for (std::size_t i = rows.size(); i-- > 0;) {
    std::vector<std::size_t> beside;
    for (std::size_t k = i; k < std::min(rows.size(), i + kNearRows); ++k) {
      const bool level = rows[k].rotation == 0 && rows[i].rotation == 0 &&
                         std::fabs(rows[k].bottom - rows[i].bottom) < 0.1F * rows[i].size &&
                         std::fabs(rows[k].size - rows[i].size) < 0.05F * rows[i].size;
      if (level) beside.push_back(k);
    }
    if (beside.size() < 2) continue;
    std::vector<const PdfWord*> words;
    for (const std::size_t k : beside)
      words.insert(words.end(), rows[k].words.begin(), rows[k].words.end());
    std::erase_if(words, [&](const PdfWord* w) { return w->size <= kMarkSize * rows[i].size; });
    std::stable_sort(words.begin(), words.end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->x0 < b->x0; });
    if (words.size() < 2) continue;
    std::vector<float> gaps;
    for (std::size_t k = 1; k < words.size(); ++k) gaps.push_back(words[k]->x0 - words[k - 1]->x1);
    std::sort(gaps.begin(), gaps.end());
    // The one behind a label does not grow.
    const bool few = words.size() < 4;
    const bool label = few && gaps.size() > 1 && words[0]->text.size() <= kLabelBytes &&
                       words[1]->x0 - words[0]->x1 == gaps[0];
    const float least = gaps.size() > 3 || label ? gaps[1] : gaps[0];
    const float most = gaps.back();
    if (most > kEvenGaps * least) continue;
    if (few && (most > kFewGap * rows[i].size ||
                !is_stretched(rows, i, words.front()->x0, words.back()->x1)))
      continue;
    for (std::size_t b = 1; b < beside.size(); ++b) {
      for (const PdfWord* w : rows[beside[b]].words) rows[i].add(*w);
      rows[beside[b]].words.clear();
    }
    std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
  }
}

// Bullets that the library gives apart from their lines, as it does where these are read from the
// right.
void join_bullets(std::vector<Row>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].words.size() != 1 || !is_bullet(rows[i].words[0]->text)) continue;
    for (const std::size_t k : {i + 1, i - 1}) {
      if (k >= rows.size() || !rows[k].takes(*rows[i].words[0])) continue;
      rows[k].add(*rows[i].words[0]);
      rows[i].words.clear();
      break;
    }
  }
  std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
}

// Vowel signs that come as words of their own.
bool is_signs(const PdfWord& w) {
  for (std::size_t at = 0; at < w.text.size();) {
    const text::CodePoint c = text::decode(w.text, at);
    if (u_charType(static_cast<UChar32>(c.value)) != U_NON_SPACING_MARK) return false;
    at += c.size;
  }
  return !w.text.empty();
}

// The same that the library gives apart from the lines over which they stand.
void join_signs(std::vector<Row>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].rotation != 0 || rows[i].words.empty() ||
        !std::all_of(rows[i].words.begin(), rows[i].words.end(),
                     [](const PdfWord* w) { return is_signs(*w); }))
      continue;
    const float middle = (rows[i].top + rows[i].bottom) / 2;
    std::size_t best = rows.size();
    float least = rows[i].size / 2;
    const std::size_t from = i > kNearRows ? i - kNearRows : 0;
    for (std::size_t k = from; k < std::min(rows.size(), i + kNearRows); ++k) {
      if (k == i || rows[k].rotation != 0 || rows[k].words.empty()) continue;
      if (rows[i].x0 < rows[k].x0 - 1 || rows[i].x1 > rows[k].x1 + 1) continue;
      const float away = std::fabs((rows[k].top + rows[k].bottom) / 2 - middle);
      if (away >= least) continue;
      best = k;
      least = away;
    }
    if (best == rows.size()) continue;
    for (const PdfWord* w : rows[i].words) rows[best].add(*w);
    rows[i].words.clear();
  }
  std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
}

std::vector<Row> make_rows(const PdfPage& page) {
  std::vector<Row> rows;
  for (const PdfWord& w : page.words) {
    if (rows.empty() || !rows.back().takes(w)) {
      rows.emplace_back();
      rows.back().one_column = page.one_column;
    }
    rows.back().add(w);
  }
  join_signs(rows);
  join_spread(rows);
  join_bullets(rows);
  // Marks that the library gives apart from their lines.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].words.size() != 1 || !is_mark(rows[i].words[0]->text)) continue;
    const PdfWord& mark = *rows[i].words[0];
    for (const std::size_t k : {i - 1, i + 1, i - 2, i + 2}) {
      if (k >= rows.size() || rows[k].size * kLargeMark < mark.size || !rows[k].takes(mark))
        continue;
      rows[k].add(mark);
      rows[i].words.clear();
      break;
    }
  }
  std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
  for (Row& row : rows) {
    if (row.rotation != 0) continue;
    // By their middles: boxes of some fonts reach over their neighbours.
    std::stable_sort(row.words.begin(), row.words.end(), [](const PdfWord* a, const PdfWord* b) {
      return a->x0 + a->x1 < b->x0 + b->x1;
    });
  }
  return rows;
}

// On pages read from the right, rows side by side come from the right.
void turn_rows(std::vector<Row>& rows) {
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end].rotation == 0 &&
           std::fabs(rows[end].bottom - rows[i].bottom) < 0.2F * rows[i].size &&
           rows[end].x0 >= rows[end - 1].x1) {
      ++end;
    }
    std::reverse(rows.begin() + static_cast<std::ptrdiff_t>(i),
                 rows.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
}

bool is_raised(const Row& row, const PdfWord& w) {
  if (row.rotation != 0 || w.size > kLargeMark * row.size || !is_mark(w.text)) return false;
  const float least = w.size <= kMarkSize * row.size ? kMarkRaise : kLargeRaise;
  return row.bottom - w.y1 >= least * row.size;
}

bool spaced(const Row& row, const PdfWord& a, const PdfWord& b, bool right_to_left) {
  if (row.rotation != 0) return a.space;
  const float gap = b.x0 - a.x1;
  if (is_bullet(right_to_left ? b.text : a.text)) return gap > kWordGap * row.size;
  const float near = std::max(kNear, kNearEms * row.size);
  const auto between = [&](float away) { return away >= 0 && away <= std::max(gap, 0.0F) + near; };
  if (between(a.space_right) || between(b.space_left)) return true;
  const char32_t left = last_char(a.text);
  const char32_t right = first_char(b.text);
  if (is_cjk(left) || is_cjk(right)) {
    // Typesetting puts white space beside letters and digits, not beside a dash or a colon.
    const auto dash = [](char32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == ':'; };
    const bool sure = gap > kSureGap * row.size && (dash(left) || dash(right));
    return sure || gap > kChineseGap * row.size;
  }
  // Its justified lines part letters, too.
  if (row.chinese) return gap > kSureGap * row.size;
  // Where letters are stretched, strokes stand between them which are no characters.
  if (right_to_left && row.spaces_told && is_right_to_left(left) && is_right_to_left(right))
    return gap > kStretchedGap * row.size;
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
      line.marks.push_back({w.text, line.text.size() - mark.size(), mark.size()});
    }
  }
}

struct PlacedChar {
  VisualChar c;
  float left = 0;
  float right = 0;
};

bool is_alef(char32_t c) {
  return c == 0x627 || c == 0x622 || c == 0x623 || c == 0x625;
}

bool is_lam_alef(char32_t left, char32_t right) {
  return left == kLam && is_alef(right);
}

bool is_vowel_sign(char32_t c) {
  return (c >= 0x64B && c <= 0x65F) || c == 0x670;
}

bool same_width(const PlacedChar& a, const PlacedChar& b) {
  return a.right > a.left && std::fabs((a.right - a.left) - (b.right - b.left)) <= kSameWidth &&
         std::fabs(a.right - b.left) <= kSameWidth;
}

// A letter and its vowel signs that are one glyph come in the order of reading, each with its share
// of the glyph's width; a lam-alef that bears signs as well.
void turn_clusters(std::vector<PlacedChar>& word) {
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    if (is_vowel_sign(word[i].c.value)) continue;
    std::size_t end = i + 1;
    if (is_lam_alef(word[i].c.value, word[end].c.value) && same_width(word[i], word[end])) ++end;
    const std::size_t letters = end;
    while (end < word.size() && is_vowel_sign(word[end].c.value) &&
           same_width(word[end - 1], word[end])) {
      ++end;
    }
    if (end == letters) continue;
    for (std::size_t k = i; k < end; ++k) word[k].c.width = 0;
    std::reverse(word.begin() + static_cast<std::ptrdiff_t>(i),
                 word.begin() + static_cast<std::ptrdiff_t>(end));
    i = end - 1;
  }
}

// The characters of a word from left to right. `widths`: of the letters of its font, when that
// splits ligatures.
std::vector<PlacedChar> placed(const PdfWord& w, const LetterWidths* widths) {
  std::vector<PlacedChar> out;
  for (std::size_t at = 0; at < w.text.size();) {
    const text::CodePoint c = text::decode(w.text, at);
    at += c.size;
    out.push_back({{c.value, 0, false}, w.x0, w.x1});
  }
  if (w.edges.size() != 2 * out.size()) return out;
  std::size_t falling = 0;
  for (std::size_t k = 0; k < out.size(); ++k) {
    out[k].left = w.edges[2 * k];
    out[k].right = w.edges[2 * k + 1];
    const bool whole =
        widths != nullptr && k + 1 < out.size() && w.edges.size() > 2 * k + 3 &&
        widths->are_letters(out[k].c.value, out[k].right - out[k].left, out[k + 1].c.value,
                            w.edges[2 * k + 3] - w.edges[2 * k + 2], w.size);
    if (widths != nullptr && !whole) out[k].c.width = out[k].right - out[k].left;
    if (k > 0 && out[k].left < out[k - 1].left) ++falling;
  }
  // Characters whose places run to the left come in the order of reading.
  if (out.size() > 1 && falling * 2 > out.size() - 1) {
    std::reverse(out.begin(), out.end());
  } else {
    turn_clusters(out);
  }
  return out;
}

// Puts a vowel sign at the left of the letter over which it stands.
void place_sign(std::vector<PlacedChar>& line, const PlacedChar& sign) {
  const float centre = (sign.left + sign.right) / 2;
  // Nunation ends a word: no letter but the one at a word's left bears it.
  const bool ending = sign.c.value >= 0x64B && sign.c.value <= 0x64D;
  std::size_t best = line.size();
  float least = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!line[i].c.right_to_left()) continue;
    if (ending && i > 0 && line[i - 1].c.right_to_left()) continue;
    const float away = std::max({0.0F, line[i].left - centre, centre - line[i].right});
    if (best == line.size() || away < least) {
      best = i;
      least = away;
    }
  }
  line.insert(line.begin() + static_cast<std::ptrdiff_t>(best), sign);
}

void write_right_to_left(const Row& row, bool base, const SplitFonts& split_fonts, PdfLine& line,
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

// How wide the words are that the line begins with and that no program parts: up to the first
// space, and with what typographers keep beside a number or before punctuation that stands alone.
float first_unit(const Row& row, bool from_right) {
  const std::size_t n = row.words.size();
  const auto word = [&](std::size_t i) -> const PdfWord& {
    return *row.words[from_right ? n - 1 - i : i];
  };
  const auto lone = [](const PdfWord& w, std::string_view signs) {
    return !w.text.empty() && w.text.size() <= 3 && signs.find(w.text) != std::string_view::npos;
  };
  std::size_t last = 0;
  for (; last + 1 < n && row.rotation == 0; ++last) {
    const PdfWord& a = word(last);
    const PdfWord& b = word(last + 1);
    const bool apart = from_right ? spaced(row, b, a, true) : spaced(row, a, b, false);
    const bool digits = text::is_digit(first_char(a.text)) != text::is_digit(first_char(b.text));
    const bool ended = std::string_view(",;:)").find(a.text.back()) != std::string_view::npos ||
                       (a.text.ends_with('.') && a.text.size() > kAbbreviation);
    const bool kept = (last == 0 && digits && !ended) || lone(b, ";:!?%»؛؟") || lone(a, "«(");
    // Chinese breaks beside any character.
    const bool chinese = is_cjk(last_char(a.text)) || is_cjk(first_char(b.text));
    if (chinese || (apart && !kept)) break;
  }
  return std::max(word(0).x1, word(last).x1) - std::min(word(0).x0, word(last).x0);
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

// The characters of right-to-left words from left to right, with their widths.
template <typename See>
void for_each_word(const std::vector<PdfPage>& pages, See see) {
  std::vector<VisualChar> chars;
  for (const PdfPage& page : pages) {
    for (const PdfWord& w : page.words) {
      if (w.edges.empty() || w.size <= 0) continue;
      chars.clear();
      for (std::size_t at = 0, i = 0; at < w.text.size() && 2 * i + 1 < w.edges.size(); ++i) {
        const text::CodePoint c = text::decode(w.text, at);
        at += c.size;
        chars.push_back({c.value, w.edges[2 * i + 1] - w.edges[2 * i], false});
      }
      see(w, chars);
    }
  }
}

void add_width(std::vector<float>& widths, float width) {
  const bool known = std::any_of(widths.begin(), widths.end(),
                                 [&](float w) { return std::fabs(w - width) < kSameEms; });
  if (!known && widths.size() < kMostWidths) widths.push_back(width);
}

// Widths of lam and alef beside other letters. Fonts whose lams are all those of another font are
// taken for parts of it, as programs cut fonts.
std::map<unsigned, LetterWidths> letter_widths(const std::vector<PdfPage>& pages) {
  std::map<unsigned, LetterWidths> own;
  for_each_word(pages, [&](const PdfWord& w, const std::vector<VisualChar>& chars) {
    for (std::size_t i = 0; i < chars.size(); ++i) {
      const char32_t c = chars[i].value;
      if (c != kLam && !is_alef(c)) continue;
      const auto plain = [&](std::size_t k) {
        if (k >= chars.size()) return true;
        const char32_t other = chars[k].value;
        return !is_vowel_sign(other) && !(c == kLam ? is_alef(other) : other == kLam);
      };
      if (!plain(i + 1) || !plain(i - 1)) continue;
      LetterWidths& into = own[w.font];
      add_width(c == kLam ? into.lam : into.alef, chars[i].width / w.size);
    }
  });
  std::map<unsigned, LetterWidths> out = own;
  for (auto& [font, widths] : out) {
    for (const auto& [other, more] : own) {
      const std::size_t shared = static_cast<std::size_t>(std::count_if(
          own[font].lam.begin(), own[font].lam.end(), [&lams = more.lam](float width) {
            return std::any_of(lams.begin(), lams.end(),
                               [&](float w) { return std::fabs(w - width) < kSameEms; });
          }));
      if (other == font || shared < 2 || shared != own[font].lam.size()) continue;
      for (const float width : more.lam) add_width(widths.lam, width);
      for (const float width : more.alef) add_width(widths.alef, width);
    }
  }
  return out;
}

}  // namespace

bool LetterWidths::are_letters(char32_t left, float left_width, char32_t right, float right_width,
                               float size) const {
  const auto known = [&](const std::vector<float>& widths, float width) {
    return std::any_of(widths.begin(), widths.end(),
                       [&](float w) { return std::fabs(w * size - width) <= 2 * kSameWidth; });
  };
  return is_lam_alef(left, right) && known(lam, left_width) && known(alef, right_width);
}

SplitFonts fonts_with_split_ligatures(const std::vector<PdfPage>& pages) {
  std::map<unsigned, LetterWidths> widths = letter_widths(pages);
  struct Count {
    std::size_t split = 0;
    std::size_t whole = 0;
    std::size_t uneven = 0;  // halves of ligatures, surely, that are not of one width
  };
  std::map<unsigned, Count> counts;
  for_each_word(pages, [&](const PdfWord& w, const std::vector<VisualChar>& chars) {
    for (std::size_t i = 1; i < chars.size(); ++i) {
      const VisualChar& a = chars[i - 1];
      const VisualChar& b = chars[i];
      if (widths[w.font].are_letters(a.value, a.width, b.value, b.width, w.size)) continue;
      Count& count = counts[w.font];
      const auto alike = [](const VisualChar& x, const VisualChar& y) {
        return is_split_ligature({x.value, 1, false}, {y.value, 1, false});
      };
      // No word has the article's alef, an alef and a lam.
      if (i > 1 && b.value == 0x627 && alike(chars[i - 2], a) &&
          !is_split_ligature(chars[i - 2], a))
        ++count.uneven;
      count.split += is_split_ligature(a, b) ? 1 : 0;
      count.whole += alike(b, a) ? 1 : 0;
    }
  });
  SplitFonts out;
  for (const auto& [font, count] : counts) {
    if (count.split > 5 * count.whole && count.uneven == 0) out[font] = widths[font];
  }
  return out;
}

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
  std::vector<Row> rows = make_rows(page);
  if (right_to_left) turn_rows(rows);
  for (const Row& row : rows) {
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
    line.bold_end = (from_right ? row.words.front() : row.words.back())->bold;
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
