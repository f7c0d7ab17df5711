#include <gtest/gtest.h>

#include <string>

#include "analyzers/references/references.h"
#include "pipeline/index/index.h"
#include "tests/pipeline/index/sample.h"

namespace hexapla::index {
namespace {

struct Case {
  const char* query;
  const char* lang;
  const char* text;
  const char* expected;  // the spans, "|" between them
};

const Case kCases[] = {
    {"water", "en", "Clean water and waters.", "water|waters"},
    {"clean the water", "en", "Clean the water.", "Clean|water"},
    {"the", "en", "Clean the water.", "the"},
    {"\"clean water\"", "en", "Clean water; water that is clean.", "Clean water"},
    {"organiz*", "en", "Organizations organized an organ.", "Organizations|organized"},
    {"water -clean", "en", "Clean water.", "water"},
    {"follow-up", "en", "Follow up, then a follow\u2011up; to follow.", "Follow up|follow\u2011up"},
    // elision and accents: the word, not the article
    {"assemblee", "fr", "L’assemblée et les assemblées.", "assemblée|assemblées"},
    {"l'eau", "fr", "L’eau, l'eau.", "eau|eau"},
    {"учет", "ru", "Учёт и учёта.", "Учёт|учёта"},
    {"قرار", "ar", "بقرارٍ والقرارات", "بقرارٍ|والقرارات"},
    // soft hyphen inside
    {"cooperation", "en", "Co\u00ADoperation!", "Co\u00ADoperation"},
    // Chinese: whole words, Traditional or not, single characters
    {"奴隶制", "zh", "一切形式的奴隸制。", "奴隸制"},
    {"最佳可得技术", "zh", "最佳可得技术和最佳环境实践", "最佳可得技术|最佳"},
    {"水", "zh", "清洁水和饮用水", "水|水"},
    // another language than the query's
    {"slavery", "zh", "一切形式的奴隶制", ""},
    {"title:water", "en", "Water.", "Water"},
    {"lang:en type:title water", "en", "Water.", "Water"},
    {"aa \"a a\"", "en", "a a a aa", "a a a|aa"},  // overlapping ones are joined
};

TEST(Highlights, MarkTheWordsThatMatch) {
  const sample::Folder folder;
  Writer(folder / "index").commit();
  const Searcher searcher(folder / "index");
  for (const Case& c : kCases) {
    const std::string text = c.text;
    std::string got;
    std::size_t last = 0;
    for (const Span span : searcher.highlights(c.query, text, c.lang)) {
      ASSERT_LE(last, span.begin);
      ASSERT_LE(span.end, text.size());
      last = span.end;
      got += (got.empty() ? "" : "|") + text.substr(span.begin, span.size());
    }
    EXPECT_EQ(got, c.expected) << c.query << " in " << c.text;
  }
}

TEST(Highlights, MarkIdentifiersHoweverTheyAreWritten) {
  if (references::canonical_form("SC-1/19").empty())
    GTEST_SKIP() << "identifiers are marked as words";
  const sample::Folder folder;
  Writer(folder / "index").commit();
  const Searcher searcher(folder / "index");
  const std::string text = "根据第SC-1/19号决定";
  const auto spans = searcher.highlights("SC-1/19", text, "zh");
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_NE(text.substr(spans[0].begin, spans[0].size()).find("SC-1/19"), std::string::npos);
}

TEST(Highlights, AreLinearInHostileTexts) {
  const sample::Folder folder;
  Writer(folder / "index").commit();
  const Searcher searcher(folder / "index");
  std::string text;
  while (text.size() < 400'000) text += "a a a a b ";
  std::string query = "\"";
  while (query.size() < 5'000) query += "a a a a ";
  query += "c\"";
  EXPECT_TRUE(searcher.highlights(query, text, "en").empty());
}

}  // namespace
}  // namespace hexapla::index
