// Ends of paragraphs that only the spaces at the ends of lines tell, or the way in which the next
// one begins.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/ingest/pdf_sheet.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;

// Which lines of the pages have a space behind their last word.
enum class Writer {
  office,   // those that go on
  all,      // those at which paragraphs end, too
  browser,  // none
};

// Letters are 5 points wide, spaces 2.5. Lines are written from the top of a page down.
class Text {
 public:
  explicit Text(Writer writer, int paragraphs = 5) : writer_(writer) {
    for (int i = 0; i < paragraphs; ++i) {
      line("The States of the region measure every lake in the north", true);
      line("once in a year and tell what they found to the others", true);
      line("who live below it and to the secretariat, which keeps", true);
      line("it.", false);
    }
    y_ += 20;
  }

  // `on`: the paragraph goes on behind the line.
  Text& line(const std::string& text, bool on, bool bold_start = false) {
    const std::size_t first = sheets_.back().page.words.size();
    sheets_.back().put(kEdge, y_, text);
    PdfWord& last = sheets_.back().page.words.back();
    if (writer_ == Writer::all || (writer_ == Writer::office && on)) last.space_right = 1.75F;
    sheets_.back().page.words[first].bold = bold_start;
    y_ += 12;
    return *this;
  }

  Text& page() {
    sheets_.emplace_back();
    y_ = 60;
    return *this;
  }

  // What stands below the first paragraphs.
  std::vector<std::string> blocks() const {
    std::vector<PdfPage> pages;
    for (const Sheet& sheet : sheets_) pages.push_back(sheet.page);
    std::vector<std::string> out = blocks_of(std::move(pages));
    out.erase(out.begin());
    return out;
  }

 private:
  Writer writer_;
  std::vector<Sheet> sheets_{1};
  float y_ = 60;
};

const std::string kFull = "A description of the method can be read since May at:";
const std::string kAddress = "http://lakes.example.org/methods";

// A full line, of the last word of which nothing on the page says whether it ends the paragraph.
TEST(PdfEnds, FullLines) {
  const auto written = [](Writer writer, bool on, int paragraphs = 5) {
    return Text(writer, paragraphs).line(kFull, on).line(kAddress, false).blocks();
  };
  EXPECT_THAT(written(Writer::office, false), ElementsAre(kFull + "\n" + kAddress));
  EXPECT_THAT(written(Writer::office, true), ElementsAre(kFull + "|" + kAddress));
  // Where no line has spaces, or too few are there to tell, they tell nothing.
  EXPECT_THAT(written(Writer::browser, false), ElementsAre(kFull + "|" + kAddress));
  EXPECT_THAT(written(Writer::office, false, 2), ElementsAre(kFull + "|" + kAddress));
}

// The line goes on, but there was no room for a space, or it ends with what is broken without one.
TEST(PdfEnds, LinesWithoutSpaces) {
  const auto broken = [](const std::string& first, const std::string& second) {
    return Text(Writer::office).line(first, false).line(second, false).blocks();
  };
  const std::string full = "the States of the region measured every lake in the north";
  EXPECT_THAT(broken(full, "Arvenna."), ElementsAre(full + "|Arvenna."));
  const std::string hyphen = "the states which are parties to the UNEP agreement non-";
  EXPECT_THAT(broken(hyphen, "Arvenna states."), ElementsAre(hyphen + "|Arvenna states."));
  // A dash by itself is a word.
  const std::string dash = "the states which are parties to the UNEP agreement -";
  EXPECT_THAT(broken(dash, "Arvenna States."), ElementsAre(dash + "\nArvenna States."));
}

TEST(PdfEnds, HyphensBeforeSpaces) {
  EXPECT_THAT(Text(Writer::office)
                  .line("the lakes which are measured in the north are great-", true)
                  .line("some of them.", false)
                  .blocks(),
              ElementsAre("the lakes which are measured in the north are great- some of them."));
}

// The last line of a page is full and ends with a sentence.
TEST(PdfEnds, OverPages) {
  const auto written = [](Writer writer, bool on) {
    return Text(writer)
        .line("the Parties are to measure every lake in their territory", true)
        .line("each year. The Conference looks at what they measured.", on)
        .page()
        .line("It decides on the way in which the lakes are measured in", true)
        .line("the years to come.", false)
        .blocks();
  };
  const std::string before =
      "the Parties are to measure every lake in their territory|each year. The Conference looks "
      "at what they measured.";
  const std::string behind =
      "It decides on the way in which the lakes are measured in|the years to come.";
  EXPECT_THAT(written(Writer::office, true), ElementsAre(before + "|" + behind));
  EXPECT_THAT(written(Writer::office, false), ElementsAre(before, behind));
  // A space behind the last word of a paragraph tells nothing where all have one.
  EXPECT_THAT(written(Writer::all, true), ElementsAre(before, behind));
}

// The words in bold type that a paragraph begins with, one paragraph after the other.
TEST(PdfEnds, WordsInBoldAtTheBeginning) {
  const std::string first = "OECD: data of the years since 1960, for all the lakes.";
  const std::string second = "IRENA: data of the years since 2000.";
  EXPECT_THAT(Text(Writer::browser).line(first, false, true).line(second, false, true).blocks(),
              ElementsAre(first, second));
  // Within a sentence, and where the paragraph begins otherwise.
  const std::string open = "OECD: data of the years since 1960 and others, which the";
  EXPECT_THAT(Text(Writer::browser).line(open, true, true).line(second, false, true).blocks(),
              ElementsAre(open + "|" + second));
  EXPECT_THAT(Text(Writer::browser).line(first, true, false).line(second, false, true).blocks(),
              ElementsAre(first + "|" + second));
}

// Words that a program printed one over the other, with a space behind the first or none.
TEST(PdfSpaces, WordsOverEachOther) {
  for (const bool space : {true, false}) {
    Sheet s;
    s.put(kEdge, 60, "Distr.:");
    s.put(kEdge + 15, 60, "普遍");
    if (space) s.page.words[0].space_right = 1.75F;
    for (PdfWord& w : s.page.words) w.space = false;
    EXPECT_THAT(blocks_of({s.page}), ElementsAre(space ? "Distr.: 普遍" : "Distr.:普遍"));
  }
}

// What the letters of a formula stand for.
TEST(PdfEnds, LettersOfFormulas) {
  const std::string first = "Where b = the level of the lakes in the first five years";
  const std::string second = "Where g = the level of the lakes of today";
  EXPECT_THAT(Text(Writer::browser).line(first, true).line(second, false).blocks(),
              ElementsAre(first, second));
  const std::string words = "Where the levels of the lakes in the first years were as";
  EXPECT_THAT(Text(Writer::browser).line(words, true).line(second, false).blocks(),
              ElementsAre(words + "|" + second));
}

}  // namespace
}  // namespace hexapla::ingest
