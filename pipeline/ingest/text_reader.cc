// Plain text and Markdown.
#include <algorithm>
#include <array>
#include <filesystem>

#include "analyzers/text/byte_set.h"
#include "analyzers/text/utf8.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/characters.h"
#include "pipeline/ingest/decode.h"
#include "pipeline/ingest/readers.h"
#include "pipeline/ingest/visual_text.h"
#include "pipeline/ingest/xml_scan.h"

namespace hexapla::ingest {
namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;  // bytes of a file
constexpr std::size_t kMostLines = 2000000;
constexpr std::size_t kMostCells = 500000;  // tabs and bars, which part them

std::string ascii_lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  return text;
}

// Markup that is a document of its own and not text: its reader is another one.
void refuse_markup(std::string_view text, const std::string& path) {
  const std::string head = ascii_lower(std::string(text::trim(text.substr(0, 200))));
  const char* what = nullptr;
  if (head.starts_with("<?xml")) what = "an XML document";
  if (what == nullptr) return;
  const std::string root = xml::root_name(text);
  throw Error(
      ErrorKind::input, path, "",
      std::string("this is ") + what + (root.empty() ? "" : " with the root <" + root + ">"),
      "give it as DOCX, PDF, HTML, TEI, Akoma Ntoso, Markdown or plain text");
}

// A Markdown line that plain text does not have: an ATX heading, a link, a line that opens with
// emphasis, a row of dashes between pipes. `links`: the text may have links.
bool is_markdown_line(std::string_view line, bool links) {
  // Most lines begin with a letter, which settles all but links.
  const auto first = static_cast<unsigned char>(line.empty() ? 0 : line.front() | 0x20);
  if (!links && first >= 'a' && first <= 'z') return false;
  const std::string_view t = text::trim(line);
  if (t.size() < 3) return false;
  if (t.front() == '#') {
    const std::size_t n = t.find_first_not_of('#');
    return n != std::string_view::npos && n <= 6 && t[n] == ' ';
  }
  if (t.starts_with("**") && t[2] != ' ' && t[2] != '*') return true;
  if (t.front() == '|' && t.back() == '|' && t.find("--") != std::string_view::npos &&
      t.find_first_not_of("|-: ") == std::string_view::npos) {
    return true;
  }
  if (!links) return false;
  std::size_t link = t.find(']');
  while (link != std::string_view::npos && t.substr(link + 1, 1) != "(")
    link = t.find(']', link + 1);
  return link != std::string_view::npos && t.substr(0, link).find('[') != std::string_view::npos &&
         (t.substr(link + 2).starts_with("http") || t.substr(link + 2).starts_with("mailto:"));
}

bool is_markdown_name(const std::string& path) {
  const std::string ext = ascii_lower(std::filesystem::path(path).extension().string());
  return ext == ".md" || ext == ".markdown" || ext == ".mdown";
}

// Finds the line ends of a text (LF, CRLF, CR, VT, FF, LS, PS), from the first to the last. Nearly
// all are line feeds: of each kind the next one is kept, so that looking for the others costs
// nothing.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {}

  // The first one from `at` on, which does not fall from call to call; the end when there is none.
  std::size_t next(std::size_t at) {
    std::size_t first = text_.size();
    for (Kind& kind : kinds_) {
      if (kind.next < at || !begun_) kind.next = std::min(text_.find(kind.byte, at), text_.size());
      first = std::min(first, kind.next);
    }
    if (separator_ < at || !begun_) separator_ = next_separator(at);
    begun_ = true;
    return std::min(first, separator_);
  }

  // Its bytes.
  std::size_t size(std::size_t at) const {
    if (at == separator_) return 3;
    return text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1;
  }

 private:
  struct Kind {
    char byte;
    std::size_t next;
  };

  // U+2028 and U+2029.
  std::size_t next_separator(std::size_t at) const {
    for (; (at = text_.find("\xE2\x80", at)) != std::string_view::npos; at += 2) {
      if (text_.substr(at, 3) == "\u2028" || text_.substr(at, 3) == "\u2029") return at;
    }
    return text_.size();
  }

  std::string_view text_;
  std::array<Kind, 4> kinds_{{{'\n', 0}, {'\r', 0}, {'\v', 0}, {'\f', 0}}};
  std::size_t separator_ = 0;
  bool begun_ = false;
};

}  // namespace

RawDocument read_text(std::string_view bytes, const std::string& path) {
  if (bytes.size() > kLargest) {
    throw Error(ErrorKind::input, path, "", "a text of more than 64 MB, which no document has",
                "split it into documents");
  }
  const Decoded decoded = decode(bytes, path);
  const std::string_view text = decoded.text.view();
  refuse_markup(text, path);
  RawDocument out;
  out.manifestation = {path,  "text", decoded.encoding, bytes.size(), files::content_hash(bytes),
                       {path}};
  Tallies tallies;
  PdfRepairs repairs;
  document::SourceRange first_visual;  // the first line that was put in order
  VisualText visual(text);
  bool markdown = is_markdown_name(path);
  const bool links = text.find("](") != std::string_view::npos;
  bool page_break = false;
  LineEnds ends(text);
  const std::size_t lines = text::count<'\n'>(text) + 1;
  const auto refuse = [&path](const char* reason) {
    throw Error(ErrorKind::input, path, "", reason, "split the document, or leave it out");
  };
  if (lines > kMostLines) refuse("more than 2,000,000 lines");
  if (text::count<'\t'>(text) + text::count<'|'>(text) > kMostCells)
    refuse("more than 500,000 tabs and bars, which part the cells of tables");
  out.lines.reserve(lines);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = ends.next(begin);
    RawLine& line = out.lines.emplace_back();
    if (visual.may_change(text.substr(begin, end - begin))) {
      line.text = visual.logical(decoded.text, {begin, end}, repairs);
      if (repairs.reordered_lines > 0 && first_visual.end == 0)
        first_visual = decoded.text.source({begin, end});
    } else {
      line.text.append(decoded.text, {begin, end});
    }
    if (!is_plain(line.text.view())) line.text = clean_line(std::move(line.text), tallies);
    line.page_break = page_break;
    if (!markdown) markdown = is_markdown_line(line.text.view(), links);
    page_break = end < text.size() && text[end] == '\f';
    begin = end == text.size() ? end : end + ends.size(end);
  }
  if (markdown) out.manifestation.format = "markdown";
  out.quality = told(tallies);
  if (repairs.reordered_lines > 0) {
    out.quality.push_back({"visual-order",
                           std::to_string(repairs.reordered_lines) +
                               " lines with right-to-left text were put into logical order",
                           -1, first_visual});
  }
  if (decoded.encoding != "UTF-8") {
    out.quality.push_back({"encoding", "read as " + decoded.encoding, -1, {0, 0, bytes.size()}});
  }
  return out;
}

}  // namespace hexapla::ingest
