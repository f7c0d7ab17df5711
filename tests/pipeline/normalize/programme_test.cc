// Lists of dates and times in text files: each entry stays one block, all of a list are one kind of
// block, and sentences that hold a date are not torn apart.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/ingest/ingest.h"
#include "pipeline/normalize/dates.h"
#include "pipeline/normalize/normalize.h"

namespace hexapla::normalize {
namespace {

std::vector<std::string> blocks(const std::string& text) {
  std::vector<std::string> out;
  for (const document::Block& b : normalize(ingest::read(text, "in.txt")).blocks)
    out.push_back(std::string(document::name(b.type)) + ": " + b.text());
  return out;
}
using Blocks = std::vector<std::string>;

TEST(Programme, HeadsOfEntries) {
  struct Case {
    const char* line;
    const char* head;  // "" for none
  };
  const Case cases[] = {
      {"12 March: Committee meets", "12 March:"},
      {"Monday, 12 March 2019: Committee meets", "Monday, 12 March 2019:"},
      {"12–14 March – Committee meets", "12–14 March –"},
      {"10 a.m. – 1 p.m.: Plenary", "10 a.m. – 1 p.m.:"},
      {"10:00: Plenary", "10:00:"},
      {"2019-03-12: Plenary", "2019-03-12:"},
      {"12 de marzo de 2019: Apertura", "12 de marzo de 2019:"},
      {"1er mars : Ouverture", "1er mars :"},
      {"12 марта 2019 года – Открытие", "12 марта 2019 года –"},
      {"12 آذار/مارس: اجتماع اللجنة", "12 آذار/مارس:"},
      {"3月12日：委员会会议", "3月12日："},
      {"12 March: it elected its officers", ""},    // goes on with a sentence
      {"12 March:", ""},                            // nothing follows
      {"2: Composition of the bureau", ""},         // a number is no date
      {"Article 12: Reporting", ""},                // nor is a label
      {"March 2019 saw 3 meetings: Lima was", ""},  // words that no date has
      {"Decision II/4: Monitoring", ""},
      {"Tel.: +41 22 917 12 34", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    const std::string line = c.line;
    EXPECT_EQ(line.substr(0, dated_head(line)), c.head) << line;
  }
}

TEST(Programme, LinesOfOneWidthStayEntries) {
  EXPECT_EQ(
      blocks("Calendario\n\n12 de marzo: Se reúne el Comité\n"
             "13 de marzo: Apertura del plenario\n14 de marzo: Grupos de contacto\n\n"
             "Fin del calendario.\n"),
      (Blocks{"heading: Calendario", "paragraph: 12 de marzo: Se reúne el Comité",
              "paragraph: 13 de marzo: Apertura del plenario",
              "paragraph: 14 de marzo: Grupos de contacto", "paragraph: Fin del calendario."}));
  EXPECT_EQ(blocks("Programme\n\nMonday, 12 March: Committee meets\n"
                   "10 a.m. – 1 p.m.: Plenary opens\n3 p.m. – 6 p.m.: Contact groups\n"),
            (Blocks{"heading: Programme", "paragraph: Monday, 12 March: Committee meets",
                    "paragraph: 10 a.m. – 1 p.m.: Plenary opens",
                    "paragraph: 3 p.m. – 6 p.m.: Contact groups"}));
  // An entry of two lines goes on.
  EXPECT_EQ(blocks("Calendar of meetings\n\n12 March: Committee meets\n"
                   "13–15 March: Plenary opens and elects its officers, adopts the agenda and "
                   "organises its work\nfor the week\n30 June 2019: Deadline\n\nTentative.\n")[2],
            "paragraph: 13–15 March: Plenary opens and elects its officers, adopts the agenda and "
            "organises its work for the week");
}

// Bullets with a date in front are a table that was taken apart, if all of them are; a colon behind
// the date was typed by somebody who made a list.
TEST(Programme, BulletsAreATableOrAList) {
  EXPECT_EQ(blocks("Calendar\n\n- 12 March 2019: Committee meets\n- 13 March 2019: Plenary opens\n"
                   "- Contact groups meet at any time\n- 15 March 2019: Closure\n\nThe end.\n"),
            (Blocks{"heading: Calendar", "list-item: 12 March 2019: Committee meets",
                    "list-item: 13 March 2019: Plenary opens",
                    "list-item: Contact groups meet at any time",
                    "list-item: 15 March 2019: Closure", "paragraph: The end."}));
  EXPECT_EQ(blocks("Calendar\n\n- 12 March 2019 Committee meets\n- 13 March 2019 Plenary opens\n"
                   "- Contact groups meet at any time\n\nThe end.\n")[1],
            "list-item: 12 March 2019 Committee meets");
  EXPECT_EQ(blocks("Calendar\n\n- 12 March 2019 Committee meets\n- 13 March 2019 Plenary opens\n\n"
                   "The end.\n"),
            (Blocks{"heading: Calendar", "cell: 12 March 2019", "cell: Committee meets",
                    "cell: 13 March 2019", "cell: Plenary opens", "paragraph: The end."}));
}

// A timetable of months ends where a blank line ends it, and a title above it is no header.
TEST(Programme, WhatStandsAroundATimetable) {
  EXPECT_EQ(blocks("Calendar of the Committee\n\nMarch 2019\nCommittee meets\nApril 2019\n"
                   "Plenary opens in Lima\nMay 2019\nContact groups\n\nThe end of the list.\n"),
            (Blocks{"title: Calendar of the Committee", "cell: March 2019", "cell: Committee meets",
                    "cell: April 2019", "cell: Plenary opens in Lima", "cell: May 2019",
                    "cell: Contact groups", "paragraph: The end of the list."}));
}

// The first row of a table with tabs is no header when it begins with a date as the next one does.
TEST(Programme, RowsOfDatesHaveNoHeader) {
  const document::Expression e = normalize(ingest::read(
      "Calendar\n\n12 March:\tCommittee meets\n13 March:\tPlenary\n\nEnd.\n", "in.txt"));
  for (const document::Block& b : e.blocks) EXPECT_FALSE(b.header_row) << b.text();
}

TEST(Programme, SentencesWithDatesStayWhole) {
  const Blocks out = blocks(
      "1. The Committee met in Lima from 11 March to 14 March and the plenary met on\n"
      "12 March: it elected its officers. The contact group, set up by the plenary on\n"
      "13 March: The day of the opening, met in the afternoon of the same day, and the\n"
      "secretariat was asked to prepare the report, which it did within the week.\n\n"
      "2. The report was distributed to the members on the last day of the meeting, and\n"
      "the chair closed it at the end of that day.\n");
  ASSERT_EQ(out.size(), 2U);
  EXPECT_TRUE(out[0].ends_with("within the week.")) << out[0];
}

}  // namespace
}  // namespace hexapla::normalize
