// PDF: words with boxes from the helper program, then lines, furniture, notes, and the lines that
// layout repair gets. Part N of the source map is "page N"; its offsets are bytes of the text of
// that page as it is extracted here: its lines in the order of reading (pdf_lines.h), running heads
// and feet included, each followed by one line feed, before characters are cleaned.
#include <algorithm>
#include <cmath>
#include <optional>

#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/characters.h"
#include "pipeline/ingest/pdf_page.h"
#include "pipeline/ingest/readers.h"

namespace hexapla::ingest {
namespace {

using document::MappedText;

constexpr float kParagraphGap = 1.22F;  // of the usual distance of lines
constexpr float kIndent = 0.8F;         // em
constexpr std::size_t kNear = 14;       // lines around one that tell its column

char32_t last_char(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) {
  }
  return text.empty() ? 0 : text::decode(text, at).value;
}

bool ends_sentence(std::string_view text) {
  const char32_t c = last_char(text::trim(text));
  for (const char32_t end : {U'.', U'!', U'?', U':', U';', U'。', U'！', U'？', U'：', U'；', U'؟',
                             U'؛', U'"', U'”', U'»'}) {
    if (c == end) return true;
  }
  return false;
}

bool starts_lower(std::string_view text) {
  if (text.empty()) return false;
  const char32_t c = text::decode(text, 0).value;
  return text::is_letter(c) && text::is_lower(c);
}

bool breaks_off(std::string_view text) {
  const char32_t c = last_char(text);
  return c == '-' || c == '/' || c == 0xAD || c == 0x2010;
}

enum class Step { same, hard, apart };

class Flow {
 public:
  Flow(const std::vector<PdfSheet>& sheets, Tallies& tallies) : sheets_(sheets), tallies_(tallies) {
    spacing_ = usual_spacing();
  }

  std::vector<RawLine> run() {
    for (std::size_t p = 0; p < sheets_.size(); ++p) page(p);
    flush();
    return std::move(out_);
  }

 private:
  // Distance of lines within paragraphs, in ems: a low percentile of all distances.
  float usual_spacing() const {
    std::vector<float> all;
    for (const PdfSheet& sheet : sheets_) {
      for (std::size_t i = 0; i + 1 < sheet.lines.size(); ++i) {
        const PdfLine& a = sheet.lines[i];
        const PdfLine& b = sheet.lines[i + 1];
        if (sheet.note[i] || sheet.note[i + 1] || sheet.furniture[i] || sheet.furniture[i + 1])
          continue;
        const float distance = b.bottom - a.bottom;
        if (a.size > 0 && std::fabs(a.size - b.size) < 0.5F && distance > 0.5F * a.size &&
            distance < 4 * a.size)
          all.push_back(distance / a.size);
      }
    }
    if (all.empty()) return 1.2F;
    std::sort(all.begin(), all.end());
    return all[all.size() * 3 / 10];
  }

  // Where the lines of the column around a line begin and end.
  void column(const PdfSheet& sheet, std::size_t i, float& start, float& end) const {
    const PdfLine& own = sheet.lines[i];
    start = own.start;
    end = own.end;
    const std::size_t from = i > kNear ? i - kNear : 0;
    const std::size_t to = std::min(sheet.lines.size(), i + kNear + 1);
    for (std::size_t k = from; k < to; ++k) {
      const PdfLine& line = sheet.lines[k];
      if (sheet.note[k] || sheet.furniture[k] || !line.upright) continue;
      if (line.start >= own.end || line.end <= own.start) continue;
      start = std::min(start, line.start);
      end = std::max(end, line.end);
    }
  }

  // The first word of `b` would have fitted on the line `i`, which begins at the margin.
  bool is_short(const PdfSheet& sheet, std::size_t i, const PdfLine& b) const {
    float start = 0;
    float end = 0;
    column(sheet, i, start, end);
    const PdfLine& a = sheet.lines[i];
    const float room = end - a.end;
    const bool centred = std::fabs((a.start - start) - room) < 2 * a.size && room > 2 * a.size;
    return !centred && room > b.first_word + 2 * a.size;
  }

  Step step(const PdfSheet& sheet, std::size_t i, std::size_t k) const {
    const PdfLine& a = sheet.lines[i];
    const PdfLine& b = sheet.lines[k];
    if (!a.upright || !b.upright) return Step::apart;
    if (std::fabs(a.size - b.size) > 0.08F * a.size) return Step::apart;
    const float distance = b.bottom - a.bottom;
    const bool beside = b.start >= a.end || b.end <= a.start;
    if (distance <= 0 || beside) {
      // The next column, or the next cell of a table.
      return distance < 0 && goes_on(sheet, i, sheet, k) ? Step::same : Step::apart;
    }
    if (distance > kParagraphGap * spacing_ * a.size) return Step::apart;
    float start = 0;
    float end = 0;
    column(sheet, k, start, end);
    if (b.start > a.start + kIndent * a.size && ends_sentence(a.text)) return Step::apart;
    if (!breaks_off(a.text) && is_short(sheet, i, b)) return Step::hard;
    return Step::same;
  }

  // The paragraph of line `i` goes on with line `k` of another page or column.
  bool goes_on(const PdfSheet& of_a, std::size_t i, const PdfSheet& of_b, std::size_t k) const {
    const PdfLine& a = of_a.lines[i];
    const PdfLine& b = of_b.lines[k];
    if (std::fabs(a.size - b.size) > 0.08F * a.size || is_short(of_a, i, b)) return false;
    if (starts_lower(b.text)) return true;
    if (ends_sentence(a.text)) return false;
    float start = 0;
    float end = 0;
    column(of_a, i, start, end);
    // The last line of a page that is no full one is a heading or the like.
    return (end - a.end) < 0.35F * (end - start) && !breaks_before(b.text);
  }

  // "(a)", "12.", "IV.": labels open paragraphs.
  static bool breaks_before(std::string_view text) {
    if (text.starts_with("(") || text.starts_with("（")) return true;
    const std::size_t word = std::min(text.find(' '), text.size());
    const std::string_view first = text.substr(0, word);
    return first.size() <= 6 && (first.ends_with('.') || first.ends_with(')'));
  }

  void page(std::size_t p) {
    const PdfSheet& sheet = sheets_[p];
    const auto part = static_cast<std::uint32_t>(p + 1);
    std::optional<std::size_t> before;
    bool first = true;
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      if (sheet.furniture[i] || sheet.note[i]) continue;
      if (first) {
        first = false;
        const bool on = last_page_ && goes_on(sheets_[*last_page_], last_line_, sheet, i);
        break_page_ = p > 0;
        if (!on) flush();
      } else {
        const Step how = step(sheet, *before, i);
        if (how != Step::same) {
          if (how == Step::hard) out_.back().hard = true;
          if (pending_.empty()) {
            if (how == Step::apart) blank();
          } else {
            flush();
          }
        }
      }
      emit(sheet.lines[i], part, break_page_ && pending_.empty());
      before = i;
      last_page_ = p;
      last_line_ = i;
    }
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
      if (!sheet.note[i]) continue;
      if (!sheet.answer[i].empty() || pending_.empty()) pending_.emplace_back();
      pending_.back().push_back(note_line(sheet.lines[i], part, !sheet.answer[i].empty()));
    }
  }

  // The line with the mark of its note as a superscript and set apart.
  RawLine note_line(const PdfLine& line, std::uint32_t part, bool opens) {
    MappedText text = MappedText::verbatim(line.text, line.offset, part);
    if (opens && !line.raised_mark && line.mark[0] != '*') {
      MappedText marked;
      std::string digits;
      for (const char c : line.mark) {
        static constexpr char32_t kDigits[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                               0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
        text::append(digits, kDigits[c - '0']);
      }
      marked.append_replacement(digits, {part, line.offset, line.offset + line.mark_size});
      gap(line, part, marked);
      marked.append(text, {line.mark_size, text.size()});
      text = std::move(marked);
    } else if (opens) {
      MappedText marked;
      marked.append(text, {0, line.mark_size});
      gap(line, part, marked);
      marked.append(text, {line.mark_size, text.size()});
      text = std::move(marked);
    }
    RawLine out;
    out.text = clean_line(text, tallies_);
    return out;
  }

  static void gap(const PdfLine& line, std::uint32_t part, MappedText& text) {
    const std::uint64_t at = line.offset + line.mark_size;
    if (line.mark_size < line.text.size() && line.text[line.mark_size] != ' ')
      text.append_replacement(" ", {part, at, at});
  }

  void emit(const PdfLine& line, std::uint32_t part, bool page_break) {
    RawLine raw;
    raw.text = clean_line(MappedText::verbatim(line.text, line.offset, part), tallies_);
    raw.page_break = page_break;
    if (page_break) break_page_ = false;
    out_.push_back(std::move(raw));
  }

  void blank() {
    if (!out_.empty() && !out_.back().text.empty()) out_.emplace_back();
  }

  // The notes of the page before, where a paragraph has ended.
  void flush() {
    blank();
    for (std::vector<RawLine>& note : pending_) {
      for (RawLine& line : note) out_.push_back(std::move(line));
      blank();
    }
    pending_.clear();
  }

  const std::vector<PdfSheet>& sheets_;
  Tallies& tallies_;
  std::vector<RawLine> out_;
  std::vector<std::vector<RawLine>> pending_;
  float spacing_ = 1.2F;
  bool break_page_ = false;
  std::optional<std::size_t> last_page_;
  std::size_t last_line_ = 0;
};

std::string counted(std::size_t n, const char* what) {
  return std::to_string(n) + what;
}

void tell(const PdfRepairs& repairs, const PdfFurniture& furniture,
          const std::vector<PdfSheet>& sheets, RawDocument& out) {
  if (furniture.lines > 0) {
    const PdfLine& line = sheets[furniture.page].lines[furniture.line];
    out.quality.push_back(
        {"running-head",
         counted(furniture.lines,
                 " running heads, feet and page numbers were taken out, the first: ") +
             furniture.first,
         -1,
         {static_cast<std::uint32_t>(furniture.page + 1), line.offset,
          line.offset + line.text.size()}});
  }
  const auto note = [&](const char* code, std::size_t n, const char* what) {
    if (n > 0) out.quality.push_back({code, counted(n, what), -1, {}});
  };
  note("visual-order", repairs.reordered_lines,
       " lines with right-to-left text were put into logical order");
  note("lam-alef", repairs.lam_alef, " lam-alef ligatures were put into logical order");
  note("mirrored-brackets", repairs.brackets, " lines had their brackets turned");
  std::size_t empty = 0;
  std::size_t rotated = 0;
  std::uint32_t first_empty = 0;
  for (std::size_t p = 0; p < sheets.size(); ++p) {
    if (sheets[p].lines.empty() && empty++ == 0) first_empty = static_cast<std::uint32_t>(p + 1);
    for (const PdfLine& line : sheets[p].lines) rotated += line.upright ? 0 : 1;
  }
  if (empty > 0) {
    out.quality.push_back(
        {"page-without-text",
         counted(empty, " pages have no text, the first: page ") + std::to_string(first_empty),
         -1,
         {first_empty, 0, 0}});
  }
  note("rotated-text", rotated, " lines of rotated text were kept as they came");
}

}  // namespace

RawDocument read_pdf(std::string_view bytes, const std::string& path) {
  std::vector<PdfPage> pages = extract_pdf_words(bytes, path);
  RawDocument out;
  out.manifestation = {path, "pdf", "", bytes.size(), files::content_hash(bytes), {path}};
  std::vector<PdfSheet> sheets(pages.size());
  PdfRepairs repairs;
  bool any = false;
  const bool ligatures = has_split_ligatures(pages);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    PdfSheet& sheet = sheets[p];
    sheet.height = pages[p].height;
    sheet.lines = make_lines(pages[p], ligatures, sheet.right_to_left, repairs);
    sheet.furniture.resize(sheet.lines.size());
    sheet.note.resize(sheet.lines.size());
    sheet.answer.resize(sheet.lines.size());
    any = any || !sheet.lines.empty();
    out.manifestation.parts.push_back("page " + std::to_string(p + 1));
    pages[p] = {};
  }
  if (!any) throw Error(ErrorKind::input, path, "", "scanned, no text layer; run OCR");
  const PdfFurniture furniture = find_furniture(sheets);
  find_notes(sheets, body_size(sheets));
  Tallies tallies;
  out.lines = Flow(sheets, tallies).run();
  out.quality = told(tallies);
  tell(repairs, furniture, sheets, out);
  return out;
}

}  // namespace hexapla::ingest
