// Blocks of structured formats through layout repair.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "pipeline/ingest/raw_document.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {

using document::BlockType;
using document::MappedText;
using ingest::RawBlock;
using ingest::RawDocument;
using ingest::RawKind;
using ::testing::ElementsAre;

class Sheet {
 public:
  Sheet() { raw.manifestation = {"sheet.docx", "docx", "UTF-8", 0, "", {"sheet.docx", "word"}}; }

  RawBlock& add(std::string_view text, RawKind kind = RawKind::paragraph, int level = 0) {
    RawBlock b;
    b.kind = kind;
    b.level = level;
    b.text = MappedText::verbatim(text, at_, 1);
    at_ += text.size() + 10;
    raw.blocks.push_back(std::move(b));
    return raw.blocks.back();
  }

  RawBlock& item(std::string_view label, int ordinal, std::string_view list,
                 std::string_view text) {
    RawBlock& b = add(text);
    b.label.append_replacement(label, {1, at_, at_});
    b.ordinal = ordinal;
    b.list = list;
    return b;
  }

  RawBlock& cell(int table, int row, int column, std::string_view text) {
    RawBlock& b = add(text, RawKind::cell);
    b.table = table;
    b.row = row;
    b.column = column;
    return b;
  }

  document::Expression normal() const {
    document::Expression e = normalize(raw);
    document::validate(e);
    return e;
  }

  RawDocument raw;

 private:
  std::uint64_t at_ = 0;
};

std::vector<std::string> told(const document::Expression& e) {
  std::vector<std::string> out;
  for (const document::Block& b : e.blocks) {
    out.push_back(std::string(document::name(b.type)) + " " + std::to_string(b.level) + " [" +
                  b.label.text() + "] " + b.text());
  }
  return out;
}

// Mastheads of agencies: the symbol stands beside the body, the date beside the item.
TEST(Structured, ColumnsOfAMastheadThatTabsSet) {
  Sheet s;
  s.add("SEVENTY-FIFTH WORLD HEALTH ASSEMBLY\tA75/10");
  s.add("Provisional agenda item 14.1\t5 April 2022");
  s.add("Prevention of diseases", RawKind::heading, 1);
  s.add("Report by the Director-General");
  s.add("The Executive Board noted the report in the year before, and asked for another one.");
  const document::Expression e = s.normal();
  EXPECT_EQ(e.work, "A75/10");
  EXPECT_EQ(e.property("symbol"), "A75/10");
  EXPECT_EQ(e.property("date"), "2022-04-05");
  Sheet fao;
  fao.add("April 2021\tCL 170/REP");
  fao.add("Report of the Council of the organization");
  fao.add("The Council met in Rome in the spring, and adopted the report in the autumn.");
  EXPECT_EQ(fao.normal().property("symbol"), "CL170/REP");
  // Within the text a tab is a space.
  Sheet text;
  text.add(
      "The parties adopted the report as a whole in the year before, on 5 May 2018, and asked the "
      "secretariat for another one.");
  text.add("See\t5 April 2022");
  EXPECT_EQ(text.normal().blocks.back().text(), "See 5 April 2022");
}

// Bullets that somebody typed are bullets; a dash is one in company only.
TEST(Structured, TypedBullets) {
  Sheet s;
  s.add("The secretariat collects the reports of the following parties:");
  s.add("\u2022\treports on releases;");
  s.add("\u25AA  reports on stocks.");
  s.add("The parties adopted the report as a whole in the year before.");
  s.add("\u2013 to air;");
  s.add("\u2013 to water.");
  s.add("They met in Geneva in the spring, at the seat of the secretariat.");
  s.add("- and the report was adopted without a vote.");
  s.add("They will meet again in the autumn, at the invitation of Chad:");
  s.add("- first\n- second");
  std::vector<std::string> got;
  for (const document::Block& block : s.normal().blocks)
    got.push_back((block.type == BlockType::list_item ? "* " : "") + block.text());
  EXPECT_THAT(got, ElementsAre("The secretariat collects the reports of the following parties:",
                               "* reports on releases;", "* reports on stocks.",
                               "The parties adopted the report as a whole in the year before.",
                               "* to air;", "* to water.",
                               "They met in Geneva in the spring, at the seat of the secretariat.",
                               "- and the report was adopted without a vote.",
                               "They will meet again in the autumn, at the invitation of Chad:",
                               "* first", "* second"));
}

TEST(Structured, HeadingsByTheFormatAndLabelsItComputes) {
  Sheet s;
  s.add("Scope of the programme", RawKind::heading, 1);
  s.item("1.", 1, "a", "The secretariat collects the reports of parties in every biennium.");
  s.item("(a)", 1, "b", "reports on releases;");
  // The ninth letter and the first Roman numeral look alike: the format says which it is.
  s.item("(i)", 1, "c", "to air;");
  s.item("(ii)", 2, "c", "to water;");
  s.item("(b)", 2, "b", "reports on stocks.");
  s.add("Time frame", RawKind::heading, 1);
  s.item("2.", 2, "a", "Reports are due every two years, in the working languages.");
  EXPECT_THAT(
      told(s.normal()),
      ElementsAre(
          "title 0 [] Scope of the programme",
          "paragraph 0 [1.] The secretariat collects the reports of parties in every biennium.",
          "list-item 1 [(a)] reports on releases;", "list-item 2 [(i)] to air;",
          "list-item 2 [(ii)] to water;", "list-item 1 [(b)] reports on stocks.",
          "heading 0 [] Time frame",
          "paragraph 0 [2.] Reports are due every two years, in the working languages."));
}

// Items that a format counts down are items of one list, and no headings.
TEST(Structured, AListThatCountsDown) {
  Sheet s;
  s.item("3.", 3, "1", "Three");
  s.item("2.", 2, "1", "Two");
  s.item("1.", 1, "1", "One");
  s.add("Text of the report that follows upon the list and ends here.");
  EXPECT_THAT(told(s.normal()),
              ElementsAre("paragraph 0 [3.] Three", "paragraph 0 [2.] Two", "paragraph 0 [1.] One",
                          "paragraph 0 [] Text of the report that follows upon the list and ends "
                          "here."));
}

TEST(Structured, ALabelOfAnUnknownShapeIsStillALabel) {
  Sheet s;
  s.add("What the working group proposes to do about it in the coming years.");
  s.item("Step 1:", 1, "s", "Collect all of the reports from the regional centres.");
  s.item("Step 2:", 2, "s", "Publish all of the reports on the web site.");
  const document::Expression e = s.normal();
  EXPECT_EQ(e.blocks[1].label.text(), "Step 1:");
  EXPECT_EQ(e.blocks[1].text(), "Collect all of the reports from the regional centres.");
  EXPECT_EQ(e.blocks[2].label.text(), "Step 2:");
  EXPECT_EQ(e.blocks[2].level, e.blocks[1].level);
}

TEST(Structured, AMastheadSetAsATableIsAMasthead) {
  Sheet s;
  s.cell(0, 0, 0, "United Nations");
  s.cell(0, 0, 1, "A/70/999");
  s.cell(0, 1, 0, "General Assembly");
  s.cell(0, 1, 1, "Distr.: General\n3 May 2016\nOriginal: English");
  s.add("The report of the Secretary-General gives an account of what was done in the year.");
  const document::Expression e = s.normal();
  EXPECT_EQ(e.work, "A/70/999");
  EXPECT_EQ(e.property("date"), "2016-05-03");
  for (const document::Block& b : e.blocks) EXPECT_EQ(b.table, -1);
}

TEST(Structured, TheRunningHeadGivesItsSymbolOnce) {
  Sheet s;
  s.add("A/70/999", RawKind::running);
  s.add("Page 1 of 20", RawKind::running);
  s.add("Distr.: General");
  s.add("The report of the Secretary-General gives an account of what was done in the year.");
  const document::Expression e = s.normal();
  EXPECT_EQ(e.work, "A/70/999");
  ASSERT_EQ(e.blocks.size(), 3u);
  EXPECT_EQ(e.blocks[0].text(), "A/70/999");
}

TEST(Structured, TablesKeepTheirGrid) {
  Sheet s;
  s.add("The budget for the biennium is shown in the table that follows below.");
  s.cell(4, 0, 0, "Item").header_row = true;
  s.cell(4, 0, 2, "Cost").header_row = true;
  s.cell(4, 1, 0, "Meetings");
  s.cell(4, 1, 0, "in Vienna");
  s.cell(4, 1, 2, "1,000");
  const document::Expression e = s.normal();
  ASSERT_EQ(e.blocks.size(), 6u);
  EXPECT_TRUE(e.blocks[1].header_row);
  EXPECT_EQ(e.blocks[2].column, 2);
  EXPECT_EQ(e.blocks[4].row, 1);
  EXPECT_EQ(e.blocks[4].column, 0);
  EXPECT_EQ(e.blocks[4].text(), "in Vienna");
  EXPECT_EQ(e.blocks[5].table, 0);
}

TEST(Structured, NotesAreFoundByIndexAndNotByMark) {
  Sheet s;
  // Two notes have the same mark.
  s.add("The first of the texts has a note.").notes = {{33, "*", 1, {1, 0, 0}}};
  s.add("The second of the texts has one, too.").notes = {{36, "*", 0, {1, 0, 0}}};
  for (const char* text : {"Of the second.", "Of the first."}) {
    ingest::RawNote note;
    note.mark.append_replacement("*", {1, 0, 0});
    note.body.text = MappedText::verbatim(text, 900, 1);
    s.raw.notes.push_back(std::move(note));
  }
  const document::Expression e = s.normal();
  ASSERT_EQ(e.blocks.size(), 4u);
  ASSERT_EQ(e.blocks[0].notes.size(), 1u);
  EXPECT_EQ(e.blocks[static_cast<std::size_t>(e.blocks[0].notes[0].note)].text(), "Of the first.");
  EXPECT_EQ(e.blocks[static_cast<std::size_t>(e.blocks[1].notes[0].note)].text(), "Of the second.");
}

// What stood left and right on the page comes in one paragraph, or with the lines below it.
TEST(Structured, FactsOfAMastheadInOneParagraph) {
  const std::map<std::string, std::string> facts = {
      {"symbol", "A/90/7"},        {"body", "General Assembly"},
      {"distribution", "General"}, {"date", "2035-05-03"},
      {"title", "Care of lakes"},  {"author", "Report of the Secretary-General"}};
  const auto properties = [](const Sheet& s) {
    std::map<std::string, std::string> out;
    for (const document::Property& p : s.normal().properties) out[p.name] = p.value;
    return out;
  };
  Sheet apart;
  apart.add("United Nations A/90/7");
  apart.add("General Assembly Distr.: General 3 May 2035");
  Sheet together;
  // The first of the breaks is where the reader thinks that the line was full.
  together.add("United Nations A/90/7\nGeneral Assembly Distr.: General 3 May 2035").soft = {21};
  for (Sheet* s : {&apart, &together}) {
    s->add("Care of lakes").strong = true;
    s->add("Report of the Secretary-General");
    s->add("1. The lakes of the region are clean, as the Parties told the Secretary-General.");
    EXPECT_EQ(properties(*s), facts);
  }
  // One below the other, in lines that the reader thinks were full.
  Sheet below;
  below.add("A/90/7\n3 May 2035\nEnglish\nOriginal: French").soft = {6, 17, 25};
  below.add("Care of lakes").strong = true;
  below.add("1. The lakes of the region are clean, as the Parties told the Secretary-General.");
  EXPECT_EQ(properties(below), (std::map<std::string, std::string>{{"symbol", "A/90/7"},
                                                                   {"date", "2035-05-03"},
                                                                   {"language", "English"},
                                                                   {"original-language", "French"},
                                                                   {"title", "Care of lakes"}}));
  // Trap: a title that is broken before the name of a body stays one.
  Sheet broken;
  broken.add("A/90/7");
  broken.add("Decisions on the care of lakes and rivers taken by the\nGeneral Assembly").soft = {
      54};
  broken.add("1. The lakes of the region are clean, as the Parties told the Secretary-General.");
  EXPECT_EQ(broken.normal().title,
            "Decisions on the care of lakes and rivers taken by the General Assembly");
  // The slash of an Arabic month is no symbol's.
  Sheet arabic;
  arabic.add("الأمم المتحدة A/90/7");
  arabic.add("الجمعية العامة التوزيع: عام 3 أيار/مايو 2035");
  arabic.add("1- البحيرات في المنطقة نظيفة كما أبلغت الأطراف الأمين العام بذلك.");
  EXPECT_EQ(properties(arabic).at("date"), "2035-05-03");
  EXPECT_EQ(properties(arabic).at("symbol"), "A/90/7");
  // Trap: a title that names a document.
  Sheet title;
  title.add("A/90/7");
  title.add("Implementation of resolution A/RES/89/4");
  title.add("1. The lakes of the region are clean, as the Parties told the Secretary-General.");
  EXPECT_EQ(title.normal().blocks[1].text(), "Implementation of resolution A/RES/89/4");
}

// "البحيرات(1)": the author typed the brackets, the program put the mark between them.
TEST(Structured, BracketsAroundArabicMarks) {
  Sheet s;
  const std::string words = "أبلغ الفريق عن البحيرات";
  s.add(words + "() في المنطقة.").notes = {{words.size() + 1, "1", 0, {1, 0, 0}}};
  ingest::RawNote note;
  note.mark.append_replacement("1", {1, 0, 0});
  note.body.text = MappedText::verbatim("انظر التقرير.", 900, 1);
  s.raw.notes.push_back(std::move(note));
  const document::Expression e = s.normal();
  EXPECT_EQ(e.blocks[0].text(), words + " في المنطقة.");
  ASSERT_EQ(e.blocks[0].notes.size(), 1U);
  EXPECT_EQ(e.blocks[0].notes[0].at, words.size());
  EXPECT_THAT(e.blocks[0].flags, ::testing::IsEmpty());
}

TEST(Structured, LineBreaksSetLinesOrJoinASentence) {
  Sheet s;
  s.add("The reports that were sent by parties\nwere all published on the web site in time.");
  s.add("各缔约方提交的报告\n已经在网站上公布。");
  s.add("Secretariat\nInternational Environment House\nGeneva");
  const document::Expression e = s.normal();
  ASSERT_EQ(e.blocks.size(), 5u);
  EXPECT_EQ(e.blocks[0].text(),
            "The reports that were sent by parties were all published on the web site in time.");
  EXPECT_EQ(e.blocks[1].text(), "各缔约方提交的报告已经在网站上公布。");
  EXPECT_EQ(e.blocks[2].text(), "Secretariat");
  EXPECT_EQ(e.blocks[4].text(), "Geneva");
}

}  // namespace
}  // namespace hexapla::normalize
