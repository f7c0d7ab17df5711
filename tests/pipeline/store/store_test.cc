#include "pipeline/store/store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "pipeline/base/error.h"

namespace hexapla::store {
namespace {

namespace fs = std::filesystem;

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::temp_directory_path() /
           ("hexapla-store-" +
            std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  // Publishes a store with one meta row.
  void publish(const std::string& state) {
    Builder builder(dir_);
    fs::remove(builder.scratch() / "c.sqlite");
    Catalogue c = Catalogue::create(builder.scratch() / "c.sqlite");
    c.set_meta("state", state);
    fs::create_directories(builder.scratch() / "index");
    std::ofstream(builder.scratch() / "index" / "mark") << state;
    builder.publish(c, state);
  }

  static Error error_of(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& e) {
      return e;
    }
    ADD_FAILURE() << "no error";
    return {ErrorKind::internal, "", "", ""};
  }

  fs::path dir_;
};

TEST_F(StoreTest, PublishesAndSwitches) {
  publish("s1");
  EXPECT_EQ(Store::open(dir_).index_path(), dir_ / "index" / "s1");
  EXPECT_FALSE(fs::exists(dir_ / "building"));
  const Store reader = Store::open(dir_);
  publish("s2");
  EXPECT_EQ(reader.catalogue().meta("state"), "s1");  // a reader keeps what it opened
  EXPECT_EQ(Store::open(dir_).catalogue().meta("state"), "s2");
  EXPECT_TRUE(fs::exists(dir_ / "index" / "s1" / "mark"));  // and may open its index yet …
  EXPECT_TRUE(fs::exists(dir_ / "index" / "s2" / "mark"));
  publish("s3");
  EXPECT_FALSE(fs::exists(dir_ / "index" / "s1"));  // … until the build after that one
  EXPECT_TRUE(fs::exists(dir_ / "index" / "s2" / "mark"));
}

TEST_F(StoreTest, SaysWhatIsWrong) {
  EXPECT_EQ(error_of([&] { Store::open(dir_); }).kind(), ErrorKind::usage);  // not there

  std::ofstream(dir_) << "a file";
  EXPECT_NE(error_of([&] { Store::open(dir_); }).reason().find("this is a file"),
            std::string::npos);
  EXPECT_NE(error_of([&] { Builder b(dir_); }).reason().find("this is a file"), std::string::npos);
  fs::remove(dir_);

  fs::create_directories(dir_);
  std::ofstream(dir_ / "thesis.doc") << "somebody's work";
  EXPECT_EQ(error_of([&] { Builder b(dir_); }).kind(), ErrorKind::usage);
  EXPECT_TRUE(fs::exists(dir_ / "thesis.doc"));
  EXPECT_FALSE(fs::exists(dir_ / "lock"));
  fs::remove_all(dir_);

  publish("s1");
  std::ofstream(dir_ / "STORE") << "hexapla store, format 99\n";
  for (const Error& e :
       {error_of([&] { Store::open(dir_); }), error_of([&] { Builder b(dir_); })}) {
    EXPECT_EQ(e.kind(), ErrorKind::environment);
    EXPECT_NE(e.reason().find("format 99"), std::string::npos);
    EXPECT_FALSE(e.remedy().empty());
  }
  std::ofstream(dir_ / "STORE") << "something";
  EXPECT_EQ(error_of([&] { Store::open(dir_); }).kind(), ErrorKind::environment);
}

TEST_F(StoreTest, OneBuilderAtATime) {
  Builder first(dir_);
  EXPECT_NE(error_of([&] { Builder second(dir_); }).reason().find("another build"),
            std::string::npos);
}

TEST_F(StoreTest, AnUnfinishedFirstBuildIsNoStoreToReadYet) {
  { Builder builder(dir_); }
  EXPECT_NE(error_of([&] { Store::open(dir_); }).reason().find("no build has finished"),
            std::string::npos);
  publish("s1");
  EXPECT_NO_THROW(Store::open(dir_));
}

// What a kill leaves: an index without its catalogue, scratch space, a half-made STORE.
TEST_F(StoreTest, LeftoversOfAKilledBuildAreCleared) {
  fs::create_directories(dir_);
  std::ofstream(dir_ / "STORE.new") << "hexap";
  publish("s1");
  fs::create_directories(dir_ / "index" / "s2");
  std::ofstream(dir_ / "index" / "s2" / "half") << "x";
  fs::create_directories(dir_ / "building");
  publish("s2");
  EXPECT_FALSE(fs::exists(dir_ / "index" / "s2" / "half"));
  EXPECT_EQ(Store::open(dir_).catalogue().meta("state"), "s2");
}

}  // namespace
}  // namespace hexapla::store
