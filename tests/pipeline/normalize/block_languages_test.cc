// Which language a block is in.
#include <gtest/gtest.h>

#include <string>

#include "dump.h"

namespace hexapla::normalize {
namespace {

struct Case {
  const char* document;  // one paragraph, before the block that is asked for
  const char* block;
  const char* lang;
};

TEST(BlockLanguages, AddressesAreInNoLanguage) {
  const Case cases[] = {
      {"各缔约方应向秘书处提交其意见，秘书处将在下次会议上作出报告。",
       "查询：电话+41 22 555 01 62，4-12室，电子邮件finance@arvenna.example。", "zh"},
      {"各缔约方应向秘书处提交其意见，秘书处将在下次会议上作出报告。",
       "见www.arvenna.example/documents/meetings/third。", "zh"},
      {"Стороны представляют секретариату свои замечания до начала совещания.",
       "Эл. почта: secretariat.registration@arvenna.example", "ru"},
      {"Стороны представляют секретариату свои замечания до начала совещания.",
       "Веб-сайт: https://www.arvenna.example/en/meetings?year=2019#agenda", "ru"},
      {"تقدم الأطراف تعليقاتها إلى الأمانة قبل انعقاد الاجتماع.",
       "البريد: secretariat.registration@arvenna.example", "ar"},
      // What is left counts: words of another language beside an address.
      {"各缔约方应向秘书处提交其意见，秘书处将在下次会议上作出报告。",
       "The registration form is to be sent to the Secretariat at finance@arvenna.example", "en"},
      {"Стороны представляют секретариату свои замечания до начала совещания.", "@@@ :// www.",
       "ru"},
  };
  for (const Case& c : cases) {
    const document::Expression e =
        normalize_text(std::string(c.document) + "\n\n" + c.block + "\n\n" + c.document);
    bool found = false;
    for (const document::Block& b : e.blocks) {
      if (b.text().find(c.block) == std::string::npos) continue;
      found = true;
      EXPECT_EQ(b.lang, c.lang) << c.block;
    }
    EXPECT_TRUE(found) << c.block;
  }
}

}  // namespace
}  // namespace hexapla::normalize
