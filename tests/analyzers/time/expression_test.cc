// What is a date and what only looks like one, in six languages.
#include <gtest/gtest.h>

#include "analyzers/time/time.h"

namespace hexapla::time {
namespace {

struct Case {
  const char* lang;
  const char* text;
  const char* expected;  // "TEXT from to" of each, joined by " | "; "" when there is no date
};

std::string summary(std::string_view text, std::string_view lang) {
  std::string out;
  for (const TimeExpression& e : find(text, lang)) {
    if (!out.empty()) out += " | ";
    out += std::string(text.substr(e.span.begin, e.span.size())) + " " +
           (e.from.empty() ? "-" : e.from) + " " + (e.to.empty() ? "-" : e.to);
  }
  return out;
}

void check(std::span<const Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(summary(c.text, c.lang), c.expected) << c.lang << ": " << c.text;
}

TEST(Expressions, Days) {
  const Case cases[] = {
      {"en", "adopted on 25 September 2015.", "25 September 2015 2015-09-25 2015-09-25"},
      {"en", "On January 12, 2016 the", "January 12, 2016 2016-01-12 2016-01-12"},
      {"en", "held on 3rd of March 2015", "3rd of March 2015 2015-03-03 2015-03-03"},
      {"en", "by 24 September \n\n2018 at",
       "24 September \n\n2018 2018-09-24 2018-09-24"},                             // over lines
      {"en", "prior to19 October 2018", "19 October 2018 2018-10-19 2018-10-19"},  // glued
      {"en", "in force on 2018-07-06", "2018-07-06 2018-07-06 2018-07-06"},
      {"fr", "le 1er janvier 2018", "1er janvier 2018 2018-01-01 2018-01-01"},
      {"fr", "le lundi 12 janvier 2016", "lundi 12 janvier 2016 2016-01-12 2016-01-12"},
      {"fr", "le 21/04/2016", "21/04/2016 2016-04-21 2016-04-21"},
      {"es", "el 5 de junio de 2017", "5 de junio de 2017 2017-06-05 2017-06-05"},
      {"es", "el cuatro de julio de 1995", "cuatro de julio de 1995 1995-07-04 1995-07-04"},
      {"ru", "от 22 ноября 2004 года", "22 ноября 2004 года 2004-11-22 2004-11-22"},
      {"ru", "3-го марта 2015 г.", "3-го марта 2015 г. 2015-03-03 2015-03-03"},
      {"ru", "10.10.2013", "10.10.2013 2013-10-10 2013-10-10"},
      {"zh", "于2006年4月13日提交", "2006年4月13日 2006-04-13 2006-04-13"},
      {"zh", "二〇〇二年二月一日", "二〇〇二年二月一日 2002-02-01 2002-02-01"},
      {"zh", "２０１８年３月１日", "２０１８年３月１日 2018-03-01 2018-03-01"},  // full width
      {"zh", "2008 年 6 月 17 日", "2008 年 6 月 17 日 2008-06-17 2008-06-17"},
      {"ar", "في 27 نيسان/أبريل 2006", "27 نيسان/أبريل 2006 2006-04-27 2006-04-27"},
      {"ar", "في 18 ديسمبر/كانون الأول 1973",
       "18 ديسمبر/كانون الأول 1973 1973-12-18 1973-12-18"},  // reversed
      {"ar", "في ١٥ تموز/يوليه ٢٠١٩", "١٥ تموز/يوليه ٢٠١٩ 2019-07-15 2019-07-15"},
      {"ar", "وفي 3 يونيو 2015", "3 يونيو 2015 2015-06-03 2015-06-03"},
  };
  check(cases);
}

TEST(Expressions, Ranges) {
  const Case cases[] = {
      {"en", "8-12 December 2003", "8-12 December 2003 2003-12-08 2003-12-12"},
      {"en", "from 29 September to 1 October 2015",
       "29 September to 1 October 2015 2015-09-29 2015-10-01"},
      {"en", "26 August–4 September 2002", "26 August–4 September 2002 2002-08-26 2002-09-04"},
      {"en", "28 December 2018 to 4 January 2019",
       "28 December 2018 to 4 January 2019 2018-12-28 2019-01-04"},
      {"en", "28 December-4 January 2019",
       "28 December-4 January 2019 2018-12-28 2019-01-04"},  // turn of the year
      {"en", "12 and 13 May 2015", "12 and 13 May 2015 2015-05-12 2015-05-13"},
      {"en", "on 5 and 19 May 2017", "5 2017-05-05 2017-05-05 | 19 May 2017 2017-05-19 2017-05-19"},
      {"en", "June-July 2018", "June-July 2018 2018-06-01 2018-07-31"},
      {"en", "October/November \n\n2017", "October/November \n\n2017 2017-10-01 2017-11-30"},
      {"en", "in 2014–2018", "2014–2018 2014-01-01 2018-12-31"},
      {"en", "the season 2016/17", "2016/17 2016-01-01 2017-12-31"},
      {"fr", "du 30 novembre au 13 décembre 2015",
       "du 30 novembre au 13 décembre 2015 2015-11-30 2015-12-13"},
      {"fr", "1er-5 mai 2006", "1er-5 mai 2006 2006-05-01 2006-05-05"},
      {"es", "del 19 al 23 de noviembre de 2007",
       "del 19 al 23 de noviembre de 2007 2007-11-19 2007-11-23"},
      {"ru", "с 30 ноября по 13 декабря 2015 года",
       "с 30 ноября по 13 декабря 2015 года 2015-11-30 2015-12-13"},
      {"ru", "28 апреля - 10 мая 2013 года", "28 апреля - 10 мая 2013 года 2013-04-28 2013-05-10"},
      {"zh", "2005年11月28日至12月2日", "2005年11月28日至12月2日 2005-11-28 2005-12-02"},
      {"zh", "2006年4月28─29日", "2006年4月28─29日 2006-04-28 2006-04-29"},  // U+2500 as a dash
      {"zh", "2005年2月至4月", "2005年2月至4月 2005-02-01 2005-04-30"},
      {"zh", "在2007至2008年间", "2007至2008年 2007-01-01 2008-12-31"},
      {"ar", "24 نيسان/أبريل - 5 أيار/مايو 2017",
       "24 نيسان/أبريل - 5 أيار/مايو 2017 2017-04-24 2017-05-05"},
  };
  check(cases);
}

TEST(Expressions, YearsInWords) {
  const Case cases[] = {
      {"en", "DONE at Minamata, Japan, this tenth day of October, two thousand and thirteen.",
       "tenth day of October, two thousand and thirteen 2013-10-10 2013-10-10"},
      {"fr", "FAIT à Paris, le douze décembre deux mille quinze.",
       "douze décembre deux mille quinze 2015-12-12 2015-12-12"},
      {"es", "HECHO en Nueva York el nueve de mayo de mil novecientos noventa y dos.",
       "nueve de mayo de mil novecientos noventa y dos 1992-05-09 1992-05-09"},
      {"ru", "Совершено одиннадцатого декабря тысяча девятьсот девяносто седьмого года.",
       "одиннадцатого декабря тысяча девятьсот девяносто седьмого года 1997-12-11 1997-12-11"},
      {"ar", "في اليوم الثاني عشر من كانون الأول/ديسمبر عام ألفين وخمسة عشر.",
       "اليوم الثاني عشر من كانون الأول/ديسمبر عام ألفين وخمسة عشر 2015-12-12 2015-12-12"},
      {"en", "two thousand people and one hundred experts", ""},
  };
  for (const Case& c : cases)
    EXPECT_EQ(summary(c.text, c.lang), c.expected) << c.lang << ": " << c.text;
}

TEST(Expressions, DamagedFormsOnlyWhenOneReadingExists) {
  const Case cases[] = {
      {"ru", "711 ноября 2005 года", "711 ноября 2005 года 2005-11-07 2005-11-11"},
      {"zh", "1998629日至73日", "1998629日至73日 1998-06-29 1998-07-03"},
      {"zh", "199727日", "199727日 1997-02-07 1997-02-07"},
      {"zh", "1998111日", ""},  // 11 January or 1 November
  };
  check(cases);
}

TEST(Expressions, Periods) {
  const Case cases[] = {
      {"en", "the third quarter of 2016", "the third quarter of 2016 2016-07-01 2016-09-30"},
      {"en", "during H1 2016", "H1 2016 2016-01-01 2016-06-30"},
      {"en", "in the 1970s", "1970s 1970-01-01 1979-12-31"},
      {"en", "since 2009, i.e.", "2009 2009-01-01 -"},
      {"en", "the third Tuesday of September 2014",
       "third Tuesday of September 2014 2014-09-16 2014-09-16"},
      {"en", "two weeks before 13 May 1999", "two weeks before 13 May 1999 1999-04-29 1999-04-29"},
      {"fr", "dans les années 1990", "années 1990 1990-01-01 1999-12-31"},
      {"es", "los años 1970", "años 1970 1970-01-01 1979-12-31"},
      {"ru", "в 1990-е годы", "1990-е годы 1990-01-01 1999-12-31"},
      {"ru", "четвертый квартал 2018", "четвертый квартал 2018 2018-10-01 2018-12-31"},
      {"zh", "2017年上半年", "2017年上半年 2017-01-01 2017-06-30"},
      {"zh", "20世纪90年代", "20世纪90年代 1990-01-01 1999-12-31"},
      {"ar", "الربع الثالث 2016", "الربع الثالث 2016 2016-07-01 2016-09-30"},
  };
  check(cases);
}

TEST(Expressions, WhatOnlyLooksLikeADate) {
  const Case cases[] = {
      {"en", "Article 5 may be found", ""},           // a modal verb
      {"en", "decision SC-7/7 and COP.8/22", ""},     // numbers of decisions
      {"en", "CH-1219 Geneva; CH - 2010", ""},        // post codes
      {"en", "11-13, chemin des Anémones", ""},       // an address
      {"en", "Telephone: +41 22 917 2004", ""},       // a telephone number
      {"en", "UNEP/POPS/TOOLKIT/BATBEP/2016/2", ""},  // a symbol with a year in it
      {"en", "paragraphs 85-93", ""},
      {"en", "Between 25 and 30 experts", ""},
      {"en", "see http://example.org/2017/05/12/report", ""},
      {"en", "2,000 copies and 1 950 000 dollars", ""},
      {"en", "2000 tonnes", ""},
      {"en", "resolution 1929 (2010)", ""},  // the year is part of the number
      {"en", "30 February 2019", ""},        // no such day
      {"en", "29 February 2019", ""},
      {"fr", "pages 1990 à 1995", ""},
      {"ru", "Резолюция 1929 (2010)", ""},
      {"zh", "第2004号决定", ""},
      {"zh", "日内瓦和日本", ""},  // 日 inside names
      {"ar", "القرار 1540 (2004)", ""},
  };
  check(cases);
}

TEST(Expressions, MaskedSpansAreNotRead) {
  const std::string_view text = "decision of 5 May 2010, 6 May 2011";
  const Span mask[] = {{12, 22}};
  const auto found = find(text, "en", mask);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].from, "2011-05-06");
}

TEST(Expressions, RelativeAndOpenOnes) {
  struct Relative {
    const char* lang;
    const char* text;
    const char* timex;
    Granularity granularity;
  };
  const Relative cases[] = {
      {"en", "meets every two years", "P2Y", Granularity::set},
      {"en", "within 60 days of receipt", "P60D", Granularity::duration},
      {"en", "within 48 hours", "PT48H", Granularity::duration},
      {"en", "within forty five thirty days of the receipt", "PXXD",
       Granularity::duration},  // contradiction
      {"en", "on [date]", "XXXX", Granularity::undated},
      {"en", "during the inter-sessional period", "XXXX", Granularity::undated},
      {"fr", "tous les deux ans", "P2Y", Granularity::set},
      {"es", "en un plazo de 30 días", "P30D", Granularity::duration},
      {"es", "el [fecha]", "XXXX", Granularity::undated},
      {"ru", "в течение 30 дней с даты", "P30D", Granularity::duration},
      {"ru", "на его десятом совещании", "XXXX", Granularity::undated},
      {"zh", "在收到通知后60天内", "P60D", Granularity::duration},
      {"zh", "每两年举行一次", "P2Y", Granularity::set},
      {"ar", "في غضون عشرين يوما من صدوره", "P20D", Granularity::duration},
      {"ar", "في دورته الحادية والعشرين", "XXXX", Granularity::undated},
      {"en", "1 January of each year", "XXXX-01-01", Granularity::set},
  };
  for (const Relative& c : cases) {
    const auto found = find(c.text, c.lang);
    ASSERT_EQ(found.size(), 1U) << c.text;
    EXPECT_EQ(found[0].timex, c.timex) << c.text;
    EXPECT_EQ(found[0].granularity, c.granularity) << c.text;
    EXPECT_EQ(found[0].from, "") << c.text;
  }
}

// Brackets around a date that is not agreed belong to it.
TEST(Expressions, BracketsAroundADate) {
  const Case cases[] = {
      {"en", "by [31 March 2020] at the latest", "[31 March 2020] 2020-03-31 2020-03-31"},
      {"ru", "к [31 марта 2020 года]", "[31 марта 2020 года] 2020-03-31 2020-03-31"},
      // A bracket that holds more than the date does not.
      {"en", "[by 31 March 2020]", "31 March 2020 2020-03-31 2020-03-31"},
  };
  check(cases);
}

// What counts from an event holds the event, from the word that opens it.
TEST(Expressions, ChineseEventsFromTheirOpeningWord) {
  const Case cases[] = {
      {"zh", "请秘书处自收到之日起60天内分发资料", "自收到之日起60天内 - -"},
      {"zh", "请各缔约方在本决定通过后90天内指定联络点", "在本决定通过后90天内 - -"},
      // A word that elsewhere asks for something stands inside the event.
      {"zh", "在秘书处发出邀请之日起45天内提名专家", "在秘书处发出邀请之日起45天内 - -"},
      // "every calendar year" is part of the event.
      {"zh", "请秘书处在每一日历年结束后30天内公布清单", "在每一日历年结束后30天内 - -"},
      {"zh", "请委员会在缔约方大会第三次会议之前举行会议", "在缔约方大会第三次会议之前 - -"},
      // No word opens it: 请 is no part of the time.
      {"zh", "第四次会议审议", "第四次会议 - -"},
  };
  check(cases);
}

}  // namespace
}  // namespace hexapla::time
