// hexapla tm import, export, pretranslate: there and back, filters, refusals.
#include <gmock/gmock.h>

#include "tests/pipeline/command/command_fixture.h"

namespace hexapla::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const char* const kUnits =
    "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n"
    "<tu tuid=\"1\"><prop type=\"x-work\">A/1</prop><prop type=\"x-date\">2016-05-01</prop>"
    "<prop type=\"x-confidence\">0.95</prop>"
    "<tuv xml:lang=\"en\"><seg>The lakes are monitored by the Parties.</seg></tuv>"
    "<tuv xml:lang=\"fr\"><seg>Les lacs sont surveillés par les Parties.</seg></tuv>"
    "<tuv xml:lang=\"zh\"><seg>缔约方监测湖泊。</seg></tuv></tu>\n"
    "<tu tuid=\"2\"><prop type=\"x-work\">A/2</prop><prop type=\"x-date\">2018-05-01</prop>"
    "<prop type=\"x-confidence\">0.50</prop>"
    "<tuv xml:lang=\"en\"><seg>A <bpt i=\"1\">&lt;b></bpt>note<ept "
    "i=\"1\">&lt;/b></ept>.</seg></tuv>"
    "<tuv xml:lang=\"fr\"><seg>Une <bpt i=\"1\">&lt;b></bpt>note<ept i=\"1\">&lt;/b></ept>.</seg>"
    "</tuv></tu>\n<tu><tuv xml:lang=\"en\"><seg>broken</tuv></tu>\n"
    "<tu tuid=\"3\"><tuv xml:lang=\"en\"><seg>alone</seg></tuv></tu>\n</body></tmx>";

class TmExchange : public Scratch {
 protected:
  void SetUp() override {
    Scratch::SetUp();
    memory_ = (dir_ / "memory").string();
    imported_ = tm({"import", write("a.tmx", kUnits).string()});
  }
  Ran tm(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "tm");
    arguments.insert(arguments.end(), {"--memory", memory_});
    return run(arguments);
  }
  std::string memory_;
  Ran imported_;
};

TEST_F(TmExchange, ImportKeepsWhatIsGoodAndTellsTheRest) {
  EXPECT_EQ(imported_.code, 3) << imported_.err;
  EXPECT_THAT(imported_.out, HasSubstr("3 units from tmx, 1 damaged left out"));
  EXPECT_THAT(imported_.out, HasSubstr("line 5: "));
}

TEST_F(TmExchange, ExportGivesBackWhatWasImported) {
  const Ran ran = tm({"export"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  for (const char* what : {"tuid=\"1\"", "<prop type=\"x-work\">A/1</prop>", "缔约方监测湖泊。",
                           "<bpt i=\"1\">&lt;b&gt;</bpt>note", "srclang=\"en\"", "alone"})
    EXPECT_THAT(ran.out, HasSubstr(what));
}

TEST_F(TmExchange, ExportFilters) {
  struct Case {
    std::vector<std::string> options;
    bool first;
    bool second;
  };
  const std::vector<Case> cases = {
      {{"--confidence", "0.9"}, true, false},
      {{"--work", "A/2"}, false, true},
      {{"--from", "2017-01-01"}, false, true},
      {{"--to", "2017-01-01"}, true, false},
      {{"--from", "2016-05-01", "--to", "2018-05-01"}, true, true},
      {{"--langs", "fr,zh"}, true, false},
  };
  for (const Case& c : cases) {
    std::vector<std::string> arguments = {"export"};
    arguments.insert(arguments.end(), c.options.begin(), c.options.end());
    const Ran ran = tm(arguments);
    EXPECT_EQ(ran.code, 0) << c.options[0];
    EXPECT_EQ(ran.says("tuid=\"1\""), c.first) << c.options[0] << c.options[1];
    EXPECT_EQ(ran.says("tuid=\"2\""), c.second) << c.options[0] << c.options[1];
  }
  EXPECT_EQ(tm({"export", "--work", "A/3"}).code, 1);
}

TEST_F(TmExchange, ExportsEveryFormat) {
  EXPECT_EQ(tm({"export", "--format", "tsv", "--langs", "fr,en"}).out,
            "fr\ten\nLes lacs sont surveillés par les Parties.\tThe lakes are monitored by the "
            "Parties.\nUne note.\tA note.\n");
  const Ran xliff = tm({"export", "--format", "xliff", "--langs", "en,fr"});
  EXPECT_THAT(xliff.out, HasSubstr("<pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d2\">note</pc>"));
  const std::string prefix = (dir_ / "corpus").string();
  EXPECT_EQ(tm({"export", "--format", "moses", "--langs", "en,fr", "--output", prefix}).code, 0);
  EXPECT_EQ(read(prefix + ".fr"), "Les lacs sont surveillés par les Parties.\nUne note.\n");
  EXPECT_EQ(tm({"export", "--format", "xliff"}).code, 2);
  EXPECT_EQ(tm({"export", "--format", "moses"}).code, 2);
  // What was written is read again.
  memory_ = (dir_ / "again").string();
  EXPECT_EQ(tm({"import", prefix + ".en", prefix + ".fr"}).code, 0);
  EXPECT_THAT(tm({"export"}).out, HasSubstr("Une note."));
}

TEST_F(TmExchange, PretranslatesDocuments) {
  const std::string note =
      write("note.txt",
            "The lakes are monitored by the Parties.\n\nSomething else entirely, with "
            "words of its own.\n")
          .string();
  Ran ran = tm({"pretranslate", note, "--target", "fr"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Les lacs sont surveillés par les Parties."));
  EXPECT_THAT(ran.out, HasSubstr("similarity=\"100\""));
  EXPECT_THAT(ran.out, HasSubstr("origin=\"A/1\""));
  EXPECT_THAT(ran.out, Not(HasSubstr("<target>")));
  EXPECT_THAT(ran.err, HasSubstr("1 of 2 segments with matches"));
  // XLIFF in, filled.
  ran = tm({"pretranslate", write("note.xlf", ran.out).string(), "--fill"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("<target>Les lacs sont surveillés par les Parties.</target>"));
  EXPECT_THAT(ran.out, HasSubstr("state=\"translated\""));
}

TEST_F(TmExchange, PretranslationAsksForWhatItNeeds) {
  const std::string note = write("note.txt", "The lakes are monitored.\n").string();
  EXPECT_EQ(tm({"pretranslate", note}).code, 2);
  const std::string xliff =
      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" "
      "trgLang=\"fr\"><file id=\"f\"><unit id=\"u\"><segment><source>A</source></segment></unit>"
      "</file></xliff>";
  EXPECT_EQ(tm({"pretranslate", write("a.xlf", xliff).string(), "--target", "es"}).code, 2);
  EXPECT_EQ(tm({"pretranslate", write("b.xlf", "<xliff/>").string()}).code, 3);
  const Ran none = tm({"pretranslate", write("c.xlf", xliff).string()});
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.out, HasSubstr("<source>A</source>"));
}

}  // namespace
}  // namespace hexapla::testing
