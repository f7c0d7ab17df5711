#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"
#include "tests/support/scratch.h"

namespace hexapla {
namespace {

TEST(Error, SaysFilePlaceReasonAndRemedy) {
  const Error e(ErrorKind::input, "a.txt", "byte 17", "not UTF-8", "convert it");
  EXPECT_STREQ(e.what(), "a.txt: byte 17: not UTF-8; convert it");
  EXPECT_STREQ(Error(ErrorKind::usage, "", "", "no query").what(), "no query");
}

TEST(Error, KindsGiveExitCodes) {
  EXPECT_EQ(exit_code(ErrorKind::usage), 2);
  EXPECT_EQ(exit_code(ErrorKind::input), 3);
  EXPECT_EQ(exit_code(ErrorKind::environment), 4);
  EXPECT_EQ(exit_code(ErrorKind::internal), 4);
}

using FilesTest = testing::Scratch;

TEST_F(FilesTest, ReadsWhole) {
  EXPECT_EQ(files::read(write("a", std::string("x\0y", 3))), std::string("x\0y", 3));
  EXPECT_EQ(files::read(write("empty", "")), "");
}

TEST_F(FilesTest, FailuresNameTheFileAndTheReason) {
  try {
    files::read(dir_ / "absent");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::environment);
    EXPECT_NE(std::string(e.what()).find("absent"), std::string::npos);
    EXPECT_NE(std::string(e.what()).find("No such file"), std::string::npos);
  }
  EXPECT_THROW(files::read(dir_), Error);  // a directory
}

TEST_F(FilesTest, AFileOverTheLimitIsThisInputsFault) {
  try {
    files::read(write("big", "0123456789"), 9);
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::input);
  }
  EXPECT_EQ(files::read(dir_ / "big", 10).size(), 10U);
}

TEST_F(FilesTest, WritesAtomically) {
  write("f", "old");
  files::write_atomically(dir_ / "f", "new");
  EXPECT_EQ(read(dir_ / "f"), "new");
  EXPECT_FALSE(std::filesystem::exists(dir_ / "f.new"));
  EXPECT_THROW(files::write_atomically(dir_ / "no" / "f", "x"), Error);
}

TEST_F(FilesTest, TheHashIsOfTheContent) {
  EXPECT_EQ(files::content_hash("a"), files::content_hash("a"));
  EXPECT_NE(files::content_hash("a"), files::content_hash("b"));
  // XXH3-128 of nothing, as its specification gives it.
  EXPECT_EQ(files::content_hash(""), "99aa06d3014798d86001c324468d497f");
}

}  // namespace
}  // namespace hexapla
