#include "pipeline/memory/memory.h"

#include <gtest/gtest.h>

#include <fstream>

#include "pipeline/base/error.h"
#include "tests/support/scratch.h"

namespace hexapla::memory {
namespace {

namespace fs = std::filesystem;

TranslationUnit unit(const std::string& id,
                     const std::vector<std::pair<std::string, std::string>>& texts) {
  TranslationUnit out;
  out.id = id;
  for (const auto& [lang, text] : texts) out.variants.push_back({lang, text, {}, {}, {}});
  return out;
}

class MemoryTest : public testing::Scratch {
 protected:
  fs::path place() const { return dir_ / "memory"; }

  void add(const std::vector<TranslationUnit>& units) const {
    Writer writer(place());
    for (const TranslationUnit& u : units) writer.add(u);
    writer.commit();
  }

  static std::vector<std::string> ids(const Memory& memory, const std::vector<Hit>& hits) {
    std::vector<std::string> out;
    for (const Hit& h : hits) out.push_back(memory.unit(h.unit).id);
    return out;
  }

  std::vector<std::string> find(const std::string& text, const std::string& lang,
                                unsigned threshold) const {
    const Memory memory = Memory::open(place());
    return ids(memory, memory.search(text, lang, threshold));
  }
};

using Ids = std::vector<std::string>;

TEST_F(MemoryTest, OneUnitAnswersFromEveryLanguage) {
  const std::vector<std::pair<std::string, std::string>> six = {
      {"ar", "تقع المحطة على ضفة البحيرة"},
      {"en", "The station stands on the shore of the lake"},
      {"es", "La estación está a orillas del lago"},
      {"fr", "La station se trouve au bord du lac"},
      {"ru", "Станция стоит на берегу озера"},
      {"zh", "车站位于湖岸"}};
  add({unit("six", six)});
  const Memory memory = Memory::open(place());
  int directions = 0;
  for (const auto& [from, text] : six) {
    const std::vector<Hit> hits = memory.search(text, from, 100);
    ASSERT_EQ(hits.size(), 1U) << from;
    const TranslationUnit found = memory.unit(hits[0].unit);
    EXPECT_EQ(found.variants[hits[0].variant].lang, from);
    for (const Variant& v : found.variants) directions += v.lang == from ? 0 : 1;
  }
  EXPECT_EQ(directions, 30);
}

TEST_F(MemoryTest, ScoresAreThoseOfTheFormula) {
  add({unit("a", {{"en", "one two three four five six seven eight nine ten"}, {"fr", "x"}})});
  const Memory memory = Memory::open(place());
  struct Case {
    const char* query;
    double score;
  };
  for (const Case& c : std::vector<Case>{
           {"One, two; THREE four five six seven eight nine ten!", 100},  // case, punctuation
           {"one two three four five six seven eight nine eleven", 90},   // replaced
           {"one two three four five six seven eight nine", 90},          // removed
           {"one two three four five six seven eight nine ten ten", 100.0 * 10 / 11},  // inserted
           {"two one three four five six seven eight nine ten", 80},  // exchanged: two edits
       }) {
    const std::vector<Hit> hits = memory.search(c.query, "en", 50);
    ASSERT_EQ(hits.size(), 1U) << c.query;
    EXPECT_DOUBLE_EQ(hits[0].score(), c.score) << c.query;
  }
}

TEST_F(MemoryTest, TheThresholdItselfIsIn) {
  add({unit("a", {{"en", "a b c d e f g h i j"}, {"fr", "x"}})});
  EXPECT_EQ(find("a b c d e f g x y z", "en", 70), Ids{"a"});  // exactly 70
  EXPECT_EQ(find("a b c d e f g x y z", "en", 71), Ids{});
  EXPECT_EQ(find("a b c d e v w x y z", "en", 50), Ids{"a"});  // exactly 50
}

TEST_F(MemoryTest, SegmentsWithoutWordsAreFoundAsTheyAre) {
  add({unit("stars", {{"en", "* * *"}, {"fr", "***"}}), unit("dots", {{"en", "…"}, {"fr", "…"}}),
       unit("nothing", {{"en", ""}, {"fr", "rien"}})});
  EXPECT_EQ(find(" * * *\n", "en", 100), Ids{"stars"});
  EXPECT_EQ(find("", "en", 50), Ids{});
  EXPECT_EQ(find("rien", "fr", 100), Ids{"nothing"});
}

TEST_F(MemoryTest, PhrasesAreFoundInEveryScript) {
  add({unit("1", {{"en", "the large lake and the small lake"}, {"zh", "大湖和小湖的水位"}}),
       unit("2", {{"en", "the lake and the large hill"}, {"zh", "湖与大山"}})});
  const Memory memory = Memory::open(place());
  EXPECT_EQ(ids(memory, memory.containing("Large lake", "en", 0)), Ids{"1"});
  EXPECT_EQ(ids(memory, memory.containing("lake", "en", 0)), (Ids{"1", "2"}));
  EXPECT_EQ(ids(memory, memory.containing("lake large", "en", 0)), Ids{});
  // Across the borders of what a dictionary takes for words.
  EXPECT_EQ(ids(memory, memory.containing("湖的水", "zh", 0)), Ids{"1"});
  std::size_t total = 0;
  EXPECT_EQ(memory.containing("lake", "en", 1, &total).size(), 1U);
  EXPECT_EQ(total, 2U);
}

TEST_F(MemoryTest, PlaceablesDoNotCountForLikeness) {
  add({unit("en", {{"en", "Decision SC-7/8 of 30 September 2016, annex II"}, {"fr", "x"}}),
       unit("zh", {{"zh", "第九次会议的报告"}, {"fr", "y"}}),
       unit("plain", {{"en", "Decision of the meeting"}, {"fr", "z"}})});
  const Memory memory = Memory::open(place());
  EXPECT_EQ(ids(memory, memory.alike("decision BC-10/2 of 1 May 2020, annex IV", "en")), Ids{"en"});
  EXPECT_EQ(ids(memory, memory.alike("第十二次会议的报告", "zh")), Ids{"zh"});
  EXPECT_EQ(ids(memory, memory.alike("Decision of the meeting", "en")), Ids{});
}

TEST_F(MemoryTest, AddingAndRemovingDoNotDisturbReaders) {
  add({unit("a", {{"en", "first sentence here"}, {"fr", "x"}})});
  const Memory before = Memory::open(place());
  {
    Writer writer(place());
    writer.remove({0, 0});
    writer.add(unit("b", {{"en", "second sentence here"}, {"fr", "y"}}));
    EXPECT_EQ(find("first sentence here", "en", 100), Ids{"a"});  // not yet
    writer.commit();
  }
  EXPECT_EQ(find("first sentence here", "en", 60), Ids{"b"});
  EXPECT_EQ(Memory::open(place()).units(), 1U);
  // What was open sees what it saw, though the file may be gone from the directory.
  EXPECT_EQ(ids(before, before.search("first sentence here", "en", 60)), Ids{"a"});
}

TEST_F(MemoryTest, ManySmallAdditionsAreMerged) {
  for (int i = 0; i < 40; ++i)
    add({unit(std::to_string(i),
              {{"en", "number " + std::to_string(i) + " of many"}, {"fr", "x"}})});
  const Memory memory = Memory::open(place());
  EXPECT_EQ(memory.units(), 40U);
  EXPECT_LE(memory.files(), 8U);
  for (int i = 0; i < 40; ++i) {
    const std::vector<Hit> hits =
        memory.search("number " + std::to_string(i) + " of many", "en", 100);
    EXPECT_EQ(ids(memory, hits), Ids{std::to_string(i)});
  }
}

TEST_F(MemoryTest, OneWriterAtATime) {
  const Writer first(place());
  EXPECT_THROW(Writer second(place()), Error);
}

TEST_F(MemoryTest, NoMemoryIsSaidInWords) {
  try {
    Memory::open(place());
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::usage);
    EXPECT_EQ(e.reason(), "there is no translation memory here");
  }
}

// What a writer leaves behind that is killed before its commit: files that no manifest names.
TEST_F(MemoryTest, AnUnfinishedWriteIsNotThere) {
  add({unit("a", {{"en", "kept"}, {"fr", "x"}})});
  write("memory/units-7", "half a file");
  write("memory/removed-9", "");
  write("memory/MANIFEST.new", "hexapla-mem");
  EXPECT_EQ(find("kept", "en", 100), Ids{"a"});
  {
    Writer writer(place());
    writer.add(unit("b", {{"en", "lost"}, {"fr", "y"}}));
    // No commit.
  }
  EXPECT_EQ(find("lost", "en", 100), Ids{});
  EXPECT_EQ(find("kept", "en", 100), Ids{"a"});
  EXPECT_FALSE(fs::exists(place() / "units-7"));
  add({unit("c", {{"en", "added"}, {"fr", "z"}})});
  EXPECT_EQ(find("added", "en", 100), Ids{"c"});
}

// Every file of a small memory, cut off at every byte, and with every byte changed: refused with a
// reason, never a crash and never a silent answer.
TEST_F(MemoryTest, DamagedFilesAreRefused) {
  add({unit("a", {{"en", "The lake is deep"}, {"", "no language, so not in any index"}}),
       unit("b", {{"en", "The hill is high"}})});
  {
    Writer writer(place());
    writer.remove({0, 0});
    writer.commit();
  }
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(place())) {
    const fs::path path = entry.path();
    if (path.filename() == "lock") continue;
    ++files;
    const std::string whole = read(path);
    const auto refused = [&](const std::string& bytes, std::size_t at) {
      std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
      try {
        Memory::open(place());
        ADD_FAILURE() << path.filename() << " was taken for whole at byte " << at;
      } catch (const Error& e) {
        EXPECT_EQ(e.kind(), ErrorKind::environment);
        EXPECT_FALSE(e.reason().empty());
        EXPECT_FALSE(e.file().empty());
      }
    };
    for (std::size_t size = 0; size < whole.size(); ++size) refused(whole.substr(0, size), size);
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x41);
      refused(changed, at);
    }
    refused(whole + "x", whole.size());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole;
  }
  EXPECT_EQ(files, 3U);
  EXPECT_NO_THROW(Memory::open(place()).verify());
}

TEST_F(MemoryTest, AnotherFormatIsNamed) {
  add({unit("a", {{"en", "x"}, {"fr", "y"}})});
  write("memory/MANIFEST", "hexapla-memory 99\nnext\t1\nend\t0\n");
  try {
    Memory::open(place());
    FAIL();
  } catch (const Error& e) {
    EXPECT_NE(e.reason().find("99"), std::string::npos);
  }
}

}  // namespace
}  // namespace hexapla::memory
