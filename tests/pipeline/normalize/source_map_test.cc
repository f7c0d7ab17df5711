// From any character of a block to the bytes it came from, and back, in every format.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "dump.h"
#include "pipeline/base/files.h"
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

class Checker {
 public:
  Checker(const Sample& sample, const document::Expression& e) : sample_(sample), e_(e) {
    for (std::uint32_t p = 0; p < e.manifestation.parts.size(); ++p)
      parts_.push_back(part_bytes(sample, e.manifestation, p));
  }

  void check(const MappedText& text) {
    std::size_t at = 0;
    for (const MapPiece& piece : text.pieces()) {
      ASSERT_EQ(piece.text.begin, at);
      at = piece.text.end;
      ASSERT_LT(piece.source.part, parts_.size());
      ASSERT_LE(piece.source.begin, piece.source.end);
      const std::string& source = parts_[piece.source.part];
      ASSERT_TRUE(source.empty() || piece.source.end <= source.size());
      if (!piece.verbatim) continue;
      const std::string_view shown = text.view().substr(piece.text.begin, piece.text.size());
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
      check(block.content);
      check(block.label);
      for (const document::NoteReference& mark : block.notes) {
        ASSERT_LE(mark.at, block.text().size());
        ASSERT_LT(mark.source.part, parts_.size());
      }
    }
  }

 private:
  const Sample& sample_;
  const document::Expression& e_;
  std::vector<std::string> parts_;
};

TEST(SourceMap, EveryFormatFromEveryCharacterToItsBytesAndBack) {
  std::set<std::string> formats;
  for (const Sample& sample : samples()) {
    SCOPED_TRACE(sample.name);
    const document::Expression e = normalize_text(sample.bytes, sample.name);
    formats.insert(e.manifestation.format);
    Checker(sample, e).check();
    if (HasFatalFailure()) return;
  }
  EXPECT_EQ(formats, (std::set<std::string>{"akoma-ntoso", "doc", "docx", "html", "markdown", "pdf",
                                            "tei", "text"}));
}

}  // namespace
}  // namespace hexapla::normalize
