// Where lines of a PDF end within words and sentences, and where with them: pages are set here by
// hand, word by word, as the helper program would give them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_flow.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;

constexpr float kLetter = 5;  // points of type of 10
constexpr float kLeading = 12;

PdfPage page() {
  PdfPage out;
  out.width = 600;
  out.height = 800;
  return out;
}

PdfWord word(const std::string& text, float x, float foot, float size = 10) {
  PdfWord w;
  w.text = text;
  w.size = size;
  w.x0 = x;
  w.x1 = x + static_cast<float>(text.size()) * kLetter * size / 10;
  w.y0 = foot - size;
  w.y1 = foot;
  w.space = true;
  return w;
}

// A line whose foot is at `y`; the next line's foot. "^1" is the raised mark 1, right behind the
// word before; `gap`: points between words.
float put(PdfPage& page, float x, float y, const std::string& text, float gap = kLetter,
          float size = 10) {
  std::istringstream words(text);
  for (std::string one; words >> one;) {
    if (one[0] == '^') {
      if (!page.words.empty() && x > 60) x -= gap;
      page.words.push_back(word(one.substr(1), x, y - 0.3F * size, 0.83F * size));
      page.words.back().space = false;
    } else {
      page.words.push_back(word(one, x, y, size));
    }
    x = page.words.back().x1 + gap;
  }
  return y + kLeading * size / 10;
}

float put_lines(PdfPage& page, float x, float y, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) y = put(page, x, y, line);
  return y;
}

// Blocks with "|" where only the width of the page ends a line, "/" where a line ends for good.
std::vector<std::string> blocks(const RawDocument& document) {
  std::vector<std::string> out;
  for (const RawBlock& block : document.blocks) {
    std::string text = block.text.text();
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\n') continue;
      text[i] = std::binary_search(block.soft.begin(), block.soft.end(), i) ? '|' : '/';
    }
    out.push_back(text);
  }
  return out;
}

PdfRule rule(float x0, float y0, float x1, float y1) {
  return {x0, y0, x1, y1};
}

// A table of one row and two columns from y0 to y1, the second 300 points wide.
void put_rules(PdfPage& page, float y0, float y1) {
  for (const float y : {y0, y1}) page.rules.push_back(rule(50, y, 500, y + 0.5F));
  for (const float x : {50.0F, 200.0F, 500.0F}) page.rules.push_back(rule(x, y0, x + 0.5F, y1));
}

TEST(PdfBreaks, RulesTellHowLongLinesMayBe) {
  PdfPage p = page();
  put_rules(p, 80, 200);
  put(p, 55, 100, "Concepts");
  // Text from 205 to 495. The longest line ends at 475, so that "Iron" might not have fitted behind
  // the first, which ends at 455; but the rules tell that it had.
  put_lines(p, 205, 100,
            {"the concentration falls below established values.",       // to 455
             "Iron deficiency is a state in which there is too small",  // to 475
             "an amount of it."});
  EXPECT_THAT(
      blocks(lay_out_pdf({p})),
      ElementsAre("Concepts",
                  "the concentration falls below established values./"
                  "Iron deficiency is a state in which there is too small|an amount of it."));
}

// Lines of an item that hang behind its number leave as much white on the left as on the right.
TEST(PdfBreaks, HangingItemsAreNotCentred) {
  PdfPage p = page();
  put_rules(p, 80, 300);
  put(p, 55, 100, "Target");
  put(p, 205, 100, "This paragraph shows how far the lines of the cell may go.");
  float y = put(p, 223, 130, "2. Enabling senders in all corridors to send money");
  y = put_lines(p, 241, y,
                {"to receivers at a cost as described in the manual",
                 "Scandinavian methodology. The target is that this", "average should be lower."});
  const std::vector<std::string> have = blocks(lay_out_pdf({p}));
  ASSERT_EQ(have.size(), 3U);
  EXPECT_EQ(have[2],
            "2. Enabling senders in all corridors to send money|"
            "to receivers at a cost as described in the manual|"
            "Scandinavian methodology. The target is that this|average should be lower.");
}

struct Address {
  const char* trap;
  std::vector<std::string> lines;
  std::string want;
};

// Lines from 50 to 350, which the first paragraph shows.
TEST(PdfBreaks, AddressesOverLines) {
  const std::string open = "Paragraphs with lines as long as this one show the measure of it.";
  const Address cases[] = {
      {"cut where the line was full, after a piece that ends with a hyphen",
       {"http://www.arvenna.example/bitstream/10665-",
        "eng.pdf;id=4F4165EBA8F217xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxC3", "D?sequence=1"},
       "http://www.arvenna.example/bitstream/"
       "10665-|eng.pdf;id=4F4165EBA8F217xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxC3D?sequence=1"},
      {"a comma ends it, however full the line is",
       {"See https://www.arvenna.example/inventory",
        "https://www.arvenna.example/inventory-of-lakes-and-their-dams,", "how records are kept."},
       "See https://www.arvenna.example/inventory|"
       "https://www.arvenna.example/inventory-of-lakes-and-their-dams,|how records are kept."},
      {"another one begins behind a slash",
       {"https://www.arvenna.example/lakes/", "https://www.unep.example/"},
       ""},
      {"a bracket alone on its line, since the address did not fit behind it",
       {"named in the list", "(",
        "http://www.arvenna.example/resources/publications/Papers/aaaaaeco",
        "systems.aspx), with new data."},
       "named in the list|(http://www.arvenna.example/resources/publications/Papers/aaaaaeco"
       "systems.aspx), with new data."},
  };
  for (const Address& c : cases) {
    PdfPage p = page();
    float y = put(p, 50, 100, open);
    put_lines(p, 50, y + 20, c.lines);
    std::vector<std::string> have = blocks(lay_out_pdf({p}));
    if (c.want.empty()) {
      EXPECT_THAT(have, ElementsAre(open, c.lines[0], c.lines[1])) << c.trap;
    } else {
      EXPECT_THAT(have, ElementsAre(open, c.want)) << c.trap;
    }
  }
}

// The end of the page cut the address, not a word from the next.
TEST(PdfBreaks, AddressOverThePage) {
  const std::string open = "Paragraphs with lines as long as this one show the measure of it.";
  PdfPage first = page();
  float y = put(first, 50, 100, open);
  put_lines(
      first, 50, y + 20,
      {"Available from", "http://bioscience.arvenna.example/content/journals/1957/32/256.sh"});
  PdfPage second = page();
  put(second, 50, 100, "ort");
  put(second, 50, 140, open);
  EXPECT_THAT(
      blocks(lay_out_pdf({first, second})),
      ElementsAre(open,
                  "Available from|http://bioscience.arvenna.example/content/journals/1957/32/"
                  "256.short",
                  open));
}

// White between all words of a full line is even, however few they are.
TEST(PdfBreaks, StretchedLinesOfFewWords) {
  PdfPage p = page();
  const std::string full = "The committee has looked at all drafts,";  // 50 to 245
  float y = put(p, 50, 100, full);
  y = put(p, 50, y, "interdependently recommendations,", 35);  // two words, to 245
  y = put(p, 50, y, full);
  put(p, 50, y, "and at nothing else.");
  EXPECT_THAT(blocks(lay_out_pdf({p})), ElementsAre(full + "|interdependently recommendations,|" +
                                                    full + "|and at nothing else."));
}

// As web pages print them: the notes stand behind the text in type of its size, and the marks are
// five sixths of it and push their lines down.
TEST(PdfBreaks, NotesOfWebPages) {
  PdfPage p = page();
  float y = put(p, 50, 100, "1. The first version was published in June of that year and");
  y = put(p, 50, y + 2.5F, "Monday was the day. ^1 A second one came. ^2");
  y = put(p, 50, y + 12, "^1 The inventory, annex, and the list of lakes which that has in");
  y = put(p, 50, y, "its second part.");
  y = put(p, 50, y + 12, "^2 Ibid.");
  y = put(p, 50, y + 12, "Annex");
  put(p, 50, y + 12, "2. They apply to all lakes.");
  const RawDocument document = lay_out_pdf({p});
  EXPECT_THAT(blocks(document),
              ElementsAre("1. The first version was published in June of that year and|"
                          "Monday was the day. A second one came.",
                          "Annex", "2. They apply to all lakes."));
  ASSERT_EQ(document.notes.size(), 2U);
  EXPECT_EQ(document.notes[0].mark.text(), "1");
  EXPECT_EQ(document.notes[0].body.text.trimmed().text(),
            "The inventory, annex, and the list of lakes which that has in\nits second part.");
  EXPECT_EQ(document.notes[1].body.text.trimmed().text(), "Ibid.");
  ASSERT_EQ(document.blocks[0].notes.size(), 2U);
}

// A table in a cell: its cells are parts of the cell, in order and once.
TEST(PdfBreaks, TableWithinACell) {
  PdfPage p = page();
  put_rules(p, 80, 240);
  put(p, 55, 100, "Africa");
  put(p, 205, 100, "The data are as follows:");
  for (const float y : {120.0F, 145.0F, 170.0F}) p.rules.push_back(rule(210, y, 450, y + 0.5F));
  for (const float x : {210.0F, 350.0F, 450.0F}) p.rules.push_back(rule(x, 120, x + 0.5F, 170));
  put(p, 215, 138, "Northern part");
  put(p, 355, 138, "12");
  put(p, 215, 163, "Southern part");
  put(p, 355, 163, "15");
  put(p, 205, 200, "No more is known.");
  const RawDocument document = lay_out_pdf({p});
  EXPECT_THAT(blocks(document), ElementsAre("Africa", "The data are as follows:", "Northern part",
                                            "12", "Southern part", "15", "No more is known."));
  for (std::size_t i = 1; i < document.blocks.size(); ++i) {
    EXPECT_EQ(document.blocks[i].column, 1) << i;
    EXPECT_EQ(document.blocks[i].row, 0) << i;
  }
}

// What is too wide for its cell goes on over the table's edge.
TEST(PdfBreaks, WordsOverTheEdgeOfATable) {
  PdfPage p = page();
  put_rules(p, 80, 140);
  put(p, 55, 100, "Africa");
  put(p, 480, 100, "Two or more data", 3);
  EXPECT_THAT(blocks(lay_out_pdf({p})), ElementsAre("Africa", "Two or more data"));
}

// Numbers of pages that count on, in whatever form.
TEST(PdfBreaks, NumbersOfPages) {
  const std::vector<std::vector<std::string>> forms{{"- 3 -", "- 4 -", "- 5 -"},
                                                    {"3/12", "4/12", "5/12"},
                                                    {"iii", "iv", "v"},
                                                    {"[3]", "[4]", "[5]"}};
  for (const auto& form : forms) {
    std::vector<PdfPage> pages;
    for (const std::string& number : form) {
      PdfPage p = page();
      put(p, 50, 100,
          "A paragraph of page " + std::string(1, static_cast<char>('A' + pages.size())) + ".");
      put(p, 290, 760, number);
      pages.push_back(p);
    }
    EXPECT_THAT(
        blocks(lay_out_pdf(pages)),
        ElementsAre("A paragraph of page A.", "A paragraph of page B.", "A paragraph of page C."))
        << form[0];
  }
}

TEST(PdfBreaks, NumberOfTheSecondPageAlone) {
  PdfPage first = page();
  put(first, 50, 100, "A paragraph of the first page.");
  PdfPage second = page();
  put(second, 290, 40, "-ii-");
  put(second, 50, 100, "A paragraph of the second page.");
  EXPECT_THAT(blocks(lay_out_pdf({first, second})),
              ElementsAre("A paragraph of the first page.", "A paragraph of the second page."));
}

// A right-to-left word as the helper gives it: letters from left to right, as wide as told.
PdfWord arabic(const std::u32string& letters, const std::vector<float>& widths, float x) {
  PdfWord w;
  w.size = 12;
  w.y0 = 88;
  w.y1 = 100;
  w.x0 = x;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t c = letters[i];
    w.text += static_cast<char>(0xC0 | (c >> 6));
    w.text += static_cast<char>(0x80 | (c & 0x3F));
    w.edges.push_back(x);
    x += widths[i];
    w.edges.push_back(x);
  }
  w.x1 = x;
  return w;
}

std::string text_of(const std::vector<PdfWord>& words) {
  PdfPage p = page();
  p.words = words;
  const RawDocument document = lay_out_pdf({p});
  return document.blocks.empty() ? "" : document.blocks[0].text.text();
}

// Letters from left to right; one glyph of letter and sign gives them in the order of reading, each
// with half of its width.
TEST(PdfBreaks, LettersAndVowelSignsOfOneGlyph) {
  EXPECT_EQ(text_of({arabic(U"دقعُ", {6, 5.5F, 3.76F, 3.76F}, 400)}), "عُقد");
  EXPECT_EQ(text_of({arabic(U"اًفرط", {2.5F, 2.5F, 6, 6.6F, 9.5F}, 400)}), "طرفاً");
  // A sign with a glyph of its own stands left of the letter that bears it.
  EXPECT_EQ(text_of({arabic(U"دقُع", {6, 5.5F, 1, 3.76F}, 400)}), "عُقد");
}

// The library cuts a line beside vowel signs that stand over letters of the next word but one, and
// gives its middle first. The signs, whose boxes stand higher, do not move the line.
TEST(PdfBreaks, LinesThatWereCutAtVowelSigns) {
  PdfWord fatha = arabic(U"َ", {0}, 324);
  PdfWord damma = arabic(U"ُ", {0}, 332);
  for (PdfWord* sign : {&fatha, &damma}) {
    sign->y0 -= 1.5F;
    sign->y1 -= 1.5F;
  }
  const std::vector<PdfWord> words{fatha,
                                   arabic(U"ي", {4}, 330),
                                   damma,
                                   arabic(U"نأ", {6, 4}, 337),
                                   arabic(U"ريرقتلا", {4, 3, 4, 4, 4, 4, 3}, 280),
                                   arabic(U"م", {5.7F}, 316),
                                   arabic(U"دق", {4, 4.3F}, 322),
                                   arabic(U"لك", {6, 4}, 350)};
  EXPECT_EQ(text_of(words), "كل أن يُقدَم التقرير");
}

// A font that splits lam-alef ligatures, and has lams and alefs of one width besides: 3.66 points
// beside other letters, 3.42 in the halves of a ligature.
TEST(PdfBreaks, LamAndAlefThatAreNoLigature) {
  std::vector<PdfWord> words;
  // "الأمر" and such, whose ligature is split, tell the font.
  for (int i = 0; i < 3; ++i)
    words.push_back(
        arabic(U"رملأا", {5, 7, 3.42F, 3.42F, 3.33F}, 300 + 30 * static_cast<float>(i)));
  words.push_back(arabic(U"ملق", {7, 3.66F, 6}, 400));           // lam beside other letters
  words.push_back(arabic(U"باب", {6, 3.66F, 6}, 430));           // alef
  words.push_back(arabic(U"ثلاث", {11, 3.66F, 3.66F, 4}, 460));  // "ثالث": alef, then lam
  EXPECT_EQ(text_of(words), "ثالث باب قلم الأمر الأمر الأمر");
}

}  // namespace
}  // namespace hexapla::ingest
