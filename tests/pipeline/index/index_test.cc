// Writing: replacing, removing, formats, readers beside a writer, the same answer however the index
// came to be.
#include "pipeline/index/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <atomic>
#include <fstream>
#include <optional>
#include <thread>

#include "pipeline/base/error.h"
#include "tests/pipeline/index/sample.h"

namespace hexapla::index {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Results search(const std::filesystem::path& index, const std::string& text) {
  Query query;
  query.text = text;
  return Searcher(index).search(query);
}

std::vector<std::string> works(const Results& results) {
  std::vector<std::string> out;
  for (const WorkHits& w : results.works) out.push_back(w.work);
  return out;
}

// Everything a caller can see.
std::string shown(const Results& r) {
  std::string out =
      std::to_string(r.work_count) + ' ' + std::to_string(r.block_count) + ' ' + r.query_lang;
  for (const WorkHits& w : r.works) {
    out += "\n" + w.work + " +" + std::to_string(w.more);
    for (const Hit& h : w.hits) {
      out += "\n  " + h.lang + std::to_string(h.block) + ' ' + std::string(name(h.why)) + ' ' +
             std::to_string(h.score);
      for (const Aligned& a : h.aligned)
        out += ' ' + a.lang + std::to_string(a.block) + std::string(name(a.why));
    }
  }
  for (const auto& [facet, values] : r.facets) {
    for (const auto& [value, n] : values)
      out += "\n" + facet + ' ' + value + ' ' + std::to_string(n);
  }
  return out;
}

store::Work one(const std::string& key, const std::string& text) {
  return sample::work(key, "", {{"en", {{document::BlockType::paragraph, text, {}, ""}}}});
}

TEST(Index, NothingIsVisibleBeforeTheCommit) {
  const sample::Folder folder;
  Writer writer(folder / "index");
  writer.replace(sample::techniques());
  EXPECT_EQ(Searcher(folder / "index").block_count(), 0U);
  writer.commit();
  EXPECT_EQ(Searcher(folder / "index").block_count(), 36U);
}

TEST(Index, WhatWasNotCommittedIsForgotten) {
  const sample::Folder folder;
  { Writer(folder / "index").replace(sample::techniques()); }
  EXPECT_EQ(Searcher(folder / "index").block_count(), 0U);
}

TEST(Index, ReplacesAndRemoves) {
  const sample::Folder folder;
  const auto index = folder / "index";
  {
    Writer writer(index);
    writer.replace(one("A", "red apples"));
    writer.replace(one("B", "green apples"));
    writer.commit();
    EXPECT_THAT(works(search(index, "apples")), ElementsAre("A", "B"));
    writer.replace(one("A", "blue plums"));
    writer.remove("never there");
    writer.commit();
  }
  EXPECT_THAT(works(search(index, "apples")), ElementsAre("B"));
  EXPECT_THAT(works(search(index, "plums")), ElementsAre("A"));
  EXPECT_THAT(works(search(index, "red")), IsEmpty());
  {
    Writer writer(index);
    writer.remove("B");
    writer.replace(one("A", ""));  // a Work without text
    writer.commit();
    writer.remove("B");
    writer.replace(one("B", "yellow pears"));
    writer.replace(one("B", "brown pears"));  // twice within one commit
    writer.commit();
  }
  EXPECT_THAT(works(search(index, "apples OR plums OR yellow")), IsEmpty());
  EXPECT_THAT(works(search(index, "pears")), ElementsAre("B"));
  EXPECT_EQ(Searcher(index).block_count(), 1U);
}

TEST(Index, TheSameHoweverItCameToBe) {
  const sample::Folder folder;
  {
    Writer writer(folder / "straight");
    for (const store::Work& w : {sample::agenda(), sample::note(), sample::techniques()})
      writer.replace(w);
    writer.commit();
  }
  for (int step = 0; step < 3; ++step) {
    Writer writer(folder / "crooked");
    if (step == 0) writer.replace(one("gone", "slavery and water"));
    writer.replace(step == 0 ? sample::techniques() : sample::note());
    if (step == 1) writer.replace(sample::techniques());
    if (step == 1) writer.remove("gone");
    if (step == 2) writer.replace(sample::agenda());
    writer.commit();
  }
  for (const char* query :
       {"water", "eau", "slavery OR mercury", "lang:en", "cites:SC-1/19", "水", "type:title",
        "abol*", "sustainable development of clean water and lamps", "الميـاه"}) {
    EXPECT_EQ(shown(search(folder / "straight", query)), shown(search(folder / "crooked", query)))
        << query;
  }
}

// Several parts, merged: the same answers as of a Writer, and it can be written to afterwards.
TEST(Index, ANewIndexIsTheSameForAnyNumberOfThreads) {
  const sample::Folder folder;
  std::vector<store::Work> all = {sample::agenda(), sample::note(), sample::techniques()};
  for (int w = 0; w < 40; ++w) {
    std::vector<sample::Paragraph> paragraphs;
    for (int p = 0; p < 500; ++p) {
      paragraphs.push_back({document::BlockType::paragraph,
                            "water " + std::to_string(w) + " number " + std::to_string(p * w),
                            {},
                            ""});
    }
    all.push_back(sample::work("W" + std::to_string(w), "", {{"en", paragraphs}}));
  }
  for (const unsigned jobs : {1U, 3U}) {
    std::size_t next = 0;
    Writer::write_new(
        folder / ("new" + std::to_string(jobs)).c_str(),
        [&]() -> std::shared_ptr<const store::Work> {
          if (next == all.size()) return nullptr;
          return std::make_shared<const store::Work>(all[next++]);
        },
        jobs);
  }
  {
    Writer writer(folder / "straight");
    for (const store::Work& w : all) writer.replace(w);
    writer.commit();
  }
  const auto same = [&] {
    for (const char* query :
         {"water", "\"number 49\"", "eau", "lang:en", "cites:SC-1/19", "abol*"}) {
      const std::string straight = shown(search(folder / "straight", query));
      EXPECT_EQ(straight, shown(search(folder / "new1", query))) << query;
      EXPECT_EQ(straight, shown(search(folder / "new3", query))) << query;
    }
  };
  same();
  for (const char* name : {"straight", "new1", "new3"}) {
    Writer writer(folder / name);
    writer.remove("W39");
    writer.replace(sample::techniques());
    writer.replace(one("W2", "other water"));
    writer.commit();
  }
  same();
  EXPECT_EQ(Searcher(folder / "new3").block_count(), Searcher(folder / "straight").block_count());
}

TEST(Index, ANewIndexOfNothingIsOne) {
  const sample::Folder folder;
  Writer::write_new(
      folder / "index", [] { return nullptr; }, 2);
  EXPECT_EQ(Searcher(folder / "index").block_count(), 0U);
}

TEST(Index, EqualScoresAreOrderedByKey) {
  const sample::Folder folder;
  {
    Writer writer(folder / "index");
    for (const char* key : {"c", "a", "d", "b"}) writer.replace(one(key, "the same words"));
    writer.commit();
  }
  EXPECT_THAT(works(search(folder / "index", "same words")), ElementsAre("a", "b", "c", "d"));
}

TEST(Index, LongWordsAndKeysAreNoProblem) {
  const sample::Folder folder;
  const std::string word(5000, 'x');
  const std::string key = "file:" + std::string(1000, 'k');
  {
    Writer writer(folder / "index");
    writer.replace(one(key, "a " + word + " of many letters"));
    writer.replace(one(key + "2", "letters"));
    writer.commit();
  }
  EXPECT_THAT(works(search(folder / "index", word)), ElementsAre(key));
  EXPECT_THAT(works(search(folder / "index", "many")), ElementsAre(key));
  Writer writer(folder / "index");
  writer.remove(key);
  writer.commit();
  EXPECT_THAT(works(search(folder / "index", "letters")), ElementsAre(key + "2"));
}

TEST(Index, RowsThatAreNotOneToOne) {
  store::Work work =
      sample::work("W", "",
                   {{"en",
                     {{document::BlockType::paragraph, "first half", {}, ""},
                      {document::BlockType::paragraph, "second half", {}, ""},
                      {document::BlockType::paragraph, "only here", {}, ""}}},
                    {"fr", {{document::BlockType::paragraph, "les deux moitiés", {}, ""}}}});
  work.rows.clear();
  work.rows.push_back({{{0, 1}, {0}}, 1.0, ""});
  work.rows.push_back({{{2}, {}}, 1.0, ""});
  work.rows.push_back({{{99}, {99}}, 1.0, ""});  // damaged: nothing there
  const sample::Folder folder;
  {
    Writer writer(folder / "index");
    writer.replace(work);
    writer.commit();
  }
  const Searcher searcher(folder / "index");
  Query query;
  query.text = "half";
  Results results = searcher.search(query);
  ASSERT_EQ(results.works.size(), 1U);
  EXPECT_EQ(results.block_count, 2U);
  ASSERT_EQ(results.works[0].hits.size(), 1U);  // one row
  EXPECT_EQ(results.works[0].hits[0].aligned.size(), 2U);
  query.lang = "fr";
  results = searcher.search(query);
  EXPECT_EQ(results.block_count, 1U);
  query.text = "only";
  EXPECT_EQ(searcher.search(query).block_count, 0U);
}

TEST(Index, AnOtherFormatIsRefusedInWords) {
  const sample::Folder folder;
  {
    Xapian::WritableDatabase other((folder / "index").string(), Xapian::DB_CREATE);
    other.add_document(Xapian::Document());
    other.commit();
  }
  for (const bool write : {false, true}) {
    try {
      if (write)
        Writer writer(folder / "index");
      else
        Searcher searcher(folder / "index");
      ADD_FAILURE();
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::environment);
      EXPECT_THAT(e.what(), ::testing::HasSubstr("reindex"));
    }
  }
}

TEST(Index, MissingOrLockedIsTheEnvironmentsFailure) {
  const sample::Folder folder;
  const auto kind = [](const auto& action) {
    try {
      action();
    } catch (const Error& e) {
      return e.kind();
    }
    return ErrorKind::internal;
  };
  EXPECT_EQ(kind([&] { Searcher searcher(folder / "nowhere"); }), ErrorKind::environment);
  std::ofstream(folder / "file") << "text";
  EXPECT_EQ(kind([&] { Searcher searcher(folder / "file"); }), ErrorKind::environment);
  EXPECT_EQ(kind([&] { Writer writer(folder / "file"); }), ErrorKind::environment);
  const Writer first(folder / "index");
  EXPECT_EQ(kind([&] { Writer second(folder / "index"); }), ErrorKind::environment);
}

// A reader beside a writer that commits again and again: each answer is whole, none fails.
TEST(Index, ReadersSurviveAWriter) {
  const sample::Folder folder;
  const auto index = folder / "index";
  const auto generation = [](int n) {
    return sample::work(
        "W", "",
        {{"en",
          {{document::BlockType::paragraph, "common tale " + std::to_string(n), {}, ""},
           {document::BlockType::paragraph, "common end " + std::to_string(n), {}, ""}}}});
  };
  Writer writer(index);
  writer.replace(generation(0));
  writer.commit();
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::atomic<int> answers = 0;
  std::thread reader([&] {
    Query query;
    query.text = "common";
    std::optional<Searcher> searcher;
    while (!done || answers < 10) {
      try {
        // Opened again now and then: that, too, must survive.
        if (!searcher || answers % 8 == 0) searcher.emplace(index);
        const Results r = searcher->search(query);
        ++answers;
        if (r.work_count != 1 || r.block_count != 2 || r.works[0].work != "W") ++wrong;
      } catch (const std::exception& e) {
        ADD_FAILURE() << e.what();
        ++wrong;
        ++answers;
      }
    }
  });
  for (int n = 1; n <= 60; ++n) {
    writer.replace(generation(n));
    writer.commit();
  }
  done = true;
  reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GE(answers, 10);
}

}  // namespace
}  // namespace hexapla::index
