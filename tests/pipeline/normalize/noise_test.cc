// Every class of damage that official documents come in, its repair, and the traps in which the
// naive repair is wrong. docs/NORMALISATION.md names the classes; a test holds its table against
// this one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "analyzers/text/utf8.h"
#include "dump.h"
#include "pipeline/base/files.h"
#include "pipeline/document/document.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* name;  // of the class, or of its trap
  const char* what;
  std::string in;
  std::vector<std::string> out;  // as `shown`
};

// Lines of about 70 columns, double spaced: what a PDF extractor leaves.
const std::string kDouble =
    "1. The conference requested the secretariat to continue its support to \n\n"
    "the experts in the work that is referred to in the first paragraph of \n\n"
    "the decision, and to report on it to the conference at the meeting in \n\n"
    "the autumn of the year.\n\n";
const char* kDoubleText =
    "P 1.|The conference requested the secretariat to continue its support to the experts in the "
    "work that is referred to in the first paragraph of the decision, and to report on it to the "
    "conference at the meeting in the autumn of the year.";

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"A1", "hard-wrapped lines, double spaced", kDouble, {kDoubleText}},
      {"A1a",
       "a blank line is no break above and is one here",
       "The report was sent to all Parties.\n\nThe Parties sent comments on it.\n",
       {"P |The report was sent to all Parties.", "P |The Parties sent comments on it."}},
      {"A1b",
       "single-spaced notes within double-spaced text",
       kDouble +
           "2. The second of the reports was sent to the Parties before the end \n\nof the "
           "year.\n1\n \n\n                                                 \n1 See the first of "
           "the reports, which was sent \nto the Parties.\n",
       {kDoubleText,
        "P 2.|The second of the reports was sent to the Parties before the end of the year.{1}",
        "N 1|See the first of the reports, which was sent to the Parties."}},
      {"A2",
       "a newline before a label is a paragraph",
       "1. 缔约方大会请秘书处：\n（a）编写报告；\n（b）分发报告。\n2. 缔约方提出意见。\n",
       {"P 1.|缔约方大会请秘书处：", "I （a）|编写报告；", "I （b）|分发报告。",
        "P 2.|缔约方提出意见。"}},
      {"A3",
       "a newline within a Chinese sentence is none, and leaves no space",
       "1. "
       "缔约方大会请秘书处：\n\n（a）在专家组第二次会议和缔约方大会第三次会议\n之间举行第二轮\n非"
       "正式磋商。\n",
       {"P 1.|缔约方大会请秘书处：",
        "I （a）|在专家组第二次会议和缔约方大会第三次会议之间举行第二轮非正式磋商。"}},
      {"A4",
       "a label on a line of its own",
       "1. 专家组：\n\n（a）\n编写报告；以及\n（b）\n分发报告。\n",
       {"P 1.|专家组：", "I （a）|编写报告；以及", "I （b）|分发报告。"}},
      {"A5",
       "a form feed and a rule of spaces are a page's end",
       kDouble +
           "2. The Parties sent comments on the report before the end of that year, \n\n"
           "as they had been asked.\n1\n \n\n                                                 \n"
           "1 Ibid.\n\f 3. The report was sent.\n",
       {kDoubleText,
        "P 2.|The Parties sent comments on the report before the end of that year, as they had "
        "been asked.{1}",
        "P 3.|The report was sent.", "N 1|Ibid."}},
      {"A6",
       "a paragraph that a page's notes cut in two",
       "1. The reports were discussed at the table on further¹\n\n¹ See the annex.\n\n"
       "cooperation and coordination, and were adopted by the Parties.\n",
       {"P 1.|The reports were discussed at the table on further{1} cooperation and coordination, "
        "and were adopted by the Parties.",
        "N 1|See the annex."}},
      {"A7",
       "a run of blank lines and a rule",
       "The report was sent.\n\n\n\n\n\n________________\n\n\n\nThe Parties sent comments.\n",
       {"P |The report was sent.", "P |The Parties sent comments."}},
      {"A8",
       "spaces in runs, before and behind",
       "   1.  The report  was      sent.  \n\n 2. \t Comments were sent.\n",
       {"P 1.|The report was sent.", "P 2.|Comments were sent."}},
      {"A8a",
       "two spaces at a line's end: a hard break in Markdown, noise elsewhere",
       "# A letter\n\nSecretariat  \nInternational House  \nGeneva\n",
       {"T |A letter", "L |Secretariat", "L |International House", "L |Geneva"}},
      {"A9",
       "a missing space is told and not put in",
       "The report is due prior to19 October 2018 in Geneva.\n",
       {"P |The report is due prior to19 October 2018 in Geneva."}},
      {"A10", "no newline at the end", "1. The report was sent.", {"P 1.|The report was sent."}},
      {"B1",
       "the mark of a note on a line of its own",
       "1. The report of the group\n1\n was sent to the Parties in time.\n\n1 See the annex.\n",
       {"P 1.|The report of the group{1} was sent to the Parties in time.", "N 1|See the annex."}},
      {"B2",
       "notes at the end with a superscript",
       "The report¹ was sent² in time.\n\n¹ See the annex.\n² See the report.\n",
       {"P |The report{1} was sent{2} in time.", "N 1|See the annex.", "N 2|See the report."}},
      {"B2a",
       "a date at a line's start is no note",
       "The meeting was held from\n11 September 2017 to 12 September 2017 in Geneva.\n",
       {"P |The meeting was held from 11 September 2017 to 12 September 2017 in Geneva."}},
      {"B2b",
       "numbers of notes begin again in an annex",
       "The report¹ was sent to the Parties.\n\n¹ Of the body.\n\nAnnex\n\nThe table¹ was sent, "
       "too.\n\n¹ Of the annex.\n",
       {"P |The report{1} was sent to the Parties.", "H |Annex", "P |The table{1} was sent, too.",
        "N 1|Of the body.", "N 1|Of the annex."}},
      {"B2c",
       "an address broken over two lines of a note",
       "The report¹ was sent.\n\n¹ See http://www.example.org/Reports/\nComments/tab.html.\n",
       {"P |The report{1} was sent.", "N 1|See http://www.example.org/Reports/Comments/tab.html."}},
      {"B2d",
       "Ibid. stays what it is",
       "The report¹ was sent.²\n\n¹ See the annex.\n\n² Ibid.\n",
       {"P |The report{1} was sent.{2}", "N 1|See the annex.", "N 2|Ibid."}},
      {"B3",
       "notes with asterisks",
       "临时议程*项目4\n\n报告已经分发。\n\n*  UNEP/GLC/COP.3/1。\n",
       {"T |临时议程{*}项目4", "P |报告已经分发。", "N *|UNEP/GLC/COP.3/1。"}},
      {"B3a",
       "two asterisks around several lines are two marks and no bold type",
       "见临时议程**项目4（a）。\n\n专家组的报告**已经分发。\n\n1. 报告已经分发。\n\n**  "
       "见第五条。\n",
       {"P |见临时议程{**}项目4（a）。", "P |专家组的报告{**}已经分发。", "P 1.|报告已经分发。",
        "N **|见第五条。"}},
      {"B4",
       "a mark that Word computes came as U+FFFD",
       "1. 报告已经分发。\n\n__________________\n\n\xEF\xBF\xBD   第52段。\n\n\xEF\xBF\xBD   "
       "第53段。\n",
       {"P 1.|报告已经分发。", "N 1|第52段。", "N 2|第53段。"}},
      {"B5",
       "a note is missing: the others keep their numbers",
       "The report¹ was sent.⁴\n\n¹ One.\n\n⁴ Four.\n",
       {"P |The report{1} was sent.{4}", "N 1|One.", "N 4|Four."}},
      {"B5 trap",
       "a superscript is a mark before anything makes a digit of it, and in a unit it is none",
       "The meeting¹ looked at 12 km² of 10⁶ m³.\n\n¹ The first.\n",
       {"P |The meeting{1} looked at 12 km² of 10⁶ m³.", "N 1|The first."}},
      {"B6",
       "<sup> that is no note",
       "The 2<sup>nd</sup> meeting was held in Geneva.\n",
       {"P |The 2nd meeting was held in Geneva."}},
      {"C1",
       "a joint symbol keeps the hyphen at which a line ends",
       "1. The report is in documents UNEP/CHW.13/INF/34-\nUNEP/FAO/RC/COP.8/INF/24 of the year.\n",
       {"P 1.|The report is in documents UNEP/CHW.13/INF/34-UNEP/FAO/RC/COP.8/INF/24 of the "
        "year."}},
      {"C2",
       "a hyphen at a line's end stays",
       "1. The Parties use the clearing-\nhouse mechanism for their reports.\n",
       {"P 1.|The Parties use the clearing-house mechanism for their reports."}},
      {"C2 trap",
       "unless the document writes the word in one piece, or the hyphen is a soft one",
       "1. The mechanism of the Parties is the mech-\nanism of all, and the com\u00ADmon one.\n",
       {"P 1.|The mechanism of the Parties is the mechanism of all, and the common one."}},
      {"C2a",
       "a hyphen that waits for the end of its compound keeps the space",
       "1. The meeting was one for the low-\nand middle-income countries of all regions.\n",
       {"P 1.|The meeting was one for the low- and middle-income countries of all regions."}},
      {"C2a trap",
       "a compound of three words",
       "1. The meeting was one for the truth-\nand-reconciliation commissions of all regions.\n",
       {"P 1.|The meeting was one for the truth-and-reconciliation commissions of all regions."}},
      {"C2b",
       "a document that breaks words; what has a hyphen elsewhere keeps it",
       "1. The Parties adopted the guide-\nlines on lakes in the region, and the imple-\n"
       "mentation of the guidelines is a matter for the Par-\nties and for the non-\n"
       "governmental bodies and non-State actors.\n",
       {"P 1.|The Parties adopted the guidelines on lakes in the region, and the implementation of "
        "the guidelines is a matter for the Parties and for the non-governmental bodies and "
        "non-State actors."}},
      {"C2c",
       "a dash or a slash that stands close on the left stands close on the right",
       "1. The work on the guidelines lasts for the whole of the period November–\nJanuary and is "
       "a "
       "matter of the Parties to the Convention and/\nor of the Committee of experts.\n",
       {"P 1.|The work on the guidelines lasts for the whole of the period November–January and is "
        "a "
        "matter of the Parties to the Convention and/or of the Committee of experts."}},
      {"C3",
       "a space within a symbol stays in the text",
       "1. 会议报告载于UNEP/POPS/ EGBATBEP.2/4号文件。\n",
       {"P 1.|会议报告载于UNEP/POPS/ EGBATBEP.2/4号文件。"}},
      {"C4",
       "two spellings of a symbol both stay",
       "1. See EGBATBEP/5 and EGBATBEP.1/5 in the annex.\n",
       {"P 1.|See EGBATBEP/5 and EGBATBEP.1/5 in the annex."}},
      {"C5",
       "placeholders stay",
       "1. By decision SC-8[…] reports are due on [date].\n\n[Sharing head offices.]\n",
       {"P 1.|By decision SC-8[…] reports are due on [date].", "P |[Sharing head offices.]"}},
      {"C6",
       "shapes of decisions and articles in Chinese stay",
       "1. 第SC-1/19号和 SC-1/20号决定；第5条（d）和（e）款。\n",
       {"P 1.|第SC-1/19号和 SC-1/20号决定；第5条（d）和（e）款。"}},
      {"C7",
       "a date over two lines, and dashes of all kinds",
       kDouble + "2. The reports of all of the Parties are due at the latest by 24 September "
                 "\n\n2018, and 10–13 December 2007 was the date.\n",
       {kDoubleText,
        "P 2.|The reports of all of the Parties are due at the latest by 24 September 2018, and "
        "10–13 December 2007 was the date."}},
      {"C8",
       "spaces that an extractor put into Chinese stay",
       "1. 会议于2007 年 4 月 30 日举行。\n",
       {"P 1.|会议于2007 年 4 月 30 日举行。"}},
      {"D2",
       "a table of tabs with tags in its cells",
       "Area\tNeeds\n<p>Work</p> <p>Time</p>\t(b) One; (c) Two\nMoney\tNone\n",
       {"C |Area", "C |Needs", "C |Work", "C |Time", "C (b)|One;", "C (c)|Two", "C |Money",
        "C |None"}},
      {"D3",
       "a repeated head goes, and a row with an empty first cell goes on",
       "Area\tNeeds\nWork\tFirst of all\nArea\tNeeds\n\tsecond of all\nMoney\tNone\n",
       {"C |Area", "C |Needs", "C |Work", "C |First of all", "C |second of all", "C |Money",
        "C |None"}},
      {"D4",
       "stray marks in cells stay",
       "Area\tWho\nWork\tFinland,+ Austria\nMoney\tNorway + Finland (leads)\n",
       {"C |Area", "C |Who", "C |Work", "C |Finland,+ Austria", "C |Money",
        "C |Norway + Finland (leads)"}},
      {"D5",
       "dates and what is due, flattened to a list",
       "# Dates\n\n- 29 February 2004** Deadline for information\n- 16 June 2004 Deadline for "
       "comments\n",
       {"T |Dates", "C |29 February 2004", "C |Deadline for information", "C |16 June 2004",
        "C |Deadline for comments"}},
      {"D6",
       "a note between two pages of a table",
       "Area\tNeeds\nWork²\tFirst\n\n² Only one.\n\nArea\tNeeds\nMoney\tNone\n",
       {"C |Area", "C |Needs", "C |Work{2}", "C |First", "C |Money", "C |None", "N 2|Only one."}},
      {"E1",
       "marks of emphasis without a partner go",
       "# A report\n\nThe report is due 2004** and no later.\n",
       {"T |A report", "P |The report is due 2004 and no later."}},
      {"E2",
       "emphasis over several lines",
       "**Report of the group\non the lakes of the north**\n\nThe report was sent.\n",
       {"T |Report of the group on the lakes of the north", "P |The report was sent."}},
      {"E3",
       "a link is its text",
       "# A report\n\nSee [the site](http://example.org/a) and <http://example.org/b>.\n",
       {"T |A report", "P |See the site and http://example.org/b."}},
      {"E3 trap",
       "its text is its address",
       "# A report\n\nSee [http://example.org/a](http://example.org/a).\n",
       {"T |A report", "P |See http://example.org/a."}},
      {"E4",
       "a dash of Markdown and a legal label",
       "1. The group:\n\n- (a) Met;\n- (b) Agreed;\n- (d) Parted.\n",
       {"P 1.|The group:", "I (a)|Met;", "I (b)|Agreed;", "I (d)|Parted."}},
      {"E5",
       "bullets",
       "What was done:\n· The report was sent;\n· The comments were sent.\n",
       {"P |What was done:", "I |The report was sent;", "I |The comments were sent."}},
      {"E6",
       "a heading of Markdown",
       "# Report of the group\n\n## What was done\n\nThe report was sent.\n",
       {"T |Report of the group", "H |What was done", "P |The report was sent."}},
      {"E6a",
       "numbers are labels of paragraphs: Markdown would count them anew",
       "# A report\n\n3. The report was sent.\n\n4. Comments were sent.\n\n3. The annex was "
       "sent.\n",
       {"T |A report", "P 3.|The report was sent.", "P 4.|Comments were sent.",
        "P 3.|The annex was sent."}},
      {"E7",
       "a broken tail stays",
       "The office is in Geneva, Switzerland) for the meeting , as before.\n",
       {"P |The office is in Geneva, Switzerland) for the meeting , as before."}},
      {"F2",
       "half and full brackets stay",
       "1. 议程项目4（一)；见(UNEP/POPS/COP.1/31)。\n",
       {"P 1.|议程项目4（一)；见(UNEP/POPS/COP.1/31)。"}},
      {"F3",
       "full-width punctuation stays",
       "1. 《公约》，第５条：“缔约方”－见附件；。\n",
       {"P 1.|《公约》，第５条：“缔约方”－见附件；。"}},
      {"F4",
       "quotation marks and dashes stay",
       "The Parties’ “report” – and 'that' one — was sent.\n",
       {"P |The Parties’ “report” – and 'that' one — was sent."}},
      {"F5",
       "an official text is not corrected",
       "1. The Attachement of the commitee was recieved.\n",
       {"P 1.|The Attachement of the commitee was recieved."}},
      {"F7",
       "headings that nothing marks",
       "I. Introduction\n\n1. The report was sent.\n\nA. Use of the report\n\n2. The report was "
       "used.\n",
       {"H I.|Introduction", "P 1.|The report was sent.", "H A.|Use of the report",
        "P 2.|The report was used."}},
      {"F8",
       "a label that runs into its paragraph",
       "Recommendation: The report should be sent to all of the Parties in "
       "time.\n\nRecommendation: "
       "Comments on the report should be sent by the Parties.\n\nRecommendation: The comments "
       "should be published on the site.\n",
       {"P |Recommendation: The report should be sent to all of the Parties in time.",
        "P |Recommendation: Comments on the report should be sent by the Parties.",
        "P |Recommendation: The comments should be published on the site."}},
      {"G2",
       "controls of direction go, and letters stay as they are read",
       "1- عقد \u202Bالأطراف\u202C اجتماعهم في جنيف.\n",
       {"P 1-|عقد الأطراف اجتماعهم في جنيف."}},
      {"G3",
       "overrides around words go",
       "1- عقد \u202Eالأطراف\u202C اجتماعهم.\n",
       {"P 1-|عقد الأطراف اجتماعهم."}},
      {"G5",
       "a C1 control is what windows-1252 has there",
       "The meeting was held from 10\u009613 December.\n",
       {"P |The meeting was held from 10–13 December."}},
  };
  return all;
}

TEST(Noise, EveryClassAndEveryTrap) {
  for (const Case& c : cases()) {
    SCOPED_TRACE(std::string(c.name) + ": " + c.what);
    EXPECT_EQ(shown(normalize_text(c.in)), c.out);
  }
}

// The table of the paper names a test for every class, and every test is there.
TEST(Noise, ThePaperNamesATestForEveryClass) {
  namespace fs = std::filesystem;
  const fs::path top = HEXAPLA_SOURCE_DIR;
  std::set<std::string> missing{
      "A1", "A1a", "A1b", "A2",      "A3",  "A4",  "A5", "A6",  "A7", "A8", "A8a",     "A9", "A10",
      "B1", "B2",  "B2a", "B2b",     "B2c", "B2d", "B3", "B3a", "B4", "B5", "B5 trap", "B6", "C1",
      "C2", "C3",  "C4",  "C5",      "C6",  "C7",  "C8", "D1",  "D2", "D3", "D4",      "D5", "D6",
      "E1", "E2",  "E3",  "E3 trap", "E4",  "E5",  "E6", "E6a", "E7", "F1", "F2",      "F3", "F4",
      "F5", "F6",  "F7",  "F8",      "G1",  "G2",  "G3", "G4",  "G5"};
  std::istringstream paper(files::read(top / "docs/NORMALISATION.md"));
  for (std::string line; std::getline(paper, line);) {
    if (line.size() < 4 || line[0] != '|' || line[2] < 'A' || line[2] > 'G' || line[3] < '0' ||
        line[3] > '9')
      continue;
    const std::string name = line.substr(2, line.find(" |", 2) - 2);
    missing.erase(name);
    const std::size_t last = line.rfind("| ", line.size() - 3);
    std::istringstream tests(line.substr(last + 2, line.size() - last - 4));
    bool any = false;
    for (std::string test; std::getline(tests, test, ',');) {
      test = text::trim(test);
      any = true;
      if (test == "noise") {
        EXPECT_TRUE(std::any_of(cases().begin(), cases().end(), [&](const Case& c) {
          return c.name == name;
        })) << name;
      } else if (test.starts_with("golden/")) {
        EXPECT_TRUE(fs::exists(top / "tests/pipeline/normalize" / test / "out")) << test;
      } else {
        const std::size_t colon = test.find(": ");
        ASSERT_NE(colon, std::string::npos) << test;
        const std::string file = test.substr(0, colon);
        const bool here = fs::exists(top / "tests/pipeline/normalize" / file);
        const std::string source =
            files::read(top / "tests/pipeline" / (here ? "normalize" : "ingest") / file);
        EXPECT_NE(source.find(", " + test.substr(colon + 2) + ")"), std::string::npos) << test;
      }
    }
    EXPECT_TRUE(any) << name;
  }
  EXPECT_EQ(missing, std::set<std::string>());
}

// Traditional Chinese is Chinese: labels, headings, the annex, notes.
TEST(Scripts, TraditionalChinese) {
  const document::Expression e = normalize_text(
      "一、導言\n\n1. 締約方大會請秘書處：\n\n（a）編寫報告¹；\n\n（b）分發報告。\n\n附件\n\n1. "
      "專家組的任務如下。\n\n¹ 見第五條。\n");
  EXPECT_EQ(e.lang, "zh");
  EXPECT_EQ(shown(e),
            (std::vector<std::string>{"H 一、|導言", "P 1.|締約方大會請秘書處：",
                                      "I （a）|編寫報告{1}；", "I （b）|分發報告。", "H |附件",
                                      "P 1.|專家組的任務如下。", "N 1|見第五條。"}));
}

// Lines of both directions keep the order in which they are written, and their Latin parts.
TEST(Scripts, MixedDirections) {
  const document::Expression e = normalize_text(
      "1- أحاط مؤتمر الأطراف علماً بالوثيقة UNEP/POPS/COP.8/9 (الفقرة 5)،\n\n2- طلب إلى الأمانة "
      "(Secretariat) تقديم تقرير قبل 31 آذار/مارس 2017.\n");
  EXPECT_EQ(e.lang, "ar");
  EXPECT_EQ(shown(e),
            (std::vector<std::string>{
                "P 1-|أحاط مؤتمر الأطراف علماً بالوثيقة UNEP/POPS/COP.8/9 (الفقرة 5)،",
                "P 2-|طلب إلى الأمانة (Secretariat) تقديم تقرير قبل 31 آذار/مارس 2017."}));
}

// Presentation forms, as extractors of PDF leave them, are the letters that they show.
TEST(Scripts, ArabicPresentationForms) {
  EXPECT_EQ(shown(normalize_text("1- \uFEF7\uFEC3\uFEAE\uFE8D\uFED1 \uFEFB\uFEE3.\n")),
            (std::vector<std::string>{"P 1-|لأطراف لام."}));
}

}  // namespace
}  // namespace hexapla::normalize
