// Dates as layout reads them. The looks before a text is folded (date_looks.h) must let every form
// pass that folding makes a date of.
#include "pipeline/normalize/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/normalize/page_number.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* text;
  const char* from;  // "" when no date begins the text
  bool whole;        // nothing else stands in the text
};

TEST(Dates, BeginATextInAnyForm) {
  const Case cases[] = {
      {"12 March 2018", "2018-03-12", true},
      {"March 2018", "2018-03", true},
      {"MARCH 2018.", "2018-03", true},
      {"1st March 2018", "2018-03-01", true},
      {"1er mars 2018", "2018-03-01", true},
      {"1º de marzo de 2018", "2018-03-01", true},
      {"13 - 15 de julio de 2013", "2013-07-13", true},
      {"8/9 mai 2018", "2018-05-08", true},
      {"août 2018", "2018-08", true},
      {"12 марта 2018 года", "2018-03-12", true},
      {"12 МАРТА 2018 Г.", "2018-03-12", true},
      {"март 2018 года и далее", "2018-03", false},
      {"2018年3月12日", "2018-03-12", true},
      {"2018年3月", "2018-03", true},
      {"二〇一八年三月", "2018-03", true},
      {"2018年3月。", "2018-03", true},
      {"12 آذار/مارس 2018", "2018-03-12", true},
      {"آذار/مارس 2018 م", "2018-03", true},
      {"١٢ آذار/مارس ٢٠١٨", "2018-03-12", true},
      // What folding makes a date of: a line break, a no-break space, wide and combined forms, a
      // tatweel, vowel marks, a soft hyphen within the year, a mark of direction before it all.
      {"12\tMarch\n2018", "2018-03-12", true},
      {"12\u00A0March\u00A02018", "2018-03-12", true},
      {"１２ March ２０１８", "2018-03-12", true},
      {"20\u00AD18年3月", "2018-03", true},
      {"March 20\u00AD18", "2018-03", true},
      {"ao\u00FBt 2018", "2018-08", true},
      {"aou\u0302t 2018", "2018-08", true},
      {"De\u0301cembre 2018", "2018-12", true},
      {"12 آذار/مـارس 2018", "2018-03-12", true},
      {"مَارس 2018", "2018-03", true},
      {"\u200F12 آذار/مارس 2018", "2018-03-12", true},
      {"12–14 March 2018", "2018-03-12", true},
      // No dates.
      {"March", "", false},
      {"Marches of 2018", "", false},
      {"2018 March", "", false},
      {"12 Parties in 2018", "", false},
      {"5. March 2018", "", false},
      {"5 - نص من عام 2018", "", false},
      {"三、2018年", "", false},
      {"The 12 March 2018", "", false},
      {"в 2018 году", "", false},
      {"مؤتمر الأطراف 2018", "", false},
      {"缔约方大会2018年", "", false},
      {"", "", false},
  };
  for (const Case& c : cases) {
    const std::optional<DateMatch> date = date_at(c.text);
    EXPECT_EQ(date ? date->from : "", c.from) << c.text;
    EXPECT_EQ(whole_date(c.text).has_value(), c.whole) << c.text;
  }
}

TEST(Dates, AMonthAndAYearAreKnownByTheirEnds) {
  for (const char* text :
       {"March 2018", "août 2018", "Март 2018 года", "в марте 2018 году", "2018年3月",
        "2018年3月。", "二〇一八年三月", "آذار/مارس 2018", "آذار/مارس ٢٠١٨ م", "March–April 2018"})
    EXPECT_TRUE(may_be_month_and_year(Traits(text))) << text;
  for (const char* text : {"", "March", "12 March 2018", "5", "Annex 2018)", "in 2018, the Parties",
                           "缔约方大会", "مؤتمر الأطراف", "(March 2018)"})
    EXPECT_FALSE(may_be_month_and_year(Traits(text))) << text;
  Traits both("October/November");
  both.append(Traits("2017"));
  EXPECT_TRUE(may_be_month_and_year(both));
}

struct Head {
  const char* line;
  const char* head;  // with the colon or dash behind it; "" for none
};

TEST(Dates, HeadALineWithAColon) {
  const Head cases[] = {
      {"12 March: Committee meets", "12 March:"},
      {"10 a.m. \u2013 1 p.m.: Plenary", "10 a.m. \u2013 1 p.m.:"},
      {"Monday, 12 March: Plenary", "Monday, 12 March:"},
      {"3月12日：会议", "3月12日："},
      {"12 марта: Заседание", "12 марта:"},
      {"12 de\u0301cembre: Réunion", "12 de\u0301cembre:"},
      {"12 آذار/مارس: جلسة", "12 آذار/مارس:"},
      // Words that dates do not have, and what goes on with a small letter.
      {"Committee: 12 March", ""},
      {"Note 12: Text", ""},
      {"Пункт 12: Текст", ""},
      {"المقرر 12: نص", ""},
      {"会议：3月", ""},
      {"12 March: goes on", ""},
      {"12 March", ""},
  };
  for (const Head& c : cases) {
    const std::string_view line = c.line;
    EXPECT_EQ(line.substr(0, dated_head(line)), c.head) << line;
  }
}

struct Number {
  const char* text;
  long number;  // 0 for none
};

TEST(PageNumbers, InAnyForm) {
  const Number cases[] = {
      {"3", 3},
      {"- 3 -", 3},
      {"Page 3 of 12", 3},
      {"PAGE 3", 3},
      {"p. 3", 3},
      {"página 3", 3},
      {"стр. 3", 3},
      {"Стр. 3 из 12", 3},
      {"Страница 123 из 345", 123},
      {"第3页", 3},
      {"صفحة 3", 3},
      {"\u2013 3 \u2013", 3},
      {"３", 3},
      {"٣", 3},
      {"pa\u0301gina 3", 3},
      {"3/12", 3},
      {"12/3", 0},
      {"1 284", 0},
      {"03", 0},
      {"Annex 3", 0},
      {"3.", 0},
      {"第3段", 0},
      {"الفقرة 3", 0},
      {"Пункт 3", 0},
      {"page", 0},
      {"", 0},
  };
  for (const Number& c : cases) EXPECT_EQ(page_number(c.text).value_or(0), c.number) << c.text;
}

}  // namespace
}  // namespace hexapla::normalize
