#include "pipeline/memory/record.h"

#include <gtest/gtest.h>

namespace hexapla::memory {
namespace {

TranslationUnit sample() {
  InlineCode sub;
  sub.at = 3;
  sub.element = "sub";
  sub.native = "inner";
  InlineCode bold;
  bold.at = 4;
  bold.kind = InlineCode::Kind::open;
  bold.element = "bpt";
  bold.id = "1";
  bold.attributes = {{"type", "bold"}};
  bold.native = "<b>";
  bold.inner = {sub};
  TranslationUnit unit;
  unit.id = "tu-1";
  unit.source_lang = "*all*";
  unit.variants = {{"en", "The lake is deep.", {bold}, {{"creationdate", "20040229"}}, {"a note"}},
                   {"zh-Hans", "湖水很深。", {}, {}, {}}};
  unit.properties = {{"work", "A/RES/70/1"}, {"empty", ""}};
  unit.notes = {"", "second"};
  return unit;
}

TEST(Record, ComesBackWhole) {
  std::string bytes;
  append_record(bytes, sample());
  ASSERT_TRUE(read_record(bytes));
  EXPECT_EQ(*read_record(bytes), sample());
  EXPECT_EQ(record_text(bytes, 1), "湖水很深。");
  EXPECT_FALSE(record_text(bytes, 2));
}

TEST(Record, DamageIsFound) {
  std::string bytes;
  append_record(bytes, sample());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(read_record(std::string_view(bytes).substr(0, size))) << size;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x20);
    EXPECT_FALSE(read_record(changed)) << at;
  }
}

TEST(Record, PrimarySubtags) {
  EXPECT_EQ(primary_subtag("zh-Hant"), "zh");
  EXPECT_EQ(primary_subtag("EN_gb"), "en");
  EXPECT_EQ(primary_subtag(""), "");
}

}  // namespace
}  // namespace hexapla::memory
