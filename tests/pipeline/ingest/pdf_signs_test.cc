// Vowel signs of Arabic in PDF: which letter each is of.
#include "pipeline/ingest/pdf_signs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/base/files.h"
#include "pipeline/ingest/ingest.h"

namespace hexapla::ingest {
namespace {

// Printed by a word processor in three fonts: one that sets signs far from their letters, one that
// has the letters of a word at several heights and glyphs of two signs, one with lam-alefs that
// come as their halves.
TEST(PdfSigns, FontsThatSetThemApart) {
  const std::vector<std::string> paragraphs{
      "1 - تُرحِّب الأطرافُ بالتقريرِ المُقدَّمِ من الأمانةِ وتشكرُها شكرًا جزيلاً، وتطلب أيضًا إعداد تقريرٍ آخر.",
      "2 - وكانت الحاجة إلى التدريب هي الأكثر ذكراً. ولا تغطيها أي من الأنشطة المقررة حالياً، نظراً "
      "إلى "
      "أهميتها وفقاً للمادة 5.",
      "3 - يُقدَّم كلُّ طلبٍ خطيّاً إلى الأمانةِ، ويُشترَط أنْ يكونَ مُوقَّعاً، ثمّ يُبلَّغ إلى الأطراف.",
      "4 - عُقد الاجتماع.", "5 - انتُخب الرئيس."};
  for (const std::string font : {"amiri", "noto", "dejavu"}) {
    const std::filesystem::path path = std::filesystem::path(HEXAPLA_SOURCE_DIR) /
                                       "tests/pipeline/ingest/fixtures" /
                                       ("vowel-signs-" + font + "-ar.pdf");
    std::vector<std::string> out;
    for (const RawBlock& block : read(files::read(path), path.string()).blocks) {
      std::string& text = out.emplace_back(block.text.view());
      std::ranges::replace(text, '\n', ' ');
    }
    EXPECT_EQ(out, paragraphs) << font;
  }
}

// Letters of ten points on one line, from left to right as they are drawn.
TEST(PdfSigns, BeforeTheirLettersOrBehindThem) {
  PdfSigns signs;
  // Drawn before the letter over which it stands, and another that stands over the next but one.
  signs.letter(10, 20, 100);
  signs.sign(U'َ', 24, 98, 12);
  signs.letter(20, 30, 100);
  signs.sign(U'ُ', 41, 98, 12);
  signs.letter(30, 40, 100);
  signs.letter(40, 50, 100);
  signs.resolve();
  EXPECT_EQ(signs.of(10, 90, 105), nullptr);
  ASSERT_NE(signs.of(20, 90, 105), nullptr);
  EXPECT_EQ(*signs.of(20, 90, 105), U"َ");
  ASSERT_NE(signs.of(30, 90, 105), nullptr);
  EXPECT_EQ(*signs.of(30, 90, 105), U"ُ");
  EXPECT_EQ(signs.of(30, 110, 125), nullptr);  // another line
  EXPECT_TRUE(signs.lone().empty());
  // Drawn behind their letters, in the order of reading; two of one letter.
  signs.clear();
  signs.letter(40, 50, 100);
  signs.sign(U'ّ', 44, 98, 12);
  signs.sign(U'َ', 44, 96, 12);
  signs.letter(30, 40, 100);
  signs.letter(20, 30, 100);
  signs.sign(U'ِ', 25, 103, 12);
  signs.letter(10, 20, 100);
  signs.resolve();
  ASSERT_NE(signs.of(40, 90, 105), nullptr);
  EXPECT_EQ(*signs.of(40, 90, 105), U"\u064E\u0651");  // from left to right
  ASSERT_NE(signs.of(20, 90, 105), nullptr);
  EXPECT_EQ(*signs.of(20, 90, 105), U"ِ");
  EXPECT_EQ(signs.of(30, 90, 105), nullptr);
}

TEST(PdfSigns, WhatHasNoLetter) {
  PdfSigns signs;
  signs.resolve();
  EXPECT_TRUE(signs.lone().empty());
  signs.sign(U'َ', 24, 98, 12);  // before a letter of another line
  signs.letter(20, 30, 400);
  signs.sign(U'ُ', 300, 400, 12);  // far from the last
  signs.resolve();
  EXPECT_EQ(signs.lone().size(), 2U);
  EXPECT_EQ(signs.of(20, 390, 405), nullptr);
  // Bold type that is drawn twice has its signs once.
  signs.clear();
  for (int i = 0; i < 2; ++i) {
    signs.sign(U'َ', 24 + 0.3 * i, 98, 12);
    signs.letter(20 + 0.3 * i, 30 + 0.3 * i, 100);
  }
  signs.resolve();
  ASSERT_NE(signs.of(20, 90, 105), nullptr);
  EXPECT_EQ(*signs.of(20, 90, 105), U"َ");
}

}  // namespace
}  // namespace hexapla::ingest
