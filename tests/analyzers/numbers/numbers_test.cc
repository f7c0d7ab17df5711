#include "analyzers/numbers/numbers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hexapla::numbers {
namespace {

// "text=value[unit]" of every number, joined by spaces; ~ marks words, # an ordinal, ! a code.
std::string show(std::string_view text, std::string_view lang) {
  std::string out;
  for (const Number& n : find(text, lang)) {
    if (!out.empty()) out += " | ";
    out += std::string(text.substr(n.span.begin, n.span.size())) + "=" + n.value;
    if (!n.other.empty()) out += "/" + n.other;
    if (!n.unit.empty()) out += "[" + n.unit + "]";
    if (n.kind == Kind::ordinal) out += "#";
    if (n.kind == Kind::code) out += "!";
    if (n.in_words) out += "~";
  }
  return out;
}

struct Case {
  const char* lang;
  const char* text;
  const char* expected;
};

TEST(Numbers, AreReadInEveryLanguage) {
  const Case cases[] = {
      // separators of the language
      {"en", "$412,500 was paid", "412,500=412500/412.5[USD]"},
      {"es", "421.500 dólares", "421.500=421500/421.5[USD]"},
      {"fr", "412 500 dollars", "412 500=412500[USD]"},
      {"ru", "412 500 долл. США", "412 500=412500[USD]"},
      {"ar", "١٢٨٤ بحيرة", "١٢٨٤=1284"},
      {"zh", "412 500美元", "412 500=412500[USD]"},
      {"en", "1,234,567.5 tons", "1,234,567.5=1234567.5[t]"},
      {"fr", "1.234.567,50 euros", "1.234.567,50=1234567.5[EUR]"},
      // multipliers
      {"en", "2.5 million people", "2.5 million=2500000"},
      {"zh", "250万人", "250万=2500000"},
      {"zh", "1.2亿人", "1.2亿=120000000"},
      {"ru", "1,25 млрд руб.", "1,25 млрд=1250000000[RUB]"},
      {"es", "3 mil millones", "3 mil millones=3000000000"},
      {"ar", "5 ملايين شخص", "5 ملايين=5000000"},
      // per cent
      {"en", "15 per cent", "15=15[%]"},
      {"zh", "百分之五", "五=5[%]~"},
      {"fr", "2,5 %", "2,5=2.5[%]"},
      {"ar", "15 في المائة", "15=15[%]"},
      {"ru", "15 процентов", "15=15[%]"},
      {"es", "15 por ciento", "15=15[%]"},
      // words
      {"en", "twenty-one Parties", "twenty-one=21~"},
      {"en", "two hundred and five", "two hundred and five=205~"},
      {"en", "two and three", "two=2~ | three=3~"},
      {"fr", "quatre-vingt-dix jours", "quatre-vingt-dix=90~"},
      {"fr", "soixante et onze", "soixante et onze=71~"},
      {"es", "treinta y cinco", "treinta y cinco=35~"},
      {"ru", "сорока двух Сторон", "сорока двух=42~"},
      {"ar", "خمسة وعشرون طرفا", "خمسة وعشرون=25~"},
      {"zh", "三个区域", "三=3~"},
      {"zh", "一百二十天", "一百二十=120~"},
      {"zh", "二〇一八", "二〇一八=2018~"},
      // ordinals
      {"en", "the third meeting", "third=3#~"},
      {"en", "its 21st session", "21st=21#"},
      {"zh", "第三次会议", "三=3#~"},
      {"ru", "двадцать первой сессии", "двадцать первой=21#~"},
      {"ru", "две тысячи тринадцатого года", "две тысячи тринадцатого=2013#~"},
      // ordinals of several words
      {"fr", "la Soixante-Seizième session", "Soixante-Seizième=76#~"},
      {"fr", "sa cent cinquante-sixième session", "cent cinquante-sixième=156#~"},
      {"es", "septuagésimo octavo período", "septuagésimo octavo=78#~"},
      {"es", "la 76.ª Asamblea", "76.ª=76#"},
      {"en", "its one hundred and fifty-sixth session", "one hundred and fifty-sixth=156#~"},
      {"ar", "الدورة السادسة والسبعون", "السادسة والسبعون=76#~"},
      {"ar", "دورته السادسة والخمسين بعد المائة", "السادسة والخمسين بعد المائة=156#~"},
      // fractions
      {"en", "two thirds of its members", "two thirds=2/3~"},
      {"fr", "les deux tiers", "deux tiers=2/3~"},
      {"es", "un tercio del flete", "un tercio=1/3~"},
      {"ru", "двух третей", "двух третей=2/3~"},
      {"ar", "ثلثي أعضائه", "ثلثي=2/3~"},
      {"zh", "三分之二多数", "三分之二=2/3~"},
      // the dual, which before a noun looks like the singular
      {"ar", "مليونا طفل", "مليونا=1000000/2000000~"},
      {"ar", "مليوني طفل", "مليوني=2000000~"},
      // measures
      {"ru", "более чем на 50 сантиметров", "50=50[cm]"},
      {"zh", "50厘米", "50=50[cm]"},
      // none: parts of words, the article one, identifiers
      {"zh", "统一的做法", ""},
      {"zh", "数百人", ""},
      {"en", "one of them", ""},
      {"fr", "un rapport", ""},
      {"en", "CO2 and A/RES/70/1", "2=2! | 70/1=70/1!"},
      {"en", "1.2.3", "1.2.3=1.2.3!"},
      // groups that were laid out from left to right in a text from right to left
      {"ar", "لكل 000 100 نسمة", "000 100=100000"},
      {"ar", "284 1 وظيفة", "284 1=1284"},
      {"ar", "700 635 412 دولار", "700 635 412=700635412/412635700[USD]"},
      {"en", "000 100", "000=0 | 100=100"},
      // a list, not one number
      {"en", "2019, 2020", "2019=2019 | 2020=2020"},
      {"en", "6-10 March", "6=6 | 10=10"},
      {"en", "a change of -5 km", "-5=-5[km]"},
  };
  for (const Case& c : cases) EXPECT_EQ(show(c.text, c.lang), c.expected) << c.text;
}

TEST(Numbers, OfChineseNumerals) {
  EXPECT_EQ(han_value("十"), 10);
  EXPECT_EQ(han_value("十二"), 12);
  EXPECT_EQ(han_value("二十"), 20);
  EXPECT_EQ(han_value("三百五十"), 350);
  EXPECT_EQ(han_value("三百零五"), 305);
  EXPECT_EQ(han_value("一万二千"), 12000);
  EXPECT_EQ(han_value("两亿三千万"), 230000000);
  EXPECT_EQ(han_value("万"), -1);    // alone it is no number
  EXPECT_EQ(han_value("三五"), 35);  // figure by figure, as in years
  EXPECT_EQ(han_value("百"), -1);
  EXPECT_EQ(han_value("abc"), -1);
}

TEST(Numbers, KeepOutOfTheMask) {
  const std::vector<Span> mask = {{4, 8}};
  EXPECT_TRUE(numbers::find("in  2018 ", "en", mask).empty());
  EXPECT_EQ(numbers::find("in  2018 and 7", "en", mask).size(), 1U);
}

TEST(Numbers, AcceptAnyBytes) {
  const std::string hostile = "\xff\xfe 1,\x80" + std::string(20000, '1') + std::string(2000, ',') +
                              std::string(3000, '\xe4') + "百百百百千千千万万万万亿亿亿亿亿";
  for (const char* lang : {"ar", "en", "es", "fr", "ru", "zh", "xx"}) {
    for (const Number& n : find(hostile, lang)) EXPECT_LE(n.span.end, hostile.size());
  }
}

}  // namespace
}  // namespace hexapla::numbers
