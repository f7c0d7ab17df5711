// Headings of HTML that only their type tells.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;

// "#1 text" of a heading of level 1, "= text" of a cell; of others the text.
std::vector<std::string> told(const std::string& html) {
  std::vector<std::string> out;
  for (const RawBlock& b : read(html, "a.html").blocks) {
    std::string mark;
    if (b.kind == RawKind::heading) mark = "#" + std::to_string(b.level) + " ";
    if (b.table >= 0) mark = "= ";
    out.push_back(mark + b.text.text());
  }
  return out;
}

std::vector<std::string> body(const std::string& html) {
  return told("<html><body>" + html + "</body></html>");
}

const std::string kText =
    "<p>The lakes are measured once in a year, and what is found is told to all.</p>";

TEST(HtmlType, LargerThanText) {
  EXPECT_THAT(body("<p><font size=5 style='font-size: 18pt'>Lakes</font></p>" + kText +
                   "<p style='font-size:20px'>The <b>north</b></p>" + kText),
              ElementsAre("#1 Lakes", ::testing::_, "#2 The north", ::testing::_));
  // Only some of the words; what is hardly larger; smaller type; percentages of something.
  for (const char* p :
       {"<p><font style='font-size: 18pt'>L</font>akes</p>",
        "<p style='font-size:12.4pt'>Lakes</p>", "<p style='font-size:9pt'>Lakes</p>",
        "<p><font size=3>Lakes</font></p>", "<p style='font-size:150%'>Lakes</p>"})
    EXPECT_THAT(body(p + kText), ElementsAre("Lakes", ::testing::_)) << p;
}

TEST(HtmlType, RulesOfThePage) {
  const std::string head =
      "<html><head><style>p { color: #000000 } p.big, .tall { font-size: 16pt } "
      "@media print { p { font-size: 10pt } } p.big b { font-size: 8pt }</style></head><body>";
  EXPECT_THAT(told(head + "<p class=big>Lakes</p>" + kText + "<p class='tall'>Rivers</p>" + kText +
                   "<p>Sea</p></body></html>"),
              ElementsAre("#1 Lakes", ::testing::_, "#1 Rivers", ::testing::_, "Sea"));
}

// Most of the text is as large; it is a cell; or too long.
TEST(HtmlType, WhatIsNoHeading) {
  EXPECT_THAT(body("<div style='font-size:16pt'><p>Lakes</p>" + kText + "</div><p>End</p>"),
              ElementsAre("Lakes", ::testing::_, "End"));
  EXPECT_THAT(
      body("<table border=1><tr><td style='font-size:16pt'>Lakes</td><td>1</td></tr></table>" +
           kText),
      ElementsAre("= Lakes", "= 1", ::testing::_));
  std::string words;
  for (int i = 0; i < 60; ++i) words += "lakes and ";
  EXPECT_THAT(body("<p style='font-size:16pt'>" + words + "</p>" + kText + kText + kText + kText +
                   kText + kText + kText + kText + kText)
                  .front()
                  .substr(0, 5),
              "lakes");
}

// A form that an office program saved: headings are in the largest type, labels in larger.
TEST(HtmlType, LabelsOfForms) {
  const auto label = [](const std::string& text) {
    return "<p><font style='font-size: 13pt'>" + text + "</font></p>";
  };
  const std::string form = "<p><font style='font-size: 18pt' color='#1c75bc'>Data</font></p>" +
                           label("Type") + "<p>Global</p>" + label("Series") + "<p>2.1 Lakes</p>" +
                           label("Area") + "<p>World</p>";
  EXPECT_THAT(body(form + "<h2>Method</h2>" + kText),
              ElementsAre("#1 Data", "Type", "Global", "Series", "2.1 Lakes", "Area", "World",
                          "#2 Method", ::testing::_));
  // One of them stands over text: they are headings.
  EXPECT_EQ(body(form + label("Method") + kText + kText)[1], "#2 Type");
}

TEST(HtmlType, HeadingsOfContents) {
  EXPECT_THAT(body("<h1 class='contents-heading'>Contents</h1><h1 class='western'>Lakes</h1>"),
              ElementsAre("Contents", "#1 Lakes"));
}

// Places are those of the file, whose characters are not bytes of UTF-8.
TEST(HtmlType, OtherCharacterSets) {
  EXPECT_THAT(told("<html><head><meta charset=windows-1252></head><body>" + kText +
                   "<p>d\xE9"
                   "cid\xE9 \xE0 l'unanimit\xE9</p>" +
                   "<p style='font-size:16pt'>\xC9tat</p>" + kText + "</body></html>"),
              ElementsAre(::testing::_, "décidé à l'unanimité", "#1 État", ::testing::_));
}

}  // namespace
}  // namespace hexapla::ingest
