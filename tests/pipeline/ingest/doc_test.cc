// Word 97-2003: files that LibreOffice made of documents of the sample corpus
// (scripts/make-manifestations); what is expected is read off those documents.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

// "WORK-LANG.EXTENSION"
std::string fixture(const std::string& name) {
  const std::size_t dash = name.rfind('-');
  return files::read(std::filesystem::path(HEXAPLA_SOURCE_DIR) / "corpus/manifestations" /
                     name.substr(0, dash) / name.substr(dash + 1));
}

std::vector<std::string> texts(const RawDocument& document) {
  std::vector<std::string> out;
  for (const RawBlock& block : document.blocks) out.push_back(block.text.text());
  return out;
}

std::string refusal(const std::string& bytes) {
  try {
    read(bytes, "a.doc");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    return error.reason();
  }
  return "";
}

const RawBlock* starting(const RawDocument& document, const std::string& text) {
  for (const RawBlock& block : document.blocks) {
    if (block.text.text().starts_with(text)) return &block;
  }
  return nullptr;
}

TEST(Doc, TableAndNotesInRussian) {
  const RawDocument document = read(fixture("cop3-inf11-needs-ru.doc"), "needs.doc");
  EXPECT_EQ(document.manifestation.format, "doc");
  std::vector<const RawBlock*> cells;
  for (const RawBlock& block : document.blocks) {
    if (block.kind == RawKind::cell) cells.push_back(&block);
  }
  ASSERT_EQ(cells.size(), 25U);  // five columns, a header and four regions
  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(cells[i]->table, 0);
    EXPECT_EQ(cells[i]->row, static_cast<int>(i / 5));
    EXPECT_EQ(cells[i]->column, static_cast<int>(i % 5));
  }
  EXPECT_EQ(cells[5]->text.text(), "Центральная Азия");
  EXPECT_EQ(cells[24]->text.text(), "40 000");
  ASSERT_EQ(document.notes.size(), 3U);
  EXPECT_EQ(document.notes[0].mark.text(), "*");
  EXPECT_THAT(document.notes[0].body.text.text(), HasSubstr("UNEP/GLC/COP.3/1."));
  EXPECT_EQ(document.notes[2].mark.text(), "2");
  EXPECT_THAT(document.notes[2].body.text.text(), HasSubstr("UNEP/GLC/COP.3/7, п. 11."));
  const RawBlock* block = starting(document, "Общий объем");
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block->label.text(), "4.");  // computed: the text has no number
  ASSERT_EQ(block->notes.size(), 1U);
  EXPECT_EQ(block->notes[0].note, 2);
  EXPECT_EQ(block->notes[0].at + 1, block->text.size());  // Russian puts it before the full stop
}

TEST(Doc, LineBreaksAndOwnMarks) {
  const RawDocument letter = read(fixture("letter-2018-01-en.doc"), "letter.doc");
  const RawBlock* lines = starting(letter, "To:");
  ASSERT_NE(lines, nullptr);
  EXPECT_EQ(lines->text.text(),
            "To: National focal points of the Arvenna Convention\n"
            "Copy: Permanent missions to the United Nations Office at Geneva");
  const RawDocument document = read(fixture("cop3-7-note-en.doc"), "note.doc");
  const RawBlock* block = starting(document, "Item 5 (b) of the provisional agenda");
  ASSERT_NE(block, nullptr);
  ASSERT_EQ(block->notes.size(), 1U);
  EXPECT_EQ(block->notes[0].mark, "*");
  ASSERT_EQ(document.notes.size(), 8U);
  // The notes of the annex have typed marks.
  EXPECT_EQ(document.notes[6].mark.text(), "1");
  EXPECT_THAT(document.notes[6].body.text.text(), HasSubstr("Decision I/2, annex."));
  // Every character points into the stream of the text.
  for (const auto& piece : block->text.pieces()) EXPECT_EQ(piece.source.part, 1U);
  EXPECT_EQ(document.manifestation.parts.at(1), "WordDocument");
}

// Numbers, letters and Roman numbers of lists, headings in bold type, rows that are repeated.
TEST(Doc, ComputesLabels) {
  const RawDocument document = read(fixture("convention-extract-zh.doc"), "convention.doc");
  const auto label = [&](const RawDocument& in, const char* text) {
    const RawBlock* block = starting(in, text);
    return block == nullptr ? "not there" : block->label.text();
  };
  EXPECT_EQ(label(document, "“缔约方”指已同意"), "（b）");
  EXPECT_EQ(label(document, "水坝或水电站"), "（二）");
  const RawDocument needs = read(fixture("cop3-inf11-needs-es.doc"), "needs.doc");
  EXPECT_EQ(label(needs, "Conclusiones"), "III.");
  EXPECT_EQ(starting(needs, "Conclusiones")->level, 2);
  EXPECT_TRUE(starting(needs, "Cuadro 1")->strong);
  EXPECT_TRUE(starting(needs, "Disposición")->header_row);
  EXPECT_FALSE(starting(needs, "Cáucaso")->header_row);
  const RawDocument timetable = read(fixture("cop3-decision-5-en.doc"), "decision.doc");
  EXPECT_EQ(starting(timetable, "31 July 2019")->kind, RawKind::bullet);
}

TEST(Doc, OtherScripts) {
  EXPECT_THAT(texts(read(fixture("cop3-7-note-ar.doc"), "note.doc")),
              Contains("برنامج الأمم المتحدة للبيئة"));
  EXPECT_THAT(texts(read(fixture("cop3-7-note-zh.doc"), "note.doc")), Contains("联合国环境规划署"));
  EXPECT_THAT(texts(read(fixture("cop3-inf11-needs-fr.doc"), "needs.doc")),
              Contains("310\u00A0000").Times(1));
}

// Where the stream of the text begins in the fixture: it opens with its magic number.
std::size_t text_stream(const std::string& bytes) {
  const std::size_t at = bytes.find("\xEC\xA5\x01\x01");
  EXPECT_NE(at, std::string::npos);
  return at;
}

TEST(Doc, RefusalsAreClear) {
  const std::string whole = fixture("cop3-7-note-zh.doc");
  std::string bytes = whole;
  bytes[text_stream(whole) + 2] = '\x68';  // the version that Word 95 writes
  bytes[text_stream(whole) + 3] = '\0';
  EXPECT_EQ(refusal(bytes), "written by Word 6 or 95");
  bytes = whole;
  bytes[text_stream(whole) + 0x0B] ^= '\x01';
  EXPECT_EQ(refusal(bytes), "protected by a password");
  EXPECT_THAT(refusal(whole.substr(0, 300)), HasSubstr("damaged compound file"));
}

void survive(const std::string& bytes) {
  try {
    read(bytes, "damaged.doc");
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input) << error.what();
  }
}

TEST(Doc, TruncatedAtEveryByte) {
  const std::string whole = fixture("cop3-7-note-zh.doc");
  for (std::size_t size = 8; size < whole.size(); ++size) survive(whole.substr(0, size));
}

TEST(Doc, FlippedBits) {
  const std::string whole = fixture("cop3-inf11-needs-fr.doc");
  for (std::size_t i = 8; i < whole.size(); ++i) {
    std::string bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
    survive(bytes);
  }
}

}  // namespace
}  // namespace hexapla::ingest
