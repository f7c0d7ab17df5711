// What a store learns: its lexicons, rows fixed by hand, and that a store built in steps equals one
// built at once after --realign.
#include <gtest/gtest.h>

#include "documents.h"
#include "pipeline/base/error.h"
#include "pipeline/index/index.h"
#include "pipeline/run/build.h"
#include "pipeline/run/maintain.h"
#include "pipeline/store/lexicons.h"
#include "pipeline/store/store.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

class StoreLearns : public testing::Scratch {
 protected:
  void write_note(int n) {
    for (const auto& [lang, text] : testing::note(n))
      write("in/note-" + std::to_string(n) + "/" + lang + ".txt", text);
  }
  BuildReport build_in(const std::string& store, bool realign = false,
                       const std::string& corrections = "") {
    BuildOptions options;
    options.inputs = {dir_ / "in"};
    options.store = dir_ / store;
    options.jobs = 2;
    options.realign = realign;
    if (!corrections.empty()) {
      write("corrections.jsonl", corrections);
      options.corrections = dir_ / "corrections.jsonl";
    }
    return build(options);
  }
  store::Work work(const std::string& store, const std::string& key) {
    return *store::Store::open(dir_ / store).catalogue().work(key);
  }
  std::string lexicon_bytes(const std::string& store) {
    std::string all;
    const store::Store s = store::Store::open(dir_ / store);
    const store::Lexicons lexicons(s.lexicon_path());
    for (const auto& [a, b] : lexicons.pairs()) all += lexicons.find(a, b)->serialise();
    return all;
  }
};

TEST_F(StoreLearns, TenStepsAndARealignEqualOneStep) {
  for (int n = 1; n <= 10; ++n) {
    write_note(n);
    const BuildReport r = build_in("steps");
    EXPECT_EQ(r.works_built.size(), 1U);  // the others keep their rows
  }
  build_in("once");
  EXPECT_NE(work("steps", "UNEP/GLC/COP.3/1").generation,
            work("once", "UNEP/GLC/COP.3/1").generation);
  build_in("steps", true);
  EXPECT_TRUE(read(dir_ / "steps" / "catalogue.sqlite") ==
              read(dir_ / "once" / "catalogue.sqlite"));
  EXPECT_TRUE(lexicon_bytes("steps") == lexicon_bytes("once"));
  EXPECT_FALSE(lexicon_bytes("once").empty());
}

TEST_F(StoreLearns, ReindexWritesTheSameLexicons) {
  for (int n = 1; n <= 4; ++n) write_note(n);
  build_in("store");
  const std::string before = lexicon_bytes("store");
  std::filesystem::remove_all(dir_ / "store" / "lexicon");
  EXPECT_TRUE(lexicon_bytes("store").empty());
  reindex(dir_ / "store");
  EXPECT_EQ(lexicon_bytes("store"), before);
}

// A dictionary reaches a document that exists in one language only, and stays when later builds and
// reindex are not given it again; it is taken up without any changed input.
TEST_F(StoreLearns, DictionariesServeSearchAndAreKept) {
  write_note(1);
  write("in/swamp/fr.txt",
        "UNEP/GLC/COP.3/50\n\nNote du secrétariat\n\n1. Les moustiques vivent dans les marécages "
        "et transmettent le paludisme.\n");
  const auto found = [&](const std::string& text) {
    const store::Store s = store::Store::open(dir_ / "store");
    index::Query query;
    query.text = text;
    query.lang = "fr";
    const index::Results results = index::Searcher(s.index_path(), s.lexicon_path()).search(query);
    if (results.works.empty()) return std::string();
    const index::Hit& hit = results.works[0].hits.at(0);
    return hit.work + ' ' + std::string(index::name(hit.why));
  };
  build_in("store");
  EXPECT_EQ(found("mosquitoes"), "");
  BuildOptions options;
  options.inputs = {dir_ / "in"};
  options.store = dir_ / "store";
  options.dictionaries = {
      {"en", "fr", {{"mosquito", "moustique"}, {"fen\n", " "}, {"malaria", "paludisme"}}}};
  build(options);
  EXPECT_EQ(found("mosquitoes"), "UNEP/GLC/COP.3/50 expansion");
  write_note(2);
  build_in("store");
  EXPECT_EQ(found("mosquitoes"), "UNEP/GLC/COP.3/50 expansion");
  std::filesystem::remove_all(dir_ / "store" / "lexicon");
  reindex(dir_ / "store");
  EXPECT_EQ(found("malaria"), "UNEP/GLC/COP.3/50 expansion");
  options.dictionaries = {{"en", "fr", {{"swamp", "marécage"}}}};  // in their place
  build(options);
  EXPECT_EQ(found("mosquitoes"), "");
  EXPECT_EQ(found("swamps"), "UNEP/GLC/COP.3/50 expansion");
}

TEST_F(StoreLearns, EverySentenceOfEveryRowIsInOneSentenceRow) {
  write_note(1);
  build_in("store");
  const store::Work w = work("store", "UNEP/GLC/COP.3/1");
  ASSERT_FALSE(w.sentences.empty());
  std::vector<std::vector<std::size_t>> covered;
  for (const auto& e : w.expressions) covered.emplace_back(e.expression.blocks.size(), 0);
  for (const align::SentenceRow& s : w.sentences) {
    for (std::size_t k = 0; k < s.sides.size(); ++k) {
      for (const align::Sentence& at : s.sides[k]) covered[k][at.segment] += at.span.size();
    }
  }
  for (std::size_t k = 0; k < covered.size(); ++k) {
    for (std::size_t i = 0; i < covered[k].size(); ++i) {
      const std::string& text = w.expressions[k].expression.blocks[i].text();
      if (!text.empty()) {
        EXPECT_GT(covered[k][i], 0U) << text;
      }
    }
  }
}

TEST_F(StoreLearns, ARowFixedByHandStaysFixed) {
  for (int n = 1; n <= 3; ++n) write_note(n);
  build_in("store");
  const std::string key = "UNEP/GLC/COP.3/2";
  const store::Work before = work("store", key);
  ASSERT_GE(before.expressions.front().expression.blocks.size(), 3U);
  const std::string a = before.expressions[0].expression.lang;
  const std::string b = before.expressions[1].expression.lang;
  // No aligner would make this row of the first block and the last.
  const std::size_t last = before.expressions[1].expression.blocks.size() - 1;
  const std::string correction = "{\"work\": \"" + key + "\", \"row\": {\"" + a + "\": [0], \"" +
                                 b + "\": [" + std::to_string(last) + "]}}\n";
  const auto has_row = [&] {
    for (const align::Row& row : work("store", key).rows) {
      if (!row.fixed) continue;
      EXPECT_EQ(row.sides[0], std::vector<std::uint32_t>{0});
      EXPECT_EQ(row.sides[1], std::vector<std::uint32_t>{static_cast<std::uint32_t>(last)});
      EXPECT_EQ(row.confidence, 1.0);
      return true;
    }
    return false;
  };
  EXPECT_FALSE(has_row());
  const BuildReport fixed = build_in("store", false, correction);
  EXPECT_EQ(fixed.works_built, std::vector<std::string>{key});
  EXPECT_EQ(fixed.fixed_rows, 1U);
  EXPECT_TRUE(has_row());
  EXPECT_TRUE(verify(dir_ / "store").empty());
  // Given again: nothing to do. Not given: it stays, through a realign too.
  EXPECT_FALSE(build_in("store", false, correction).published);
  build_in("store", true);
  EXPECT_TRUE(has_row());
  // Taken back.
  build_in("store", false, correction.substr(0, correction.size() - 2) + ", \"fixed\": false}\n");
  EXPECT_FALSE(has_row());
  // A Work that is not there is the caller's mistake, and the store is as it was.
  EXPECT_THROW(build_in("store", false, "{\"work\": \"X/1\", \"row\": {\"en\": [0]}}"), Error);
  EXPECT_TRUE(verify(dir_ / "store").empty());
}

}  // namespace
}  // namespace hexapla::run
