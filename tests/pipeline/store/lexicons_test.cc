#include "pipeline/store/lexicons.h"

#include <gtest/gtest.h>

#include "pipeline/base/error.h"
#include "pipeline/base/files.h"

namespace hexapla::store {
namespace {

class LexiconsTest : public testing::Test {
 protected:
  LexiconsTest()
      : dir_(std::filesystem::path(testing::TempDir()) /
             ("lexicons_" +
              std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    files::remove(dir_);
  }
  ~LexiconsTest() override { files::remove(dir_); }
  std::filesystem::path dir_;
};

TEST_F(LexiconsTest, BothDirectionsFromOneFile) {
  const std::vector<lexicon::SegmentPair> pairs = {{"the lake is deep", "le lac est profond"},
                                                   {"the lake is cold", "le lac est froid"},
                                                   {"the river is deep", "le fleuve est profond"},
                                                   {"the river is cold", "le fleuve est froid"},
                                                   {"a lake and a river", "un lac et un fleuve"},
                                                   {"deep and cold water", "eau profond et froid"}};
  const std::vector<lexicon::Lexicon> learned = {lexicon::Lexicon::learn("en", "fr", pairs),
                                                 lexicon::Lexicon::learn("en", "ru", {})};
  write_lexicons(learned, dir_);
  const Lexicons lexicons(dir_);
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(lexicons.pairs(), (Pairs{{"en", "fr"}}));  // nothing was learned of Russian
  ASSERT_FALSE(lexicons.translations("Lake", "en", "fr").empty());
  EXPECT_EQ(lexicons.translations("Lake", "en", "fr").front().word, "lac");
  ASSERT_FALSE(lexicons.translations("froid", "fr", "en").empty());
  EXPECT_EQ(lexicons.translations("froid", "fr", "en").front().word, "cold");
  EXPECT_TRUE(lexicons.translations("lake", "en", "ru").empty());
  EXPECT_TRUE(lexicons.translations("lake", "en", "en").empty());
  EXPECT_TRUE(lexicons.translations("lake", "../en", "fr").empty());
}

TEST_F(LexiconsTest, NoneThere) {
  const Lexicons lexicons(dir_);
  EXPECT_TRUE(lexicons.pairs().empty());
  EXPECT_TRUE(lexicons.translations("lake", "en", "fr").empty());
}

TEST_F(LexiconsTest, ADamagedFileIsAnError) {
  files::make_directories(dir_);
  files::write_atomically(dir_ / "en-fr.tsv", "no lexicon\n");
  const Lexicons lexicons(dir_);
  EXPECT_THROW(lexicons.translations("lake", "en", "fr"), Error);
}

}  // namespace
}  // namespace hexapla::store
