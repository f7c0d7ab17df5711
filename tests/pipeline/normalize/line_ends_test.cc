// What must be the same for any text: its line ends are layout, its letters and digits are not.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "analyzers/text/utf8.h"
#include "dump.h"
#include "letters.h"
#include "pipeline/base/files.h"

namespace hexapla::normalize {
namespace {

namespace fs = std::filesystem;

// The same text with each line feed as CR LF.
std::string with_returns(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

std::string all_of(const document::Expression& e) {
  std::string out = dump(e);
  for (const document::QualityNote& note : e.quality) out += "\n" + note.code + ": " + note.detail;
  return out;
}

// The places of every piece of `a`, which came from `source`, are those of `b`, which came from
// with_returns(source), but for the carriage returns before them.
void expect_same_places(const document::MappedText& a, const document::MappedText& b,
                        const std::vector<std::size_t>& moved, const std::string& where) {
  ASSERT_EQ(a.size(), b.size()) << where;
  for (std::size_t at = 0; at < a.size(); ++at) {
    const Span one{at, at + 1};
    const document::SourceRange from = a.source(one);
    const document::SourceRange to = b.source(one);
    ASSERT_LT(from.end, moved.size()) << where;
    // A line end that stands for a space may be taken from its first byte or from its second.
    EXPECT_LE(moved[from.begin] - to.begin, std::size_t{1}) << where << ", byte " << at;
    EXPECT_LE(moved[from.end] - to.end, std::size_t{1}) << where << ", byte " << at;
  }
}

void expect_line_ends_do_not_matter(const std::string& source, const std::string& name) {
  const std::string other = with_returns(source);
  const document::Expression a = normalize_text(source, name);
  const document::Expression b = normalize_text(other, name);
  ASSERT_EQ(all_of(a), all_of(b)) << name;
  std::vector<std::size_t> moved;  // by byte of `source`, its place in `other`
  std::size_t returns = 0;
  for (std::size_t i = 0; i <= source.size(); ++i) {
    if (i < source.size() && source[i] == '\n') ++returns;
    moved.push_back(i + returns);
  }
  for (std::size_t i = 0; i < a.blocks.size(); ++i) {
    const std::string where = name + ", block " + std::to_string(i);
    expect_same_places(a.blocks[i].content, b.blocks[i].content, moved, where);
    expect_same_places(a.blocks[i].label, b.blocks[i].label, moved, where);
  }
}

// "" when no letter and no digit of `source` is lost.
std::string lost(std::string_view source, const document::Expression& e) {
  Letters wanted;
  count(source, wanted);
  Letters got;
  for (const document::Block& block : e.blocks) {
    count(block.label.text(), got);
    count(block.text(), got);
    for (const document::NoteReference& mark : block.notes) count(mark.mark, got);
    for (const document::Link& link : block.links) count(link.url, got);
  }
  std::string out;
  for (const auto& [letter, n] : wanted) {
    if (got[letter] >= n) continue;
    text::append(out, letter);
    out += " " + std::to_string(n - got[letter]) + " ";
  }
  return out;
}

// The golden fragments and the sample corpus, as far as they are text with line feeds.
std::vector<fs::path> samples() {
  std::vector<fs::path> out;
  for (const char* folder : {"tests/pipeline/normalize/golden", "corpus/works"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(HEXAPLA_SOURCE_DIR) / folder)) {
      if (!entry.is_regular_file() || entry.path().filename() == "out") continue;
      const std::string bytes = files::read(entry.path());
      if (bytes.find('\r') != std::string::npos || text::first_invalid(bytes)) continue;
      const std::string format = normalize_text(bytes, entry.path().string()).manifestation.format;
      if (format == "text" || format == "markdown") out.push_back(entry.path());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(LineEnds, DoNotMatterInTheSamples) {
  const std::vector<fs::path> paths = samples();
  EXPECT_GT(paths.size(), 30U);
  for (const fs::path& path : paths) {
    SCOPED_TRACE(path.string());
    expect_line_ends_do_not_matter(files::read(path), path.string());
  }
}

TEST(LineEnds, NoLetterOfASampleIsLostWithoutARemark) {
  for (const fs::path& path : samples()) {
    if (path.string().find("corpus/works") == std::string::npos) continue;
    const std::string source = files::read(path);
    const document::Expression e = normalize_text(source, path.string());
    EXPECT_EQ(e.quality.empty() ? lost(source, e) : "", "") << path;
  }
}

}  // namespace
}  // namespace hexapla::normalize
