#include "pipeline/run/corrections.h"

#include <gtest/gtest.h>

#include "pipeline/base/error.h"

namespace hexapla::run {
namespace {

store::Work work_of(const std::vector<std::string>& english,
                    const std::vector<std::string>& french) {
  store::Work work;
  work.key = "UNEP/GLC/COP.3/7";
  for (const auto& [lang, texts] :
       {std::pair{std::string("en"), english}, {std::string("fr"), french}}) {
    store::AnalyzedExpression a;
    a.expression.lang = lang;
    for (const std::string& text : texts) {
      a.expression.manifestation.hash += text + "|";
      document::Block block;
      block.content = document::MappedText::verbatim(text, 0);
      a.expression.blocks.push_back(std::move(block));
    }
    work.expressions.push_back(std::move(a));
  }
  return work;
}

TEST(Corrections, AreLinesOfJson) {
  const auto read = parse_corrections(
      "# by hand\n\n{\"work\": \"A/RES/70/1\", \"row\": {\"en\": [3, 2, 3], \"fr\": [], \"ru\": "
      "[4]}}\r\n"
      "{\"work\": \"A/1\", \"row\": {\"en\": [1]}, \"fixed\": false}",
      "c.jsonl");
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].work, "A/RES/70/1");
  EXPECT_EQ(read[0].row, (FixedRow{{"en", {2, 3}}, {"ru", {4}}}));
  EXPECT_TRUE(read[0].fixed);
  EXPECT_EQ(read[0].line, 3U);
  EXPECT_FALSE(read[1].fixed);
}

TEST(Corrections, WhatIsNoneIsSaidWithItsLine) {
  for (const char* bad :
       {"no JSON", "[]", "{\"work\": \"A\"}", "{\"work\": 1, \"row\": {\"en\": [1]}}",
        "{\"work\": \"A\", \"row\": {\"en\": [-1]}}", "{\"work\": \"A\", \"row\": {\"en\": 1}}",
        "{\"work\": \"A\", \"row\": {}}",  // a row of nothing
        "{\"work\": \"A\", \"row\": {\"en\": [1]}, \"fixed\": 0}",
        "{\"work\": \"A\", \"row\": {\"en\": [99999999999]}}"}) {
    try {
      parse_corrections(std::string("\n") + bad, "c.jsonl");
      ADD_FAILURE() << bad;
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::usage);
      EXPECT_EQ(e.place(), "line 2") << bad;
    }
  }
}

TEST(Corrections, TheLastWordOnABlockCounts) {
  std::vector<FixedRow> rows;
  apply({"A", {{"en", {1}}, {"fr", {1}}}, true, 1}, rows);
  apply({"A", {{"en", {2}}, {"fr", {2}}}, true, 2}, rows);
  apply({"A", {{"en", {1, 2}}, {"fr", {3}}}, true, 3}, rows);  // takes the place of both
  EXPECT_EQ(rows, (std::vector<FixedRow>{{{"en", {1, 2}}, {"fr", {3}}}}));
  apply({"A", {{"fr", {3}}}, false, 4}, rows);
  EXPECT_TRUE(rows.empty());
}

TEST(Corrections, FollowTheirBlocksWhenADocumentChanges) {
  const store::Work before = work_of({"title", "lake", "same", "same"}, {"titre", "lac", "x"});
  store::Work now = work_of({"title", "new", "lake", "same", "same"}, {"titre", "lac", "x"});
  std::size_t lost = 0;
  const std::vector<FixedRow> rows = {{{"en", {1}}, {"fr", {1}}}, {{"en", {3}}}};
  EXPECT_EQ(carried(rows, before, now, lost),
            (std::vector<FixedRow>{{{"en", {2}}, {"fr", {1}}}, {{"en", {3}}}}));
  EXPECT_EQ(lost, 0U);
  now = work_of({"title", "same", "same"}, {"titre", "lac", "x"});  // "lake" is gone
  EXPECT_EQ(carried(rows, before, now, lost), (std::vector<FixedRow>{{{"en", {2}}}}));
  EXPECT_EQ(lost, 1U);
}

TEST(Corrections, BlocksAndLanguagesMustBeThere) {
  const store::Work work = work_of({"a", "b"}, {"c"});
  const auto rows = as_rows({{{"en", {0, 1}}, {"fr", {0}}}}, work);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_TRUE(rows[0].fixed);
  EXPECT_EQ(rows[0].sides, (std::vector<std::vector<std::uint32_t>>{{0, 1}, {0}}));
  EXPECT_THROW(as_rows({{{"en", {2}}}}, work), Error);
  EXPECT_THROW(as_rows({{{"de", {0}}}}, work), Error);
}

}  // namespace
}  // namespace hexapla::run
