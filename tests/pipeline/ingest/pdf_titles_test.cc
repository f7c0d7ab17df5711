// Title rows of ruled tables that no rule frames, and what resembles them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/ingest/pdf_sheet.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

// The words of a form, by language.
struct Words {
  const char* text;
  const char* title;
  const char* name;
  const char* value;
};

// In Arabic everything begins at the right; Chinese titles are one word.
constexpr Words kForms[] = {
    {"النص", "المعلومات", "الاسم", "القيمة"},      {"Text", "Information", "Name", "Value"},
    {"Texto", "Información", "Nombre", "Valor"},   {"Texte", "Renseignements", "Nom", "Valeur"},
    {"Текст", "Сведения", "Название", "Значение"}, {"正文", "指标信息", "名称", "数值"}};

TEST(PdfTitles, OfSixLanguages) {
  for (const Words& form : kForms) {
    Sheet s;
    s.right_to_left = &form == &kForms[0];
    s.around(kEdge, form.text);
    s.put(kEdge + kPadding, 298, form.title, 16);
    s.table(300, {{form.name, form.value}, {form.value, form.name}});
    const auto cell = [](const std::string& place, const char* text) { return place + " " + text; };
    EXPECT_THAT(blocks_of({s.page}),
                ElementsAreArray<std::string>({form.text, form.text, form.text, form.text,
                                               cell("0,0,0", form.title), cell("0,1,0", form.name),
                                               cell("0,1,1", form.value), cell("0,2,0", form.value),
                                               cell("0,2,1", form.name)}));
  }
}

// The line above a table is a paragraph or a heading.
std::string above(float around, float start, float foot, const std::string& before = "") {
  Sheet s;
  s.around(around, "Text");
  if (!before.empty()) s.put(kEdge, foot - 18, before, 16);
  s.put(start, foot, "Information", 16);
  s.table(300, {{"Name", "Value"}, {"Value", "Name"}});
  for (const std::string& block : blocks_of({s.page})) {
    if (block.find("Information") != std::string::npos) return block;
  }
  return "";
}

TEST(PdfTitles, WhatStandsAboveATable) {
  const float within = kEdge + kPadding;
  EXPECT_EQ(above(kEdge, within, 298), "0,0,0 Information");
  // It begins with the text around, or further in than cells do.
  EXPECT_EQ(above(kEdge, kEdge, 298), "# Information");
  EXPECT_EQ(above(kEdge, within + 10, 298), "# Information");
  // White parts it from the table.
  EXPECT_EQ(above(kEdge, within, 280), "# Information");
  // All text begins where the cells' does: a heading with its table, both moved in.
  EXPECT_EQ(above(within, within, 298), "# Information");
  // Nothing begins at the table's edge.
  EXPECT_EQ(above(20, within, 298), "# Information");
  // The second line of something that begins at the edge.
  EXPECT_EQ(above(kEdge, within, 298, "Annex of"), "# Annex of|Information");
}

// Lines of a title, and of a cell below it, are full by the measures of their own cells.
TEST(PdfTitles, LinesOfTitleAndCells) {
  Sheet s;
  s.around(kEdge, "Text");
  s.put(kEdge + kPadding, 280, "Information which needs more room than the keys do", 16);
  s.put(kEdge + kPadding, 298, "and goes on", 16);
  s.rule(kEdge, 300, 550, 300);
  s.put(kEdge + kPadding, 314, "References that nearly fill the cell");
  s.put(kEdge + kPadding, 326, "Documentation");
  s.put(250 + kPadding, 314, "Value");
  s.rule(kEdge, 332, 550, 332);
  for (const float x : {kEdge, 250.0F, 550.0F}) s.rule(x, 300, x, 332);
  const std::vector<std::string> got = blocks_of({s.page});
  ASSERT_EQ(got.size(), 7U);
  EXPECT_EQ(got[4], "0,0,0 Information which needs more room than the keys do|and goes on");
  EXPECT_EQ(got[5], "0,1,0 References that nearly fill the cell|Documentation");
  EXPECT_EQ(got[6], "0,1,1 Value");
}

// A table with a title goes on with none of the page before, though its head is the same.
TEST(PdfTitles, OpenAnotherTable) {
  Sheet first;
  first.around(kEdge, "Text");
  first.table(700, {{"Name", "Value"}, {"One", "1"}});
  Sheet second;
  second.put(kEdge + kPadding, 58, "Information", 16);
  second.table(60, {{"Name", "Value"}, {"Two", "2"}});
  EXPECT_THAT(blocks_of({first.page, second.page}),
              ElementsAre("Text", "Text", "Text", "Text", "0,0,0 Name", "0,0,1 Value", "0,1,0 One",
                          "0,1,1 1", "1,0,0 Information", "1,1,0 Name", "1,1,1 Value", "1,2,0 Two",
                          "1,2,1 2"));
}

// A cell that its rules make as wide as the table: those below it have a measure of their own.
TEST(PdfTables, ACellOverAllColumns) {
  Sheet s;
  s.rule(kEdge, 280, 550, 280);
  s.put(kEdge + kPadding, 294, "A line that runs over all the columns of the table, as titles do");
  s.rule(kEdge, 300, 550, 300);
  s.put(kEdge + kPadding, 314, "References that nearly fill the cell");
  s.put(kEdge + kPadding, 326, "Documentation");
  s.put(250 + kPadding, 314, "Value");
  s.rule(kEdge, 332, 550, 332);
  for (const float x : {kEdge, 550.0F}) s.rule(x, 280, x, 332);
  s.rule(250, 300, 250, 332);
  EXPECT_THAT(
      blocks_of({s.page}),
      ElementsAre("0,0,0 A line that runs over all the columns of the table, as titles do",
                  "0,1,0 References that nearly fill the cell|Documentation", "0,1,1 Value"));
}

}  // namespace
}  // namespace hexapla::ingest
