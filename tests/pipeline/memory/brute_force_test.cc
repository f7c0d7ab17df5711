// Lookup against comparing the query with every segment: the same segments, the same scores.
// `scripts/bench memory --verify` does it at 100,000 segments and 2,000 queries.
#include <gtest/gtest.h>

#include "pipeline/memory/edit_distance.h"
#include "pipeline/memory/memory.h"
#include "tests/support/scratch.h"
#include "tests/support/segments.h"

namespace hexapla::memory {
namespace {

using testing::SegmentSource;

std::vector<std::uint64_t> keys_of(const std::string& text, Measure measure) {
  std::vector<segmentation::MatchToken> tokens;
  segmentation::match_tokens(text, measure, tokens);
  std::vector<std::uint64_t> out;
  for (const auto& t : tokens) out.push_back(t.key);
  return out;
}

class BruteForce : public testing::Scratch {
 protected:
  // Removes every seventeenth unit, so that both must leave them out; several files.
  void check(const std::string& lang, Measure measure, std::size_t segments, std::size_t queries) {
    SegmentSource source(lang, 3000, 11);
    std::vector<std::string> texts;
    {
      Writer writer(dir_ / "m", 20000);
      for (std::size_t i = 0; i < segments; ++i) {
        texts.push_back(source.next());
        TranslationUnit unit;
        unit.id = std::to_string(i);
        unit.variants = {{lang, texts.back(), {}, {}, {}}, {"xx", "x", {}, {}, {}}};
        writer.add(unit);
      }
      writer.commit();
      std::vector<UnitRef> gone;
      writer.memory().for_each([&](UnitRef ref, const TranslationUnit& unit) {
        if (std::stoul(unit.id) % 17 == 0) gone.push_back(ref);
        return true;
      });
      for (const UnitRef& ref : gone) writer.remove(ref);
      writer.commit();
    }
    std::vector<std::vector<std::uint64_t>> keys;
    for (const std::string& t : texts) keys.push_back(keys_of(t, measure));
    const Memory memory = Memory::open(dir_ / "m");
    EXPECT_GT(memory.files(), 1U);

    std::size_t found = 0;
    for (std::size_t q = 0; q < queries; ++q) {
      const std::string query = q % 3 == 0 ? source.next()
                                           : source.edited(texts[source.random()() % texts.size()],
                                                           source.random()() % 9);
      const std::vector<std::uint64_t> own = keys_of(query, measure);
      std::vector<std::size_t> distances(texts.size());
      for (std::size_t i = 0; i < texts.size(); ++i)
        distances[i] = plain_edit_distance(own, keys[i]);
      for (const unsigned threshold : {50U, 70U, 85U, 100U}) {
        std::map<std::string, std::pair<std::size_t, std::size_t>> expected;
        for (std::size_t i = 0; i < texts.size(); ++i) {
          const std::size_t longer = std::max(own.size(), keys[i].size());
          if (i % 17 == 0 || longer == 0) continue;
          if (100 * (longer - distances[i]) >= threshold * longer)
            expected[std::to_string(i)] = {distances[i], longer};
        }
        std::map<std::string, std::pair<std::size_t, std::size_t>> actual;
        double last = 100.0;
        for (const Hit& h : memory.search(query, lang, threshold, measure)) {
          actual[memory.unit(h.unit).id] = {h.distance, h.longer};
          EXPECT_LE(h.score(), last);
          last = h.score();
        }
        EXPECT_EQ(actual, expected) << query << " at " << threshold;
        found += expected.size();
      }
    }
    EXPECT_GT(found, queries);  // the comparison is about something
  }
};

TEST_F(BruteForce, English) {
  check("en", Measure::words, 6000, 150);
}
TEST_F(BruteForce, Arabic) {
  check("ar", Measure::words, 2000, 60);
}
TEST_F(BruteForce, ChineseByWords) {
  check("zh", Measure::words, 2000, 60);
}
TEST_F(BruteForce, ChineseByCharacters) {
  check("zh", Measure::characters, 2000, 60);
}

}  // namespace
}  // namespace hexapla::memory
