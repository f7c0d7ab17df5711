#include "pipeline/memory/segment_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "pipeline/base/error.h"
#include "tests/support/scratch.h"
#include "tests/support/segments.h"

namespace hexapla::memory {
namespace {

class SegmentFileTest : public testing::Scratch {};

// Large files are not compared with their checksum when they are opened: then damage inside must
// end in other answers or an Error, never in a read outside the file.
TEST_F(SegmentFileTest, DamageThatNobodyLookedForIsHarmless) {
  const std::filesystem::path path = dir_ / "units-1";
  testing::SegmentSource source("en", 400, 3);
  {
    SegmentWriter writer(path);
    for (int i = 0; i < 300; ++i) {
      TranslationUnit unit;
      unit.variants = {{"en", source.next(), {}, {}, {}}, {"zh", "湖水很深", {}, {}, {}}};
      writer.add(unit);
    }
    writer.finish();
  }
  const std::string whole = read(path);
  std::vector<std::vector<std::uint64_t>> queries;
  for (int i = 0; i < 20; ++i) {
    std::vector<segmentation::MatchToken> tokens;
    segmentation::match_tokens(source.next(), segmentation::HanTokens::words, tokens);
    queries.emplace_back();
    for (const auto& t : tokens) queries.back().push_back(t.key);
  }
  std::mt19937 random(1);
  std::size_t errors = 0;
  for (int round = 0; round < 400; ++round) {
    std::string damaged = whole;
    // A stretch of the file is overwritten, so that whole numbers become wild.
    const std::size_t at = OutputFile::kHead + random() % (whole.size() - OutputFile::kHead - 8);
    for (std::size_t i = 0; i < 8; ++i) damaged[at + i] = static_cast<char>(random());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
    try {
      const SegmentFile file(path, 0);
      EXPECT_THROW(file.verify(), Error) << at;
      ColumnSearch search;
      std::vector<Near> near;
      for (const Column& column : file.columns()) {
        for (const auto& query : queries) search.near(column, query, 50, near);
        const auto read_all = [](const PackedList& list) {
          ListReader reader(list);
          for (std::uint32_t text = 0; reader.next(text);) continue;
        };
        for (std::uint32_t token = 0; token < 5; ++token) {
          read_all(column.texts_with(token));
          read_all(column.texts_with(token, token + 1));
        }
        std::vector<std::uint32_t> tokens;
        for (std::uint32_t text = 0; text < column.size(); ++text) column.tokens_of(text, tokens);
      }
      for (std::uint32_t u = 0; u < file.units(); ++u) file.unit(u);
    } catch (const Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::environment);
      ++errors;
    }
  }
  EXPECT_GT(errors, 0U);
}

}  // namespace
}  // namespace hexapla::memory
