// Notes that an author typed in a format that has notes of its own: linked where nothing else can
// be meant, text otherwise. Each trap is a row.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/normalize.h"
#include "pipeline/normalize/superscripts.h"
#include "tests/support/docx.h"

namespace hexapla::normalize {
namespace {

// Blocks as "text", with "{1}" where a mark was, and notes as "1: text".
std::vector<std::string> told(const document::Expression& e) {
  std::vector<std::string> out;
  for (const document::Block& b : e.blocks) {
    std::string text = b.text();
    for (std::size_t n = b.notes.size(); n-- > 0;) {
      const document::NoteReference& note = b.notes[n];
      EXPECT_GE(note.note, 0);
      text.insert(note.at, "{" + note.mark + "}");
    }
    if (b.type == document::BlockType::note) text = b.label.text() + ": " + text;
    out.push_back(text);
  }
  return out;
}

std::vector<std::string> html(const std::string& body) {
  const document::Expression e =
      normalize(ingest::read("<html><body>" + body + "</body></html>", "page.html"));
  document::validate(e);
  return told(e);
}
using Told = std::vector<std::string>;

TEST(TypedNotes, RaisedFigures) {
  struct Case {
    const char* text;
    std::vector<std::string> marks;
  };
  const Case cases[] = {
      {"The Committee¹ met.²", {"1", "2"}},
      {"in 2018³ and", {"3"}},           // a year
      {"under article 5², the", {"2"}},  // a number that a word waits for
      {"decision II/4², and", {"2"}},    // part of a symbol
      {"amounted to 310,000.⁴", {"4"}},  // behind a full stop
      {"委员会¹在利马举行会议。²", {"1", "2"}},
      {"اجتمعت اللجنة¹ في ليما", {"1"}},
      {"Комитет¹ провел", {"1"}},
      {"report[¹] and meeting(²)", {"1", "2"}},
      {"both reports¹,²", {"1", "2"}},
      {"4 km² and 12 м² and 3 كم²", {}},    // units
      {"10⁶ tonnes, 1.5 × 10⁹", {}},        // powers
      {"emits CO² and SO²", {}},            // formulas
      {"x² + y²", {}},                      // variables
      {"¹ A note", {}},                     // the beginning of a note
      {"the UN¹ and the EU²", {"1", "2"}},  // no formulas
      {"", {}},
  };
  for (const Case& c : cases) {
    std::vector<std::string> keys;
    for (const RaisedMark& mark : raised_marks(c.text)) keys.push_back(mark.key);
    EXPECT_EQ(keys, c.marks) << c.text;
  }
}

TEST(TypedNotes, RaisedNumbersAtTheEnd) {
  EXPECT_EQ(html("<h1>Report</h1><p>1. The Committee<sup>1</sup> saw 4 km<sup>2</sup> of lakes and "
                 "the 2<sup>nd</sup> report<sup>2</sup>.</p><p>____________</p>"
                 "<p><sup>1</sup> See UNEP/GLC/COP.3/7.</p><p><sup>2</sup>Ibid.</p>"),
            (Told{"Report", "The Committee{1} saw 4 km² of lakes and the 2nd report{2}.",
                  "1: See UNEP/GLC/COP.3/7.", "2: Ibid."}));
  EXPECT_EQ(html("<p>1. 委员会<sup>1</sup>举行了会议。</p><p><sup>1</sup> 见第II/4号决定。</p>"),
            (Told{"委员会{1}举行了会议。", "1: 见第II/4号决定。"}));
  EXPECT_EQ(html("<p dir=rtl>1- اجتمعت اللجنة<sup>1</sup> في ليما.</p>"
                 "<p dir=rtl><sup>1</sup> انظر المقرر 3/5.</p>"),
            (Told{"اجتمعت اللجنة{1} في ليما.", "1: انظر المقرر 3/5."}));
}

TEST(TypedNotes, AsterisksAtAWord) {
  EXPECT_EQ(html("<p>Item 5 of the provisional agenda*</p><p>1. The Committee met in Lima.</p>"
                 "<p>* UNEP/GLC/COP.3/1.</p>"),
            (Told{"Item 5 of the provisional agenda{*}", "The Committee met in Lima.",
                  "*: UNEP/GLC/COP.3/1."}));
  // Bullets are no notes, though a word has an asterisk; nor is what nothing points at.
  EXPECT_EQ(
      html("<p>The agenda* has two parts, which are:</p><p>* Lakes</p><p>* Rivers</p>").size(), 3U);
  EXPECT_EQ(html("<p>The product 3*4 is 12 in all of them.</p><p>* Or so.</p>")[1], "* Or so.");
}

TEST(TypedNotes, AnAsteriskAboveItsNote) {
  EXPECT_EQ(html("<p>Report on the lakes*</p><p>1. The lakes are clean.</p><p>*</p><p>The report "
                 "was late.</p>"),
            (Told{"Report on the lakes{*}", "The lakes are clean.", "*: The report was late."}));
  // Traps: nothing carries the mark; what follows is the next paragraph of the text.
  EXPECT_EQ(html("<p>Report on the lakes</p><p>1. The lakes are clean.</p><p>*</p><p>The end.</p>"),
            (Told{"Report on the lakes", "The lakes are clean.", "*", "The end."}));
  EXPECT_EQ(html("<p>The lakes* are clean.</p><p>*</p><p>2. The rivers are clean.</p>").back(),
            "The rivers are clean.");
}

TEST(TypedNotes, MarksInBrackets) {
  EXPECT_EQ(html("<p>1. The lakes[1] are clean.</p><p>2. The rivers are clean [2], too.</p>"
                 "<p>[1] See the report.</p><p>[2] Ibid.</p>"),
            (Told{"The lakes{1} are clean.", "The rivers are clean{2}, too.", "1: See the report.",
                  "2: Ibid."}));
  EXPECT_EQ(html("<p>1. The lakes are clean.[1]</p><p>[1] See the report.</p>"),
            (Told{"The lakes are clean.{1}", "1: See the report."}));
  EXPECT_EQ(html("<p>1- أفاد الفريق(1) بأن البحيرات نظيفة.</p><p>2- وشكره المؤتمر(2).</p>"
                 "<p>(1) انظر التقرير.</p><p>(2) المرجع نفسه.</p>"),
            (Told{"أفاد الفريق{1} بأن البحيرات نظيفة.", "وشكره المؤتمر{2}.", "1: انظر التقرير.",
                  "2: المرجع نفسه."}));
  // Traps: a number that is not agreed, options, no mark of the second, text behind the list.
  for (const char* text :
       {"<p>1. Within [30] days.</p><p>[30] See the report.</p>",
        "<p>1. The Parties [shall][1] report.</p><p>[1] Option one.</p><p>[2] Option two.</p>",
        "<p>1. The lakes[1] are clean.</p><p>[1] See the report.</p><p>The end.</p>",
        "<p>1- أفاد الفريق بذلك.</p><p>(1) الأول.</p><p>(2) الثاني.</p>"}) {
    const document::Expression e =
        normalize(ingest::read("<html><body>" + std::string(text) + "</body></html>", "page.html"));
    for (const document::Block& b : e.blocks) EXPECT_NE(b.type, document::BlockType::note) << text;
  }
}

TEST(TypedNotes, AListOfNumbers) {
  EXPECT_EQ(html("<h1>Rapport</h1><p>1. Le Comité<sup>1</sup> s’est réuni.</p>"
                 "<p>2. Il a pris note<sup>2</sup>.</p><h2>Notes</h2>"
                 "<p>1. Voir la décision II/4.</p><p>2. Ibid.</p>"),
            (Told{"Rapport", "Le Comité{1} s’est réuni.", "Il a pris note{2}.", "Notes",
                  "1: Voir la décision II/4.", "2: Ibid."}));
  EXPECT_EQ(html("<p>Комитет<sup>[1]</sup> провел сессию<sup>[2]</sup>.</p>"
                 "<p>[1] См. решение II/4.</p><p>[2] Там же.</p>"),
            (Told{"Комитет{1} провел сессию{2}.", "1: См. решение II/4.", "2: Там же."}));
}

// In each of these the numbers at the end may be anything else.
TEST(TypedNotes, ListsThatStayText) {
  for (const char* body : {
           // three items, two marks
           "<p>A<sup>1</sup> met B<sup>2</sup>.</p><p>1. One</p><p>2. Two</p><p>3. Three</p>",
           // the marks in another order
           "<p>Party<sup>2</sup> met Party<sup>1</sup>.</p><p>1. One</p><p>2. Two</p>",
           // one item
           "<p>The Party<sup>1</sup> met.</p><p>1. The only item</p>",
           // text goes on behind the list
           "<p>The Party<sup>1</sup> met others<sup>2</sup>.</p><p>1. One</p><p>2. Two</p>"
           "<p>The Parties then rose.</p>",
           // exponents
           "<p>4 km<sup>1</sup> and 5 m<sup>2</sup> of it.</p><p>1. One</p><p>2. Two</p>",
       }) {
    const document::Expression e =
        normalize(ingest::read("<html><body>" + std::string(body) + "</body></html>", "p.html"));
    for (const document::Block& b : e.blocks) {
      EXPECT_NE(b.type, document::BlockType::note) << body;
      EXPECT_TRUE(b.notes.empty()) << body;
    }
  }
}

// Marks in tables have their notes below the table, in every table anew; without one they stay.
TEST(TypedNotes, BelowTables) {
  EXPECT_EQ(html("<table><tr><td>Lake</td><td>Area<sup>1</sup></td></tr></table>"
                 "<p><sup>1</sup> Estimated.</p>"
                 "<table><tr><td>River</td><td>Length<sup>1</sup></td><td>12<sup>2</sup></td></tr>"
                 "</table><p><sup>1</sup> Measured.</p><p>The end of it.</p>"),
            (Told{"Lake", "Area{1}", "River", "Length{1}", "12²", "The end of it.", "1: Estimated.",
                  "1: Measured."}));
}

// Thousands of notes, each behind its mark, and thousands of lists: time grows with the text.
TEST(TypedNotes, ManyOfThem) {
  std::string notes;
  std::string lists = "<p>A mark<sup>7</sup>.</p>";
  for (int i = 0; i < 20000; ++i) {
    notes += "<p>A word<sup>1</sup>.</p><p><sup>1</sup> Its note.</p>";
    lists += "<p>1. One</p><p>2. Two</p><h2>Next</h2>";
  }
  EXPECT_EQ(html(notes).size(), 40000U);
  EXPECT_EQ(html(lists).size(), 60001U);
}

TEST(TypedNotes, InDocx) {
  testing_support::Docx docx;
  const auto run = [](const std::string& text, bool raised) {
    return "<w:r><w:rPr>" + std::string(raised ? "<w:vertAlign w:val=\"superscript\"/>" : "") +
           "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
  };
  docx.body = "<w:p>" + run("El Comité", false) + run("1", true) + run(" vio 10", false) +
              run("6", true) + run(" t.", false) + "</w:p><w:p>" + run("1", true) +
              run(" Véase la decisión II/4.", false) + "</w:p>";
  const document::Expression e = normalize(ingest::read(docx.bytes(), "a.docx"));
  EXPECT_EQ(told(e), (Told{"El Comité{1} vio 10⁶ t.", "1: Véase la decisión II/4."}));
}

}  // namespace
}  // namespace hexapla::normalize
