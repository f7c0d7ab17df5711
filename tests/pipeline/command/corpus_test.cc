// The commands on the sample corpus: what a newcomer does first must work, in all six languages.
#include <gtest/gtest.h>

#include <set>

#include "command_fixture.h"
#include "pipeline/store/sqlite.h"

namespace hexapla::command {
namespace {

using testing::Ran;
using testing::run;
namespace fs = std::filesystem;

const std::vector<std::string> kLanguages = {"ar", "en", "es", "fr", "ru", "zh"};

class CorpusTest : public ::testing::Test {
 protected:
  // One store for all tests of the suite; they only read it.
  static void SetUpTestSuite() {
    dir_ = fs::temp_directory_path() / ("hexapla-corpus-" + std::to_string(getpid()));
    fs::remove_all(dir_);
    fs::create_directories(dir_);
    const fs::path back = fs::current_path();
    fs::current_path(HEXAPLA_SOURCE_DIR);
    const Ran ran = run({"build", "corpus/works", "--store", store(), "--format", "json"});
    fs::current_path(back);
    ASSERT_EQ(ran.code, 0) << ran.out << ran.err;
    report_ = ran.json();
  }
  static void TearDownTestSuite() { fs::remove_all(dir_); }

  static std::string store() { return (dir_ / "store").string(); }
  static Ran in_store(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--store", store()});
    return run(arguments);
  }

  static fs::path dir_;
  static nlohmann::json report_;
};

fs::path CorpusTest::dir_;
nlohmann::json CorpusTest::report_;

TEST_F(CorpusTest, EveryFileIsDoneInItsLanguageAndUnderItsSymbol) {
  std::map<std::string, std::set<std::string>> works;  // folder: keys
  for (const auto& input : report_["inputs"]) {
    const fs::path path = input["path"].get<std::string>();
    EXPECT_EQ(input["status"], "done") << path;
    EXPECT_EQ(input["lang"], path.stem().string())
        << path;  // the corpus names its files after their language
    works[path.parent_path().filename().string()].insert(input["work"].get<std::string>());
  }
  for (const auto& [folder, keys] : works) EXPECT_EQ(keys.size(), 1U) << folder << " is one Work";
  EXPECT_EQ(works["cop3-7-note"], std::set<std::string>{"UNEP/GLC/COP.3/7"});
  EXPECT_EQ(works["cop3-7-corr1"], std::set<std::string>{"UNEP/GLC/COP.3/7/Corr.1"});
  EXPECT_EQ(works["letter-2018-01"], std::set<std::string>{"file:letter-2018-01"});
  EXPECT_EQ(report_["done"].get<std::size_t>(), report_["inputs"].size());
}

// A word of each language finds the paragraph, and the answer shows it in all six.
TEST_F(CorpusTest, ASearchInOneLanguageIsAnsweredInSix) {
  const std::vector<std::pair<std::string, std::string>> queries = {
      {"en", "glacial lakes early warning"},
      {"fr", "systèmes d'alerte précoce"},
      {"es", "sistemas de alerta temprana"},
      {"ru", "раннего предупреждения"},
      {"zh", "预警系统"},
      {"ar", "الإنذار المبكر"}};
  for (const auto& [lang, query] : queries) {
    const Ran ran = in_store({"search", query, "--format", "json"});
    ASSERT_EQ(ran.code, 0) << query << ran.err;
    const auto json = ran.json();
    bool in_six = false;
    for (const auto& work : json["results"]) {
      for (const auto& hit : work["hits"]) {
        if (hit["lang"] != lang || hit["row"].is_null()) continue;
        in_six = in_six || hit["row"]["languages"].size() == 5;
        EXPECT_FALSE(hit["file"].get<std::string>().empty());
      }
    }
    EXPECT_TRUE(in_six) << query;
  }
}

TEST_F(CorpusTest, AnIdentifierIsFoundHoweverItIsTyped) {
  const Ran latin = in_store({"refs", "SC-7/8", "--format", "json"});
  ASSERT_EQ(latin.code, 0);
  for (const char* typed : {"СК-7/8", "sc-7/8", "第SC-7/8号决定", "ا س-7/8"}) {
    const Ran ran = in_store({"refs", typed, "--format", "json"});
    EXPECT_EQ(ran.code, 0) << typed;
    EXPECT_EQ(ran.out, latin.out) << typed;
  }
  // Cited in the note, in every language.
  std::set<std::string> languages;
  const nlohmann::json answer = latin.json();
  for (const auto& group : answer["cited_by"]) {
    for (const auto& c : group["citations"]) {
      if (group["work"] == "UNEP/GLC/COP.3/7") languages.insert(c["lang"].get<std::string>());
    }
  }
  EXPECT_EQ(languages.size(), 6U);
}

TEST_F(CorpusTest, WhatNobodyCitesGetsTheNearest) {
  const Ran ran = in_store({"refs", "SC-7/88"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(ran.says("did you mean")) << ran.err;
  const Ran show = in_store({"show", "UNEP/GLC/COP.3/77"});
  EXPECT_EQ(show.code, 1);
  EXPECT_TRUE(show.says("UNEP/GLC/COP.3/7")) << show.err;
}

TEST_F(CorpusTest, DeadlinesAreOneWithSixSources) {
  // Decision II/4: information by 30 November 2017, from Parties and others.
  const Ran ran = in_store({"deadlines", "--work", "UNEP/GLC/COP.2/DEC/4", "--from", "2017-11-30",
                            "--to", "2017-11-30", "--format", "json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();
  ASSERT_EQ(json.size(), 1U) << ran.out;
  EXPECT_EQ(json[0]["to"], "2017-11-30");
  EXPECT_EQ(json[0]["languages"].size(), 6U);
  EXPECT_TRUE(json[0]["actor"].is_string());
}

TEST_F(CorpusTest, DeadlinesReadAsWordsForPeople) {
  const Ran ran = in_store({"deadlines", "--work", "UNEP/GLC/COP.2/DEC/4", "--from", "2017-11-30",
                            "--to", "2017-11-30"});
  EXPECT_TRUE(ran.out.starts_with("no later than 2017-11-30 ")) << ran.out;
  // Where no day is known stand the words of the text, not "P60D".
  const Ran all = in_store({"deadlines", "--work", "UNEP/GLC/COP.2/DEC/4"});
  EXPECT_TRUE(all.says("undated")) << all.out;
  EXPECT_TRUE(all.says("\"within 60 days")) << all.out;
  EXPECT_FALSE(all.says("P60D")) << all.out;
}

TEST_F(CorpusTest, WordsThatTheShellTookApartAreOneQuery) {
  EXPECT_EQ(in_store({"search", "early", "warning", "--format", "json"}).out,
            in_store({"search", "early warning", "--format", "json"}).out);
}

TEST_F(CorpusTest, ALanguageWithAnotherDateDiffers) {
  // In the damaged copy of decision II/4 the Spanish has 30 October for 30 November 2017.
  const std::string store = (dir_ / "flawed").string();
  const fs::path back = fs::current_path();
  fs::current_path(HEXAPLA_SOURCE_DIR);
  const Ran built = run({"build", "corpus/works-flawed/cop2-decision-4", "--store", store});
  fs::current_path(back);
  ASSERT_EQ(built.code, 0) << built.err;
  // The range holds the majority's day alone; the differing language is told all the same.
  const std::vector<std::string> query = {"deadlines",  "--store", store,       "--from",
                                          "2017-11-30", "--to",    "2017-11-30"};
  EXPECT_TRUE(run(query).says("differs in es: 2017-10-30")) << run(query).out;
  std::vector<std::string> as_json = query;
  as_json.insert(as_json.end(), {"--format", "json"});
  const auto json = run(as_json).json();
  ASSERT_EQ(json.size(), 1U);
  EXPECT_EQ(json[0]["to"], "2017-11-30");
  EXPECT_EQ(json[0]["sources"].size(), 6U);
  for (const auto& source : json[0]["sources"]) {
    if (source["lang"] == "es") {
      EXPECT_EQ(source["differs"], "2017-10-30");
    } else {
      EXPECT_TRUE(source["differs"].is_null()) << source;
    }
  }
}

TEST_F(CorpusTest, DeadlinesInEveryFormat) {
  EXPECT_TRUE(in_store({"deadlines", "--format", "csv"}).says("from,to,granularity"));
  const Ran ics = in_store({"deadlines", "--format", "ics"});
  EXPECT_EQ(ics.code, 0);
  EXPECT_TRUE(ics.says("BEGIN:VEVENT"));
  EXPECT_EQ(ics.out, in_store({"deadlines", "--format", "ics"}).out);
  // An event, or a to-do where no day is known: nothing drops out, and each has an identifier.
  const std::size_t all = in_store({"deadlines", "--format", "json"}).json().size();
  std::size_t entries = 0;
  for (const char* kind : {"BEGIN:VEVENT", "BEGIN:VTODO"}) {
    for (std::size_t at = ics.out.find(kind); at != std::string::npos;
         at = ics.out.find(kind, at + 1))
      ++entries;
  }
  EXPECT_EQ(entries, all);
  std::set<std::string> uids;
  for (std::size_t at = ics.out.find("UID:"); at != std::string::npos;
       at = ics.out.find("UID:", at + 1))
    uids.insert(ics.out.substr(at, ics.out.find('\r', at) - at));
  EXPECT_EQ(uids.size(), all);
}

TEST_F(CorpusTest, DatesOfMeetingsAreKeptWithTheirRole) {
  const Ran ran = in_store({"deadlines", "--role", "meeting", "--format", "json"});
  ASSERT_EQ(ran.code, 0);
  bool lima = false;
  for (const auto& m : ran.json())
    lima = lima || (m["from"] == "2019-04-29" && m["to"] == "2019-05-03");
  EXPECT_TRUE(lima);
}

TEST_F(CorpusTest, ShowIsSideBySideAndFoldsTheSymbol) {
  const Ran ran = in_store({"show", "unep/glc/cop.3/7", "--show", "en,ar"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(ran.says("UNEP/GLC/COP.3/7"));
  EXPECT_FALSE(ran.says("\n  fr  "));
  const auto json = in_store({"show", "UNEP/GLC/COP.3/7", "--format", "json"}).json();
  EXPECT_EQ(json["languages"].size(), 6U);
  // Every block of every language is in exactly one row.
  std::map<std::string, std::multiset<int>> blocks;
  for (const auto& row : json["rows"]) {
    for (const auto& [lang, side] : row["languages"].items()) {
      for (const auto& b : side) blocks[lang].insert(b["block"].get<int>());
    }
  }
  for (const std::string& lang : kLanguages) {
    int next = 0;
    for (const int b : blocks[lang]) EXPECT_EQ(b, next++) << lang;
    EXPECT_GT(next, 30) << lang;
  }
}

TEST_F(CorpusTest, GraphsAndStatus) {
  EXPECT_TRUE(in_store({"refs", "--graph", "dot"}).says("digraph"));
  EXPECT_TRUE(in_store({"refs", "--graph", "graphml"}).says("<graphml"));
  EXPECT_FALSE(in_store({"refs", "--graph", "json"}).json()["edges"].empty());
  EXPECT_TRUE(in_store({"status"}).says("named after the file"));
  EXPECT_EQ(in_store({"status", "--format", "json"}).json()["quarantined"], 0);
}

TEST_F(CorpusTest, TheStoreIsSoundAndDamageIsFound) {
  EXPECT_EQ(in_store({"verify"}).code, 0);
  EXPECT_EQ(in_store({"doctor"}).code, 0);
  const fs::path copy = dir_ / "damaged";
  fs::copy(store(), copy, fs::copy_options::recursive);
  const std::string search_before =
      run({"search", "glacial", "--store", copy.string(), "--format", "json"}).out;
  // Derived parts can always be rebuilt.
  fs::remove_all(copy / "index");
  EXPECT_EQ(run({"verify", "--store", copy.string()}).code, 1);
  EXPECT_EQ(run({"reindex", "--store", copy.string()}).code, 0);
  EXPECT_EQ(run({"verify", "--store", copy.string()}).code, 0);
  EXPECT_EQ(run({"search", "glacial", "--store", copy.string(), "--format", "json"}).out,
            search_before);
  {
    const store::Database db(copy / "catalogue.sqlite", store::Database::Mode::write);
    db.execute("DELETE FROM blocks WHERE work = 'UNEP/GLC/COP.3/7' AND lang = 'ru' AND block = 20");
  }
  const Ran damaged = run({"verify", "--store", copy.string()});
  EXPECT_EQ(damaged.code, 1);
  EXPECT_TRUE(damaged.says("UNEP/GLC/COP.3/7"));
}

// Every hit can be pointed at: the bytes of the file at the printed place hold the text that was
// found.
TEST_F(CorpusTest, EveryCitationStandsAtItsPlaceInTheFile) {
  const auto json = in_store({"refs", "SC-7/8", "--format", "json"}).json();
  std::size_t seen = 0;
  for (const auto& group : json["cited_by"]) {
    for (const auto& c : group["citations"]) {
      std::ifstream in(fs::path(HEXAPLA_SOURCE_DIR) / c["file"].get<std::string>(),
                       std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      const std::string source = bytes.str().substr(
          c["from"].get<std::size_t>(), c["to"].get<std::size_t>() - c["from"].get<std::size_t>());
      EXPECT_NE(source.find("7/8"), std::string::npos) << source;
      ++seen;
    }
  }
  EXPECT_GE(seen, 6U);
}

}  // namespace
}  // namespace hexapla::command
