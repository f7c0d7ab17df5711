// What holds for every text: exact offsets, order, values that go back to their days, linear time;
// and the months of every language against ICU's own names.
#include <gtest/gtest.h>
#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>

#include <chrono>
#include <string>

#include "analyzers/time/calendar.h"
#include "analyzers/time/time.h"
#include "tests/support/linear.h"

namespace hexapla::time {
namespace {

constexpr const char* kLanguages[] = {"ar", "en", "es", "fr", "ru", "zh"};

std::string formatted(const char* lang, const char* pattern, int year, int month, int day) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(lang);
  icu::SimpleDateFormat format(icu::UnicodeString::fromUTF8(pattern), locale, status);
  format.setTimeZone(*icu::TimeZone::getGMT());
  const auto days = make_day(year, month, day)->time_since_epoch().count();
  icu::UnicodeString text;
  format.format(static_cast<UDate>(days) * 86400000.0, text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

TEST(Properties, MonthsAsIcuNamesThem) {
  for (const char* lang : kLanguages) {
    const char* pattern = std::string_view(lang) == "zh" ? "y年M月d日" : "d MMMM y";
    for (int month = 1; month <= 12; ++month) {
      const std::string text = formatted(lang, pattern, 2018, month, 17);
      const auto found = find(text, lang);
      ASSERT_EQ(found.size(), 1U) << lang << ": " << text;
      EXPECT_EQ(found[0].from, iso(*make_day(2018, month, 17))) << lang << ": " << text;
      EXPECT_EQ(found[0].span, (Span{0, text.size()})) << lang << ": " << text;
    }
  }
}

TEST(Properties, EveryDayOfALeapYear) {
  for (Day day = *make_day(2020, 1, 1); day <= *make_day(2020, 12, 31);
       day += std::chrono::days{1}) {
    const std::chrono::year_month_day ymd{day};
    const std::string text =
        formatted("en", "d MMMM y", 2020, static_cast<int>(static_cast<unsigned>(ymd.month())),
                  static_cast<int>(static_cast<unsigned>(ymd.day())));
    const auto found = find(text, "en");
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found[0].timex, iso(day)) << text;
  }
}

TEST(Properties, TheLeapDayInEveryLanguage) {
  for (const char* lang : kLanguages) {
    const char* pattern = std::string_view(lang) == "zh" ? "y年M月d日" : "d MMMM y";
    for (int year = 1896; year <= 2104; year += 4) {
      const std::string text = formatted(lang, pattern, year, 2, 29);
      const auto found = find(text, lang);
      if (!make_day(year, 2, 29)) continue;  // 1900 and 2100: ICU goes on to 1 March
      ASSERT_EQ(found.size(), 1U) << lang << ": " << text;
      EXPECT_EQ(found[0].from, iso(*make_day(year, 2, 29))) << lang << ": " << text;
    }
  }
  for (const auto& [lang, text] : {std::pair{"en", "29 February 2019"},
                                   {"fr", "29 février 2100"},
                                   {"ru", "29 февраля 2018 года"},
                                   {"zh", "2017年2月29日"}})
    EXPECT_TRUE(find(text, lang).empty()) << text;
}

TEST(Properties, RangesOverTheTurnOfTheYearInEveryLanguage) {
  for (const char* lang : kLanguages) {
    const char* pattern = std::string_view(lang) == "zh" ? "y年M月d日" : "d MMMM y";
    for (int month = 2; month <= 12; ++month) {
      const std::string text =
          formatted(lang, pattern, 2018, month, 28) + "–" + formatted(lang, pattern, 2019, 1, 4);
      const auto found = find(text, lang);
      ASSERT_EQ(found.size(), 1U) << lang << ": " << text;
      EXPECT_EQ(found[0].from, iso(*make_day(2018, month, 28))) << lang << ": " << text;
      EXPECT_EQ(found[0].to, "2019-01-04") << lang << ": " << text;
    }
  }
}

TEST(Properties, RangesOverTheTurnOfTheYear) {
  for (int month = 2; month <= 12; ++month) {
    const std::string first = formatted("en", "d MMMM", 2018, month, 28);
    const auto found = find(first + "–4 January 2019", "en");
    ASSERT_EQ(found.size(), 1U) << first;
    EXPECT_EQ(found[0].from, iso(*make_day(2018, month, 28)));
    EXPECT_EQ(found[0].to, "2019-01-04");
  }
}

TEST(Properties, ValuesGoBackToTheirIntervals) {
  const std::pair<const char*, const char*> texts[] = {
      {"en",
       "12 May 2004, June 2016, June-July 2018, 8-12 December 2003, the 1970s, third quarter of "
       "2016, H2 2019, "
       "since 2009, 2014-2018, spring 2020"},
      {"fr", "du 30 novembre au 13 décembre 2015; les années 1990; T1 2017; 11/2016"},
      {"es", "del 19 al 23 de noviembre de 2007; primera mitad de 2016; abril de 2017"},
      {"ru", "с 30 ноября по 13 декабря 2015 года; 1990-е годы; октябрь 2014"},
      {"zh", "2005年11月28日至12月2日；2017年上半年；2005年2月至4月；20世纪90年代"},
      {"ar", "24 نيسان/أبريل - 5 أيار/مايو 2017؛ الربع الثالث 2016"},
  };
  for (const auto& [lang, text] : texts) {
    const auto found = find(text, lang);
    EXPECT_GE(found.size(), 2U) << text;
    for (const TimeExpression& e : found) {
      const auto back = interval_of(e.timex);
      ASSERT_TRUE(back) << e.timex;
      EXPECT_EQ(back->from ? iso(*back->from) : "", e.from) << e.timex;
      EXPECT_EQ(back->to ? iso(*back->to) : "", e.to) << e.timex;
    }
  }
}

void expect_sound(std::string_view text, std::string_view lang) {
  std::size_t last = 0;
  for (const TimeExpression& e : find(text, lang)) {
    ASSERT_LE(last, e.span.begin);
    ASSERT_LT(e.span.begin, e.span.end);
    ASSERT_LE(e.span.end, text.size());
    ASSERT_LE(e.sentence.end, text.size());
    last = e.span.end;
    // An empty one is found at the start.
    ASSERT_NE(text.find(e.actor), std::string_view::npos) << e.actor;
    ASSERT_NE(text.find(e.action), std::string_view::npos) << e.action;
  }
}

TEST(Properties, OffsetsAreExactInCutAndBrokenText) {
  const std::string text =
      "邀请缔约方在2019年6月30日之前提交意见。 Requests the Secretariat, by 1 May 2018, to report "
      "within 60 days; "
      "في غضون عشرين يوما من صدوره 27 نيسان/أبريل 2006 с 30 ноября по 13 декабря 2015 года [date] "
      "711 ноября 2005";
  for (const char* lang : kLanguages) {
    for (std::size_t cut = 0; cut <= text.size(); ++cut)
      expect_sound(std::string_view(text).substr(0, cut), lang);
    std::string broken = text;
    for (std::size_t i = 0; i < broken.size(); i += 7) broken[i] = static_cast<char>(i * 37 + 128);
    expect_sound(broken, lang);
  }
}

TEST(Properties, HostileTextTakesLinearTime) {
  const char* const seeds[] = {"1",
                               "1-",
                               "5 May ",
                               "[",
                               "2018 ",
                               "within 5 ",
                               "at its ninth ",
                               "not later than its third meeting, ",
                               "thirty days before the meeting ",
                               "shall submit by 1 March 2010 ",
                               "1, 2 and ",
                               "第",
                               "之前",
                               "by Requests the Secretariat to ",
                               "+41 22 ",
                               "paragraphs 1, "};
  for (const char* seed : seeds) {
    const auto find_all = [&](const std::string& text) {
      (void)find(text, static_cast<unsigned char>(seed[0]) >= 0x80 ? "zh" : "en");
    };
    EXPECT_LT(support::growth_over_sixteen(seed, 20'000, find_all), 64) << seed;
    // In a document meetings are looked for besides.
    const auto find_in_unit = [](const std::string& text) {
      text::Unit unit;
      unit.text = text;
      unit.lang = static_cast<unsigned char>(text[0]) >= 0x80 ? "zh" : "en";
      const std::vector<references::Reference> none;
      (void)find_in_document({&unit, 1}, {&none, 1});
    };
    EXPECT_LT(support::growth_over_sixteen(seed, 20'000, find_in_unit), 64) << seed;
  }
}

}  // namespace
}  // namespace hexapla::time
