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
  return find_in_document(units, {}).times;
}

// A schedule without a head whose rows say themselves that they are due: "Deadline for" binds like
// "by", while a bare day before an act is the day of the act.
TEST(Documents, ARowThatNamesItsDeadlineIsBoundByIt) {
  const auto found = run({
      cell("29 February 2004", 0, 0),
      cell("Deadline for Governments to provide information to the Secretariat", 0, 1),
      cell("16 April 2004", 1, 0),
      cell("Secretariat distributes the draft guidance", 1, 1),
  });
  ASSERT_EQ(found[0].size(), 1U);
  EXPECT_EQ(found[0][0].bound, Bound::by);
  EXPECT_EQ(found[0][0].actor, "Governments");
  ASSERT_EQ(found[2].size(), 1U);
  EXPECT_EQ(found[2][0].bound, Bound::on);
  EXPECT_EQ(found[2][0].actor, "Secretariat");
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

// A header that says "due" binds months as well as days; "Period" does not.
TEST(Documents, ColumnsOfDueDates) {
  for (const std::string_view header : {"Needed by", "Period"}) {
    const auto found = run({
        cell("Needs", 0, 0),
        cell(header, 0, 1),
        cell("Gauges for two lakes", 1, 0),
        cell("December 2014", 1, 1),
        cell("Training of hydrologists", 2, 0),
        cell("March 2015", 2, 1),
    });
    ASSERT_EQ(found[3].size(), 1U);
    EXPECT_EQ(found[3][0].role, header == "Period" ? Role::period : Role::deadline) << header;
  }
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

// A letter's deadline that names nobody binds those it is written to.
TEST(Documents, RecipientsOfALetter) {
  struct Case {
    std::string_view lang, label, salutation, sentence, actor;
  };
  const Case cases[] = {
      // Two lines behind a label that stands in the first of them.
      {"en", "To : Focal points of the Lakes Convention\nRegional centres", "Dear colleagues,",
       "The deadline for submission of comments on the draft guidance is 16 June 2014.",
       "Focal points of the Lakes Convention; Regional centres"},
      {"fr", "Aux\u00A0: correspondants nationaux", "Chers collègues,",
       "La date limite pour la communication des observations est le 16 juin 2014.",
       "correspondants nationaux"},
      {"es", "A: Puntos focales nacionales", "Estimados colegas:",
       "El plazo para la presentación de observaciones vence el 16 de junio de 2014.",
       "Puntos focales nacionales"},
      {"ru", "Кому: национальным координаторам", "Уважаемые коллеги!",
       "Крайний срок для представления замечаний – 16 июня 2014 года.",
       "национальным координаторам"},
      {"zh", "致：各国家联络点", "各位同事：", "提交评论意见的截止日期为2014年6月16日。",
       "各国家联络点"},
      {"ar", "إلى: جهات الاتصال الوطنية", "تحية طيبة وبعد،",
       "الموعد النهائي لتقديم التعليقات هو 16 حزيران/يونيه 2014.", "جهات الاتصال الوطنية"},
  };
  for (const Case& c : cases) {
    const auto found = run({unit("1 / 2014", UnitKind::letterhead, c.lang),
                            unit(c.label, UnitKind::letterhead, c.lang),
                            unit(c.salutation, UnitKind::paragraph, c.lang),
                            unit(c.sentence, UnitKind::paragraph, c.lang)});
    ASSERT_EQ(found[3].size(), 1U) << c.lang;
    EXPECT_EQ(found[3][0].role, Role::deadline) << c.lang;
    EXPECT_EQ(found[3][0].actor, c.actor) << c.lang;
    EXPECT_TRUE(found[3][0].actor_inferred) << c.lang;
  }
}

TEST(Documents, RecipientsEndAtTheNextLabelAndLeaveNamedActorsAlone) {
  const auto found = run({
      unit("To: Parties to the Lakes Convention", UnitKind::letterhead),
      unit("Observers", UnitKind::letterhead),
      unit("Copy: Permanent missions", UnitKind::letterhead),
      unit("Subject: Comments on the draft", UnitKind::letterhead),
      unit("Dear colleagues,"),
      unit("Comments should be sent to the Secretariat by 30 April 2014."),
      unit("The Secretariat shall publish a summary by 30 May 2014."),
      // Nobody is asked for it.
      unit("The revised draft will be distributed by 30 June 2014."),
      // Whom the Secretariat is to tell of it acts, not the Secretariat.
      unit("The group requested the Secretariat to indicate that information could be provided to "
           "the Secretariat by 31 July 2014."),
  });
  ASSERT_EQ(found[5].size(), 1U);
  EXPECT_EQ(found[5][0].actor, "Parties to the Lakes Convention; Observers");
  EXPECT_TRUE(found[5][0].actor_inferred);
  ASSERT_EQ(found[6].size(), 1U);
  EXPECT_EQ(found[6][0].actor, "The Secretariat");
  EXPECT_FALSE(found[6][0].actor_inferred);
  ASSERT_EQ(found[7].size(), 1U);
  EXPECT_EQ(found[7][0].actor, "");
  ASSERT_EQ(found[8].size(), 1U);
  EXPECT_EQ(found[8][0].actor, "Parties to the Lakes Convention; Observers");
  EXPECT_TRUE(found[8][0].actor_inferred);
}

// Several steps in the act of a row: the row's date is that of the first, a date in the act that of
// its own step, by whom it may be.
TEST(Documents, StepsOfARow) {
  const auto found = run({
      cell("Deadline", 0, 0),
      cell("Activity", 0, 1),
      cell("August 2017", 1, 0),
      cell("Secretariat compiles the information submitted to that date and sends the compilation "
           "to task teams by 14 August 2017",
           1, 1),
      cell("January 2019", 2, 0),
      cell("Task teams finalize the draft guidance and task team leads send the drafts to the "
           "Secretariat by 15 January 2019",
           2, 1),
      // Two verbs, one act.
      cell("March 2019", 3, 0),
      cell("Parties prepare and submit their reports by 15 March 2019", 3, 1),
      // The colon opens the steps; it does not make the act a name.
      cell("September 2019", 4, 0),
      cell("Task teams assess the information and develop proposals:", 4, 1),
  });
  struct Row {
    std::size_t unit;
    const char* actor;
    const char* action;
  };
  for (const Row& r :
       std::vector<Row>{{2, "Secretariat", "compiles the information submitted to that date"},
                        {3, "Secretariat", "sends the compilation to task teams"},
                        {4, "Task teams", "finalize the draft guidance"},
                        {5, "task team leads", "send the drafts to the Secretariat"},
                        {7, "Parties", "prepare and submit their reports"},
                        {8, "Task teams", "assess the information and develop proposals"}}) {
    ASSERT_EQ(found[r.unit].size(), 1U) << r.unit;
    EXPECT_EQ(found[r.unit][0].role, Role::deadline) << r.unit;
    EXPECT_EQ(found[r.unit][0].actor, r.actor) << r.unit;
    EXPECT_EQ(found[r.unit][0].action, r.action) << r.unit;
  }
}

}  // namespace
}  // namespace hexapla::time
