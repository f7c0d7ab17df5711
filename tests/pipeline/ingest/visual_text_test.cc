// Right-to-left lines as pdftotext writes them, and lines that only look so.
#include "pipeline/ingest/visual_text.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/document/mapped_text.h"

namespace hexapla::ingest {
namespace {

// U+202B, U+202A, U+202C as <, { and >: the controls are hard to read.
std::string with_controls(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') {
      out += "\u202B";
    } else if (c == '{') {
      out += "\u202A";
    } else if (c == '>') {
      out += "\u202C";
    } else {
      out += c;
    }
  }
  return out;
}

// A line that is all of its text.
document::MappedText read(VisualText& visual, const std::string& line, PdfRepairs& repairs,
                          std::uint64_t begin = 0) {
  return visual.logical(document::MappedText::verbatim(line, begin), {0, line.size()}, repairs);
}

TEST(VisualText, LinesInTheOrderOfReading) {
  struct Case {
    const char* what;
    const char* line;
    const char* text;
  };
  const Case cases[] = {
      {"a label and its dash", "<{ - 1>بموجب المقرر>", "1 - بموجب المقرر"},
      {"punctuation beside numbers", "<ليما{ 29 ,>نيسان>", "ليما, 29 نيسان"},
      {"a full stop behind a symbol", "<في الوثيقة {.UNEP/X/1>>", "في الوثيقة UNEP/X/1."},
      {"the number of a decision", "<المقرر {2/4> بشأن>", "المقرر 2/4 بشأن"},
      {"a range stands from right to left", "<الفترة {12-10> تموز>", "الفترة 10-12 تموز"},
      {"brackets", "<البند {( 5>ب) من>", "البند 5 (ب) من"},
      {"lam-alef in the article", "<نظم اإلنذار>", "نظم الإنذار"},
      {"a sign of nunation apart", "<أوال ً { ->مقدمة>", "أولاً - مقدمة"},
      {"brackets whose letters need nothing", "<(أ) خطة عمل>", "(أ) خطة عمل"},
      {"a space behind an opening bracket", "<( أ) خطة عمل>", "(أ) خطة عمل"},
      {"marks within letters, and a vowel sign at the end of them",
       "<بتعبير \"الطرف\"، أي دولةً{ ،>>", "بتعبير \"الطرف\"، أي دولةً، "},
      {"vowel signs apart from their letters", "<ت ُبلَّغ ُأ درجت استنادا ً إلى>",
       "تُبلَّغ أُدرجت استناداً إلى"},
      {"columns beside each other, the right one first", "    <{UNEP/X/1>>      <المقرر>",
       "المقرر      UNEP/X/1"},
      // Traps: not as pdftotext writes.
      {"a left-to-right line", "UNEP/X/1 of 12-10", "UNEP/X/1 of 12-10"},
  };
  for (const Case& c : cases) {
    const std::string line = with_controls(c.line);
    VisualText visual(line + "\n" + with_controls("<سطر>\n"));
    PdfRepairs repairs;
    const document::MappedText out = read(visual, line, repairs);
    EXPECT_EQ(out.text(), c.text) << c.what;
  }
}

TEST(VisualText, ControlsThatAnAuthorSetMoveNothing) {
  // A number within the right-to-left run, an open run, a run that nothing opened.
  for (const char* marked : {"<المقرر 2/4 بشأن - 1>", "<المقرر - بشأن", "المقرر> - {2/4"}) {
    const std::string line = with_controls(marked);
    VisualText visual(line);
    PdfRepairs repairs;
    EXPECT_EQ(read(visual, line, repairs).text(), line);
    EXPECT_EQ(repairs.reordered_lines, 0U);
  }
}

TEST(VisualText, EveryCharacterKeepsItsPlace) {
  const std::string line = with_controls("<ليما{ 29 ,>نيسان اإلنذار>");
  VisualText visual(line);
  PdfRepairs repairs;
  const document::MappedText out = read(visual, line, repairs, 100);
  for (const document::MapPiece& piece : out.pieces()) {
    ASSERT_TRUE(piece.verbatim);
    EXPECT_EQ(line.substr(piece.source.begin - 100, piece.source.end - piece.source.begin),
              out.text().substr(piece.text.begin, piece.text.size()));
  }
}

// Lines from left to right without a control: what old programs and some extractors write.
TEST(VisualText, LinesAsTheyStandOnPaper) {
  struct Case {
    const char* what;
    const char* line;
    const char* text;
  };
  const Case cases[] = {
      {"letters", "ةماعلا ةيعمجلا", "الجمعية العامة"},
      {"a label, a symbol in brackets", "؛(A/90/7) ةنجللا ريرقتب املع طيحت - 1",
       "1 - تحيط علما بتقرير اللجنة (A/90/7)؛"},
      {"a year and a month of two names", "،2034 ربمسيد/لوألا نوناك 3 خرؤملا 89/6 اهرارق",
       "قرارها 89/6 المؤرخ 3 كانون الأول/ديسمبر 2034،"},
      {"forms of letters, and a ligature",
       "\uFE93\uFEAA\uFEA4\uFE98\uFEE4\uFEDF\uFE8D \uFEE2\uFEE3\uFEF7\uFE8D",
       "\uFE8D\uFEF7\uFEE3\uFEE2 \uFE8D\uFEDF\uFEE4\uFE98\uFEA4\uFEAA\uFE93"},
      {"no Arabic in it", "A/RES/90/4 of 3 May 2034 (see above)",
       "A/RES/90/4 of 3 May 2034 (see above)"},
  };
  std::string all;
  for (const Case& c : cases) all += std::string(c.line) + "\n";
  VisualText visual(all);
  ASSERT_TRUE(visual.any());
  for (const Case& c : cases) {
    PdfRepairs repairs;
    const document::MappedText out = read(visual, c.line, repairs);
    EXPECT_EQ(out.text(), c.text) << c.what;
  }
}

TEST(VisualText, TextInTheOrderOfReadingStays) {
  const std::string text =
      "الأمم المتحدة\nالجمعية العامة\nتحيط علما بتقرير اللجنة (A/90/7)؛\nة ـة\nمكتبة عامة\n";
  EXPECT_FALSE(VisualText(text).any());
}

}  // namespace
}  // namespace hexapla::ingest
