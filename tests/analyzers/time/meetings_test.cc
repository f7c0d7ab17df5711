// Meetings that another document dates: what a document tells of its own meeting, and what the
// others take from it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzers/time/time.h"
#include "tests/analyzers/time/sentence.h"

namespace hexapla::time {
namespace {

using text::UnitKind;

text::Unit unit(std::string_view lang, std::string_view text, UnitKind kind = UnitKind::paragraph) {
  text::Unit out;
  out.lang = lang;
  out.text = text;
  out.kind = kind;
  return out;
}

// The masthead of a conference and one paragraph of a later or earlier document, in each language.
struct InLanguage {
  const char* lang;
  const char* body;
  const char* meeting;
  const char* dates;
  const char* paragraph;  // of a document that does not date the third meeting itself
};

const std::vector<InLanguage> kLanguages = {
    {"en", "Conference of the Parties to the Convention on Glacial Lakes", "Third meeting",
     "Lima, 29 April–3 May 2019",
     "Requests the Secretariat to report to the Conference of the Parties at its third meeting."},
    {"fr", "Conférence des Parties à la Convention sur les lacs glaciaires", "Troisième réunion",
     "Lima, 29 avril-3 mai 2019",
     "Prie le Secrétariat de faire rapport à la Conférence des Parties à sa troisième réunion."},
    {"es", "Conferencia de las Partes en el Convenio sobre los Lagos Glaciares", "Tercera reunión",
     "Lima, 29 de abril a 3 de mayo de 2019",
     "Pide a la Secretaría que presente un informe a la Conferencia de las Partes en su tercera "
     "reunión."},
    // The masthead has the nominative, the sentence the dative.
    {"ru", "Конференция Сторон Конвенции о ледниковых озерах", "Третье совещание",
     "Лима, 29 апреля - 3 мая 2019 года",
     "просит секретариат представить доклад Конференции Сторон на ее третьем совещании."},
    {"zh", "冰川湖公约缔约方大会", "第三次会议", "2019年4月29日至5月3日，利马",
     "请秘书处在缔约方大会第三次会议上提出报告。"},
    // The sentence has the preposition on the word.
    {"ar", "مؤتمر الأطراف في اتفاقية البحيرات الجليدية", "الاجتماع الثالث",
     "ليما، 29 نيسان/أبريل - 3 أيار/مايو 2019",
     "يطلب إلى الأمانة أن تقدم تقريرا لمؤتمر الأطراف في اجتماعه الثالث."},
};

std::vector<text::Unit> masthead(const InLanguage& l) {
  return {unit(l.lang, l.body, UnitKind::masthead), unit(l.lang, l.meeting, UnitKind::masthead),
          unit(l.lang, l.dates, UnitKind::masthead)};
}

std::vector<DatedMeeting> told_by(const InLanguage& l, const char* source) {
  std::vector<DatedMeeting> out = find_in_document(masthead(l), {}).meetings;
  for (DatedMeeting& m : out) m.source = source;
  return out;
}

TEST(Meetings, AMastheadTellsItsMeetingInSixLanguages) {
  for (const InLanguage& l : kLanguages) {
    const std::vector<DatedMeeting> told = told_by(l, "");
    ASSERT_EQ(told.size(), 1U) << l.lang;
    EXPECT_EQ(told[0].ordinal, 3) << l.lang;
    EXPECT_EQ(told[0].from, "2019-04-29") << l.lang;
    EXPECT_EQ(told[0].to, "2019-05-03") << l.lang;
    EXPECT_TRUE(told[0].masthead) << l.lang;
  }
}

TEST(Meetings, AnotherDocumentTakesTheDatesInSixLanguages) {
  for (const InLanguage& l : kLanguages) {
    const std::vector<text::Unit> units{unit(l.lang, l.paragraph)};
    const auto silent = find_in_document(units, {}).times;
    ASSERT_EQ(silent[0].size(), 1U) << l.lang;
    EXPECT_TRUE(silent[0][0].from.empty()) << l.lang;
    const auto known = told_by(l, "UNEP/GLC/COP.3/1");
    const auto dated = find_in_document(units, {}, known).times;
    ASSERT_EQ(dated[0].size(), 1U) << l.lang;
    EXPECT_EQ(dated[0][0].from, "2019-04-29") << l.lang;
    EXPECT_EQ(dated[0][0].to, "2019-05-03") << l.lang;
    EXPECT_TRUE(dated[0][0].inferred) << l.lang;
    EXPECT_EQ(dated[0][0].dated_by, "UNEP/GLC/COP.3/1") << l.lang;
    // Everything else is as it was: who is bound does not hang on the calendar.
    EXPECT_EQ(dated[0][0].span, silent[0][0].span) << l.lang;
    EXPECT_EQ(dated[0][0].role, silent[0][0].role) << l.lang;
    EXPECT_EQ(dated[0][0].actor, silent[0][0].actor) << l.lang;
  }
}

struct Case {
  const char* why;
  const char* text;
  const char* from;
  const char* to;
};

// One document of the second meeting of the conference; another document dates the third.
TEST(Meetings, WhoseMeetingIsMeant) {
  const std::vector<DatedMeeting> known = told_by(kLanguages[0], "UNEP/GLC/COP.3/1");
  const std::vector<Case> cases = {
      {"nobody is named: the conference that speaks",
       "Decides to review the criteria at its third meeting.", "2019-04-29", "2019-05-03"},
      {"its own third meeting, not that of the conference",
       "Requests the Scientific and Technical Committee, at its third meeting, to prepare draft "
       "guidelines for consideration by the Conference of the Parties.",
       "", ""},
      {"the body stands behind the meeting",
       "Requests the Committee to report before the third meeting of the Conference of the "
       "Parties.",
       "2019-04-29", "2019-05-03"},
      {"a meeting that nobody dates", "Decides to review the criteria at its fourth meeting.", "",
       ""},
      {"another noun is another thing", "Decides to review the criteria at its third session.", "",
       ""},
      {"time that hangs on the meeting",
       "Requests the Secretariat to publish the report six weeks before the third meeting of the "
       "Conference of the Parties.",
       "2019-03-18", "2019-03-18"},
  };
  for (const Case& c : cases) {
    const std::vector<text::Unit> units{
        unit("en", "Conference of the Parties to the Convention on Glacial Lakes",
             UnitKind::masthead),
        unit("en", "Second meeting", UnitKind::masthead),
        unit("en", "Nairobi, 6–10 March 2017", UnitKind::masthead), unit("en", c.text)};
    const auto found = find_in_document(units, {}, known).times.back();
    ASSERT_EQ(found.size(), 1U) << c.why;
    EXPECT_EQ(found[0].from, c.from) << c.why;
    EXPECT_EQ(found[0].to, c.to) << c.why;
  }
}

// "By its tenth meeting" binds like a day. What the meeting itself did, or what is made ready for
// it, does not.
TEST(Meetings, ThingsAreDueByThem) {
  expect_read({
      {"en",
       "Requests the Secretariat to finalize the report ⟦by the tenth meeting of the Conference of "
       "the Parties⟧.",
       {{"-", "-", "deadline", "by", "the Secretariat"}}},
      {"en",
       "Requests the Secretariat to finalize the report ⟦no later than its tenth meeting⟧.",
       {{"-", "-", "deadline", "no-later-than", "the Secretariat"}}},
      {"en",
       "Requests the Secretariat to implement the programme agreed by the tenth meeting of the "
       "Conference of the Parties.",
       {}},
      // "Report no." is no number of a report here.
      {"en",
       "Requests the Secretariat to submit the report no later than ⟦30 November 2018⟧.",
       {{"2018-11-30", "2018-11-30", "deadline", "no-later-than", "the Secretariat"}}},
      {"fr",
       "Prie le Secrétariat de mettre au point le rapport ⟦d’ici à sa dixième réunion⟧.",
       {{"-", "-", "deadline", "by", "le Secrétariat"}}},
      {"fr",
       "Prie le Secrétariat de mettre au point le rapport ⟦au plus tard à la dixième réunion de la "
       "Conférence des Parties⟧.",
       {{"-", "-", "deadline", "no-later-than", "le Secrétariat"}}},
      {"es",
       "Pide a la Secretaría que finalice el informe ⟦a más tardar en su décima reunión⟧.",
       {{"-", "-", "deadline", "no-later-than", "la Secretaría"}}},
      {"es", "Pide a la Secretaría que concluya los preparativos para su décima reunión.", {}},
      {"ru",
       "просит секретариат завершить доклад ⟦к десятому совещанию Конференции Сторон⟧.",
       {{"-", "-", "deadline", "by", "секретариат"}}},
      {"ru",
       "просит секретариат завершить доклад ⟦не позднее десятого совещания Конференции Сторон⟧.",
       {{"-", "-", "deadline", "no-later-than", "секретариат"}}},
      {"ru", "просит секретариат начать подготовку к десятому совещанию Конференции Сторон.", {}},
      {"zh",
       "请秘书处⟦至迟于缔约方大会第十次会议⟧完成报告。",
       {{"-", "-", "deadline", "no-later-than", "秘书处"}}},
      {"ar",
       "يطلب إلى الأمانة أن تنجز التقرير ⟦بحلول الاجتماع العاشر لمؤتمر الأطراف⟧.",
       {{"-", "-", "deadline", "by", "الأمانة"}}},
      {"ar",
       "يطلب إلى الأمانة أن تنجز التقرير ⟦في موعد لا يتجاوز الاجتماع العاشر لمؤتمر الأطراف⟧.",
       {{"-", "-", "deadline", "no-later-than", "الأمانة"}}},
  });
}

TEST(Meetings, DocumentsThatDisagreeDateNothing) {
  DatedMeeting one = told_by(kLanguages[0], "A")[0];
  DatedMeeting other = one;
  other.source = "B";
  other.to = "2019-05-10";
  const std::vector<text::Unit> units{unit("en", kLanguages[0].paragraph)};
  const auto from_of = [&](const std::vector<DatedMeeting>& known) {
    return find_in_document(units, {}, known).times[0][0].from;
  };
  EXPECT_EQ(from_of({one, other}), "");
  // A document of the meeting itself knows better than one that only tells of it.
  other.masthead = false;
  EXPECT_EQ(from_of({one, other}), "2019-04-29");
  EXPECT_EQ(from_of({other, one}), "2019-04-29");
}

TEST(Meetings, WhatTheDocumentSaysItselfGoesFirst) {
  DatedMeeting elsewhere = told_by(kLanguages[0], "A")[0];
  elsewhere.from = "2020-01-01";
  elsewhere.to = "2020-01-05";
  std::vector<text::Unit> units = masthead(kLanguages[0]);
  units.push_back(unit("en", kLanguages[0].paragraph));
  const std::vector<DatedMeeting> known{elsewhere};
  const auto found = find_in_document(units, {}, known).times.back();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].from, "2019-04-29");
  EXPECT_EQ(found[0].dated_by, "");
}

TEST(Meetings, WhatIsNotToldToOthers) {
  const std::vector<std::vector<text::Unit>> documents = {
      // Any committee could be meant.
      {unit("en", "The third meeting of the Committee was held from 29 April to 3 May 2019.")},
      // A year is no meeting.
      {unit(
          "en",
          "The period from the third meeting of the Conference of the Parties ran from 3 May 2019 "
          "to 10 June 2020.")},
  };
  for (const auto& units : documents)
    EXPECT_TRUE(find_in_document(units, {}).meetings.empty()) << units.front().text;
}

}  // namespace
}  // namespace hexapla::time
