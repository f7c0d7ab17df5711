// Deadlines in running text: who must do what until when.
#include <gtest/gtest.h>

#include "analyzers/time/time.h"

namespace hexapla::time {
namespace {

struct Case {
  const char* lang;
  const char* text;
  const char* to;
  Bound bound;
  const char* actor;
  const char* action;
};

TEST(Deadlines, ActorAndAction) {
  const Case cases[] = {
      {"en", "Requests the Secretariat to publish the guidance by 1 May 2018;", "2018-05-01",
       Bound::by, "the Secretariat", "publish the guidance"},
      {"en", "Invites Parties and others to submit comments no later than 30 June 2019.",
       "2019-06-30", Bound::no_later_than, "Parties and others", "submit comments"},
      {"en", "The deadline for submission of comments to the Secretariat is 16 June 2004.",
       "2004-06-16", Bound::by, "", "submission of comments to the Secretariat"},
      {"en", "Deadline for Governments to provide information: 29 February 2004", "2004-02-29",
       Bound::by, "Governments", "provide information"},
      {"en", "Parties shall report their releases before 31 July 2018.", "2018-07-31",
       Bound::before, "Parties", "report their releases"},
      {"en",
       "Secretariat compiles the comments and sends the compilation to the experts by 5 August "
       "2018",
       "2018-08-05", Bound::by, "Secretariat",
       "sends the compilation to the experts"},  // a shared subject
      {"fr", "Prie le Secrétariat de présenter un rapport au plus tard le 30 juin 2019;",
       "2019-06-30", Bound::no_later_than, "le Secrétariat", "présenter un rapport"},
      {"es", "Invita a las Partes a presentar observaciones a más tardar el 30 de junio de 2019;",
       "2019-06-30", Bound::no_later_than, "las Partes", "presentar observaciones"},
      {"ru", "Просит секретариат представить доклад не позднее 30 июня 2019 года;", "2019-06-30",
       Bound::no_later_than, "секретариат", "представить доклад"},
      {"zh", "邀请缔约方在2019年6月30日之前提交意见。", "2019-06-30", Bound::before, "缔约方",
       "提交意见"},
      {"ar", "يطلب إلى الأمانة أن تقدم تقريرا بحلول 30 حزيران/يونيه 2019", "2019-06-30", Bound::by,
       "الأمانة", "تقدم تقريرا"},
  };
  for (const Case& c : cases) {
    const auto found = find(c.text, c.lang);
    ASSERT_EQ(found.size(), 1U) << c.text;
    const TimeExpression& e = found[0];
    EXPECT_EQ(name(e.role), "deadline") << c.text;
    EXPECT_EQ(e.to, c.to) << c.text;
    EXPECT_EQ(name(e.bound), name(c.bound)) << c.text;
    EXPECT_EQ(e.actor, c.actor) << c.text;
    EXPECT_EQ(e.action, c.action) << c.text;
  }
}

TEST(Deadlines, OneDateMayBindTwoActors) {
  const auto found = find(
      "15 April 2004 Deadline for coordinators to submit drafts and for Secretariat to prepare the "
      "introduction",
      "en");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].actor, "coordinators");
  EXPECT_EQ(found[0].action, "submit drafts");
  ASSERT_EQ(found[0].more.size(), 1U);
  EXPECT_EQ(found[0].more[0], (Duty{"Secretariat", "prepare the introduction"}));
}

TEST(Deadlines, OtherRolesAreKept) {
  struct Other {
    const char* lang;
    const char* text;
    Role role;
  };
  const Other cases[] = {
      {"en", "resolution 70/1 of 25 September 2015", Role::event},
      {"en", "The meeting was held in Geneva from 4 to 8 May 2015.", Role::meeting},
      {"en", "in accordance with the workplan for 2018", Role::period},
      {"en", "By 31 December 2004, fifty instruments had been deposited.",
       Role::event},  // tells the past
      {"fr", "tenue à Paris du 4 au 8 mai 2015", Role::meeting},
      {"es", "se celebró del 4 al 8 de mayo de 2015", Role::meeting},
      {"ru", "состоявшемся в Женеве 4-8 мая 2015 года", Role::meeting},
      {"zh", "于2015年5月4日至8日在日内瓦举行", Role::meeting},
      {"ar", "المعقود في جنيف في الفترة من 4 إلى 8 أيار/مايو 2015", Role::meeting},
  };
  for (const Other& c : cases) {
    const auto found = find(c.text, c.lang);
    ASSERT_EQ(found.size(), 1U) << c.text;
    EXPECT_EQ(name(found[0].role), name(c.role)) << c.text;
  }
}

}  // namespace
}  // namespace hexapla::time
