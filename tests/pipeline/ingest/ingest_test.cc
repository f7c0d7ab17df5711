#include "pipeline/ingest/ingest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/base/error.h"

namespace hexapla::ingest {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> lines_of(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const RawLine& line : raw.lines) out.push_back(line.text.text());
  return out;
}

std::vector<std::string> codes_of(const RawDocument& raw) {
  std::vector<std::string> out;
  for (const document::QualityNote& note : raw.quality) out.push_back(note.code);
  return out;
}

TEST(Read, EveryKindOfLineEnd) {
  EXPECT_THAT(lines_of(read("a\nb\r\nc\rd\u2028e\vf", "x.txt")),
              ElementsAre("a", "b", "c", "d", "e", "f"));
  // A last line end opens no line; an empty line within is one.
  EXPECT_THAT(lines_of(read("a\n\nb\n", "x.txt")), ElementsAre("a", "", "b"));
  // "…" and "’" begin with the same byte as the line separator.
  EXPECT_THAT(lines_of(read("a… ’b’\nc", "x.txt")), ElementsAre("a… ’b’", "c"));
}

TEST(Read, FormFeedIsAPageBreak) {
  const RawDocument raw = read("a\n\fb\nc", "x.txt");
  EXPECT_THAT(lines_of(raw), ElementsAre("a", "", "b", "c"));
  EXPECT_TRUE(raw.lines[2].page_break);
  EXPECT_FALSE(raw.lines[3].page_break);
}

TEST(Read, ControlsAreDroppedAndReported) {
  const RawDocument raw = read(
      "a\x01"
      "b\tc\x1F",
      "x.txt");
  EXPECT_THAT(lines_of(raw), ElementsAre("ab\tc"));
  EXPECT_THAT(codes_of(raw), ElementsAre("control-character"));
  EXPECT_EQ(raw.quality[0].source, (document::SourceRange{0, 1, 2}));
  // U+0096 is the en dash of windows-1252; U+202B and U+202C only embed.
  EXPECT_THAT(lines_of(read("1\u00962", "x.txt")), ElementsAre("1–2"));
  EXPECT_THAT(lines_of(read("\u202Bنص\u202C", "x.txt")), ElementsAre("نص"));
}

TEST(Read, NormalFormCWithMap) {
  // e + U+0301 becomes é and stands for both code points' bytes.
  const RawDocument raw = read("xe\u0301y", "x.txt");
  EXPECT_THAT(lines_of(raw), ElementsAre("xéy"));
  EXPECT_EQ(raw.lines[0].text.source({1, 3}), (document::SourceRange{0, 1, 4}));
  EXPECT_EQ(raw.lines[0].text.source({3, 4}), (document::SourceRange{0, 4, 5}));
}

// Text of the six languages passes untouched, and what composes or goes in the midst of it is
// found.
TEST(Read, TheQuickWayIsTheSame) {
  for (const char* plain : {"Élégant – “naïve” œuvre", "Ёлка, йод; №5 «да»", "مؤتمر الأطراف، ٢٠١٧؟",
                            "第５条（甲）《公约》　，。"}) {
    EXPECT_THAT(lines_of(read(std::string("abcdefgh ") + plain, "x.txt")),
                ElementsAre(std::string("abcdefgh ") + plain));
  }
  const std::pair<const char*, const char*> cases[] = {
      {"и\u0306од", "йод"},              // combining breve
      {"ا\u0653ل", "آل"},                // combining madda
      {"نص\u202Bنص", "نصنص"},            // embedding
      {"第\u2F00条", "第一条"},          // Kangxi radical
      {"第\x01条", "第条"},              // control
      {"\uFF5E か\u3099", "\uFF5E が"},  // kana with its mark
      {"a\u007F", "a"},
      {"abcdefg\u007Fabcdefgh", "abcdefgabcdefgh"},
  };
  for (const auto& [in, out] : cases)
    EXPECT_THAT(lines_of(read(in, "x.txt")), ElementsAre(out)) << in;
}

TEST(Read, PresentationFormsBecomeLetters) {
  // Lam-alef ligature, initial meem; the Latin ligature fi; the Kangxi radical for 一.
  EXPECT_THAT(lines_of(read("\uFEFB\uFEE3", "x.txt")), ElementsAre("لام"));
  EXPECT_THAT(lines_of(read("\uFB01nal \u2F00", "x.txt")), ElementsAre("final 一"));
  // Superscripts stay: they are notes, or units.
  EXPECT_THAT(lines_of(read("meeting¹ m²", "x.txt")), ElementsAre("meeting¹ m²"));
}

TEST(Read, TellsMarkdownByContent) {
  EXPECT_EQ(read("# Title\n\ntext", "x.txt").manifestation.format, "markdown");
  EXPECT_EQ(read("see [the site](http://example.org/)", "x.txt").manifestation.format, "markdown");
  EXPECT_EQ(read("**Bold**", "x.txt").manifestation.format, "markdown");
  EXPECT_EQ(read("plain", "x.md").manifestation.format, "markdown");
  // Two note anchors are no emphasis; "1." is a paragraph's number.
  EXPECT_EQ(read("agenda** item\n\n1. Text\n\n** Note.", "x.txt").manifestation.format, "text");
}

TEST(Read, RefusesMarkupOfItsOwn) {
  EXPECT_THROW(read("\n<?xml version='1.0'?><a/>", "x.txt"), Error);
  EXPECT_EQ(read("<p>a fragment</p>", "x.txt").lines.size(), 1U);
}

}  // namespace
}  // namespace hexapla::ingest
