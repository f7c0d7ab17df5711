// Word 97-2003: what LibreOffice writes for text boxes, running heads, tracked changes, fields,
// tables in tables, notes of sections and Arabic. The files are made by scripts/make-doc-fixtures,
// and what is expected is read off that script.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"
#include "tests/pipeline/ingest/told.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;

RawDocument document(const std::string& name) {
  return read(files::read(std::filesystem::path(HEXAPLA_SOURCE_DIR) /
                          "tests/pipeline/ingest/fixtures" / name),
              name);
}

// Boxes follow the paragraph of their anchor, those of a group too. Of the heads and feet only the
// head of the first page is read, comments not at all.
TEST(DocFixtures, TextBoxesAndRunningHeads) {
  const RawDocument boxes = document("boxes.doc");
  EXPECT_THAT(
      texts(boxes),
      ElementsAre("UNEP/GLC/COP.3/INF/2", "Report on gauges", "The gauges stand in two rows.",
                  "Figure 1: gauges upstream", "of the dam", "Both banks are read daily.",
                  "Left bank", "Right bank", "The readings are kept.", "A second page."));
  EXPECT_EQ(boxes.blocks[0].kind, RawKind::running);
  EXPECT_EQ(boxes.blocks[3].kind, RawKind::paragraph);
}

TEST(DocFixtures, TrackedChangesAreAccepted) {
  const RawDocument changes = document("changes.doc");
  EXPECT_THAT(texts(changes),
              ElementsAre("The Parties shall report every two years.",
                          "This paragraph goes on in the next.", "Seen, seen again."));
  std::vector<std::string> codes;
  for (const auto& note : changes.quality) codes.push_back(note.code);
  EXPECT_THAT(codes, ElementsAre("tracked-deletion", "hidden-text"));
}

TEST(DocFixtures, FieldsShowTheirResult) {
  const RawDocument fields = document("fields.doc");
  EXPECT_THAT(
      texts(fields),
      ElementsAre("Form of a report", "See the inventory of 2018 and the Form of a report.",
                  "Report: Biennial", "☒ yes ☐ no", "Name: Lake Tura", "Slope ≤ 5 °", "End"));
  const RawBlock& linked = fields.blocks[1];
  ASSERT_EQ(linked.links.size(), 1U);
  EXPECT_EQ(linked.links[0].url, "https://example.org/lakes?a=1");
  EXPECT_EQ(linked.text.text().substr(linked.links[0].span.begin, linked.links[0].span.size()),
            "the inventory");
}

// Cells of a table within a cell are paragraphs of that cell; columns are those of the grid.
TEST(DocFixtures, TablesInTablesAndMergedCells) {
  const RawDocument tables = document("tables.doc");
  std::vector<std::string> cells;
  for (const RawBlock& b : tables.blocks) {
    cells.push_back(b.text.text() + "@" + std::to_string(b.table) + "," + std::to_string(b.row) +
                    "," + std::to_string(b.column));
  }
  EXPECT_THAT(cells, ElementsAre("Lakes of the basin@-1,-1,-1", "Lake@0,0,0",
                                 "Area and depth@0,0,1", "Tura@0,1,0", "4 km²@0,1,1", "30 m@0,1,2",
                                 "before@0,2,1", "north@0,2,1", "12@0,2,1", "south@0,2,1",
                                 "15@0,2,1", "after@0,2,1", "31 m@0,2,2", "Both lakes@0,3,0",
                                 "61 m@0,3,2", "Behind the table.@-1,-1,-1", "a@1,0,0", "b@1,0,1"));
  EXPECT_TRUE(tables.blocks[1].header_row);
  EXPECT_FALSE(tables.blocks[3].header_row);
}

TEST(DocFixtures, NotesCountAnewInSections) {
  const RawDocument sections = document("sections.doc");
  EXPECT_THAT(marks(sections), ElementsAre("1", "2", "i", "1", "ii"));
  EXPECT_EQ(sections.notes[3].body.text.trimmed().text(), "Adopted later.");
  ASSERT_EQ(sections.blocks.size(), 3U);
  ASSERT_EQ(sections.blocks[2].notes.size(), 2U);
  EXPECT_EQ(sections.blocks[2].notes[0].mark, "1");
  EXPECT_EQ(sections.blocks[2].notes[0].note, 3);
}

// Text stands in the order of reading, whatever runs to the left in it.
TEST(DocFixtures, Arabic) {
  const RawDocument arabic = document("arabic.doc");
  EXPECT_THAT(texts(arabic),
              ElementsAre("مذكرة من الأمانة",
                          "تشير الأمانة إلى الوثيقة UNEP/GLC/COP.3/7 المؤرخة 12 حزيران/يونيه ٢٠١٣.",
                          "تقدم الأطراف تقاريرها كل سنتين.", "تنشر الأمانة القائمة."));
  EXPECT_EQ(arabic.blocks[0].kind, RawKind::heading);
  EXPECT_EQ(arabic.blocks[2].label.text(), "(أ)");
  EXPECT_EQ(arabic.blocks[3].label.text(), "(ب)");
  ASSERT_EQ(arabic.notes.size(), 1U);
  EXPECT_EQ(arabic.notes[0].body.text.trimmed().text(), "انظر المقرر 3/5.");
}

}  // namespace
}  // namespace hexapla::ingest
