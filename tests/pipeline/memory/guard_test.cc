#include "pipeline/memory/guard.h"

#include <gtest/gtest.h>

namespace hexapla::memory {
namespace {

// What differs between the two, by kind: the first word of the first reason.
std::string kind(const char* lang, const char* query, const char* match) {
  const std::vector<std::string> reasons = guard(query, match, lang);
  return reasons.empty() ? "" : reasons.front().substr(0, reasons.front().find(':'));
}

TEST(Guard, NegationsInSixLanguages) {
  EXPECT_EQ(kind("en", "The list will not be circulated.", "The list will be circulated."),
            "negation");
  EXPECT_EQ(kind("fr", "La liste ne sera pas diffusée.", "La liste sera diffusée."), "negation");
  EXPECT_EQ(kind("es", "La lista no se distribuirá.", "La lista se distribuirá."), "negation");
  EXPECT_EQ(kind("ru", "Список не рассылается.", "Список рассылается."), "negation");
  EXPECT_EQ(kind("ar", "لن تعمم القائمة.", "ستعمم القائمة."), "negation");
  EXPECT_EQ(kind("zh", "名单不予分发。", "名单予以分发。"), "negation");
}

TEST(Guard, Modals) {
  EXPECT_EQ(kind("en", "The lake shall be surveyed.", "The lake may be surveyed."), "obligation");
  EXPECT_EQ(kind("en", "The lake should be surveyed.", "The lake is surveyed."), "recommendation");
  // Another word for the same obligation.
  EXPECT_EQ(kind("en", "The lake must be surveyed.", "The lake shall be surveyed."), "");
}

TEST(Guard, PartiesAndVerbs) {
  EXPECT_EQ(kind("en", "The Secretariat made a survey.", "The Bureau made a survey."), "party");
  EXPECT_EQ(kind("en", "Invites all to report;", "Requests all to report;"), "operative verb");
  EXPECT_EQ(kind("zh", "邀请各国提交报告", "敦促各国提交报告"), "operative verb");
}

TEST(Guard, SaysWhatIsWhere) {
  const std::vector<std::string> reasons =
      guard("The list will not be circulated.", "The list will be circulated.", "en");
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0], "negation: «not» is only in the query");
}

TEST(Guard, FormsOfOnePartyAreOne) {
  EXPECT_EQ(kind("ru", "Обзор, сделанный секретариатом.", "Обзор секретариата."), "");
  EXPECT_EQ(kind("ru", "Стороны делают обзор.", "Секретариат делает обзор."), "party");
  EXPECT_EQ(kind("ar", "على الأمانة إعداد مسح", "للأمانة إعداد مسح"), "");
  EXPECT_EQ(
      kind("en", "The Executive Director made a survey.", "The Executive Secretary made a survey."),
      "party");
}

TEST(Guard, WhatLiesInAValueIsNoCue) {
  EXPECT_EQ(kind("en", "It is due by 5 May 2020.", "It is due by 31 March 2019."), "");
  EXPECT_EQ(kind("en", "It may be due by 5 March 2020.", "It is due by 31 May 2019."),
            "permission");
}

TEST(Guard, OtherWordsAreNotItsBusiness) {
  EXPECT_EQ(kind("en", "The deep lake is cold.", "The small lake is warm."), "");
  EXPECT_EQ(kind("xx", "not", "x"), "");
  EXPECT_EQ(kind("en", "", ""), "");
}

}  // namespace
}  // namespace hexapla::memory
