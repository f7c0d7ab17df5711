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
