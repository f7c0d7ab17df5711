// What only a whole document tells: timetables, missing years, meetings dated elsewhere, lists
// under a verb.
#include <gtest/gtest.h>

#include "analyzers/time/time.h"

namespace hexapla::time {
namespace {

using text::UnitKind;

text::Unit unit(std::string_view text, UnitKind kind = UnitKind::paragraph,
                std::string_view lang = "en") {
  text::Unit u;
  u.text = text;
  u.kind = kind;
  u.lang = lang;
  return u;
}

text::Unit cell(std::string_view text, int row, int column) {
  text::Unit u = unit(text, UnitKind::cell);
  u.table = 0;
  u.row = row;
  u.column = column;
  return u;
}

std::vector<std::vector<TimeExpression>> run(const std::vector<text::Unit>& units) {
  return find_in_document(units, {});
}

TEST(Documents, TimetableRows) {
  const auto found = run({
      cell("Deadline", 0, 0),
      cell("Activity", 0, 1),
      cell("May 2017", 1, 0),
      cell("Secretariat invites information from Parties", 1, 1),
      cell("October/November 2017", 2, 0),
      cell("Joint meeting of the experts", 2, 1),
      cell("June 2018", 3, 0),
      cell("Task teams send drafts to the Secretariat by 25 June 2018", 3, 1),
  });
  ASSERT_EQ(found[2].size(), 1U);
  EXPECT_EQ(found[2][0].role, Role::deadline);
  EXPECT_EQ(found[2][0].actor, "Secretariat");
  EXPECT_EQ(found[2][0].action, "invites information from Parties");
  EXPECT_EQ(found[2][0].granularity, Granularity::month);
  ASSERT_EQ(found[4].size(), 1U);
  EXPECT_EQ(found[4][0].role, Role::meeting);  // nobody acts: a meeting takes place
  ASSERT_EQ(found[7].size(), 1U);
  EXPECT_EQ(found[7][0].role, Role::deadline);
  EXPECT_EQ(found[7][0].actor, "Task teams");
  EXPECT_EQ(found[7][0].action, "send drafts to the Secretariat");
}

TEST(Documents, TimetableWithActorsInAColumn) {
  const auto found = run({
      cell("Date", 0, 0),
      cell("Responsible", 0, 1),
      cell("Action", 0, 2),
      cell("By 30 April 2018", 1, 0),
      cell("Parties and others", 1, 1),
      cell("Submit information", 1, 2),
  });
  ASSERT_EQ(found[3].size(), 1U);
  EXPECT_EQ(found[3][0].role, Role::deadline);
  EXPECT_EQ(found[3][0].actor, "Parties and others");
  EXPECT_EQ(found[3][0].action, "Submit information");
}

TEST(Documents, MissingYearsComeFromTheTextBefore) {
  const auto found =
      run({unit("The draft was sent on 13 April 2006."), unit("Comments arrived on 30 May.")});
  ASSERT_EQ(found[1].size(), 1U);
  EXPECT_EQ(found[1][0].from, "2006-05-30");
  EXPECT_TRUE(found[1][0].inferred);
  EXPECT_FALSE(found[0][0].inferred);
}

TEST(Documents, MeetingsDatedElsewhere) {
  const auto found = run({
      unit("Requests the Secretariat to report to the Conference of the Parties at its ninth "
           "meeting."),
      unit("May 2019: Ninth meeting of the Conference of the Parties"),
  });
  ASSERT_EQ(found[0].size(), 1U);
  EXPECT_EQ(found[0][0].from, "2019-05-01");
  EXPECT_EQ(found[0][0].to, "2019-05-31");
  EXPECT_TRUE(found[0][0].inferred);
}

TEST(Documents, AnotherBodysMeetingIsNotGuessed) {
  const auto found = run({
      unit("Requests the Secretariat to report to the Committee at its ninth meeting."),
      unit("May 2019: Ninth meeting of the Conference of the Parties"),
  });
  ASSERT_EQ(found[0].size(), 1U);
  EXPECT_EQ(found[0][0].from, "");
}

TEST(Documents, ListsTakeTheActorOfTheirHead) {
  std::vector<text::Unit> units = {unit("Requests the Secretariat:"),
                                   unit("To publish the list by 1 May 2018;")};
  units[1].parent = 0;
  units[1].label = "(a)";
  const auto found = run(units);
  ASSERT_EQ(found[1].size(), 1U);
  EXPECT_EQ(found[1][0].role, Role::deadline);
  EXPECT_EQ(found[1][0].actor, "the Secretariat");
  EXPECT_EQ(found[1][0].action, "publish the list");
}

TEST(Documents, TheDateOfTheDocument) {
  const auto found = run({unit("Distr.: General 5 December 2007", UnitKind::masthead),
                          unit("Vienna, 10–13 December 2007", UnitKind::masthead)});
  ASSERT_EQ(found[0].size(), 1U);
  EXPECT_EQ(found[0][0].role, Role::publication);
  ASSERT_EQ(found[1].size(), 1U);
  EXPECT_EQ(found[1][0].role, Role::meeting);
}

}  // namespace
}  // namespace hexapla::time
