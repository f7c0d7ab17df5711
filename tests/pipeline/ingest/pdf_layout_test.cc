// What is made of the words of a page: pages are set here by hand, word by word, as the helper
// program would give them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_columns.h"
#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

constexpr float kLetterWidth = 5;  // of type of 10 points
constexpr float kLeading = 12;

struct Type {
  float size = 10;
  bool bold = false;
};

PdfPage page() {
  PdfPage out;
  out.width = 600;
  out.height = 800;
  return out;
}

// A line whose foot is at `y`; the next line's foot.
float put(PdfPage& page, float x, float y, const std::string& text, Type type = {}) {
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    PdfWord w;
    w.text = word;
    w.size = type.size;
    w.bold = type.bold;
    w.x0 = x;
    w.x1 = x + static_cast<float>(word.size()) * kLetterWidth * type.size / 10;
    w.y0 = y - type.size;
    w.y1 = y;
    w.space = true;
    x = w.x1 + kLetterWidth * type.size / 10;
    page.words.push_back(w);
  }
  return y + kLeading * type.size / 10;
}

float put_lines(PdfPage& page, float x, float y, const std::vector<std::string>& lines,
                Type type = {}) {
  for (const std::string& line : lines) y = put(page, x, y, line, type);
  return y;
}

void put_rule(PdfPage& page, float x0, float y0, float x1, float y1) {
  page.rules.push_back({x0, y0, x1, y1});
}

// Forty letters and spaces: a full line of a column 200 points wide.
std::string full(const std::string& start) {
  std::string out = start;
  while (out.size() + 5 < 40) out += " abcd";
  return out + std::string(40 - out.size(), 'e');
}

// Blocks; "|" for where only the width of the page ended a line.
std::vector<std::string> blocks(std::vector<PdfPage> pages) {
  std::vector<std::string> out;
  for (const RawBlock& block : lay_out_pdf(std::move(pages)).blocks) {
    std::string text = block.text.text();
    for (const std::size_t soft : block.soft) text[soft] = '|';
    out.push_back(text);
  }
  return out;
}

TEST(PdfLayout, AddressesBrokenOverLines) {
  PdfPage p = page();
  // Cut in the middle where the line was full; then before a slash; the third ends by itself.
  float y = put_lines(
      p, 50, 100,
      {full("The list is found at the address"), "http://www.example.org/one/two/three/fou",
       "r/five.pdf and " + full("x").substr(0, 20)});
  y = put_lines(
      p, 50, y + 30,
      {full("Also at"), "see http://www.example.org/one/two/three", "/four.html for more"});
  put_lines(p, 50, y + 30, {full("And at"), "www.example.org/six", full("Another line of text")});
  const std::vector<std::string> got = blocks({p});
  ASSERT_EQ(got.size(), 3U);
  EXPECT_NE(got[0].find("/three/four/five.pdf and"), std::string::npos) << got[0];
  EXPECT_NE(got[1].find("/three/four.html"), std::string::npos) << got[1];
  EXPECT_EQ(got[2].find("/sixAnother"), std::string::npos) << got[2];
}

// A form: on top a label in type of 13 points and a value in 11; below a table whose keys, nine of
// them, are set in `key` and its values, most of the text, in 10. The head of the table is larger.
// The kinds of label and value.
std::vector<RawKind> form(float key, std::size_t keys = 9) {
  PdfPage p = page();
  put(p, 50, 60, "Reporting type", {13});
  put(p, 50, 80, "Global", {11});
  float y = 120;
  put_rule(p, 50, y, 550, y);
  for (std::size_t row = 0; row < 10; ++row) {
    const float size = row == 0 ? 12 : row <= keys ? key : 10;
    put(p, 60, y + 20, row == 0 ? "Concept" : "Key of it", {size});
    put(p, 260, y + 20, row == 0 ? "Text" : "A value of several words, more than the key",
        {row == 0 ? 12.0F : 10.0F});
    y += 30;
    put_rule(p, 50, y, 550, y);
  }
  for (const float x : {50.0F, 250.0F, 550.0F}) put_rule(p, x, 120, x, y);
  std::vector<RawKind> out;
  for (const RawBlock& block : lay_out_pdf({p}).blocks) {
    if (block.kind != RawKind::cell) out.push_back(block.kind);
  }
  return out;
}

// Where cells are set in two sizes neither is that of headings.
TEST(PdfLayout, TheTypeOfManyCellsIsNoHeadings) {
  EXPECT_THAT(form(11), ElementsAre(RawKind::heading, RawKind::paragraph));
  // All cells but the head are smaller: what stands above the table is set larger than any text.
  EXPECT_THAT(form(10), ElementsAre(RawKind::heading, RawKind::heading));
  // Three of eighteen cells tell nothing.
  EXPECT_THAT(form(11, 3), ElementsAre(RawKind::heading, RawKind::heading));
  // So much larger the keys are headings themselves.
  EXPECT_THAT(form(15), ElementsAre(RawKind::heading, RawKind::heading));
}

// Few lines are full where headings and short paragraphs are many; those that go on are.
TEST(PdfLayout, ColumnsOfShortParagraphs) {
  PdfPage p = page();
  std::vector<std::string> want;
  for (const float x : {50.0F, 320.0F}) {
    float y = 100;
    for (const char* name : {"first", "second", "third", "fourth"}) {
      const std::string which = std::string(name) + (x > 100 ? " at right" : "");
      // The columns are not level.
      y = put(p, x, y, "Article " + which) + (x > 100 ? 9.0F : 7.0F);
      y = put(p, x, y, "Of " + which) + 7;
      y = put(p, x, y, "Parties may meet.") + (x > 100 ? 5.0F : 7.0F);
      y = put_lines(p, x, y, {full("Each Party shall"), "report on it."}) + 7;
      want.insert(want.end(), {"Article " + which, "Of " + which, "Parties may meet.",
                               full("Each Party shall") + "|report on it."});
    }
  }
  EXPECT_EQ(blocks({p}), want);
}

TEST(PdfLayout, BoldWordsMayFillALineOfAParagraph) {
  PdfPage p = page();
  put(p, 50, 100, full("We ask for the").substr(0, 30));
  p.words.back().bold = true;  // the last word of the line
  p.words.back().x1 = 250;
  put(p, 50, 112, full("Global average total cost"), {10, true});
  put(p, 50, 124, full("of sending is what is meant by this"));
  p.words[p.words.size() - 8].bold = true;
  EXPECT_EQ(blocks({p}).size(), 1U);
  // A bold line above text is a heading of its own.
  PdfPage q = page();
  put(q, 50, 100, full("Total cost in all corridors of the"), {10, true});
  put(q, 50, 112, full("The text begins here and goes on to"));
  EXPECT_EQ(blocks({q}).size(), 2U);
}

TEST(PdfLayout, WordsInBracketsAreNoLabels) {
  PdfPage p = page();
  put_lines(p, 50, 100,
            {full("The Conference on Trade and Development;"), "(UNCTAD) and others.",
             full("(a) The first of the items") + ";", full("(iv) The last of them;")});
  const std::vector<std::string> got = blocks({p});
  ASSERT_EQ(got.size(), 3U);
  EXPECT_TRUE(got[0].ends_with("(UNCTAD) and others."));
}

TEST(PdfLayout, NumberedItemsWithoutWhiteSpaceBetweenThem) {
  PdfPage p = page();
  // The line before is nearly full, so its end tells nothing; the number does.
  put_lines(p, 50, 100,
            {full("3. Collection of the exchange rate"), full("4. Provision of the total amount"),
             full("2019 was the year in which it began")});
  EXPECT_THAT(blocks({p}), ElementsAre(full("3. Collection of the exchange rate"),
                                       full("4. Provision of the total amount") + "|" +
                                           full("2019 was the year in which it began")));
}

TEST(PdfLayout, PageNumberThatStaysTheSame) {
  std::vector<PdfPage> pages;
  for (const char* text : {"One page of text with a line", "Two is another one, which is longer",
                           "Three is the last, and ends"}) {
    pages.push_back(page());
    put(pages.back(), 50, 100, text);
    put(pages.back(), 500, 760, "2");  // a field that was not brought up to date
  }
  for (const std::string& block : blocks(pages)) EXPECT_NE(block, "2");
}

PdfPage ruled(const std::string& heading,
              const std::vector<std::pair<std::string, std::string>>& rows, float top) {
  PdfPage p = page();
  if (!heading.empty()) put(p, 50, top - 20, heading, {14, true});
  float y = top;
  put_rule(p, 50, y, 450, y + 0.5F);
  for (const auto& [left, right] : rows) {
    put(p, 54, y + 12, left);
    put(p, 204, y + 12, right);
    y += 16;
    put_rule(p, 50, y, 450, y + 0.5F);
  }
  for (const float x : {50.0F, 200.0F, 450.0F}) put_rule(p, x, top, x + 0.5F, y);
  return p;
}

TEST(PdfLayout, TheSameHeaderMayOpenAnotherTable) {
  const std::pair<std::string, std::string> header{"Concept name", "Insert text"};
  // Behind a heading it is another table, whose header stays.
  std::vector<std::string> got = blocks({ruled("", {header, {"Goal", "One"}}, 700),
                                         ruled("Second part", {header, {"Target", "Two"}}, 100)});
  EXPECT_EQ(std::count(got.begin(), got.end(), "Concept name"), 2);
  // At the top of the next page the header is repeated.
  got = blocks(
      {ruled("", {header, {"Goal", "One"}}, 700), ruled("", {header, {"Target", "Two"}}, 60)});
  EXPECT_EQ(std::count(got.begin(), got.end(), "Concept name"), 1);
}

TEST(PdfLayout, TheRestOfACellAtTheTopOfAPage) {
  // One line, as high as the rules beside it; then, in another document, a paragraph of its own
  // beneath an empty line.
  const PdfPage first =
      ruled("", {{"Goal", "It was said that they"}, {"Aim", "It is among others"}}, 700);
  EXPECT_THAT(blocks({first, ruled("", {{"", "what was needed most."}}, 60)}),
              Contains("It is among others|what was needed most."));
}

// Two columns; the left one goes on at the right.
PdfPage columns(bool gaps_together) {
  PdfPage p = page();
  put(p, 50, 80, "A title from side to side of the page that has columns beneath it, both of them",
      {12, true});
  for (int side = 0; side < 2; ++side) {
    const float x = side == 0 ? 50 : 280;
    float y = 120;
    for (int paragraph = 0; paragraph < 4; ++paragraph) {
      const std::string name = std::string(1, static_cast<char>('A' + 4 * side + paragraph));
      const int lines = gaps_together ? 2 : 2 + (paragraph + 2 * side) % 3;
      for (int i = 0; i < lines; ++i)
        y = put(p, x, y, full(i == 0 ? name : "and") + (i + 1 == lines ? "." : ""));
      y += 8;
    }
  }
  return p;
}

TEST(PdfColumns, AreReadOneAfterTheOther) {
  std::string starts;
  for (const std::string& block : blocks({columns(false)})) starts += block[0];
  // Each begins with a paragraph's name; the title is in larger type.
  EXPECT_EQ(starts, "AABCDEFGH");
  std::vector<PdfGutter> known;
  const std::vector<PdfRegion> from_right = split_columns(columns(false), {}, true, known);
  ASSERT_EQ(from_right.size(), 3U);
  EXPECT_GT(from_right[1].page.words.front().x0, 270);
  EXPECT_LT(from_right[2].page.words.front().x0, 270);
  ASSERT_EQ(known.size(), 1U);
  // What ends together on both sides is a table's rows.
  known.clear();
  EXPECT_EQ(split_columns(columns(true), {}, false, known).size(), 1U);
  // Unless the page before had columns there.
  (void)split_columns(columns(false), {}, false, known);
  EXPECT_EQ(split_columns(columns(true), {}, false, known).size(), 3U);
}

// Two columns of four paragraphs, two lines each, that begin and end level; `names` are their first
// words, column by column.
PdfPage level_columns(const std::vector<std::string>& names) {
  PdfPage p = page();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const float y = 120 + 32 * static_cast<float>(i % 4);
    put_lines(p, i < 4 ? 50 : 280, y, {full(names[i]), full("and") + "."});
  }
  return p;
}

TEST(PdfColumns, NumbersThatCountOnTellLevelColumnsFromRows) {
  const auto regions = [](const std::vector<std::string>& names) {
    std::vector<PdfGutter> known;
    return split_columns(level_columns(names), {}, false, known).size();
  };
  EXPECT_EQ(regions({"1. A", "2. B", "3. C", "4. D", "5. E", "6. F", "7. G", "8. H"}), 2U);
  // Both columns of a table may have numbers: the rows'.
  EXPECT_EQ(regions({"1. A", "2. B", "3. C", "4. D", "1. E", "2. F", "3. G", "4. H"}), 1U);
  EXPECT_EQ(regions({"Ab", "Bc", "Cd", "De", "Ef", "Fg", "Gh", "Hi"}), 1U);
}

TEST(PdfColumns, ASentenceThatGoesOnTellsLevelColumnsFromRows) {
  PdfPage p = level_columns({"Ab", "Bc", "Cd", "De", "which", "Fg", "Gh", "Hi"});
  std::vector<PdfGutter> known;
  EXPECT_EQ(split_columns(p, {}, false, known).size(), 1U);
  for (PdfWord& w : p.words) {
    if (w.x0 < 280 && w.y1 > 220 && w.text.ends_with('.')) w.text.pop_back();
  }
  known.clear();
  EXPECT_EQ(split_columns(p, {}, false, known).size(), 2U);
}

// Of several columns the right ones make no lines together; headings are as many as lines of text.
TEST(PdfColumns, ThreeOfThemWithManyHeadings) {
  PdfPage p = page();
  p.width = 850;
  for (int side = 0; side < 3; ++side) {
    const float x = 50 + 230 * static_cast<float>(side);
    float y = 100 + 5 * static_cast<float>(side);
    for (int k = 0; k < 6; ++k) {
      const std::string name(1, static_cast<char>('A' + 6 * side + k));
      y = put(p, x, y + 6, name + " heading", {12, true});
      for (int i = 0; i < 1 + (k + side) % 3; ++i) y = put(p, x, y, full("Text") + ".");
    }
  }
  std::string starts;
  for (const std::string& block : blocks({p})) {
    if (block.size() > 2 && block[1] == ' ') starts += block[0];
  }
  EXPECT_EQ(starts, "ABCDEFGHIJKLMNOPQR");
}

// Cells of one line beside cells of several: all of them stand level with a line of the others.
TEST(PdfColumns, ShortCellsBesideLongOnesAreNoColumn) {
  PdfPage p = page();
  float y = 100;
  for (const char* name : {"Ab", "Bc", "Cd", "De", "Ef"}) {
    put(p, 280, y, full(name));
    y = put_lines(p, 50, y, {full(name), full("and"), "so on"}) + 6;
  }
  std::vector<PdfGutter> known;
  EXPECT_EQ(split_columns(p, {}, false, known).size(), 1U);
}

TEST(PdfTables, RulesAcrossPartTheRows) {
  // No rules down. Without those across the second line of a cell would open a row: it is far away.
  PdfPage p = page();
  put(p, 50, 80, full("The table has three columns:"));
  const char* rows[][4] = {{"Party", "Need", "", "Year"},
                           {"Peru", "Gauges for", "all lakes", "2019"},
                           {"Chile", "Sirens for", "two towns", "2020"},
                           {"Nepal", "Training of", "guards", "2021"}};
  float y = 112;
  for (const auto& row : rows) {
    put(p, 50, y, row[0]);
    put(p, 150, y, row[1]);
    put(p, 300, y, row[3]);
    if (*row[2] != 0) put(p, 150, y + 17, row[2]);
    y += *row[2] != 0 ? 34 : 17;
    put_rule(p, 50, y - 13, 400, y - 12.5F);
  }
  EXPECT_THAT(blocks({p}),
              ElementsAre(testing::StartsWith("The table"), "Party", "Need", "Year", "Peru",
                          "Gauges for|all lakes", "2019", "Chile", "Sirens for|two towns", "2020",
                          "Nepal", "Training of|guards", "2021"));
}

// Cells whose lines leave room for the next word; the white between rows tells that they go on.
TEST(PdfTables, WhiteBetweenRowsGoesBeforeRoomInCells) {
  PdfPage p = page();
  put(p, 50, 60, "UNEP/GLC/COP.3/7");  // the page's head, level with nothing of the table
  put(p, 400, 60, "2");
  const char* rows[][4] = {{"Party", "Need", "", "Year"},
                           {"Peru", "Gauges for", "all lakes", "2019"},
                           {"Chile", "Sirens in a", "town", "2020"},
                           {"Nepal", "Training", "of guards on duty", "2021"}};
  float y = 112;
  for (const auto& row : rows) {
    put(p, 50, y, row[0]);
    put(p, 150, y, row[1]);
    put(p, 300, y, row[3]);
    if (*row[2] != 0) y = put(p, 150, y + 12, row[2]) - 12;
    y += 18;
  }
  EXPECT_THAT(blocks({p}), testing::IsSupersetOf({"Party", "Need", "Year", "Peru", "2019", "Chile",
                                                  "2020", "Nepal", "2021"}));
  std::size_t cells = 0;
  for (const RawBlock& block : lay_out_pdf({p}).blocks)
    cells += block.kind == RawKind::cell ? 1 : 0;
  EXPECT_EQ(cells, 12U);
}

// A page of text; it begins and ends in the middle of the page.
PdfPage text_page(const std::string& name) {
  PdfPage p = page();
  float y = 150;
  for (int i = 0; i < 20; ++i)
    y = put(p, 50, y, full(name + std::string(1, static_cast<char>('a' + i))));
  return p;
}

TEST(PdfFurniture, HeadsAndFeetOfLeftAndRightPages) {
  std::vector<PdfPage> pages{text_page("One"), text_page("Two"), text_page("Three")};
  put(pages[1], 50, 50, "A/RES/70/1");
  put(pages[1], 300, 50, "Arvenna Convention");  // stands once, beside what stands twice
  put(pages[2], 50, 50, "Third meeting");
  put(pages[2], 300, 50, "A/RES/70/1");
  put(pages[0], 50, 750, "18-01234 (E)");
  put(pages[1], 50, 750, "2/3");
  put(pages[1], 300, 750, "18-01234");
  put(pages[2], 50, 750, "18-01234");
  put(pages[2], 300, 750, "3/3");
  for (const std::string& block : blocks(pages)) {
    EXPECT_TRUE(block.starts_with("One") || block.starts_with("Two") ||
                block.starts_with("Three") || block == "18-01234 (E)")
        << block;
  }
}

// A document of two pages repeats nothing.
TEST(PdfFurniture, OnTheSecondOfTwoPages) {
  const struct {
    std::vector<std::pair<float, std::string>> lines;  // their feet, on the second page
    bool furniture;
  } cases[] = {
      {{{40, "UNEP/GLC/COP.3/7"}}, true},
      {{{40, "UNEP/GLC/COP.3/7"}, {52, "Page 2"}}, true},
      {{{750, "2"}}, true},
      {{{750, "ii"}}, true},
      {{{750, "2/2"}}, true},
      {{{40, "2"}}, true},
      {{{40, "3"}}, false},     // of another page
      {{{750, "1/2"}}, false},  // a half
      {{{750, "2/2 of them"}}, false},
      {{{40, "Page 2"}}, false},             // beneath nothing: may be a heading
      {{{138, "UNEP/GLC/COP.3/7"}}, false},  // the text goes on right below
      {{{40, "Lima"}}, false},
  };
  for (const auto& c : cases) {
    std::vector<PdfPage> pages{text_page("One"), text_page("Two")};
    for (const auto& [foot, text] : c.lines) put(pages[1], 50, foot, text);
    std::string all;
    for (const std::string& block : blocks(pages)) all += block + "\n";
    for (const auto& [foot, text] : c.lines)
      EXPECT_EQ(all.find(text) == std::string::npos, c.furniture) << text;
  }
  // A chapter's number is larger than the text below.
  std::vector<PdfPage> pages{text_page("One"), text_page("Two")};
  put(pages[1], 50, 40, "2", {20, true});
  EXPECT_THAT(blocks(pages), Contains("2"));
}

TEST(PdfColumns, AHeadingBelowBothColumnsIsOfWhatFollows) {
  PdfPage p = columns(false);
  put(p, 50, 330, "Z heading", {12, true});
  put(p, 50, 350, full("Text") + " " + full("from side to side") + " abcd abcd");
  std::string starts;
  for (const std::string& block : blocks({p})) starts += block[0];
  EXPECT_EQ(starts, "AABCDEFGHZT");
}

TEST(PdfColumns, ATableParts) {
  std::vector<PdfGutter> known;
  // White does not run across what was taken out: the columns are short then, and too few lines.
  const std::vector<PdfBox> tables{{50, 480, 140, 190}, {50, 480, 200, 260}};
  EXPECT_EQ(split_columns(columns(false), tables, false, known).size(), 1U);
}

TEST(PdfLines, SpacesThatTheFileSets) {
  // Stretched Arabic letters: as far apart as words are; only one gap has a space.
  PdfPage p = page();
  const char* parts[] = {"\u062A\u0642", "\u064A\u0631", "\u0623\u0646"};  // from the right
  float x = 500;
  for (const char* part : parts) {
    PdfWord w;
    w.text = part;
    w.size = 10;
    w.x0 = x - 20;
    w.x1 = x;
    w.y0 = 90;
    w.y1 = 100;
    w.edges = {x - 10, x, x - 20, x - 10};
    x -= 22.5F;
    p.words.push_back(w);
  }
  p.words[1].space_left = 1.2F;
  p.words[2].space_right = 1.2F;
  std::reverse(p.words.begin(), p.words.end());
  EXPECT_THAT(blocks({p}), ElementsAre("\u062A\u0642\u064A\u0631 \u0623\u0646"));
}

}  // namespace
}  // namespace hexapla::ingest
