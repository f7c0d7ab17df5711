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
      {"vowel signs apart from their letters", "<ت ُبلَّغ ُأ درجت استنادا ً إلى>",
       "تُبلَّغ أُدرجت استناداً إلى"},
      {"columns beside each other, the right one first", "    <{UNEP/X/1>>      <المقرر>",
       "المقرر      UNEP/X/1"},
      // Traps: not as pdftotext writes.
      {"a left-to-right line", "UNEP/X/1 of 12-10", "UNEP/X/1 of 12-10"},
  };
  for (const Case& c : cases) {
    const std::string line = with_controls(c.line);
    const VisualText visual(line + "\n" + with_controls("<سطر>\n"));
    PdfRepairs repairs;
    const document::MappedText out =
        visual.logical(document::MappedText::verbatim(line, 0), repairs);
    EXPECT_EQ(out.text(), c.text) << c.what;
  }
}

TEST(VisualText, ControlsThatAnAuthorSetMoveNothing) {
  // A number within the right-to-left run, an open run, a run that nothing opened.
  for (const char* marked : {"<المقرر 2/4 بشأن - 1>", "<المقرر - بشأن", "المقرر> - {2/4"}) {
    const std::string line = with_controls(marked);
    const VisualText visual(line);
    PdfRepairs repairs;
    EXPECT_EQ(visual.logical(document::MappedText::verbatim(line, 0), repairs).text(), line);
    EXPECT_EQ(repairs.reordered_lines, 0U);
  }
}

TEST(VisualText, EveryCharacterKeepsItsPlace) {
  const std::string line = with_controls("<ليما{ 29 ,>نيسان اإلنذار>");
  const VisualText visual(line);
  PdfRepairs repairs;
  const document::MappedText out =
      visual.logical(document::MappedText::verbatim(line, 100), repairs);
  for (const document::MapPiece& piece : out.pieces()) {
    ASSERT_TRUE(piece.verbatim);
    EXPECT_EQ(line.substr(piece.source.begin - 100, piece.source.end - piece.source.begin),
              out.text().substr(piece.text.begin, piece.text.size()));
  }
}

}  // namespace
}  // namespace hexapla::ingest
