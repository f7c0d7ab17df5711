// Text as extractors leave it: pages, running heads, page numbers, notes at the foot, marks glued
// to words, lines that were full. Each repair with the traps in which it would be wrong.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dump.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/glued_marks.h"
#include "pipeline/normalize/page_number.h"
#include "pipeline/normalize/pages.h"

namespace hexapla::normalize {
namespace {

std::vector<Line> lines_of(const std::string& text) {
  ingest::RawDocument raw = ingest::read(text, "in.txt");
  return prepare_lines(raw);
}

// What take_furniture leaves of the text, line by line, and what it takes.
struct Left {
  std::vector<std::string> kept;
  std::vector<std::string> taken;
};

Left without_furniture(const std::string& text) {
  std::vector<Line> lines = lines_of(text);
  take_furniture(lines);
  Left out;
  for (const Line& line : lines) {
    if (!line.blank()) (line.furniture ? out.taken : out.kept).push_back(line.text.text.text());
  }
  return out;
}

TEST(Extracted, WhatIsANumberOfAPage) {
  struct Case {
    const char* line;
    long number;  // 0 for none
  };
  const Case cases[] = {
      {"3", 3},
      {"- 3 -", 3},
      {"– 14 –", 14},
      {"[7]", 7},
      {"3/12", 3},
      {"Page 3", 3},
      {"Page 3 of 12", 3},
      {"página 3 de 12", 3},
      {"стр. 3", 3},
      {"صفحة 3", 3},
      {"٣", 3},
      {"第3页", 3},
      {"第 3 页 共 12 页", 3},
      {"3.", 0},         // a label
      {"(3)", 0},        // a label
      {"1 284", 0},      // thousands
      {"2019-2020", 0},  // a range
      {"12/3", 0},       // of no three pages the twelfth
      {"3 May", 0},
      {"0", 0},
      {"Page", 0},
      {"12345", 0},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(page_number(c.line).value_or(0), c.number) << c.line;
  }
}

TEST(Extracted, RunningHeadsAndPageNumbers) {
  struct Case {
    const char* what;
    std::string in;
    std::vector<std::string> taken;
  };
  const std::vector<Case> cases = {
      {"heads from the second page on, numbers at the foot",
       "UNEP/X/1\nThe group met.\n1\n\fUNEP/X/1\nIt agreed on a plan.\n2\n\fUNEP/X/1\nIt "
       "closed.\n3\n\f",
       {"1", "UNEP/X/1", "2", "UNEP/X/1", "3"}},
      {"heads that differ on left and right pages, with the number in them",
       "The title\nOne.\n\f2 The title\nTwo.\n\fLakes 3\nThree.\n\f4 The title\nFour.\n\fLakes "
       "5\nFive.\n",
       {"2 The title", "Lakes 3", "4 The title", "Lakes 5"}},
      {"two pages, the first without a number",
       "UNEP/X/1\nThe group met.\n\fUNEP/X/1\nIt closed.\n2\n",
       {"UNEP/X/1", "2"}},
      {"a number among the notes of its page",
       "The group* met.\n*\n1\nUNEP/X/1.\n\fIt closed.1\n1\nIbid.\n2\n\fThe end.\n3\n",
       {"1", "2", "3"}},
      {"the foot of a page came before the columns of its table",
       "One.\n1\n\fTwo.\n2\n\fDate\n\n3\n\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\n",
       {"1", "2", "3"}},
      // Traps.
      {"numbers that do not count on are text", "Lakes\n7\n\fDams\n7\n\fRivers\n12\n", {}},
      {"two pages: a number that is not the page's", "The group met.\n\fIt closed.\n5\n", {}},
      {"a line at the top of two pages that stands in the text, too",
       "Agreed text\nThe group met.\n\fRecommendation\nOne.\n\fThe next:\nRecommendation\nTwo.\n"
       "\fRecommendation\nThree.\n",
       {}},
      {"items of lists are no heads",
       "The group met.\n\f(a) To agree;\nOne.\n\f(a) To agree;\nTwo.\n",
       {}},
      {"notes that say the same at the foot of two pages of four",
       "One.\n\fTwo.\nIbid.\n\fThree.\nIbid.\n\fFour.\n",
       {}},
      {"form feeds were lost: a line that repeats beside numbers that count on",
       "UNEP/X/1\nOne.\n1\nUNEP/X/1\nTwo.\n2\nUNEP/X/1\nThree.\n3\nUNEP/X/1\nFour.\n4\n",
       {"1", "UNEP/X/1", "2", "UNEP/X/1", "3", "UNEP/X/1", "4"}},
      {"a line that repeats beside nothing, or beside numbers that do not count on",
       "Amount\n5\nLakes\nAmount\n12\nDams\nAmount\n7\nRivers\n",
       {}},
  };
  for (const Case& c : cases) EXPECT_EQ(without_furniture(c.in).taken, c.taken) << c.what;
}

TEST(Extracted, MarksGluedToWords) {
  struct Case {
    const char* text;
    const char* marks;  // "NUMBER@TEXT-BEHIND" each, those that may become anchors
  };
  const Case cases[] = {
      {"It was received in February 2018.1", "1@"},
      {"It was published on 29 June 2018.2 A revised version was issued.",
       "2@ A revised version was issued."},
      {"for the biennium 2019–2020.3 That is all.", "3@ That is all."},
      {"The recommendations of the Committee.4", "4@"},
      {"under the procedures,3 which were agreed", "3@ which were agreed"},
      {"are not listed (see above)5", "5@"},
      {"the submissions4 were late", "4@ were late"},
      {"Published on 29 June 20182 and sent out", "2@ and sent out"},
      {"решения, утратившие силу, не указываются2.", "2@."},
      {"опубликован 29 июня 2018 года2.", "2@."},
      {"收录 1 284 个冰川湖。2 修订版于 2018 年发布。3", "2@ 修订版于 2018 年发布。3 3@"},
      {"التوصيات الصادرة عن اللجنة4.", "4@."},
      // The mark stood at the left of the year, where the eye ends: it belongs behind it.
      {"حتى 31 أيار/مايو 12018.", "1@."},
      // Traps.
      {"See section 2018.1 of the manual", ""},
      {"as set out in section 2018.1", ""},
      {"2018.1 Budget", ""},
      {"rose to 3.5 per cent", ""},
      {"rose by 1,284 lakes", ""},
      {"see para.4", ""},
      {"and in Add.1", ""},
      {"in resolution UNEP/EA.1/Res.5", ""},
      {"in decision SC-8/17", ""},
      {"in paragraph 4.", ""},
      {"less CO2 and PM10", ""},
      {"H.E. A.3", ""},
      {"a population of 20182 people", ""},
      {"2018年2月", ""},
      {"第5条第2款", ""},
      {"at http://www.example.org/lakes2", ""},
  };
  for (const Case& c : cases) {
    std::vector<GluedMark> marks;
    const std::string_view text = c.text;
    find_glued_marks(text, 0, true, "", marks);
    std::string got;
    for (const GluedMark& mark : marks) {
      if (mark.weight < 2) continue;
      got += (got.empty() ? "" : " ") + std::to_string(mark.number) + "@";
      got += text.substr(mark.at);
    }
    EXPECT_EQ(got, c.marks) << c.text;
  }
}

// "LABEL|TEXT" a block, notes last with "N" before the label, marks as {MARK}.
std::vector<std::string> blocks(const std::string& text) {
  const document::Expression e = normalize_text(text);
  std::vector<std::string> out;
  for (const document::Block& b : e.blocks) {
    std::string line = b.type == document::BlockType::note ? "N " : "";
    line += b.label.text() + "|";
    std::size_t at = 0;
    for (const document::NoteReference& n : b.notes) {
      line += b.text().substr(at, n.at - at) + "{" + n.mark + "}";
      at = n.at;
    }
    out.push_back(line + b.text().substr(at));
  }
  return out;
}

struct Text {
  const char* what;
  std::string in;
  std::vector<std::string> out;
};

TEST(Extracted, NotesAtTheFeetOfPages) {
  const std::vector<Text> cases = {
      {"marks on lines of their own, the page's number among them, a sentence cut by the page",
       "1. The submissions were received by the Secretariat in February 2018.1 They are\n1\n\n"
       "UNEP/X/2, annex I.\n\n1\n\n\freproduced as received.\n2. The draft was sent to the "
       "Parties.2\n\n2\n\nIbid.\n\n2\n",
       {"1.|The submissions were received by the Secretariat in February 2018.{1} They are "
        "reproduced as received.",
        "2.|The draft was sent to the Parties.{2}", "N 1|UNEP/X/2, annex I.", "N 2|Ibid."}},
      {"mark and text on one line; numbers begin again",
       "1. The group met.1\n\n1 UNEP/X/2.\n\n1\n\n\fAnnex\n\n1. The guidelines apply to "
       "lakes.1\n\n1 Ibid., para. 4.\n\n2\n",
       {"1.|The group met.{1}", "|Annex", "1.|The guidelines apply to lakes.{1}", "N 1|UNEP/X/2.",
        "N 1|Ibid., para. 4."}},
      {"marks one below the other, then their texts",
       "1. The group met.1 It agreed.2\n\n1\n2\n\nUNEP/X/2.\n\nIbid.\n\n1\n\n\f2. It "
       "closed.\n\n2\n",
       {"1.|The group met.{1} It agreed.{2}", "2.|It closed.", "N 1|UNEP/X/2.", "N 2|Ibid."}},
      {"a note that the end of a page cuts",
       "1. The group met.1\n\n1\n\nReport of the Conference, held on 3–\n\n1\n\n\f14 June 1992, "
       "annex II.\n\n2\n\n\f2. It closed.\n\n3\n",
       {"1.|The group met.{1}", "2.|It closed.",
        "N 1|Report of the Conference, held on 3–14 June 1992, annex II."}},
      // Traps.
      {"numbers of a flattened table at the foot are no marks: nothing points at them",
       "1. The needs are these:\n\n1\n\nLake North\n\n2\n\nLake South\n\n\f2. The group "
       "closed.\n",
       {"1.|The needs are these:", "|1", "|Lake North", "|2", "|Lake South",
        "2.|The group closed."}},
      {"a date at the foot is no note",
       "1. The group met.1\n\n1 UNEP/X/2.\n\n1\n\n\f2. It agreed on these days:2\n\n2 May 2018\n\n2"
       "\n",
       {"1.|The group met.{1}", "2.|It agreed on these days:2", "|2 May 2018", "N 1|UNEP/X/2."}},
      {"\"paragraph⏎2\" is no anchor of note 2",
       "1. See article 5, paragraph\n2\n\n2. The group met.1 It agreed.2\n\n1\n\nUNEP/X/2.\n\n2\n\n"
       "Ibid.\n\n1\n\n\f3. It closed.\n\n2\n",
       {"1.|See article 5, paragraph", "|2", "2.|The group met.{1} It agreed.{2}", "3.|It closed.",
        "N 1|UNEP/X/2.", "N 2|Ibid."}},
  };
  for (const Text& c : cases) EXPECT_EQ(blocks(c.in), c.out) << c.what;
}

TEST(Extracted, LinesThatWereFull) {
  // Set in type: lines of capitals have far fewer letters than lines full of narrow ones, and are
  // as wide; the last line of the first paragraph is short.
  const std::string text =
      "1. The COMMITTEE OF EXPERTS ON GLACIAL LAKES, WHICH MET\n"
      "IN GENEVA IN MAY, dealt with the monitoring of all the lakes and of the\n"
      "rivers that fill them, with illicit filling, with little hills, with tilted fields, with\n"
      "lists of all sites that are still left and with the little that is told of them. MANY\n"
      "OF THE MEMBERS OF THE COMMITTEE asked for maps of the dams that\n"
      "might fail, which will be made in the fall. It is still felt that the little villages\n"
      "that lie below should be told first of all, and that all that live there should be led\n"
      "to the hills.\n"
      "It then closed.\n";
  const std::vector<std::string> out = blocks(text);
  ASSERT_EQ(out.size(), 2U);
  EXPECT_EQ(out[1], "|It then closed.");
}

TEST(Extracted, WhatBeginsAParagraphHoweverFullTheLineIs) {
  const std::string wrapped =
      "The Conference of the Parties to the Convention on the Protection of Lakes,\n"
      "Recalling its decisions of the first meeting and of the second meeting, all,\n"
      "Noting with concern that many of the lakes of the mountains have grown since\n"
      "the last meeting, and that few of them are watched by any of the Parties to\n"
      "the Convention,\n"
      "1. Requests the Secretariat to report on the matter to the Conference of the\n"
      "Parties at its next meeting;\n"
      "2. Invites the Parties to tell the Secretariat what they have done for lakes.\n"
      "(Signed) A. Person\n";
  EXPECT_EQ(blocks(wrapped).size(), 6U);
  EXPECT_EQ(blocks(wrapped)[1],
            "|Recalling its decisions of the first meeting and of the second meeting, all,");
  EXPECT_EQ(blocks(wrapped)[5], "|(Signed) A. Person");
}

// A line within the preamble that opens with the name of a body is no line of a masthead.
TEST(Extracted, APreambleNamesBodies) {
  const std::string wrapped =
      "The Conference of the Parties,\n"
      "Recalling the article of the Convention under which the rules of procedure of the\n"
      "Conference of the Parties are to be adopted by consensus at its first meeting and\n"
      "reviewed at its third meeting in the light of what has been learned since then,\n"
      "1. Adopts the rules that are set out in the annex to the present decision, which the\n"
      "Secretariat has prepared;\n";
  const std::vector<std::string> out = blocks(wrapped);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_TRUE(out[1].find("procedure of the Conference of the Parties are") != std::string::npos)
      << out[1];
}

// The year is no date here: only a note of that number, wanted in that place, tells the mark.
TEST(Extracted, MarksBehindYears) {
  const std::string rule = "\n_________________\n\n";
  const std::vector<Text> cases = {
      {"at the end of paragraphs",
       "1. The rules were adopted at the meeting of the year 2002.1\n\n2. The group met.\n" + rule +
           "1 See the report.\n",
       {"1.|The rules were adopted at the meeting of the year 2002.{1}", "2.|The group met.",
        "N 1|See the report."}},
      {"Spanish",
       "1. Las reglas se aprobaron el año 2002.1\n\n2. El grupo se reunió.\n" + rule +
           "1 Véase el informe.\n",
       {"1.|Las reglas se aprobaron el año 2002.{1}", "2.|El grupo se reunió.",
        "N 1|Véase el informe."}},
      {"Arabic",
       "1- اعتمدت القواعد في عام 2002.1\n\n2- اجتمع الفريق.\n" + rule + "1 انظر التقرير.\n",
       {"1-|اعتمدت القواعد في عام 2002.{1}", "2-|اجتمع الفريق.", "N 1|انظر التقرير."}},
      // Traps: numbers of provisions and of names; the note that is there stays without an anchor.
      {"a paragraph's number",
       "1. The rules follow paragraph 2002.1\n\n2. The group met.\n" + rule + "1 See the report.\n",
       {"1.|The rules follow paragraph 2002.1", "2.|The group met.", "N 1|See the report."}},
      {"a rule's number",
       "1. The rules follow Rule 5.1.\n\n2. The group met.\n" + rule + "1 See the report.\n",
       {"1.|The rules follow Rule 5.1.", "2.|The group met.", "N 1|See the report."}},
      {"the number of a version",
       "1. The lists were made with Lakes 2002.1\n\n2. The group met.\n" + rule +
           "1 See the report.\n",
       {"1.|The lists were made with Lakes 2002.1", "2.|The group met.", "N 1|See the report."}},
      {"no note of that number",
       "1. The rules were adopted at the meeting of the year 2002.3\n\n2. The group met.¹\n" +
           rule + "¹ See the report.\n",
       {"1.|The rules were adopted at the meeting of the year 2002.3", "2.|The group met.{1}",
        "N 1|See the report."}},
  };
  for (const Text& c : cases) EXPECT_EQ(blocks(c.in), c.out) << c.what;
}

TEST(Extracted, MarksApartFromTheirChineseSentence) {
  const std::string rule = "\n_________________\n\n1 见会议报告。\n\n2 尚未发表。\n";
  EXPECT_EQ(blocks("1. 大会通过了议事规则。 1\n\n2. 秘书处作了报告。 2 各方表示欢迎。\n" + rule),
            (std::vector<std::string>{"1.|大会通过了议事规则。{1}",
                                      "2.|秘书处作了报告。{2} 各方表示欢迎。", "N 1|见会议报告。",
                                      "N 2|尚未发表。"}));
  // What a number counts, and a date.
  EXPECT_EQ(
      blocks("1. 大会通过了议事规则。 1 个工作组开了会。\n\n2. 秘书处作了报告。 2 月 5 日休会。\n" +
             rule),
      (std::vector<std::string>{"1.|大会通过了议事规则。 1 个工作组开了会。",
                                "2.|秘书处作了报告。 2 月 5 日休会。", "N 1|见会议报告。",
                                "N 2|尚未发表。"}));
}

// Arabic documents print the marks of notes in round brackets; extractors lose the figures.
TEST(Extracted, MarksInRoundBrackets) {
  const std::string rule = "\n_________________\n\n";
  const std::vector<Text> cases = {
      {"the figures of the marks were lost, those of the notes were not",
       "1- اعتمد المؤتمر النظام الداخلي() في دورته.\n\n2- وقدمت الأمانة تقريرا() عن ذلك.\n" + rule +
           "(1) انظر التقرير.\n\n(2) لم ينشر بعد.\n",
       {"1-|اعتمد المؤتمر النظام الداخلي{1} في دورته.", "2-|وقدمت الأمانة تقريرا{2} عن ذلك.",
        "N 1|انظر التقرير.", "N 2|لم ينشر بعد."}},
      {"all were lost",
       "1- اعتمد المؤتمر النظام الداخلي() في دورته.\n\n2- وقدمت الأمانة تقريرا() عن ذلك.\n" + rule +
           "() انظر التقرير.\n\n() لم ينشر بعد.\n",
       {"1-|اعتمد المؤتمر النظام الداخلي{1} في دورته.", "2-|وقدمت الأمانة تقريرا{2} عن ذلك.",
        "N 1|انظر التقرير.", "N 2|لم ينشر بعد."}},
      {"none was lost; an article's number is no mark",
       "1- اعتمد المؤتمر النظام الداخلي(1) وفقا للمادة(2) من الاتفاقية.\n\n2- وقدمت الأمانة "
       "تقريرا(2) عن ذلك.\n" +
           rule + "(1) انظر التقرير.\n\n(2) لم ينشر بعد.\n",
       {"1-|اعتمد المؤتمر النظام الداخلي{1} وفقا للمادة(2) من الاتفاقية.",
        "2-|وقدمت الأمانة تقريرا{2} عن ذلك.", "N 1|انظر التقرير.", "N 2|لم ينشر بعد."}},
      // Traps.
      {"more marks than notes: nothing tells which",
       "1- اعتمد المؤتمر() النظام الداخلي() في دورته.\n" + rule + "(1) انظر التقرير.\n",
       {"1-|اعتمد المؤتمر() النظام الداخلي() في دورته.", "N 1|انظر التقرير."}},
      {"no marks in the text: a list under a rule",
       "1- اعتمد المؤتمر النظام الداخلي في دورته.\n" + rule + "(1) الأول.\n\n(2) الثاني.\n",
       {"1-|اعتمد المؤتمر النظام الداخلي في دورته.", "(1)|الأول.", "(2)|الثاني."}},
      {"functions are no words of Arabic",
       "1. Call main() twice.\n" + rule + "1 See the book.\n",
       {"1.|Call main() twice.", "N 1|See the book."}},
  };
  for (const Text& c : cases) EXPECT_EQ(blocks(c.in), c.out) << c.what;
}

// Wrapped text without blank lines: a short line without an end heads what follows.
TEST(Extracted, HeadingsWithoutBlankLines) {
  const std::string full =
      "1. The Conference of the Parties adopted the rules of procedure at its first meeting,\n"
      "which was held in Geneva in May, and asked the secretariat to report on the work that\n"
      "has been done to implement them at its second meeting, which will be held in the year\n"
      "that follows the first one, and at all of those that come after it until the last one.\n";
  const auto headed = [&](const std::string& line, const std::string& below) {
    const document::Expression e = normalize_text(full + line + "\n" + below);
    return e.blocks.size() > 1 && e.blocks[1].type == document::BlockType::heading &&
           e.blocks[1].text() == line;
  };
  const std::string numbered =
      "2. The secretariat sent the report to all of the Parties in time.\n";
  const std::string plain = "The secretariat sent the report to all of the Parties in good time.\n";
  EXPECT_TRUE(headed("Other matters", numbered));
  EXPECT_TRUE(headed("Background", plain));
  EXPECT_TRUE(headed("WORK OF THE SECRETARIAT", plain));
  // Traps: a word that waits for the number, a list that goes on, a line that the text may end in,
  // and a sentence that the line before has not ended.
  EXPECT_FALSE(headed("See also paragraph", numbered));
  EXPECT_FALSE(headed("Paris, Rome", numbered));
  EXPECT_FALSE(headed("Other matters", plain));
  const document::Expression open =
      normalize_text(full.substr(0, full.size() - 2) + " in\nOther matters\n" + numbered);
  EXPECT_NE(open.blocks[1].text(), "Other matters");
}

// The list hangs on the paragraph whose colon announces it; lists within it hang on its items.
TEST(Extracted, LevelsOfBullets) {
  struct Case {
    const char* what;
    const char* in;
    std::vector<int> levels;
    std::vector<int> parents;
  };
  const Case cases[] = {
      {"below a colon",
       "The group agreed on the following:\n- one;\n- two;\n- three.\n",
       {0, 1, 1, 1},
       {-1, 0, 0, 0}},
      {"a list within it",
       "The group agreed on the following:\n- one;\n- two:\n  - a part;\n  - another;\n- three.\n",
       {0, 1, 1, 2, 2, 1},
       {-1, 0, 0, 2, 2, 0}},
      {"below a numbered paragraph",
       "1. The group agreed:\n- one;\n- two.\n\n2. It closed.\n",
       {0, 1, 1, 0},
       {-1, 0, 0, -1}},
      {"no colon",
       "The group met in the evening of the day.\n\n- one;\n- two.\n",
       {0, 0, 0},
       {-1, -1, -1}},
      {"one space is no list within a list",
       "The group agreed:\n- one;\n - two;\n- three.\n",
       {0, 1, 1, 1},
       {-1, 0, 0, 0}},
      {"nor is what only stands far in",
       "The group agreed:\n- one;\n                    - two;\n- three.\n",
       {0, 1, 1, 1},
       {-1, 0, 0, 0}},
  };
  for (const Case& c : cases) {
    const document::Expression e = normalize_text(c.in);
    std::vector<int> levels;
    std::vector<int> parents;
    for (const document::Block& b : e.blocks) {
      levels.push_back(b.level);
      parents.push_back(b.parent);
    }
    EXPECT_EQ(levels, c.levels) << c.what;
    EXPECT_EQ(parents, c.parents) << c.what;
  }
}

TEST(Extracted, BulletsOnLinesOfTheirOwn) {
  const document::Expression e = normalize_text(
      "The group agreed on the following:\n\n•\n\nTo watch the lakes\n\n•\n\nTo warn those who "
      "live below them\n");
  ASSERT_EQ(e.blocks.size(), 3U);
  EXPECT_EQ(e.blocks[1].type, document::BlockType::list_item);
  EXPECT_EQ(e.blocks[2].type, document::BlockType::list_item);
  EXPECT_EQ(e.blocks[2].text(), "To warn those who live below them");
}

}  // namespace
}  // namespace hexapla::normalize
