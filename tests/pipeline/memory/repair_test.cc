#include "pipeline/memory/repair.h"

#include <gtest/gtest.h>

#include "pipeline/memory/value_form.h"

namespace hexapla::memory {
namespace {

struct Outcome {
  std::string text;     // "" when refused or no repair at all
  std::string refused;  // the first reason
};

// The target when `query` is looked up and the memory has `source` with `target`.
Outcome repair(std::string_view query, std::string_view source, std::string_view source_lang,
               std::string_view target, std::string_view target_lang) {
  const auto changes = only_values_differ(query, source, source_lang);
  if (!changes) return {"", "other words differ"};
  if (changes->empty()) return {"", "nothing differs"};
  std::vector<Repair> repairs;
  Outcome out;
  out.text = repaired(target, target_lang, *changes, repairs);
  for (const Repair& r : repairs) {
    if (out.refused.empty()) out.refused = r.refused;
  }
  return out;
}

// An English segment looked up, the one in the memory, its translation, and what is wanted of it.
struct Looked {
  const char* query;
  const char* source;
  const char* lang;
  const char* target;
  const char* wanted;
};

void expect_repaired(const std::vector<Looked>& cases) {
  for (const Looked& c : cases) {
    const Outcome o = repair(c.query, c.source, "en", c.target, c.lang);
    EXPECT_EQ(o.text, c.wanted) << c.target << ": " << o.refused;
  }
}

TEST(Repair, DatesInTheFormOfEveryLanguage) {
  const char* source = "The list is due on 30 September 2016.";
  const char* query = "The list is due on 5 March 2019.";
  struct Case {
    const char* lang;
    const char* target;
    const char* wanted;
  };
  for (const Case& c : std::vector<Case>{
           {"fr", "La liste est attendue le 30 septembre 2016.",
            "La liste est attendue le 5 mars 2019."},
           {"es", "La lista vence el 30 de septiembre de 2016.",
            "La lista vence el 5 de marzo de 2019."},
           {"ru", "Список подлежит представлению 30 сентября 2016 года.",
            "Список подлежит представлению 5 марта 2019 года."},
           {"zh", "清单应于2016年9月30日提交。", "清单应于2019年3月5日提交。"},
           // Both names of the month, as the UN writes them, and Arabic-Indic digits.
           {"ar", "تقدم القائمة في 30 أيلول/سبتمبر 2016.", "تقدم القائمة في 5 آذار/مارس 2019."},
           {"ar", "تقدم القائمة في ٣٠ أيلول/سبتمبر ٢٠١٦.", "تقدم القائمة في ٥ آذار/مارس ٢٠١٩."},
       }) {
    const Outcome o = repair(query, source, "en", c.target, c.lang);
    EXPECT_EQ(o.text, c.wanted) << c.lang << ": " << o.refused;
  }
}

// Both names of a month change, each to the other's own; a rarer name is not guessed.
TEST(Repair, NamesOfArabicMonths) {
  const char* source = "The list is due on 5 May 2014.";
  expect_repaired({
      {"The list is due on 7 January 2015.", source, "ar", "تقدم في 5 أيار/مايو 2014.",
       "تقدم في 7 كانون الثاني/يناير 2015."},
      {"The list is due on 7 December 2015.", source, "ar", "تقدم في 5 مايو 2014.",
       "تقدم في 7 ديسمبر 2015."},
      {"The list is due on 7 November 2015.", source, "ar", "تقدم في 5 أيار 2014.",
       "تقدم في 7 تشرين الثاني 2015."},
      // إبريل is أبريل, written otherwise.
      {"The list is due on 7 January 2015.", "The list is due on 5 April 2014.", "ar",
       "تقدم في 5 إبريل 2014.", "تقدم في 7 يناير 2015."},
      {"The list is due on 7 January 2015.", "The list is due on 5 August 2014.", "ar",
       "تقدم في 5 غشت 2014.", ""},
  });
}

TEST(Repair, TheFirstOfAMonth) {
  const Outcome to_first = repair("It began on 1 May 2019.", "It began on 30 May 2018.", "en",
                                  "Cela a commencé le 30 mai 2018.", "fr");
  EXPECT_EQ(to_first.text, "Cela a commencé le 1er mai 2019.") << to_first.refused;
  const Outcome from_first = repair("It began on 7 June 2019.", "It began on 1 May 2018.", "en",
                                    "Cela a commencé le 1er mai 2018.", "fr");
  EXPECT_EQ(from_first.text, "Cela a commencé le 7 juin 2019.") << from_first.refused;
}

TEST(Repair, DecisionsAndSymbols) {
  expect_repaired({
      {"Recalling decision SC-8/3,", "Recalling decision SC-7/9,", "fr",
       "Rappelant la décision SC-7/9,", "Rappelant la décision SC-8/3,"},
      // The prefix is transliterated: the numbers are found behind it.
      {"Recalling decision SC-8/3,", "Recalling decision SC-7/9,", "ru",
       "ссылаясь на решение СК-7/9,", "ссылаясь на решение СК-8/3,"},
      {"Recalling decision SC-8/3,", "Recalling decision SC-7/9,", "zh", "回顾第SC-7/9号决定，",
       "回顾第SC-8/3号决定，"},
      {"See document UNEP/GLC/COP.4/12.", "See document UNEP/GLC/COP.3/7.", "es",
       "Véase el documento UNEP/GLC/COP.3/7.", "Véase el documento UNEP/GLC/COP.4/12."},
  });
}

TEST(Repair, NumbersWithTheSeparatorsOfTheTarget) {
  expect_repaired({
      {"The budget is 455,000 dollars.", "The budget is 210,000 dollars.", "fr",
       "Le budget est de 210 000 dollars.", "Le budget est de 455 000 dollars."},
      {"A share of 12.5 per cent was paid.", "A share of 47.5 per cent was paid.", "fr",
       "Une part de 47,5 % a été payée.", "Une part de 12,5 % a été payée."},
      {"There are 35 lakes.", "There are 25 lakes.", "ru", "Имеется 25 озер.", "Имеется 35 озер."},
  });
}

TEST(Repair, IsRefusedWhereItIsNotCertain) {
  struct Case {
    const char* what;
    const char* query;
    const char* source;
    const char* lang;
    const char* target;
    const char* reason;
  };
  for (const Case& c : std::vector<Case>{
           {"twice", "There are 35 lakes.", "There are 25 lakes.", "fr",
            "Il y a 25 lacs, oui 25 lacs.", "the value stands in the target 2 times"},
           {"not there", "There are 35 lakes.", "There are 25 lakes.", "fr", "Il y a des lacs.",
            "the value does not stand in the target"},
           // 22 озера, 25 озер: the noun would change.
           {"plural", "There are 22 lakes.", "There are 25 lakes.", "ru", "Имеется 25 озер.",
            "the words around it would change with the number"},
           {"other words", "There are 35 rivers.", "There are 25 lakes.", "fr", "Il y a 25 lacs.",
            "other words differ"},
           // Another convention: BC is БК in Russian, which the digits do not tell.
           {"prefix", "Recalling decision BC-7/9,", "Recalling decision SC-7/9,", "ru",
            "ссылаясь на решение СК-7/9,", "it is written in another way here"},
       }) {
    const Outcome o = repair(c.query, c.source, "en", c.target, c.lang);
    EXPECT_EQ(o.text, "") << c.what;
    EXPECT_EQ(o.refused, c.reason) << c.what;
  }
}

TEST(Repair, OrdinalsInWords) {
  const char* source = "The report of the ninth session was adopted.";
  const char* query = "The report of the tenth session was adopted.";
  struct Case {
    const char* lang;
    const char* target;
    const char* wanted;
  };
  for (const Case& c : std::vector<Case>{
           {"fr", "Le rapport de la neuvième session est adopté.",
            "Le rapport de la dixième session est adopté."},
           {"ru", "Доклад девятой сессии был утвержден.", "Доклад десятой сессии был утвержден."},
           {"zh", "第九届会议的报告获得通过。", "第十届会议的报告获得通过。"},
           {"ar", "اعتمد تقرير الدورة التاسعة.", "اعتمد تقرير الدورة العاشرة."},
       }) {
    const Outcome o = repair(query, source, "en", c.target, c.lang);
    EXPECT_EQ(o.text, c.wanted) << c.lang << ": " << o.refused;
  }
  // "première" or "premier": the ending of "neuvième" does not tell.
  const Outcome first = repair("The report of the first session was adopted.", source, "en",
                               "Le rapport de la neuvième session est adopté.", "fr");
  EXPECT_EQ(first.text, "");
}

TEST(Repair, OrdinalsThatBeginASentenceOrHaveSigns) {
  struct Case {
    const char* query;
    const char* lang;
    const char* target;
    const char* wanted;
  };
  const char* source = "The twelfth session will be held here.";
  for (const Case& c : std::vector<Case>{
           {"The thirteenth session will be held here.", "ru",
            "Двенадцатая сессия состоится здесь.", "Тринадцатая сессия состоится здесь."},
           {"The twentieth session will be held here.", "fr", "Douzième session, ici.",
            "Vingtième session, ici."},
           // Two ways to write one word are one form.
           {"The twenty-first session will be held here.", "fr", "La douzième session a lieu ici.",
            "La vingt et unième session a lieu ici."},
           // 12º, 20º; but 13º or 13er before a noun.
           {"The twentieth session will be held here.", "es", "El 12º período tendrá lugar aquí.",
            "El 20º período tendrá lugar aquí."},
           {"The thirteenth session will be held here.", "es", "El 12º período tendrá lugar aquí.",
            ""},
           {"The thirteenth session will be held here.", "es", "La 12ª sesión tendrá lugar aquí.",
            "La 13ª sesión tendrá lugar aquí."},
           {"The thirteenth session will be held here.", "ar", "ستعقد الدورة الثانية عشرة هنا.",
            "ستعقد الدورة الثالثة عشرة هنا."},
           // العشرون or العشرين, by case, which الثانية عشرة does not show.
           {"The twentieth session will be held here.", "ar", "ستعقد الدورة الثانية عشرة هنا.", ""},
           {"The twenty-first session will be held here.", "zh", "第十二届会议将在此举行。",
            "第二十一届会议将在此举行。"},
       }) {
    const Outcome o = repair(c.query, source, "en", c.target, c.lang);
    EXPECT_EQ(o.text, c.wanted) << c.target << ": " << o.refused;
  }
}

TEST(Repair, ArticlesInTheOrderOfTheTarget) {
  const char* source = "In accordance with paragraph 3 of Article 5,";
  expect_repaired({
      {"In accordance with paragraph 1 of Article 9,", source, "fr",
       "Conformément au paragraphe 3 de l’article 5,",
       "Conformément au paragraphe 1 de l’article 9,"},
      {"In accordance with paragraph 1 of Article 9,", source, "es",
       "De conformidad con el artículo 5, párrafo 3,",
       "De conformidad con el artículo 9, párrafo 1,"},
      {"In accordance with paragraph 1 of Article 9,", source, "ru",
       "В соответствии с пунктом 3 статьи 5", "В соответствии с пунктом 1 статьи 9"},
      {"In accordance with paragraph 5 of Article 3,", source, "ar", "وفقاً للفقرة 3 من المادة 5،",
       "وفقاً للفقرة 5 من المادة 3،"},
      // The number of an article in Chinese numerals, that of a paragraph in digits.
      {"In accordance with paragraph 1 of Article 12,", source, "zh", "根据第五条第3款，",
       "根据第十二条第1款，"},
  });
  // Which 5 is the article's does not show.
  const Outcome twice = repair("In accordance with paragraph 5 of Article 9,",
                               "In accordance with paragraph 5 of Article 5,", "en",
                               "Conformément à l’article 5, paragraphe 5,", "fr");
  EXPECT_EQ(twice.text, "Conformément à l’article 9, paragraphe 5,") << twice.refused;
}

TEST(Repair, AnnexesInTheNumbersOfTheTarget) {
  const char* source = "The list is in annex II to the present report.";
  const char* query = "The list is in annex IV to the present report.";
  expect_repaired({
      {query, source, "fr", "La liste figure à l’annexe II du présent rapport.",
       "La liste figure à l’annexe IV du présent rapport."},
      {query, source, "zh", "清单载于本报告附件二。", "清单载于本报告附件四。"},
      {query, source, "ar", "ترد القائمة في المرفق الثاني لهذا التقرير.",
       "ترد القائمة في المرفق الرابع لهذا التقرير."},
  });
}

TEST(Repair, SymbolsOfAnotherKind) {
  expect_repaired({
      {"See document UNEP/GLC/COP.4/12/Add.1.", "See document UNEP/GLC/COP.3/INF/7.", "ar",
       "انظر الوثيقة UNEP/GLC/COP.3/INF/7.", "انظر الوثيقة UNEP/GLC/COP.4/12/Add.1."},
      {"See document A/70/1.", "See document UNEP/GLC/COP.3/INF/7.", "zh",
       "见文件UNEP/GLC/COP.3/INF/7。", "见文件A/70/1。"},
  });
}

TEST(Repair, RangesOfYearsAndDays) {
  const char* years = "The programme for the biennium 2018–2019 was approved.";
  const char* days = "It was held from 5 to 9 May 2014.";
  expect_repaired({
      {"The programme for the biennium 2020–2021 was approved.", years, "fr",
       "Le programme pour l’exercice biennal 2018-2019 a été approuvé.",
       "Le programme pour l’exercice biennal 2020-2021 a été approuvé."},
      {"The programme for the biennium 2020–2021 was approved.", years, "zh",
       "2018-2019两年期方案获得核准。", "2020-2021两年期方案获得核准。"},
      {"It was held from 12 to 16 October 2015.", days, "ru", "Оно состоялось 5–9 мая 2014 года.",
       "Оно состоялось 12–16 октября 2015 года."},
      {"It was held from 12 to 16 October 2015.", days, "es",
       "Se celebró del 5 al 9 de mayo de 2014.", "Se celebró del 12 al 16 de octubre de 2015."},
      {"It was held from 12 to 16 October 2015.", days, "ar",
       "عقد في الفترة من ٥ إلى ٩ أيار/مايو ٢٠١٤.",
       "عقد في الفترة من ١٢ إلى ١٦ تشرين الأول/أكتوبر ٢٠١٥."},
      {"It was held from 12 to 16 October 2015.", days, "zh", "会议于2014年5月5日至9日举行。",
       "会议于2015年10月12日至16日举行。"},
      // Two months for one; and "1er".
      {"It was held from 28 April to 2 May 2015.", days, "es",
       "Se celebró del 5 al 9 de mayo de 2014.", ""},
      {"It was held from 1 to 4 May 2015.", days, "fr", "Il s’est tenu du 5 au 9 mai 2014.", ""},
  });
}

TEST(Repair, MoneyAndMillions) {
  const char* source = "The cost is estimated at 3.5 million dollars.";
  expect_repaired({
      {"The cost is estimated at 4.75 million dollars.", source, "fr",
       "Le coût est estimé à 3,5 millions de dollars.",
       "Le coût est estimé à 4,75 millions de dollars."},
      {"The cost is estimated at 4 million dollars.", source, "es",
       "El costo se estima en 3,5 millones de dólares.",
       "El costo se estima en 4 millones de dólares."},
      {"The cost is estimated at 4.75 million dollars.", source, "zh", "费用估计为350万美元。",
       "费用估计为475万美元。"},
      // 1,2 million, in the singular.
      {"The cost is estimated at 1.2 million dollars.", source, "fr",
       "Le coût est estimé à 3,5 millions de dollars.", ""},
      // A currency that one language names and the other has no name for is no obstacle.
      {"The fund has 980,000 United States dollars.", "The fund has 250,000 United States dollars.",
       "fr", "Le fonds dispose de 250 000 dollars des États-Unis.",
       "Le fonds dispose de 980 000 dollars des États-Unis."},
  });
}

TEST(Repair, WordsForPerCentThatChange) {
  const char* source = "It rose by 12.5 per cent.";
  expect_repaired({
      {"It rose by 7.25 per cent.", source, "ru", "Он вырос на 12,5 процента.",
       "Он вырос на 7,25 процента."},
      {"It rose by 8 per cent.", source, "ru", "Он вырос на 12,5 процента.", ""},
      {"It rose by 8 per cent.", source, "ru", "Он вырос на 12,5 %.", "Он вырос на 8 %."},
      {"It rose by 8 per cent.", source, "fr", "Il a augmenté de 12,5 pour cent.",
       "Il a augmenté de 8 pour cent."},
  });
}

TEST(Repair, HanNumerals) {
  struct Case {
    int value;
    const char* numeral;
  };
  for (const Case& c : std::vector<Case>{{0, "零"},
                                         {9, "九"},
                                         {10, "十"},
                                         {12, "十二"},
                                         {20, "二十"},
                                         {35, "三十五"},
                                         {100, "一百"},
                                         {105, "一百零五"},
                                         {112, "一百一十二"},
                                         {350, "三百五十"},
                                         {2008, "二千零八"}}) {
    EXPECT_EQ(han_numeral(c.value), c.numeral);
  }
}

}  // namespace
}  // namespace hexapla::memory
