// Lines at the edges of pages: which are of the printer, which are headings of the text. Pages are
// set here word by word, as the helper program would give them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/ingest/page_marks.h"
#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

using ::testing::Contains;
using ::testing::Not;

constexpr float kLetterWidth = 5;  // of type of 10 points

PdfPage page() {
  PdfPage out;
  out.width = 600;
  out.height = 800;
  return out;
}

// A line whose foot is at `y`.
void put(PdfPage& page, float x, float y, const std::string& text, float size = 10,
         bool bold = false) {
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    PdfWord w;
    w.text = word;
    w.size = size;
    w.bold = bold;
    w.x0 = x;
    w.x1 = x + static_cast<float>(word.size()) * kLetterWidth * size / 10;
    w.y0 = y - size;
    w.y1 = y;
    w.space = true;
    x = w.x1 + kLetterWidth * size / 10;
    page.words.push_back(w);
  }
}

// Lines of text from `y` on, which end with a sentence.
void put_text(PdfPage& page, float y, int lines, const std::string& word) {
  for (int i = 0; i < lines; ++i) {
    std::string line = i == 0 ? "The " : "";
    for (int k = 0; k < 12; ++k) line += word + " ";
    put(page, 50, y + static_cast<float>(i) * 12, line + (i + 1 == lines ? "end." : "more"));
  }
}

std::vector<std::string> blocks(std::vector<PdfPage> pages) {
  std::vector<std::string> out;
  for (const RawBlock& block : lay_out_pdf(std::move(pages)).blocks)
    out.emplace_back(block.text.view());
  return out;
}

const char* const kWords[] = {"lakes", "rivers", "coast", "water"};

// "Annex" above each page, "Decision SC-12/1", "SC-12/2": text, wherever it stands alike.
TEST(PdfHeads, HeadingsAtTheTopsOfPages) {
  struct Case {
    const char* what;
    std::vector<std::string> headings;  // of each page; "" for none
    float foot;                         // of the heading
    float text;                         // the foot of the first line below
    int lines;                          // of text on each page
    float size;
    bool bold;
    bool kept;
  };
  const Case cases[] = {
      {"the text goes on right below", {"Annex", "Annex", "Annex"}, 60, 76, 55, 10, true, true},
      {"numbers that count with the pages",
       {"Decision SC-12/1", "Decision SC-12/2", "Decision SC-12/3"},
       60,
       76,
       20,
       14,
       true,
       true},
      {"numbers that do not count with the pages",
       {"Table 1", "Table 4", "Table 9"},
       60,
       100,
       53,
       10,
       false,
       true},
      {"white below, but the pages before end early",
       {"Annex", "Annex", "Annex"},
       60,
       100,
       20,
       12,
       true,
       true},
      {"the place of a paragraph's first line on another page",
       {"Annex", "", "Annex"},
       60,
       100,
       53,
       10,
       true,
       true},
      // Running heads: apart from the text, of smaller type, on full pages.
      {"small type, apart",
       {"Care of lakes", "Care of lakes", "Care of lakes"},
       40,
       100,
       53,
       8,
       false,
       false},
      {"the body's type, apart, on full pages",
       {"Care of lakes", "Care of lakes", "Care of lakes"},
       40,
       100,
       53,
       10,
       false,
       false},
      {"numbers that count the pages",
       {"Page 1", "Page 2", "Page 3"},
       40,
       100,
       53,
       10,
       false,
       false},
      {"the symbol, however near",
       {"A/RES/70/1", "A/RES/70/1", "A/RES/70/1"},
       60,
       76,
       55,
       10,
       true,
       false},
  };
  for (const Case& c : cases) {
    std::vector<PdfPage> pages;
    for (std::size_t p = 0; p < c.headings.size(); ++p) {
      pages.push_back(page());
      const bool none = c.headings[p].empty();
      if (!none) put(pages.back(), 250, c.foot, c.headings[p], c.size, c.bold);
      put_text(pages.back(), none ? c.foot : c.text, c.lines, kWords[p]);
    }
    const std::vector<std::string> out = blocks(pages);
    for (const std::string& heading : c.headings) {
      if (heading.empty()) continue;
      if (c.kept) {
        EXPECT_THAT(out, Contains(heading)) << c.what;
      } else {
        EXPECT_THAT(out, Not(Contains(heading))) << c.what;
      }
    }
  }
}

// A document of two pages with its title again above the annex: text; a head in small type is none.
TEST(PdfHeads, TheTitleAgainOnTheSecondPage) {
  std::vector<PdfPage> pages{page(), page()};
  put(pages[0], 200, 100, "Care of lakes", 14, true);
  put_text(pages[0], 130, 20, "lakes");
  put(pages[1], 200, 60, "Care of lakes", 14, true);
  put_text(pages[1], 90, 20, "rivers");
  EXPECT_EQ(std::ranges::count(blocks(pages), "Care of lakes"), 2);
  pages = {page(), page()};
  put(pages[0], 200, 100, "Care of lakes", 14, true);
  put_text(pages[0], 130, 52, "lakes");
  put(pages[1], 50, 40, "Care of lakes", 8);
  put_text(pages[1], 90, 20, "rivers");
  EXPECT_EQ(std::ranges::count(blocks(pages), "Care of lakes"), 1);
}

// A head of the second page that nothing repeats: small type between the halves of a sentence.
TEST(PdfHeads, SmallTypeWithinASentence) {
  const struct {
    const char* last;  // of the first page
    float size;        // of the line above the second
    bool kept;
  } cases[] = {
      {"and of all that is", 8, false},
      {"and of all that is.", 8, true},  // the sentence has ended: may be a caption
      {"and of all that is", 10, true},  // the text's own type
  };
  for (const auto& c : cases) {
    std::vector<PdfPage> pages{page(), page()};
    put_text(pages[0], 100, 50, "lakes");
    put(pages[0], 50, 100 + 50 * 12, c.last);
    put(pages[1], 50, 40, "Care of ponds", c.size);
    put(pages[1], 400, 40, "14/02/2035", c.size);
    put(pages[1], 50, 90, "in them and in the rivers beside them.");
    const std::vector<std::string> out = blocks(pages);
    const auto has = [&](const char* words) {
      return std::ranges::any_of(
          out, [&](const std::string& text) { return text.find(words) != std::string::npos; });
    };
    EXPECT_EQ(has("Care of ponds"), c.kept) << c.last;
    EXPECT_EQ(has("14/02/2035"), c.kept) << c.last;
  }
}

// What the printer puts at the foot of the first page parts no paragraph.
TEST(PdfHeads, NumbersOfThePrintersJob) {
  for (const std::vector<std::pair<float, std::string>>& foot :
       std::vector<std::vector<std::pair<float, std::string>>>{
           {{50, "GE.35-12345 (S)"}},
           {{50, "35-01234 (E) 100535 110535"}},
           {{500, "*3501234*"}},
           {{50, "K3512345"}, {500, "010335"}},
           {{50, "V.33-80680 (E)"}, {500, "*3380680*"}}}) {
    std::vector<PdfPage> pages{page(), page()};
    put_text(pages[0], 100, 30, "lakes");
    for (const auto& [x, text] : foot) put(pages[0], x, 770, text, 8);
    put_text(pages[1], 100, 30, "rivers");
    EXPECT_EQ(blocks(pages).size(), 2U) << foot.front().second;
  }
  // Traps: the same in the middle of a page; a figure alone at the foot.
  std::vector<PdfPage> pages{page()};
  put(pages[0], 50, 80, "K3512345");
  put_text(pages[0], 120, 30, "lakes");
  put(pages[0], 50, 770, "010335");
  const std::vector<std::string> out = blocks(pages);
  EXPECT_THAT(out, Contains("K3512345"));
  EXPECT_THAT(out, Contains("010335"));
}

// A line whose end is at 550.
void put_at_end(PdfPage& page, float y, const std::string& text) {
  put(page, 550 - static_cast<float>(text.size()) * kLetterWidth, y, text);
}

// Lines that are set at the right in left-to-right text, as those of Arabic at the left: how long
// they are tells which are full, and not where they end.
TEST(PdfParagraphs, TextSetAtTheEndOfTheLine) {
  PdfPage p = page();
  const std::vector<std::string> lines{"Third meeting of the Parties",
                                       "Lima, 29 April 2035",
                                       "Note by the Secretariat on what it has done since then",
                                       "The meeting of the Parties elected a president and two "
                                       "vice-presidents, and agreed to the text",
                                       "of the agenda as in the note.",
                                       "Clean lakes and ponds",
                                       "Deep rivers",
                                       "The rains have been few"};
  float y = 100;
  for (const std::string& line : lines) {
    put_at_end(p, y, line);
    y += 12;
  }
  const std::vector<RawBlock> out = lay_out_pdf({p}).blocks;
  std::size_t joined = 0;  // line breaks within a paragraph
  for (const RawBlock& block : out) joined += block.soft.size();
  EXPECT_EQ(joined, 1U);
  // Trap: justified items of several levels, whose last lines are short.
  p = page();
  y = 100;
  for (const float indent : {50.0F, 80.0F, 110.0F}) {
    for (int i = 0; i < 3; ++i) {
      std::string line = "abcd";
      while ((line.size() + 5) * 5 < static_cast<std::size_t>(550 - indent)) line += " abcd";
      line += std::string(static_cast<std::size_t>((550 - indent) / 5) - line.size(), 'e');
      put(p, indent, y, i == 2 ? "and the end of it." : line);
      y += 12;
    }
  }
  joined = 0;
  for (const RawBlock& block : lay_out_pdf({p}).blocks) joined += block.soft.size();
  EXPECT_EQ(joined, 6U);
}

TEST(PageMarks, WhatLinesSay) {
  struct Case {
    const char* line;
    std::size_t page;
    bool names;
  };
  const Case cases[] = {
      {"Page 3", 2, true},   {"página 3", 2, true}, {"стр. 3", 2, true},        {"第3页", 2, true},
      {"الصفحة ٣", 2, true}, {"الصفحة 3", 2, true}, {"Page 3 of 12", 2, false},  // two numbers
      {"Page 4", 2, false},  {"Page", 2, false},
  };
  for (const Case& c : cases) EXPECT_EQ(names_page(c.line, c.page), c.names) << c.line;
  for (const char* job : {"GE.35-12345 (S)", "*3501234*", "35-01234 (R) 100535", "K0360265.s"})
    EXPECT_TRUE(is_job_number(job)) << job;
  for (const char* other : {"K3512345", "35-01234", "3501234", "SC-12/3", "GE.35"})
    EXPECT_FALSE(is_job_number(other)) << other;
  EXPECT_TRUE(may_be_job_number("K3512345"));
  EXPECT_FALSE(may_be_job_number("K351234"));
  EXPECT_TRUE(is_job_date("010335"));
  EXPECT_FALSE(is_job_date("013335"));  // no month
  EXPECT_FALSE(is_job_date("1 0335"));
  EXPECT_EQ(numbers_in("第SC-12/３号, ٤"), (std::vector<long>{12, 3, 4}));
}

}  // namespace
}  // namespace hexapla::ingest
