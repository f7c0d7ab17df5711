// Pages that are drawn by one interpreter, one after the other: each must come out as it does
// alone. The files are written here object by object.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/base/error.h"
#include "pipeline/ingest/pdf_words.h"

namespace hexapla::ingest {
namespace {

const std::string kSans = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
// Its A is a B.
const std::string kOther =
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/B]>>>>";

struct Sheet {
  std::string resources;
  std::string content;
  std::string box = "[0 0 400 300]";
};

// Objects 4 and 5 are the fonts kSans and kOther, 6 is {"F1": 4}; `catalogue`: more of its entries.
std::string pdf(const std::vector<Sheet>& sheets, const std::string& catalogue = "") {
  std::string out = "%PDF-1.5\n";
  std::vector<std::size_t> places;
  const auto object = [&](const std::string& body) {
    places.push_back(out.size());
    out += std::to_string(places.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  std::string kids;
  for (std::size_t i = 0; i < sheets.size(); ++i) kids += std::to_string(8 + 2 * i) + " 0 R ";
  object("<</Type/Catalog/Pages 2 0 R" + catalogue + ">>");
  object("<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(sheets.size()) + ">>");
  object("<</Type/OCG/Name(hidden)>>");
  object(kSans);
  object(kOther);
  object("<</F1 4 0 R>>");
  object("<</Type/OCG/Name(shown)>>");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const Sheet& sheet = sheets[i];
    object("<</Type/Page/Parent 2 0 R/MediaBox" + sheet.box + "/Resources" + sheet.resources +
           "/Contents " + std::to_string(9 + 2 * i) + " 0 R>>");
    object("<</Length " + std::to_string(sheet.content.size()) + ">>stream\n" + sheet.content +
           "\nendstream");
  }
  const std::size_t table = out.size();
  out += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t place : places) {
    std::string digits = std::to_string(place);
    digits.insert(0, 10 - digits.size(), '0');
    out += digits + " 00000 n \n";
  }
  out += "trailer<</Size " + std::to_string(places.size() + 1) + "/Root 1 0 R>>\nstartxref\n" +
         std::to_string(table) + "\n%%EOF\n";
  return out;
}

std::string show(const std::string& text, const std::string& font = "F1") {
  return "BT /" + font + " 12 Tf 50 200 Td (" + text + ") Tj ET";
}

std::vector<PdfPage> pages_of(const std::string& bytes) {
  ::setenv("HEXAPLA_PDF", HEXAPLA_PDF_HELPER, 1);
  return extract_pdf_words(bytes, "a.pdf");
}

// The words of each page.
std::vector<std::string> texts(const std::vector<PdfPage>& pages) {
  std::vector<std::string> out;
  for (const PdfPage& page : pages) {
    out.emplace_back();
    for (const PdfWord& w : page.words) out.back() += (out.back().empty() ? "" : " ") + w.text;
  }
  return out;
}

using Texts = std::vector<std::string>;

const std::string kShared = "<</Font 6 0 R>>";

std::string refusal(const std::string& bytes) {
  try {
    (void)pages_of(bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    EXPECT_NE(error.remedy(), "");
    return error.place() + ": " + error.reason();
  }
  return "";
}

std::string repeated(const std::string& what, int times) {
  std::string out;
  while (times-- > 0) out += what;
  return out;
}

TEST(PdfRun, WhatNobodyReadsIsRefused) {
  const Sheet good{kShared, show("one")};
  // Letters upon each other, each turned otherwise.
  const auto turned = [](int times) {
    std::string out;
    for (int i = 0; i < times; ++i) {
      out += "BT /F1 8 Tf 1 0." + std::to_string(100 + i % 800) + " -0.5 1 200 150 Tm (t) Tj ET ";
    }
    return out;
  };
  EXPECT_EQ(refusal(pdf({good, {kShared, turned(10001)}})),
            "page 2: more than 10000 characters stand in one line of it");
  EXPECT_EQ(refusal(pdf({{kShared, turned(10000)}})), "");
  // Beside the page the library does not read at all.
  EXPECT_EQ(
      refusal(pdf(
          {{kShared, show("one") + repeated(" BT /F1 8 Tf 900 150 Td (beside it) Tj ET", 2000)}})),
      "");
  EXPECT_EQ(refusal(pdf({good, good, {kShared, repeated("q Q ", 1000001)}})),
            "page 3: it shows more than 1000000 drawings");
  // Each page has its own measure.
  EXPECT_EQ(
      refusal(pdf({{kShared, repeated("q Q ", 600000)}, {kShared, repeated("q Q ", 600000)}})), "");
}

TEST(PdfRun, FontsAreThoseOfThePage) {
  // One object for all, and the same fonts told page by page.
  EXPECT_EQ(texts(pages_of(pdf({{kShared, show("Annex A")}, {kShared, show("Annex B")}}))),
            (Texts{"Annex A", "Annex B"}));
  const std::string one = "<</Font<</F1 4 0 R>>>>";
  const std::string both = "<</Font<</F2 5 0 R/F1 4 0 R>>>>";
  EXPECT_EQ(texts(pages_of(pdf({{one, show("A1")}, {both, show("A2", "F2")}, {one, show("A3")}}))),
            (Texts{"A1", "B2", "A3"}));
  // One name, two fonts.
  const std::string other = "<</Font<</F1 5 0 R>>>>";
  EXPECT_EQ(texts(pages_of(pdf({{one, show("A1")}, {other, show("A2")}, {one, show("A3")}}))),
            (Texts{"A1", "B2", "A3"}));
  EXPECT_EQ(
      texts(pages_of(pdf({{kShared, show("A1")}, {other, show("A2")}, {kShared, show("A3")}}))),
      (Texts{"A1", "B2", "A3"}));
  // A font that is no object of its own.
  const std::string direct = "<</Font<</F1 " + kOther + ">>>>";
  EXPECT_EQ(texts(pages_of(pdf({{one, show("A1")}, {direct, show("A2")}, {one, show("A3")}}))),
            (Texts{"A1", "B2", "A3"}));
  // No fonts at all.
  EXPECT_EQ(texts(pages_of(pdf({{one, show("A1")}, {"<<>>", "n"}, {one, show("A3")}}))),
            (Texts{"A1", "", "A3"}));
}

TEST(PdfRun, PagesHaveTheirOwnMeasures) {
  const std::vector<PdfPage> pages = pages_of(pdf({{kShared, show("one")},
                                                   {kShared, show("two"), "[0 0 600 500]"},
                                                   {kShared, show("three"), "[0 0 600 500]"}}));
  ASSERT_EQ(pages.size(), 3U);
  EXPECT_EQ(pages[0].height, 300);
  EXPECT_EQ(pages[2].width, 600);
  // The text is 200 points from the foot.
  EXPECT_NEAR(pages[0].words.at(0).y1, 300 - 200, 4);
  EXPECT_NEAR(pages[1].words.at(0).y1, 500 - 200, 4);
  EXPECT_NEAR(pages[2].words.at(0).y1, 500 - 200, 4);
}

// What a page leaves open is not of the next one.
TEST(PdfRun, NothingIsLeftToTheNextPage) {
  const std::string next = show("second") + " 10 50 m 390 50 l S";
  for (const std::string& open : {
           std::string("20 100 m 380 100 l"),  // a path that is not painted
           std::string("0 0 5 5 re W"),        // a clip
           std::string("q q q 2 0 0 2 30 30 cm 1 0 0 1 0 0 cm"),
           std::string("2 0 0 2 30 30 cm"),  // without q
           std::string("Q Q Q"),
           std::string("1 g 1 G 90 w 3 Tr 200 Tz 20 Ts"),
           std::string("BT 2 0 0 2 90 90 Tm"),  // without ET
           std::string("/Span BDC /P <</MCID 1>> BDC"),
           std::string("EMC EMC"),
       }) {
    const std::vector<PdfPage> pages =
        pages_of(pdf({{kShared, show("first") + " " + open}, {kShared, next}, {kShared, next}}));
    EXPECT_EQ(texts(pages), (Texts{"first", "second", "second"})) << open;
    for (std::size_t p = 1; p < pages.size(); ++p) {
      ASSERT_EQ(pages[p].words.size(), 1U) << open;
      EXPECT_NEAR(pages[p].words[0].x0, 50, 1) << open;
      EXPECT_NEAR(pages[p].words[0].y1, 100, 4) << open;
      EXPECT_EQ(pages[p].words[0].size, 12) << open;
      ASSERT_EQ(pages[p].rules.size(), 1U) << open;
      EXPECT_NEAR(pages[p].rules[0].y0, 250, 1) << open;
      EXPECT_NEAR(pages[p].rules[0].x1, 390, 1) << open;
    }
  }
}

// A layer that is hidden and never closed hides the rest of its page, no more.
TEST(PdfRun, LayersAreOfTheirPage) {
  const std::string resources = "<</Font 6 0 R/Properties<</L1 3 0 R/L2 7 0 R>>>>";
  const std::string bytes = pdf({{resources, "/OC /L1 BDC 10 50 m 390 50 l S " + show("one")},
                                 {resources, "10 60 m 390 60 l S " + show("two")}},
                                "/OCProperties<</OCGs[3 0 R 7 0 R]/D<</OFF[3 0 R]/ON[7 0 R]>>>>");
  const std::vector<PdfPage> pages = pages_of(bytes);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].rules.size(), 0U);
  EXPECT_EQ(pages[1].rules.size(), 1U);
  EXPECT_EQ(texts(pages)[1], "two");
}

// Names other than those of fonts are of the page, too.
TEST(PdfRun, OtherResourcesAreThoseOfThePage) {
  // The first page's state X makes lines 90 points wide; the second has no such state.
  const std::string wide = "<</Font 6 0 R/ExtGState<</X<</LW 90>>>>>>";
  const std::string line = "/X gs 10 50 m 390 50 l S " + show("text");
  const std::vector<PdfPage> pages = pages_of(pdf({{wide, line}, {kShared, line}}));
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].rules.size(), 0U);
  EXPECT_EQ(pages[1].rules.size(), 1U);
}

// Rectangles in colour, and the colours of words; what is no rectangle, white or small is none.
TEST(PdfRun, Colours) {
  const std::string content =
      "0.8 0.6 1 rg 50 100 200 20 re f 1 g 50 130 200 20 re f 0 g 50 160 200 20 re f* "
      "0.8 g 50 190 m 250 190 l 150 230 l h f 0.8 g 50 240 5 20 re f 0 0 1 rg " +
      show("blue") + " 0 g BT /F1 12 Tf 50 250 Td (black) Tj ET";
  const std::vector<PdfPage> pages = pages_of(pdf({{kShared, content}, {kShared, show("next")}}));
  ASSERT_EQ(pages.size(), 2U);
  ASSERT_EQ(pages[0].areas.size(), 2U);
  EXPECT_EQ(pages[0].areas[0].colour, 0xCC99FFU);
  EXPECT_NEAR(pages[0].areas[0].x0, 50, 0.1);
  EXPECT_NEAR(pages[0].areas[0].x1, 250, 0.1);
  EXPECT_NEAR(pages[0].areas[0].y0, 180, 0.1);
  EXPECT_NEAR(pages[0].areas[0].y1, 200, 0.1);
  EXPECT_EQ(pages[0].areas[1].colour, 0U);
  for (const PdfWord& w : pages[0].words) EXPECT_EQ(w.colour, w.text == "blue" ? 0xFFU : 0U);
  EXPECT_EQ(pages[1].areas.size(), 0U);
}

}  // namespace
}  // namespace hexapla::ingest
