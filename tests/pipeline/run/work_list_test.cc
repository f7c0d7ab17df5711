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

}  // namespace
}  // namespace hexapla::run
