// Plain text and Markdown.
#include <algorithm>
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

using document::MappedText;

constexpr std::size_t kLargest = std::size_t{64} << 20;  // bytes of a file

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
// emphasis, a row of dashes between pipes.
bool is_markdown_line(std::string_view line) {
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
  const std::size_t link = t.find("](");
  return link != std::string_view::npos && t.substr(0, link).find('[') != std::string_view::npos &&
         (t.substr(link + 2).starts_with("http") || t.substr(link + 2).starts_with("mailto:"));
}

bool is_markdown_name(const std::string& path) {
  const std::string ext = ascii_lower(std::filesystem::path(path).extension().string());
  return ext == ".md" || ext == ".markdown" || ext == ".mdown";
}

constexpr text::ByteSet kLineEnds("\n\v\f\r\xE2");

// Finds the bytes that may be line ends, from the first to the last.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {}

  // The first one from `at` on, which does not fall from call to call; the end when there is none.
  std::size_t next(std::size_t at) {
    if (at > feed_ || !begun_) {
      begun_ = true;
      feed_ = std::min(text_.find('\n', at), text_.size());
      // Most lines have none but their line feed.
      others_ = text::holds<'\v', '\f', '\r', 0xE2>(text_.substr(at, feed_ - at));
    }
    return others_ ? kLineEnds.find(text_, at) : feed_;
  }

 private:
  std::string_view text_;
  std::size_t feed_ = 0;  // the next line feed
  bool begun_ = false;
  bool others_ = false;  // there are others before it
};

// Length of the line end at `at` (LF, CRLF, CR, VT, FF, LS, PS), 0 when there is none.
std::size_t line_end(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '\n':
    case '\v':
    case '\f':
      return 1;
    case '\r':
      return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    case '\xE2':
      return text.substr(at, 3) == "\u2028" || text.substr(at, 3) == "\u2029" ? 3 : 0;
    default:
      return 0;
  }
}

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
  const VisualText visual(text);
  bool markdown = is_markdown_name(path);
  bool page_break = false;
  std::size_t begin = 0;
  LineEnds ends(text);
  out.lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  for (std::size_t at = 0; at <= text.size();) {
    if (at < text.size()) {
      at = ends.next(at);
    }
    const std::size_t end = at < text.size() ? line_end(text, at) : 1;
    if (end == 0) {
      ++at;
      continue;
    }
    if (at == text.size() && begin == at) break;
    RawLine line;
    MappedText source = decoded.text.slice({begin, at});
    if (visual.any()) source = visual.logical(std::move(source), repairs);
    line.text = clean_line(std::move(source), tallies);
    line.page_break = page_break;
    page_break = at < text.size() && text[at] == '\f';
    if (!markdown) markdown = is_markdown_line(line.text.view());
    out.lines.push_back(std::move(line));
    at += end;
    begin = at;
  }
  if (markdown) out.manifestation.format = "markdown";
  out.quality = told(tallies);
  if (repairs.reordered_lines > 0) {
    out.quality.push_back({"visual-order",
                           std::to_string(repairs.reordered_lines) +
                               " lines with right-to-left text were put into logical order",
                           -1,
                           {}});
  }
  if (decoded.encoding != "UTF-8") {
    out.quality.push_back({"encoding", "read as " + decoded.encoding, -1, {0, 0, bytes.size()}});
  }
  return out;
}

}  // namespace hexapla::ingest
