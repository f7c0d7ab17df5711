#include "pipeline/memory/disk.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <random>

#include "tests/support/scratch.h"

namespace hexapla::memory {
namespace {

class DiskTest : public testing::Scratch {};

// Larger than what goes through the cache at first, in pieces of all sizes, with and without a
// return to the cache at a place that is no border of anything.
TEST_F(DiskTest, AFileHoldsWhatWasAppended) {
  for (const bool straight : {false, true}) {
    std::mt19937 random(5);
    std::string expected;
    std::string head(OutputFile::kHead, 'h');
    const std::filesystem::path path = dir_ / "file";
    std::uint64_t checksum = 0;
    {
      OutputFile file(path);
      const auto append = [&](std::size_t size) {
        std::string piece(size, '\0');
        for (std::size_t i = 0; i < size; i += 61) piece[i] = static_cast<char>(random());
        file.append(piece);
        expected += piece;
      };
      for (int i = 0; i < 3000; ++i) append(random() % 20000);
      append((std::size_t{3} << 20) + 17);
      if (!straight) file.keep_in_cache();
      for (int i = 0; i < 300; ++i) append(random() % 5);
      append((std::size_t{2} << 20) + 1);
      file.align(64);
      expected.resize((expected.size() + 63) / 64 * 64, '\0');
      EXPECT_EQ(file.size(), OutputFile::kHead + expected.size());
      checksum = file.checksum();
      file.finish(head);
    }
    EXPECT_GT(expected.size(), std::size_t{24} << 20);
    EXPECT_EQ(checksum, XXH3_64bits(expected.data(), expected.size()));
    EXPECT_TRUE(read(path) == head + expected) << straight;
  }
}

TEST_F(DiskTest, AnUnfinishedFileIsRemoved) {
  const std::filesystem::path path = dir_ / "file";
  {
    OutputFile file(path);
    file.append("something");
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace hexapla::memory
