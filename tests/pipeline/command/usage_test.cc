// What every command owes its user: help with examples, exit codes, messages that name file, place
// and remedy.
#include <gtest/gtest.h>

#include "command_fixture.h"

namespace hexapla::command {
namespace {

using testing::Ran;
using testing::run;
using UsageTest = testing::Scratch;

TEST_F(UsageTest, EveryCommandHasHelpWithExamplesAndExitCodes) {
  for (const char* name : {"build", "search", "show", "refs", "deadlines", "align", "extract",
                           "normalize", "status", "verify", "reindex", "doctor"}) {
    const Ran ran = run({name, "--help"});
    EXPECT_EQ(ran.code, 0) << name;
    EXPECT_TRUE(ran.says("Examples:")) << name;
    EXPECT_TRUE(ran.says(std::string("hexapla ") + name)) << name;
    EXPECT_TRUE(ran.says("Exit codes:")) << name;
    EXPECT_EQ(ran.err, "") << name;
  }
  EXPECT_EQ(run({"--help"}).code, 0);
  EXPECT_EQ(run({"--version"}).code, 0);
}

TEST_F(UsageTest, WrongUsageIsTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"frobnicate"},
      {"build"},
      {"build", "--bogus"},
      {"search", "x", "--lang", "de"},
      {"search", "x", "--limit", "0"},
      {"deadlines", "--from", "yesterday"},
      {"deadlines", "--format", "pdf"},
      {"extract", (dir_ / "absent").string()},
      {"normalize", (dir_ / "absent").string()},
      {"build", (dir_ / "absent").string(), "--store", (dir_ / "s").string()},
      {"search", "x", "--store", (dir_ / "absent").string()},
      {"status", "--store", (dir_ / "absent").string()},
  };
  for (const auto& arguments : wrong) {
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 2) << (arguments.empty() ? "" : arguments.back()) << ran.err;
    EXPECT_NE(ran.err, "");
    EXPECT_EQ(ran.out, "");
  }
}

// An option that takes a list ends with its list: it does not swallow the names behind it.
TEST_F(UsageTest, AListOfLanguagesStandsBeforeFilesAndSymbolsToo) {
  const std::string en = write("en.txt", "One.\n").string();
  const std::string fr = write("fr.txt", "Un.\n").string();
  EXPECT_EQ(run({"align", "--langs", "en,fr", en, fr}).out, "[0]:[0]\n");
  EXPECT_EQ(run({"align", en, fr, "--langs", "en,fr"}).out, "[0]:[0]\n");
  const std::string store = (dir_ / "store").string();
  ASSERT_EQ(run({"build", en, fr, "--store", store}).code, 0);
  EXPECT_EQ(run({"search", "--store", store, "--show", "en,fr", "one"}).code, 0);
}

TEST_F(UsageTest, ABadDocumentIsThreeAndNamesFileAndPlace) {
  const std::string empty = write("empty.txt", "").string();
  EXPECT_EQ(run({"extract", empty}).code, 3);
  EXPECT_TRUE(run({"normalize", empty}).says("empty.txt"));
  const std::string bad =
      write("bad.txt", "Decision \x80\x81\xFE\xFF of the Conference\n").string();
  EXPECT_EQ(run({"extract", bad}).code, 3);
  EXPECT_TRUE(run({"extract", bad}).says("byte 9"));
}

TEST_F(UsageTest, NothingFoundIsOne) {
  const std::string plain =
      write("plain.txt", "Nothing is cited here and nothing is due.\n").string();
  const Ran ran = run({"extract", plain});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "");
}

TEST_F(UsageTest, ExtractReadsStandardInputAndCountsItsBytes) {
  const std::string text = "第SC-1/19号决定。\n";
  const Ran ran = run({"extract", "--format", "jsonl", "-"}, text);
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = ran.json();  // one line
  EXPECT_EQ(json["kind"], "reference");
  EXPECT_EQ(json["type"], "decision");
  EXPECT_EQ(json["text"], "SC-1/19");
  EXPECT_EQ(json["start"], 3);
  EXPECT_EQ(json["end"], 10);
  EXPECT_EQ(json["canonical"][0], "SC-1/19");
  EXPECT_EQ(json["state"], "resolved");
}

// Text of a document must not drive the terminal.
TEST_F(UsageTest, ControlCharactersOfADocumentDoNotReachTheTerminal) {
  const Ran ran = run({"extract", "-"},
                      "By decision SC-7/8 \x1B[31m the Secretariat shall report by 3 May 2004.\n");
  EXPECT_EQ(ran.out.find('\x1B'), std::string::npos);
}

// What was noticed about a file is told beside its text, with the line.
TEST_F(UsageTest, NormalizeTellsWhatItNoticed) {
  const std::string file =
      write("note.txt", "1. The lakes are clean:\n\n(a) One;\n\n(c) Three.\n").string();
  const Ran ran = run({"normalize", file});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out.find("missing"), std::string::npos);
  EXPECT_NE(ran.err.find("note.txt: 1 remark\n"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("line 5: the label before (c) is missing (label-gap)"), std::string::npos)
      << ran.err;
  EXPECT_EQ(run({"normalize", "--format", "json", file}).err, "");
}

}  // namespace
}  // namespace hexapla::command
