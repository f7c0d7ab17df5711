// Readers beside whole builds: each opens the store anew, asks, and gets an answer that fits the
// catalogue that it opened.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "documents.h"
#include "pipeline/index/index.h"
#include "pipeline/run/build.h"
#include "pipeline/store/store.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

using ReadersTest = testing::Scratch;

TEST_F(ReadersTest, SeeOneStateWholeWhileBuildsGoOn) {
  const auto add = [&](int n) {
    for (const auto& [lang, text] : testing::note(n))
      write("in/note-" + std::to_string(n) + "/" + lang + ".txt", text);
    build({{dir_ / "in"}, dir_ / "store", 2, false});
  };
  add(1);
  std::atomic<bool> done = false;
  std::atomic<int> answers = 0;
  std::atomic<int> torn = 0;
  std::vector<std::string> failures(2);
  std::vector<std::thread> readers;
  for (std::string& failure : failures) {
    readers.emplace_back([&] {
      index::Query query;
      query.text = "lang:en glacial";
      query.limit = 100;
      while (!done && failure.empty()) {
        try {
          const store::Store store = store::Store::open(dir_ / "store");
          const index::Searcher searcher(store.index_path());
          if (searcher.search(query).work_count != store.catalogue().works().size()) ++torn;
          ++answers;
        } catch (const std::exception& e) {
          failure = e.what();
        }
      }
    });
  }
  for (int n = 2; n <= 12; ++n) add(n);
  done = true;
  for (std::thread& reader : readers) reader.join();
  for (const std::string& failure : failures) EXPECT_EQ(failure, "");
  EXPECT_EQ(torn, 0);
  EXPECT_GT(answers, 0);
}

}  // namespace
}  // namespace hexapla::run
