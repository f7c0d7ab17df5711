// Title rows of ruled tables that no rule frames, and what resembles them. Pages are set here by
// hand, line by line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "analyzers/text/utf8.h"
#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

constexpr float kWidth = 600;
constexpr float kEdge = 50;  // of the table, and where the text around begins
constexpr float kPadding = 5.5F;

std::size_t letters(const std::string& text) {
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size(); at += text::decode(text, at).size) ++out;
  return out;
}

// As the library gives words from right to left: as they are seen.
std::string turned(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = text::decode(text, at).size;
    out.insert(0, text, at, size);
    at += size;
  }
  return out;
}

struct Sheet {
  bool right_to_left = false;
  PdfPage page = [] {
    PdfPage out;
    out.width = kWidth;
    out.height = 800;
    return out;
  }();

  // A line whose foot is at `y`, `start` from the margin at which lines begin.
  void put(float start, float y, const std::string& text, float size = 10) {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      PdfWord w;
      w.text = right_to_left ? turned(word) : word;
      w.size = size;
      const float wide = static_cast<float>(letters(word)) * size / 2;
      w.x0 = right_to_left ? kWidth - start - wide : start;
      w.x1 = w.x0 + wide;
      w.y0 = y - size;
      w.y1 = y;
      w.space = true;
      start += wide + size / 4;
      page.words.push_back(w);
    }
  }

  void rule(float x0, float y0, float x1, float y1) {
    page.rules.push_back(right_to_left ? PdfRule{kWidth - x1, y0, kWidth - x0, y1}
                                       : PdfRule{x0, y0, x1, y1});
  }

  // Rows of two cells, framed, from `top` on.
  void table(float top, const std::vector<std::vector<std::string>>& rows) {
    float y = top;
    rule(kEdge, y, 550, y);
    for (const std::vector<std::string>& row : rows) {
      put(kEdge + kPadding, y + 14, row[0]);
      put(250 + kPadding, y + 14, row[1]);
      y += 20;
      rule(kEdge, y, 550, y);
    }
    for (const float x : {kEdge, 250.0F, 550.0F}) rule(x, top, x, y);
  }

  // Four lines of text apart from one another.
  void around(float start, const std::string& text) {
    for (const float y : {60.0F, 100.0F, 140.0F, 180.0F}) put(start, y, text);
  }
};

// "table,row,column text" of cells; of others the text. "|" for where only the width ended a line.
std::vector<std::string> told(std::vector<PdfPage> pages) {
  std::vector<std::string> out;
  for (const RawBlock& block : lay_out_pdf(std::move(pages)).blocks) {
    std::string text = block.text.text();
    for (const std::size_t soft : block.soft) text[soft] = '|';
    std::string place;
    if (block.kind == RawKind::cell)
      place = std::to_string(block.table) + "," + std::to_string(block.row) + "," +
              std::to_string(block.column) + " ";
    out.push_back(place + text);
  }
  return out;
}

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
    EXPECT_THAT(told({s.page}),
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
  for (const std::string& block : told({s.page})) {
    if (block.find("Information") != std::string::npos) return block;
  }
  return "";
}

TEST(PdfTitles, WhatStandsAboveATable) {
  const float within = kEdge + kPadding;
  EXPECT_EQ(above(kEdge, within, 298), "0,0,0 Information");
  // It begins with the text around, or further in than cells do.
  EXPECT_EQ(above(kEdge, kEdge, 298), "Information");
  EXPECT_EQ(above(kEdge, within + 10, 298), "Information");
  // White parts it from the table.
  EXPECT_EQ(above(kEdge, within, 280), "Information");
  // All text begins where the cells' does: a heading with its table, both moved in.
  EXPECT_EQ(above(within, within, 298), "Information");
  // Nothing begins at the table's edge.
  EXPECT_EQ(above(20, within, 298), "Information");
  // The second line of something that begins at the edge.
  EXPECT_EQ(above(kEdge, within, 298, "Annex of"), "Annex of|Information");
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
  const std::vector<std::string> got = told({s.page});
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
  EXPECT_THAT(told({first.page, second.page}),
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
      told({s.page}),
      ElementsAre("0,0,0 A line that runs over all the columns of the table, as titles do",
                  "0,1,0 References that nearly fill the cell|Documentation", "0,1,1 Value"));
}

}  // namespace
}  // namespace hexapla::ingest
