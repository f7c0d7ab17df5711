// Forms in PDF: labels in larger type, heads of tables that are told by their colour, tables within
// cells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/ingest/pdf_sheet.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::Not;

constexpr float kMiddle = 250;  // where the second column of Sheet::table begins
constexpr float kRight = 550;   // its end

// ---- labels ------------------------------------------------------------------------------------

struct Field {
  std::string label;
  std::vector<std::string> lines;  // below it
};

// Labels in type of 13 points, below them text in 10, under a heading in 18.
std::vector<std::string> form(const std::vector<Field>& fields, bool bold = false,
                              std::uint32_t colour_of_last = 0) {
  Sheet s;
  s.put(kEdge, 60, "Registration", 18);
  float y = 90;
  for (const Field& field : fields) {
    const std::size_t from = s.page.words.size();
    s.put(kEdge, y, field.label, 13);
    for (std::size_t i = from; i < s.page.words.size(); ++i) {
      s.page.words[i].bold = bold;
      if (&field == &fields.back()) s.page.words[i].colour = colour_of_last;
    }
    for (const std::string& line : field.lines) s.put(kEdge, y += 14, line);
    y += 30;
  }
  s.put(kEdge, y, "Submission", 18);
  for (int i = 0; i < 4; ++i)
    s.put(kEdge, y += 14, "running text that fills the line up to its end");
  return blocks_of({s.page});
}

const std::vector<Field> kFields = {
    {"Reporting type", {"Global"}}, {"Series", {"2.1 Share of lakes"}}, {"Area", {"World"}}};

TEST(PdfForms, LabelsAreNoHeadings) {
  EXPECT_THAT(form(kFields), IsSupersetOf({"# Registration", "Reporting type", "Global", "Series",
                                           "2.1 Share of lakes", "Area", "World", "# Submission"}));
  // What is filled in takes two lines.
  std::vector<Field> fields = kFields;
  fields[1].lines = {"2.1 Share of the lakes of which the outflow is measured every", "day"};
  EXPECT_THAT(form(fields), Contains("Series"));
}

TEST(PdfForms, HeadingsHaveText) {
  // One of the same type has a paragraph below it.
  std::vector<Field> fields = kFields;
  fields.push_back({"Method",
                    {"The outflow is measured every day by the State in whose",
                     "territory it lies and is told to the secretariat, which puts",
                     "together what it is told and publishes it"}});
  EXPECT_THAT(form(fields), IsSupersetOf({"# Reporting type", "# Series", "# Area", "# Method"}));
  // It has one in another colour: that is a heading, the others are labels still.
  EXPECT_THAT(form(fields, false, 0x2F5496),
              IsSupersetOf({"Reporting type", "Series", "Area", "# Method"}));
  // Or two paragraphs.
  fields = kFields;
  fields[2].lines = {"World.", "Europe."};
  EXPECT_THAT(form(fields), Contains("# Area"));
  // Bold ones, and numbered ones.
  EXPECT_THAT(form(kFields, true), Contains("# Reporting type"));
  EXPECT_THAT(form({{"1. Name", {"Lake"}}, {"2. Place", {"North"}}, {"3. Use", {"None"}}}),
              Contains("# 2. Place"));
  // Two are too few.
  EXPECT_THAT(form({kFields[0], kFields[1]}), Contains("# Series"));
}

// ---- heads of tables in colour -----------------------------------------------------------------

// A row of cells that are filled and not framed.
void coloured(Sheet& s, float top, const std::string& left, const std::string& right,
              float middle = kMiddle) {
  s.fill(kEdge, top, middle, top + 18);
  s.fill(middle, top, kRight, top + 18);
  if (!left.empty()) s.put(kEdge + kPadding, top + 14, left);
  if (!right.empty()) s.put(middle + kPadding, top + 14, right);
}

TEST(PdfColours, HeadWithOneWord) {
  for (const bool right_to_left : {false, true}) {
    Sheet s;
    s.right_to_left = right_to_left;
    const std::string name = right_to_left ? "الاسم" : "Name";
    const std::string lake = right_to_left ? "البحيرة" : "Lake";
    coloured(s, 282, name, "");
    s.table(300, {{lake, lake}, {lake, lake}});
    // Programs paint cells twice.
    s.page.areas.insert(s.page.areas.end(), s.page.areas.begin(), s.page.areas.end());
    EXPECT_THAT(blocks_of({s.page}), ElementsAre("0,0,0 " + name, "0,1,0 " + lake, "0,1,1 " + lake,
                                                 "0,2,0 " + lake, "0,2,1 " + lake));
  }
}

TEST(PdfColours, HeadAtThePagesEnd) {
  Sheet first;
  first.around(kEdge, "Text");
  coloured(first, 680, "Name", "Value");
  first.put(300, 780, "1", 8);
  Sheet second;
  second.put(300, 780, "2", 8);
  second.table(60, {{"One", "1"}, {"Two", "2"}});
  EXPECT_THAT(blocks_of({first.page, second.page}),
              IsSupersetOf({"0,0,0 Name", "0,0,1 Value", "0,1,0 One", "0,1,1 1", "0,2,0 Two"}));
  // Text follows it on its page.
  Sheet third = first;
  third.put(kEdge, 715, "The values are those of the year before and come from States");
  EXPECT_THAT(blocks_of({third.page, second.page}), Not(Contains("0,1,0 One")));
  // The table has other columns.
  Sheet fourth;
  fourth.around(kEdge, "Text");
  coloured(fourth, 680, "Name", "Value", 350);
  EXPECT_THAT(blocks_of({fourth.page, second.page}), Not(Contains("0,1,0 One")));
}

// Words that are marked with a colour, above a table, are none of its cells.
TEST(PdfColours, MarkedWords) {
  Sheet s;
  s.around(kEdge, "Text");
  s.fill(kEdge, 282, 120, 298);
  s.fill(120, 282, 180, 298);
  s.put(kEdge, 296, "The following table");
  s.table(300, {{"One", "1"}, {"Two", "2"}});
  EXPECT_THAT(blocks_of({s.page}), IsSupersetOf({"The following table", "0,0,0 One"}));
  // A line that stands across the columns, in two fields of one colour.
  Sheet across;
  across.around(kEdge, "Text");
  coloured(across, 282, "Values of all lakes in the north and in the south of it", "");
  across.table(300, {{"One", "1"}, {"Two", "2"}});
  EXPECT_THAT(blocks_of({across.page}),
              Contains("0,0,0 Values of all lakes in the north and in the south of it"));
}

// ---- tables within cells -----------------------------------------------------------------------

// A table whose second row has another one in its second cell, which the page's end cuts off: its
// edge at the right and its foot are those of the cell.
Sheet with_inner(bool right_to_left = false) {
  Sheet s;
  s.right_to_left = right_to_left;
  s.rule(kEdge, 600, kRight, 600);
  s.put(kEdge + kPadding, 614, right_to_left ? "الاسم" : "Name");
  s.put(kMiddle + kPadding, 614, right_to_left ? "القيمة" : "Value");
  s.rule(kEdge, 620, kRight, 620);
  s.put(kEdge + kPadding, 634, right_to_left ? "البحيرات" : "Lakes");
  s.put(kMiddle + kPadding, 634, right_to_left ? "حسب المنطقة" : "By region:");
  const float inner = kMiddle + 7;
  for (const float y : {650.0F, 670.0F, 690.0F}) s.rule(inner, y, kRight, y);
  s.rule(kEdge, 710, kRight, 710);
  s.rule(inner, 650, inner, 710);
  s.rule(450, 650, 450, 710);
  for (const float x : {kEdge, kMiddle, kRight}) s.rule(x, 600, x, 710);
  float y = 664;
  for (const char* region : {"North", "Middle", "South of all"}) {
    s.put(inner + kPadding, y, right_to_left ? "الشمال" : region);
    s.put(450 + kPadding, y, std::to_string(static_cast<int>(y)));
    y += 20;
  }
  return s;
}

TEST(PdfInner, SharesRulesWithItsCell) {
  EXPECT_THAT(
      blocks_of({with_inner().page}),
      ElementsAre("0,0,0 Name", "0,0,1 Value", "0,1,0 Lakes", "0,1,1 By region:", "0,1,1 North",
                  "0,1,1 664", "0,1,1 Middle", "0,1,1 684", "0,1,1 South of all", "0,1,1 704"));
}

TEST(PdfInner, FromRightToLeft) {
  EXPECT_THAT(blocks_of({with_inner(true).page}),
              ElementsAre("0,0,0 الاسم", "0,0,1 القيمة", "0,1,0 البحيرات", "0,1,1 حسب المنطقة",
                          "0,1,1 الشمال", "0,1,1 664", "0,1,1 الشمال", "0,1,1 684", "0,1,1 الشمال",
                          "0,1,1 704"));
}

// Its rest at the top of the next page, where it shares the upper edge: rows of its own.
TEST(PdfInner, OverPages) {
  Sheet rest;
  const float inner = kMiddle + 7;
  rest.rule(kEdge, 50, kRight, 50);
  rest.rule(inner, 70, kRight, 70);
  rest.rule(inner, 90, kRight, 90);
  rest.rule(kEdge, 120, kRight, 120);
  rest.rule(inner, 50, inner, 90);
  rest.rule(450, 50, 450, 90);
  for (const float x : {kEdge, kMiddle, kRight}) rest.rule(x, 50, x, 120);
  rest.put(inner + kPadding, 64, "East");
  rest.put(450 + kPadding, 64, "5");
  rest.put(inner + kPadding, 84, "West");
  rest.put(450 + kPadding, 84, "6");
  rest.put(kMiddle + kPadding, 112, "Source: States");
  const std::vector<std::string> got = blocks_of({with_inner().page, rest.page});
  EXPECT_THAT(std::vector<std::string>(got.begin() + 8, got.end()),
              ElementsAre("0,1,1 South of all", "0,1,1 704", "0,1,1 East", "0,1,1 5", "0,1,1 West",
                          "0,1,1 6", "0,1,1 Source: States"));
}

// A narrow column without words from top to foot of a table is one of its own.
TEST(PdfInner, EmptyColumnsAreColumns) {
  Sheet s;
  s.table(300, {{"One", "1"}, {"Two", "2"}});
  s.rule(kMiddle - 10, 300, kMiddle - 10, 340);
  EXPECT_THAT(blocks_of({s.page}), ElementsAre("0,0,0 One", "0,0,2 1", "0,1,0 Two", "0,1,2 2"));
}

}  // namespace
}  // namespace hexapla::ingest
