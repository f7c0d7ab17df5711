// What must hold for any input: the map points at the source, the same input gives the same
// document, nothing crashes.
#include <gtest/gtest.h>

#include <filesystem>

#include "dump.h"
#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/normalize.h"
#include "tests/support/linear.h"

namespace hexapla::normalize {
namespace {

namespace fs = std::filesystem;

// The golden fragments and the sample corpus.
std::vector<fs::path> samples() {
  std::vector<fs::path> out;
  for (const char* folder : {"tests/pipeline/normalize/golden", "corpus/works"}) {
    const fs::path root = fs::path(HEXAPLA_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && entry.path().filename() != "out") out.push_back(entry.path());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

void expect_mapped(const document::MappedText& text, const std::string& source,
                   const std::string& where) {
  std::size_t at = 0;
  for (const document::MapPiece& piece : text.pieces()) {
    EXPECT_EQ(piece.text.begin, at) << where;
    EXPECT_LE(piece.source.begin, piece.source.end) << where;
    ASSERT_LE(piece.source.end, source.size()) << where;
    if (piece.verbatim) {
      EXPECT_EQ(text.text().substr(piece.text.begin, piece.text.size()),
                source.substr(piece.source.begin, piece.source.end - piece.source.begin))
          << where;
    }
    at = piece.text.end;
  }
  EXPECT_EQ(at, text.size()) << where;
}

TEST(Properties, EveryByteOfEveryBlockHasItsPlaceInTheSource) {
  for (const fs::path& path : samples()) {
    const std::string source = files::read(path);
    const document::Expression e = normalize_text(source, path.string());
    ASSERT_FALSE(e.blocks.empty()) << path;
    EXPECT_NO_THROW(document::validate(e)) << path;
    for (const document::Block& block : e.blocks) {
      expect_mapped(block.content, source, path.string());
      expect_mapped(block.label, source, path.string());
      for (const document::NoteReference& mark : block.notes) {
        EXPECT_LE(mark.at, block.text().size()) << path;
        EXPECT_LE(mark.source.end, source.size()) << path;
      }
    }
  }
}

TEST(Properties, TheSameInputGivesTheSameDocument) {
  for (const fs::path& path : samples()) {
    const std::string source = files::read(path);
    EXPECT_EQ(normalize_text(source), normalize_text(source)) << path;
  }
}

// Layout is repaired, wording is not: the letters and digits that come out are those that went in,
// but for markup, marks of notes, repeated headers and the separators between languages.
TEST(Properties, NoWordIsLostInPlainText) {
  const std::string text =
      "1. One two three four.\n\n(a) Five, six;\nseven eight\n\n  Nine - ten  "
      "\n\nEleven\ttwelve\n\n[thirteen]\n";
  std::string got;
  for (const document::Block& block : normalize_text(text).blocks)
    got += block.label.text() + block.text();
  const auto letters = [](const std::string& s) {
    std::string out;
    for (const char c : s) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += c;
    }
    return out;
  };
  EXPECT_EQ(letters(got), letters(text));
}

TEST(Properties, TruncationAtEveryByteIsSurvived) {
  for (const char* name : {"cells", "double-spaced", "chinese", "letter-markdown", "timetable",
                           "arabic", "superscripts"}) {
    const std::string source =
        files::read(fs::path(HEXAPLA_SOURCE_DIR) / "tests/pipeline/normalize/golden" / name / "in");
    for (std::size_t n = 0; n <= source.size(); ++n) {
      try {
        document::validate(normalize_text(std::string_view(source).substr(0, n)));
      } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::input) << name << " " << n << ": " << e.what();
      }
    }
  }
}

TEST(Properties, HostileInputsTakeLinearTime) {
  // Each is a pattern that invites backtracking or quadratic work; the test's own time limit is the
  // assertion.
  const std::size_t n = 200000;
  std::vector<std::string> inputs;
  for (const char* unit :
       {"*",          "**a",     "[",  "[a](",  "<",       "&",    "(a",          "1. ",
        "¹",          "|",       "\t", "a\t\n", "| a |\n", "- \n", "_",           "1\n",
        "May 2017\n", "http://", "（", "\\*",   "a-\n",    "*\n",  "____\n1 a\n", "1. a\n\n"}) {
    std::string s;
    while (s.size() < n) s += unit;
    inputs.push_back(std::move(s));
  }
  for (const std::string& input : inputs) {
    try {
      normalize_text(input);
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::input) << e.what();
    }
  }
}

// Lines of one paragraph that are joined one by one; what is looked for again and again; what makes
// two of one.
TEST(Properties, TimeGrowsAsTheTextDoes) {
  struct Case {
    const char* file;
    const char* piece;
  };
  const std::string before = "The Conference of the Parties took note of the report.\n\n";
  for (const Case& c : std::initializer_list<Case>{
           {"a.html", "ab<br>"},                                       // lines that go on
           {"a.html", "wor&shy;<br>"},                                 // each cuts what is before
           {"a.html", "Word <a href='http://x.org'>link</a><br>"},     // links of other lines
           {"a.html", "Word&nbsp; <a href='http://x.org'>link</a> "},  // and of other words
           {"a.txt", "of the wor\u00AD\n"},
           {"a.txt", "ks of the wor-\n"},  // "works" stands there, so that the hyphen goes
           {"a.txt", "AttachmentTITLE OF WHAT IS ATTACHED\n\n"},
           {"a.md", "<!--"},  // comments without an end
           {"a.txt", "\u0628\u064B\u0651\u064B\u0651"}}) {
    const double growth = support::growth_over_sixteen(c.piece, 8000, [&](const std::string& text) {
      const bool html = std::string_view(c.file).ends_with("html");
      normalize(ingest::read((html ? "<html><p>" : "") + before + text, c.file));
    });
    EXPECT_LT(growth, 64) << c.file << " " << c.piece;
  }
}

TEST(ToText, IsReadable) {
  const document::Expression e = normalize_text(
      "**Lakes**\n\n1. The first report¹ was adopted by the Parties:\n\n(a) One;\n\n| A | B "
      "|\n|---|---|\n| c | d |\n\n"
      "¹ A note.\n");
  EXPECT_EQ(to_text(e),
            "Lakes\n\n1. The first report[1] was adopted by the Parties:\n\n    (a) One;\n\nA | "
            "B\nc | d\n\n----\n\n"
            "[1] A note.\n");
}

}  // namespace
}  // namespace hexapla::normalize
