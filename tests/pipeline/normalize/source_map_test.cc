// From any character of a block to the bytes it came from, and back, in every format.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "analyzers/text/utf8.h"
#include "dump.h"
#include "pipeline/base/files.h"
#include "pipeline/document/page_lines.h"
#include "pipeline/ingest/compound_file.h"
#include "pipeline/ingest/zip_archive.h"
#include "pipeline/normalize/normalize.h"
#include "tests/support/docx.h"

namespace hexapla::normalize {
namespace {

namespace fs = std::filesystem;
using document::MappedText;
using document::MapPiece;

const fs::path kTop = HEXAPLA_SOURCE_DIR;

struct Sample {
  std::string name;
  std::string bytes;
};

std::string sample_docx() {
  testing_support::Docx docx;
  docx.body =
      testing_support::paragraph("Report of the group on lakes &amp; rivers") +
      "<w:p><w:r><w:t xml:space=\"preserve\">The gro</w:t></w:r><w:r><w:t>up met in Gene\u0301va."
      "</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
      "<w:tbl><w:tr><w:tc>" +
      testing_support::paragraph("Стороны") + "</w:tc><w:tc>" +
      testing_support::paragraph("第5条") + "</w:tc></w:tr></w:tbl>";
  docx.footnotes =
      "<w:footnote w:id=\"2\">" + testing_support::paragraph("See the annex.") + "</w:footnote>";
  return docx.bytes();
}

// A page with what the sample corpus says, as a browser would save it.
std::string sample_html() {
  return "<!DOCTYPE html><html lang=ru><body><h1>Доклад группы по озерам</h1><p>Группа собралась "
         "в&nbsp;Женеве<a href=\"#fn1\"><sup>1</sup></a>\n и приняла "
         "&laquo;доклад&raquo;.</p><table>"
         "<tr><td>Озеро<td>5</table><ol><li id=fn1>См. приложение. <a href=\"#r\">^</a></ol></body>"
         "</html>";
}

std::vector<Sample> samples() {
  std::vector<Sample> out;
  for (const char* folder :
       {"tests/pipeline/normalize/golden", "corpus/works", "corpus/manifestations"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kTop / folder)) {
      const std::string stem = entry.path().stem().string();
      if (!entry.is_regular_file() || stem == "out" || stem.find("locked") != std::string::npos)
        continue;
      out.push_back({entry.path().string(), files::read(entry.path())});
    }
  }
  out.push_back({"sample.docx", sample_docx()});
  out.push_back({"sample.html", sample_html()});
  // Markdown that is taken out within a line: emphasis, links, entities, escapes, tags.
  out.push_back(
      {"inline.md",
       "# Le **rapport** &amp; ses annexes\n\n1. Le *groupe* [s’est réuni](http://x.example/) "
       "le 2<sup>e</sup> jour &mdash; à Genève\\*, et ***a adopté*** `le` rapport.¹\n\n"
       "| Étape | Date |\n|---|---|\n| *Fin* | 5 mai |\n\n¹ Voir <http://x.example/a>.\n"});
  std::string wide("\xFF\xFE");
  for (const char c : std::string("1. The group met.\r\n\r\n2. It agreed.\r\n")) wide += {c, '\0'};
  out.push_back({"wide.txt", wide});
  // "1. Группа собралась в Женеве и приняла доклад о состоянии озер." in windows-1251.
  out.push_back({"cyrillic.txt",
                 "1. \xC3\xF0\xF3\xEF\xEF\xE0 \xF1\xEE\xE1\xF0\xE0\xEB\xE0\xF1\xFC \xE2 "
                 "\xC6\xE5\xED\xE5\xE2\xE5 \xE8 \xEF\xF0\xE8\xED\xFF\xEB\xE0 "
                 "\xE4\xEE\xEA\xEB\xE0\xE4 \xEE \xF1\xEE\xF1\xF2\xEE\xFF\xED\xE8\xE8 "
                 "\xEE\xE7\xE5\xF0.\n"});
  return out;
}

// The bytes of a part where they can be had: the file, the parts of a package. The text of a PDF's
// page is what the reader made of it.
std::string part_bytes(const Sample& sample, const document::Manifestation& m, std::uint32_t part) {
  if (part == 0) return sample.bytes;
  if (m.format == "docx") return ingest::ZipArchive(sample.bytes, "").read(m.parts.at(part));
  if (m.format == "doc")
    return ingest::CompoundFile(sample.bytes, "").stream("WordDocument").value_or("");
  return "";
}

// A computed label or mark: "1.", "(a)", "（一）", "IV.", "*", "1 -", "أولا -".
bool is_label(std::string_view shown) {
  return text::count_code_points(shown) <= 12 && shown.find("  ") == std::string_view::npos;
}

class Checker {
 public:
  Checker(const Sample& sample, const document::Expression& e) : sample_(sample), e_(e) {
    for (std::uint32_t p = 0; p < e.manifestation.parts.size(); ++p)
      parts_.push_back(part_bytes(sample, e.manifestation, p));
  }

  // `label`: what a format counts may stand in it.
  void check(const MappedText& text, bool label) {
    std::size_t at = 0;
    for (const MapPiece& piece : text.pieces()) {
      ASSERT_EQ(piece.text.begin, at);
      at = piece.text.end;
      ASSERT_LT(piece.source.part, parts_.size());
      ASSERT_LE(piece.source.begin, piece.source.end);
      const std::string& source = parts_[piece.source.part];
      ASSERT_TRUE(source.empty() || piece.source.end <= source.size());
      const std::string_view shown = text.view().substr(piece.text.begin, piece.text.size());
      if (piece.width != 0) {
        check_characters(text, piece, shown, source);
        continue;
      }
      if (!piece.verbatim) {
        check_made(piece, shown, source, label);
        continue;
      }
      verbatim_ += shown.size();
      if (!source.empty()) {
        ASSERT_EQ(source.substr(piece.source.begin, piece.source.end - piece.source.begin), shown);
      }
      // And back: the place leads to a character that came from there.
      for (std::size_t i = 0; i < piece.text.size(); ++i) {
        const auto back = text.text_offset(piece.source.begin + i, piece.source.part);
        ASSERT_TRUE(back.has_value());
        ASSERT_EQ(text.view()[*back], shown[i]);
      }
    }
    ASSERT_EQ(at, text.size());
  }

  void check() {
    ASSERT_FALSE(e_.blocks.empty());
    for (const document::Block& block : e_.blocks) {
      check(block.content, false);
      check(block.label, true);
      for (const document::NoteReference& mark : block.notes) {
        ASSERT_LE(mark.at, block.text().size());
        ASSERT_LT(mark.source.part, parts_.size());
        ASSERT_LT(mark.source.begin, mark.source.end);
      }
      if (e_.manifestation.format == "pdf") check_page(block);
    }
    // Nearly all of a text came through as it was, or character by character from another encoding.
    EXPECT_GE(verbatim_ + characters_, 20 * others_);
    EXPECT_GT(verbatim_ + characters_, 0U);
  }

 private:
  // A run of characters from another encoding: each has its own bytes, and these lead back to it.
  void check_characters(const MappedText& text, const MapPiece& piece, std::string_view shown,
                        const std::string& source) {
    ASSERT_LE(shown.size(), document::kLongestRun);
    ASSERT_EQ(text::count_code_points(shown) * piece.width, piece.source.end - piece.source.begin);
    std::uint64_t place = piece.source.begin;
    for (std::size_t at = 0; at < shown.size(); place += piece.width) {
      const text::CodePoint c = text::decode(shown, at);
      const Span span{piece.text.begin + at, piece.text.begin + at + c.size};
      ASSERT_EQ(text.source(span),
                (document::SourceRange{piece.source.part, place, place + piece.width}));
      const auto back = text.text_offset(place + piece.width - 1, piece.source.part);
      ASSERT_EQ(back, std::optional(span.begin));
      const auto byte = [&](std::size_t i) {
        return static_cast<unsigned char>(source.at(place + i));
      };
      // windows-1251 and UTF-16LE, as the samples have them.
      if (piece.width == 1) {
        const unsigned own = byte(0);
        ASSERT_EQ(c.value, own < 0x80 ? own : own + 0x410U - 0xC0U);
      } else {
        ASSERT_EQ(c.value, static_cast<char32_t>(byte(0) | byte(1) << 8U));
      }
      at += c.size;
    }
    characters_ += shown.size();
  }

  void check_made(const MapPiece& piece, std::string_view shown, const std::string& source,
                  bool label) {
    // Only white space comes from nowhere: between lines, and where a format sets none.
    if (piece.source.begin == piece.source.end) {
      ASSERT_TRUE(text::trim(shown).empty() || shown == "“" || shown == "”" || shown == "\"")
          << '"' << shown << '"';
      return;
    }
    // And back, as a whole.
    if (text::trim(shown).empty()) return;
    if (e_.manifestation.format == "doc" && text::count_code_points(shown) == 1) {
      check_word_character(piece, shown, source);
      characters_ += shown.size();
      return;
    }
    if (label && is_label(shown)) return;
    others_ += shown.size();
    // An entity, a tag, a letter in another form: never a stretch of words.
    ASSERT_LE(text::count_code_points(shown), 40U) << '"' << shown << '"';
  }

  // A DOC holds UTF-16 or windows-1252; what is not plain text there is one of Word's own signs.
  void check_word_character(const MapPiece& piece, std::string_view shown,
                            const std::string& source) {
    const auto byte = [&](std::size_t i) {
      return static_cast<unsigned char>(source.at(piece.source.begin + i));
    };
    const std::size_t size = piece.source.end - piece.source.begin;
    const char32_t value = text::decode(shown, 0).value;
    if (size == 1 && byte(0) >= 0x20 && byte(0) < 0x7F) {
      ASSERT_EQ(value, static_cast<char32_t>(byte(0)));
    } else if (size == 2) {
      const auto unit = static_cast<char32_t>(byte(0) | (byte(1) << 8U));
      const bool sign = unit < 0x20 || unit == 0xAD || unit >= 0xE000;
      ASSERT_TRUE(sign || unit == value || text::script_of(value) == text::Script::arabic) << shown;
    }
  }

  // Every character stands in a line of its page, and the middle of the line leads back to it.
  void check_page(const document::Block& block) {
    const MappedText& content = block.content;
    for (const MapPiece& piece : content.pieces()) {
      if (!piece.verbatim) continue;
      const std::vector<document::PageLine> lines =
          document::lines_of(e_.manifestation, piece.source);
      ASSERT_FALSE(lines.empty());
      ASSERT_LE(lines.front().text.begin, piece.source.begin);
      ASSERT_GE(lines.back().text.end, piece.source.end);
      for (const document::PageLine& line : lines) {
        ASSERT_LT(line.left, line.right);
        ASSERT_LT(line.top, line.bottom);
        ASSERT_GE(line.left, -1.0);
        ASSERT_LE(line.right, 1200.0);
        const auto back =
            document::text_at(e_.manifestation, line.text.part, (line.left + line.right) / 2,
                              (line.top + line.bottom) / 2);
        ASSERT_TRUE(back.has_value());
        ASSERT_EQ(back->part, piece.source.part);
        found_ += *back == line.text ? 1 : 0;
        ++looked_;
      }
    }
  }

 public:
  // Lines whose middle belongs to them alone: raised marks and accents reach into others.
  std::size_t found() const { return found_; }
  std::size_t looked() const { return looked_; }

 private:
  const Sample& sample_;
  const document::Expression& e_;
  std::vector<std::string> parts_;
  std::size_t verbatim_ = 0;    // bytes
  std::size_t characters_ = 0;  // bytes, of what a file holds in another encoding
  std::size_t others_ = 0;      // bytes
  std::size_t found_ = 0;
  std::size_t looked_ = 0;
};

TEST(SourceMap, EveryFormatFromEveryCharacterToItsBytesAndBack) {
  std::set<std::string> formats;
  std::size_t found = 0;
  std::size_t looked = 0;
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.name);
    const document::Expression e = normalize_text(sample.bytes, sample.name);
    formats.insert(e.manifestation.format);
    Checker checker(sample, e);
    checker.check();
    if (HasFatalFailure()) return;
    found += checker.found();
    looked += checker.looked();
  }
  EXPECT_GT(looked, 1000U);
  EXPECT_GE(found * 100, looked * 99);
  EXPECT_EQ(formats, (std::set<std::string>{"akoma-ntoso", "doc", "docx", "html", "markdown", "pdf",
                                            "tei", "text"}));
}

}  // namespace
}  // namespace hexapla::normalize
