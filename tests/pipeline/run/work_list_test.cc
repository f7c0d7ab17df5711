// Documents within ZIP archives on the work list.
#include "pipeline/run/work_list.h"

#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "tests/support/docx.h"
#include "tests/support/scratch.h"

namespace hexapla::run {
namespace {

class WorkListTest : public testing::Scratch {
 protected:
  std::vector<Listed> list() { return list_files({dir_ / "in"}, dir_ / "store"); }
  std::string in(const std::string& name) { return (dir_ / "in" / name).string(); }
};

TEST_F(WorkListTest, ArchivesAreFolders) {
  write("in/a.zip",
        testing_support::zipped({{"b/one.txt", "One."}, {"two.txt", "Two."}, {".DS_Store", "x"}}));
  write("in/c.txt", "Three.");
  // A document that is an archive is one file; so is one whose name promises an archive that it is
  // not.
  write("in/d.zip",
        testing_support::Docx{testing_support::paragraph("Text"), "", "", "", "", "", "", ""}
            .bytes());
  write("in/e.zip", "Plain text.");
  const std::vector<Listed> all = list();
  ASSERT_EQ(all.size(), 6u);
  EXPECT_EQ(all[0].path, in("a.zip!/.DS_Store"));
  EXPECT_TRUE(all[0].skip);
  EXPECT_EQ(all[1].path, in("a.zip!/b/one.txt"));
  EXPECT_EQ(all[1].problem, "");
  EXPECT_EQ(read_listed(all[1].path), "One.");
  EXPECT_EQ(read_listed(all[2].path), "Two.");
  EXPECT_EQ(read_listed(in("c.txt")), "Three.");
  EXPECT_EQ(all[4].path, in("d.zip"));
  EXPECT_EQ(all[5].path, in("e.zip"));
  EXPECT_TRUE(lies_under(in("a.zip!/two.txt"), {in("a.zip")}));
  EXPECT_FALSE(lies_under(in("a.zip!/two.txt"), {in("a.zi")}));
}

TEST_F(WorkListTest, CorporaAreFolders) {
  const std::string one = "<TEI xml:id=\"a\"><text><p>One &amp; <TEI>inner</TEI>.</p></text></TEI>";
  const std::string two = "<TEI><text><p>Zwei \u2013 two.</p></text></TEI>";
  write("in/c.xml",
        "<?xml version=\"1.0\"?>\n<!-- <TEI> --><teiCorpus><teiHeader><p>x</p></teiHeader>" + one +
            "\n<teiCorpus><teiHeader/>" + two + "</teiCorpus></teiCorpus>\n");
  // A corpus of one document is that document; one that is damaged is told.
  write("in/d.xml", "<teiCorpus><teiHeader/>" + one + "</teiCorpus>");
  write("in/e.xml", "<teiCorpus><TEI><p></TEI></teiCorpus>");
  // What only links sentences is no document.
  write("in/en-fr.lnk", "<?xml version=\"1.0\"?><linkGrp fromDoc=\"en/a.xml\"><link/></linkGrp>");
  const std::vector<Listed> all = list();
  ASSERT_EQ(all.size(), 5u);
  ArchiveCache cache;
  for (ArchiveCache* kept : {static_cast<ArchiveCache*>(nullptr), &cache}) {
    EXPECT_EQ(all[0].path, in("c.xml!/1"));
    EXPECT_EQ(read_listed(all[0].path, kept), one);
    EXPECT_EQ(all[1].path, in("c.xml!/2"));
    EXPECT_EQ(read_listed(all[1].path, kept), two);
    EXPECT_THROW(read_listed(in("c.xml!/3"), kept), Error);
    EXPECT_THROW(read_listed(in("c.xml!/0"), kept), Error);
    EXPECT_THROW(read_listed(in("c.xml!/1x"), kept), Error);
  }
  EXPECT_EQ(all[2].path, in("d.xml"));
  EXPECT_EQ(all[2].problem, "");
  EXPECT_EQ(all[3].path, in("e.xml"));
  EXPECT_NE(all[3].problem.find("damaged XML"), std::string::npos) << all[3].problem;
  EXPECT_EQ(all[4].path, in("en-fr.lnk"));
  EXPECT_TRUE(all[4].skip);
}

// In archives as outside of them, and in archives within archives.
TEST_F(WorkListTest, CorporaInArchivesAreFolders) {
  using testing_support::zipped;
  const std::string one = "<TEI><text><p>One.</p></text></TEI>";
  const std::string two = "<TEI><text><p>Two.</p></text></TEI>";
  const std::string corpus =
      "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<teiCorpus><teiHeader/>" + one + two + "</teiCorpus>";
  write("in/a.zip", zipped({{"x/c.xml", corpus},
                            {"one.xml", one},
                            {"bad.xml", "<teiCorpus><TEI><p></TEI></teiCorpus>"},
                            {"en-fr.lnk", "<linkGrp><link/></linkGrp>"},
                            {"b.zip", zipped({{"c.xml", corpus}})}}));
  ArchiveCache listing;
  for (ArchiveCache* at_list : {static_cast<ArchiveCache*>(nullptr), &listing}) {
    const std::vector<Listed> all = list_files({dir_ / "in"}, dir_ / "store", at_list);
    ASSERT_EQ(all.size(), 7u);
    EXPECT_EQ(all[0].path, in("a.zip!/b.zip!/c.xml!/1"));
    EXPECT_EQ(all[1].path, in("a.zip!/b.zip!/c.xml!/2"));
    EXPECT_EQ(all[2].path, in("a.zip!/bad.xml"));
    EXPECT_NE(all[2].problem.find("damaged XML"), std::string::npos) << all[2].problem;
    EXPECT_TRUE(all[3].skip);
    EXPECT_EQ(all[4].path, in("a.zip!/one.xml"));
    EXPECT_EQ(all[5].path, in("a.zip!/x/c.xml!/1"));
    EXPECT_EQ(all[6].path, in("a.zip!/x/c.xml!/2"));
    ArchiveCache cache;
    for (ArchiveCache* kept : {static_cast<ArchiveCache*>(nullptr), &cache, &listing}) {
      EXPECT_EQ(read_listed(all[0].path, kept), one);
      EXPECT_EQ(read_listed(all[1].path, kept), two);
      EXPECT_EQ(read_listed(all[4].path, kept), one);
      EXPECT_EQ(read_listed(all[6].path, kept), two);
      EXPECT_EQ(read_listed(all[5].path, kept), one);
      EXPECT_THROW(read_listed(in("a.zip!/x/c.xml!/3"), kept), Error);
    }
  }
}

TEST_F(WorkListTest, ArchivesWithinArchivesAreFolders) {
  using testing_support::zipped;
  const std::string docx =
      testing_support::Docx{testing_support::paragraph("Text"), "", "", "", "", "", "", ""}.bytes();
  const std::string inner = zipped({{"one.txt", "One."}, {"d.docx", docx}});
  write("in/a.zip", zipped({{"x/b.zip", zipped({{"c.zip", inner}, {"two.txt", "Two."}})},
                            {"x/b.zip!", "Not an archive."},
                            {"d.docx", docx}}));
  const std::vector<Listed> all = list();
  std::vector<std::string> paths;
  for (const Listed& l : all) {
    EXPECT_EQ(l.problem, "") << l.path;
    paths.push_back(l.path);
  }
  EXPECT_EQ(paths,
            (std::vector<std::string>{
                in("a.zip!/d.docx"), in("a.zip!/x/b.zip!"), in("a.zip!/x/b.zip!/c.zip!/d.docx"),
                in("a.zip!/x/b.zip!/c.zip!/one.txt"), in("a.zip!/x/b.zip!/two.txt")}));
  ArchiveCache cache;
  for (ArchiveCache* c : {&cache, &cache, static_cast<ArchiveCache*>(nullptr)}) {
    EXPECT_EQ(read_listed(in("a.zip!/x/b.zip!/c.zip!/one.txt"), c), "One.");
    EXPECT_EQ(read_listed(in("a.zip!/x/b.zip!/c.zip!/d.docx"), c), docx);
    EXPECT_EQ(read_listed(in("a.zip!/x/b.zip!/two.txt"), c), "Two.");
    EXPECT_EQ(read_listed(in("a.zip!/x/b.zip!"), c), "Not an archive.");
    EXPECT_THROW(read_listed(in("a.zip!/x/b.zip!/missing"), c), Error);
  }
}

TEST_F(WorkListTest, HiddenEntriesOfArchives) {
  write("in/a.zip", testing_support::zipped({{"./one.txt", "One."},
                                             {"b/./two.txt", "Two."},
                                             {"b/.three.txt", "x"},
                                             {".b/four.txt", "x"},
                                             {"__MACOSX/five.txt", "x"}}));
  for (const Listed& l : list()) {
    const bool shown = l.path == in("a.zip!/./one.txt") || l.path == in("a.zip!/b/./two.txt");
    EXPECT_EQ(l.skip, !shown) << l.path;
    EXPECT_EQ(shown ? read_listed(l.path).size() : 4u, 4u) << l.path;
  }
}

TEST_F(WorkListTest, LinksAndNamesThatStandTwiceInArchivesAreTold) {
  std::string bytes = testing_support::zipped(
      {{"one.txt", "One."}, {"two.txt", "Two."}, {"way.txt", "/etc/passwd"}});
  for (std::size_t at = bytes.find("two.txt"); at != std::string::npos; at = bytes.find("two.txt"))
    bytes.replace(at, 3, "one");
  // The entry of the list of contents: made on Unix, its mode that of a link.
  const std::size_t entry = bytes.rfind("PK\x01\x02");
  bytes[entry + 5] = 3;
  bytes[entry + 40] = '\xFF';
  bytes[entry + 41] = '\xA1';
  write("in/a.zip", bytes);
  const std::vector<Listed> all = list();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].path, in("a.zip!/one.txt"));
  EXPECT_EQ(all[0].problem, "");
  EXPECT_EQ(read_listed(all[0].path), "One.");
  EXPECT_EQ(all[1].path, in("a.zip!/one.txt (once more)"));
  EXPECT_NE(all[1].problem.find("of this name already"), std::string::npos);
  EXPECT_EQ(all[2].path, in("a.zip!/way.txt"));
  EXPECT_NE(all[2].problem.find("a link"), std::string::npos);
  EXPECT_FALSE(all[1].skip || all[2].skip);
}

TEST_F(WorkListTest, ArchivesWithinArchivesAreBounded) {
  using testing_support::zipped;
  std::string deep = zipped({{"a.txt", "x"}});
  for (int i = 0; i < 6; ++i) deep = zipped({{"z.zip", deep}});
  write("in/deep.zip", deep);
  // Each of the two is no bomb by its own size; the whole is one by the size of the file.
  const std::string bomb = zipped({{"a.txt", std::string(std::size_t{4} << 20, ' ')}});
  write("in/outer.zip", zipped({{"b.zip", bomb}, {"good.txt", "y"}}));
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i < 150; ++i) many.emplace_back("f" + std::to_string(i), "x");
  std::vector<std::pair<std::string, std::string>> archives;
  const std::string packed = zipped(many);
  for (int i = 0; i < 150; ++i) archives.emplace_back("z" + std::to_string(i) + ".zip", packed);
  write("in/wide.zip", zipped(archives));
  bool too_deep = false;
  bool too_much = false;
  bool too_many = false;
  for (const Listed& l : list()) {
    too_deep = too_deep || l.problem.find("deep") != std::string::npos;
    too_much = too_much || l.problem.find("times its size") != std::string::npos;
    too_many = too_many || l.problem.find("more than 20000 entries") != std::string::npos;
  }
  EXPECT_TRUE(too_deep);
  EXPECT_TRUE(too_much);
  EXPECT_TRUE(too_many);
}

// A folder of documents in every format, some of them in archives.
TEST_F(WorkListTest, AFolderOfAllFormats) {
  write("in/a/one.txt", "One.");
  write("in/a/b/two.xml", "<TEI><text><body><p>Two.</p></body></text></TEI>");
  write("in/a/b/three.html", "<html><p>Three.</p></html>");
  write("in/c.zip", testing_support::zipped({{"e/four.md", "# Four"}}));
  std::vector<std::string> paths;
  for (const Listed& l : list()) paths.push_back(l.path);
  EXPECT_EQ(paths, (std::vector<std::string>{in("a/b/three.html"), in("a/b/two.xml"),
                                             in("a/one.txt"), in("c.zip!/e/four.md")}));
}

TEST_F(WorkListTest, HostileArchivesHaveAProblem) {
  write("in/a.zip", testing_support::zipped({{"../../escape.txt", "x"}, {"good.txt", "y"}}));
  write("in/b.zip", "PK\x03\x04 and nothing else");
  write("in/c.zip",
        testing_support::zipped({{"bomb.txt", std::string(std::size_t{8} << 20, ' ')}}));
  const std::vector<Listed> all = list();
  ASSERT_EQ(all.size(), 4u);
  EXPECT_NE(all[0].problem.find("leads out"), std::string::npos);
  EXPECT_EQ(all[1].problem, "");
  EXPECT_NE(all[2].problem.find("damaged"), std::string::npos);
  EXPECT_NE(all[3].problem.find("times its size"), std::string::npos);
  EXPECT_THROW(read_listed(in("c.zip!/bomb.txt")), Error);
  EXPECT_THROW(read_listed(in("a.zip!/missing.txt")), Error);
}

// Cut at every byte, a bit flipped in every byte: listed or told, read or refused.
TEST_F(WorkListTest, DamagedArchives) {
  const std::string inner = testing_support::zipped({{"one.txt", "One."}});
  const std::string whole = testing_support::zipped({{"a/b.zip", inner}, {"two.txt", "Two."}});
  const auto survives = [&](const std::string& bytes) {
    write("in/a.zip", bytes);
    for (const Listed& l : list()) {
      if (!l.problem.empty()) continue;
      try {
        read_listed(l.path);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::input) << error.what();
      }
    }
  };
  for (std::size_t n = 0; n < whole.size(); ++n) {
    SCOPED_TRACE(n);
    survives(whole.substr(0, n));
    std::string bytes = whole;
    bytes[n] = static_cast<char>(bytes[n] ^ (1 << (n % 8)));
    survives(bytes);
  }
}

TEST_F(WorkListTest, ProtectedArchivesAreTold) {
  // The mark of an encrypted entry, before its bytes and in the directory.
  std::string bytes = testing_support::zipped({{"one.txt", "One."}});
  bytes[bytes.find("PK\x03\x04") + 6] |= '\x01';
  bytes[bytes.find("PK\x01\x02") + 8] |= '\x01';
  write("in/a.zip", bytes);
  std::string said;
  for (const Listed& l : list()) {
    said += l.problem;
    try {
      if (l.problem.empty()) read_listed(l.path);
    } catch (const Error& error) {
      said += error.reason();
    }
  }
  EXPECT_NE(said.find("password"), std::string::npos) << said;
}

}  // namespace
}  // namespace hexapla::run
