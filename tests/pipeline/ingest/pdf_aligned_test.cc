// Tables without rules whose cells are paragraphs, and what resembles them. Pages are set here by
// hand, line by line.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

constexpr float kLetter = 5;    // points, of type of 10 points
constexpr float kLeading = 12;  // from line to line of a cell
constexpr float kRow = 18;      // to the next row

PdfPage page() {
  PdfPage out;
  out.width = 600;
  out.height = 800;
  return out;
}

// A line whose foot is at `y`, from `x` on.
void put(PdfPage& page, float x, float y, const std::string& text) {
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    PdfWord w;
    w.text = word;
    w.size = 10;
    w.x0 = x;
    w.x1 = x + static_cast<float>(word.size()) * kLetter;
    w.y0 = y - 10;
    w.y1 = y;
    w.space = true;
    x = w.x1 + kLetter / 2;
    page.words.push_back(w);
  }
}

using Cell = std::vector<std::string>;  // lines

// Rows of cells from `y` on, columns at `x`; where the next row would begin.
float put_rows(PdfPage& page, const std::vector<float>& x, float y,
               const std::vector<std::vector<Cell>>& rows) {
  for (const std::vector<Cell>& row : rows) {
    std::size_t lines = 1;
    for (std::size_t c = 0; c < row.size(); ++c) {
      for (std::size_t i = 0; i < row[c].size(); ++i)
        put(page, x[c], y + kLeading * static_cast<float>(i), row[c][i]);
      lines = std::max(lines, row[c].size());
    }
    y += kLeading * static_cast<float>(lines - 1) + kRow;
  }
  return y;
}

// "row,column text" of cells, "text" of others; "|" for where only the width ended a line.
std::vector<std::string> told(std::vector<PdfPage> pages) {
  std::vector<std::string> out;
  for (const RawBlock& block : lay_out_pdf(std::move(pages)).blocks) {
    std::string text = block.text.text();
    for (const std::size_t soft : block.soft) text[soft] = '|';
    std::string place;
    if (block.kind == RawKind::cell)
      place = std::to_string(block.row) + "," + std::to_string(block.column) + " ";
    out.push_back(place + text);
  }
  return out;
}

bool any_cells(const PdfPage& page) {
  for (const RawBlock& block : lay_out_pdf({page}).blocks) {
    if (block.kind == RawKind::cell) return true;
  }
  return false;
}

using Told = std::vector<std::string>;

const std::vector<float> kColumns{50, 110, 290};

TEST(PdfAligned, WhiteBetweenRowsAndPlacesOfColumns) {
  PdfPage p = page();
  put(p, 50, 100, "The measures are set out in the table that follows this line.");
  const float y = put_rows(p, kColumns, 130,
                           {{{"Code"}, {"Provision"}, {"Comment"}},
                            // Only half an em of white is left beside the first line.
                            {{"M/1"},
                             {"Parties shall record the levels xy", "of lakes every month."},
                             {"No Party has recorded them."}},
                            // The last cell is the longest of its row.
                            {{"M/2"},
                             {"Lakes shall be surveyed."},
                             {"The survey of most lakes was put off",
                              "for want of means, and will be", "made in the year that follows."}},
                            {{"M/3"}, {"Dams shall be made safe."}, {"No comment."}}});
  put(p, 50, y + 30, "Here the text goes on as it did above, from one side to the other.");
  EXPECT_EQ(told({p}),
            (Told{"The measures are set out in the table that follows this line.", "0,0 Code",
                  "0,1 Provision", "0,2 Comment", "1,0 M/1",
                  "1,1 Parties shall record the levels xy|of lakes every month.",
                  "1,2 No Party has recorded them.", "2,0 M/2", "2,1 Lakes shall be surveyed.",
                  "2,2 The survey of most lakes was put off|for want of means, and will be|made in "
                  "the year that follows.",
                  "3,0 M/3", "3,1 Dams shall be made safe.", "3,2 No comment.",
                  "Here the text goes on as it did above, from one side to the other."}));
}

TEST(PdfAligned, RowsGoOnOverPages) {
  const std::vector<Cell> header{{"Code"}, {"Provision"}, {"Comment"}};
  const std::vector<Cell> first{
      {"M/1"}, {"Parties shall record the level", "of lakes every month."}, {"None."}};
  PdfPage p = page();
  put_rows(p, kColumns, 130,
           {header,
            first,
            {{"M/2"}, {"Lakes shall be surveyed."}, {"The survey of most lakes was put", "off."}},
            {{"M/3"}, {"Dams shall be made safe by the"}, {"No comment was made."}}});
  PdfPage q = page();
  // The header again, the rest of a cell, and rows too few to be told alone.
  put_rows(
      q, kColumns, 130,
      {header, {{}, {"Parties to which they belong."}}, {{"M/4"}, {"To be added."}, {"None."}}});
  const Told got = told({p, q});
  EXPECT_EQ(Told(got.end() - 6, got.end()),
            (Told{"3,0 M/3", "3,1 Dams shall be made safe by the|Parties to which they belong.",
                  "3,2 No comment was made.", "4,0 M/4", "4,1 To be added.", "4,2 None."}));
}

// Labels and what they label.
TEST(PdfAligned, ListsAreNoTables) {
  PdfPage p = page();
  put_rows(p, {50, 80}, 130,
           {{{"(a)"}, {"To take note of the information that is", "set out in the present note;"}},
            {{"(b)"}, {"To adopt the draft guidelines."}},
            {{"(c)"}, {"To request the Secretariat to report on", "what was done under them;"}},
            {{"(d)"}, {"To meet again in two years."}}});
  EXPECT_FALSE(any_cells(p));
  // With two labels each.
  PdfPage q = page();
  put_rows(q, {50, 80, 110}, 130,
           {{{"1."}, {"(a)"}, {"To take note of the information that is", "set out below;"}},
            {{}, {"(b)"}, {"To adopt the draft guidelines."}},
            {{"2."}, {"(a)"}, {"To request the Secretariat to report on", "what was done;"}},
            {{}, {"(b)"}, {"To meet again in two years."}}});
  EXPECT_FALSE(any_cells(q));
}

// Paragraphs of two columns that happen to be level count on down the columns.
TEST(PdfAligned, ColumnsThatAreLevelAreNoTables) {
  const std::string a = "the Conference of the Parties shall meet";
  const std::string b = "in the month of May in every second year";
  const std::string c = "unless it decides otherwise.";
  PdfPage p = page();
  put_rows(p, {50, 310}, 130,
           {{{"1. At first", a, b, c}, {"5. At last", a, b, c}},
            {{"2. Thereafter", a, b, c}, {"6. In the end", a, b, c}},
            {{"3. Besides", a, b, c}, {"7. To close", a, b, c}},
            {{"4. Moreover", a, b, c}, {"8. And so", a, b, c}}});
  EXPECT_FALSE(any_cells(p));
}

// White within a column that stops at its edges parts paragraphs, and no rows.
TEST(PdfAligned, ParagraphsThatEndWhereOthersDoNot) {
  const std::string line = "the Conference of the Parties shall meet";
  PdfPage p = page();
  float y = 130;
  for (int i = 0; i < 4; ++i) y = put_rows(p, {50}, y, {{{line, line, line}}});
  y = 130;
  for (int i = 0; i < 6; ++i) y = put_rows(p, {310}, y, {{{line, "in May."}}});
  EXPECT_FALSE(any_cells(p));
}

}  // namespace
}  // namespace hexapla::ingest
